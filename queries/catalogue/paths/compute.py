"""The k shortest ways, by number of edges, then by broken hand-offs.

A best-first search over ways without a touchpoint twice (A*: Hart, Nilsson & Raphael 1968). What a way still needs at
least is known exactly, from a search backwards, so that hardly more is looked at than what leads to one of the k.
"""

import heapq
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple, TypedDict

from graph.errors import TookTooLong
from graph.saying import saying
from queries.declare import Arguments

SECONDS = 2.0
"""How long the search goes on at most."""

LONG = saying(
    "The search for ways took too long; ask for fewer, for fewer hops, or within one journey",
    "La recherche de chemins durait trop longtemps ; demandez-en moins, avec moins d'étapes, ou dans un seul parcours",
)

Edge = tuple[str, str]
Cost = tuple[int, int]
"""Edges, and broken hand-offs among them."""

Reached = tuple[Cost, int, tuple[str, ...], Cost, bool]
"""What a way will cost at least, less its length, the way, what it has cost, whether it ends here."""


class JourneyFacts(TypedDict):
    """A journey with both ends in it: touchpoints at either, all its edges, and the hand-offs that are broken."""

    key: str
    starts: list[str]
    ends: list[str]
    edges: list[Edge]
    broken: list[str]


class PathFacts(NamedTuple):
    """The journeys in which a way may be."""

    journeys: list[JourneyFacts]


def shortest(facts: PathFacts, given: Arguments) -> list[dict[str, Any]]:
    """The ways as the keys of their touchpoints, the shortest first."""
    starts = {key for each in facts.journeys for key in each["starts"]}
    ends = {key for each in facts.journeys for key in each["ends"]}
    broken = {key for each in facts.journeys for key in each["broken"]}
    edges = {(one, other): int(f"{one}~{other}" in broken) for each in facts.journeys for one, other in each["edges"]}
    journeys = {touchpoint: each["key"] for each in facts.journeys for edge in each["edges"] for touchpoint in edge}
    ways = islice(_ways(starts, ends, edges, given["hops"]), given["k"])
    return [{"rank": rank, "journey": journeys[way[0]], "way": list(way)} for rank, way in enumerate(ways, 1)]


def _ways(starts: set[str], ends: set[str], edges: dict[Edge, int], hops: int) -> Iterator[tuple[str, ...]]:
    """All ways of at most so many edges, the cheapest first. TookTooLong when time is up."""
    following: dict[str, list[str]] = {}
    for one, other in sorted(edges):
        following.setdefault(one, []).append(other)
    onward = _onward(_least(ends, edges), edges)
    until = time.monotonic() + SECONDS
    # Of many that will cost the same the longest is taken first, so that it is finished before the others are begun.
    heap: list[Reached] = [(onward[start], 0, (start,), (0, 0), False) for start in starts if start in onward]
    heapq.heapify(heap)
    while heap:
        if time.monotonic() > until:
            raise TookTooLong(LONG())
        at_least, _, way, cost, whole = heapq.heappop(heap)
        if at_least[0] > hops:
            return
        if whole:
            yield way
            continue
        for key in following.get(way[-1], ()):
            if key in way:
                continue
            longer, spent = (*way, key), _sum(cost, (1, edges[way[-1], key]))
            if key in ends:
                heapq.heappush(heap, (spent, -len(way), longer, spent, True))
            if key in onward:
                heapq.heappush(heap, (_sum(spent, onward[key]), -len(way), longer, spent, False))


def _least(ends: set[str], edges: dict[Edge, int]) -> dict[str, Cost]:
    """What it costs at least to come from a touchpoint to an end, nothing where it is one (Dijkstra 1959)."""
    leading: dict[str, list[str]] = {}
    for one, other in edges:
        leading.setdefault(other, []).append(one)
    found: dict[str, Cost] = {}
    heap: list[tuple[Cost, str]] = [((0, 0), end) for end in ends]
    while heap:
        cost, key = heapq.heappop(heap)
        if key in found:
            continue
        found[key] = cost
        for before in leading.get(key, ()):
            if before not in found:
                heapq.heappush(heap, (_sum(cost, (1, edges[before, key])), before))
    return found


def _onward(least: dict[str, Cost], edges: dict[Edge, int]) -> dict[str, Cost]:
    """What it costs at least to leave a touchpoint and come to an end."""
    onward: dict[str, Cost] = {}
    for (one, other), broken in edges.items():
        if other in least:
            cost = _sum(least[other], (1, broken))
            onward[one] = min(cost, onward.get(one, cost))
    return onward


def _sum(one: Cost, other: Cost) -> Cost:
    return (one[0] + other[0], one[1] + other[1])
