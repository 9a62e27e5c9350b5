"""Records: what a question's own statement gives beside nodes, and what is selected of the nodes in them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from api.compiler.columns import COMPUTED, Column, columns, interval, maybe, naming, subquery
from api.compiler.context import Context, Field
from api.compiler.shapes import Each, as_is
from api.compiler.sizes import Along
from api.compiler.values import TIMES
from queries.declare import Shown, fields

FEW = Along("", "")
"""How many members a list is counted with: what nobody counted."""

Read = Callable[[Context, str | None, str, Field], Column]
"""Reads what is selected of a node: its label (null: any), its variable, the field that selects."""


def record(context: Context, declared: Any, selected: Field, variable: str, read: Read) -> Column:
    """What is selected of a record, bound to a variable."""
    context.charge()
    shown = fields(declared)
    bound: list[str] = []

    def column(field: Field) -> Column:
        return _field(context, shown[field.name], field, variable, read, bound)

    found = columns(context.below(selected), selected.type_name, column)
    return replace(found, clauses=[*naming(bound), *found.clauses])


def held(context: Context, shown: Shown, selected: Field, variable: str, read: Read) -> Column:
    """One field of a record that is bound to a variable, by itself."""
    bound: list[str] = []
    found = _field(context, shown, selected, variable, read, bound)
    return replace(found, clauses=[*naming(bound), *found.clauses])


def _field(context: Context, shown: Shown, selected: Field, variable: str, read: Read, bound: list[str]) -> Column:
    """One field of a record; what has to be read under a name of its own goes to what is `bound`."""
    stored = f"{variable}.`{shown.name}`"
    if shown.node:
        label = shown.type if isinstance(shown.type, str) else None
        return _nested(context, shown, selected, variable, lambda made: read(context, label, made, selected), bound)
    if shown.record:
        inner = partial(record, context, shown.type, selected, read=read)
        return _nested(context, shown, selected, variable, inner, bound)
    if shown.interval:
        return maybe(stored, interval(context, selected, lambda end: Column(f"{stored}.{end}", COMPUTED)))
    if shown.type in TIMES:
        return Column(f"toString({stored})")
    return Column(stored, COMPUTED if shown.type is float else as_is)


def _nested(
    context: Context, shown: Shown, selected: Field, outer: str, item: Callable[[str], Column], bound: list[str]
) -> Column:
    """What a record holds at one place: a node or a record, or a list of them in its order."""
    stored, made = f"{outer}.`{shown.name}`", context.variable(selected.name)
    if shown.many:
        with context.nested(FEW):  # where the record itself is null, nothing is in its lists
            return listed(context, f"coalesce({stored}, [])", outer, made, item)
    bound.append(f"{stored} AS {made}")
    return maybe(made, item(made))


def listed(context: Context, stored: str, outer: str, made: str, item: Callable[[str], Column]) -> Column:
    """A list, of which each member is read under a name of its own; its order is kept."""
    place, one = context.variable("place"), context.variable("item")
    within = item(one)
    if not within.clauses:
        return Column(f"[{one} IN {stored} | {within.expression}]", Each(within.shape))
    clauses = [
        f"UNWIND range(0, size({stored}) - 1) AS {place}",
        f"WITH {place}, {stored}[{place}] AS {one}",
        *within.clauses,
        f"WITH * ORDER BY {place}",
        f"RETURN collect({within.expression}) AS {made}",
    ]
    return Column(made, Each(within.shape), [subquery(outer, clauses)])
