"""What is read of a bound node, and how its relations are followed from there, to any depth."""

from collections.abc import Iterable
from typing import Any

from graphql import FieldNode

from api.compiler import cards, sides
from api.compiler.columns import Column, columns, maybe, naming, subquery, value
from api.compiler.connections import Items, connection
from api.compiler.context import READ, Context, Field
from api.compiler.explanation import explanation
from api.compiler.last_seen import as_last_seen
from api.compiler.observed import observed
from api.compiler.paths import order, path
from api.compiler.root_cause import root_cause
from api.compiler.shapes import Each, Made, Parameters, Shape, any_of
from api.compiler.sizes import Along
from api.shown import pages, shown, shows_edge
from graph.model import MODEL, Edge, Property, Relation
from queries.cards import card_of_any
from queries.concerned import CONCERNED

HIGH, ALL = 5, 1_000_000_000
"""How many lists may be in one another as they are; and a limit that lets all pass. Where one stands, the store need
not plan what is in a list for every order that may be of use around it: that makes three times the work for each list.
"""


def node(context: Context, label: str, variable: str, selected: Iterable[FieldNode]) -> Column:
    """The fields that are selected of a node with a known label."""
    context.charge()

    def column(field: Field) -> Column:
        if field.name == "label":
            return cards.label(context, label, variable, field)
        if field.name == "id":
            return Column(f"'{label}:' + {variable}.key")
        if field.name == "key":
            return Column(f"{variable}.key")
        if (label, field.name) == ("Handoff", "observed"):
            return observed(context, variable, field)
        if (label, field.name) == ("Rupture", "concerns"):
            return _concerns(context, variable, field)
        if label in sides.PLACE and field.name in sides.FIELDS:
            return sides.at_sides(context, label, variable, field, of)
        if field.name == "explanation":
            return explanation(context, variable, field)
        if field.name == "rootCause":
            return root_cause(context, variable, field, of)
        if (label, field.name) == ("Rupture", "lastSeen"):
            return as_last_seen(context, variable, field)
        declared = shown(label)[field.name]
        if isinstance(declared, Property):
            return value(context, declared, variable, field)
        return _relation(context, label, declared, variable, field)

    return columns(context.fields(label, selected), label, column)


def anything(context: Context, variable: str, selected: Iterable[FieldNode]) -> Column:
    """The fields that are selected of a node of any label: `[its labels, value]`, the value made for its label."""
    selected = list(selected)
    bound: list[str] = []
    clauses: list[str] = []
    cases: list[str] = []
    shapes: dict[str, Shape] = {}
    general: dict[str, list[Field]] = {}
    for label in MODEL:
        fields = context.fields(label, selected)
        if all(field.name in ("id", "key", "label", "__typename") for field in fields):
            general[label] = fields
            continue
        own = context.variable(label)
        within = node(context, label, own, selected)
        bound.append(f"CASE WHEN {variable}:{label} THEN {variable} END AS {own}")
        clauses += within.clauses
        cases.append(f"WHEN {own} IS NOT NULL THEN {within.expression}")
        shapes[label] = within.shape
    found, shaped = _general(context, general, variable)
    special = f"CASE {' '.join(cases)} ELSE {found} END" if cases else found
    return Column(f"[labels({variable}), {special}]", any_of(shapes | shaped), [*naming(bound), *clauses])


def _general(context: Context, selected: dict[str, list[Field]], variable: str) -> tuple[str, dict[str, Shape]]:
    """Nodes of which nothing is selected that only their label has: their key, and what names them, if it is said."""
    labels = {field.key: field for fields in selected.values() for field in fields if field.name == "label"}
    words = {key: cards.said(context, field) for key, field in labels.items()}
    if labels:
        context.charge(cards.JOINED)

    def shape(label: str, fields: list[Field]) -> Shape:
        def made(value: Any, parameters: Parameters) -> dict[str, str]:
            key, parts = value if labels else (value, "")
            known = {"id": f"{label}:{key}", "key": key, "__typename": label}
            return {
                field.key: words[field.key](label, parts, parameters) if field.name == "label" else known[field.name]
                for field in fields
            }

        return Made(made)

    found = f"[{variable}.key, {card_of_any(variable)}]" if labels else f"{variable}.key"
    return found, {label: shape(label, fields) for label, fields in selected.items()}


