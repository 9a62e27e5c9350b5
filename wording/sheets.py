"""Answers for a spreadsheet: keys beside names, numbers plain and apart, one line a cell, nothing for the unknown."""

from collections.abc import Iterator
from typing import Any

from graph.language import Language
from graph.model import Volume
from queries.declare import Question, Shown, fields
from wording import cells
from wording.cells import called

FORMULA = ("=", "+", "-", "@", "\t")
"""What a spreadsheet would take for a formula, if a name began with it."""

Cells = list[tuple[str, str]]
"""Heads and values."""


def lines(question: Question, answer: dict[str, Any], language: Language) -> list[list[str]]:
    """The heads, whatever the answer is, and a line for each row, or for each of the records that a row lists."""
    if question.sheet:
        return [[plain(each) for each in line] for line in question.sheet(answer["rows"], cells, language)]
    shown = list(fields(question.row).values())
    inner = next((each for each in shown if each.record and each.many), None)
    heads = [head for head, _ in _cells_of(shown, inner, {}, {})]
    return [heads, *([text for _, text in line] for row in answer["rows"] for line in _lines(shown, inner, row))]


def _lines(shown: list[Shown], inner: Shown | None, row: dict[str, Any]) -> Iterator[Cells]:
    for record in (row[inner.name] if inner else None) or [{}]:
        yield _cells_of(shown, inner, row, record)


def _cells_of(shown: list[Shown], inner: Shown | None, row: dict[str, Any], record: dict[str, Any]) -> Cells:
    own = [cell for each in shown if each is not inner for cell in _cells(each, row.get(each.name), each.name)]
    return own + (_spread(inner, record, inner.name) if inner else [])


def _spread(shown: Shown, record: dict[str, Any], head: str) -> Cells:
    """The fields of a record apart; of one that is not there they are empty."""
    assert isinstance(shown.type, type)
    inside = fields(shown.type).values()
    return [cell for each in inside for cell in _cells(each, record.get(each.name), f"{head}.{each.name}")]


def _cells(shown: Shown, value: Any, head: str) -> Cells:
    if shown.many:
        return [(head, "; ".join(_word(shown, each) for each in value or ()))]
    if shown.type is Volume:
        return [(f"{head}.{end}", plain((value or {}).get(end))) for end in ("low", "high")]
    if shown.record:
        return _spread(shown, value or {}, head)
    if shown.node:
        return [(head, value["key"] if value else ""), (f"{head}.name", plain(called(value)) if value else "")]
    return [(head, plain(value))]


def _word(shown: Shown, value: Any) -> str:
    if shown.node:
        return str(value["key"])
    if shown.record:
        return " ".join(text for _, text in _spread(shown, value, shown.name) if text)
    return plain(value)


def plain(value: Any) -> str:
    """One value: nothing for what is unknown, and no formula whatever somebody wrote."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
