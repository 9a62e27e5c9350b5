import csv
import gzip
import io
import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.contacts.salesforce_ids import object_of, to18
from importers.reading.text import STDIN
from tests.importers.contacts.contacts import DATA, gathered, problems, records
from tests.often import often

CASE = "500D0000001fzkGIAQ"
CONTACT = "003D000000Aa1bCIAR"
FOLDERS = [f"salesforce{end}" for end in ("", "_workshop", "_tree_api", "_rest", "_encodings")]
REAL = [file for folder in FOLDERS for file in sorted((DATA / "crm" / folder).glob("*.*"))]
CHANNELS = {"channels": {name: name.lower() for name in ("Web", "Phone", "Email", "Call", "Task", "Event", "Meeting")}}


def file(folder, name, content):
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1), encoding="utf-8")
    return path


def told(*paths, **more):
    return gathered("salesforce", *paths, mapping={**CHANNELS, **more.pop("mapping", {})}, **more)


def sobject(type, **fields):
    return {"attributes": {"type": type, "url": f"/services/data/v60.0/sobjects/{type}/x"}, **fields}


def answer(*given, **more):
    return {"totalSize": len(given), "done": True, "records": list(given), **more}


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("500D0000001fzkG", CASE),
        (CASE, CASE),
        (CASE.upper(), CASE),
        (CASE.lower(), CASE),
        ("500D0000001fzkGiaq", CASE),
        ("500D0000001fzkGIAZ", "500D0000001fzkGIAZ"),
        ("000000000000000", "000000000000000AAA"),
        ("AAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAA555"),
        ("", ""),
        ("5.00E+14", "5.00E+14"),
        ("500D0000001fzk!", "500D0000001fzk!"),
    ],
)
def test_an_id_has_eighteen_characters_in_the_right_case(written, whole):
    assert to18(written) == whole


@given(st.from_regex(r"\A[0-9A-Za-z]{15}\Z"))
def test_an_id_is_the_same_however_its_case_was_mangled(id):
    whole = to18(id)
    assert whole[:15] == id and {to18(whole.lower()), to18(whole.upper()), to18(whole)} == {whole}


def test_what_an_id_is_of():
    assert [object_of(id) for id in (CASE, CONTACT[:15], "a01D0000001fzkG", "AccountRef1")] == [
        "Case", "Contact", None, None,
    ]  # fmt: skip


def test_a_case_is_a_contact(tmp_path):
    text = (
        "\ufeffId,IsDeleted,CaseNumber,ContactId,AccountId,SuppliedEmail,Type,Reason,Origin,CreatedDate,ClosedDate\r\n"
        f"{CASE[:15]},0,1,{CONTACT[:15]},001D000000Aa1bC,a@example.org,Other,Billing,Web,2024-01-23T13:26:08.000+0000,"
        "2024-01-24T13:26:08.000+0000\r\n"
        "500D0000001fzkHIAQ,false,2,,001D000000Aa1bC,a@example.org,Other,,Phone,2024-01-25T13:26:08.000+0100,\r\n"
    )
    found = told(file(tmp_path, "Case.csv", text))
    assert records(found, "id", "at", "channel", "reason", "case", "direction", "closedAt") == [
        (CASE, "2024-01-23T13:26:08Z", "web", "Billing", CASE, None, "2024-01-24T13:26:08Z"),
        ("500D0000001fzkHIAQ", "2024-01-25T12:26:08Z", "phone", "Other", "500D0000001fzkHIAQ", None, None),
    ]
    assert problems(found) == [] and len(set(records(found, "customer"))) == 2


def test_one_customer_in_cases_and_tasks_of_two_files(tmp_path):
    cases = file(
        tmp_path, "Case.csv", f"Id,CaseNumber,ContactId,CreatedDate,Origin\n{CASE},1,{CONTACT},2024-01-01,Web\n"
    )
    tasks = file(
        tmp_path,
        "Task.csv",
        "id,who_id,what_id,call_type,task_subtype,type,created_date,status,completed_date_time\n"
        f"00TD000000Aa1bC,{CONTACT[:15]},{CASE[:15]},Inbound,Call,,2024-01-02,Completed,2024-01-03\n"
        f"00TD000000Aa1bD,{CONTACT.upper()},001D000000Aa1bC,Outbound,Task,Email,2024-01-02,Completed,\n",
    )
    found = told(cases, tasks)
    assert records(found, "channel", "case", "direction", "closedAt") == [
        ("call", CASE, "CUSTOMER", "2024-01-03T00:00:00Z"),
        ("email", None, "COMPANY", None),
        ("web", CASE, None, None),
    ]
    assert len(set(records(found, "customer"))) == 1
    assert [read.rows for read in found.files] == [1, 2]


