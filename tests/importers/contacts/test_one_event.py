"""One exchange is one contact, however often and under whatever names a system records it, and of its customer."""

import json

import pytest

from tests.importers.contacts.contacts import gathered, problems, records
from tests.importers.contacts.test_crms import customers, table

CALLS = "sid|parent_call_sid|from|to|direction|start_time"


def calls(folder, *rows, head=CALLS, **mapping):
    return gathered("twilio", table(folder, "calls", head, *rows), mapping={"channels": {"call": "phone"}, **mapping})


@pytest.mark.parametrize(
    ("rows", "whose", "ways"),
    [
        (["1|-|client:kim|-|inbound|2023-05-02", "2|1|+3901|+3977001|outbound-dial|2023-05-02"],
         [["1", "0"]], "COMPANY"),
        (["1|-|sip:kim@x.example|+3977001|inbound|2023-05-02", "2|1|+3901001|+3977001|outbound-dial|2023-05-02"],
         [["1", "0"]], "COMPANY"),
        (["1|-|+3901001|+3988001|outbound-api|2023-05-02", "2|1|+3901001|+3977001|outbound-dial|2023-05-02"],
         [["1", "0"]], "COMPANY"),
        (["1|-|+3901001|+3977001|outbound-api|2023-05-02", "2|1|+3901001|client:kim|outbound-dial|2023-05-02"],
         [["1", "0"]], "COMPANY"),
        (["1|-|+3977001|+3901001|inbound|2023-05-02", "2|1|+3977001|+3988001|outbound-dial|2023-05-02"],
         [["1", "0"]], "CUSTOMER"),
        (["1|-|+3977001|sip:trunk|trunking-originating|2023-05-02"], [["1", "0"]], "CUSTOMER"),
    ],
    ids=["softphone", "desk phone", "click to call", "put through to an agent", "forwarded", "trunk"],
)  # fmt: skip
def test_whoever_is_no_agent_is_the_customer_of_a_call(tmp_path, rows, whose, ways):
    found = calls(tmp_path, "0|-|+3977001|+3901001|inbound|2023-05-01", *rows)
    assert customers(found)[0] == [sorted(ids) for ids in whose] and records(found, "direction")[1] == ways


def test_an_agent_s_phone_that_many_are_put_through_to_is_no_customer(tmp_path):
    rows = [f"{n}|-|+3901001|+397700{n}|outbound-api|2023-05-0{n}" for n in (1, 2)]
    rows += [f"{n}x|{n}|+3901001|+3988001|outbound-dial|2023-05-0{n}" for n in (1, 2)]
    assert customers(calls(tmp_path, *rows))[0] == [["1"], ["2"]]


def test_calls_of_nobody_stay_without_a_customer(tmp_path):
    found = calls(
        tmp_path, "1|-|+2562533|+3901001|inbound|2023-05-02", "2|-|client:kim|-|inbound|2023-05-02",
        "3|-|+3901001|+3901002|outbound-api|2023-05-02", "4|-|+3977001|+3901002|inbound|2023-05-02",
        "5|-|+3901001|+3988001|outbound-api|2023-05-02", nobody=["+3988001"],
    )  # fmt: skip
    assert customers(found) == ([["4"]], ["1", "2", "3", "5"])
    assert {each[0] for each in problems(found)} == {"WITHHELD"} and "kim" not in str(problems(found))


def test_numbers_of_a_country_that_the_mapping_names_may_lack_it(tmp_path):
    ways = ("+1 202 555 0143", "12025550143", "2025550143", "(202) 555-0143")
    rows = (f"{n}|-|{way}|+3901001|inbound|2023-05-0{n}" for n, way in enumerate(ways, 1))
    assert customers(calls(tmp_path, *rows, country="US")) == ([["1", "2", "3", "4"]], [])


def test_the_log_of_messages_as_the_console_writes_it(tmp_path):
    head = "From|To|Body|Status|SentDate|NumSegments|Sid|Direction"
    found = calls(
        tmp_path, "393477001|+3901|text|received|2023-05-02T09:00:00+02:00|1|M1|inbound",
        "+3901|+39 347 7001|text|sent|2023-05-02T09:05:00+02:00|1|M2|outbound-reply", head=head,
    )  # fmt: skip
    assert records(found, "id", "at", "channel", "direction") == [
        ("M1", "2023-05-02T07:00:00Z", "crm:sms", "CUSTOMER"), ("M2", "2023-05-02T07:05:00Z", "crm:sms", "COMPANY"),
    ]  # fmt: skip
    assert customers(found)[0] == [["M1", "M2"]]


