"""Any table by a mapping: positions, departments, who reports to whom, and all that can be wrong with it."""

import datetime

import openpyxl
import pytest

from importers.gather import gather
from importers.kind import Instructions
from importers.pseudonym import pseudonym
from tests.importers.organisation.charts import SECRET, edges, gathered, problems, table, whole

COLUMNS = {"key": "id", "title": "title", "department": "unit", "reportsTo": "boss"}
MAPPING = {"columns": COLUMNS}

STAFF = """
id | title     | unit    | boss
1  | Head      | Top     |
2  | Digital   | Digital | 1
3  | Web       | Digital | 2
4  | Calls     | Calls   | 1
5  | Adviser   | Calls   | 4
"""


def test_positions_departments_and_their_tree_from_the_managers(tmp_path):
    said = whole(gathered("org-csv", table(tmp_path, STAFF), mapping=MAPPING))
    assert {key: node.get("title") for key, node in said.nodes["Position"].items()} == {
        "hr:1": "Head", "hr:2": "Digital", "hr:3": "Web", "hr:4": "Calls", "hr:5": "Adviser",
    }  # fmt: skip
    assert said.nodes["Department"] == {
        "hr:Top": {"name": "Top"},
        "hr:Digital": {"name": "Digital"},
        "hr:Calls": {"name": "Calls"},
    }
    assert edges(said, "PART_OF") == {("hr:Digital", "hr:Top"), ("hr:Calls", "hr:Top")}
    assert edges(said, "HEADS") == {("hr:1", "hr:Top"), ("hr:2", "hr:Digital"), ("hr:4", "hr:Calls")}
    assert edges(said, "REPORTS_TO") == {("hr:2", "hr:1"), ("hr:3", "hr:2"), ("hr:4", "hr:1"), ("hr:5", "hr:4")}
    assert said.places["Position", "hr:3"] == (str(tmp_path / "staff.csv"), 4, None)


def test_the_tree_of_the_files_own_column_counts_before_the_managers(tmp_path):
    staff = "id|unit|up|boss\n1|Web|Digital|\n2|Calls|Care|1\n"
    said = whole(gathered("org-csv", table(tmp_path, staff), mapping={"columns": {
        "key": "id", "department": "unit", "departmentParent": "up", "reportsTo": "boss"}}))  # fmt: skip
    assert edges(said, "PART_OF") == {("hr:Web", "hr:Digital"), ("hr:Calls", "hr:Care")}
    assert set(said.nodes["Department"]) == {"hr:Web", "hr:Digital", "hr:Calls", "hr:Care"}


def test_a_table_of_departments_with_ids_leaves_a_parent_that_is_not_in_it_outside(tmp_path):
    units = table(tmp_path, "id|name|up\n1|Top|0\n2|Calls|1\n3|Web|TOP\n")
    columns = {"department": "id", "departmentName": "name", "departmentParent": "up"}
    found = gathered("org-csv", units, mapping={"columns": columns})
    said = whole(found)
    assert said.nodes["Department"] == {"hr:1": {"name": "Top"}, "hr:2": {"name": "Calls"}, "hr:3": {"name": "Web"}}
    assert edges(said, "PART_OF") == {("hr:1", "hr:0"), ("hr:2", "hr:1"), ("hr:3", "hr:1")}
    assert problems(found) == [("CASE_MISMATCH", 4, "up", "TOP")]
    assert "Position" not in said.nodes or not said.nodes["Position"]