def test_an_event_is_when_it_begins(tmp_path):
    text = "Id,WhoId,AccountId,StartDateTime,EndDateTime,CreatedDate,EventSubtype,Type,Subject\n"
    text += "00UD000000Aa1bC,,001D000000Aa1bC,2024-02-01T10:00:00Z,2024-02-01T11:00:00Z,2024-01-01,Event,Meeting,x\n"
    text += f"00UD000000Aa1bD,{CONTACT},,,,2024-01-01,Event,,x\n"
    found = told(file(tmp_path, "events.csv", text))
    assert records(found, "at", "channel", "closedAt") == [
        ("2024-02-01T10:00:00Z", "meeting", "2024-02-01T11:00:00Z"),
        ("2024-01-01T00:00:00Z", "event", None),
    ]


def test_two_ways_to_write_an_id_are_one_contact(tmp_path):
    text = f"Id,CaseNumber,CreatedDate,Origin\n{CASE},1,2024-01-01,Web\n{CASE[:15]},1,2024-01-01,Phone\n"
    found = told(file(tmp_path, "Case.csv", text))
    assert records(found, "channel") == ["web"]
    assert problems(found) == [("DUPLICATE_KEY", 3, "id", CASE)]


@pytest.mark.parametrize(
    ("column", "value", "counts"),
    [
        ("IsDeleted", "true", False), ("is_deleted", "TRUE", False), ("IsDeleted", "1", False),
        ("_fivetran_deleted", "true", False), ("_fivetran_active", "FALSE", False),
        ("IsDeleted", "", True), ("IsArchived", "true", True), ("_fivetran_active", "", True),
    ],
)  # fmt: skip
def test_what_was_deleted_is_told_and_is_no_contact(tmp_path, column, value, counts):
    text = f"Id,CaseNumber,CreatedDate,Origin,{column}\n{CASE},1,2024-01-01,Web,{value}\n"
    found = told(file(tmp_path, "Case.csv", text))
    assert len(records(found)) == counts and not found.refused
    assert problems(found) == ([] if counts else [("DELETED_UPSTREAM", 2, column, value)])


@pytest.mark.parametrize("version", ["_fivetran_start", "system_modstamp", "LastModifiedDate"])
def test_the_latest_version_of_a_case_counts(tmp_path, version):
    rows = [f"c1,{month},2024-01-01,Web,{month}\n" for month in ("2024-02-01", "2024-03-01", "2024-01-01")]
    found = told(file(tmp_path, "history.csv", f"id,case_number,created_date,origin,{version}\n" + "".join(rows)))
    assert records(found, "id") == ["c1"] and [code for code, *_ in problems(found)] == ["DUPLICATE_KEY"] * 2
    reason = told(tmp_path / "history.csv", mapping={"columns": {"reason": "case_number"}})
    assert records(reason, "reason") == ["2024-03-01"]


def test_a_mapping_names_columns_of_one_object_or_of_another(tmp_path):
    cases = file(tmp_path, "Case.csv", f"Id,CaseNumber,CreatedDate,Origin,Topic__c\n{CASE},1,2024-01-01,Web,Bill\n")
    tasks = file(tmp_path, "Task.csv", "Id,WhoId,Status,CreatedDate,type_c\n00TD000000Aa1bC,,Done,2024-01-01,Call\n")
    columns = {"reason": ["topic__C"], "channel": ["Type__c", "Origin"]}
    found = told(cases, tasks, mapping={"columns": columns})
    assert records(found, "channel", "reason") == [("call", None), ("web", "Bill")]
    wrong = told(cases, tasks, mapping={"columns": {"reason": "Topik__c"}})
    assert wrong.refused and "no column 'Topik__c'" in str(wrong.problems[0])


