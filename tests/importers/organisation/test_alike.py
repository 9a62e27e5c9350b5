"""Departments and positions that are called alike: which are one, which are two, which nobody can tell."""

import pytest

from tests.importers.organisation.charts import edges, gathered, problems, table, whole
from tests.importers.organisation.test_kinds import ENTERPRISE, saved, user

COLUMNS = {"key": "id", "department": "unit", "departmentParent": "up", "reportsTo": "boss"}

TWO = """
id | up     | unit  | boss
1  | North  | Desk  |
2  | South  | Desk  |
3  | North  | Depot |
"""


def said_of(tmp_path, rows, **mapping):
    return gathered("org-csv", table(tmp_path, rows), mapping={"columns": COLUMNS, **mapping})


def test_two_departments_of_one_name_are_two_and_it_is_said(tmp_path):
    found = said_of(tmp_path, TWO)
    said = whole(found)
    assert edges(said, "IN") == {("hr:1", "hr:North/Desk"), ("hr:2", "hr:South/Desk"), ("hr:3", "hr:Depot")}
    assert edges(said, "PART_OF") == {
        ("hr:North/Desk", "hr:North"),
        ("hr:South/Desk", "hr:South"),
        ("hr:Depot", "hr:North"),
    }
    assert {said.nodes["Department"][f"hr:{each}/Desk"]["name"] for each in ("North", "South")} == {"Desk"}
    assert problems(found) == [("CONFLICTING_VALUE", 3, "up", "South")]


def test_their_keys_do_not_hang_on_the_order_of_the_rows(tmp_path):
    lines = TWO.strip().splitlines()
    turned = whole(said_of(tmp_path, "\n".join([lines[0], *reversed(lines[1:])])))
    assert edges(turned, "IN") == edges(whole(said_of(tmp_path, TWO)), "IN")


@pytest.mark.parametrize(
    ("keys", "those"),
    [("path", {"hr:North/Desk", "hr:South/Desk", "hr:North/Depot", "hr:North", "hr:South"}),
     ("name", {"hr:Desk", "hr:Depot", "hr:North", "hr:South"})],
)  # fmt: skip
def test_a_mapping_says_what_tells_departments_apart(tmp_path, keys, those):
    found = said_of(tmp_path, TWO, keys=keys)
    assert set(whole(found).nodes["Department"]) >= those - {"hr:South"}
    assert [code for code, *_ in problems(found)] == ["CONFLICTING_VALUE"]


def test_a_mapping_that_names_both_alike_makes_them_one(tmp_path):
    said = whole(said_of(tmp_path, TWO, departments={"Desk": "desk"}))
    assert edges(said, "IN") >= {("hr:1", "desk"), ("hr:2", "desk")}


def test_a_mapping_names_one_of_them_by_its_path(tmp_path):
    found = said_of(tmp_path, TWO, departments={"South/Desk": "desk"}, silos={"North/Desk": "north"})
    assert edges(whole(found), "IN") >= {("hr:1", "hr:North/Desk"), ("hr:2", "desk")}
    assert edges(whole(found), "IN_SILO") == {("hr:North/Desk", "north")}


def test_a_row_that_does_not_say_which_is_in_none_and_told(tmp_path):
    found = said_of(tmp_path, TWO + "4 | | Desk |\n5 | | Depot |\n6 | Desk | Till |\n")
    assert {start for start, _ in edges(whole(found), "IN")} == {"hr:1", "hr:2", "hr:3", "hr:5", "hr:6"}
    assert ("hr:5", "hr:Depot") in edges(whole(found), "IN")
    assert {row for _, row, *_ in problems(found)} == {3, 5, 7}
    more = said_of(tmp_path, TWO + "4 | | Desk |\n5 | | Desk |\n6 | | Desk |\n")
    assert sum(each.count for each in more.problems) == 4  # two departments, and each row that does not say which
    assert not any(start == "hr:Till" for start, _ in edges(whole(found), "PART_OF"))


def test_an_id_is_one_department_whatever_stands_above_it(tmp_path):
    units = table(tmp_path, "id|name|up\nD1|Desk|A\nD1|Desk|B\nA|Top|\nB|Other|\n")
    columns = {"department": "id", "departmentName": "name", "departmentParent": "up"}
    found = gathered("org-csv", units, mapping={"columns": columns})
    assert edges(whole(found), "PART_OF") == {("hr:D1", "hr:A")}
    assert problems(found) == [("CONFLICTING_VALUE", 3, "up", "B")]


def test_users_of_scim_are_in_the_department_of_their_own_division(tmp_path):
    page = {"Resources": [
        user("a", department="Desk", division="North"), user("b", department="Desk", division="South"),
        user("c", department="Desk", division="North"),
    ]}  # fmt: skip
    for each, organization in zip(page["Resources"], ("X", "X", "X"), strict=True):
        each[ENTERPRISE]["organization"] = organization  # type: ignore[index]
    said = whole(gathered("scim", saved(tmp_path, page)))
    assert edges(said, "IN") == {("hr:a", "hr:X/North/Desk"), ("hr:b", "hr:X/South/Desk"), ("hr:c", "hr:X/North/Desk")}


@pytest.mark.parametrize(
    ("rows", "reports", "codes"),
    [
        ("1001|A||\n1002|A||1001.0\n", {("1002", "1001")}, []),
        ("1001.0|A||\n1002.0|A||1001.0\n", {("1002", "1001")}, []),
        ("007|A||\n2|A||7\n", {("2", "007")}, ["CASE_MISMATCH"]),
        ("7|A||\n2|A||007\n", {("2", "7")}, ["CASE_MISMATCH"]),
        ("E 7|A||\n2|A||e7\n", {("2", "E 7")}, ["CASE_MISMATCH"]),
        ("7|A||\n007|A||\n2|A||07\n", {("2", "7")}, ["CONFLICTING_VALUE", "CASE_MISMATCH"]),
        ("1.10|A||\n2|A||1.1\n", {("2", "1.1")}, []),
    ],
)
def test_a_key_that_a_program_wrote_otherwise_is_found(tmp_path, rows, reports, codes):
    found = said_of(tmp_path, "id|unit|up|boss\n" + rows)
    assert edges(whole(found), "REPORTS_TO") == {(f"hr:{a}", f"hr:{b}") for a, b in reports}
    assert [code for code, *_ in problems(found)] == codes