def test_calls_of_which_no_column_tells_the_time_are_refused_with_the_columns_that_there_are(tmp_path):
    found = calls(tmp_path, "1|+39|+38|inbound|2023-05-02", head="Sid|From|To|Direction|Moment")
    assert found.refused and "'Moment'" in str(found.problems[0]) and "columns: {at: …}" in str(found.problems[0])


def zendesk(folder, mapping=None, **lists):
    path = folder / "export.json"
    path.write_text(json.dumps(lists))
    return gathered("zendesk", path, mapping=mapping)


def ticket(id=1, at="08:00:00", channel="web", **more):
    return {"id": id, "requester_id": 5, "status": "open", "type": "task", "created_at": f"2023-05-02T{at}Z",
            "via": {"channel": channel}, **more}  # fmt: skip


def comment(id, at, author=5, channel="web", **more):
    return {"id": id, "ticket_id": 1, "public": True, "author_id": author, "type": "Comment",
            "created_at": f"2023-05-02T{at}Z", "via": {"channel": channel}, **more}  # fmt: skip


USERS = [{"id": 5, "role": "end-user", "email": ""}, {"id": 9, "role": "admin", "email": ""}]
CALL = {
    "id": 3,
    "ticket_id": 1,
    "direction": "inbound",
    "customer_id": 5,
    "created_at": "2023-05-02T07:58:00Z",
    "duration": 60,
}
CHAT = {"id": "c", "ticket_id": 1, "timestamp": "2023-05-02T07:50:00Z"}
SPOKEN = comment(2, "08:01:00", 9, "voice", type="TpeVoiceComment", data={"call_id": 3})


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ({"tickets": [ticket(channel="voice", submitter_id=9)], "comments": [SPOKEN], "calls": [CALL]},
         [("1", "07:58:00", "CUSTOMER", "task")]),
        ({"tickets": [ticket(channel="voice", submitter_id=9)], "comments": [SPOKEN]},
         [("1", "08:00:00", None, "task")]),
        ({"tickets": [ticket(channel="voice", via={"channel": "voice", "source": {"rel": "outbound"}})]},
         [("1", "08:00:00", "COMPANY", "task")]),
        ({"comments": [SPOKEN], "calls": [CALL]}, [("call/3", "07:58:00", "CUSTOMER", None)]),
        ({"tickets": [ticket(at="03:00:00")], "comments": [SPOKEN], "calls": [CALL]},
         [("1", "03:00:00", "CUSTOMER", "task"), ("call/3", "07:58:00", "CUSTOMER", "task")]),
        ({"tickets": [ticket(channel="chat")], "chats": [CHAT], "comments": [comment(2, "08:20:00", 5, "chat")]},
         [("1", "07:50:00", "CUSTOMER", "task")]),
    ],
    ids=["ticket, call and comment", "ticket and comment", "outbound", "call and comment", "a later call", "chat"],
)  # fmt: skip
def test_what_was_said_once_is_one_contact(tmp_path, lists, expected):
    found = zendesk(tmp_path, users=USERS, **lists)
    told = [(id, at[11:19], way, reason) for id, at, way, reason in records(found, "id", "at", "direction", "reason")]
    assert told == expected


def test_a_ticket_that_an_agent_writes_opens_once_too_and_comments_have_its_reason(tmp_path):
    comments = [comment(1, "08:00:30", 9), comment(2, "08:00:50", 5), comment(3, "09:00:00", 9, type="FacebookComment")]
    found = zendesk(tmp_path, tickets=[ticket()], comments=comments, users=USERS)
    assert records(found, "id", "reason") == [("1", "task"), ("comment/2", "task"), ("comment/3", "task")]


def test_a_reason_of_a_mapping_s_own_column_goes_to_the_comments_too(tmp_path):
    mapping = {"columns": {"reason": "subject_area"}}
    found = zendesk(tmp_path, mapping, tickets=[ticket(subject_area="Moving")], comments=[comment(1, "09:00:00")])
    assert records(found, "reason") == ["Moving", "Moving"]