def _relation(context: Context, label: str, relation: Relation, variable: str, selected: Field) -> Column:
    if pages(relation):
        return _page(context, label, relation, variable, selected)
    if relation.many:
        return _list(context, label, relation, variable, selected)
    return _one(context, relation, variable, selected)


def _one(context: Context, relation: Relation, variable: str, selected: Field) -> Column:
    other = context.variable(relation.target or "node")
    within = of(context, relation.target, other, selected)
    return maybe(other, within, f"OPTIONAL MATCH {path(relation, variable, other)}")


def _list(context: Context, label: str, relation: Relation, variable: str, selected: Field) -> Column:
    other, line, made = (context.variable(stem) for stem in (relation.target or "node", "edge", selected.name))
    with context.nested(Along(label, relation.name)) as lists:
        within = _item(context, label, relation, (variable, other, line), selected)
    by = f"WITH * ORDER BY {order(relation, other, line)}"
    clauses = [
        f"MATCH {path(relation, variable, other, line)}",
        *([f"{by} LIMIT {ALL}"] if lists.depth + lists.height > HIGH else []),
        *within.clauses,
        by,
        f"RETURN collect({within.expression}) AS {made}",
    ]
    return Column(made, Each(within.shape), [subquery(variable, clauses)])


def _concerns(context: Context, variable: str, selected: Field) -> Column:
    """The departments whose a rupture is."""
    made = context.variable(selected.name)
    with context.nested(Along("Touchpoint", "handledBy")):
        context.charge(READ)
        within = node(context, "Department", "department", selected.nodes)
    clauses = [
        f"WITH {variable} AS rupture",
        CONCERNED,
        *within.clauses,
        "WITH * ORDER BY department.key",
        f"RETURN collect({within.expression}) AS {made}",
    ]
    return Column(made, Each(within.shape), [subquery(variable, clauses)])


def _page(context: Context, label: str, relation: Relation, variable: str, selected: Field) -> Column:
    assert relation.target
    other, target = context.variable(relation.target), relation.target
    items = Items(
        match=f"MATCH {path(relation, variable, other)}",
        label=target,
        variable=other,
        item=lambda field: node(context, target, other, field.nodes),
        among=(Along(label, relation.name),),
    )
    return connection(context, selected, items, of, variable)


def of(context: Context, label: str | None, variable: str, selected: Field) -> Column:
    """What one field selects of a node with a known label, or of any label."""
    if label is None:
        return anything(context, variable, selected.nodes)
    return node(context, label, variable, selected.nodes)


def _item(context: Context, label: str, relation: Relation, variables: tuple[str, str, str], selected: Field) -> Column:
    """One item of a list: the node at the other end, or the object that shows the edge."""
    here, other, line = variables
    if not (relation.edge and shows_edge(relation)):
        return of(context, relation.target, other, selected)
    near = (label, here)
    far = (relation.target, other)
    start, end = (near, far) if relation.outgoing else (far, near)
    return _edge(context, relation.edge, line, {"from": start, "to": end, "other": far}, selected)


def _edge(context: Context, edge: Edge, line: str, ends: dict[str, tuple[str | None, str]], selected: Field) -> Column:
    properties = {p.name: p for p in edge.properties}

    def column(field: Field) -> Column:
        if field.name not in edge.ends:
            return value(context, properties[field.name], line, field)
        label, variable = ends[edge.ends[field.name]]
        return node(context, label, variable, field.nodes) if label else anything(context, variable, field.nodes)

    return columns(context.below(selected), edge.name, column)
