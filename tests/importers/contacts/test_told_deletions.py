"""What each kind says was deleted goes from the event store, as its contacts were called when they came."""

import json

import pytest

from events.difference import difference
from events.store import EventStore
from tests.events.contacts import held
from tests.importers.contacts.contacts import gathered, problems

CASES = [f"500000000000{n:03}AAA" for n in range(4)]
TASKS = [f"00T000000000{n:03}EAA" for n in range(2)]
GUIDS = [f"{n:08x}-0000-4000-8000-000000000000" for n in range(4)]
AT = "2024-05-02T10:00:00Z"


def ticket(id, status="open", updated=AT):
    return {"id": id, "requester_id": 7, "status": status, "created_at": AT, "updated_at": updated}


def incident(id, **more):
    return {"incidentid": id, "createdon": AT, "caseorigincode": 1, **more}


def phonecall(id, about):
    return {"@odata.context": "x/$metadata#phonecalls/$entity", "activityid": id, "createdon": AT,
            "_regardingobjectid_value": about,
            "_regardingobjectid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "incident"}  # fmt: skip


def engagement(id, **more):
    return {"id": id, "properties": {"hs_timestamp": AT, "hs_engagement_type": "CALL"}, **more}


def hub_ticket(id, **more):
    properties = {"hs_pipeline_stage": "1", "createdate": AT, "hs_ticket_category": "BILLING"}
    return {"id": id, "properties": properties, **more}


def on(id, ticket):
    return engagement(id, associations={"tickets": {"results": [{"id": ticket}]}})


def talk(id, *parts):
    told = [
        {"id": each, "part_type": "comment", "created_at": 1714644000, "author": {"type": "user"}} for each in parts
    ]
    return {"id": id, "created_at": 1714643999, "source": {"type": "chat"}, "contacts": {"contacts": [{"id": "u"}]},
            "conversation_parts": {"conversation_parts": told}}  # fmt: skip


def value(*records, of="incidents"):
    return {"@odata.context": f"x/$metadata#{of}", "value": list(records)}


ZENDESK = {
    "tickets": [ticket(1), ticket(2)],
    "calls": [{"id": 5, "ticket_id": 2, "customer_id": 7, "direction": "inbound", "created_at": AT}],
    "chats": [{"id": "c", "timestamp": AT, "visitor": {"id": "v"}, "ticket_id": 1}],
}
INTERCOM = {"conversations": [talk("8", "part"), talk("9")]}
DYNAMICS = value(*(incident(id) for id in GUIDS[:2]), phonecall(GUIDS[2], GUIDS[0]), phonecall(GUIDS[3], GUIDS[1]))
HUBSPOT = {"results": [hub_ticket("1"), hub_ticket("2"), on("1", "2"), on("3", "1"), engagement("2")]}


@pytest.mark.parametrize(
    "kind, first, later, stay",
    [
        ("zendesk", ZENDESK, {"tickets": [ticket(2, "deleted")]}, {"1", "chat/c"}),
        ("zendesk", ZENDESK, {"tickets": [{"id": 1, "status": "Deleted"}, ticket(3)]}, {"2", "3", "call/5"}),
        ("zendesk", ZENDESK, {"tickets": [ticket(2, "deleted", "2024-05-03"), ticket(2, updated="2024-05-04")]},
         {"1", "2", "call/5", "chat/c"}),
        ("zendesk", ZENDESK, {"deleted_tickets": [{"id": 2, "deleted_at": AT}], "count": 1}, {"1", "chat/c"}),
        ("intercom", INTERCOM, {"conversations": [{"id": "8", "created_at": 1714643999, "deleted": True}]}, {"9"}),
        ("dynamics", DYNAMICS, value({"@removed": {"reason": "deleted"}, "incidentid": GUIDS[0]}),
         {GUIDS[1], GUIDS[3]}),
        ("dynamics", DYNAMICS, value({"@removed": {"reason": "deleted"}, "@odata.id": f"phonecalls({GUIDS[2]})"}),
         {*GUIDS[:2], GUIDS[3]}),
        ("dynamics", DYNAMICS, value({"@odata.context": "x/$metadata#incidents/$deletedEntity", "id": GUIDS[1].upper(),
                                      "reason": "deleted"}), {GUIDS[0], GUIDS[2]}),
        ("hubspot", HUBSPOT, {"results": [hub_ticket("2", archived=True)]}, {"ticket/1", "3", "2"}),
        ("hubspot", HUBSPOT, {"results": [engagement("2", archived=True)]}, {"ticket/1", "ticket/2", "1", "3"}),
    ],
)  # fmt: skip
def test_an_answer_says_what_was_deleted(tmp_path, kind, first, later, stay):
    assert withdrawn(tmp_path, kind, json.dumps(first), json.dumps(later), "json") == stay


CASE_ROWS = "".join(f"{id},{id[-6:]},{AT},false,{AT}\n" for id in CASES)
HEAD = "Id,CaseNumber,CreatedDate,IsDeleted,SystemModstamp\n"


@pytest.mark.parametrize(
    "later, stay",
    [
        (f"{CASES[1]},x,{AT},true,2024-06-01\n", {CASES[0], *CASES[2:]}),
        (f"{CASES[1][:15]},x,{AT},1,\n{CASES[0]},x,{AT},true,\n", {*CASES[2:]}),
        (f"{CASES[1]},x,{AT},true,2024-06-01\n{CASES[1]},x,{AT},false,2024-06-02\n", {*CASES}),
    ],
)
def test_a_table_says_what_was_deleted(tmp_path, later, stay):
    assert withdrawn(tmp_path, "salesforce", HEAD + CASE_ROWS, HEAD + later, "csv") == stay


def test_a_task_that_was_deleted_leaves_its_case(tmp_path):
    case = {"attributes": {"type": "Case"}, "Id": CASES[0], "CreatedDate": AT}
    tasks = [{"attributes": {"type": "Task"}, "Id": id, "WhatId": CASES[0], "CreatedDate": AT} for id in TASKS]
    first, gone = {"records": [case, *tasks]}, {"records": [tasks[0] | {"IsDeleted": True}]}
    assert withdrawn(tmp_path, "salesforce", json.dumps(first), json.dumps(gone), "json") == {CASES[0], TASKS[1]}
    gone = {"records": [case | {"IsDeleted": True}]}
    assert withdrawn(tmp_path, "salesforce", json.dumps(first), json.dumps(gone), "json") == set()


def test_a_contact_goes_under_the_id_that_a_mapping_gave_it(tmp_path):
    mapping = {"columns": {"id": "CaseNumber"}, "pseudonymise": ["CaseNumber"]}
    gone = HEAD + f"{CASES[1]},{CASES[1][-6:]},{AT},true,2024-06-01\n"
    left = withdrawn(tmp_path, "salesforce", HEAD + CASE_ROWS, gone, "csv", mapping)
    assert len(left) == 3 and all(len(id) == 64 for id in left)


def test_an_engagement_goes_under_the_id_that_a_mapping_gave_it(tmp_path):
    first = {"results": [engagement("1"), engagement("2")]}
    gone = {"results": [engagement("2", archived=True)]}
    mapping = {"columns": {"id": "id"}}
    assert withdrawn(tmp_path, "hubspot", json.dumps(first), json.dumps(gone), "json", mapping) == {"1"}


def test_former_versions_of_a_row_are_no_deletions(tmp_path):
    head = "Id,CreatedDate,Origin,_fivetran_active,_fivetran_start\n"
    former, last = (f"{CASES[0]},{AT},{origin},{active},2024-05-0{n}\n"
                    for n, origin, active in ((1, "Web", "false"), (2, "Phone", "true")))  # fmt: skip
    for rows in (former + last, last + former):
        assert withdrawn(tmp_path, "salesforce", head + last, head + rows, "csv") == {CASES[0]}
    assert withdrawn(tmp_path, "salesforce", head + last, head + last.replace("true", "false"), "csv") == set()
    undated = "Id,CreatedDate,_fivetran_active\n" + f"{CASES[0]},{AT},false\n{CASES[1]},{AT},true\n"
    assert withdrawn(tmp_path, "salesforce", head + last, undated, "csv") == {*CASES[:2]}


def test_a_call_of_a_deleted_ticket_is_none_and_is_named(tmp_path):
    file = tmp_path / "all.json"
    file.write_text(json.dumps(ZENDESK | {"tickets": [ticket(1), ticket(2, "deleted")]}))
    found = gathered("zendesk", file)
    assert [(code, value) for code, _, _, value in problems(found) if code == "DELETED_UPSTREAM"] == [
        ("DELETED_UPSTREAM", "2"), ("DELETED_UPSTREAM", "call/5"),
    ]  # fmt: skip


def test_a_tombstone_without_an_id_is_told(tmp_path):
    file = tmp_path / "delta.json"
    file.write_text(json.dumps(value(incident(GUIDS[0]), {"@removed": {"reason": "deleted"}})))
    found = gathered("dynamics", file)
    assert [code for code, _, column, _ in problems(found) if column != "channel"] == [
        "DELETED_UPSTREAM",
        "MISSING_KEY",
    ]


def withdrawn(folder, kind, first, later, suffix, mapping=None):
    """What is held after both files, the second a part of what the source has."""
    place = folder / f"events{len(list(folder.iterdir()))}"
    store = EventStore(place)
    for run, text in (("r1", first), ("r2", later)):
        file = folder / f"{run}.{suffix}"
        file.write_text(text)
        found = gathered(kind, file, mapping=mapping)
        assert found.contacts is not None, found.problems
        with store.engine() as engine:
            changes = difference(store, engine, found.contacts, "crm", run, sweep=False)
            if changes.count.changed:
                store.append(run, changes.batch)
    return {id for _, id in held(store)}


def test_an_answer_of_deleted_ids_alone_is_read(tmp_path):
    gone = {"deletedRecords": [{"id": CASES[1], "deletedDate": AT}], "latestDateCovered": AT}
    rows = HEAD + CASE_ROWS
    kept = withdrawn(tmp_path, "salesforce", rows, json.dumps(gone), "csv")
    assert kept == {CASES[0], *CASES[2:]}
