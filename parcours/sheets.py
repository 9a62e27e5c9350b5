"""Answers for a spreadsheet: keys beside names, numbers plain and apart, one line a cell, nothing for the unknown."""

from collections.abc import Iterator
from typing import Any

from graph.model import Volume
from parcours.asking import Asked
from parcours.tables import lines as told
from parcours.wording import called
from queries.declare import Shown, fields

FORMULA = ("=", "+", "-", "@", "\t")
"""What a spreadsheet would take for a formula, if a name began with it."""

Cells = list[tuple[str, str]]
"""Heads and values."""


def lines(asked: Asked, answer: dict[str, Any]) -> list[list[str]]:
    """The heads and a line for each row; a row with records of its own has a line for each of these."""
    if asked.question.connection:
        return _told(asked, answer)
    assert asked.question.row is not None
    shown = list(fields(asked.question.row).values())
    inner = next((each for each in shown if each.record and each.many), None)
    rows = [dict(cells) for row in answer["rows"] for cells in _lines(shown, inner, row)]
    heads = max(map(list, rows), key=len) if rows else [each.name for each in shown]
    return [heads, *([row.get(head, "") for head in heads] for row in rows)]


def _lines(shown: list[Shown], inner: Shown | None, row: dict[str, Any]) -> Iterator[Cells]:
    own = [cell for each in shown if each is not inner for cell in _cells(each, row[each.name], each.name)]
    if inner is None:
        yield own
        return
    assert isinstance(inner.type, type)
    if not row[inner.name]:
        yield own
    for record in row[inner.name]:
        nested = fields(inner.type).values()
        yield own + [c for e in nested for c in _cells(e, record[e.name], f"{inner.name}.{e.name}")]


def _cells(shown: Shown, value: Any, head: str) -> Cells:
    if shown.many:
        return [(head, "; ".join(_word(shown, each) for each in value))]
    if shown.type is Volume:
        return [(f"{head}.low", _text((value or {}).get("low"))), (f"{head}.high", _text((value or {}).get("high")))]
    if shown.node:
        return [(head, value["key"] if value else ""), (f"{head}.name", _text(called(value)) if value else "")]
    return [(head, _word(shown, value))]


def _word(shown: Shown, value: Any) -> str:
    if shown.node:
        return str(value["key"])
    if shown.record:
        assert isinstance(shown.type, type)
        if value is None:
            return ""
        return " ".join(v for e in fields(shown.type).values() for _, v in _cells(e, value[e.name], e.name) if v)
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _told(asked: Asked, answer: dict[str, Any]) -> list[list[str]]:
    """The tables of hand-offs and ruptures, with key and volume apart."""
    heads, *rows = told(asked, answer)
    found = [["key", *heads[:-1], "low", "high", "triage"]]
    for row, cells in zip(answer["rows"], rows, strict=True):
        interval = row["volume"] or {"low": "", "high": ""}
        texts = ["; ".join(part for part in cell.split("\n") if part) for cell in cells[:-1]]
        triage = row.get("triage") or "; ".join(rupture["triage"] for rupture in row["ruptures"])
        found.append([row["key"], *texts, f"{interval['low']}", f"{interval['high']}", triage])
    return found
