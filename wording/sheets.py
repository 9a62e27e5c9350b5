"""Answers as columns for programs: heads that never change, keys beside names, numbers plain and apart.

A column is named by the way to it in the JSON answer (`from.key`, `volume.low`), whatever the rows hold and whoever
reads them; what a node is called stands in `….name`.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.spreadsheet import FORMULA
from queries.declare import Question, Shown, fields
from queries.drawing import Row
from wording.cells import called

FIGURE = ["part", "place", "figure", "value"]
"""The heads of an answer of parts."""


@dataclass(frozen=True)
class Column:
    """What one column holds: the last of the fields that lead to it, or a part of that, as a node's key."""

    way: tuple[Shown, ...]
    part: str = ""

    @property
    def head(self) -> str:
        """How programs know it."""
        return ".".join([*(shown.name for shown in self.way), *([self.part] if self.part else [])])

    @property
    def key(self) -> bool:
        """Whether it holds keys."""
        return "key" in (self.part, self.way[-1].name)

    @property
    def many(self) -> bool:
        """Whether a line may have several values of it."""
        return any(shown.many for shown in self.way)

    def values(self, row: Row) -> list[Any]:
        """What a row has of it, without what there is not; the part `name` is the node itself."""
        found: list[Any] = [row]
        for shown in self.way:
            told = [each[shown.name] for each in found]
            found = [one for each in told for one in (each if shown.many else [each]) or () if one is not None]
        return [each[self.part] if self.part and self.part != "name" else each for each in found]

    def unknown(self, row: Row) -> bool:
        """Whether a row lacks some of it that there must be, so that nobody knows it."""
        found: list[Any] = [row]
        for shown in self.way:
            told = [each[shown.name] for each in found]
            if None in told and not shown.none:
                return True
            found = [one for each in told for one in (each if shown.many else [each]) or () if one is not None]
        return False


Figure = tuple[Shown, int | None, Column, Row]
"""A part of an answer, the place of the row where it has rows, the figure, and what has it."""


def columns(record: type | Mapping[str, Shown], way: tuple[Shown, ...] = ()) -> Iterator[Column]:
    """The columns of a record, or of some of its fields, those of the records in it among them."""
    for shown in (fields(record) if isinstance(record, type) else record).values():
        here = (*way, shown)
        if shown.record:
            assert isinstance(shown.type, type)
            yield from columns(shown.type, here)
            continue
        parts = ("low", "high") if shown.interval else ("key", "name") if shown.node else ("",)
        yield from (Column(here, part) for part in parts)


def listed(question: Question) -> Shown | None:
    """The list of records in a row whose members have a line each; nodes that a connection gives stay whole."""
    if question.connection:
        return None
    return next((each for each in fields(question.row).values() if each.record and each.many), None)


def spread(question: Question, answer: Row) -> Iterator[Row]:
    """The rows, once for each of the records that a row lists."""
    over = listed(question)
    for row in answer["rows"]:
        if over and row[over.name]:
            yield from ({**row, over.name: [record]} for record in row[over.name])
        else:
            yield row


def figures(question: Question, answer: Row) -> Iterator[Figure]:
    """The figures of an answer of parts, those of its rows one row after the other."""
    for whole in answer["rows"]:
        for part in fields(question.row).values():
            for place, held, row in _held(part, whole):
                yield from ((part, place, column, row) for column in columns(held))


def _held(part: Shown, whole: Row) -> Iterator[tuple[int | None, type | Mapping[str, Shown], Row]]:
    """The records of a part: of its rows with their places, and of all of them together."""
    value = whole[part.name]
    if part.asks:
        if part.asks.question.summary:
            yield None, part.asks.question.summary, value["summary"]
        yield from ((place, part.asks.fields, row) for place, row in enumerate(value["rows"], 1))
    elif part.record:
        assert isinstance(part.type, type)
        yield None, part.type, value
    else:
        yield None, {part.name: part}, whole


def lines(question: Question, answer: Row) -> list[list[Any]]:
    """The heads, whatever the answer is, and a line for each row, or for each of the records that a row lists.

    Of an answer of parts each figure has a line.
    """
    if question.whole:
        found = figures(question, answer)
        return [FIGURE, *([part.name, place, c.head, _value(c, c.values(row))] for part, place, c, row in found)]
    heads = list(columns(question.row))
    told = ([_value(column, column.values(row)) for column in heads] for row in spread(question, answer))
    return [[column.head for column in heads], *told]


def _value(column: Column, values: list[Any]) -> Any:
    said = [called(each) if column.part == "name" else each for each in values]
    return "; ".join(map(_word, said)) if column.many else said[0] if said else None


def written(lines: Iterable[Iterable[Any]]) -> str:
    """Lines as CSV, each of their cells plain."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(map(plain, line) for line in lines)
    return text.getvalue()


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def plain(value: Any) -> str:
    """One value: nothing for what is unknown, and no formula whatever somebody wrote."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return "" if value is None else _word(value)
