"""A document as a workbook: its sheets with their heads, lists of what may stand where, and rows."""

import io
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from graph.errors import BadInput
from graph.language import Language
from graph.saying import saying
from graph.spreadsheet import escaped, put
from importers.journeys.book import guide, look
from importers.journeys.book.forms import Cell
from importers.journeys.book.guide import About
from importers.journeys.book.rows import rows
from importers.journeys.book.sheets import GUIDE, Sheet, sheets
from importers.reading.excel import ROWS

LONGEST = 32_767
"""The most characters of a cell, in UTF-16."""

TOO_LONG = saying(
    "{sheet}, row {row}: a text is longer than the {most:,} characters of a cell; write a knowledge file (`knowledge`)",
    "{sheet}, ligne {row} : un texte dépasse les {most:,} caractères d'une cellule ;"
    " écrivez un fichier de connaissances (`knowledge`)",
)
TOO_MANY = saying(
    "{sheet} has more than {most:,} rows, the most of a sheet; write a knowledge file (`knowledge`)",
    "{sheet} a plus de {most:,} lignes, le maximum d'une feuille ; écrivez un fichier de connaissances (`knowledge`)",
)


def workbook(document: Mapping[str, Any], about: About, language: Language) -> bytes:
    """The xlsx file that says the same as a document.

    BadInput where that has a text or a list that no sheet can hold: nothing of it is cut off.
    """
    book = Workbook()
    book.properties.creator, book.properties.language = "Parcours", language.value.lower()
    first = book.worksheets[0]
    first.title = GUIDE[language]
    look.guide(first, guide.lines(about, language))
    made = {sheet.name: book.create_sheet(sheet.title[language]) for sheet in sheets()}
    counts = dict.fromkeys(made, 1)
    widths: dict[str, dict[int, int]] = {name: {} for name in made}
    for sheet, cells in rows(document, language):
        counts[sheet.name] += 1
        _row(made[sheet.name], sheet, counts[sheet.name], cells, widths[sheet.name])
    for sheet in sheets():
        look.dress(made[sheet.name], sheet, language, counts, widths[sheet.name])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _row(into: Worksheet, sheet: Sheet, row: int, cells: list[Cell], widths: dict[int, int]) -> None:
    if row > ROWS:
        raise BadInput(TOO_MANY(sheet=into.title, most=ROWS))
    for place, (column, value) in enumerate(zip(sheet.columns, cells, strict=True), 1):
        if value is None:
            continue
        if isinstance(value, str) and len(escaped(value).encode("utf-16-le")) > 2 * LONGEST:
            raise BadInput(TOO_LONG(sheet=into.title, row=row, most=LONGEST))
        widths[place] = max(widths.get(place, 0), *(len(line) + 2 for line in str(value).split("\n")))
        look.value(put(into, row, place, value), column)
