"""Parts that stand elsewhere: in another whole, or at another place among its parts.

Those that only made room or moved up have not moved.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from graph.model import MODEL
from graph.said import EdgeType, Ref, Subgraph
from graph.settling.parts import OWNED

WHOLES = {
    (start, type): next(r.name for r in MODEL[part].relations if not r.outgoing and r.path == (type,))
    for start, type, part in OWNED
}
"""The edges from a whole to its parts, by label and type → the name that parts have for their whole."""


def elsewhere(held: Subgraph, wanted: Subgraph) -> Iterator[tuple[Ref, str, str | int, str | int]]:
    """The part, the field that tells (its whole, or `order`), and what that was and is."""
    for type in OWNED:
        before, after = _wholes(held, type), _wholes(wanted, type)
        stayed: dict[str, list[str]] = {}
        for part in before.keys() & after.keys():
            if before[part] == after[part]:
                stayed.setdefault(after[part], []).append(part)
            else:
                yield (type[2], part), WHOLES[type[:2]], before[part], after[part]
        was, now = (_orders(part, type[2]) for part in (held, wanted))
        for _, parts in sorted(stayed.items()):
            for part in sorted(moved(parts, was, now)):
                yield (type[2], part), "order", was[part], now[part]


def moved(parts: Iterable[str], before: Mapping[str, int], after: Mapping[str, int]) -> set[str]:
    """As few of the parts as possible, so that all others kept their order."""
    known = sorted((part for part in parts if part in before and part in after), key=lambda part: (before[part], part))
    return {*known} - in_order(known, after)


def in_order(parts: Iterable[str], places: Mapping[str, int]) -> set[str]:
    """As many of the parts as possible whose places rise: a longest increasing subsequence, by patience sorting."""
    tops: list[int] = []  # the least place at which a rise of each length can end …
    ends: list[str] = []  # … and the part that stands there
    previous: dict[str, str | None] = {}
    for part in parts:
        length = bisect_left(tops, places[part])
        previous[part] = ends[length - 1] if length else None
        tops[length : length + 1] = [places[part]]
        ends[length : length + 1] = [part]
    found: set[str] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = previous[last]
    return found


def _wholes(part: Subgraph, type: EdgeType) -> dict[str, str]:
    return {one: whole for whole, one in part.edges.get(type, ())}


def _orders(part: Subgraph, label: str) -> dict[str, int]:
    return {key: node["order"] for key, node in part.nodes.get(label, {}).items() if "order" in node}
