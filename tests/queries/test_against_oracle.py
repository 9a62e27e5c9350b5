"""Every question, asked of random documents, answers what a naive reading of its definition does."""

from collections.abc import Callable
from itertools import permutations
from typing import Any

from hypothesis import HealthCheck, given, settings

from api.execute import Request
from graph.gateway import Gateway
from queries.catalogue.map_checks import Check
from tests.asking import asked
from tests.graph.tables import Document, empty, say
from tests.often import often
from tests.oracle.documents import OBJECTS, SYSTEMS
from tests.oracle.questions import (
    compare,
    costs,
    crossings,
    feelings,
    maps,
    matters,
    objects,
    ownership,
    repairs,
    voices,
    ways,
    without,
)
from tests.oracle.questions.documents import asked_documents, lossy_documents
from tests.oracle.questions.world import Row, largest_first
from tests.queries.answers import rows, summary

Given = dict[str, Any]

EVERYTHING: Given = {"perspectives": ["REALITY", "FUTURE", "COMPETITOR"], "archived": True}
PROVEN: Given = {**EVERYTHING, "evidence": ["SURVEY", "INTERVIEW", "STRUCTURED_DATA"]}
SCOPES: list[Given] = [{}, EVERYTHING, {"journeys": ["j1"]}, PROVEN]


def everywhere(name: str, *values: Any) -> list[Given]:
    return [{**scope, name: value} for scope in (EVERYTHING, PROVEN) for value in values]


ELSEWHERE = ("NO_SILO", "STUB")
OF_JOURNEYS = [check.value for check in Check if check.value not in ELSEWHERE]
ENDS = ({"channel": ["web", "phone"]}, {"department": ["d1"]}, {"system": ["crm"]}, {"silo": ["sales"]})
PLACES = [*ENDS, {"channelKind": ["STORE"], "department": ["d1", "d2", "d3"]}]
ENDPOINTS: list[Given] = [
    {"from_": {"channel": ["web", "phone"]}, "to": {"channel": ["shop", "mail", "phone"]}},
    {"from_": {"system": ["crm", "cms"]}, "to": {"department": ["d1", "d2"]}},
    {"from_": {"department": ["d3"]}},
    {"from_": {"department": ["d1", "d2"], "channelKind": ["WEBSITE", "PHONE"]}, "to": {"department": ["d1", "d2"]}},
]
FEEDS = [{"from": one, "to": other} for one, other in permutations(SYSTEMS, 2)]

ASKED: dict[str, tuple[Callable[..., list[Row]], Callable[..., Row] | None, list[Given]]] = {
    "silo-crossings": (crossings.silo_crossings, crossings.silo_crossings_summary, SCOPES),
    "handoff-matrix": (
        crossings.handoff_matrix,
        None,
        [*SCOPES, *everywhere("by", "DEPARTMENT", "SILO")],
    ),
    "emotion-curve": (feelings.emotion_curve, None, [*SCOPES, *everywhere("persona", "nadia")]),
    "moments-of-truth": (
        feelings.moments_of_truth,
        None,
        [*SCOPES, {**EVERYTHING, "importance": 0.25, "impact": 0.1}],
    ),
    "irritants-by-reach": (feelings.irritants_by_reach, None, [*SCOPES, *everywhere("persona", "nadia")]),
    "what-breaks-without": (
        without.what_breaks_without,
        None,
        [*everywhere("system", *SYSTEMS), *({**EVERYTHING, "feed": feed} for feed in FEEDS)],
    ),
    "best-repairs": (
        repairs.best_repairs,
        None,
        [*SCOPES, *({**EVERYTHING, **ends} for ends in ENDPOINTS)],
    ),
    "matters": (matters.matters, None, SCOPES),
    "unowned": (ownership.unowned, None, SCOPES),
    "journeys-through": (ownership.journeys_through, ownership.journeys_through_summary, everywhere("from_", *PLACES)),
    "repeated-asks": (objects.repeated_asks, None, SCOPES),
    "who-can-see": (objects.who_can_see, objects.who_can_see_summary, everywhere("object", *OBJECTS)),
    "change-impact": (
        objects.change_impact,
        objects.change_impact_summary,
        [
            *everywhere("channel", "web"),
            *everywhere("department", "d1", "d3"),
            *everywhere("object", "quote"),
            *everywhere("system", "cms", "crm"),
        ],
    ),
    "avoidable-contacts": (ways.avoidable_contacts, ways.avoidable_contacts_summary, SCOPES),
    "stakeholder-coverage": (ownership.stakeholder_coverage, ownership.stakeholder_coverage_summary, SCOPES),
    "voices": (
        voices.voices,
        voices.voices_summary,
        [*SCOPES, *everywhere("persona", "nadia"), *everywhere("says", ["PAIN", "EXPECTATION_MISSED"])],
    ),
    "costs": (
        costs.costs,
        costs.costs_summary,
        [*SCOPES, *everywhere("by", "CHANNEL", "DEPARTMENT", "RUPTURE", "MATTER")],
    ),
    "hypotheses": (maps.hypotheses, maps.hypotheses_summary, SCOPES[:3]),
    "common-manager": (
        ownership.common_manager,
        None,
        [{"from_": one, "to": other} for one in ENDS for other in ENDS],
    ),
    "compare": (
        compare.compare,
        compare.compare_summary,
        [{"journeys": ["j1", "j2"]}, {"journeys": ["j2", "j1"]}],
    ),
    "map-checks": (
        maps.map_checks,
        None,
        [{}, EVERYTHING, *({**scope, "check": OF_JOURNEYS} for scope in SCOPES[1:])],
    ),
}

