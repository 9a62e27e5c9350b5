"""Trees stay trees: the edge that would close a circle is left out and reported."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from graph.held import Read, by_key
from graph.report import Code, Problem
from graph.said import EdgeType, Said, Subgraph

TREES: tuple[EdgeType, ...] = (("Department", "PART_OF", "Department"), ("Position", "REPORTS_TO", "Position"))
"""The edges along which a walk upwards must end."""


T = TypeVar("T")

Stale = Callable[[EdgeType, str, Sequence[str]], bool]
"""Whether the edge of a type that leaves a node, by its sources, is about to go."""


def keep(read: Read, wanted: Subgraph, said: Said, stale: Stale) -> list[Problem]:
    """Take those of the wanted edges away that would close a circle, the later ones first to go; say which."""
    return [problem for type in TREES if wanted.edges.get(type) for problem in _keep(read, type, wanted, said, stale)]


def circles(above: Mapping[str, str]) -> Iterator[list[str]]:
    """The circles in which walks upwards end, each from the last of its members in order up; none meets another."""
    places = {key: place for place, key in enumerate(above)}
    walked: dict[str, int] = {}
    for number, start in enumerate(above):
        way = []
        here: str | None = start
        while here is not None and here not in walked:
            walked[here] = number
            way.append(here)
            here = above.get(here)
        if here is not None and walked[here] == number:
            circle = way[way.index(here) :]
            yield turned(circle, max(circle, key=places.__getitem__))


def turned(circle: list[T], first: T) -> list[T]:
    """The circle from this member on."""
    turn = circle.index(first)
    return [*circle[turn:], *circle[:turn]]


def _keep(read: Read, type: EdgeType, wanted: Subgraph, said: Said, stale: Stale) -> Iterator[Problem]:
    label, name, _ = type
    edges = wanted.edges[type]
    ours = dict(edges.keys())
    above = _above(read, type, ours.values(), {*ours, *wanted.nodes.get(label, ())}, stale)
    for circle in circles({**above, **ours}):
        last = circle[0]
        if last not in ours:
            continue
        end = ours[last]
        del edges[last, end]
        members = " → ".join([*circle, last])
        message = f"{label}:{last} cannot stand below {end}, which stands below it: {members}"
        code = Code.SELF_REFERENCE if last == end else Code.CYCLE
        yield Problem(code, message, said.place((label, last), name), end)


def _above(read: Read, type: EdgeType, ends: Iterable[str], without: set[str], stale: Stale) -> dict[str, str]:
    """What stands above these nodes in the graph, up to the roots; nothing of those whose edges are settled now."""
    label, name, _ = type
    statement = (
        f"UNWIND $keys AS key {by_key('a', label, 'key')} "
        f"MATCH (a)-[r:{name}]->(b:{label}) RETURN key, b.key, r.sources"
    )
    above: dict[str, str] = {}
    frontier = set(ends) - without
    while frontier:
        rows = read(statement, keys=sorted(frontier))
        found = {start: end for start, end, sources in rows if not stale(type, start, sources)}
        above |= found
        frontier = {*found.values()} - above.keys() - without
    return above
