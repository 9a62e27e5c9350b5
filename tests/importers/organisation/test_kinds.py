"""The kinds that know their columns: directories, SCIM, Microsoft Graph, Workday, BambooHR, organograms."""

import json
from pathlib import Path

import pytest

from importers.pseudonym import pseudonym
from tests.importers.organisation.charts import SECRET, edges, gathered, problems, table, whole


def saved(folder: Path, content: object, name: str = "page.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1), encoding="utf-8")
    return path


def dn(name: str) -> str:
    return f"hr:{pseudonym(SECRET, name)}"


# --- directories -----------------------------------------------------------------------------------------------------

LDIF = """
dn: o=Acme
objectClass: organization
o: Acme

dn: ou=Service Client,o=Acme
objectClass: organizationalUnit
ou: Service Client

dn: cn=Zoé,ou=Vacataires,ou=Service Client,o=Acme
objectClass: inetOrgPerson
title: Responsable
telephoneNumber: 0102030405

dn: uid=leo,ou=service  client, O=ACME
objectClass: person
title;lang-fr: Conseiller
manager: CN=zoé, ou=Vacataires,ou=Service Client,o=acme

dn: cn=printer,o=Acme
objectClass: device
"""


def test_units_are_departments_and_persons_positions_in_the_nearest_one(tmp_path):
    found = gathered("ldif", saved(tmp_path, LDIF, "a.ldif"))
    said = whole(found)
    assert said.nodes["Department"] == {
        "hr:o=acme": {"name": "Acme"},
        "hr:ou=service client,o=acme": {"name": "Service Client"},
    }
    assert edges(said, "PART_OF") == {("hr:ou=service client,o=acme", "hr:o=acme")}
    zoe, leo = dn("cn=zoé,ou=vacataires,ou=service client,o=acme"), dn("uid=leo,ou=service client,o=acme")
    assert said.nodes["Position"] == {zoe: {"title": "Responsable"}, leo: {"title": "Conseiller"}}
    assert edges(said, "REPORTS_TO") == {(leo, zoe)}
    assert {unit for _, unit in edges(said, "IN")} == {"hr:ou=service client,o=acme"}
    assert problems(found) == [("UNMAPPED_VALUE", 20, "objectClass", "device")]


def test_a_directory_can_be_read_by_other_attributes(tmp_path):
    mapping = {"columns": {"key": "employeeNumber", "department": "departmentNumber"}}
    text = "".join(
        f"dn: cn={name},dc=x\nobjectClass: person\nemployeeNumber: {number}\ndepartmentNumber: D{number}\n{manager}\n"
        for name, number, manager in (("a", 1, ""), ("b", 2, "manager: CN=A,DC=X\n"))
    )
    said = whole(gathered("ldif", saved(tmp_path, text, "a.ldif"), mapping=mapping | {"pseudonymise": []}))
    assert edges(said, "REPORTS_TO") == {("hr:2", "hr:1")}
    assert edges(said, "IN") == {("hr:1", "hr:D1"), ("hr:2", "hr:D2")}


def test_changes_are_no_entries(tmp_path):
    found = gathered("ldif", saved(tmp_path, "dn: cn=a\nchangetype: modify\nadd: x\nx: y\n-\n", "a.ldif"))
    assert found.refused and "holds changes (modify)" in found.problems[0].message
    mixed = LDIF + "\ndn: uid=old,o=Acme\nchangetype: delete\n"
    assert ("DELETED_UPSTREAM", 23, "changetype", "delete") in problems(
        gathered("ldif", saved(tmp_path, mixed, "b.ldif"))
    )


# --- SCIM ------------------------------------------------------------------------------------------------------------

CORE, ENTERPRISE = (
    "urn:ietf:params:scim:schemas:core:2.0:",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
)
MESSAGE = "urn:ietf:params:scim:api:messages:2.0:"


def user(id: str | None, manager: str | None = None, **given: object) -> dict[str, object]:
    extension = {"department": given.pop("department", None), "division": given.pop("division", None)}
    if manager:
        extension["manager"] = {"value": manager, "displayName": "Somebody"}
    return {"schemas": [f"{CORE}User", ENTERPRISE], "id": id, "userName": f"{id}@x.org", ENTERPRISE: extension, **given}


def test_pages_of_users_are_one_chart(tmp_path):
    pages = [
        {"schemas": [f"{MESSAGE}ListResponse"], "Resources": [user("a", title="Chief", division="D")]},
        {"schemas": [f"{MESSAGE}ListResponse"], "Resources": [
            user("b", "a", department="Calls", division="Care"), user("c", "a", active=False),
            {"schemas": [f"{CORE}Group"], "id": "g", "displayName": "Group"}]},
    ]  # fmt: skip
    found = gathered("scim", *(saved(tmp_path, page, f"{n}.json") for n, page in enumerate(pages)))
    said = whole(found)
    assert said.nodes["Position"] == {"hr:a": {"title": "Chief"}, "hr:b": {}}
    assert edges(said, "IN") == {("hr:a", "hr:D"), ("hr:b", "hr:Calls")}
    assert edges(said, "PART_OF") == {("hr:Calls", "hr:Care")}
    assert edges(said, "REPORTS_TO") == {("hr:b", "hr:a")}
    assert [(code, column, value) for code, _, column, value in problems(found)] == [
        ("DELETED_UPSTREAM", "active", "false"),
        ("UNMAPPED_VALUE", "schemas", "Group"),
    ]


def test_a_bulk_request_tells_of_changes_and_names_users_by_what_it_calls_them(tmp_path):
    def operation(method: str, **given: object) -> dict[str, object]:
        return {"method": method, "path": "/Users", **given}

    bulk = {"schemas": [f"{MESSAGE}BulkRequest"], "Operations": [
        operation("POST", bulkId="q", data={"schemas": [f"{CORE}User"], "userName": "Alice"}),
        operation("POST", bulkId="y", data={"userName": "Bob", ENTERPRISE: {"manager": {"value": "bulkId:q"}}}),
        operation("DELETE", version="1"), operation("PATCH", data=[]),
    ]}  # fmt: skip
    found = gathered("scim", saved(tmp_path, bulk))
    assert found.partial
    assert edges(whole(found), "REPORTS_TO") == {(dn("bob"), dn("alice"))}
    assert [code for code, *_ in problems(found)] == ["DELETED_UPSTREAM", "UNMAPPED_VALUE"]


@pytest.mark.parametrize(
    "content", [{"schemas": [f"{MESSAGE}PatchOp"], "Operations": []}, {"info": {}, "item": []}, [], 3, None]
)
def test_what_holds_no_users_is_refused_in_plain_words(tmp_path, content):
    found = gathered("scim", saved(tmp_path, content))
    assert found.refused and "holds no users" in found.problems[0].message


# --- Microsoft Graph -------------------------------------------------------------------------------------------------


def test_users_of_microsoft_graph_with_their_managers(tmp_path):
    page = {"@odata.context": "…", "value": [
        {"id": "1", "displayName": "Ada", "jobTitle": "Head", "department": "Top", "mail": "ada@x.org"},
        {"id": "2", "jobTitle": "Agent", "department": "Calls", "manager": {"id": "1", "displayName": "Ada"}},
        {"id": "3", "accountEnabled": False}, {"id": "4", "@removed": {"reason": "deleted"}},
        {"id": "5", "@odata.type": "#microsoft.graph.group"},
    ]}  # fmt: skip
    found = gathered("msgraph", saved(tmp_path, page))
    said = whole(found)
    assert said.nodes["Position"] == {"hr:1": {"title": "Head"}, "hr:2": {"title": "Agent"}}
    assert edges(said, "PART_OF") == {("hr:Calls", "hr:Top")}
    assert [code for code, *_ in problems(found)] == ["DELETED_UPSTREAM", "DELETED_UPSTREAM", "UNMAPPED_VALUE"]
    assert not found.partial
    assert gathered("msgraph", saved(tmp_path, {**page, "@odata.deltaLink": "…"})).partial


# --- BambooHR --------------------------------------------------------------------------------------------------------

EMPLOYEES = [
    {"id": "1", "firstName": "Ada", "lastName": "Byron", "jobTitle": "Head", "department": "Top"},
    {"id": "2", "displayName": "Bob Noyce", "jobTitle": "Agent", "department": "Calls", "supervisor": "Byron, Ada"},
    {
        "id": "3",
        "displayName": "Eve Ray",
        "department": "Calls",
        "division": "Care",
        "supervisorEId": "2",
        "supervisorId": "77",
        "supervisor": "x",
    },
]


def as_xml(employees: list[dict[str, str]]) -> str:
    told = [
        f'<employee id="{each["id"]}">'
        + "".join(f'<field id="{name}">{text}</field>' for name, text in each.items() if name != "id")
        + "</employee>"
        for each in employees
    ]
    return f'<?xml version="1.0"?><directory><fieldset/><employees>{"".join(told)}</employees></directory>'


def test_a_directory_of_bamboohr_says_the_same_in_json_and_xml(tmp_path):
    employees = [{**EMPLOYEES[0], "supervisor": ","}, *EMPLOYEES[1:]]
    one = whole(gathered("bamboohr", saved(tmp_path, {"fields": [], "employees": employees})))
    other = whole(gathered("bamboohr", saved(tmp_path, as_xml(employees), "page.xml")))
    assert (one.nodes, one.edges) == (other.nodes, other.edges)
    assert edges(one, "REPORTS_TO") >= {("hr:2", "hr:1"), ("hr:3", "hr:2")}
    assert edges(one, "PART_OF") == {("hr:Calls", "hr:Care")}


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><directory><employees>&b;</employees></directory>'


@pytest.mark.parametrize(
    ("text", "says"),
    [(BOMB, "entities"), ("<directory>", "no XML"), ("<a/>", "holds no employees"), ("[]", "holds no employees")],
)
def test_hostile_and_broken_xml_is_refused(tmp_path, text, says):
    found = gathered("bamboohr", saved(tmp_path, text, "page.xml"))
    assert found.refused and says in found.problems[0].message


# --- Workday ---------------------------------------------------------------------------------------------------------


def test_the_tables_of_workday_are_joined(tmp_path):
    files = [
        table(tmp_path, "id|name|superior_organization_id|organization_code|type|manager_id|inactive\n"
              "o1|Top||TOP|SUPERVISORY|w1|false\no2|Call Centre|o1|CALLS|SUPERVISORY|w1|false\n"
              "o3|Cost|o1|C|COST_CENTER||false\no4|Old|o1|OLD|SUPERVISORY||true\n", "organization.csv"),
        table(tmp_path, "id|job_posting_title|supervisory_organization_id|worker_for_filled_position_id\n"
              "p1|Chief|TOP|w1\np2|Agent|CALLS|w2\np3|Open|o2|\n", "position.csv"),
        table(tmp_path, "position_id|worker_id|_fivetran_start|_fivetran_end|business_title|working_fte\n"
              "p2|w9|2000-01-01|2001-01-01|Agent|1\np2|w2|2001-01-02|9999-12-31 23:59:59|Agent|0.5\n"
              "p4|w2|2001-01-02|9999-12-31 23:59:59|Coach|0.5\n", "held.csv"),
        table(tmp_path, "position_id|worker_id|organization_id\np4|w2|region\np4|w2|o2\n", "placed.csv"),
        table(tmp_path, "worker_id|ssn\nw1|123-45-6789\n", "personal.csv"),
    ]  # fmt: skip
    found = gathered("workday", *files)
    said = whole(found)
    assert said.nodes["Department"] == {"hr:o1": {"name": "Top"}, "hr:o2": {"name": "Call Centre"}}
    assert edges(said, "PART_OF") == {("hr:o2", "hr:o1")}
    assert said.nodes["Position"] == {
        "hr:p1": {"title": "Chief"},
        "hr:p2": {"title": "Agent", "headcount": 0.5},
        "hr:p3": {"title": "Open", "vacant": True},
        "hr:p4": {"title": "Coach", "headcount": 0.5},
    }
    assert edges(said, "IN") == {("hr:p1", "hr:o1"), ("hr:p2", "hr:o2"), ("hr:p3", "hr:o2"), ("hr:p4", "hr:o2")}
    assert edges(said, "REPORTS_TO") == {("hr:p2", "hr:p1"), ("hr:p3", "hr:p1"), ("hr:p4", "hr:p1")}
    assert sorted((code, column) for code, _, column, _ in problems(found)) == [
        ("DELETED_UPSTREAM", "_fivetran_end"), ("DELETED_UPSTREAM", "inactive"),
        ("UNMAPPED_VALUE", "table"), ("UNMAPPED_VALUE", "type"),
    ]  # fmt: skip


# --- organograms -----------------------------------------------------------------------------------------------------

SENIOR = """
Post Unique Reference|Name|Grade|Job Title|Parent Department|Organisation|Unit|Reports to Senior Post|FTE
1|N/D|SCS3|Chief|Home Office|Home Office|Top|XX|1
2|'Vacant'|SCS1|Head of Calls|Home Office|Home Office|Calls|1|0.8
2|Somebody|SCS1|Head of Calls|Home Office|Home Office|Calls|1|1
hq3|Eliminated|SCS1|Head of Web|Home Office|Home Office|Web|HQ3|1
"""
JUNIOR = """
Parent Department|Organisation|Unit|Reporting Senior Post|Grade|Generic Job Title|Number of Posts in FTE
Home Office|Home Office|Calls|2|EO|Adviser|2.5
Home Office|Home Office|Calls|2|EO|Adviser|1
Home Office|Agency|Calls|HQ3|EO|Adviser|many
"""


def test_senior_and_junior_posts_are_one_chart(tmp_path):
    files = [table(tmp_path, SENIOR, "o-senior.csv"), table(tmp_path, JUNIOR, "o-junior.csv")]
    found = gathered("organogram", *files, source=None)
    assert (found.source, [file.rows for file in found.files]) == ("o", [4, 3])
    said = whole(found)
    assert {key: node["name"] for key, node in said.nodes["Department"].items()} == {
        "o:Home Office": "Home Office", "o:Home Office/Top": "Top", "o:Home Office/Calls": "Calls",
        "o:Home Office/Web": "Web", "o:Home Office/Agency": "Agency", "o:Home Office/Agency/Calls": "Calls",
    }  # fmt: skip
    assert said.nodes["Position"]["o:2"] == {
        "title": "Head of Calls",
        "grade": "SCS1",
        "headcount": 0.8,
        "vacant": True,
    }
    assert said.nodes["Position"]["o:2/Calls/EO/Adviser"] == {"title": "Adviser", "grade": "EO", "headcount": 3.5}
    assert said.nodes["Position"]["o:HQ3/Calls/EO/Adviser"] == {"title": "Adviser", "grade": "EO"}
    assert edges(said, "REPORTS_TO") == {
        ("o:2", "o:1"), ("o:2/Calls/EO/Adviser", "o:2"), ("o:HQ3/Calls/EO/Adviser", "o:hq3"),
    }  # fmt: skip
    assert sorted((code, row, value) for code, row, _, value in problems(found)) == [
        ("BAD_VALUE", 4, "many"), ("CASE_MISMATCH", 4, "HQ3"), ("CASE_MISMATCH", 5, "HQ3"), ("DUPLICATE_KEY", 4, "2"),
        ("SELF_REFERENCE", 5, "HQ3"),
    ]  # fmt: skip


def test_junior_posts_of_two_departments_are_two(tmp_path):
    rows = "\n".join(
        f"P|{organisation}|Calls|2|{grade}|{title}|1"
        for organisation, grade, title in (("O", "A/B", "C"), ("O", "A", "B/C"), ("O2", "A", "B/C"))
    )
    said = whole(gathered("organogram", table(tmp_path, JUNIOR.strip().splitlines()[0] + "\n" + rows)))
    assert len(said.nodes["Position"]) == 3
    assert {unit for _, unit in edges(said, "IN")} == {"hr:P/O/Calls", "hr:P/O2/Calls"}


def test_a_position_whose_holders_have_left_is_vacant(tmp_path):
    files = [
        table(tmp_path, "id|job_posting_title|supervisory_organization_id\np1|Chief|o1\n", "position.csv"),
        table(tmp_path, "position_id|worker_id|_fivetran_start|_fivetran_end|business_title\n"
              "p1|w1|2000-01-01|2001-01-01|Boss\np2|w2|2000-01-01|2001-01-01|Old\np2|w3|2001-01-02||New\n", "held.csv"),
    ]  # fmt: skip
    found = gathered("workday", *files)
    assert whole(found).nodes["Position"] == {"hr:p1": {"title": "Chief", "vacant": True}, "hr:p2": {"title": "New"}}
    assert whole(found).places["Position", "hr:p1"][0] == str(files[0])
    assert [(code, row) for code, row, *_ in problems(found)] == [("DELETED_UPSTREAM", 2), ("DELETED_UPSTREAM", 3)]


def test_a_supervisor_outside_of_the_directory_stays_nameless(tmp_path):
    employees = [
        {"id": "1", "displayName": "Ann Lee", "supervisor": "Zoe Outside"},
        {"id": "2", "displayName": "Bob", "supervisor": "Lee, Ann"},
    ]
    found = gathered("bamboohr", saved(tmp_path, {"employees": employees}))
    assert edges(whole(found), "REPORTS_TO") == {("hr:1", dn("zoe outside")), ("hr:2", "hr:1")}


def test_a_mapping_leaves_what_a_directory_hides_hidden(tmp_path):
    text = "dn: cn=Ann Lee,o=x\nobjectClass: person\nemployeeNumber: 1\nmanager: cn=Zoe Out,o=y\n"
    for mapping in ({"columns": {"key": "employeeNumber"}}, {"pseudonymise": ["employeeNumber"]}):
        said = whole(gathered("ldif", saved(tmp_path, text, "a.ldif"), mapping=mapping))
        assert {end for _, end in edges(said, "REPORTS_TO")} == {dn("cn=zoe out,o=y")}
        assert not any("lee" in key for key in said.nodes["Position"])


def test_other_tables_are_no_organograms(tmp_path):
    found = gathered("organogram", table(tmp_path, "id|name\n1|x\n"))
    assert found.refused and "is no organogram" in found.problems[0].message
