"""Which hand-offs keep an object today and would not on the landscape without a system, or without a feed."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Any, NamedTuple, TypedDict

from graph.derive.handoffs import Owned
from graph.derive.landscape import Landscape, Touchpoint
from graph.derive.losses import kept, passages
from graph.derive.read import SystemFacts, systems
from queries.declare import Arguments


class Place(TypedDict):
    """A touchpoint, with what it produces and needs of the objects that are asked about."""

    key: str
    produces: list[str]
    needs: list[str]


class Way(TypedDict):
    """An edge between two touchpoints, and whether it is a hand-off that counts."""

    start: str
    end: str
    counts: bool


class Needing(TypedDict):
    """A journey on which such an object is needed: its touchpoints, the systems that each uses, its edges."""

    places: list[Place]
    uses: list[tuple[str, str]]
    edges: list[Way]


class WithoutFacts(NamedTuple):
    """The systems as they are, and the journeys."""

    systems: list[SystemFacts]
    journeys: list[Needing]


def dependent(facts: WithoutFacts, given: Arguments) -> list[dict[str, Any]]:
    """The hand-offs that would lose something, in keys, with the keys of what they would lose."""
    today = Landscape(systems=systems(facts.systems))
    feed = given.get("feed")
    system = given.get("system")
    then = today.without(system, (feed["from"], feed["to"]) if feed else None)
    lost: dict[str, set[str]] = {}
    for journey in facts.journeys:
        for edge, object in _lost(journey, today, then, system):
            lost.setdefault(edge, set()).add(object)
    return [{"handoff": edge, "objects": sorted(objects)} for edge, objects in lost.items()]


def _lost(journey: Needing, today: Landscape, then: Landscape, system: str | None) -> Iterator[tuple[str, str]]:
    places, uses = journey["places"], journey["uses"]
    before = _owned(places, uses)
    after = _owned(places, [each for each in uses if each[1] != system])
    there = {place["key"] for place in places}
    ways = [(way["start"], way["end"]) for way in journey["edges"] if {way["start"], way["end"]} <= there]
    counted = {(way["start"], way["end"]) for way in journey["edges"] if way["counts"]}
    for passage, changed in zip(passages(before, ways), passages(after, ways), strict=True):
        if kept(passage, today) and not kept(changed, then):
            for start, end in counted:
                if end == passage.end.key and start in passage.passed:
                    yield f"{start}~{end}", passage.object


def _owned(places: list[Place], uses: list[tuple[str, str]]) -> list[Owned]:
    used: dict[str, list[str]] = {}
    for touchpoint, system in uses:
        used.setdefault(touchpoint, []).append(system)
    return [
        Owned(
            Touchpoint(
                each["key"], step="", channel=None, produces=frozenset(each["produces"]), needs=frozenset(each["needs"])
            ),
            handled_by=(),
            uses=tuple(sorted(used.get(each["key"], ()))),
        )
        for each in sorted(places, key=itemgetter("key"))
    ]
