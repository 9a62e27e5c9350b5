"""The fields of `Edited`: what an act changed and what follows from it, read in the transaction that wrote."""

from collections.abc import Callable
from functools import partial
from typing import Any

from api.compiler.columns import Column, columns, interval, maybe, subquery
from api.compiler.context import READ, Arguments, Context, Field
from api.compiler.nodes import anything, node
from api.compiler.shapes import Each, Made, Parameters, Unasked
from api.compiler.sizes import Page
from api.editable import COPY, LABELS
from api.shown import CONSEQUENCES, LARGEST_FIRST
from graph.errors import BadInput

CHANGE = 200 * READ
"""What it costs to carry out a change: it is settled with what stands there, written, and derived from."""

SOME = 20
"""How many changes an edit is counted with that is taken back, and a copy: nobody counts them beforehand."""


def acted(counts: Callable[[Arguments], int]) -> Callable[[Context, Field], tuple[Column, str]]:
    """What an act of editing did, which `counts` as so many changes: as many are its `refs`."""

    def read(context: Context, selected: Field) -> tuple[Column, str]:
        prefix = context.bind(selected, lambda given: {"refs": [None] * counts(given)})
        return _payload(context, selected, prefix), prefix

    return read


def changing(given: Arguments) -> int:
    """How many changes an edit is counted with."""
    return sum(SOME if COPY in (each.get("journey") or ()) else 1 for each in given["changes"])


def _payload(context: Context, selected: Field, prefix: str) -> Column:
    with context.times(Page(f"{prefix}refs")):
        context.charge(CHANGE)
    reading = {
        "edit": _edit,
        "revision": _revision,
        "nodes": _nodes,
        "consequences": _consequences,
        "problems": _problems,
    }
    return columns(
        context.below(selected), selected.type_name, lambda field: reading[field.name](context, field, prefix)
    )


def _edit(context: Context, selected: Field, prefix: str) -> Column:
    run = context.variable("run")
    within = node(context, "ImportRun", run, selected.nodes)
    found = maybe(run, within, f"OPTIONAL MATCH ({run}:ImportRun {{key: ${prefix}run}})")
    made = context.variable("edit")
    clauses = [*found.clauses, f"RETURN {found.expression} AS {made}"]
    return Column(made, found.shape, [subquery("", clauses)])


def _revision(context: Context, selected: Field, prefix: str) -> Column:
    made = context.variable(selected.name)
    clauses = [
        "OPTIONAL MATCH (graph:Graph {key: 'graph'})",
        f"RETURN coalesce(${prefix}stands, graph.revision, 0) AS {made}",
    ]
    return Column(made, clauses=[subquery("", clauses)])


def _nodes(context: Context, selected: Field, prefix: str) -> Column:
    """A list of `[place, node]`, of whatever label; the shape leaves a hole for what is gone."""
    place, ref, found, made = (context.variable(stem) for stem in ("place", "ref", "node", "nodes"))
    refs = f"{prefix}refs"
    with context.times(Page(refs)):
        context.charge()
        within = anything(context, found, selected.nodes)
    each = (
        f"WITH {ref} WHERE {ref}[0] = '{label}' MATCH ({found}:{label} {{key: {ref}[1]}}) RETURN {found}"
        for label in LABELS
    )

    def shape(value: list[Any], parameters: Parameters) -> list[Any]:
        there = {at: within.shape(row, parameters) for at, row in value}
        return [there.get(at) for at in range(len(parameters[refs]))]

    clauses = [
        f"UNWIND range(0, size(${refs}) - 1) AS {place}",
        f"WITH {place}, ${refs}[{place}] AS {ref} WHERE {ref} IS NOT NULL",
        subquery(ref, ["\nUNION ALL\n".join(each)]),
        *within.clauses,
        f"RETURN collect([{place}, {within.expression}]) AS {made}",
    ]
    return Column(made, Made(shape), [subquery("", clauses)])


def _consequences(context: Context, selected: Field, prefix: str) -> Column:
    def part(field: Field) -> Column:
        listed = f"${prefix}{field.name}"
        if field.name == "counts":
            return columns(context.below(field), field.type_name, lambda each: Column(f"size(${prefix}{each.name})"))
        own = context.bind(field, _first)
        rows = f"{listed}[..${own}limit - 1]"
        with context.times(Page(f"{own}limit")):
            return _handoffs(context, field, rows) if field.name == "handoffs" else _ruptures(context, field, rows)

    return columns(context.below(selected), selected.type_name, part)


def _first(given: Arguments) -> dict[str, Any]:
    """One more than how many are asked for, as pages have it."""
    first = CONSEQUENCES if given.get("first") is None else given["first"]
    if not 0 <= first <= LARGEST_FIRST:
        raise BadInput(f"first: {first} is out of range; give a number from 0 to {LARGEST_FIRST}")
    return {"limit": first + 1}


def _ruptures(context: Context, selected: Field, keys: str) -> Column:
    place, rupture = context.variable("place"), context.variable("Rupture")
    within = node(context, "Rupture", rupture, selected.nodes)
    return _in_order(context, selected, keys, place, f"MATCH ({rupture}:Rupture {{key: {keys}[{place}]}})", within)


def _handoffs(context: Context, selected: Field, rows: str) -> Column:
    place, change = context.variable("place"), context.variable("change")
    context.charge()
    within = columns(context.below(selected), selected.type_name, partial(_of_handoff, context, change))
    return _in_order(context, selected, rows, place, f"WITH {place}, {rows}[{place}] AS {change}", within)


def _in_order(context: Context, selected: Field, listed: str, place: str, found: str, within: Column) -> Column:
    """A list in the order of another one: `found` says what stands at each place."""
    made = context.variable(selected.name)
    clauses = [
        f"UNWIND range(0, size({listed}) - 1) AS {place}",
        found,
        *within.clauses,
        f"WITH * ORDER BY {place}",
        f"RETURN collect({within.expression}) AS {made}",
    ]
    return Column(made, Each(within.shape), [subquery("", clauses)])


def _of_handoff(context: Context, change: str, selected: Field) -> Column:
    """One field of a hand-off's change, of which the act told all but the hand-off itself: that may be gone."""
    if selected.name == "handoff":
        handoff = context.variable("Handoff")
        within = node(context, "Handoff", handoff, selected.nodes)
        return maybe(handoff, within, f"OPTIONAL MATCH ({handoff}:Handoff {{key: {change}.key}})")
    stored = f"{change}.{selected.name}"
    if selected.name == "volume":
        return maybe(stored, interval(context, selected, lambda end: Column(f"{stored}.{end}")))
    return Column(stored)


def _problems(context: Context, selected: Field, prefix: str) -> Column:
    """What is to be known, of the parameters alone; messages are there in each language."""
    fields = {each.key: each.name for each in context.below(selected)}
    language = context.language

    def shape(parameters: Parameters) -> list[Any]:
        told = (
            problem | {"message": problem["message"][language], "__typename": selected.type_name}
            for problem in parameters[f"{prefix}problems"]
        )
        return [{key: each[name] for key, name in fields.items()} for each in told]

    return Column("", Unasked(shape))
