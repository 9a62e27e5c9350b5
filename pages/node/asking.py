"""The operations of a node's page, made from the model: what it says in one, each relation in one of its own."""

from collections.abc import Iterator
from functools import lru_cache

from api.shown import pages, shown, shows_edge
from graph.model import MODEL, Cost, Link, Property, Relation, Volume
from pages.node import concerned

FEW, ALL = 20, 1000
"""How many of a relation are shown, unless all are asked for."""

CARD = "id key label __typename"
DETAILS = {
    "Evidence": f"{CARD} kind quote source date sampleSize stance says",
    "Measure": f"{CARD} value low high unit scaleMin scaleMax higherIsBetter method from to",
}
"""Of what is told in full beside what it is about."""

PARTS: dict[object, str] = {Volume: "low high", Cost: "low high currency", Link: "title url"}
"""What is selected of a value that is not one."""


def relations(label: str) -> dict[str, Relation]:
    """The relations that have a section: those to several."""
    return {name: each for name, each in shown(label).items() if isinstance(each, Relation) and each.many}


def properties(label: str) -> dict[str, Property | Relation]:
    """What is told in a line: properties, and relations to one."""
    return {name: each for name, each in shown(label).items() if name not in relations(label)}


def end(relation: Relation) -> str | None:
    """The field of an edge's object that holds what stands at the other end; null where there is no such object."""
    if not shows_edge(relation) or relation.edge is None:
        return None
    there = "to" if relation.outgoing else "from"
    return next(name for name, which in relation.edge.ends.items() if which in (there, "other"))


@lru_cache(256)
def document(label: str, whole: str | None) -> str:
    """The operations; of the relation that is asked for `whole` all are shown."""
    found = " ".join(_property(each) for each in properties(label).values())
    referred = {each.refers for relation in relations(label).values() for each in _carried(relation) if each.refers}
    return "\n".join(
        [
            f"query node($key: String!) {{ node: {MODEL[label].singular}(key: $key) {{ {CARD} {found} }} }}",
            *_relations(label, whole),
            *(_names(each) for each in sorted(referred)),
            *concerned.document(label),
        ]
    )


def _relations(label: str, whole: str | None) -> Iterator[str]:
    for name, relation in relations(label).items():
        card = DETAILS.get(relation.target or "", CARD)
        if pages(relation):
            most = ALL if name == whole else FEW
            selected = f"{name}(first: {most}) {{ totalCount edges {{ node {{ {card} }} }} }}"
        elif at := end(relation):
            carried = " ".join(map(_property, _carried(relation)))
            selected = f"{name} {{ {at} {{ {card} }} {carried} }}"
        else:
            selected = f"{name} {{ {card} }}"
        yield f"query {name}($key: String!) {{ to_{name}: {MODEL[label].singular}(key: $key) {{ {selected} }} }}"


def _carried(relation: Relation) -> list[Property]:
    """What an edge says, where it is an object of its own."""
    return [each for each in relation.edge.properties if each.shown] if end(relation) and relation.edge else []


def _names(label: str) -> str:
    """What all nodes of a label are called: edges name them by their keys."""
    named = f"{MODEL[label].plural}(first: {ALL}) {{ edges {{ node {{ key name }} }} }}"
    return f"query names_{label} {{ names_{label}: {named} }}"


def _property(each: Property | Relation) -> str:
    if isinstance(each, Relation):
        return f"{each.name} {{ {CARD} }}"
    return f"{each.name} {{ {PARTS[each.type]} }}" if each.type in PARTS else each.name
