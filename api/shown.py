"""What the API shows of each label, read off the model; the schema and the compiler both start here."""

from functools import cache
from typing import Any

from graph.model import MODEL, Growing, Node, Property, Relation

SOURCES = Property("sources", "The names of the sources that assert it", str, many=True, optional=False)
STUB = Property("stub", "Whether it is only referred to, and nobody has described it yet", bool, optional=False)

REQUIRED = {("Handoff", "journey"), ("Handoff", "from"), ("Handoff", "to")}
"""The relations of one node that a derived node cannot be without."""

DEFAULT_FIRST = 50
LARGEST_FIRST = 1000

VOLUME_ORDERED = {"Handoff", "Rupture"}
"""The labels whose connections begin with the largest volume."""


@cache
def shown(label: str) -> dict[str, Property | Relation]:
    """The fields of a label by name, `id` and `key` apart: what it says, who says so, what it is joined to."""
    node = MODEL[label]
    claims = (SOURCES, STUB) if claimed(node) else ()
    properties = (*(p for p in node.properties if p.shown), *claims)
    return {p.name: p for p in properties} | {r.name: r for r in node.relations}


def claimed(node: Node) -> bool:
    """Whether sources assert such nodes; what is derived, and the records of imports, nobody asserts."""
    return any(p.told for p in node.properties)


def constant(relation: Relation) -> dict[str, Any]:
    """What an edge must carry to count for this relation: what its declaration says, or that of its inverse."""
    if relation.constant or relation.target is None or not relation.path:
        return relation.constant
    inverses = (
        other.constant
        for other in MODEL[relation.target].relations
        if other.path == relation.path and other.outgoing != relation.outgoing and other.constant
    )
    return next(inverses, {})


def pages(relation: Relation) -> bool:
    """Whether readers page through this relation."""
    return relation.shape is Growing


def item(relation: Relation) -> str:
    """The GraphQL type at the other end: a label, an object that shows the edge, or any node."""
    if relation.edge and relation.edge.ends:
        return relation.edge.name
    return relation.target or "Node"
