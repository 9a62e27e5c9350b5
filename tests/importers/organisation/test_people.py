"""Nobody's name enters the graph, whatever the file calls them, in whatever order, wherever they stand."""

import pytest

from importers.pseudonym import pseudonym
from importers.rows import people
from tests.importers.organisation.charts import SECRET, edges, gathered, problems, table, whole
from tests.importers.organisation.test_kinds import saved


def key(name: str) -> str:
    return f"hr:{pseudonym(SECRET, name)}"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Nora Quist", True), ("QUIST Nora", True), ("Quist, Nora", True), ("Nora Quist (E-7)", True),
        ("Jean-Luc d'Amboise", True), ("Ana de la Cruz", True), ("Zoé Ørsted", True),
        ("Nora", False), ("Head of Calls", False), ("Regional Director", False), ("E-1007", False),
        ("call centre", False), ("Sales / Marketing", False), ("Claims 2", False), ("cn=Nora Quist,o=x", False),
        ("nora@x.org", False), ("", False), ("Call Centre North West Team B One", False),
    ],
)  # fmt: skip
def test_what_looks_like_a_name(text, is_one):
    assert people.looks(text) is is_one


@pytest.mark.parametrize(
    ("one", "other"),
    [("Quist, Nora", "Nora Quist"), ("QUIST Nora", "nora quist"), ("Dr. Zoé Ørsted-Lund", "Zoe Ørsted Lund"),
     ("Nora Quist (E-7)", "Quist, Nora")],
)  # fmt: skip
def test_two_writings_of_one_name_meet(one, other):
    assert people.canonical(one) == people.canonical(other) is not None


@pytest.mark.parametrize("text", ["Nora", "E-7", ""])
def test_one_word_is_nobodys_name(text):
    assert people.canonical(text) is None


@pytest.mark.parametrize(
    ("column", "does"),
    [("First Name", True), ("lastName", True), ("Nom", True), ("Manager Name", True), ("supervisor_name", True),
     ("Nom du responsable", True), ("Department Name", False), ("Name", False), ("Manager ID", False),
     ("Job Name", False), ("Team Lead Name", False)],
)  # fmt: skip
def test_columns_that_are_called_as_ones_with_names(column, does):
    assert people.names_people(column) is does


STAFF = """
Id | First | Last  | Title   | Unit  | Boss
1  | Nora  | Quist | Chief   | Top   |
2  | Ivo   | Lund  | Lead    | Calls | {boss}
"""


@pytest.mark.parametrize(
    "boss", ["Nora Quist", "QUIST Nora", "nora quist", "Nora Quist (1)", "Nora Quist - 1", "1 - NQ"]
)
def test_a_manager_written_by_name_is_found_whatever_the_order(tmp_path, boss):
    staff = table(tmp_path, STAFF.replace("First", "First Name").replace("Last ", "Last Name").format(boss=boss))
    mapping = {"columns": {"key": "Id", "title": "Title", "department": "Unit", "reportsTo": "Boss"}}
    found = gathered("org-csv", staff, mapping=mapping)
    assert edges(whole(found), "REPORTS_TO") == {("hr:2", "hr:1")}
    assert "Quist" not in str(whole(found)) and not problems(found)


def test_of_two_namesakes_the_first_counts_and_it_is_said_without_the_name(tmp_path):
    rows = "Id|First Name|Last Name|Boss\n1|Nora|Quist|\n2|Nora|Quist|\n3|Ivo|Lund|Quist; Nora\n4|Eva|Holt|Nora Quist\n"
    found = gathered("org-csv", table(tmp_path, rows), mapping={"columns": {"key": "Id", "reportsTo": "Boss"}})
    assert ("hr:4", "hr:1") in edges(whole(found), "REPORTS_TO")
    assert ("CONFLICTING_VALUE", 5, "Boss", None) in problems(found)
    assert not any("Nora Quist" in each.message for each in found.problems)