def test_a_mapping_hides_and_chooses_by_columns_in_any_case(tmp_path):
    text = f"Id,CaseNumber,CreatedDate,Origin,Reason\n{CASE},1,2024-01-01,Web,Bill\n"
    text += "500D0000001fzkH,2,2024-01-01,Fax,x\n"
    path = file(tmp_path, "Case.csv", text)
    found = told(path, mapping={"pseudonymise": ["reason"], "only": {"origin": ["web"]}})
    ((id, reason),) = records(found, "id", "reason")
    assert id == CASE and len(reason) == 64


def test_answers_with_relations_and_records_within_records(tmp_path):
    case = sobject("Case", Id=CASE, CreatedDate="2024-01-01", Origin="Web", Contact=sobject("Contact", Id=CONTACT))
    task = sobject("Task", Id="00TD000000Aa1bC", CreatedDate="2024-01-02", TaskSubtype="Call")
    mail = sobject("Task", Id="00TD000000Aa1bD", CreatedDate="2024-01-02", TaskSubtype="Email", WhatId=CASE[:15])
    person = sobject("Contact", Id=CONTACT[:15], Cases=None, Tasks=answer(task, mail))
    found = told(file(tmp_path, "one.json", answer(case)), file(tmp_path, "two.json", answer(person)))
    assert records(found, "id", "channel", "case") == [
        ("00TD000000Aa1bCMAR", "call", None), ("00TD000000Aa1bDMAR", "email", CASE), (CASE, "web", CASE),
    ]  # fmt: skip
    assert len(set(records(found, "customer"))) == 1
    assert [(code, value) for code, *_, value in problems(found)] == [("UNMAPPED_VALUE", "Contact")]


@pytest.mark.parametrize("shape", ["bare", "list", "records", "sobjects", "composite", "plain"])
def test_a_case_in_any_json(tmp_path, shape):
    case = sobject("Case", Id=CASE, CreatedDate="2024-01-01T00:00:00.000+0000", Origin="Web", IsDeleted=False)
    plain = {name.lower(): value for name, value in case.items() if name != "attributes"}
    shapes = {
        "bare": case, "list": [case], "records": answer(case), "sobjects": {"sobjects": [case]},
        "composite": {"compositeResponse": [{"body": answer(case), "httpStatusCode": 200}]}, "plain": [plain],
    }  # fmt: skip
    found = told(file(tmp_path, "export.json", shapes[shape]))
    assert records(found, "id", "channel") == [(CASE, "web")]


def test_a_tree_gives_its_references_for_ids(tmp_path):
    def node(type, reference, **fields):
        return {"attributes": {"type": type, "referenceId": reference}, **fields}

    within = node("Case", "case1", CreatedDate="2024-01-01", Origin="Web")
    tree = {"records": [node("Contact", "c1", LastName="x", Cases={"records": [within]})]}
    tree["records"].append(node("Case", "case2", ContactId="@c1", Origin="Phone", CreatedDate="2024-01-02"))
    found = told(file(tmp_path, "tree.json", tree))
    assert records(found, "id", "case") == [("case1", "case1"), ("case2", "case2")]
    assert len(set(records(found, "customer"))) == 1


def test_records_without_a_time_are_refused_with_their_places(tmp_path):
    tree = {"records": [{"attributes": {"type": "Case", "referenceId": "case1"}, "Origin": "Web"}]}
    found = told(file(tmp_path, "tree.json", tree))
    assert found.refused and ("BAD_VALUE", 3, "CreatedDate", None) in problems(found)


def test_an_answer_without_records_is_empty(tmp_path):
    for name, content in (("a.json", answer()), ("b.json", []), ("c.csv", "Id,CaseNumber,CreatedDate\n")):
        found = told(file(tmp_path, name, content))
        assert not found.refused and records(found) == []


