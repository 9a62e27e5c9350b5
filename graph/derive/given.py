"""Whether what is needed was ever given on the way there, wherever it is stored."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from graph.derive.handoffs import Handoff, Owned
from graph.derive.leads import Lead


def never_given(
    handoffs: Iterable[Handoff], owned: Mapping[str, Owned], leads: Iterable[Lead], brings: Collection[str]
) -> Iterator[tuple[Handoff, frozenset[str]]]:
    """The hand-offs whose end needs objects that no other touchpoint produces on a way over this edge, with these.

    What the customer brings needs nobody to produce it.
    """
    preceding: dict[str, list[str]] = {}
    for lead in leads:
        preceding.setdefault(lead.end, []).append(lead.start)

    @cache
    def upstream(key: str) -> frozenset[str]:
        """The touchpoint and all from which a way leads to it."""
        found, frontier = {key}, [key]
        while frontier:
            more = set(preceding.get(frontier.pop(), ())) - found
            found |= more
            frontier += more
        return frozenset(found)

    for handoff in handoffs:
        before = upstream(handoff.start.key) - {handoff.end.key}
        given = frozenset(brings).union(*(owned[key].touchpoint.produces for key in before))
        lacking = (handoff.end.touchpoint.needs or frozenset()) - given
        if lacking:
            yield handoff, lacking
