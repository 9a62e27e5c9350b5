"""The fields of `Query`, each in a subquery of its own: one that finds nothing must not empty the others."""

from collections.abc import Callable
from typing import Any

from api.compiler import ids
from api.compiler.columns import Column, subquery
from api.compiler.connections import Items, connection
from api.compiler.context import Arguments, Context, Field
from api.compiler.held import held
from api.compiler.history import history
from api.compiler.nodes import node, of
from api.compiler.questions import ASKED, ground, question
from api.compiler.search import search
from api.compiler.shapes import Made, Named, Optional, Parameters, Unasked, named
from api.compiler.sizes import Nodes, Page
from api.compiler.state import STATE, state
from api.errors import located
from api.shown import LARGEST_FIRST
from graph.errors import BadInput
from graph.model import MODEL
from queries.composing import scope
from queries.endpoints import SCOPED
from queries.former import by_key, by_keys

SINGULAR = {each.singular: label for label, each in MODEL.items()}
PLURAL = {each.plural: label for label, each in MODEL.items()}


def root(context: Context, selected: Field) -> Column:
    """One field of `Query`."""
    if selected.name == "node":
        return _node(context, selected)
    if selected.name == "nodes":
        return _nodes(context, selected)
    if selected.name == "search":
        return search(context, selected)
    if selected.name == "held":
        return held(context, selected)
    if selected.name == "history":
        return history(context, selected)
    if selected.name in STATE:
        return state(context, selected)
    if selected.name in SINGULAR:
        return _single(context, SINGULAR[selected.name], selected, lambda given: {"key": given["key"]})
    if selected.name in ASKED:
        return question(context, selected)
    if selected.name == "restsOn":
        return ground(context, selected)
    label = PLURAL[selected.name]
    return (_scoped if label in SCOPED else _all)(context, label, selected)


def _single(context: Context, label: str, selected: Field, read: Callable[[Arguments], dict[str, Any]]) -> Column:
    prefix, variable, made = context.bind(selected, read), context.variable(label), context.variable(selected.name)
    within = node(context, label, variable, selected.nodes)
    clauses = [
        by_key(label, variable, f"${prefix}key"),
        *within.clauses,
        f"RETURN head(collect({within.expression})) AS {made}",
    ]
    return Column(made, Optional(within.shape), [subquery("", clauses)])


def _node(context: Context, selected: Field) -> Column:
    label = ids.label(selected.arguments(context.variables)["id"])
    if label is None:
        return _nobody(context, selected)
    found = _single(context, label, selected, lambda given: {"key": ids.key(given["id"])})
    return Column(found.expression, Optional(Named(label, found.shape)), found.clauses)


def _nobody(context: Context, selected: Field) -> Column:
    """Null in place of the node of a malformed id, and what is wrong with that."""
    prefix = context.bind(selected, lambda given: {"id": given["id"]})

    def shape(parameters: Parameters) -> None:
        wrong = ids.malformed(parameters[f"{prefix}id"], "id")
        parameters.errors.append(located(wrong, selected.nodes, [selected.key]))

    return Column("", Unasked(shape))


def _nodes(context: Context, selected: Field) -> Column:
    """A list of `[key, value]` for each label among the ids; the shape puts them in the order of the ids.

    A malformed one is null, and makes an error of its own.
    """
    prefix = context.bind(selected, _by_label)
    labels = sorted(_labels(selected.arguments(context.variables)))
    found = {label: _keyed(context, label, selected, f"{prefix}{label}") for label in labels}
    shapes = [(label, column.shape) for label, column in found.items()]

    def shape(value: list[Any], parameters: Parameters) -> list[Any]:
        there = {
            f"{label}:{key}": named(label, within(row, parameters))
            for (label, within), rows in zip(shapes, value, strict=True)
            for key, row in rows
        }
        asked = parameters[f"{prefix}ids"]
        for index, id_ in enumerate(asked):
            if ids.label(id_) is None:
                wrong = ids.malformed(id_, f"ids[{index}]")
                parameters.errors.append(located(wrong, selected.nodes, [selected.key, index]))
        return [there.get(id_) for id_ in asked]

    if not labels:
        return Column("", Unasked(lambda parameters: shape([], parameters)))
    clauses = [clause for column in found.values() for clause in column.clauses]
    return Column(f"[{', '.join(column.expression for column in found.values())}]", Made(shape), clauses)


def _keyed(context: Context, label: str, selected: Field, keys: str) -> Column:
    variable, asked, made = (context.variable(stem) for stem in (label, "asked", "nodes"))
    with context.times(Page(keys)):
        within = node(context, label, variable, selected.nodes)
    clauses = [
        by_keys(label, variable, asked, f"${keys}"),
        *within.clauses,
        f"RETURN collect([{asked}, {within.expression}]) AS {made}",
    ]
    return Column(made, within.shape, [subquery("", clauses)])


def _labels(given: Arguments) -> set[str]:
    if len(given["ids"]) > LARGEST_FIRST:
        raise BadInput(f"ids: {len(given['ids'])} are too many; give {LARGEST_FIRST} at most")
    return {label for id_ in given["ids"] if (label := ids.label(id_))}


def _by_label(given: Arguments) -> dict[str, Any]:
    of = {
        label: list(dict.fromkeys(ids.key(id_) for id_ in given["ids"] if ids.label(id_) == label))
        for label in _labels(given)
    }
    return {"ids": given["ids"], **of}


def _all(context: Context, label: str, selected: Field) -> Column:
    variable = context.variable(label)
    items = Items(
        match=f"MATCH ({variable}:{label})",
        label=label,
        variable=variable,
        item=lambda field: node(context, label, variable, field.nodes),
        among=(Nodes(label),),
        start=f"{variable}.key IS NOT NULL",
    )
    return connection(context, selected, items, of)


def _scoped(context: Context, label: str, selected: Field) -> Column:
    prefix = context.bind(selected, lambda given: scope(given).parameters())
    found = SCOPED[label](scope(selected.arguments(context.variables))).prefixed(prefix)
    items = Items(
        match=found.match,
        label=label,
        variable="item",
        item=lambda field: node(context, label, "item", field.nodes),
        among=(Nodes(label),),
        conditions=found.conditions,
        distinct=found.distinct,
    )
    return connection(context, selected, items, of)