@pytest.mark.parametrize(
    ("column", "boss", "other"),
    [
        ("Manager", "Quist, Nora", "Nora Quist (E-9)"),
        ("Manager Name", "Nora", "nora"),
        ("Chef", "Nora Quist", "Nora Quist"),
    ],
)
def test_a_manager_outside_is_one_stub_under_a_pseudonym_also_when_the_mapping_forgot(tmp_path, column, boss, other):
    (tmp_path / "s.csv").write_text(f'Id;{column}\n1;"{boss}"\n2;{other}\n', encoding="utf-8")
    said = whole(gathered("org-csv", tmp_path / "s.csv", mapping={"columns": {"key": "Id", "reportsTo": column}}))
    assert len({end for _, end in edges(said, "REPORTS_TO")}) == 1
    assert not {"Nora", "nora", "Quist"} & set(str(said).replace("'", " ").replace(":", " ").split())


def test_a_manager_outside_who_goes_by_a_title_keeps_it(tmp_path):
    rows = "Id|Title|Boss\n1|Regional Director|\n2|Lead|Managing Director\n3|Agent|E 12\n"
    columns = {"key": "Id", "title": "Title", "reportsTo": "Boss"}
    said = whole(gathered("org-csv", table(tmp_path, rows), mapping={"columns": columns}))
    assert edges(said, "REPORTS_TO") == {("hr:2", "hr:Managing Director"), ("hr:3", "hr:E 12")}


@pytest.mark.parametrize("column", ["Full Name", "Employee", "Collaborateur", "Employee Name"])
def test_a_key_that_is_a_name_is_a_pseudonym(tmp_path, column):
    rows = f"{column}|Boss\nNora Quist|\nIvo Lund|Nora Quist\n"
    said = whole(gathered("org-csv", table(tmp_path, rows), mapping={"columns": {"key": column, "reportsTo": "Boss"}}))
    assert edges(said, "REPORTS_TO") == {(key("Ivo Lund"), key("Nora Quist"))}


def test_a_key_that_is_the_rows_own_name_is_a_pseudonym_whatever_it_is_called(tmp_path):
    (tmp_path / "s.csv").write_text('Post;First Name;Last Name\n"Quist, Nora";Nora;Quist\n', encoding="utf-8")
    said = whole(gathered("org-csv", tmp_path / "s.csv", mapping={"columns": {"key": "Post"}}))
    assert set(said.nodes["Position"]) == {key("Nora Quist")}


SUPERVISORY = """
Position | Supervisory Organization
P1       | Head Office ({head})
P2       | Night Calls (Ivo Lund) (Inherited)
P3       | Night Calls (Level 2)
"""


def test_a_department_called_after_its_manager_stays_the_same_when_the_manager_changes(tmp_path):
    mapping = {"columns": {"key": "Position", "department": "Supervisory Organization"}}
    before, after = (
        whole(gathered("org-csv", table(tmp_path, SUPERVISORY.format(head=head)), mapping=mapping))
        for head in ("Nora Quist", "Holt, Eva".replace(",", " "))
    )
    assert before.nodes == after.nodes
    assert set(before.nodes["Department"]) == {
        "hr:Head Office",
        "hr:Night Calls",
        "hr:Night Calls (Level 2)",
    }


def test_people_whom_the_file_knows_go_out_of_departments_and_titles(tmp_path):
    rows = """
Id | First Name | Last Name | Title                   | Unit
1  | Nora       | Quist     | Chief                   | Sales (North West)
2  | Ivo        | Lund      | Assistant to Nora Quist | Team Nora Quist
3  | Eva        | Holt      | Lead                    | Claims - QUIST Nora
4  | Al         | Kay       | Lead                    | Sales (Quist Nora)
5  | Zoé        | Ørsted    | Aide-Nora Quist         | Team "Nora Quist"/Night
"""
    columns = {"key": "Id", "title": "Title", "department": "Unit"}
    said = whole(gathered("org-csv", table(tmp_path, rows), mapping={"columns": columns}))
    assert set(said.nodes["Department"]) == {
        "hr:Sales (North West)", f"hr:Team {pseudonym(SECRET, 'Nora Quist')}", "hr:Claims", "hr:Sales",
        f'hr:Team "{pseudonym(SECRET, "Nora Quist")}"/Night',
    }  # fmt: skip
    assert said.nodes["Position"]["hr:2"]["title"] == f"Assistant to {pseudonym(SECRET, 'Nora Quist')}"
    assert edges(said, "IN") >= {("hr:4", "hr:Sales"), ("hr:3", "hr:Claims")}


