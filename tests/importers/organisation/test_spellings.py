"""What clouds send of users: managers, states and names of attributes in every spelling; and pages of longer lists."""

import pytest

from tests.importers.organisation.charts import edges, gathered, problems, whole
from tests.importers.organisation.test_kinds import ENTERPRISE, MESSAGE, saved, user

EVERY = [
    {ENTERPRISE: {"manager": "m"}},
    {ENTERPRISE: {"manager": {"value": "m"}}},
    {ENTERPRISE: {"manager": {"$ref": "https://x.example/scim/v2/Users/m"}}},
    {ENTERPRISE: {"manager": {"$ref": "../Users/m"}}},
    {ENTERPRISE: {"manager": {"Value": "m"}}},
    {ENTERPRISE: {"manager": {"managerId": "m"}}},
    {ENTERPRISE: {"managerId": "m"}},
    {ENTERPRISE: {"manager": [{"value": "m"}]}},
    {ENTERPRISE: {"manager": ["m"]}},
    {ENTERPRISE: {"Manager": "https://x.example/v2/Users/m/"}},
    {ENTERPRISE.lower(): {"manager": {"value": "m"}}},
    {f"{ENTERPRISE}:manager": {"value": "m"}},
    {f"{ENTERPRISE}:manager.value": "m"},
    {"urn:scim:schemas:extension:enterprise:1.0": {"manager": {"managerId": "m"}}},
    {"urn:acme:scim:schemas:extension:people:User": {"manager": "m"}},
    {"manager": {"value": "m"}},
]


@pytest.mark.parametrize("given", EVERY, ids=str)
def test_a_manager_is_read_however_it_is_sent(tmp_path, given):
    page = {"Resources": [user("m"), {"userName": "a", "id": "a", **given}]}
    found = gathered("scim", saved(tmp_path, page))
    assert (edges(whole(found), "REPORTS_TO"), problems(found)) == ({("hr:a", "hr:m")}, [])


@pytest.mark.parametrize("given", [{"displayName": "Nora Quist"}, {"value": {"x": 1}}, True], ids=str)
def test_a_manager_that_cannot_be_read_is_told_and_not_named(tmp_path, given):
    page = {"Resources": [{"userName": "a", "id": "a", ENTERPRISE: {"manager": given}}]}
    found = gathered("scim", saved(tmp_path, page))
    assert not edges(whole(found), "REPORTS_TO")
    assert [(code, column, value) for code, _, column, value in problems(found)] == [("BAD_VALUE", "manager", None)]


@pytest.mark.parametrize(
    "given", [None, "", {}, [], {"value": None}, {"value": ""}, {"value": {}}, [None], [""]], ids=str
)
def test_an_empty_manager_is_none(tmp_path, given):
    page = {"Resources": [{"userName": "a", "id": "a", ENTERPRISE: {"manager": given}}]}
    found = gathered("scim", saved(tmp_path, page))
    assert (edges(whole(found), "REPORTS_TO"), problems(found)) == (set(), [])


@pytest.mark.parametrize(
    ("given", "counts"),
    [(False, False), ("False", False), ("false", False), ("FALSE", False), (0, False), ("0", False), ("No", False),
     ("Inactive", False), ({"value": False}, False), ([False], False), (True, True), ("True", True), (1, True),
     ("1", True), (None, True), ("Active", True)],
)  # fmt: skip
@pytest.mark.parametrize("name", ["active", "Active"])
def test_whether_a_user_is_active_is_read_however_it_is_sent(tmp_path, name, given, counts):
    page = {"Resources": [user("m"), {"userName": "a", "id": "a", name: given}]}
    found = gathered("scim", saved(tmp_path, page))
    assert ("hr:a" in whole(found).nodes["Position"]) is counts
    assert [code for code, *_ in problems(found)] == ([] if counts else ["DELETED_UPSTREAM"])


@pytest.mark.parametrize("kind", ["Guest", "service", "Bot"])
def test_a_user_who_is_no_staff_is_left_out_and_told(tmp_path, kind):
    page = {"Resources": [user("m"), user("a", userType=kind), user("b", userType="Employee")]}
    found = gathered("scim", saved(tmp_path, page))
    assert set(whole(found).nodes["Position"]) == {"hr:m", "hr:b"}
    assert problems(found) == [("UNMAPPED_VALUE", problems(found)[0][1], "userType", kind)]


def test_names_of_attributes_have_no_capitals_that_count(tmp_path):
    page = {"SCHEMAS": [f"{MESSAGE}listresponse"], "totalresults": 1, "resources": [
        {"USERNAME": "a", "ID": "a", "Title": "Lead", ENTERPRISE.upper(): {"DEPARTMENT": "Calls", "Division": "Care"}}
    ]}  # fmt: skip
    said = whole(gathered("scim", saved(tmp_path, page)))
    assert said.nodes["Position"] == {"hr:a": {"title": "Lead"}}
    assert edges(said, "PART_OF") == {("hr:Calls", "hr:Care")}


