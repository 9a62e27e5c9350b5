"""Contacts that a failure brings, and ways from one place to another by brute force."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ..naive import Lead, _volume
from ..reading import Document
from .world import Row, counts, handoffs, is_at, largest_first, leads, resolved, scope, total

Way = tuple[str, ...]


def avoidable_contacts(document: Document, *, evidence: list[str] | None = None, **where: Any) -> list[Row]:
    """The largest avoidable volume first."""
    rows = []
    for journey in scope(document, **where):
        there = resolved(document, journey)
        begins = next((t.step for t in there.values() if not t.missing), None)
        for key, b in there.items():
            entering = [lead for lead in leads(document, journey) if lead.to == key]
            failing = [lead for lead in entering if lead.kind == "FAILURE"]
            if failing and counts(document, evidence, key):
                only = len(failing) == len(entering) and b.step != begins
                ways = total(_volume(there[lead.from_], b, lead) for lead in failing)
                rows.append(
                    {"journey": journey, "touchpoint": key, "from": sorted(lead.from_ for lead in failing),
                     "only": only, "avoidable": b.volume if only and b.volume else ways, "volume": b.volume,
                     "departments": sorted(b.departments)}
                )  # fmt: skip
    return sorted(rows, key=lambda row: (*largest_first(row["avoidable"]), row["touchpoint"]))


def avoidable_contacts_summary(document: Document, **where: Any) -> Row:
    volumes = [row["avoidable"] for row in avoidable_contacts(document, **where)]
    return {"avoidable": total(volumes), "unknownVolumes": volumes.count(None)}


# --- paths -----------------------------------------------------------------------------------------------------------


def paths(
    document: Document,
    from_: dict[str, list[str]],
    to: dict[str, list[str]],
    hops: int = 20,
    *,
    evidence: list[str] | None = None,
    **where: Any,
) -> list[Row]:
    """Every way that passes no touchpoint twice, the shortest first, then those with fewer broken hand-offs."""
    rows = []
    for journey in scope(document, **where):
        there = resolved(document, journey)
        edges = {
            (lead.from_, lead.to): lead
            for lead in leads(document, journey)
            if lead.to in there and counts(document, evidence, lead.from_, lead.to)
        }
        for start in (key for key, t in there.items() if not t.missing and is_at(document, t, from_)):
            for way in _ways(edges, (start,), hops):
                if len(way) > 1 and is_at(document, there[way[-1]], to):
                    rows.append(_row(document, journey, way, edges))
    return sorted(rows, key=lambda row: (row["hops"], row["broken"]))


def _ways(edges: dict[tuple[str, str], Lead], way: Way, hops: int) -> Iterator[Way]:
    yield way
    if len(way) <= hops:
        for a, b in edges:
            if a == way[-1] and b not in way:
                yield from _ways(edges, (*way, b), hops)


def _row(document: Document, journey: str, way: Way, edges: dict[tuple[str, str], Lead]) -> Row:
    listed = handoffs(document, journey)
    legs = [
        {"from": a, "to": b, "basis": edges[a, b].basis, "handoff": f"{a}~{b}" if f"{a}~{b}" in listed else None}
        for a, b in pairwise(way)
    ]
    statuses = [listed[leg["handoff"]].status for leg in legs if leg["handoff"]]
    worst = [status for status in ("BROKEN", "UNKNOWN", "SOUND") if status in statuses]
    return {
        "journey": journey,
        "status": worst[0] if worst else "SOUND",
        "hops": len(legs),
        "broken": statuses.count("BROKEN"),
        "touchpoints": list(way),
        "legs": legs,
    }