ORDER: dict[str, Callable[[Row], Any]] = {
    "silo-crossings": lambda row: row["external"],
    "emotion-curve": lambda row: (row["journey"], [point["touchpoint"] for point in row["points"]]),
    "moments-of-truth": lambda row: (row["journey"], plain(row["priority"])),
    "irritants-by-reach": lambda row: plain(row["perEntry"]),
    "what-breaks-without": lambda row: largest_first(row["volume"]),
    "best-repairs": lambda row: (row["from"], row["to"], [(each["from"], each["to"]) for each in row["alternatives"]]),
    "matters": lambda row: row["number"],
    "unowned": lambda row: largest_first(row["volume"]),
    "journeys-through": lambda row: row["count"],
    "repeated-asks": lambda row: largest_first(row["volume"]),
    "change-impact": lambda row: largest_first(row["volume"]),
    "avoidable-contacts": lambda row: largest_first(row["avoidable"]),
    "stakeholder-coverage": lambda row: (row["journey"], row["department"]),
    "voices": lambda row: (row["voice"], row["about"]),
    "costs": lambda row: (row["of"], plain(row["known"]), row["unknown"] > 0),
    "hypotheses": lambda row: row["element"],
    "common-manager": lambda row: row["distance"],
    "compare": lambda row: (row["need"], [(cell["journey"], cell["steps"]) for cell in row["cells"]]),
}
"""What rows are ordered by, as far as the definition says."""


@settings(max_examples=often(3), deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(asked_documents())
def test_every_question(gateway, document):
    empty(gateway)
    assert say(gateway, document).status == "done"
    for id in ASKED:
        check(gateway, document, id)
    check_feeds(gateway, document)
    check_root_causes(gateway, document)
    for ends in ENDPOINTS[:2]:
        check_paths(gateway, document, 7, {**EVERYTHING, "hops": 6, **ends})


@settings(max_examples=often(3), deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(lossy_documents())
def test_what_is_lost(gateway, document):
    empty(gateway)
    assert say(gateway, document).status == "done"
    for id in ("best-repairs", "matters", "what-breaks-without"):
        check(gateway, document, id)
    check_feeds(gateway, document)
    check_root_causes(gateway, document)


def check(gateway: Gateway, document: Document, id: str) -> None:
    """The rows of a question in order, and its summary, in each of its scopes."""
    naive, naive_summary, scopes = ASKED[id]
    for values in scopes if id != "compare" or len(document["journeys"]) > 1 else ():
        found, expected = rows(gateway, id, **values), naive(document, **values)
        assert plain(found) == plain(expected), (id, values)
        if id in ORDER:
            assert list(map(ORDER[id], found)) == list(map(ORDER[id], expected)), (id, values, "order")
        if naive_summary:
            told, meant = summary(gateway, id, **values), naive_summary(document, **values)
            assert plain([told]) == plain([meant]), (id, values, "summary")


def check_feeds(gateway: Gateway, document: Document) -> None:
    """What several feeds add up to, those that are best alone and any others."""
    there = {system["key"] for system in document["systems"]}
    some = [feed for feed in FEEDS if {*feed.values()} <= there]
    best = [{"from": row["from"], "to": row["to"]} for row in repairs.best_repairs(document, **EVERYTHING)]
    for feed in (best, some[:3], some[1::2], [*best[:2], *some[::3], {"from": "nowhere", "to": "crm"}]):
        for scope in SCOPES:
            values = {**scope, "feed": feed}
            assert [plain(row) for row in rows(gateway, "what-repairs", **values)] == [
                plain(row) for row in repairs.what_repairs(document, **values)
            ], values
            told, meant = summary(gateway, "what-repairs", **values), repairs.what_repairs_summary(document, **values)
            assert plain(told) == plain(meant), values


def check_root_causes(gateway: Gateway, document: Document) -> None:
    """Every rupture, of whatever journey, tells the root cause that today's best repairs give it."""
    perspectives = "perspectives: [REALITY, FUTURE, COMPETITOR], archived: true"
    operation = f"{{ ruptures({perspectives}, first: 1000) {{ edges {{ node {{ key rootCause {{ key }} }} }} }} }}"
    answer = asked(gateway.address, Request(operation))
    assert not answer.errors and answer.data
    found = {each["node"]["key"]: each["node"]["rootCause"]["key"] for each in answer.data["ruptures"]["edges"]}
    causes = matters.root_causes(document).items()
    assert found == {key: cause if isinstance(cause, str) else f"FEED~{'~'.join(cause[0])}" for key, cause in causes}


def check_paths(gateway: Gateway, document: Document, k: int, values: Given) -> None:
    """They are ways there, no two the same, and none that is left out is shorter or less broken."""
    found = rows(gateway, "paths", k=k, **values)
    every = ways.paths(document, **values)
    assert [row.pop("rank") for row in found] == list(range(1, len(found) + 1))
    told, meant = ([(row["hops"], row["broken"]) for row in some] for some in (found, every))
    assert told == meant[:k]
    shown = [repr(in_order(row)) for row in found]
    assert len(set(shown)) == len(shown)
    assert set(shown) <= {repr(in_order(row)) for row in every}


def in_order(row: Row) -> Row:
    return {**{name: row[name] for name in sorted(row)}, "legs": [dict(sorted(leg.items())) for leg in row["legs"]]}


def plain(value: Any) -> Any:
    """The same without the order that means nothing, and without the last digits of a fraction."""
    if isinstance(value, dict):
        return tuple((name, plain(value[name])) for name in sorted(value))
    if isinstance(value, list):
        return sorted((plain(each) for each in value), key=repr)
    if isinstance(value, float | int) and not isinstance(value, bool):
        return round(float(value), 9)
    return tuple(map(plain, value)) if isinstance(value, tuple) else value
