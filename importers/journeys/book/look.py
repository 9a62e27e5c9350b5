"""How the sheets of a workbook look and help: heads with what they mean, lists to choose from, widths."""

import datetime
from collections.abc import Iterable, Iterator, Mapping

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph import french
from graph.labels import called
from graph.language import Language, both
from graph.model import Word
from graph.spreadsheet import put
from importers.journeys import told
from importers.journeys.book import forms, texts
from importers.journeys.book.columns import Column
from importers.journeys.book.guide import Line
from importers.journeys.book.sheets import Sheet, entries, of

SPARE = 500
"""How many rows are ready to be filled in, below those that are."""

NARROW, WIDE = 12, 48
"""How wide a column is at least and at most, in characters."""

TEXT, DAY = "@", "yyyy-mm-dd"
HEAD, FILL, REQUIRED = Font(bold=True), PatternFill("solid", fgColor="E8EDF3"), PatternFill("solid", fgColor="CBD8E6")
LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
TOP, LINES = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)

FIELD = both("Field", "Champ")
NEEDED = both("Required", "Obligatoire")
AGAIN = both("To tell more of them, take the sheet", "Pour en dire plus, utilisez la feuille")


def guide(into: Worksheet, lines: Iterable[Line]) -> None:
    """The first sheet: what stands in front in bold, the title larger."""
    for row, line in enumerate(lines, 1):
        for place, each in enumerate(line, 1):
            cell = put(into, row, place, each)
            cell.alignment = LEFT
            if place == 1:
                cell.font = Font(bold=True, size=14 if row == 1 else 11)
    into.column_dimensions["A"].width, into.column_dimensions["B"].width = 28, 100


def value(cell: Cell, column: Column) -> None:
    """How a value is shown: a text as it was typed, a day as year-month-day."""
    cell.alignment = LINES if cell.data_type == "s" else TOP
    if cell.data_type == "s":
        cell.number_format = TEXT
    elif isinstance(cell.value, datetime.date):
        cell.number_format = DAY


def dress(
    into: Worksheet, sheet: Sheet, language: Language, counts: Mapping[str, int], widths: Mapping[int, int]
) -> None:
    """The head, which stays; the lists of each column; widths, in characters, by the places of columns."""
    last = counts[sheet.name] + SPARE
    for place, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(place)
        cell = put(into, 1, place, column.head[language] + (" *" if column.required else ""))
        cell.font, cell.fill, cell.alignment = HEAD, REQUIRED if column.required else FILL, LINES
        cell.comment = _note(sheet, column, language)
        dimension = into.column_dimensions[letter]
        dimension.number_format = TEXT if column.form.text else DAY if column.form is forms.DAY else "General"
        dimension.width = min(max(widths.get(place, 0), len(column.head[language]) + 2, NARROW), WIDE)
        if chosen := _choice(column, language, counts):
            chosen.add(f"{letter}2:{letter}{last}")
            into.add_data_validation(chosen)
    into.freeze_panes = f"{get_column_letter(len(sheet.wholes) + 2)}2"
    into.auto_filter.ref = into.dimensions


def _choice(column: Column, language: Language, counts: Mapping[str, int]) -> DataValidation | None:
    """What may be chosen; anything else may be written where it can be meant as well: a word, a new key, several."""
    listed = _listed(column, language)
    formula = f'"{",".join(listed)}"' if listed else _keys(column.label, language, counts) if column.label else None
    if formula is None:
        return None
    choice = DataValidation("list", formula1=formula, allow_blank=True, errorStyle="warning")
    choice.showErrorMessage = bool(listed) and column.words is None
    return choice


def _listed(column: Column, language: Language) -> list[str]:
    if column.words:
        return [word.value for word in column.words]
    if column.form is forms.PERIOD:
        return [period[language] for period in forms.PERIODS.values()]
    if column.form is forms.EMPTY:
        return [texts.NONE[language]]
    return [forms.YES[language], forms.NO[language]] if column.form is forms.YES_OR_NO else []


def _keys(label: str, language: Language, counts: Mapping[str, int]) -> str | None:
    """The cells in which the keys of a label stand; where these have the keys of others, those of the others."""
    like = told.key_of(label)
    if like and like.target:
        return _keys(like.target, language, counts)
    sheet = of(label)
    place = next((place for place, column in enumerate(sheet.columns, 1) if column.field == "key"), None)
    if place is None:
        return None
    letter = get_column_letter(place)
    return f"{quote_sheetname(sheet.title[language])}!${letter}$2:${letter}${counts[sheet.name] + SPARE}"


def _note(sheet: Sheet, column: Column, language: Language) -> Comment:
    """What a column means, how it is filled in, and what it is called in a knowledge file."""
    told_is = "\n".join(_said(sheet, column, language))
    note = Comment(told_is, "Parcours")
    note.width, note.height = 380, 40 + 18 * sum(1 + len(line) // 60 for line in told_is.split("\n"))
    return note


def _said(sheet: Sheet, column: Column, language: Language) -> Iterator[str]:
    yield column.doc
    hint = column.form.hint[language]
    yield f"{hint[0].upper()}{hint[1:]}." + (f" {NEEDED[language]}." if column.required else "")
    for word in column.words or ():
        yield f"{word.value} - {called(word)[language]}{_sense(word, language)}"
    if not sheet.relation and (more := entries(sheet.label, column.field)):
        yield f"{AGAIN[language]} {more.title[language]}."
    yield f"{FIELD[language]} {column.name}"


def _sense(word: Word, language: Language) -> str:
    """What a value means, behind what it is called."""
    senses = french.VALUES.get(type(word).__name__, ())
    meaning = senses[list(type(word)).index(word)] if language is Language.FR and senses else word.meaning
    return f" ({meaning})" if meaning else ""