@pytest.mark.parametrize(
    ("rows", "found", "reports"),
    [
        ("1|A|U|\n2|B|U|1\n", [], {("2", "1")}),
        ("a|A|U|\n2|B|U|A\n", [("CASE_MISMATCH", 3, "boss", "A")], {("2", "a")}),
        ("a|A|U|\nA|B|U|\n2|C|U|A\n", [], {("2", "A")}),
        ("1|A|U|1\n", [("SELF_REFERENCE", 2, "boss", "1")], set()),
        ("1|A|U|2\n2|B|U|1\n", [("CYCLE", 3, "boss", "1")], {("1", "2")}),
        ("1|A|U|3\n2|B|U|1\n3|C|U|2\n4|D|U|3\n", [("CYCLE", 4, "boss", "2")], {("1", "3"), ("2", "1"), ("4", "3")}),
        ("1|A|U|9\n", [], {("1", "9")}),
        ("1|A|U|\n1|B|V|\n", [("DUPLICATE_KEY", 3, "id", "1")], set()),
        ("1|A|U|N/D\n", [("WITHHELD", 2, "boss", "N/D")], set()),
        ("1|A|U|XX\n2|B|U|Vacant\n3|C|U|'Vacant'\n", [], set()),
        ("|A|U|\n2|B|U|\n", [("MISSING_KEY", 2, "id", None)], set()),
        ("1|A|U|\n|||\n2|B|U|1\n", [("EMPTY_ROW", 3, None, None)], {("2", "1")}),
        ("1|A|U|\nid|title|unit|boss\n", [("DUPLICATE_KEY", 3, None, None)], set()),
        ("1|A|U||x\n", [("BAD_VALUE", 2, None, None)], set()),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_said_with_its_place(tmp_path, rows, found, reports):
    result = gathered("org-csv", table(tmp_path, f"id|title|unit|boss\n{rows}"), mapping=MAPPING)
    assert problems(result) == found
    assert edges(whole(result), "REPORTS_TO") == {(f"hr:{a}", f"hr:{b}") for a, b in reports}


def test_the_members_of_a_circle_are_named(tmp_path):
    (problem,) = gathered(
        "org-csv", table(tmp_path, "id|title|unit|boss\n1|A|U|3\n2|B|U|1\n3|C|U|2\n"), mapping=MAPPING
    ).problems
    assert "3 → 2 → 1 → 3" in problem.message


def test_a_withheld_unit_is_none_and_a_withheld_title_is_a_title(tmp_path):
    found = gathered("org-csv", table(tmp_path, "id|title|unit|boss\n1|N/D|N/D|\n2|B|XX|1\n"), mapping=MAPPING)
    assert problems(found) == [("WITHHELD", 2, "unit", "N/D")]
    assert whole(found).nodes["Position"]["hr:1"] == {"title": "N/D"}
    assert not edges(whole(found), "IN")


def test_a_manager_is_named_by_role_where_the_mapping_names_one(tmp_path):
    team = table(tmp_path, "id|role|boss\n1|Chief|\n2|Lead|Chief\n3|Dev|lead\n")
    found = gathered("org-csv", team, mapping={"columns": {"key": "id", "role": "role", "reportsTo": "boss"}})
    assert edges(whole(found), "REPORTS_TO") == {("hr:2", "hr:1"), ("hr:3", "hr:2")}
    assert problems(found) == [("CASE_MISMATCH", 4, "boss", "lead")]


HISTORY = """
id | title | from       | to
1  | Old   | 2000-01-01 | 2009-12-31
1  | New   | 2010-01-01 | 9999-12-31
2  | Gone  | 2000-01-01 | 2009-12-31 23:59:59
3  | Soon  | 2050-01-01 |
4  | Open  | 2001-01-01 |
4  | Later | 2005-01-01 |
"""


@pytest.mark.parametrize(
    ("day", "titles"),
    [
        (datetime.date(2020, 5, 1), {"1": "New", "4": "Later"}),
        (datetime.date(2009, 12, 31), {"1": "Old", "2": "Gone", "4": "Later"}),
        (datetime.date(2002, 1, 1), {"1": "Old", "2": "Gone", "4": "Open"}),
    ],
)
def test_of_a_history_the_rows_of_the_day_count(tmp_path, day, titles):
    columns = {"key": "id", "title": "title", "validFrom": "from", "validTo": "to"}
    found = gathered("org-csv", table(tmp_path, HISTORY), mapping={"columns": columns}, as_of=day)
    assert {key: node["title"] for key, node in whole(found).nodes["Position"].items()} == {
        f"hr:{key}": title for key, title in titles.items()
    }
    left_out = 6 - len(titles)
    assert sum(problem.count for problem in found.problems) == left_out
    assert {problem.code.value for problem in found.problems} <= {"DELETED_UPSTREAM", "DUPLICATE_KEY"}


def test_a_day_that_could_be_two_is_none_until_the_mapping_says_how_days_are_written(tmp_path):
    staff = table(tmp_path, "id|to\n1|03/04/2001\n2|\n")
    columns = {"key": "id", "validTo": "to"}
    assert problems(gathered("org-csv", staff, mapping={"columns": columns})) == [("BAD_VALUE", 2, "to", "03/04/2001")]
    told = {"columns": columns, "dates": ["%d/%m/%Y"]}
    assert problems(gathered("org-csv", staff, mapping=told))[0] == ("DELETED_UPSTREAM", 2, "to", "2001-04-03")


@pytest.mark.parametrize(
    ("heads", "above"),
    [("Matricule|Fonction|Service|Responsable", set()), ("Matricule|Fonction|Direction|Responsable", set()),
     ("Matricule|Fonction|Service|Responsable|Direction", {("hr:Accueil", "hr:Nord"), ("hr:Siège", "hr:Nord")})],
)  # fmt: skip
def test_a_list_of_staff_with_plain_heads_needs_no_mapping(tmp_path, heads, above):
    more = "|Nord" if above else ""
    found = gathered("org-csv", table(tmp_path, f"{heads}\nM1|Chef|Siège|{more}\nM2|Agent|Accueil|M1{more}\n"))
    assert edges(whole(found), "REPORTS_TO") == {("hr:M2", "hr:M1")}
    assert edges(whole(found), "PART_OF") == (above or {("hr:Accueil", "hr:Siège")}) and not problems(found)


def test_a_day_as_a_spreadsheet_counts_it_is_read(tmp_path):
    staff = table(tmp_path, "id|to\n1|36893\n2|54789.5\n3|\n")
    found = gathered("org-csv", staff, mapping={"columns": {"key": "id", "validTo": "to"}})
    assert problems(found) == [("DELETED_UPSTREAM", 2, "to", "2001-01-02")]


def test_a_mapping_binds_departments_to_what_journeys_name(tmp_path):
    mapping = {
        "columns": COLUMNS,
        "departments": {"Calls": "call-centre"},
        "silos": {"Calls": "customer-service"},
        "systems": {"Digital": ["cms"]},
        "channels": {"Calls": ["phone"]},
        "partners": ["Digital"],
        "aliases": {"1": "ceo", "hr:Top": "group"},
    }
    said = whole(gathered("org-csv", table(tmp_path, STAFF), mapping=mapping))
    assert said.nodes["Department"] == {
        "group": {"name": "Top", "aliases": ["hr:Top"]},
        "hr:Digital": {"name": "Digital", "partner": True},
        "call-centre": {"name": "Calls"},
    }
    assert edges(said, "PART_OF") == {("hr:Digital", "group"), ("call-centre", "group")}
    assert edges(said, "IN_SILO") == {("call-centre", "customer-service")}
    assert edges(said, "RUN_BY") == {("cms", "hr:Digital")}
    assert edges(said, "OPERATED_BY") == {("phone", "call-centre")}
    assert ("hr:2", "ceo") in edges(said, "REPORTS_TO") and "ceo" in said.nodes["Position"]


def test_what_a_mapping_names_and_no_row_does_is_said(tmp_path):
    found = gathered("org-csv", table(tmp_path, STAFF), mapping={**MAPPING, "silos": {"Sales": "sales"}})
    assert problems(found) == [("UNMAPPED_VALUE", None, "silos", "Sales")]


def test_names_are_kept_only_where_a_mapping_says_so_and_addresses_never_are_keys(tmp_path):
    staff = table(tmp_path, "mail|first|last|boss\nada@x.org|Ada|Byron|\nbob@x.org|Bob|Noyce|ADA@X.ORG\n")
    columns = {"key": "mail", "reportsTo": "boss"}
    ada, bob = (f"hr:{pseudonym(SECRET, f'{name}@x.org')}" for name in ("ada", "bob"))
    found = gathered("org-csv", staff, mapping={"columns": columns})
    said = whole(found)
    assert said.nodes["Position"] == {ada: {}, bob: {}}
    assert edges(said, "REPORTS_TO") == {(bob, ada)}
    kept = whole(gathered("org-csv", staff, mapping={"columns": columns, "names": ["first", "last"]}))
    assert kept.nodes["Position"][ada] == {"holder": "Ada Byron"}


def test_pseudonyms_meet_where_a_column_of_names_is_the_key(tmp_path):
    staff = table(tmp_path, "name|boss\nAda|\nBob|Ada\n")
    mapping = {"columns": {"key": "name", "reportsTo": "boss"}, "pseudonymise": ["name"]}
    ada, bob = (f"hr:{pseudonym(SECRET, name)}" for name in ("Ada", "Bob"))
    assert edges(whole(gathered("org-csv", staff, mapping=mapping)), "REPORTS_TO") == {(bob, ada)}


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ({"columns": {"key": "ID number"}}, "no column 'ID number'"),
        ({"columns": {"key": "id", "title": "titel"}}, "did you mean 'title'?"),
        ({"columns": {"key": "id"}, "names": ["Vorname"]}, "no column 'Vorname'"),
        ({"columns": {"tittle": "id"}}, "`columns` has no field 'tittle'; did you mean 'title'?"),
        ({"columns": {"key": "id"}, "departments": {"Web": "not a key"}}, "is no key"),
        (None, "--suggest-mapping"),
    ],
)
def test_a_mapping_that_does_not_fit_refuses_the_source(tmp_path, mapping, says):
    found = gathered("org-csv", table(tmp_path, STAFF), mapping=mapping)
    assert found.refused
    assert says in "\n".join(map(str, found.problems))


