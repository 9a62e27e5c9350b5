"""HubSpot, Zendesk, Intercom and Twilio: tables and answers, what is no contact, and whose a contact is."""

import csv
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.contacts.contacts import DATA, gathered, problems, records
from tests.often import often

VENDORS = ("hubspot", "zendesk", "intercom", "twilio")


def table(folder, name, *rows):
    """A table: cells between bars, `-` for nothing."""
    path = folder / f"{name}.csv"
    cells = [["" if c.strip() == "-" else c.strip() for c in row.split("|")] for row in rows]
    with path.open("w", newline="") as sink:
        csv.writer(sink).writerows(cells)
    return path


def answer(folder, content, name="answer.json"):
    path = folder / name
    path.write_text(json.dumps(content))
    return path


def customers(found):
    """Which records are of one customer: their ids, group by group."""
    groups: dict[Any, list[Any]] = {}
    for id, customer in records(found, "id", "customer"):
        groups.setdefault(customer, []).append(id)
    return sorted(ids for customer, ids in groups.items() if customer), groups.get(None, [])


def codes(found):
    return sorted({(code, column) for code, _, column, _ in problems(found) if code != "UNMAPPED_VALUE"})


TICKETS = "id|requester_id|status|created_at|via_channel|type|group_id|submitter_id"


def test_zendesk_tickets_comments_and_who_they_are_of(tmp_path):
    tickets = table(
        tmp_path, "tickets", TICKETS,
        "1|10|open|2024-01-01 10:00:00|web|question|7|10", "2|10|closed|2024-01-02 10:00:00|email|-|-|99",
        "3|11|deleted|2024-01-03 10:00:00|web|-|-|11", "4|77|open|2024-01-04 10:00:00|web|-|-|77",
        "5|-1|open|2024-01-04 10:00:00|web|-|-|-",
    )  # fmt: skip
    users = table(tmp_path, "users", "id|role|email", "10|end-user|x@example.org", "11|end-user|-", "99|agent|-")
    groups = table(tmp_path, "groups", "id|name", "7|Claims")
    comments = table(
        tmp_path, "comments", "id|ticket_id|public|user_id|created|voice_comment",
        "100|1|TRUE|10|2024-01-01 10:00:01|FALSE", "101|1|TRUE|99|2024-01-01 11:00:00|FALSE",
        "102|1|FALSE|99|2024-01-01 11:01:00|FALSE", "103|1|TRUE|10|2024-01-01 12:00:00|TRUE",
        "104|3|TRUE|11|2024-01-03 12:00:00|FALSE",
    )  # fmt: skip
    found = gathered("zendesk", tickets, users, groups, comments)
    assert records(found, "id", "channel", "reason", "case", "direction", "department") == [
        ("1", "crm:web", "question", "1", "CUSTOMER", "crm:Claims"),
        ("2", "crm:email", None, "2", "COMPANY", None),
        ("4", "crm:web", None, "4", None, None),
        ("5", "crm:web", None, "5", None, None),
        ("comment/101", "crm:web", "question", "1", "COMPANY", None),
        ("comment/103", "crm:voice", "question", "1", "CUSTOMER", None),
    ]
    assert customers(found) == ([["1", "2", "comment/101", "comment/103"], ["4"]], ["5"])
    assert codes(found) == [
        ("DANGLING_REFERENCE", "requester_id"), ("DELETED_UPSTREAM", "status"), ("DELETED_UPSTREAM", "ticket_id"),
        ("DUPLICATE_KEY", "id"),
    ]  # fmt: skip


def test_zendesk_answers_with_comments_within_tickets_chats_and_calls(tmp_path):
    ticket = {"id": 1, "requester_id": 10, "status": "open", "created_at": "2024-01-01T10:00:00Z",
              "via": {"channel": "web"}, "metric_set": {"solved_at": "2024-01-05T10:00:00Z"},
              "comments": [{"id": 5, "author_id": 10, "public": True, "created_at": "2024-01-02T10:00:00Z"}],
              }  # fmt: skip
    chat = {"id": "c1", "timestamp": "2024-01-03T10:00:00Z", "visitor": {"id": "v"}, "ticket_id": 1}
    call = {"id": 8, "ticket_id": 1, "customer_id": 10, "direction": "outbound", "created_at": "2024-01-04T10:00:00Z"}
    found = gathered("zendesk", answer(tmp_path, {"tickets": [ticket], "chats": [chat], "calls": [call]}))
    assert records(found, "id", "channel", "case", "direction", "closedAt") == [
        ("1", "crm:web", "1", None, "2024-01-05T10:00:00Z"),
        ("call/8", "crm:voice", "1", "COMPANY", None),
        ("chat/c1", "crm:chat", "1", None, None),
        ("comment/5", "crm:web", "1", "CUSTOMER", None),
    ]
    assert len(customers(found)[0]) == 1


