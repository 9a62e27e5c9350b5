"""Answers for a spreadsheet: keys beside names, numbers plain and apart, one line a cell, nothing for the unknown."""

from collections.abc import Iterator
from typing import Any

from graph.model import Volume
from parcours.asking import Asked
from parcours.tables import lines as told
from queries.declare import Shown, fields
from wording.cells import called

FORMULA = ("=", "+", "-", "@", "\t")
"""What a spreadsheet would take for a formula, if a name began with it."""

Cells = list[tuple[str, str]]
"""Heads and values."""


def lines(asked: Asked, answer: dict[str, Any]) -> list[list[str]]:
    """The heads, whatever the answer is, and a line for each row, or for each of the records that a row lists."""
    if asked.question.connection:
        return _told(asked, answer)
    assert asked.question.row is not None
    shown = list(fields(asked.question.row).values())
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
        return [(f"{head}.{end}", _text((value or {}).get(end))) for end in ("low", "high")]
    if shown.record:
        return _spread(shown, value or {}, head)
    if shown.node:
        return [(head, value["key"] if value else ""), (f"{head}.name", _text(called(value)) if value else "")]
    return [(head, _text(value))]


def _word(shown: Shown, value: Any) -> str:
    if shown.node:
        return str(value["key"])
    if shown.record:
        return " ".join(text for _, text in _spread(shown, value, shown.name) if text)
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _told(asked: Asked, answer: dict[str, Any]) -> list[list[str]]:
    """The tables of hand-offs and ruptures, with key and volume apart, and what some ruptures alone have."""
    heads, *rows = told(asked, answer)
    apart = [_apart(row) for row in answer["rows"]]
    beside = [name for name in APART if any(each[name] for each in apart)]
    found = [["key", *heads[:-1], "low", "high", "triage", *beside]]
    for row, cells, values in zip(answer["rows"], rows, apart, strict=True):
        interval = row["volume"] or {"low": "", "high": ""}
        texts = [_text("; ".join(part for part in cell.split("\n") if part)) for cell in cells[:-1]]
        triage = row.get("triage") or "; ".join(rupture["triage"] for rupture in row["ruptures"])
        found.append([row["key"], *texts, f"{interval['low']}", f"{interval['high']}", triage])
        found[-1] += [_text(values[name]) for name in beside]
    return found


APART = ("resolved", "reopened", "triageNote", "triageOwner", "triageDue")
"""What few ruptures have: the days on which they were gone or came back, and what people said of them."""


def _apart(row: dict[str, Any]) -> dict[str, str]:
    """What of it a rupture, or those of a hand-off, have."""
    values = [{name: _of_few(rupture.get(name)) for name in APART} for rupture in row.get("ruptures", [row])]
    return {name: "; ".join(each[name] for each in values if each[name]) for name in APART}


def _of_few(value: Any) -> str:
    """A run by its day, a department by its key, one line a note."""
    if isinstance(value, dict):
        return str((value.get("startedAt") or value["key"])[:10]) if "startedAt" in value else str(value["key"])
    return " ".join((value or "").split())
