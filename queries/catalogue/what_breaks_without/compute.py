"""Which hand-offs keep an object today and would not on the landscape without a system, or without a feed."""

from collections.abc import Iterator
from typing import Any

from graph.derive.handoffs import Owned
from graph.derive.landscape import Landscape, Touchpoint
from graph.derive.losses import kept, passages
from graph.derive.read import systems
from queries.declare import Arguments


def dependent(facts: Any, given: Arguments) -> list[dict[str, Any]]:
    """The hand-offs that would lose something, in keys, with the keys of what they would lose."""
    described, journeys = facts
    today = Landscape(systems=systems(described))
    feed = given.get("feed")
    system = given.get("system")
    then = today.without(system, (feed["from"], feed["to"]) if feed else None)
    lost: dict[str, set[str]] = {}
    for journey in journeys:
        for edge, object in _lost(journey, today, then, system):
            lost.setdefault(edge, set()).add(object)
    return [{"handoff": edge, "objects": sorted(objects)} for edge, objects in lost.items()]


def _lost(journey: Any, today: Landscape, then: Landscape, system: str | None) -> Iterator[tuple[str, str]]:
    places, uses, edges = journey
    before = _owned(places, uses)
    after = _owned(places, [each for each in uses if each[1] != system])
    there = {key for key, *_ in places}
    ways = [(one, other) for one, other, _ in edges if one in there and other in there]
    counted = {(one, other) for one, other, handoff in edges if handoff}
    for passage, changed in zip(passages(before, ways), passages(after, ways), strict=True):
        if kept(passage, today) and not kept(changed, then):
            for start, end in counted:
                if end == passage.end.key and start in passage.passed:
                    yield f"{start}~{end}", passage.object


def _owned(places: Any, uses: Any) -> list[Owned]:
    used: dict[str, list[str]] = {}
    for touchpoint, system in uses:
        used.setdefault(touchpoint, []).append(system)
    return [
        Owned(
            Touchpoint(key, step="", channel=None, produces=frozenset(produces), needs=frozenset(needs)),
            handled_by=(),
            uses=tuple(sorted(used.get(key, ()))),
        )
        for key, produces, needs in sorted(places)
    ]
