"""The model as a page: every label, property and relationship with its meaning, read off the declarations."""

import datetime
import math
from collections.abc import Iterator

from graph.model import MODEL, Cost, Edge, Family, Link, Node, Picture, Property, Relation, Volume, Word

INTRODUCTION = """\
# The model

Generated from the declarations in `graph/model/` by `parcours schema graph`; edit those, not this page.

Every node has a `key`, unique within its label, and `sources`, the names of the sources that describe it. A node that
something refers to and nobody describes has `stub: true`. Every edge that a source asserts has `sources` too. Both know
the import that first brought them (`firstSeen`); a node that is described knows the one that last changed what it says
or an edge that leaves it (`lastChanged`). What is unknown is absent, never 0.
"""

NAMES: dict[type, str] = {
    Volume: "interval of numbers",
    Cost: "interval of numbers",
    Link: "link",
    Picture: "picture",
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    datetime.date: "date",
    datetime.datetime: "date and time",
}


def model_page() -> str:
    """The page, in Markdown."""
    parts = [INTRODUCTION]
    for family in Family:
        parts.append(f"\n## {family.name.capitalize()}: {family.value}\n")
        parts += ["\n".join(_node(node)) for node in MODEL.values() if node.family is family]
    return "\n".join([*parts, "\n## Words\n", *_words()]) + "\n"


def _node(node: Node) -> Iterator[str]:
    yield f"### {node.label}\n\n{node.doc}\n"
    if node.properties:
        yield "| property | type | meaning |\n| --- | --- | --- |"
        for property in node.properties:
            yield f"| {' '.join(f'`{c}`' for c in property.columns)} | {_type(property)} | {property.meaning} |"
        yield ""
    for relation in node.said:
        yield from _relation(node, relation)
    yield ""


def _relation(node: Node, relation: Relation) -> Iterator[str]:
    target = relation.target or "any"
    arrow = f"({node.label})-[:{relation.type}]->({target})"
    yield f"- `{arrow}` {relation.doc} · `{relation.name}`{_inverse(node, relation)}"
    if relation.edge and relation.edge.properties:
        yield from _edge(relation.edge)


def _edge(edge: Edge) -> Iterator[str]:
    for property in edge.properties:
        yield f"  - {' '.join(f'`{c}`' for c in property.columns)} ({_type(property)}): {property.meaning}"


def _inverse(node: Node, relation: Relation) -> str:
    other = MODEL.get(relation.target or "")
    names = [
        r.name
        for r in (other.relations if other else ())
        if not r.outgoing and r.path == relation.path and r.target == node.label
    ]
    return f" / `{names[0]}`" if names else ""


def _type(property: Property) -> str:
    name = NAMES.get(property.type, property.type.__name__)
    low, high = (property.between.low, property.between.high) if property.between else (None, math.inf)
    bounds = f" {low:g}..{high:g}" if high < math.inf else "" if low is None else f" from {low:g}"
    return f"{'list of ' if property.many else ''}{name}{bounds}"


def _words() -> Iterator[str]:
    edges = {r.edge.name: r.edge for node in MODEL.values() for r in node.relations if r.edge}
    holders: list[Node | Edge] = [*MODEL.values(), *edges.values()]
    found = {p.type: p.type.__doc__ for h in holders for p in h.properties if issubclass(p.type, Word)}
    for word, doc in sorted(found.items(), key=lambda item: item[0].__name__):
        values = " · ".join(f"{value.value} ({value.meaning.lower()})" for value in word)
        yield f"**{word.__name__}** {doc} {values}\n"
