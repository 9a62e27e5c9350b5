"""Workbooks cell by cell, as their programs typed them: numbers, days, texts; formulas by what they gave."""

import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.saying import Saying, saying
from graph.spreadsheet import unescaped
from importers.reading import foreign
from importers.reading.excel import DAMAGED, MANY_ROWS, ROWS, guarded, is_workbook
from importers.reading.stream import opened

CELLS = 10_000_000
"""The most cells of a sheet that are read, empty ones before others in a row among them."""

MANY_CELLS = saying("the sheet {sheet} has more than {most:,} cells", "la feuille {sheet} a plus de {most:,} cellules")
NO_WORKBOOK = saying("{file} is {what}, and no workbook", "{file} est {what}, et non un classeur")
TEXT = saying("a text or a table in text", "un texte, ou un tableau en texte")
NO_VALUE = saying(
    "holds a formula without a value: open the workbook in Excel or LibreOffice, and save it",
    "contient une formule sans valeur : ouvrez le classeur dans Excel ou LibreOffice, et enregistrez-le",
)
ERROR = saying("holds the error {error}", "contient l'erreur {error}")

Row = tuple[int, list[Any]]


@dataclass(frozen=True)
class Flaw:
    """A cell of which no value can be had, and why."""

    said: Saying


@dataclass
class Book:
    """A workbook that is there to be read; `macros` are in it, and never run."""

    name: str
    content: bytes
    dated: datetime.datetime | None
    macros: bool

    def titles(self) -> list[str]:
        """The names of its sheets, hidden ones too."""
        return [sheet.title for sheet in self._formulas.worksheets]

    def rows(self, title: str) -> Iterator[Row]:
        """The rows of a sheet in which anything stands, by number: values, None for empty cells, `Flaw`s."""
        values: list[list[Any]] | None = None
        for number, cells in self._rows(self._formulas, title):
            if any(cell.data_type == "f" for cell in cells) and values is None:
                values = [found for _, found in self._rows(self._values, title)]
            found = [
                _calculated(values[number - 1][place]) if values and cell.data_type == "f" else _value(cell)
                for place, cell in enumerate(cells)
            ]
            if any(value is not None for value in found):
                yield number, found

    def _rows(self, book: Any, title: str) -> Iterator[Row]:
        sheet = next(each for each in book.worksheets if each.title == title)
        sheet.reset_dimensions()  # some programs write that a sheet ends at A1
        rows = enumerate(sheet.iter_rows(), 1)
        count = 0
        while (found := guarded(self.name, lambda: next(rows, None))) is not None:
            number, cells = found
            count += 1 + len(cells)
            if number > ROWS:
                raise BadInput(DAMAGED(file=self.name, detail=MANY_ROWS(most=ROWS)))
            if count > CELLS:
                raise BadInput(DAMAGED(file=self.name, detail=MANY_CELLS(sheet=title, most=CELLS)))
            yield number, list(cells)

    @cached_property
    def _formulas(self) -> Any:
        return self._opened(data_only=False)

    @cached_property
    def _values(self) -> Any:
        return self._opened(data_only=True)

    def _opened(self, *, data_only: bool) -> Any:
        from openpyxl import load_workbook  # slow to import, and few files are workbooks

        file = io.BytesIO(self.content)
        return guarded(self.name, lambda: load_workbook(file, read_only=True, data_only=data_only, keep_links=False))


def book(path: Path) -> Book:
    """A file or standard input as a workbook; BadInput when it is none."""
    read = opened(path)
    content = read.data.read_bytes()
    what = foreign.kind(content)
    if what and what not in (foreign.WORKBOOK, foreign.ARCHIVE):
        raise BadInput(NO_WORKBOOK(file=read.name, what=what()))
    if not is_workbook(read.data, read.name):
        raise BadInput(NO_WORKBOOK(file=read.name, what=TEXT()))
    return Book(read.name, content, read.dated, b"xl/vbaProject.bin" in content)


def _calculated(cell: Any) -> Any:
    """What a formula gave. An empty text is one that was calculated; without a type, nobody did."""
    if cell.value is None and cell.data_type != "str":
        return Flaw(NO_VALUE())
    return _value(cell)


def _value(cell: Any) -> Any:
    if cell.data_type == "e":
        return Flaw(ERROR(error=str(cell.value)))
    if isinstance(cell.value, str):
        return unescaped(cell.value) if cell.value.strip() else None
    return cell.value
