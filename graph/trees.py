"""Trees stay trees: the edge that would close a circle is left out and reported."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from graph.held import Holdings
from graph.model import MODEL
from graph.problems import Code, Problem
from graph.relations import telling
from graph.said import EdgeType, Said, Subgraph
from graph.saying import saying
from graph.terms import named

TREES: tuple[EdgeType, ...] = tuple(
    (label, relation.type, relation.target)
    for label, node in MODEL.items()
    for relation in node.said
    if relation.tree and relation.target
)
"""The edges along which a walk upwards must end."""

CIRCLE = saying(
    "{node} cannot stand below {above!r}, which stands below it: {circle}",
    "{node} ne peut pas dépendre de {above!r}, qui en dépend déjà : {circle}",
)


T = TypeVar("T")


def keep(graph: Holdings, wanted: Subgraph, said: Said) -> list[Problem]:
    """Take those of the wanted edges away that would close a circle, the later ones first to go; say which."""
    return [problem for type in TREES if wanted.edges.get(type) for problem in _keep(graph, type, wanted, said)]


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


def _keep(graph: Holdings, type: EdgeType, wanted: Subgraph, said: Said) -> Iterator[Problem]:
    label, name, _ = type
    edges = wanted.edges[type]
    ours = _upwards(type, edges)
    above = _above(graph, type, ours.values(), {*ours, *wanted.nodes.get(label, ())})
    for circle in circles({**above, **ours}):
        last = circle[0]
        if last not in ours:
            continue
        end = ours[last]
        del edges[last, end]
        members = " → ".join([*circle, last])
        found = CIRCLE(node=named(label, last), above=end, circle=members)
        code = Code.SELF_REFERENCE if last == end else Code.CYCLE
        yield Problem(code, found, said.place((label, last), name), end)


def _above(graph: Holdings, type: EdgeType, ends: Iterable[str], without: set[str]) -> dict[str, str]:
    """What stands above these nodes in the graph, up to the roots; nothing of those whose edges are settled now."""
    above: dict[str, str] = {}
    frontier = set(ends) - without
    while frontier:
        leaving = graph.edges_out((type[0], key) for key in sorted(frontier))
        found = _upwards(type, leaving.edges.get(type, {}))
        above |= found
        frontier = {*found.values()} - above.keys() - without
    return above


def _upwards(type: EdgeType, edges: Mapping[tuple[str, str], Mapping[str, Any]]) -> dict[str, str]:
    """What stands above each; a line beside the tree, which may go anywhere, is none of it."""
    return dict(ends for ends, carried in edges.items() if telling(type[0], type[1], carried).tree)
