"""Who is gone, or never was of the staff, holds no position; it is told of each."""

import datetime

import pytest

from importers.kind import Instructions
from importers.organisation.org_csv import suggest
from tests.importers.organisation.charts import gathered, problems, table, whole
from tests.importers.organisation.test_kinds import saved

PERSON = "dn: cn=a{n},o=x\nobjectClass: person\nobjectClass: user\ntitle: T{n}\n"


@pytest.mark.parametrize(
    ("attribute", "code"),
    [
        ("userAccountControl: 514", "DELETED_UPSTREAM"), ("userAccountControl: 66050", "DELETED_UPSTREAM"),
        ("userAccountControl: 512", None), ("userAccountControl: 66048", None), ("userAccountControl: x", None),
        ("userAccountControl: 4096", "UNMAPPED_VALUE"), ("nsAccountLock: TRUE", "DELETED_UPSTREAM"),
        ("nsAccountLock: false", None), ("pwdAccountLockedTime: 000001010000Z", "DELETED_UPSTREAM"),
        ("pwdAccountLockedTime: 20260101120000Z", None), ("loginDisabled: TRUE", "DELETED_UPSTREAM"),
        ("inetUserStatus: Inactive", "DELETED_UPSTREAM"), ("sambaAcctFlags: [UD         ]", "DELETED_UPSTREAM"),
        ("sambaAcctFlags: [U          ]", None), ("accountExpires: 9223372036854775807", None),
        ("accountExpires: 0", None), ("accountExpires: 9000000000000000000", None),
        ("accountExpires: 132223104000000000", "DELETED_UPSTREAM"),
        ("shadowExpire: 1", "DELETED_UPSTREAM"), ("shadowExpire: -1", None), ("shadowExpire: 30000", None),
        ("isCriticalSystemObject: TRUE", "UNMAPPED_VALUE"), ("msExchRecipientTypeDetails: 4", "UNMAPPED_VALUE"),
        ("msExchRecipientTypeDetails: 1", None), ("msExchRecipientTypeDetails: 549755813888", "UNMAPPED_VALUE"),
        ("uidNumber: 4", "UNMAPPED_VALUE"), ("uidNumber: 5004", None), ("shadowExpire: 99999999999", None),
        ("objectClass: computer", "UNMAPPED_VALUE"), ("objectClass: contact", "UNMAPPED_VALUE"),
        ("employeeStatus: Terminated", "DELETED_UPSTREAM"), ("employeeType: employee", None),
    ],
)  # fmt: skip
def test_what_directories_say_of_accounts(tmp_path, attribute, code):
    text = PERSON.format(n=1) + "\n" + PERSON.format(n=2) + attribute + "\n"
    found = gathered("ldif", saved(tmp_path, text, "a.ldif"), as_of=datetime.date(2026, 1, 1))
    assert [node["title"] for node in whole(found).nodes["Position"].values()] == ["T1"] + ["T2"] * (code is None)
    assert [each for each, *_ in problems(found)] == ([code] if code else [])
    assert [file.rows for file in found.files] == [2]


def test_the_rows_of_a_directory_are_all_its_entries(tmp_path):
    text = (
        "dn: o=x\nobjectClass: organization\n\n" + PERSON.format(n=1) + "\ndn: cn=p,o=x\nobjectClass: device\n\n"
        "dn: cn=a9,o=x\nchangetype: modrdn\nnewrdn: cn=a8\ndeleteoldrdn: 1\n"
    )
    found = gathered("ldif", saved(tmp_path, text, "a.ldif"))
    assert ([file.rows for file in found.files], len(problems(found))) == ([4], 2)


@pytest.mark.parametrize(
    ("column", "value", "counts"),
    [
        ("Status", "Terminated", False), ("Status", "Active", True), ("Status", "On leave", True),
        ("Employee Status", "INACTIVE", False), ("Statut", "Sorti", False), ("Statut", "Présent", True),
        ("Active", "No", False), ("Active", "0", False), ("Active", "yes", True), ("is_active", "FALSE", False),
        ("Enabled", "False", False), ("Terminated", "Yes", False), ("Terminated", "No", True),
        ("Termination Date", "2001-02-03", False), ("Termination Date", "2050-02-03", True),
        ("Termination Date", "02/03/2001", False), ("Date de sortie", "31/12/2019 00:00", False),
        ("Actif", "FAUX", False), ("Actif", "Vrai", True), ("Status", "Terminated (Voluntary)", False),
        ("Status", "Terminated - 2024", False), ("Statut", "Sorti(e)", False), ("Statut", "Parti le 12/03/2024", False),
        ("Status", "Active - left-handed", True), ("Situation", "Retraité", True), ("Termination Date", "soon", True),
        ("Austrittsdatum", "31.12.2001", False),
        ("Termination Date", "36893", False), ("User Type", "Guest", False), ("User Type", "Member", True),
        ("Notes", "Terminated", True),
    ],
)  # fmt: skip
def test_a_column_that_is_called_so_says_who_is_there(tmp_path, column, value, counts):
    staff = table(tmp_path, f"id|unit|{column}\n1|Top|\n2|Fax desk|{value}\n")
    found = gathered("org-csv", staff, mapping={"columns": {"key": "id", "department": "unit"}})
    assert ("hr:2" in whole(found).nodes["Position"], "hr:Fax desk" in whole(found).nodes["Department"]) == (
        counts,
        counts,
    )
    assert [(row, at, told) for _, row, at, told in problems(found)] == ([] if counts else [(3, column, value)])