def test_the_rows_of_a_page_are_all_its_members(tmp_path):
    page = {"Resources": [user("m"), user("a", active=False), {"schemas": ["x:Group"], "id": "g"}]}
    assert [file.rows for file in gathered("scim", saved(tmp_path, page)).files] == [3]


def test_what_powershell_writes_of_microsoft_graph_is_read(tmp_path):
    users = [
        {"AccountEnabled": True, "Department": "Top", "Id": "1", "JobTitle": "Head", "Manager": {"Id": None}},
        {"AccountEnabled": True, "Department": "Calls", "Id": "2", "JobTitle": "Lead", "Manager": {"Id": "1"}},
        {"AccountEnabled": False, "Department": "Fax", "Id": "3", "Manager": {"Id": "2"}},
        {"AccountEnabled": True, "Department": "Fax", "Id": "4", "UserType": "Guest", "Manager": None},
    ]
    found = gathered("msgraph", saved(tmp_path, users))
    said = whole(found)
    assert said.nodes["Position"] == {"hr:1": {"title": "Head"}, "hr:2": {"title": "Lead"}}
    assert edges(said, "REPORTS_TO") == {("hr:2", "hr:1")} and set(said.nodes["Department"]) == {"hr:Top", "hr:Calls"}
    assert [(code, column) for code, _, column, _ in problems(found)] == [
        ("DELETED_UPSTREAM", "accountEnabled"), ("UNMAPPED_VALUE", "userType"),
    ]  # fmt: skip


NEXT = "https://graph.example/users?$skiptoken=x"


@pytest.mark.parametrize(
    ("kind", "pages", "column"),
    [
        ("scim", [{"totalResults": 3, "Resources": [user("a"), user("b")]}], "totalResults"),
        ("scim", [{"totalResults": "3", "Resources": [user("a")]}, {"totalResults": 3, "Resources": [user("a")]}],
         "totalResults"),
        ("scim", [{"totalResults": 2, "Resources": [user("a")]}, {"totalResults": 2, "Resources": [user("b")]}], None),
        ("scim", [{"Resources": [user("a")]}], None),
        ("msgraph", [{"value": [{"id": "1"}], "@odata.nextLink": NEXT}], "@odata.nextLink"),
        ("msgraph", [{"value": [{"id": "1"}], "@odata.nextLink": NEXT}, {"value": [{"id": "2"}]}], None),
        ("msgraph", [{"value": [{"id": "1"}], "@odata.count": 2}], "@odata.count"),
        ("bamboohr", [{"employees": [{"id": "1"}], "hasMore": True}], "hasMore"),
        ("bamboohr", [{"data": [{"id": "1"}], "paging": {"next": "/2"}}], "next"),
        ("bamboohr", [{"employees": [{"id": "1"}], "hasMore": False, "next": None}], None),
        ("bamboohr", [{"data": [{"id": "1"}], "pagination": {"total_count": 4}}], "total_count"),
    ],
)  # fmt: skip
def test_a_page_of_a_longer_list_is_a_part_and_it_is_said(tmp_path, kind, pages, column):
    found = gathered(kind, *(saved(tmp_path, page, f"{n}.json") for n, page in enumerate(pages)))
    said = [at for code, _, at, _ in problems(found) if code == "BAD_VALUE"]
    assert (found.partial, said) == (column is not None, [column] if column else [])


EMPLOYEES = [
    {"id": "1", "employeeNumber": "30", "jobTitle": "Head"},
    {"id": "2", "employeeNumber": "10", "supervisorId": "30"},
    {"id": "3", "employeeNumber": "20", "supervisorId": "10", "supervisorEId": "1"},
    {"id": "10", "employeeNumber": "99", "supervisorId": "20"},
]


def test_a_supervisor_id_of_bamboohr_is_an_employee_number_and_an_eid_an_id(tmp_path):
    said = whole(gathered("bamboohr", saved(tmp_path, {"employees": EMPLOYEES})))
    assert edges(said, "REPORTS_TO") == {("hr:2", "hr:1"), ("hr:3", "hr:1"), ("hr:10", "hr:3")}


def test_an_employee_number_that_nobody_has_is_no_id_of_somebody_else(tmp_path):
    employees = [{"id": "1"}, {"id": "2", "supervisorId": "1"}]
    found = gathered("bamboohr", saved(tmp_path, {"employees": employees}))
    assert not edges(whole(found), "REPORTS_TO")
    assert [(code, value) for code, _, _, value in problems(found)] == [("DANGLING_REFERENCE", "1")]