def test_columns_are_found_whatever_their_capitals_and_the_lines_before_them(tmp_path):
    path = tmp_path / "staff.csv"
    path.write_text("Export of staff;;\n;;\n ID ;Title;BOSS\n1;A;\n2;B;1\n", encoding="utf-8")
    found = gathered("org-csv", path, mapping={"columns": {"key": "id", "title": "TITLE", "reportsTo": "boss"}})
    assert edges(whole(found), "REPORTS_TO") == {("hr:2", "hr:1")}


@pytest.mark.parametrize(
    "name", ["bamboohr", "bamboohr-eid", "staff", "workday", "personio", "sap", "d3-org-chart", "workday-organizations"]
)
def test_a_mapping_that_comes_with_the_product_is_found_by_name_and_by_its_columns(tmp_path, name):
    from importers.organisation.chart_mapping import ChartColumns, ChartMapping
    from importers.rows.columns import read_mapping

    (file,) = ChartMapping.shipped.glob(f"{name}.yaml")
    mapping = read_mapping(file, ChartMapping)
    names = mapping.columns.names
    columns = {ours: names(ours)[0] for ours in ChartColumns.model_fields if names(ours)}
    cells = {"validFrom": "2000-01-01", "validTo": "9999-12-31"}
    rows = ["|".join(columns.values()), "|".join(cells.get(ours, f"{ours} 1") for ours in columns)]
    staff = table(tmp_path, "\n".join(rows))
    assert whole(gathered("org-csv", staff)) == whole(gathered("org-csv", staff, mapping=tmp_path.__class__(name)))