def test_a_mapping_says_which_rows_count(tmp_path):
    staff = table(tmp_path, "id|unit|Etat\n1|Top|En poste\n2|Calls| en POSTE\n3|Fax|Suspendu\n4|Fax|\n")
    mapping = {"columns": {"key": "id", "department": "unit"}, "status": {"column": "etat", "active": ["En poste"]}}
    found = gathered("org-csv", staff, mapping=mapping)
    assert set(whole(found).nodes["Department"]) == {"hr:Top", "hr:Calls"}
    assert problems(found) == [("DELETED_UPSTREAM", 4, "Etat", "Suspendu"), ("DELETED_UPSTREAM", 5, "Etat", "")]


def test_a_status_that_the_table_lacks_refuses_it(tmp_path):
    mapping = {"columns": {"key": "id"}, "status": {"column": "State", "active": ["x"]}}
    found = gathered("org-csv", table(tmp_path, "id|Stat\n1|x\n"), mapping=mapping)
    assert found.refused and "no column 'State'" in found.problems[0].message


def test_a_column_that_the_mapping_reads_as_something_else_is_not_one_of_who_is_there(tmp_path):
    staff = table(tmp_path, "id|status\n1|retired\n")
    said = whole(gathered("org-csv", staff, mapping={"columns": {"key": "id", "title": "status"}}))
    assert said.nodes["Position"] == {"hr:1": {"title": "retired"}}


def test_an_employee_of_bamboohr_who_left_holds_no_position(tmp_path):
    employees = [{"id": "1", "status": "Active"}, {"id": "2", "status": "Inactive"},
                 {"id": "3", "employmentHistoryStatus": "Terminated"}]  # fmt: skip
    found = gathered("bamboohr", saved(tmp_path, {"employees": employees}))
    assert set(whole(found).nodes["Position"]) == {"hr:1"} and len(problems(found)) == 2


def test_a_first_mapping_shows_what_a_status_says(tmp_path):
    staff = table(tmp_path, "Employee ID|Department|Status\n1|Top|Present\n2|Fax|Left\n3|Fax|On leave\n")
    assert "# status: {column: Status, active: [Present, On leave]}   # left out: 'Left'" in suggest(
        [staff], Instructions()
    )


def test_the_day_on_which_somebody_left_is_written_as_the_mapping_says(tmp_path):
    staff = table(tmp_path, "id|Termination Date\n1|\n2|02/03/2001\n")
    found = gathered("org-csv", staff, mapping={"columns": {"key": "id"}, "dates": ["%d/%m/%Y"]})
    assert set(whole(found).nodes["Position"]) == {"hr:1"}


def test_a_directory_of_changes_tells_of_changes_only(tmp_path):
    added = "".join(f"dn: cn=a{n},o=x\nchangetype: add\nobjectClass: person\n\n" for n in range(2))
    assert not gathered("ldif", saved(tmp_path, added, "all.ldif")).partial
    assert gathered("ldif", saved(tmp_path, added + "dn: cn=b,o=x\nchangetype: delete\n", "some.ldif")).partial


def test_a_title_across_the_table_and_a_sum_below_are_no_positions(tmp_path):
    rows = "id|title|unit\nDirection Sinistres||\n1|Head|Top\nTotal||1\n2||\n"
    columns = {"key": "id", "title": "title", "department": "unit"}
    found = gathered("org-csv", table(tmp_path, rows), mapping={"columns": columns})
    assert set(whole(found).nodes["Position"]) == {"hr:1", "hr:2"}
    assert [(code, row) for code, row, *_ in problems(found)] == [("BAD_VALUE", 2), ("BAD_VALUE", 4)]
