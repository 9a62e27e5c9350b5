"""What of the model a knowledge file can tell, read off the declarations, and how a file tells it."""

from functools import cache

from graph.model import MODEL, Property, Relation

VERSION = 1
"""The version of the format."""

FIRST = ["Department", "Position", "Silo", "System", "InformationObject", "Channel", "Persona", "Need", "Journey"]
"""The labels whose lists stand first in a file, in this order; all others follow as they are declared."""

PER_YEAR = {"year": 1, "quarter": 4, "month": 12, "week": 52, "day": 365}
"""How often each period fits into a year: volumes are kept in contacts a year."""

SCALE = ("scaleMin", "scaleMax")
"""The two properties that a file tells as one `scale: [lowest, highest]`."""

NAMED = {label: node for label, node in MODEL.items() if node.told}
"""The labels that a file tells of, to which evidence and opportunities can refer: what is derived comes and goes."""

OWNED = {relation.target for node in MODEL.values() for relation in node.relations if relation.owned}
"""The labels of parts, which are described within their whole."""

TOP = {
    label: NAMED[label].file or NAMED[label].plural for label in dict.fromkeys([*FIRST, *NAMED]) if label not in OWNED
}
"""The labels that stand at the top of a file, in the order of a file, and the field of each."""


@cache
def properties(label: str) -> tuple[Property, ...]:
    """The properties of a label that a file tells under their own names."""
    return tuple(p for p in MODEL[label].properties if p.told and p.name not in SCALE)


@cache
def relations(label: str) -> tuple[Relation, ...]:
    """The relations of a label that a file tells; each one's field is its `told`."""
    return tuple(r for r in MODEL[label].relations if r.told)


@cache
def parts(label: str) -> tuple[Relation, ...]:
    """The relations whose targets are described in place."""
    return tuple(r for r in relations(label) if r.owned)


@cache
def references(label: str) -> tuple[Relation, ...]:
    """The relations whose targets are named by key."""
    return tuple(r for r in relations(label) if not r.owned)


def key_of(label: str) -> Relation | None:
    """The relation whose target has the key of a node that is given none; none for labels of which each is."""
    return next((relation for relation in relations(label) if relation.name == MODEL[label].key_of), None)


def edge_properties(relation: Relation) -> tuple[Property, ...]:
    """What an entry of a relation tells beside its target; nothing where the entry is a key alone."""
    return tuple(p for p in relation.edge.properties if p.told) if relation.edge and relation.item else ()
