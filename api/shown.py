"""What the API shows of each label, read off the model; the schema and the compiler both start here."""

from functools import cache
from typing import Any

from graph.model import MODEL, Growing, Many, Picture, Property, Relation, Word

SOURCES = Property("sources", "The names of the sources that assert it", str, many=True, optional=False)
STUB = Property(
    "stub", "Whether it is only referred to, and nobody has described it yet", bool, optional=False, default=False
)
ABOVE = Relation("above", "All that it is part of, up to the top", ("PART_OF*",), True, "Department", Many)
"""Read over any number of hops; to ask from below costs little, however large an organisation is."""

DEFAULT_FIRST = 50
LARGEST_FIRST = 1000

CONSEQUENCES = 100
"""How many of each of its consequences an act tells, unless it is asked for more or for fewer."""


@cache
def shown(label: str) -> dict[str, Property | Relation]:
    """The fields of a label by name, `id` and `key` apart: what it says, who says so, what it is joined to."""
    node = MODEL[label]
    claims = (SOURCES, STUB) if node.told else ()
    properties = (*(p for p in node.properties if p.shown), *claims)
    relations = (*node.relations, ABOVE) if label == ABOVE.target else node.relations
    return {p.name: p for p in properties} | {r.name: r for r in relations}


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


def shows_edge(relation: Relation) -> bool:
    """Whether a reader gets an object that shows the edge, with the node in it: in lists. Connections are of nodes."""
    return bool(relation.edge and relation.edge.ends) and not pages(relation)


@cache
def comparable(label: str) -> dict[str, Property]:
    """The single values of a label that filters compare and orders go by; an interval by each of its ends."""
    found = [Property("key", "Unique among nodes of its label", str, optional=False)]
    for declared in shown(label).values():
        if not isinstance(declared, Property) or declared.many or declared.type is Picture:
            continue
        if declared.interval:
            low, high = declared.columns
            of = f"The low end of its {declared.name}"
            found += [Property(low, of, float), Property(high, "The high end", float)]
        else:
            found.append(declared)
    return {each.name: each for each in found}


@cache
def related(label: str) -> dict[str, tuple[Relation, str]]:
    """The relations of a label to nodes of one label, with that label: what filters and orders can follow."""
    relations = (each for each in shown(label).values() if isinstance(each, Relation))
    return {each.name: (each, each.target) for each in relations if each.target}


@cache
def numbers(label: str) -> tuple[str, ...]:
    """The numbers of a label that can be added up or averaged."""
    return tuple(p.name for p in comparable(label).values() if p.type in (int, float) and p.name != "order")


@cache
def grouped(label: str) -> dict[str, Property | Relation]:
    """What nodes of a label are grouped by: their closed lists, yes or no, and what they are joined to."""
    values = (p for p in comparable(label).values() if p.type is bool or issubclass(p.type, Word))
    joined = (r for r, target in related(label).values() if not r.joined and (not r.many or MODEL[target].shared))
    found: tuple[Property | Relation, ...] = (*values, *joined)
    return {f"by{each.name[0].upper()}{each.name[1:]}": each for each in found}
