"""The questions of the catalogue: their own statement, and what is selected of the records that it gives."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from api.compiler.columns import Column, columns, subquery
from api.compiler.context import Arguments, Context, Facts, Field
from api.compiler.nodes import of
from api.compiler.pages import size
from api.compiler.records import held, listed, record
from api.compiler.sizes import Page
from graph.cypher import Cypher
from graph.errors import BadInput
from graph.language import Language
from queries.catalogue import QUESTIONS
from queries.composing import SUMMARY, composed, parameters, scope, summed
from queries.declare import Asks, Parameter, Question, fields
from queries.rests_on import RestsOn, rests_on

ASKED = {question.field: question for question in QUESTIONS.values() if not question.connection}
"""The questions that have a field of their own, by its name."""


GROUND, PART = 60, 40
"""What it costs to say what answers rest on, and a part of an answer that has a statement of its own, as below."""


def question(context: Context, selected: Field) -> Column:
    """One question: its answer, each part of it only where it is asked for."""
    asked = ASKED[selected.name]
    return _whole(context, asked, selected) if asked.whole else _answer(context, asked, selected, selected)


def _answer(context: Context, asked: Question, selected: Field, around: Field, part: Asks | None = None) -> Column:
    """The rows, their number, the summary, and what it rests on; the field `around` it has the question's arguments."""
    given = around.arguments(context.variables)
    prefix = context.bind(around, partial(_parameters, asked))
    context.bind(selected, _page, prefix)
    clauses = _rows(context, asked, given, prefix, selected, part)

    def one(field: Field) -> Column:
        if field.name == "rows":
            page = f"{prefix}page"
            made = context.variable("rows")
            with context.nested(Page(f"{prefix}limit")):
                return listed(context, page, page, made, partial(record, context, asked.row, field, read=of))
        if field.name == "summary" and asked.sums:
            return record(context, asked.summary, field, f"{prefix}summary", of)
        if field.name == "summary":
            context.whole(asked.takes / 2, f"{prefix}journeys")
            return _part(context, asked.summary, "summary", _own(asked, given, prefix, SUMMARY), field)
        if field.name == "restsOn":
            return _rests_on(context, given, prefix, field)
        return Column(f"{prefix}total")

    found = columns(context.below(selected), selected.type_name, one)
    return Column(found.expression, found.shape, [*clauses, *found.clauses])


def _whole(context: Context, asked: Question, selected: Field) -> Column:
    """An answer of parts, each of a statement of its own, or of the question that it asks."""
    given = selected.arguments(context.variables)
    prefix = context.bind(selected, partial(_parameters, asked))
    shown = fields(asked.row)

    def one(field: Field) -> Column:
        if field.name == "restsOn":
            return _rests_on(context, given, prefix, field)
        each = shown[field.name]
        if each.asks:
            return _answer(context, each.asks.question, field, selected, each.asks)
        context.whole(PART, f"{prefix}journeys")
        made = context.variable(field.name)
        text = _own(asked, given, prefix, f"{field.name}.cypher")
        own = subquery("", [text.bound, f"RETURN {{`{field.name}`: part}} AS {made}"])
        within = held(context, each, field, made, of)
        return Column(within.expression, within.shape, [own, *within.clauses])

    return columns(context.below(selected), selected.type_name, one)


def ground(context: Context, selected: Field) -> Column:
    """What answers in a scope rest on, whatever the question."""
    prefix = context.bind(selected, lambda values: scope(values).parameters())
    return _rests_on(context, selected.arguments(context.variables), prefix, selected)


def _rests_on(context: Context, given: Arguments, prefix: str, selected: Field) -> Column:
    context.whole(GROUND, f"{prefix}journeys")
    return _part(context, RestsOn, "restsOn", rests_on(given).prefixed(prefix), selected)


def _parameters(asked: Question, values: Arguments) -> dict[str, Any]:
    for parameter in asked.parameters:
        _check(parameter, values.get(parameter.name))
    return parameters(asked, values)


def _page(values: Arguments) -> dict[str, Any]:
    first, skip = size(values), values.get("skip") or 0
    if skip < 0:
        raise BadInput(f"skip: {skip} is less than 0")
    return {"skip": skip, "stop": skip + first, "limit": first + 1}


def _check(parameter: Parameter, value: Any) -> None:
    between = parameter.between
    if between and value is not None and not between.low <= value <= between.high:
        raise BadInput(f"{parameter.name}: {value} is out of range; give {between.low} to {between.high}")


def _rows(
    context: Context, asked: Question, given: Arguments, prefix: str, selected: Field, part: Asks | None
) -> list[str]:  # fmt: skip
    """The question's own statement, run once for the page, the count, and the summary where that sums up the rows."""
    parts = {each.name for each in context.below(selected)}
    sums = asked.sums and "summary" in parts
    if sums or parts & {"rows", "totalCount"}:
        context.whole(part.takes if part else asked.takes, f"{prefix}journeys")
    if asked.compute and parts & {"rows", "totalCount", "summary"}:
        context.facts.append(
            Facts(_own(asked, given, prefix, "facts.cypher"), partial(_computed, asked, prefix, context.language))
        )
    if not sums and not parts & {"rows", "totalCount"}:
        return []
    page, total = f"rows[${prefix}skip..${prefix}stop]", "size(rows)"
    if asked.compute:
        page, total = "rows", f"${prefix}total"
    summary = [subquery("rows", [summed(asked, given).prefixed(prefix)])] if sums else []
    counted = f"RETURN {total} AS {prefix}total, {page} AS {prefix}page" + f", summary AS {prefix}summary" * sums
    ordered = [f"WITH row ORDER BY {part.order}"] if part and part.order else []
    return [subquery("", [_own(asked, given, prefix).bound, *ordered, "WITH collect(row) AS rows", *summary, counted])]


def _computed(
    asked: Question, prefix: str, language: Language, read: Any, known: Mapping[str, Any]
) -> dict[str, Any]:  # fmt: skip
    """The rows of the page, and their number, from what was read, the question's own parameters and the language."""
    assert asked.facts and asked.compute
    own = {name.removeprefix(prefix): value for name, value in known.items() if name.startswith(prefix)}
    own["language"] = language
    rows = asked.compute(asked.facts(**read), own)
    found = {"rows": rows[own["skip"] : own["stop"]], "total": len(rows)}
    if asked.summarise:
        found["whole"] = asked.summarise(rows)
    return {prefix + name: value for name, value in found.items()}


def _own(asked: Question, given: Arguments, prefix: str, file: str | None = None) -> Cypher:
    """The text of its statement, or of another of its folder, with this field's parameters."""
    return composed(asked, given, file).prefixed(prefix)


def _part(context: Context, declared: Any, name: str, text: Cypher, selected: Field) -> Column:
    """A record that a statement of its own gives."""
    made = context.variable(name)
    within = record(context, declared, selected, made, of)
    own = subquery("", [text.bound, f"RETURN {name} AS {made}"])
    return Column(within.expression, within.shape, [own, *within.clauses])
