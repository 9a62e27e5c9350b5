"""What becomes of an information object between the touchpoint that produces it and one that needs it."""

from typing import NamedTuple

from .reading import Document, Journey, Touchpoint, described, several
from .ways import leads

LOST = "LOST"
Edge = tuple[str, str]


class Definition(NamedTuple):
    """p's `object` reaches b, which needs it, last over these edges into b."""

    p: Touchpoint
    b: Touchpoint
    object: str
    edges: frozenset[Edge]


def definitions(document: Document, journey: Journey) -> list[Definition]:
    """Whose objects reach whom: reaching definitions over the `LEADS_TO` edges."""
    existing = journey.existing
    edges = {(lead.from_, lead.to) for lead in leads(document, journey.key)}
    found = []
    for p, b in ((p, b) for p in existing.values() for b in existing.values() if p is not b):
        for carried in p.produces & (b.needs or frozenset()):
            leaving = _left_with(existing, edges, p, carried)
            last = frozenset((a, to) for a, to in edges if to == b.key and a in leaving)
            if last:
                found.append(Definition(p, b, carried, last))
    return found


def _left_with(existing: dict[str, Touchpoint], edges: set[Edge], p: Touchpoint, carried: str) -> set[str]:
    """The touchpoints that a customer may leave with p's object as the latest: p, and on from it to any that produces
    none of its own (b may be one of them)."""
    found = {p.key}
    while True:
        reached = {to for a, to in edges if a in found and to in existing}
        more = {key for key in reached if carried not in existing[key].produces} - found
        if not more:
            return found
        found |= more


def stores(document: Document, p: Touchpoint, carried: str) -> set[str]:
    """W: the systems that p uses and that store the object; of a stub nobody has said what it stores."""
    systems = described(document, "systems")
    return {key for key in p.systems if carried in several(systems.get(key, {}).get("stores"))}


def fed(document: Document, sources: set[str], carried: str) -> set[str]:
    """Every system that gets the object from its sources through any chain of feeds that name it; they apart."""
    systems, reached = described(document, "systems"), set(sources)
    while True:
        more = {
            feed["system"]
            for key in reached
            for feed in several(systems.get(key, {}).get("feeds"))
            if carried in several(feed.get("objects"))
        } - reached
        if not more:
            return reached - sources
        reached |= more


def fate(document: Document, p: Touchpoint, b: Touchpoint, carried: str) -> set[str]:
    """Nothing when b keeps p's object, the reasons when that cannot be told, else LOST.

    Nothing is unknown about a touchpoint that is said to use no system.
    """
    systems = set(described(document, "systems"))
    sources = stores(document, p, carried)
    others = fed(document, sources, carried)
    if b.systems & systems & (sources | others):
        return set()
    reasons = set() if sources or p.paper else {"STORE_UNKNOWN"}
    if not b.paper and (not b.systems & systems or (b.systems | others) - systems):
        reasons.add("SYSTEM_UNKNOWN")
    return reasons or {LOST}
