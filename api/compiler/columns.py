"""Columns: one value of a statement each, and lists of them for the fields of an object."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLEnumType, GraphQLList, GraphQLNonNull, get_named_type, print_ast

from api.compiler.context import Context, Field
from api.compiler.shapes import Among, Each, Made, Optional, Shape, as_is, record
from api.compiler.values import TIMES, stored
from graph.currency import currency
from graph.model import Link, Property
from graph.rounding import rounded


@dataclass
class Column:
    """One value: the expression that gives it, its shape, and the clauses that must run before.

    Without an expression there is nothing to ask of the store: the shape is made of the parameters alone.
    """

    expression: str
    shape: Shape = as_is
    clauses: list[str] = field(default_factory=list)


def columns(
    fields: list[Field], typename: str, column: Callable[[Field], Column], known: dict[str, Any] | None = None
) -> Column:
    """A list with a column for each value that fields ask for; `__typename` and what is `known` need no asking."""
    constants = {each.key: typename for each in fields if each.name == "__typename"} | (known or {})
    asked = {each.key: _said(each) for each in fields if each.key not in constants}
    first = {asked[each.key]: each for each in reversed(fields) if each.key in asked}
    read = {said: column(first[said]) for said in dict.fromkeys(asked.values())}
    shapes = {each.key: _kept(each, typename, read[asked[each.key]].shape) for each in fields if each.key in asked}
    unasked = {key: shapes[key] for key, said in asked.items() if not read[said].expression}
    places = {said: place for place, said in enumerate(said for said, each in read.items() if each.expression)}
    return Column(
        f"[{', '.join(each.expression for each in read.values() if each.expression)}]",
        record(
            [each.key for each in fields],
            {key: (places[said], shapes[key]) for key, said in asked.items() if said in places},
            constants | unasked,
        ),
        [clause for each in read.values() for clause in each.clauses],
    )


def _said(selected: Field) -> str:
    """What two fields have in common that have the same value: then it is read once, whatever it is called."""
    (first, *_) = selected.nodes
    if first.selection_set:
        return selected.key
    return f"{selected.name}({', '.join(sorted(print_ast(each) for each in first.arguments))})"


def _kept(selected: Field, typename: str, shape: Shape) -> Shape:
    """The shape of a field, which keeps what the schema promises of it."""
    type_ = selected.definition.type
    where, promised = f"{typename}.{selected.name}", isinstance(type_, GraphQLNonNull)
    named = get_named_type(type_)
    if shape is as_is and isinstance(named, GraphQLEnumType):
        words = Among(where, frozenset(named.values) if promised else frozenset({*named.values, None}))
        inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        return Each(words) if isinstance(inner, GraphQLList) else words
    return shape.required(where) if promised else shape


def value(context: Context, declared: Property, variable: str, selected: Field) -> Column:
    """One property of a node or an edge."""
    if declared.interval:
        return _interval(context, declared, variable, selected)
    if declared.type is Link:
        return _links(context, declared, variable, selected)
    found = stored(declared, variable)
    if declared.many:
        return Column(f"coalesce({found}, [])")
    return Column(f"toString({found})" if declared.type in TIMES else found)


def _interval(context: Context, declared: Property, variable: str, selected: Field) -> Column:
    low, high = (f"{variable}.{column}" for column in declared.columns)
    ends = {"low": Column(low), "high": Column(high)}
    within = interval(context, selected, ends.__getitem__)
    guarded = f"CASE WHEN {low} IS NULL OR {high} IS NULL THEN null ELSE {within.expression} END"
    return Column(guarded, Optional(within.shape))


def interval(context: Context, selected: Field, end: Callable[[str], Column]) -> Column:
    """What is selected of an interval, of which this gives each end; the currency of a cost needs no asking."""
    fields = context.below(selected)
    known = {each.key: currency() for each in fields if each.name == "currency"}
    return columns(fields, selected.type_name, lambda each: end(each.name), known)


def _links(context: Context, declared: Property, variable: str, selected: Field) -> Column:
    link = context.variable("link")
    url = f"split({link}, ' ')[0]"
    title = f"CASE WHEN {link} CONTAINS ' ' THEN substring({link}, size({url}) + 1) ELSE {link} END"
    parts = {"url": url, "title": title}
    within = columns(context.below(selected), selected.type_name, lambda each: Column(parts[each.name]))
    return Column(f"[{link} IN coalesce({variable}.{declared.name}, []) | {within.expression}]", Each(within.shape))


COMPUTED = Optional(Made(lambda number, _: rounded(number)))
"""A number that a statement computed."""


def maybe(variable: str, within: Column, *before: str) -> Column:
    """A column of what a variable stands for, null where it stands for nothing; `before` are clauses that bind it."""
    guarded = f"CASE WHEN {variable} IS NULL THEN null ELSE {within.expression} END"
    return Column(guarded, Optional(within.shape), [*before, *within.clauses])


def where(conditions: Iterable[str]) -> list[str]:
    """The clause that keeps what all of some conditions hold for; none where there are none."""
    asked = " AND ".join(condition for condition in conditions if condition)
    return [f"WHERE {asked}"] if asked else []


def naming(bound: list[str]) -> list[str]:
    """The one clause that gives names; none where there are none.

    One for all: the store checks all that is bound already anew with each clause that binds more.
    """
    return [f"WITH *, {', '.join(bound)}"] if bound else []


def subquery(outer: str, clauses: list[str]) -> str:
    """Clauses that run once for each value of a variable, or once at the root."""
    inner = "\n".join(clauses).replace("\n", "\n  ")
    return f"CALL ({outer}) {{\n  {inner}\n}}"
