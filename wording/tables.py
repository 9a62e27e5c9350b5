"""Answers as tables: a column for each field that a row shows, without those that are empty."""

from collections.abc import Sequence
from typing import Any

from graph.language import Language
from queries.declare import Question, Shown, fields
from queries.drawing import Drawing, Row
from wording import cells
from wording.cells import APART, apart, called, cell


def drawings(question: Question, rows: Sequence[Row], language: Language) -> list[Drawing]:
    """The rows, of which there are some, as the question draws them, or as one table."""
    told = distinct(question, rows)
    if question.draw:
        return question.draw(told, cells, language)
    return [table(question.row, told, language, question.identity)]


def table(record: type, rows: Sequence[Row], language: Language, kept: Sequence[str] = (), title: str = "") -> Drawing:
    """Records as a table, without the columns in which none of them has anything.

    Those that are `kept` stay, unless their fields are for what there may not be.
    """
    told = [
        (shown, [cell(shown, row[shown.name], language) for row in rows])
        for shown in fields(record).values()
        if not shown.detail
    ]
    filled = [(shown, column) for shown, column in told if any(column) or (shown.name in kept and not shown.none)]
    heads = [shown.head(language) for shown, _ in filled]
    numbers = [place for place, (shown, _) in enumerate(filled) if _is_number(shown)]
    return Drawing(heads, list(zip(*(column for _, column in filled), strict=True)), title=title, numbers=numbers)


def _is_number(shown: Shown) -> bool:
    """Whether it is set to the right."""
    return not shown.many and (shown.interval or shown.type in (int, float))


def distinct(question: Question, rows: Sequence[Row]) -> list[Row]:
    """The rows; where some would read alike, the nodes in which they differ have their keys beside their names."""
    nodes = [shown for shown in fields(question.row).values() if shown.node and not shown.detail]
    alike: dict[object, list[int]] = {}
    for place, row in enumerate(rows):
        alike.setdefault(_label(question, nodes, row), []).append(place)
    found = list(rows)
    for places in alike.values():
        for shown in nodes if len(places) > 1 else ():
            names = apart(node for place in places for node in _several(rows[place][shown.name]))
            for place in places:
                found[place] = found[place] | {shown.name: _named(rows[place][shown.name], names)}
    return found


def _label(question: Question, nodes: Sequence[Shown], row: Row) -> object:
    """What a row is about, as it reads: its nodes by their names, and what else tells it from others but keys."""
    named = tuple(tuple(map(called, _several(row[shown.name]))) for shown in nodes)
    others = (row[name] for name in question.identity if name != "key")
    return named, *(each for each in others if not isinstance(each, dict | list))


def _several(value: Any) -> list[Row]:
    return value if isinstance(value, list) else [value] if value else []


def _named(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_named(each, names) for each in value]
    return value and {**value, APART: names[value["key"]]}