def test_two_files_of_one_source_are_one_chart(tmp_path):
    one = table(tmp_path, "id|title|unit|boss\n1|A|U|2\n", "one.csv")
    two = table(tmp_path, "id|title|unit|boss\n2|B|V|\n1|C|V|\n", "two.csv")
    found = gathered("org-csv", one, two, mapping=MAPPING)
    assert edges(whole(found), "REPORTS_TO") == {("hr:1", "hr:2")}
    ((code, row, column, value),) = problems(found)
    assert (code, row, column, value) == ("DUPLICATE_KEY", 3, "id", "1")
    assert str(one) in found.problems[0].message
    assert [(file.name, file.rows) for file in found.files] == [(str(one), 1), (str(two), 2)]


def test_each_unnamed_table_is_a_source_of_its_own(tmp_path):
    for name in ("one.csv", "two.csv"):
        table(tmp_path, STAFF, name)
    (tmp_path / "m.yaml").write_text("columns: {key: id}\n")
    found = gather("org-csv", [tmp_path / "one.csv", tmp_path / "two.csv"], Instructions(mapping=tmp_path / "m.yaml"))
    assert [each.source for each in found] == ["one", "two"]


def test_rows_that_cannot_be_read_are_seen_all_the_same(tmp_path):
    found = gathered("org-csv", table(tmp_path, "id|title|unit|boss\n1|A|U|\n|B|U|\n|C|U|\n"), mapping=MAPPING)
    assert dict(found.unread) == {"Position": 2}


def test_many_problems_of_one_kind_are_counted_and_the_first_ten_shown(tmp_path):
    rows = "".join(f"|t{n}|U|\n" for n in range(500))
    found = gathered("org-csv", table(tmp_path, f"id|title|unit|boss\n1|A|U|\n{rows}"), mapping=MAPPING)
    assert len(found.problems) == 11
    assert sum(problem.count for problem in found.problems) == 500