def test_two_departments_that_differ_by_the_people_in_them_are_one_and_it_is_said(tmp_path):
    rows = "Id|Supervisory Organization\n1|Calls (Nora Quist)\n2|Calls (Ivo Lund)\n"
    mapping = {"columns": {"key": "Id", "department": "Supervisory Organization"}}
    found = gathered("org-csv", table(tmp_path, rows), mapping=mapping)
    assert edges(whole(found), "IN") == {("hr:1", "hr:Calls"), ("hr:2", "hr:Calls")}
    assert problems(found)[-1] == ("CONFLICTING_VALUE", 3, "Supervisory Organization", "Calls")
    assert {code for code, *_ in problems(found)[:-1]} == {"WITHHELD"}


def test_organisations_of_workday_go_without_their_managers(tmp_path):
    rows = "id|name|superior_organization_id\no1|Board (Nora Quist)|\no2|Calls (Ivo Lund)|o1\n"
    said = whole(gathered("workday", table(tmp_path, rows, "organization.csv")))
    assert said.nodes["Department"] == {"hr:o1": {"name": "Board"}, "hr:o2": {"name": "Calls"}}


def test_names_that_a_mapping_keeps_are_kept(tmp_path):
    rows = "Id|First Name|Last Name|Boss\n1|Nora|Quist|\n2|Ivo|Lund|Nora Quist\n"
    mapping = {"columns": {"key": "Id", "reportsTo": "Boss"}, "names": ["First Name", "Last Name"]}
    said = whole(gathered("org-csv", table(tmp_path, rows), mapping=mapping))
    assert said.nodes["Position"]["hr:1"] == {"holder": "Nora Quist"}


def test_a_department_that_bears_a_users_name_does_so_in_no_kind(tmp_path):
    users = [
        {"id": "1", "displayName": "Nora Quist", "department": "Office (Nora Quist)"},
        {"id": "2", "displayName": "Ivo Lund", "department": "Office (Nora Quist)", "jobTitle": "PA of Quist, Nora"},
    ]
    said = whole(gathered("msgraph", saved(tmp_path, {"value": users})))
    assert set(said.nodes["Department"]) == {"hr:Office"} and "Quist" not in str(said).replace("displayName", "")


@pytest.mark.parametrize("boss", ["nora@x.org", "NORA@x.org", "Nora Quist <nora@x.org>"])
def test_a_manager_named_by_a_mail_address_is_found_by_it(tmp_path, boss):
    rows = f"Id|E-mail|Boss\n1|nora@x.org|\n2|ivo@x.org|{boss}\n"
    said = whole(gathered("org-csv", table(tmp_path, rows), mapping={"columns": {"key": "Id", "reportsTo": "Boss"}}))
    assert edges(said, "REPORTS_TO") == {("hr:2", "hr:1")} and "@" not in str(said.nodes)


def test_a_key_that_is_an_entry_of_a_directory_is_a_pseudonym(tmp_path):
    nora = "CN=Nora Quist,OU=Calls"
    rows = ("DistinguishedName;Manager", f"{nora};", f"CN=Ivo Lund,DC=x;{nora}", "3;uid=eva,DC=y")
    (tmp_path / "s.csv").write_text("\n".join(rows), encoding="utf-8")
    columns = {"key": "DistinguishedName", "reportsTo": "Manager"}
    said = whole(gathered("org-csv", tmp_path / "s.csv", mapping={"columns": columns}))
    assert len(edges(said, "REPORTS_TO")) == 2
    assert not any(name in str(said.nodes) + str(said.edges) for name in ("Nora", "Ivo", "eva"))


def test_who_left_is_not_named_by_what_stays(tmp_path):
    rows = """
Id | First Name | Last Name | Title               | Grade            | Unit | Status
1  | Nora       | Quist     | Chief               | A                | Top  | Left
2  | Ivo        | Lund      | PA (ext. Nora Quist)| PA of Nora Quist | Top  |
"""
    columns = {"key": "Id", "title": "Title", "grade": "Grade", "department": "Unit"}
    said = whole(gathered("org-csv", table(tmp_path, rows), mapping={"columns": columns}))
    assert "Quist" not in str(said.nodes)