def test_agents_programs_and_side_conversations_are_no_customers(tmp_path):
    tickets = [ticket(), ticket(2, requester_id=9), ticket(3, channel="side_conversation")]
    comments = [comment(1, "09:00:00", -1), comment(2, "10:00:00", 9, "side_conversation"), comment(3, "11:00:00", 9)]
    found = zendesk(tmp_path, tickets=tickets, comments=comments, users=USERS, side_conversations=[{"id": "s"}])
    assert records(found, "id") == ["1", "2", "comment/3"]
    assert customers(found) == ([["1", "comment/3"]], ["2"])
    assert sorted({each[2] for each in problems(found) if each[2] not in ("channel", "via_channel")}) >= [
        "author_id", "requester_id", "side", "via",
    ]  # fmt: skip


def test_of_a_ticket_on_two_pages_the_newest_counts_even_where_it_was_deleted(tmp_path):
    pages = []
    for name, tickets in {
        "a": [ticket(1, updated_at="2023-05-02T10:00:00+02:00"), ticket(2, updated_at="2023-05-02T09:00:00Z")],
        "b": [ticket(1, type="incident", updated_at="2023-05-02T09:00:00Z"),
              ticket(2, status="deleted", updated_at="2023-05-03T09:00:00Z")],
    }.items():  # fmt: skip
        (tmp_path / f"{name}.json").write_text(json.dumps({"tickets": tickets}))
        pages.append(tmp_path / f"{name}.json")
    for order in (pages, pages[::-1]):
        assert records(gathered("zendesk", *order), "id", "reason") == [("1", "incident")]


def part(id, type, by="admin", body="<p>words</p>", **more):
    return {
        "id": id,
        "part_type": type,
        "body": body,
        "created_at": 1683012600,
        "author": {"type": by, "id": "a", **more},
    }


@pytest.mark.parametrize(
    ("given", "way"),
    [
        (part("p", "snoozed"), "COMPANY"),
        (part("p", "open", "lead"), "CUSTOMER"),
        (part("p", "assign_and_reopen", "user", "<img src='x'>"), "CUSTOMER"),
        (part("p", "comment", "user", None), "CUSTOMER"),
        (part("p", "close", body="<p> &nbsp;</p>"), None),
        (part("p", "assignment", body=None), None),
        (part("p", "note_and_reopen"), None),
        (part("p", "comment", "bot"), None),
        (part("p", "comment", from_ai_agent=True), None),
    ],
)
def test_a_part_that_carries_a_message_counts_whatever_it_is_called(tmp_path, given, way):
    path = tmp_path / "conversations.json"
    conversation = {
        "type": "conversation",
        "id": "1",
        "created_at": 1683012000,
        "conversation_parts": {"conversation_parts": [given]},
    }
    path.write_text(json.dumps(conversation))
    assert dict(records(gathered("intercom", path), "id", "direction")) == {"1": None} | (
        {"part/p": way} if way else {}
    )


def hubspot(folder, *results):
    path = folder / "answer.json"
    path.write_text(json.dumps({"results": results}))
    return gathered("hubspot", path)


def bare(id, **told):
    properties = {"hs_createdate": "2023-05-02T08:00:00Z", "hs_object_id": id}
    return {"id": id, "properties": properties, "associations": {"contacts": {"results": [{"id": "7", **told}]}}}


def test_objects_with_the_system_s_properties_alone_are_told_by_their_associations(tmp_path):
    found = hubspot(
        tmp_path, bare("1", type="call_to_contact"), bare("2", type="email_to_contact_unlabeled"),
        bare("3", associationTypeId=200), bare("4", type="note_to_contact"), bare("5", type="ticket_to_contact"),
        bare("6"),
    )  # fmt: skip
    assert records(found, "id", "channel") == [
        ("1", "crm:CALL"), ("2", "crm:EMAIL"), ("3", "crm:MEETING"), ("ticket/5", "crm:unknown"),
    ]  # fmt: skip
    assert ("UNMAPPED_VALUE", 1, "properties", "6") in problems(found)


def test_the_mail_that_opens_a_ticket_is_the_ticket(tmp_path):
    opened = {
        "id": "9",
        "properties": {"createdate": "2023-05-02T08:00:20Z", "hs_pipeline_stage": "1", "source_type": "EMAIL"},
    }
    mails = [
        {"id": n, "properties": {"hs_timestamp": f"2023-05-02T{at}Z", "hs_engagement_type": kind},
         "associations": {"tickets": {"results": [{"id": "9"}]}}}
        for n, at, kind in (("1", "08:00:00", "INCOMING_EMAIL"), ("2", "08:01:00", "CALL"), ("3", "09:00:00", "EMAIL"))
    ]  # fmt: skip
    assert records(hubspot(tmp_path, opened, *mails), "id") == ["2", "3", "ticket/9"]