def lines(said) -> set[tuple[str, str, str]]:
    """Who reports to whom, and how."""
    found = said.edges.get(("Position", "REPORTS_TO", "Position"), {})
    return {(start, end, told.get("kind", "SOLID")) for (start, end), told in found.items()}


BOTH = {("hr:3", "hr:1", "SOLID"), ("hr:3", "hr:2", "DOTTED")}


@pytest.mark.parametrize("cell", ["1;2", "1 / 2", "1, 2", "1 | 2"])
def test_whoever_has_two_managers_in_a_cell_keeps_both(tmp_path, cell):
    (tmp_path / "s.csv").write_text(f'id,unit,up,boss\n1,A,,\n2,A,,\n3,A,,"{cell}"\n', encoding="utf-8")
    assert lines(whole(gathered("org-csv", tmp_path / "s.csv", mapping={"columns": COLUMNS}))) == BOTH


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1;9", {("1", "SOLID"), ("9", "DOTTED")}), ("9;1", {("9", "SOLID"), ("1", "DOTTED")}),
        ("1;2;9", {("1", "SOLID"), ("2", "DOTTED"), ("9", "DOTTED")}), ("1;1", {("1", "SOLID")}),
        ("1;3", {("1", "SOLID")}), ("3;1", {("1", "SOLID")}), ("8;9", {("8;9", "SOLID")}),
    ],
)  # fmt: skip
def test_of_several_managers_in_a_cell_none_is_lost(tmp_path, cell, expected):
    (tmp_path / "s.csv").write_text(f"id,unit,up,boss\n1,A,,\n2,A,,\n3,A,,{cell}\n", encoding="utf-8")
    found = gathered("org-csv", tmp_path / "s.csv", mapping={"columns": COLUMNS})
    assert lines(whole(found)) == {("hr:3", f"hr:{other}", kind) for other, kind in expected}
    assert [code for code, *_ in problems(found)] == ["SELF_REFERENCE"] * ("3" in cell)


def test_a_manager_that_the_first_row_lacks_is_taken_from_the_second(tmp_path):
    found = said_of(tmp_path, "id|unit|up|boss\n1|A||\n3|A||N/A\n3|A||1\n")
    assert lines(whole(found)) == {("hr:3", "hr:1", "SOLID")}


def test_further_managers_are_held_to_what_the_first_is_held_to(tmp_path):
    managers = [{"value": "1"}, {"value": "N/A"}, {"value": "x" * 20_000}]
    page = {"Resources": [user("1"), {**user("3"), ENTERPRISE: {"manager": managers}}]}
    found = gathered("scim", saved(tmp_path, page))
    assert lines(whole(found)) == {("hr:3", "hr:1", "SOLID")}
    assert [code for code, *_ in problems(found)] == ["WITHHELD", "BAD_VALUE"]
    managers[1:] = [{"value": "\x1b[2J"}]
    assert gathered("scim", saved(tmp_path, page)).refused


def test_a_name_that_departments_with_ids_share_is_nobodys_parent(tmp_path):
    units = table(tmp_path, "id|name|up\nD1|Desk|\nD2|Desk|\nD3|Till|Desk\n")
    columns = {"department": "id", "departmentName": "name", "departmentParent": "up"}
    found = gathered("org-csv", units, mapping={"columns": columns})
    assert not edges(whole(found), "PART_OF")
    assert problems(found) == [("CONFLICTING_VALUE", 4, "up", "Desk")]


def test_whoever_has_two_managers_in_two_rows_keeps_both_and_it_is_said(tmp_path):
    found = said_of(tmp_path, "id|unit|up|boss\n1|A||\n2|A||\n3|A||1\n3|A||2\n")
    assert lines(whole(found)) == BOTH
    assert [code for code, *_ in problems(found)] == ["DUPLICATE_KEY"]


def test_whoever_has_two_managers_in_a_directory_keeps_both(tmp_path):
    def person(name: str, *managers: str) -> str:
        return f"dn: cn={name},o=x\nobjectClass: person\nemployeeNumber: {name}\n" + "".join(
            f"manager: cn={each},o=x\n" for each in managers
        )

    text = "\n".join([person("1"), person("2"), person("3", "1", "2", "1", "3")])
    found = gathered("ldif", saved(tmp_path, text, "a.ldif"))
    assert sorted(kind for *_, kind in lines(whole(found))) == ["DOTTED", "SOLID"]
    assert [code for code, *_ in problems(found)] == ["SELF_REFERENCE"]


def test_whoever_has_two_managers_in_scim_keeps_both_stubs_among_them(tmp_path):
    page = {"Resources": [user("1"), {**user("3"), ENTERPRISE: {"manager": [{"value": "1"}, {"value": "2"}]}}]}
    assert lines(whole(gathered("scim", saved(tmp_path, page)))) == BOTH


def test_spellings_of_one_department_are_one(tmp_path):
    rows = "id|unit|up|boss\n1|Désk  A|North|\n2|De\u0301sk A|NORTH|\n"
    said = whole(said_of(tmp_path, rows))
    assert {unit for _, unit in edges(said, "IN")} == {"hr:Désk A"} and len(said.nodes["Department"]) == 2
