"""Silo crossings, and the matrix of hand-offs."""

from collections import defaultdict
from typing import Any

from ..naive import Handoff, Lead
from ..reading import Document
from .world import Row, counts, handoffs, largest_first, leads, resolved, scope, silos, total


def silo_crossings(document: Document, *, evidence: list[str] | None = None, **where: Any) -> list[Row]:
    """Most crossings first, then by key."""
    rows = []
    for journey in scope(document, **where):
        ways = _certain(document, journey, evidence)
        if evidence is not None and not ways:  # a row of a journey rests on the ways that count
            continue
        listed = handoffs(document, journey)
        crossing = [f"{way.from_}~{way.to}" for way in ways if _crosses(document, journey, way) is True]
        there = sorted(key for key in crossing if key in listed)
        there.sort(key=lambda key: largest_first(listed[key].volume))
        rows.append({"journey": journey, "handoffs": there, **_counts(_judged(document, journey, ways))})
    return sorted(rows, key=lambda row: (-row["external"], row["journey"]))


def silo_crossings_summary(document: Document, *, evidence: list[str] | None = None, **where: Any) -> Row:
    """Counts add up; rates are made of them again."""
    judged = []
    for journey in scope(document, **where):
        judged += _judged(document, journey, _certain(document, journey, evidence))
    return _counts(judged)


def _certain(document: Document, journey: str, evidence: list[str] | None) -> list[Lead]:
    """The ways that count: not those that are only possible."""
    certain = [lead for lead in leads(document, journey) if lead.basis != "POSSIBLE"]
    return [lead for lead in certain if counts(document, evidence, lead.from_, lead.to)]


def _judged(document: Document, journey: str, ways: list[Lead]) -> list[tuple[bool | None, bool]]:
    """Of each way: whether it crosses, whether it rests on a computed silo."""
    return [(_crosses(document, journey, way), _computed(document, journey, way)) for way in ways]


def _crosses(document: Document, journey: str, way: Lead) -> bool | None:
    """True: no silo in common. False: each the same single one. Unknown as soon as one stands in none."""
    there = resolved(document, journey)
    if way.to not in there:
        return None
    a, b = silos(document, there[way.from_]), silos(document, there[way.to])
    if not a or not b or None in a | b:
        return None
    if not a & b:
        return True
    return False if len(a | b) == 1 else None


def _computed(document: Document, journey: str, way: Lead) -> bool:
    there = resolved(document, journey)
    keys = [key for end in (way.from_, way.to) if end in there for key in silos(document, there[end])]
    return any(key is not None and key.startswith("unit:") for key in keys)


def _counts(judged: list[tuple[bool | None, bool]]) -> Row:
    external = sum(crosses is True for crosses, _ in judged)
    internal = sum(crosses is False for crosses, _ in judged)
    known = external + internal
    return {
        "external": external,
        "internal": internal,
        "unknown": len(judged) - known,
        "eiIndex": (external - internal) / known if known else None,
        "crossingRate": external / known if known else None,
        "computed": sum(computed for crosses, computed in judged if crosses is not None),
    }


def handoff_matrix(
    document: Document, by: str = "CHANNEL", *, evidence: list[str] | None = None, **where: Any
) -> list[Row]:
    """A cell for each pair of sides, None where nobody said."""
    cells: dict[tuple[str | None, str | None], list[Handoff]] = defaultdict(list)
    for journey in scope(document, **where):
        for handoff in handoffs(document, journey).values():
            if counts(document, evidence, handoff.from_, handoff.to):
                for x in _sides(document, journey, handoff.from_, by):
                    for y in _sides(document, journey, handoff.to, by):
                        cells[x, y].append(handoff)
    return [{"from": x, "to": y, **tally(there)} for (x, y), there in cells.items()]


def _sides(document: Document, journey: str, key: str, by: str) -> set[str | None]:
    touchpoint = resolved(document, journey)[key]
    if by == "CHANNEL":
        return {touchpoint.channel.key}
    found = touchpoint.departments if by == "DEPARTMENT" else silos(document, touchpoint)
    return set(found) or {None}


def tally(found: list[Handoff]) -> Row:
    volumes = [handoff.volume for handoff in found]
    return {**by_status(found), "volume": total(volumes), "unknownVolumes": volumes.count(None)}


def by_status(found: list[Handoff]) -> Row:
    statuses = [handoff.status for handoff in found]
    each = {status.lower(): statuses.count(status) for status in ("BROKEN", "UNKNOWN", "SOUND")}
    return {"handoffs": len(found), **each}
