"""Answers as workbooks for people: the rows on one sheet, what was asked and what it rests on, on another."""

import datetime
import io
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from graph.language import Language, both
from graph.spreadsheet import kept
from queries.declare import Question, fields
from queries.drawing import Row
from queries.rests_on import RestsOn
from wording import cells
from wording.answers import counted
from wording.cells import UNKNOWN, joined, one
from wording.sheets import Column, columns, figures, listed, spread
from wording.tables import drawings

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

FIGURE = (both("Part", "Partie"), both("No.", "N°"), both("Figure", "Donnée"), both("Value", "Valeur"))
"""The heads of an answer of parts."""

BARE = ("Handoff", "Rupture")
"""The labels whose keys tell people nothing: where an answer has no more of one, it stands among the keys alone."""

NO_SHEET, LONGEST = re.compile(r"[\\[\]:*?/\\\\]"), 31
"""What the name of a sheet may not have, and how long it may be."""

NARROW, WIDE = 10, 60
"""How wide a column is at least and at most, in characters; what is longer has several lines."""
TOP, LINES = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
WHOLE, PARTLY, DAYS = "#,##0", "#,##0.##", both("yyyy-mm-dd", "dd/mm/yyyy")
"""How numbers, as whole as tables have them, and days are written by whatever program shows them."""

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
    book.properties.creator, book.properties.language = "Parcours", language.value.lower()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = ANSWER[language]
    _answer(sheet, question, answer, language)
    about = book.create_sheet(ABOUT[language])
    told = [(asked.sentence,), (ASKED[language], asked.command), (DAY[language], datetime.date.today())]
    fill(about, [*told, (asked.scope,)], language)
    _about(about, question, answer, language)
    about["A1"].font = font(size=14)
    about["A1"].alignment = TOP
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def tables(named: Iterable[tuple[str, Sequence[Sequence[Value]]]], language: Language) -> bytes:
    """Tables as an xlsx file, each on a sheet of its name; the first line of each is its head."""
    book = empty(language)
    for name, lines in named:
        sheet = add(book, name)
        fill(sheet, lines, language)
        headed(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def empty(language: Language) -> Workbook:
    """A workbook without sheets."""
    book = Workbook()
    book.properties.creator, book.properties.language = "Parcours", language.value.lower()
    book.remove(book.worksheets[0])
    return book


def add(book: Workbook, name: str) -> Worksheet:
    """A new sheet, whatever it is called."""
    sheet: Worksheet = book.create_sheet(NO_SHEET.sub(" ", name)[:LONGEST])
    return sheet


def fitted(sheet: Worksheet, wide: int = 1, high: int = 0) -> None:
    """Printed on so many sheets of paper beside and below each other; on as many as it takes where none is told."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = wide, high


def font(bold: bool = True, size: float = 11, ink: str = "000000") -> Font:
    """The font of a sheet, as bold, as large and as dark; a colour is six digits."""
    return Font(name="Calibri", family=2, bold=bold, size=size, color=ink)


def headed(sheet: Worksheet) -> None:
    """The first line is a head, which stays and filters."""
    for cell in sheet[1]:
        cell.font = font()
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _widths(sheet, 1)


def _answer(sheet: Worksheet, question: Question, answer: Row, language: Language) -> None:
    """What people read first, as they read it elsewhere; keys behind it, folded. The head stays, and filters."""
    if question.whole:
        _figures(sheet, question, answer, language)
        return
    rows = list(spread(question, answer))
    drawn = _drawn(question, answer["rows"], language)
    shown = [each for each in columns(question.row) if not any(field.detail for field in each.way)]
    told = _filled([each for each in shown if not _again(each, drawn, language)], rows)
    told.sort(key=lambda column: column.key)
    fill(sheet, [[*drawn, *_heads(told, question, language)]], language)
    for place, row in enumerate(rows):
        said = [texts[place] for texts in drawn.values()]
        fill(sheet, [[*said, *(_value(each, row, language) for each in told)]], language)
    headed(sheet)
    for place, each in enumerate(told, len(drawn) + 1):
        if each.key:
            folded = sheet.column_dimensions[get_column_letter(place)]
            folded.outline_level, folded.hidden = 1, True


def _figures(sheet: Worksheet, question: Question, answer: Row, language: Language) -> None:
    """A line for each figure of an answer of parts, without keys."""
    fill(sheet, [[head[language] for head in FIGURE]], language)
    for part, place, column, row in figures(question, answer):
        if not column.key:
            line = [part.head(language), place, _head(column, language), _value(column, row, language)]
            fill(sheet, [line], language)
    headed(sheet)


def _drawn(question: Question, rows: Sequence[Row], language: Language) -> dict[str, list[str]]:
    """The columns of a question's own table, by their heads, but for numbers, which have columns of their own."""
    if not rows or not question.draw:
        return {}
    drawing, *_ = drawings(question, rows, language)
    texts = zip(drawing.heads, *drawing.rows, strict=True) if drawing.by_row else ()
    found = {head: each for place, (head, *each) in enumerate(texts) if place not in drawing.numbers}
    return {head: each for head, each in found.items() if any(each)}


def _again(column: Column, drawn: Collection[str], language: Language) -> bool:
    """Whether a column would tell in words what a drawn one tells."""
    return column.way[-1].head(language) in drawn and column.part in ("", "name") and not column.key


def _filled(found: list[Column], rows: Sequence[Row]) -> list[Column]:
    """The columns in which some row has something to read, or something unknown; all where there are no rows."""
    return [column for column in found if not rows or any(_readable(column, row) for row in rows)]


def _readable(column: Column, row: Row) -> bool:
    values = column.values(row)
    if column.part == "name" and column.way[-1].type in BARE:
        return any(len(node) > 1 for node in values)
    return bool(values) or (not column.key and column.unknown(row))


def _heads(told: Sequence[Column], question: Question, language: Language) -> list[str]:
    """What stands above columns; the list whose members have a line each goes without saying, unless heads clash."""
    over = listed(question)
    short = [_head(each, language, each.way[0] is over) for each in told]
    return [_head(each, language) if short.count(head) > 1 else head for each, head in zip(told, short, strict=True)]


def _head(column: Column, language: Language, skip: int = 0) -> str:
    told = " · ".join(shown.head(language) for shown in column.way[skip:])
    return PARTS[column.part][language].format(head=told)


def _value(column: Column, row: Row, language: Language) -> Value:
    """Numbers and days as such; several of anything, and what nobody knows, in words."""
    values = column.values(row)
    if not values:
        return UNKNOWN[language] if column.unknown(row) and not column.key else None
    if len(values) == 1:
        return _plain(column, values[0], language)
    if column.key or column.part in ("low", "high"):
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
    if not question.whole:
        fill(sheet, [(), (counted(found, language),)], language)
    if question.draw_summary:
        for drawing in question.draw_summary(answer["summary"], cells, language):
            fill(sheet, [(), (drawing.title,), drawing.heads, *drawing.rows], language)
    elif question.summary:
        recorded(sheet, question.summary, answer["summary"], language)
    if answer["scope"]:
        fill(sheet, [(), (RESTS[language],)], language)
        recorded(sheet, RestsOn, answer["restsOn"], language)
    _widths(sheet, 2)


def recorded(sheet: Worksheet, record: type, values: Row, language: Language) -> None:
    """A line for each value of a record; a table for each list of records in it."""
    told = [column for column in columns(record) if not column.key]
    single = [column for column in told if not (column.way[0].record and column.way[0].many)]
    there = [each for each in single if each.values(values) or not (each.many or each.way[-1].none)]
    lines = ((_head(each, language), _value(each, values, language)) for each in there)
    fill(sheet, ((head, UNKNOWN[language] if value is None else value) for head, value in lines), language)
    for shown in fields(record).values():
        if shown.record and shown.many:
            assert isinstance(shown.type, type)
            mine = _filled([each for each in columns(shown.type) if not each.key], values[shown.name])
            fill(sheet, [(), (shown.head(language),), [_head(each, language) for each in mine]], language)
            fill(sheet, ([_value(each, row, language) for each in mine] for row in values[shown.name]), language)


def fill(sheet: Worksheet, lines: Iterable[Sequence[Value]], language: Language) -> None:
    """Put lines below what is there."""
    for line in lines:
        sheet.append([safe(sheet, value, language) for value in line])


def safe(sheet: Worksheet, value: Value, language: Language) -> Cell:
    """A value that stays what it is, without what no workbook can hold."""
    told = (ILLEGAL_CHARACTERS_RE.sub("", value) or None) if isinstance(value, str) else value
    cell = kept(Cell(sheet, 1, 1), told)
    cell.alignment = LINES if isinstance(value, str) else TOP
    if isinstance(value, datetime.date):
        cell.number_format = DAYS[language]
    elif isinstance(value, int | float):
        cell.number_format = WHOLE if round(float(value), 2).is_integer() else PARTLY
    return cell


def _widths(sheet: Worksheet, first: int) -> None:
    """Each column as wide as its longest line, within bounds, from a line on."""
    for number, column in enumerate(sheet.iter_cols(min_row=first), 1):
        longest = max(len(line) for cell in column for line in str(cell.value or "").split("\n"))
        sheet.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, NARROW), WIDE)