def test_a_line_of_managers_as_long_as_the_table_is_no_trouble(tmp_path):
    rows = "".join(f"{n}|t|U{n}|{n - 1 if n else ''}\n" for n in range(30_000))
    said = whole(gathered("org-csv", table(tmp_path, f"id|title|unit|boss\n{rows}"), mapping=MAPPING))
    assert len(edges(said, "REPORTS_TO")) == len(edges(said, "PART_OF")) == 29_999


def test_two_keys_of_one_position_are_one(tmp_path):
    staff = table(tmp_path, "mail|boss\nada@x.org|\nADA@x.org|\nbob@x.org|ADA@X.org\n")
    found = gathered("org-csv", staff, mapping={"columns": {"key": "mail", "reportsTo": "boss"}})
    ada, bob = (f"hr:{pseudonym(SECRET, f'{name}@x.org')}" for name in ("ada", "bob"))
    assert edges(whole(found), "REPORTS_TO") == {(bob, ada)}
    assert [code for code, *_ in problems(found)] == ["DUPLICATE_KEY", "CASE_MISMATCH"]
    staff = table(tmp_path, "id|boss\n1|\n2|\n3|2\n")
    mapping = {"columns": {"key": "id", "reportsTo": "boss"}, "aliases": {"1": "ceo", "2": "ceo"}}
    found = gathered("org-csv", staff, mapping=mapping)
    assert edges(whole(found), "REPORTS_TO") == {("hr:3", "ceo")}
    assert problems(found) == [("DUPLICATE_KEY", 3, "id", "2")]
    assert "as '1'" in found.problems[0].message


def test_every_column_that_a_mapping_hides_is_hidden_and_rows_are_counted(tmp_path):
    staff = table(tmp_path, "id|name|boss|title\n1|Ann|Zoe Out|Chief Ann\n2|Bob|Ann|x\n|Eve|Ann|y\n")
    columns = {"key": "id", "role": "name", "reportsTo": "boss", "title": "title"}
    mapping = {"columns": columns, "names": ["name"], "pseudonymise": ["name", "title"]}
    found = gathered("org-csv", staff, mapping=mapping)
    text = str(whole(found))
    assert not [name for name in ("Ann", "Bob", "Zoe") if name in text]
    assert edges(whole(found), "REPORTS_TO") == {("hr:1", f"hr:{pseudonym(SECRET, 'Zoe Out')}"), ("hr:2", "hr:1")}
    assert [file.rows for file in found.files] == [3]


def test_an_alias_of_a_department_is_none_of_a_position(tmp_path):
    staff = table(tmp_path, "id|unit\n5001|5001\n1|5001\n")
    mapping = {"columns": {"key": "id", "department": "unit"}, "aliases": {"5001": "calls", "hr:77": "nobody"}}
    found = gathered("org-csv", staff, mapping=mapping)
    assert set(whole(found).nodes["Department"]) == {"calls"}
    assert set(whole(found).nodes["Position"]) == {"hr:5001", "hr:1"}
    assert problems(found) == [("UNMAPPED_VALUE", None, "aliases", "hr:77")]


def test_a_role_that_several_have_is_said_to_name_the_first(tmp_path):
    team = table(tmp_path, "id|role|boss\n1|Lead|\n2|Lead|\n3|Dev|Lead\n")
    found = gathered("org-csv", team, mapping={"columns": {"key": "id", "role": "role", "reportsTo": "boss"}})
    assert edges(whole(found), "REPORTS_TO") == {("hr:3", "hr:1")}
    assert problems(found) == [("CONFLICTING_VALUE", 4, "boss", "Lead")]


def test_a_second_sheet_that_is_something_else_is_left_out(tmp_path):
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["id", "boss"], [1, None], [2, 1]):
        book.active.append(row)
    book.create_sheet("Legend").append(["what", "it means"])
    book.save(tmp_path / "staff.xlsx")
    found = gathered("org-csv", tmp_path / "staff.xlsx", mapping={"columns": {"key": "id", "reportsTo": "boss"}})
    assert edges(whole(found), "REPORTS_TO") == {("hr:2", "hr:1")}
    assert [(code, column) for code, _, column, _ in problems(found)] == [("UNMAPPED_VALUE", "sheet")]
