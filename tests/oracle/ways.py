"""`LEADS_TO`: how customers can go from touchpoint to touchpoint."""

from collections.abc import Iterator
from math import prod
from typing import NamedTuple

from .reading import Document, Interval, Journey, Step, Touchpoint, Transition, read_journey


class Lead(NamedTuple):
    """A `LEADS_TO` edge; `volume` only as declared on it."""

    from_: str
    to: str
    share: float | None
    kind: str
    basis: str
    volume: Interval | None


def leads(document: Document, journey_key: str) -> set[Lead]:
    """Every way a customer can go from one existing touchpoint to another."""
    journey = read_journey(document, journey_key)
    return {lead for touchpoint in journey.existing.values() for lead in leads_from(journey, touchpoint)}


def leads_from(journey: Journey, a: Touchpoint) -> list[Lead]:
    return _derived(journey, a) if a.leads_to is None else _declared(journey, a)


def _declared(journey: Journey, a: Touchpoint) -> list[Lead]:
    missing = {m.key for step in journey.steps.values() for m in step.touchpoints if m.missing}
    # Customers cannot go to a contact that does not happen; a touchpoint nobody describes (a stub) may well exist.
    given = [entry for entry in a.leads_to or () if entry.to not in missing]
    only = 1.0 if len(given) == 1 else None
    return [
        Lead(a.key, entry.to, only if entry.share is None else entry.share, entry.kind, "DECLARED", entry.volume)
        for entry in given
    ]


def _derived(journey: Journey, a: Touchpoint) -> list[Lead]:
    ways = list(_ways(journey, journey.steps[a.step]))
    found = []
    for t in journey.steps.values():
        to_t = [way for way in ways if way[-1].to == t.key]
        # Without a product (several touchpoints at t) a derived edge is never the only one that leaves.
        share = joint_share(to_t) if len(t.existing) == 1 else None
        if to_t:
            found += [Lead(a.key, b.key, share, _kind(to_t), _basis(a, b, t), None) for b in t.existing]
    return found


def _ways(journey: Journey, start: Step) -> Iterator[list[Transition]]:
    """Each way along NEXT from `start` to another step with an existing touchpoint, through steps that have none."""

    def onwards(way: list[Transition], here: Step) -> Iterator[list[Transition]]:
        for transition in here.next:
            target = journey.steps.get(transition.to)
            passed = {start.key, *(taken.to for taken in way)}
            if target is None or target.key in passed:  # a stub step leads nowhere; each step once; not back to start
                continue
            longer = [*way, transition]
            if target.existing:
                yield longer
            else:
                yield from onwards(longer, target)

    yield from onwards([], start)


def ways_to(journey: Journey, start: Step, end: Step) -> list[list[Transition]]:
    """Each way along NEXT from `start` to `end`, through steps that have no existing touchpoint."""

    def onwards(way: list[Transition], here: Step) -> Iterator[list[Transition]]:
        for transition in here.next:
            target = journey.steps.get(transition.to)
            if target is None or target.key in {start.key, *(taken.to for taken in way)}:
                continue
            if target is end:
                yield [*way, transition]
            elif not target.existing:
                yield from onwards([*way, transition], target)

    return list(onwards([], start))


def joint_share(ways: list[list[Transition]]) -> float | None:
    shares = [[transition.share for transition in way] for way in ways]
    known = [[share for share in way if share is not None] for way in shares]
    return sum(map(prod, known)) if known == shares else None


def _kind(ways: list[list[Transition]]) -> str:
    """FAILURE when one gets there only because something failed: on every way at least one NEXT is a FAILURE."""
    failed = all(any(transition.kind == "FAILURE" for transition in way) for way in ways)
    return "FAILURE" if failed else "PROGRESS"


def _basis(a: Touchpoint, b: Touchpoint, t: Step) -> str:
    if a.channel.key == b.channel.key:
        return "CONTINUED"
    return "POSSIBLE" if offered(t, a.channel.key) else "IMPOSED"


def offered(step: Step, channel: str) -> bool:
    return channel in {touchpoint.channel.key for touchpoint in step.existing}
