"""References that stand in a property of an edge instead of an edge: the objects that a feed hands on."""

from collections.abc import Iterable, Iterator

from graph.held import Holdings
from graph.model import MODEL
from graph.said import EdgeType, Ref, Subgraph

REFERRING = {
    (label, relation.type): (property.name, property.refers)
    for label, node in MODEL.items()
    for relation in node.said
    if relation.edge
    for property in relation.edge.properties
    if property.refers
}
"""The label that an edge leaves and its type → the property that holds keys, and the label that they belong to."""


def pairs(part: Subgraph) -> Iterator[tuple[Ref, Ref]]:
    """Who refers to what."""
    for type, edges in part.edges.items():
        for name, label in _of(type):
            for (start, _), properties in edges.items():
                yield from (((type[0], start), (label, key)) for key in properties.get(name, ()))


def within(part: Subgraph) -> set[Ref]:
    """What edges of this part refer to."""
    return {end for _, end in pairs(part)}


def elsewhere(graph: Holdings, refs: Iterable[Ref], held: Subgraph) -> set[Ref]:
    """Those of the nodes that edges outside of `held` refer to."""
    asked, found = set(refs), set()
    for (start, type), (name, label) in REFERRING.items():
        if not any(ref[0] == label for ref in asked):
            continue
        for whole, edges in graph.edges(start, type).edges.items():
            others = [edge for ends, edge in edges.items() if ends not in held.edges.get(whole, {})]
            found |= {(label, key) for edge in others for key in edge.get(name, ())}
    return found & asked


def _of(type: EdgeType) -> Iterable[tuple[str, str]]:
    found = REFERRING.get((type[0], type[1]))
    return [found] if found else []
