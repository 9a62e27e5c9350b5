"""Spreadsheets of LibreOffice as tables: sheet by sheet and row by row, as those of Excel are read."""

import datetime
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from defusedxml.ElementTree import iterparse

from graph.errors import BadInput
from graph.saying import saying
from importers.reading import excel
from importers.reading.cells import MANY_CELLS
from importers.reading.excel import DAMAGED, MANY_ROWS, ROWS, UNPACKED, guarded
from importers.reading.foreign import OPEN_DOCUMENT
from importers.reading.marked import ERRORS, UNCALCULATED
from importers.reading.merged import Range
from importers.reading.ods import OFFICE, STYLE, TABLE, check, counted, shown

CELLS = 50_000_000
"""The most cells of a sheet that are read: a few bytes may say that a cell, or a row, is repeated a million times."""

COLUMNS = 16_384
"""The most columns of a sheet, as LibreOffice and Excel have it."""

NUMBERS = ("float", "currency", "percentage")
SHEETS, SHEET = f"{OFFICE}spreadsheet", f"{TABLE}table"
ROW, CELL, COVERED = f"{TABLE}table-row", f"{TABLE}table-cell", f"{TABLE}covered-table-cell"

MANY_COLUMNS = saying("it has more than {most:,} columns", "il a plus de {most:,} colonnes")


@dataclass
class _Sheet:
    title: str
    visible: bool
    merged: list[Range] = field(default_factory=list)


class _Content:
    """The content of a spreadsheet as it is gone through: the sheets that were met, and what of them is hidden."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = path, name
        self._style: str | None = None
        self._hidden: set[str | None] = set()
        self._number = 1
        self.sheets: list[_Sheet] = []

    def rows(self) -> Iterator[tuple[int, int, Any]]:
        """Each row: the place of its sheet, its number, and the element, which is forgotten afterwards."""
        with zipfile.ZipFile(self._path) as archive:
            check(archive, self._name, UNPACKED)
            above: list[Any] = []
            with archive.open(OPEN_DOCUMENT) as content:
                for event, element in iterparse(content, ("start", "end"), forbid_dtd=True):
                    if event == "start":
                        self._begin(element, above)
                        above.append(element)
                        continue
                    above.pop()
                    if element.tag == ROW and above:
                        yield len(self.sheets) - 1, self._number, element
                        self._number += _repeated(element)
                        above[-1].remove(element)

    def _begin(self, element: Any, above: list[Any]) -> None:
        if element.tag == f"{STYLE}style":
            self._style = element.get(f"{STYLE}name")
        elif element.tag == f"{STYLE}table-properties" and element.get(f"{TABLE}display") == "false":
            self._hidden.add(self._style)
        elif element.tag == SHEET and above and above[-1].tag == SHEETS:
            visible = element.get(f"{TABLE}style-name") not in self._hidden
            self.sheets.append(_Sheet(element.get(f"{TABLE}name") or "", visible))
            self._number = 1


def sheets(path: Path, name: str) -> Iterator[excel.Sheet]:
    """The visible sheets, and their rows; BadInput where the file is damaged, or no spreadsheet."""
    content = _Content(path, name)
    guarded(name, lambda: _merge(content))
    for place, sheet in enumerate(content.sheets):
        if sheet.visible:
            yield excel.Sheet(sheet.title, partial(_records, path, name, place), sheet.merged)


def _merge(content: _Content) -> None:
    """Note which cells of each sheet are merged."""
    for place, number, row in content.rows():
        column = 1
        for cell in row:
            down = counted(cell.get(f"{TABLE}number-rows-spanned"))
            across = counted(cell.get(f"{TABLE}number-columns-spanned"))
            if (down, across) != (1, 1):
                last = number + down - 1, column + across - 1
                content.sheets[place].merged.append(Range(number, column, *last))
            column += counted(cell.get(f"{TABLE}number-columns-repeated"))


def _records(path: Path, name: str, place: int) -> Iterator[tuple[int, list[str]]]:
    """The rows of one sheet down to the last that holds anything, blank ones among them."""
    content = _Content(path, name)
    rows, former, count = content.rows(), 0, 0
    while (found := guarded(name, lambda: next(rows, None))) is not None and found[0] <= place:
        at, number, row = found
        texts = guarded(name, partial(_texts, row, name)) if at == place else []
        if not texts:
            continue
        last = number + _repeated(row) - 1
        count += len(texts) * (last + 1 - number)
        if last > ROWS:
            raise BadInput(DAMAGED(file=name, detail=MANY_ROWS(most=ROWS)))
        if count > CELLS:
            raise BadInput(DAMAGED(file=name, detail=MANY_CELLS(sheet=content.sheets[place].title, most=CELLS)))
        yield from ((blank, []) for blank in range(former + 1, number))
        yield from ((each, texts) for each in range(number, last + 1))
        former = last


def _repeated(row: Any) -> int:
    return counted(row.get(f"{TABLE}number-rows-repeated"))


def _texts(row: Any, name: str) -> list[str]:
    """What stands in a row, up to the last cell that holds anything."""
    found: list[str] = []
    blank = 0
    for cell in row:
        if cell.tag not in (CELL, COVERED):
            continue
        times = counted(cell.get(f"{TABLE}number-columns-repeated"))
        if cell.tag == COVERED or not (text := _text(cell)):
            blank += times
            continue
        if len(found) + blank + times > COLUMNS:
            raise BadInput(DAMAGED(file=name, detail=MANY_COLUMNS(most=COLUMNS)))
        found += [*[""] * blank, *[text] * times]
        blank = 0
    return found


def _text(cell: Any) -> str:
    """What a cell holds: a number or a day as it is kept, whatever is shown of it."""
    text, type = shown(cell), cell.get(f"{OFFICE}value-type")
    if type is None and not text:
        return UNCALCULATED if cell.get(f"{TABLE}formula") else ""
    if text in ERRORS:
        return text
    if type in NUMBERS:
        return cell.get(f"{OFFICE}value") or text
    if type == "date":
        return _day(cell.get(f"{OFFICE}date-value") or "") or text
    return text or cell.get(f"{OFFICE}{type}-value") or ""


def _day(text: str) -> str:
    try:
        return excel.text(datetime.datetime.fromisoformat(text))
    except ValueError:
        return ""
