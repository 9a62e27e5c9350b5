"""What the nodes of a connection come to: how many, their numbers added up, and the same for groups of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from api.compiler.columns import COMPUTED, Column, columns, maybe, subquery
from api.compiler.context import COMPARE, LOOK, Context, Field
from api.compiler.looks import WORKED_OUT
from api.compiler.paths import path
from api.compiler.shapes import Each, Named, as_is
from api.compiler.sizes import Grouped
from api.compiler.values import stored
from api.shown import comparable, grouped, numbers
from graph.model import Property

Read = Callable[[Context, str, str, Field], Column]
"""Reads what is selected of a node: its label, its variable, the field that selects."""

SUMS = {
    "known": "count({value})",
    "sum": "CASE count({value}) WHEN 0 THEN null ELSE toFloat(sum({value})) END",
    "avg": "CASE count({value}) WHEN 0 THEN null ELSE toFloat(sum({value})) / count({value}) END",
    "min": "toFloat(min({value}))",
    "max": "toFloat(max({value}))",
}
"""What is made of one number of many nodes; unknown values count nowhere, and all unknown is unknown."""


@dataclass(frozen=True)
class Members:
    """Nodes of a label that some clauses bind to a variable, each once; the groups that they are in."""

    label: str
    variable: str
    bound: list[str]
    groups: Grouped


def aggregate(context: Context, members: Members, selected: Field, read: Read, outer: str = "") -> Column:
    """What is selected of some nodes."""
    return _level(context, members, selected, read, outer, {})


def _level(
    context: Context,
    whole: Members,
    selected: Field,
    read: Read,
    outer: str,
    common: dict[str, Callable[[Field], Column]],
) -> Column:
    """One whole or group; `common` gives what its nodes have in common."""
    fields, label, variable = context.below(selected), whole.label, whole.variable
    members = context.variable("members")
    grouping = any(field.name in grouped(label) for field in fields)
    returned: list[str] = [f"collect({variable}) AS {members}"] if grouping else []
    after: list[str] = []

    def column(field: Field) -> Column:
        if field.name in ("value", "node"):
            return common[field.name](field) if field.name in common else Column("null")
        made = context.variable(field.name)
        if field.name in grouped(label):
            within = _groups(context, whole, grouped_by=field, members=members, read=read)
            after.append(subquery(members, [*within.clauses, f"RETURN {within.expression} AS {made}"]))
            return Column(made, within.shape)
        within = _sum(context, label, variable, field)
        if within.expression == "[]":  # it only tells its type; a constant would make groups where there are none
            return within
        returned.append(f"{within.expression} AS {made}")
        return Column(made, within.shape)

    found = columns(fields, selected.type_name, column)
    own = [subquery(outer, [*whole.bound, f"RETURN {', '.join(returned)}"])] if returned else []
    return Column(found.expression, found.shape, [*own, *after, *found.clauses])


def _sum(context: Context, label: str, variable: str, field: Field) -> Column:
    if field.name == "count":
        return Column(f"count({variable})")
    assert field.name in numbers(label)
    value = stored(comparable(label)[field.name], variable)

    def column(each: Field) -> Column:
        context.charge(2 * COMPARE + WORKED_OUT * (field.name == "performance"))
        return Column(SUMS[each.name].format(value=value), as_is if each.name == "known" else COMPUTED)

    return columns(context.below(field), field.type_name, column)


def _groups(context: Context, whole: Members, grouped_by: Field, members: str, read: Read) -> Column:
    """The groups of some nodes, the largest first."""
    label, declared = whole.label, grouped(whole.label)[grouped_by.name]
    groups = whole.groups.by("" if isinstance(declared, Property) else declared.target or "")
    context.charge(2 * LOOK)
    with context.times(groups):
        context.charge()
    one, common, those = (context.variable(stem) for stem in ("member", "common", "members"))
    clauses = [f"UNWIND {members} AS {one}"]
    if isinstance(declared, Property):
        key = f"toString({common})"
        clauses.append(f"WITH {stored(declared, one)} AS {common}, collect({one}) AS {those}")
        shared: dict[str, Callable[[Field], Column]] = {"value": lambda _: Column(key)}
    else:
        key, target = f"{common}.key", declared.target or ""
        clauses.append(f"OPTIONAL MATCH {path(declared, one, common)}")
        clauses.append(f"WITH {common}, collect(DISTINCT {one}) AS {those}")
        shared = {
            "value": lambda _: Column(key),
            "node": lambda field: _node(context, target, common, field, read, groups),
        }
    again = context.variable(label)
    inner = Members(label, again, [f"UNWIND {those} AS {again}"], groups)
    within = _level(context, inner, grouped_by, read, those, shared)
    ordered = f"WITH * ORDER BY size({those}) DESC, {key} IS NULL, {key}"
    return Column(f"collect({within.expression})", Each(within.shape), [*clauses, *within.clauses, ordered])


def _node(context: Context, label: str, variable: str, field: Field, read: Read, groups: Grouped) -> Column:
    with context.times(groups):
        within = read(context, label, variable, field)
    return maybe(variable, replace(within, shape=Named(label, within.shape)))