def test_keys_of_which_most_are_names_are_pseudonyms_whatever_their_column_is_called(tmp_path):
    (tmp_path / "s.csv").write_text(
        'Qui;Chef\n"Quist, Nora";\nLUND Ivo;Nora Quist\nEva Holt;Ivo Lund\n', encoding="utf-8"
    )
    said = whole(gathered("org-csv", tmp_path / "s.csv", mapping={"columns": {"key": "Qui", "reportsTo": "Chef"}}))
    assert not any(name in str(said.nodes) + str(said.edges) for name in ("Quist", "Lund", "LUND", "Holt"))


@pytest.mark.parametrize(
    ("units", "those"),
    [
        (("Front (Nora Quist)", "Calls (Ivo Lund)"), {"hr:Front", "hr:Calls"}),
        (("Sales (Saint Denis)", "Sales (La Rochelle)"), {"hr:Sales (Saint Denis)", "hr:Sales (La Rochelle)"}),
        (("Front (Nora Quist)", "Calls"), {"hr:Front (Nora Quist)", "hr:Calls"}),
    ],
)
def test_departments_that_all_bear_a_name_in_brackets_go_without(tmp_path, units, those):
    rows = "Id|Team\n" + "".join(f"{n}|{unit}\n" for n, unit in enumerate(units))
    said = whole(gathered("org-csv", table(tmp_path, rows), mapping={"columns": {"key": "Id", "department": "Team"}}))
    assert set(said.nodes["Department"]) == those


def test_a_mail_address_is_no_title_and_no_department(tmp_path):
    rows = "Id|Title|Unit\n1|nora@x.org|Desk of nora@x.org\n"
    columns = {"key": "Id", "title": "Title", "department": "Unit"}
    said = whole(gathered("org-csv", table(tmp_path, rows), mapping={"columns": columns}))
    assert "nora" not in str(said.nodes)


@pytest.mark.parametrize(
    "text", [" " * 100_000, "(" * 100_000, "A " * 100_000, "[" * 50_000 + "]" * 50_000, "- " * 50_000]
)
def test_a_text_of_any_length_is_looked_at_no_longer_than_others(text):
    assert people.canonical(text) is None and not people.looks(text)
    assert people.without(text, {"a b"}, str.upper) == text


@pytest.mark.parametrize(
    "boss", ["Eva Holt; Al Gore", "Eva Holt / Al Gore", "Eva Holt & Al Gore", "HOLT Eva - Resp. Auto"]
)
def test_no_name_in_a_cell_of_managers_outside_stays(tmp_path, boss):
    rows = f'Id;Chef\n1;\n2;"{boss}"\n'
    (tmp_path / "s.csv").write_text(rows, encoding="utf-8")
    found = gathered("org-csv", tmp_path / "s.csv", mapping={"columns": {"key": "Id", "reportsTo": "Chef"}})
    assert not any(name in str(whole(found).edges) for name in ("Eva", "HOLT", "Gore"))


@pytest.mark.parametrize(
    "text", ["France Dupont", "Marie West", "Al Gore", "Linh Do", "DE LA TOUR Jean-François Marie"]
)
def test_a_word_that_is_a_place_or_a_particle_may_be_a_name(text):
    assert people.looks(text)


def test_an_account_of_a_department_is_no_person_whose_name_it_bears(tmp_path):
    users = [
        {"id": "1", "displayName": "Sinistres Auto", "department": "Sinistres Auto"},
        {"id": "2", "department": "Sinistres Auto"},
    ]
    said = whole(gathered("msgraph", saved(tmp_path, {"value": users})))
    assert set(said.nodes["Department"]) == {"hr:Sinistres Auto"}


@pytest.mark.parametrize("head", ["NOM PRENOM", "Collaborateur", "Salarié", "Titulaire", "ENAME", "Display Name"])
def test_everyday_columns_of_names_find_managers(tmp_path, head):
    rows = f"Matricule|{head}|Chef\n1|QUIST Nora|\n2|Lund Ivo|Nora Quist\n"
    found = gathered("org-csv", table(tmp_path, rows), mapping={"columns": {"key": "Matricule", "reportsTo": "Chef"}})
    assert edges(whole(found), "REPORTS_TO") == {("hr:2", "hr:1")}
