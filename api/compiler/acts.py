"""The fields of `Mutation`: what an act is given, and what is read of the nodes that it touched once it has written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.compiler import ids
from api.compiler.columns import Column, columns, subquery
from api.compiler.context import Context, Field
from api.compiler.editing import SOME, acted, changing
from api.compiler.nodes import node
from api.compiler.shapes import Made, Parameters
from api.compiler.sizes import Page


@dataclass(frozen=True)
class Act:
    """What an operation does: the field that asks for it, and how the parameters begin that tell what it did."""

    field: Field
    prefix: str


WROTE = "wrote"
"""The parameter that says whether the act had to write anything."""


def triage(context: Context, selected: Field) -> tuple[Column, str]:
    """What is decided about ruptures."""
    prefix = context.bind(selected, lambda given: {"keys": [ids.key(each) for each in given["ruptures"]]})
    keys = f"{prefix}keys"
    with context.times(Page(keys)):
        context.charge()  # each is looked up, and written

    def part(field: Field) -> Column:
        if field.name == "changed":
            return Column(f"${WROTE}")
        return _revision(context) if field.name == "revision" else _touched(context, "Rupture", field, keys)

    return columns(context.below(selected), selected.type_name, part), prefix


ACTING: dict[str, Callable[[Context, Field], tuple[Column, str]]] = {
    "triage": triage,
    "edit": acted(changing),
    "undo": acted(lambda _: SOME),
    "release": acted(lambda _: 1),
}
"""The fields of `Mutation` by name: what is read once it is done, and how the parameters begin that tell what was."""


def _revision(context: Context) -> Column:
    made = context.variable("revision")
    return Column(made, clauses=[subquery("", [f"MATCH (g:Graph {{key: 'graph'}}) RETURN g.revision AS {made}"])])


def _touched(context: Context, label: str, selected: Field, keys: str) -> Column:
    """The nodes with these keys, which are there: the act has just touched them."""
    variable, asked, made = (context.variable(stem) for stem in (label, "asked", "nodes"))
    with context.times(Page(keys)):
        within = node(context, label, variable, selected.nodes)

    def shape(value: list[Any], parameters: Parameters) -> list[Any]:
        there = {key: within.shape(row, parameters) for key, row in value}
        return [there[key] for key in parameters[keys]]

    clauses = [
        f"UNWIND ${keys} AS {asked} MATCH ({variable}:{label} {{key: {asked}}})",
        *within.clauses,
        f"RETURN collect([{asked}, {within.expression}]) AS {made}",
    ]
    return Column(made, Made(shape), [subquery("", clauses)])