def test_hubspot_engagements_and_tickets_of_merged_contacts(tmp_path):
    files = [
        table(tmp_path, "call", "engagement_id|property_hs_timestamp|type|property_hs_call_direction",
              "1|2024-01-01 10:00:00|CALL|INBOUND"),
        table(tmp_path, "mail", "engagement_id|property_hs_timestamp|type", "2|2024-01-02 10:00:00|EMAIL",
              "3|2024-01-02 11:00:00|INCOMING_EMAIL"),
        table(tmp_path, "note", "engagement_id|property_hs_timestamp|type", "4|2024-01-02 10:00:00|NOTE"),
        table(tmp_path, "joined", "engagement_id|contact_id", "1|500", "2|600", "3|700", "3|700"),
        table(tmp_path, "audit", "canonical_vid|vid_to_merge", "700|600", "800|700"),
        table(tmp_path, "contact", "id|property_hs_merged_object_ids", "800|500;499"),
        table(tmp_path, "of", "ticket_id|engagement_id", "9|1"),
        table(tmp_path, "ticket",
              "id|property_hs_pipeline_stage|property_createdate|property_hs_ticket_category|is_deleted",
              "9|1|2024-01-01 09:00:00|BILLING|FALSE", "8|1|2024-01-01 09:00:00|-|TRUE"),
        table(tmp_path, "whose", "ticket_id|contact_id", "9|499"),
    ]  # fmt: skip
    found = gathered("hubspot", *files)
    assert records(found, "id", "channel", "reason", "case", "direction") == [
        ("1", "crm:CALL", None, "9", "CUSTOMER"),
        ("2", "crm:EMAIL", None, None, "COMPANY"),
        ("3", "crm:INCOMING_EMAIL", None, None, "CUSTOMER"),
        ("ticket/9", "crm:unknown", "BILLING", "9", None),
    ]
    assert customers(found) == ([["1", "2", "3", "ticket/9"]], [])
    assert codes(found) == [("DELETED_UPSTREAM", "is_deleted")]


@pytest.mark.parametrize("version", [1, 3])
def test_hubspot_answers_of_both_versions(tmp_path, version):
    one = {"engagement": {"id": 1, "type": "CALL", "timestamp": 1704103200000}, "associations": {"contactIds": [7, 5]}}
    three = {"id": "1", "properties": {"hs_timestamp": "2024-01-01T10:00:00Z", "hs_engagement_type": "CALL"},
             "associations": {"contacts": {"results": [{"id": "7"}, {"id": "5"}]}}}  # fmt: skip
    other = {"id": "2", "properties": {"hs_timestamp": "2024-01-02T10:00:00Z", "hs_engagement_type": "EMAIL"},
             "associations": {"contacts": {"results": [{"id": "5"}]}}}  # fmt: skip
    gone = {"id": "3", "archived": True, "properties": {"hs_timestamp": "2024-01-02T10:00:00Z"}}
    found = gathered("hubspot", answer(tmp_path, {"results": [one if version == 1 else three, other, gone]}))
    assert records(found, "id", "at", "channel") == [
        ("1", "2024-01-01T10:00:00Z", "crm:CALL"), ("2", "2024-01-02T10:00:00Z", "crm:EMAIL"),
    ]  # fmt: skip
    assert customers(found) == ([["1", "2"]], []) and codes(found) == [("DELETED_UPSTREAM", "archived")]


def test_intercom_conversations_and_comments_of_a_history(tmp_path):
    conversations = table(
        tmp_path, "conversations",
        "id|created_at|updated_at|source_type|source_delivered_as|source_author_type|source_author_id|_fivetran_active",
        "1|2024-01-01 10:00:00|2024-01-01 10:00:00|conversation|customer_initiated|user|u1|false",
        "1|2024-01-01 10:00:00|2024-01-02 10:00:00|email|customer_initiated|user|u1|true",
        "2|2024-01-03 10:00:00|2024-01-03 10:00:00|email|admin_initiated|admin|a1|true",
    )  # fmt: skip
    parts = table(
        tmp_path, "parts", "id|conversation_id|part_type|author_type|author_id|created_at|updated_at",
        "5|1|comment|user|u1|2024-01-01 11:00:00|-", "6|1|comment|admin|a1|2024-01-01 12:00:00|-",
        "7|1|note|admin|a1|2024-01-01 12:00:00|-", "8|1|comment|bot|b|2024-01-01 12:00:00|-",
    )  # fmt: skip
    joined = table(tmp_path, "joined", "conversation_id|contact_id", "2|u1")
    found = gathered("intercom", conversations, parts, joined)
    assert records(found, "id", "channel", "case", "direction") == [
        ("1", "crm:email", "1", "CUSTOMER"),
        ("2", "crm:email", "2", "COMPANY"),
        ("part/5", "crm:email", "1", "CUSTOMER"),
        ("part/6", "crm:email", "1", "COMPANY"),
    ]
    assert customers(found) == ([["1", "2", "part/5", "part/6"]], [])


