"""Nodes by a former key: under their new id, in the same one statement."""

from typing import Any

import pytest

from api.execute import Request
from bench.questions import hits
from graph import schema
from graph.gateway import Gateway
from tests.asking import asked
from tests.graph.tables import say

STEPS = [
    {"key": "ask", "text": "I ask", "touchpoints": [{"channel": "web", "produces": ["quote"], "uses": ["cms"]}]},
    {
        "key": "phone-in",
        "text": "I call",
        "aliases": ["call", "dial", "former/ring"],
        "expectedOn": ["web"],
        "touchpoints": [
            {"key": "hotline", "channel": "phone", "aliases": ["phone"], "needs": ["quote"], "uses": ["crm"]},
        ],
    },
]
OTHER = {"key": "other", "text": "I", "touchpoints": [{"channel": "o32:Calls/by/Night"}]}
TOLD = {
    "channels": [
        {"key": "web", "kind": "WEBSITE", "aliases": ["site", 'odd:"key\\ / *']},
        {"key": "phone", "kind": "PHONE"},
    ],
    "systems": [{"key": "cms", "stores": ["quote"]}, {"key": "crm", "stores": ["quote"]}],
    "departments": [{"key": "it", "aliases": ["hr:5001"]}],
    "journeys": [
        {
            "key": "quote",
            "title": "Quote",
            "aliases": ["home-quote", "house-quote"],
            "phases": [{"key": "p", "aliases": ["before"], "steps": STEPS}],
        },
        {"key": "former", "title": "Another one", "aliases": ["ex"], "phases": [{"key": "p", "steps": [OTHER]}]},
    ],
}
NODE = "query ($id: ID!) {node(id: $id) {id}}"
HOTLINE = "Touchpoint:quote/phone-in/hotline"
LOSS = "CONTEXT_LOSS~quote/ask/web~quote/phone-in/hotline~quote"

FORMER = [
    ("Journey:home-quote", "Journey:quote"),
    ("Journey:house-quote", "Journey:quote"),
    ("Phase:quote/before", "Phase:quote/p"),
    ("Phase:home-quote/before", "Phase:quote/p"),
    ("Phase:home-quote/p", "Phase:quote/p"),
    ("Step:quote/call", "Step:quote/phone-in"),
    ("Step:home-quote/dial", "Step:quote/phone-in"),
    ("Step:house-quote/ask", "Step:quote/ask"),
    ("Step:former/ring", "Step:quote/phone-in"),
    ("Touchpoint:quote/phone-in/phone", HOTLINE),
    ("Touchpoint:home-quote/call/phone", HOTLINE),
    ("Touchpoint:home-quote/call/hotline", HOTLINE),
    ("Touchpoint:former/ring/phone", HOTLINE),
    ("Touchpoint:house-quote/ask/web", "Touchpoint:quote/ask/web"),
    ("Touchpoint:ex/other/o32:Calls/by/Night", "Touchpoint:former/other/o32:Calls/by/Night"),
    ("Channel:site", "Channel:web"),
    ('Channel:odd:"key\\ / *', "Channel:web"),
    ("Department:hr:5001", "Department:it"),
    ("Handoff:home-quote/ask/web~home-quote/call/phone", "Handoff:quote/ask/web~quote/phone-in/hotline"),
    ("Rupture:CONTEXT_LOSS~home-quote/ask/web~home-quote/call/phone~quote", f"Rupture:{LOSS}"),
    ("Rupture:COVERAGE_GAP~quote/dial~web", "Rupture:COVERAGE_GAP~quote/phone-in~web"),
]
NOTHING = [
    "Journey:nothing", "Journey:home", "Step:quote", "Step:quote/nothing", "Step:home-quote/ring", "Step:former/call",
    "Step:former/ring/phone",
    "Touchpoint:quote", "Touchpoint:quote/call", "Touchpoint:home-quote/call/site", "Touchpoint:a/b/c/d",
    "Phase:quote/call",
    "Channel:home-quote", 'Channel:"', "Channel:*", "Channel:sit?", "Handoff:x", "Handoff:~", "Rupture:DEAD_END",
    "Rupture:DEAD_END~quote/call", "Measure:Step:quote/call~x~",
]  # fmt: skip


