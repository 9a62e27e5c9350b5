"""A workbook as a document, every value with its place: sheet, row and column."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.labels import folded
from graph.problems import Code, Problem
from graph.said import Place
from graph.saying import saying
from importers.errors import bad
from importers.invalid import closest, meant
from importers.journeys.book import sheets
from importers.journeys.book.columns import Column
from importers.journeys.book.forms import plain
from importers.journeys.book.sheets import Sheet
from importers.journeys.check import Document
from importers.reading.cells import Book, Flaw
from importers.reading.excel import ROWS
from importers.reading.tree import Spot

SPAN = 2 * ROWS
"""How far apart the rows of two sheets are, when those of all are numbered on end."""

NO_SHEET = saying(
    "the sheet {name!r} is none of a knowledge workbook, and left out",
    "la feuille {name!r} ne fait pas partie d'un classeur de connaissances ; elle est ignorée",
)
LIKE_SHEET = saying("no sheet is called {name!r}; {hint}", "aucune feuille ne s'appelle {name!r} ; {hint}")
NO_COLUMN = saying(
    "the column {name!r} is none of this sheet, and left out",
    "la colonne {name!r} n'est pas de cette feuille ; elle est ignorée",
)
LIKE_COLUMN = saying("no column is called {name!r}; {hint}", "aucune colonne ne s'appelle {name!r} ; {hint}")
NO_HEAD = saying("this column has no head, and is left out", "cette colonne n'a pas d'en-tête ; elle est ignorée")
TWICE = saying("the column {name!r} is there twice", "la colonne {name!r} figure deux fois")
SHEET_TWICE = saying("the sheet {name!r} is there twice, by two names", "la feuille {name!r} figure deux fois")


@dataclass(frozen=True)
class Told:
    """A value of a row, and where it stands."""

    value: Any
    at: Spot


@dataclass(frozen=True)
class Row:
    """What one row tells, by the names of its columns."""

    at: Spot
    cells: dict[str, Told]


@dataclass(frozen=True)
class Workbook(Document):
    """A document that was read from a workbook: a spot is a row of all sheets on end, and a column."""

    heads: list[tuple[str, dict[int, str]]] = field(default_factory=list)
    """The sheets, and the heads of their columns."""

    def at(self, spot: Spot) -> Place:
        """A spot as a place: the sheet, its row, the head of the column."""
        sheet, row = divmod(spot[0], SPAN)
        if not self.heads:
            return (self.file, None, None)
        title, heads = self.heads[sheet]
        return (f"{self.file}[{title}]", row or 1, heads.get(spot[1]))


@dataclass
class Tables:
    """The rows of every sheet that was found, and what is wrong with cells and heads."""

    book: Book
    document: Workbook
    rows: dict[str, list[Row]] = field(default_factory=dict)
    guide: list[tuple[Spot, list[Any]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def ours(self) -> bool:
        """Whether any sheet is one of a knowledge workbook."""
        return bool(self.rows or self.guide)


def tables(book: Book) -> Tables:
    """Read all sheets that a knowledge workbook can have; the others are told."""
    found = Tables(book, Workbook(book.name, None))
    for number, title in enumerate(book.titles()):
        found.document.heads.append((title, {}))
        known = sheets.by_name()
        if folded(title) not in known:
            _unknown(found, title)
        elif (sheet := known[folded(title)]) is None:
            found.guide = [((number * SPAN + row, 1), cells) for row, cells in book.rows(title)]
        elif sheet.name in found.rows:
            found.problems.append(bad(Code.DUPLICATE_KEY, SHEET_TWICE(name=title), (book.name, None, None), title))
        else:
            found.rows[sheet.name] = list(_rows(found, sheet, title, number))
    return found


def _unknown(found: Tables, title: str) -> None:
    if next(found.book.rows(title), None) is None:
        return
    names = [name for sheet in sheets.sheets() for name in (sheet.name, *sheet.title.values())]
    close = closest(title, names)
    said = LIKE_SHEET(name=title, hint=meant(close)) if close else NO_SHEET(name=title)
    found.problems.append(
        Problem(Code.UNKNOWN_COLUMN, said, (found.book.name, None, None), title, fatal=close is not None)
    )


def _rows(found: Tables, sheet: Sheet, title: str, number: int) -> Iterator[Row]:
    columns: dict[int, Column] | None = None
    bare: set[int] = set()
    for row, cells in found.book.rows(title):
        at = number * SPAN + row
        if columns is None:
            columns = _columns(found, sheet, at, cells)
            continue
        filled = {place: value for place, value in enumerate(cells, 1) if value is not None}
        known = {columns[place].name: (place, value) for place, value in filled.items() if place in columns}
        for place in filled.keys() - found.document.heads[number][1].keys() - bare:
            bare.add(place)
            where = (found.document.at((at, 0))[0], row, place)
            found.problems.append(Problem(Code.UNKNOWN_COLUMN, NO_HEAD(), where, plain(filled[place])))
        for place, value in known.values():
            if isinstance(value, Flaw):
                found.problems.append(bad(Code.BAD_VALUE, value.said, found.document.at((at, place))))
        told = {name: Told(value, (at, place)) for name, (place, value) in known.items() if not isinstance(value, Flaw)}
        if told:
            yield Row((at, min(told.values(), key=lambda each: each.at).at[1]), told)


def _columns(found: Tables, sheet: Sheet, at: int, cells: list[Any]) -> dict[int, Column]:
    """The columns by their places, from the row of heads; heads that are none of the sheet's are told."""
    heads = found.document.heads[at // SPAN][1]
    columns: dict[int, Column] = {}
    for place, cell in enumerate(cells, 1):
        if cell is None or isinstance(cell, Flaw):
            continue
        name = plain(cell).removesuffix("*").strip()
        heads[place] = name
        column = sheet.by_name.get(folded(name))
        where = found.document.at((at, place))
        if column is None:
            found.problems.append(_no_column(sheet, name, where))
        elif column in columns.values():
            found.problems.append(bad(Code.DUPLICATE_KEY, TWICE(name=name), where, name))
        else:
            columns[place] = column
    return columns


def _no_column(sheet: Sheet, name: str, where: Place) -> Problem:
    """A head that is nearly one of the sheet's is a mistake; any other is somebody's own column."""
    close = closest(name, [each for column in sheet.columns for each in (column.name, *column.head.values())])
    said = LIKE_COLUMN(name=name, hint=meant(close)) if close else NO_COLUMN(name=name)
    return Problem(Code.UNKNOWN_COLUMN, said, where, name, fatal=close is not None)
