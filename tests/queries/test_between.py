"""Between endpoints of several fields on both sides lies what a naive reading of where things are finds there."""

from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.execute import Request
from graph.gateway import Gateway
from tests.asking import asked
from tests.graph.tables import WORKED, Document, empty, say
from tests.often import often
from tests.oracle.cases import a_document, at, step
from tests.oracle.documents import documents
from tests.oracle.questions import ownership, ways
from tests.oracle.questions.ends import (
    ALL,
    Endpoint,
    beside,
    every_flow,
    flows_between,
    handoffs_between,
    nodes,
    pairs,
    ruptures_between,
)
from tests.queries.answers import rows

BETWEEN = """
query ($from: EndpointInput, $to: EndpointInput, $either: EndpointInput, $everywhere: [Perspective!]) {
  handoffs(from: $from, to: $to, either: $either, perspectives: $everywhere, archived: true, first: 1000) {
    totalCount aggregate { count } edges { node { key } } }
  ruptures(from: $from, to: $to, either: $either, perspectives: $everywhere, archived: true, first: 1000) {
    totalCount aggregate { count } edges { node { key } } }
}
"""
SIDE = """
query ($key: String!, $side: Side, $everywhere: [Perspective!]) { %s(key: $key) {
  handoffs(side: $side, perspectives: $everywhere, archived: true, first: 1000) {
    totalCount aggregate { count } edges { node { key } } }
  ruptures(side: $side, perspectives: $everywhere, archived: true, first: 1000) {
    totalCount aggregate { count } edges { node { key } } }
} }
"""
FLOWS = """
UNWIND $flows AS flow
CREATE (f:Flow {key: coalesce(flow[0], '') + '>' + coalesce(flow[1], ''), count: 1, month: '2026-01',
                customers: 1, carried: 0, restarted: 0, unrelated: 0, undecided: 1, examples: []})
WITH flow, f
CALL (flow, f) { MATCH (a:Channel {key: flow[0]}) CREATE (f)-[:FROM]->(a) }
CALL (flow, f) { MATCH (b:Channel {key: flow[1]}) CREATE (f)-[:TO]->(b) }
"""


def between(
    gateway: Gateway, from_: Endpoint, to: Endpoint, either: Endpoint | None = None
) -> tuple[set[str], set[str]]:
    """The keys of the hand-offs and of the ruptures that the API finds, each once and counted."""
    variables: dict[str, Any] = {"from": from_, "to": to, "either": either, "everywhere": ALL["perspectives"]}
    told = data(gateway, BETWEEN, variables)
    return keys(told["handoffs"]), keys(told["ruptures"])


def data(gateway: Gateway, document: str, variables: dict[str, Any]) -> dict[str, Any]:
    answer = asked(gateway.address, Request(document, variables)).to_json()
    assert "errors" not in answer, answer["errors"]
    return dict(answer["data"])


def keys(connection: dict[str, Any]) -> set[str]:
    """Each once and counted."""
    found = [edge["node"]["key"] for edge in connection["edges"]]
    assert len(set(found)) == len(found) == connection["totalCount"] == connection["aggregate"]["count"], found
    return set(found)


@settings(max_examples=often(2), deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(documents(), st.integers(0, 2**32))
def test_what_lies_between_two_places(gateway, document, seed):
    asked_for = pairs(document, Random(seed), 8)
    if not asked_for:
        return
    empty(gateway)
    assert say(gateway, document).status == "done"
    for from_, to in asked_for:
        expected = handoffs_between(document, from_, to), ruptures_between(document, from_, to)
        assert between(gateway, from_, to) == expected, (from_, to)
    for from_, to in asked_for[:3]:
        three: list[tuple[Endpoint, Endpoint, Endpoint]] = [(from_, {}, to), ({}, {}, from_)]
        for ends in three:
            assert between(gateway, *ends) == beside(document, *ends), ends
    check_nodes(gateway, document, nodes(document, Random(seed)))
    check_flows(gateway, document, asked_for)
    for from_, to in asked_for[:3]:
        check_ways(gateway, document, from_ or {"channel": ["web"]}, to or {"channel": ["web"]})


def check_nodes(gateway: Gateway, document: Document, there: dict[str, str]) -> None:
    """A node has on each side what lies there."""
    for field, key in there.items():
        here = {field: [key]}
        sides = {"FROM": (here, {}, {}), "TO": ({}, here, {}), "EITHER": ({}, {}, here)}
        for side, ends in sides.items():
            found = data(gateway, SIDE % field, {"key": key, "side": side, "everywhere": ALL["perspectives"]})[field]
            assert (keys(found["handoffs"]), keys(found["ruptures"])) == beside(document, *ends), (here, side)


def check_flows(gateway: Gateway, document: Document, asked_for: list[tuple[Endpoint, Endpoint]]) -> None:
    flows = every_flow(document)
    gateway.command(FLOWS, flows=[list(flow) for flow in flows])
    for from_, to in asked_for:
        found = [(row["from"], row["to"]) for row in rows(gateway, "observed-flows", from_=from_, to=to)]
        assert len(set(found)) == len(found)
        assert set(found) == flows_between(document, flows, from_, to), (from_, to)


def check_ways(gateway: Gateway, document: Document, from_: Endpoint, to: Endpoint) -> None:
    found = rows(gateway, "paths", from_=from_, to=to, k=1000, hops=2, **ALL)
    expected = ways.paths(document, from_, to, 2, **ALL)
    assert sorted(map(ways_of, found)) == sorted(map(ways_of, expected)), (from_, to)
    found = rows(gateway, "journeys-through", from_=from_, **ALL)
    expected = ownership.journeys_through(document, from_, **ALL)
    assert {row["journey"]: row["count"] for row in found} == {row["journey"]: row["count"] for row in expected}


def ways_of(row: dict[str, Any]) -> list[str]:
    return list(row["touchpoints"])


# --- by hand ---------------------------------------------------------------------------------------------------------


def test_one_relation_serves_two_fields_of_a_side(gateway):
    say(gateway, WORKED)
    to_branch = {"home-quote/call-to-adjust/phone~home-quote/sign/branch"}
    assert between(gateway, {"channel": ["phone"]}, {"department": ["network"], "silo": ["sales"]})[0] == to_branch
    assert between(gateway, {"channel": ["phone"], "channelKind": ["PHONE"]}, {"channel": ["branch"]})[0] == to_branch
    assert between(gateway, {"department": ["call-centre"], "silo": ["sales"]}, {}) == (set(), set())


def test_one_department_serves_both_sides(gateway):
    first, then = step("a", at("website", needs=[])), step("b", at("phone", needs=[]))
    within = a_document(first, then, channels=[
        {"key": "website", "kind": "WEBSITE", "operatedBy": ["digital"]},
        {"key": "phone", "kind": "PHONE", "operatedBy": ["digital"]},
    ])  # fmt: skip
    say(gateway, within)
    for place in ({"department": ["digital"]}, {"department": ["group"]}, {"silo": ["marketing"]}):
        assert between(gateway, place, place)[0] == {"j/a/website~j/b/phone"}
