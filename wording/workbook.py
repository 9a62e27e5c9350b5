"""Answers as workbooks for people: the rows on one sheet, what was asked and what it rests on, on another."""

import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from graph.language import Language, both
from queries.declare import Question, fields
from queries.drawing import Row
from queries.rests_on import RestsOn
from wording import cells
from wording.answers import counted
from wording.cells import UNKNOWN, joined, one
from wording.sheets import FORMULA, Column, columns, listed, spread

ANSWER, ABOUT = both("Answer", "Réponse"), both("About", "À propos")
ASKED, DAY = both("Asked", "Demandé"), both("On", "Le")
RESTS = both("What it rests on", "Sur quoi elle repose")
PARTS = {
    "": both("{head}", "{head}"),
    "name": both("{head}", "{head}"),
    "key": both("{head} (key)", "{head} (clé)"),
    "low": both("{head}, at least", "{head}, au moins"),
    "high": both("{head}, at most", "{head}, au plus"),
}
"""What stands above the parts of what a field holds."""

NARROW, WIDE = 10, 60
"""How wide a column is at least and at most, in characters; what is longer has several lines."""
TOP, LINES = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
WHOLE, DAYS = "#,##0", both("yyyy-mm-dd", "dd/mm/yyyy")
"""How numbers of people, and days, are written by whatever program shows them."""

Value = str | int | float | datetime.date | None


@dataclass(frozen=True)
class About:
    """What was asked: the sentence, the command that asks it again, where it was looked (nothing, if everywhere)."""

    sentence: str
    command: str
    scope: str


def workbook(question: Question, answer: Row, asked: About, language: Language) -> bytes:
    """An answer as an xlsx file."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = ANSWER[language]
    _answer(sheet, question, answer, language)
    about = book.create_sheet(ABOUT[language])
    told = [(asked.sentence,), (ASKED[language], asked.command), (DAY[language], datetime.date.today())]
    _fill(about, [*told, (asked.scope,)], language)
    _about(about, question, answer, language)
    about["A1"].font = Font(bold=True, size=14)
    about["A1"].alignment = TOP
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _answer(sheet: Worksheet, question: Question, answer: Row, language: Language) -> None:
    """Names first, keys behind them; the head stays where it is, and filters."""
    rows = list(spread(question, answer))
    told = _filled([each for each in columns(question.row) if not any(shown.detail for shown in each.way)], rows)
    told.sort(key=lambda column: column.part == "key")
    _fill(sheet, [_heads(told, question, language)], language)
    _fill(sheet, ([_value(each, row, language) for each in told] for row in rows), language)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _widths(sheet, 1)


def _filled(found: list[Column], rows: Sequence[Row]) -> list[Column]:
    """The columns in which some row has something; all of them where there are no rows."""
    return [column for column in found if not rows or any(column.values(row) for row in rows)]


def _heads(told: Sequence[Column], question: Question, language: Language) -> list[str]:
    """What stands above columns; the list whose members have a line each goes without saying, unless heads clash."""
    over = listed(question)
    short = [_head(each, language, each.way[0] is over) for each in told]
    return [_head(each, language) if short.count(head) > 1 else head for each, head in zip(told, short, strict=True)]


def _head(column: Column, language: Language, skip: int = 0) -> str:
    told = " · ".join(shown.head(language) for shown in column.way[skip:])
    return PARTS[column.part][language].format(head=told)


def _value(column: Column, row: Row, language: Language) -> Value:
    """Numbers and days as such; several of anything in words."""
    values = column.values(row)
    if len(values) < 2:
        return _plain(column, values[0], language) if values else None
    if column.part in ("key", "low", "high"):
        return "; ".join(map(str, values))
    words = [one(column.way[-1], each, language) for each in values]
    return " → ".join(words) if column.way[-1].way else joined(words)


def _plain(column: Column, value: Any, language: Language) -> Value:
    shown = column.way[-1]
    if column.part in ("key", "low", "high") or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value  # type: ignore[no-any-return]
    if shown.type is datetime.date:
        return datetime.date.fromisoformat(value)
    if shown.type is datetime.datetime:
        return datetime.datetime.fromisoformat(value).astimezone().replace(tzinfo=None)
    return one(shown, value, language)


def _about(sheet: Worksheet, question: Question, answer: Row, language: Language) -> None:
    """How many there are, the summary, what it rests on."""
    found = answer["totalCount"] if answer["rows"] else 0
    _fill(sheet, [(), (counted(found, language),)], language)
    if question.draw_summary:
        for drawing in question.draw_summary(answer["summary"], cells, language):
            _fill(sheet, [(), (drawing.title,), drawing.heads, *drawing.rows], language)
    elif question.summary:
        _record(sheet, question.summary, answer["summary"], language)
    if answer["scope"]:
        _fill(sheet, [(), (RESTS[language],)], language)
        _record(sheet, RestsOn, answer["restsOn"], language)
    _widths(sheet, 2)


def _record(sheet: Worksheet, record: type, values: Row, language: Language) -> None:
    """A line for each value of a record; a table for each list of records in it."""
    told = [column for column in columns(record) if column.part != "key"]
    single = [column for column in told if not (column.way[0].record and column.way[0].many)]
    there = [each for each in single if each.values(values) or not (each.many or each.way[-1].none)]
    lines = ((_head(each, language), _value(each, values, language)) for each in there)
    _fill(sheet, ((head, UNKNOWN[language] if value is None else value) for head, value in lines), language)
    for shown in fields(record).values():
        if shown.record and shown.many:
            assert isinstance(shown.type, type)
            mine = _filled([each for each in columns(shown.type) if each.part != "key"], values[shown.name])
            _fill(sheet, [(), (shown.head(language),), [_head(each, language) for each in mine]], language)
            _fill(sheet, ([_value(each, row, language) for each in mine] for row in values[shown.name]), language)


def _fill(sheet: Worksheet, lines: Iterable[Sequence[Value]], language: Language) -> None:
    """Put lines below what is there."""
    for line in lines:
        sheet.append([_cell(sheet, value, language) for value in line])


def _cell(sheet: Worksheet, value: Value, language: Language) -> Cell:
    """A value that stays what it is: no text becomes a formula, also when somebody edits it."""
    cell = Cell(sheet, 1, 1, (ILLEGAL_CHARACTERS_RE.sub("", value) or None) if isinstance(value, str) else value)
    cell.alignment = LINES if isinstance(value, str) else TOP
    if isinstance(cell.value, str):
        cell.data_type = "s"
        cell.quotePrefix = cell.value.startswith(FORMULA)
    elif isinstance(value, datetime.date):
        cell.number_format = DAYS[language]
    elif isinstance(value, int | float) and float(value).is_integer():
        cell.number_format = WHOLE
    return cell


def _widths(sheet: Worksheet, first: int) -> None:
    """Each column as wide as its longest line, within bounds, from a line on."""
    for number, column in enumerate(sheet.iter_cols(min_row=first), 1):
        longest = max(len(line) for cell in column for line in str(cell.value or "").split("\n"))
        sheet.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, NARROW), WIDE)
