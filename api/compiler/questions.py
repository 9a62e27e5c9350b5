"""The questions of the catalogue: their own statement, and what is selected of the records that it gives."""

from collections.abc import Callable
from functools import partial
from typing import Any

from api.compiler.columns import COMPUTED, Column, columns, maybe, subquery
from api.compiler.context import Arguments, Context, Facts, Field
from api.compiler.nodes import FEW, anything, node
from api.compiler.pages import size
from api.compiler.shapes import Each, as_is
from graph.errors import BadInput
from graph.model import Volume
from queries.catalogue import QUESTIONS
from queries.declare import Parameter, Question, Shown, fields
from queries.rests_on import RestsOn, rests_on
from queries.statement import parameters, scope, statement

ASKED = {question.field: question for question in QUESTIONS.values() if not question.connection}
"""The questions that have a field of their own, by its name."""


def question(context: Context, selected: Field) -> Column:
    """One question: its rows, their number, its summary, and what it rests on, each only where it is asked for."""
    asked = ASKED[selected.name]
    given = selected.arguments(context.variables)
    prefix = context.bind(selected, lambda values: _parameters(asked, values))
    clauses = _rows(context, asked, given, prefix, selected)

    def part(field: Field) -> Column:
        if field.name == "rows":
            page = f"{prefix}page"
            made = context.variable("rows")
            with context.times(f"{prefix}limit"):
                return _list(context, page, page, made, partial(_record, context, asked.row, field))
        if field.name == "summary":
            return _part(context, asked.summary, "summary", _own(asked, given, "summary.cypher", prefix), field)
        if field.name == "restsOn":
            return _part(context, RestsOn, "restsOn", _named(rests_on(given), prefix), field)
        return Column(f"{prefix}total")

    found = columns(context.below(selected), selected.type_name, part)
    return Column(found.expression, found.shape, [*clauses, *found.clauses])


def ground(context: Context, selected: Field) -> Column:
    """What answers in a scope rest on, whatever the question."""
    prefix = context.bind(selected, lambda values: {**scope(values).parameters(), "evidence": values.get("evidence")})
    text = _named(rests_on(selected.arguments(context.variables)), prefix)
    return _part(context, RestsOn, "restsOn", text, selected)


def _parameters(asked: Question, values: Arguments) -> dict[str, Any]:
    for parameter in asked.parameters:
        _check(parameter, values.get(parameter.name))
    first, skip = size(values), values.get("skip") or 0
    if skip < 0:
        raise BadInput(f"skip: {skip} is less than 0")
    return {**parameters(asked, values), "skip": skip, "stop": skip + first, "limit": first + 1}


def _check(parameter: Parameter, value: Any) -> None:
    between = parameter.between
    if between and value is not None and not between.low <= value <= between.high:
        raise BadInput(f"{parameter.name}: {value} is out of range; give {between.low} to {between.high}")


def _rows(context: Context, asked: Question, given: Arguments, prefix: str, selected: Field) -> list[str]:
    """The question's own statement, run once for the page and the count."""
    if not {each.name for each in context.below(selected)} & {"rows", "totalCount"}:
        return []
    if asked.compute:
        facts = _own(asked, given, "facts.cypher", prefix)
        context.facts.append(Facts(facts, prefix, asked.compute))
    own = subquery("", [_own(asked, given, None, prefix)])
    page, total = f"found[${prefix}skip..${prefix}stop]", "size(found)"
    if asked.compute:
        page, total = "found", f"${prefix}total"
    counted = f"RETURN {total} AS {prefix}total, {page} AS {prefix}page"
    return [subquery("", [own, "WITH collect(row) AS found", counted])]


def _own(asked: Question, given: Arguments, file: str | None, prefix: str) -> str:
    return _named(statement(asked, given, file), prefix)


def _named(text: str, prefix: str) -> str:
    return text.strip().replace("$", f"${prefix}")


def _part(context: Context, record: Any, name: str, text: str, selected: Field) -> Column:
    """A record that a statement of its own gives."""
    made = context.variable(name)
    within = _record(context, record, selected, made)
    own = subquery("", [subquery("", [text]), f"RETURN {name} AS {made}"])
    return Column(within.expression, within.shape, [own, *within.clauses])


def _record(context: Context, record: Any, selected: Field, variable: str) -> Column:
    """What is selected of a record, bound to a variable."""
    context.charge()
    shown = fields(record)
    selection = context.below(selected)
    return columns(selection, selected.type_name, lambda field: _field(context, shown[field.name], field, variable))


def _field(context: Context, shown: Shown, selected: Field, variable: str) -> Column:
    stored = f"{variable}.`{shown.name}`"
    if shown.node:
        return _nested(context, shown, selected, variable, partial(_node, context, shown, selected))
    if shown.record:
        return _nested(context, shown, selected, variable, partial(_record, context, shown.type, selected))
    if shown.type is Volume:
        ends = columns(context.below(selected), "VolumeRange", lambda end: Column(f"{stored}.{end.name}", COMPUTED))
        return maybe(stored, ends)
    return Column(stored, COMPUTED if shown.type is float else as_is)


def _node(context: Context, shown: Shown, selected: Field, variable: str) -> Column:
    if isinstance(shown.type, str):
        return node(context, shown.type, variable, selected.nodes)
    return anything(context, variable, selected.nodes)


def _nested(context: Context, shown: Shown, selected: Field, outer: str, item: Callable[[str], Column]) -> Column:
    """What a record holds at one place: a node or a record, or a list of them in its order."""
    stored, made = f"{outer}.`{shown.name}`", context.variable(selected.name)
    if shown.many:
        with context.times(FEW):
            return _list(context, stored, outer, made, item)
    within = item(made)
    return maybe(made, within, f"WITH *, {stored} AS {made}")


def _list(context: Context, stored: str, outer: str, made: str, item: Callable[[str], Column]) -> Column:
    place, one = context.variable("place"), context.variable("item")
    within = item(one)
    clauses = [
        f"UNWIND range(0, size({stored}) - 1) AS {place}",
        f"WITH {place}, {stored}[{place}] AS {one}",
        *within.clauses,
        f"WITH * ORDER BY {place}",
        f"RETURN collect({within.expression}) AS {made}",
    ]
    return Column(made, Each(within.shape), [subquery(outer, clauses)])