def test_intercom_answers(tmp_path):
    conversation = {
        "type": "conversation", "id": "1", "created_at": 1704103200,
        "source": {"type": "conversation", "delivered_as": "customer_initiated", "author": {"type": "user", "id": "u"}},
        "conversation_parts": {"conversation_parts": [
            {"id": "2", "part_type": "comment", "created_at": 1704106800, "author": {"type": "admin", "id": "a"}}]},
    }  # fmt: skip
    expected = [("1", "2024-01-01T10:00:00Z", "CUSTOMER"), ("part/2", "2024-01-01T11:00:00Z", "COMPANY")]
    for content in (conversation, {"conversations": [conversation]}, {"data": [conversation]}):
        found = gathered("intercom", answer(tmp_path, content))
        assert records(found, "id", "at", "direction") == expected
        assert customers(found) == ([["1", "part/2"]], [])


def test_twilio_calls_and_messages_are_of_the_outer_party(tmp_path):
    calls = table(
        tmp_path, "calls", "id|from|to|direction|start_time|end_time|parent_call_id",
        "A|+33 1 23|+33999|inbound|2024-01-01 10:00:00 UTC|-|-",
        "B|+33999|33123|outbound-api|2024-01-02 10:00:00 UTC|-|-",
        "C|+33999|+3355|outbound-dial|2024-01-01 10:00:05 UTC|-|A",
    )  # fmt: skip
    messages = {"messages": [
        {"sid": "M", "from": "whatsapp:+33123", "to": "+33999", "direction": "inbound",
         "date_sent": "Wed, 03 Jan 2024 10:00:00 +0000"}]}  # fmt: skip
    found = gathered("twilio", calls, answer(tmp_path, messages))
    assert records(found, "id", "at", "channel", "direction") == [
        ("A", "2024-01-01T10:00:00Z", "crm:call", "CUSTOMER"),
        ("B", "2024-01-02T10:00:00Z", "crm:call", "COMPANY"),
        ("M", "2024-01-03T10:00:00Z", "crm:whatsapp", "CUSTOMER"),
    ]
    assert customers(found) == ([["A", "B", "M"]], [])
    assert codes(found) == [("DUPLICATE_KEY", "direction")]


def test_a_call_that_is_put_on_with_its_callers_number_is_none_of_its_own(tmp_path):
    calls = table(
        tmp_path, "calls", "id|from|to|direction|start_time|end_time",
        "A|+33123456789|+33999888777|Incoming|2024-01-01 10:00:00 UTC|-",
        "B|+33123456789|+33611111111|Outgoing Dial|2024-01-01 10:00:05 UTC|-",
        "C|+33123456789|+33999888777|Incoming|2024-01-02 10:00:00 UTC|-",
    )  # fmt: skip
    found = gathered("twilio", calls)
    assert customers(found) == ([["A", "C"]], []) and codes(found) == [("DUPLICATE_KEY", "direction")]


def real(vendor):
    return sorted((DATA / "crm" / vendor).glob("*.csv"))


@pytest.mark.parametrize("path", [p for v in VENDORS for p in real(v)], ids=lambda path: path.stem)
def test_every_real_table_is_read_or_refused_plainly(path):
    found = gathered(path.parent.name, path)
    assert found.refused == bool(found.contacts is None)
    assert not found.refused or len(str(found.problems[0])) > 30


@pytest.mark.parametrize(("vendor", "counted"), [("hubspot", 121), ("zendesk", 35), ("intercom", 2), ("twilio", 18)])
def test_a_whole_folder_is_one_source(vendor, counted):
    if not real(vendor):
        pytest.skip("the real exports are not here")
    found = gathered(vendor, *real(vendor))
    assert len(records(found, "id")) == counted
    assert records(found) == records(gathered(vendor, *real(vendor)))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["tickets", "results", "conversations", "calls", "id", "engagement", "properties", "comments",
                         "associations", "contacts", "conversation_parts", "source", "data", "messages", "type"]),
        inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize("vendor", VENDORS)
@settings(max_examples=often(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=JSON)
def test_whatever_json_comes_ends_in_records_or_a_reason(tmp_path, vendor, content):
    found = gathered(vendor, answer(tmp_path, content))
    assert found.refused or found.contacts is not None