@pytest.fixture(scope="module")
def store(gateway_address):
    gateway = Gateway(gateway_address)
    gateway.command("MATCH (n) DETACH DELETE n")
    schema.prepare(gateway)
    assert say(gateway, TOLD).status == "done"
    yield gateway
    gateway.command("MATCH (n) DETACH DELETE n")
    gateway.close()


def answer(store, document, sent=None, **variables):
    sent = [] if sent is None else sent
    told = asked(store.address, Request(document, variables, None), lambda *statement: sent.append(statement)).to_json()
    assert "errors" not in told, told["errors"]
    return told["data"]


@pytest.mark.parametrize(("former", "now"), [*FORMER, *((now, now) for now in sorted({now for _, now in FORMER}))])
def test_a_former_id_gives_the_node_under_its_new_one(store, former, now):
    assert answer(store, NODE, id=former) == {"node": {"id": now}}


@pytest.mark.parametrize("id_", NOTHING)
def test_what_was_never_a_key_gives_nothing(store, id_):
    assert answer(store, NODE, id=id_) == {"node": None}


def test_many_ids_at_once_are_one_statement_and_keep_their_order(store):
    sent: list[Any] = []
    ids = [former for former, _ in FORMER] + NOTHING + [now for _, now in FORMER]
    found = answer(store, "query ($ids: [ID!]!) {nodes(ids: $ids) {id}}", sent, ids=ids)["nodes"]
    now = [{"id": now} for _, now in FORMER]
    assert found == [*now, *[None] * len(NOTHING), *now]
    assert len(sent) == 1


def test_lookups_by_key(store):
    found = answer(
        store,
        '{journey(key: "home-quote") {key steps {key}} step(key: "quote/call") {text}'
        ' touchpoint(key: "home-quote/dial/phone") {key step {key}} channel(key: "site") {key}'
        ' rupture(key: "COVERAGE_GAP~quote/call~web") {key kind step {key}} }',
    )
    assert found == {
        "journey": {"key": "quote", "steps": [{"key": "quote/ask"}, {"key": "quote/phone-in"}]},
        "step": {"text": "I call"},
        "touchpoint": {"key": "quote/phone-in/hotline", "step": {"key": "quote/phone-in"}},
        "channel": {"key": "web"},
        "rupture": {
            "key": "COVERAGE_GAP~quote/phone-in~web", "kind": "COVERAGE_GAP", "step": {"key": "quote/phone-in"},
        },
    }  # fmt: skip


@pytest.mark.parametrize("id_", ["Step:quote/ask", f"Rupture:{LOSS}", "Department:it", HOTLINE])
def test_a_key_of_today_costs_no_more_than_a_second_look(store, id_):
    """Into the index of keys; nothing else is looked at before that has found nothing."""
    sent: list[Any] = []
    answer(store, NODE, sent, id=id_)
    label, key = id_.split(":", 1)
    plain = hits(store, f"MATCH (n:{label} {{key: $key}}) RETURN n.key", {"key": key})
    assert hits(store, *sent[0]) <= plain + 2


def test_a_key_that_never_was_is_looked_up_and_not_looked_for(store):
    """However many nodes there are."""
    sent: list[Any] = []
    answer(store, NODE, sent, id="Touchpoint:quote/nothing/nothing")
    before = hits(store, *sent[0])
    store.command("UNWIND range(1, 500) AS n CREATE (:Touchpoint {key: 't' + n}), (:Step {key: 's' + n})")
    store.command("CALL db.prepareForReplanning(60)")
    assert hits(store, *sent[0]) == before < 20
    store.command("MATCH (n:Touchpoint|Step) WHERE n.key =~ '[st][0-9]+' DELETE n")
