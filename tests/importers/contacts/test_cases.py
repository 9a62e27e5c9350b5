"""Contacts as people have them: small exports after real ones, where they are, with what is right of each."""

from pathlib import Path

import pytest

from events.store import EventStore
from tests.importers.contacts.contacts import gathered, records
from tests.importers.contacts.synced import sync

CASES = Path(__file__).parents[3].parent / "shared" / "cases" / "contacts"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not here")


def gather(case, kind, source, *files, mapping=None):
    folder = CASES / case
    return gathered(kind, *(folder / file for file in files), mapping=mapping and folder / mapping, source=source)


def whose(found):
    """How many contacts are of one customer, customer by customer; and how many are of nobody."""
    several = records(found, "customer")
    return sorted(several.count(each) for each in {*several} - {None}), several.count(None)


FLOWS = (
    "MATCH (f:Flow) OPTIONAL MATCH (f)-[:FROM]->(a) OPTIONAL MATCH (f)-[:TO]->(b)"
    " RETURN a.key, b.key, sum(f.count), sum(f.carried), sum(f.restarted), sum(f.undecided)"
)


@pytest.fixture
def flows(gateway, tmp_path):
    """Import files of cases, a source after the other: count, carried, restarted and undecided of each flow."""

    def flows(*imports):
        store = EventStore(tmp_path / "events")
        for case, kind, source, mapping, *files in imports:
            folder = CASES / case
            told = mapping and folder / mapping
            sync(gateway, store, *(folder / file for file in files), kind=kind, mapping=told, source=source)
        return {f"{a or ''}>{b or ''}": tuple(counts) for a, b, *counts in gateway.read(FLOWS)}

    return flows


def test_callers_who_withhold_their_numbers_are_nobody(flows):
    assert whose(gather("C1", "twilio", "tel", "calls.csv", mapping="twilio.yaml")) == ([2], 7)
    assert flows(("C1", "twilio", "tel", "twilio.yaml", "calls.csv")) == {
        "phone>phone": (1, 0, 0, 1), ">phone": (1, 0, 0, 1), "phone>": (1, 0, 0, 1),
    }  # fmt: skip


def test_calls_of_agents_are_of_whom_they_were_put_through_to(flows):
    found = gather("C2", "twilio", "tel", "calls.csv", mapping="twilio.yaml")
    assert whose(found) == ([2, 2], 0)
    assert records(found, "direction") == ["CUSTOMER", "COMPANY", "COMPANY", "COMPANY"]
    assert flows(("C2", "twilio", "tel", "twilio.yaml", "calls.csv"))["phone>phone"] == (2, 0, 0, 2)


@pytest.mark.parametrize("mapping", ["twilio.yaml", "twilio-at.yaml"])
def test_a_log_of_messages(mapping):
    found = gather("C3", "twilio", "sms", "sms-log.csv", mapping=mapping)
    assert records(found, "direction") == ["CUSTOMER", "COMPANY", "CUSTOMER", "CUSTOMER"]
    assert records(found, "at")[0] == "2024-03-04T17:00:00Z" and whose(found) == ([1, 3], 0)


def test_a_ticket_on_two_pages(flows):
    found = gather("C4", "zendesk", "zd", "page1.json", "page2.json", mapping="zendesk.yaml")
    assert records(found, "id", "reason") == [("101", "question"), ("102", "incident"), ("103", "question")]
    assert flows(("C4", "zendesk", "zd", "zendesk.yaml", "page1.json", "page2.json"))["email>social"] == (1, 0, 1, 0)


def test_calls_with_the_system_s_properties_alone(flows):
    assert flows(("C6", "hubspot", "hs", "hubspot.yaml", "calls.json", "tickets.json")) == {
        ">email": (1, 0, 0, 1), "email>phone": (1, 0, 0, 1), "phone>phone": (1, 0, 0, 1), "phone>": (1, 0, 0, 1),
    }  # fmt: skip


def test_parts_that_carry_a_message(flows):
    found = gather("C10", "intercom", "ic", "conversations.json", mapping="intercom.yaml")
    assert records(found, "id") == ["301", "part/p2", "part/p3", "part/p4", "part/p6"]
    assert records(found, "direction") == ["CUSTOMER", "COMPANY", "COMPANY", "CUSTOMER", "COMPANY"]
    assert flows(("C10", "intercom", "ic", "intercom.yaml", "conversations.json"))["chat>chat"] == (4, 4, 0, 0)


def test_a_call_its_ticket_and_its_comment(flows):
    files = ("tickets.json", "comments.json", "calls.json")
    found = gather("C11", "zendesk", "zd", *files, mapping="zendesk.yaml")
    assert records(found, "at", "channel", "reason", "case", "direction") == [
        ("2024-03-04T09:00:00Z", "phone", "question", "401", "CUSTOMER")
    ]
    assert flows(("C11", "zendesk", "zd", "zendesk.yaml", *files)).keys() == {">phone", "phone>"}


def test_types_of_events_as_their_table_has_them():
    found = gather("C13", "ocel", "shop", "log.sqlite")
    assert records(found, "at", "channel") == [
        ("2024-03-04T09:00:00Z", "shop:PlaceOrder"), ("2024-03-04T10:00:00Z", "shop:PayOrder"),
        ("2024-03-05T09:00:00Z", "shop:PlaceOrder"),
    ]  # fmt: skip
    assert whose(found) == ([2], 1)


def test_tickets_of_two_systems_that_count_from_one(flows):
    sources = ((f"{name}.csv", name) for name in ("shop", "hotline"))
    told = flows(*(("C14", "contacts-csv", source, "map.yaml", file) for file, source in sources))
    assert told["website>phone"] == (2, 0, 2, 0)


def test_numbers_of_two_systems(flows):
    told = flows(
        ("C15", "twilio", "tel", "twilio.yaml", "calls.csv"), ("C15", "contacts-csv", "web", "web.yaml", "web.csv")
    )
    assert told["website>phone"] == (1, 0, 0, 1)


@pytest.mark.parametrize("file", ["tickets.jsonl", "tickets.json"])
def test_tickets_one_a_line(flows, file):
    assert flows(("C16", "zendesk", "zd", "zendesk.yaml", file))["email>website"] == (1, 0, 1, 0)


def test_a_log_with_all_that_is_odd_in_it(flows):
    told = flows(("C20", "xes", "log", "xes.yaml", "log.xes"))
    assert told["phone>email"] == told["email>website"] == (1, 1, 0, 0)
    assert sum(told[name][0] for name in told if name.startswith(">")) == 2


@pytest.mark.parametrize("file", ["ctr.json", "ctr-list.json"])
def test_records_of_a_contact_centre(file):
    found = gather("C22", "contacts-csv", "connect", file, mapping="ctr.yaml")
    assert len(records(found)) == 2 and whose(found) == ([2], 0)


def test_times_of_all_kinds():
    found = gather("C25", "contacts-csv", "tel", "times.csv", mapping="map.yaml")
    nine = {id for id, at in records(found, "id", "at") if at.startswith("2024-03-04T09:00:00")}
    assert nine == {"1", "2", "3", "4", "5", "7", "9", "11", "15"}
    assert [p.place[1] for p in found.problems if p.code == "BAD_VALUE"] == [9, 13, 14, 15]


def test_comments_have_the_reasons_of_their_tickets(flows):
    told = flows(("C28", "zendesk", "zd", "zendesk.yaml", "export.json"))
    assert sum(carried for _, carried, *_ in told.values()) == 1
    assert told["email>website"] == (1, 0, 1, 0)