def test_pages_that_are_not_there_are_told(tmp_path):
    cases = [sobject("Case", Id=f"500D000000{n:05}", CreatedDate="2024-01-01", Origin="Web") for n in range(4)]
    first = file(tmp_path, "1.json", {"totalSize": 4, "done": False, "nextRecordsUrl": "/q-2", "records": cases[:2]})
    last = file(tmp_path, "2.json", {"totalSize": 4, "done": True, "records": cases[2:]})
    assert problems(told(first)) == [("BAD_VALUE", 1, "totalSize", "2")] and told(first).partial
    assert problems(told(first, last)) == [] and len(records(told(first, last))) == 4
    assert not told(first, last).partial


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("Contact.csv", f"Id,LastName,CreatedDate\n{CONTACT},x,2024-01-01\n", "holds Contact rows"),
        ("x.csv", "contact_key,LastName,Email\n1,x,y\n", "holds Contact rows"),
        ("Branch__c.csv", "Id,Name\na01D0000001fzkG,x\n", "Case, Task and Event are contacts"),
        ("Lead.json", answer(sobject("Lead", Id="00QD0000001fzkG")), "holds Lead rows"),
        ("user.json", {"user_id": "x", "photos": {"picture": "y"}}, "Case, Task and Event are contacts"),
        ("half.json", '{"records": [', "no JSON"),
        ("empty.csv", "", "is empty"),
        ("scalar.json", "[1, 2]", "Case, Task and Event are contacts"),
    ],
)
def test_what_holds_no_contacts_is_refused_in_plain_words(tmp_path, name, content, says):
    found = told(file(tmp_path, name, content))
    assert found.refused and says in str(found.problems[0])


def test_json_is_recognised_whatever_it_is_called(tmp_path):
    case = json.dumps(answer(sobject("Case", Id=CASE, CreatedDate="2024-01-01", Origin="Web")))
    for number, data in enumerate(
        (gzip.compress(case.encode()), case.encode("utf-16"), b"\xef\xbb\xbf" + case.encode())
    ):
        path = tmp_path / f"answer{number}"
        path.write_bytes(data)
        assert records(told(path), "id") == [CASE]


@pytest.mark.parametrize("written", [json.dumps(answer()), "Id,CaseNumber,CreatedDate\n"])
def test_standard_input_is_looked_into(monkeypatch, written):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(written.encode()))))
    found = gathered("salesforce", STDIN)
    assert not found.refused and records(found) == [] and found.files[0].name == "<stdin>"


def test_json_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("importers.contacts.files.MOST", 100)
    big = answer(sobject("Case", Id=CASE, CreatedDate="2024-01-01", Origin="Web"))
    found = told(file(tmp_path, "big.json", big))
    assert found.refused and "most that is read" in str(found.problems[0])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from([CASE, CONTACT, "Case", "2024-01-01", "@c1", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "Id",
                    "id",
                    "attributes",
                    "type",
                    "records",
                    "totalSize",
                    "done",
                    "CreatedDate",
                    "WhoId",
                    "Contact",
                    "x",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=often(60), deadline=None)
@given(VALUES)
def test_any_json_is_read_or_refused(tmp_path_factory, content):
    found = gathered("salesforce", file(tmp_path_factory.mktemp("any"), "any.json", content))
    assert found.refused == (found.contacts is None)


@pytest.mark.skipif(not REAL, reason="the real exports are not here")
@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_real_file_is_read_whole_or_refused(path):
    found = gathered("salesforce", path)
    if path.suffix == ".csv" and path.stem in ("Case", "Task", "sf_task_data", "sf_event_data"):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        ids = {row.get("Id") or row.get("id") for row in rows}
        assert set(records(found, "id")) == ids and found.files[0].rows == len(rows)
        who = {row.get("ContactId") or row.get("WhoId") or row.get("who_id") for row in rows}
        assert len(set(records(found, "customer"))) == len(who)
    elif path.stem in ("single-case", "multiple-cases", "no-cases"):
        given = json.loads(path.read_text(encoding="utf-8"))["records"]
        assert records(found, "id") == sorted(each["Id"] for each in given)
        assert Counter(records(found, "reason")) == Counter(each["Reason"] for each in given)
    else:
        assert found.refused and found.problems


@pytest.mark.skipif(not REAL, reason="the real exports are not here")
def test_a_folder_of_all_objects_is_read_for_its_contacts():
    found = gathered("salesforce", DATA / "crm" / "salesforce_workshop")
    assert len(records(found)) == 115
    assert {p.place[0].rpartition("/")[2] for p in found.problems if p.place[2] == "object"} == {
        f"{name}.csv"
        for name in ("Account", "Branch__c", "Campaign", "CampaignMember", "Contact", "Lead", "Opportunity")
    }
    again = gathered("salesforce", DATA / "crm" / "salesforce_workshop")
    assert records(again) == records(found)
