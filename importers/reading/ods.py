"""Spreadsheets of LibreOffice (OpenDocument), as sheets of cells at their places."""

import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from defusedxml.ElementTree import fromstring

from graph.errors import BadInput
from graph.problems import Code
from graph.saying import saying
from importers.reading.excel import guarded
from importers.reading.foreign import OPEN_DOCUMENT
from importers.reading.grid import Grid, letters
from importers.reading.marked import COMMENTS, ERROR_CELL, ERRORS, HIDDEN_COLUMN, HIDDEN_ROW, HIDDEN_SHEET
from importers.reading.text import TOO_LARGE

MIME = b"application/vnd.oasis.opendocument.spreadsheet"
CONTENT = 64 * 1024 * 1024
"""The most bytes that the content may unpack to."""

OFFICE, TABLE, TEXT, STYLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text", "style")
)
UNSEEN = ("collapse", "filter")
EMPTY_ROWS = 1_000
"""A row that is repeated more often is the blank rest of the sheet; the same goes for a cell."""

REPEATED = saying(
    "this row is repeated {n:,} times: those after the first {most:,} are left out",
    "cette ligne est répétée {n:,} fois : celles qui suivent les {most:,} premières sont ignorées",
)
DOCUMENT = saying(
    "{file} is a document of LibreOffice and no spreadsheet: save the table itself as .ods, .xlsx or CSV",
    "{file} est un document LibreOffice et non un classeur : enregistrez le tableau lui-même en .ods, .xlsx ou CSV",
)


def check(archive: zipfile.ZipFile, name: str, most: int) -> None:
    """BadInput where a document of LibreOffice is no spreadsheet, or its content larger than so many bytes."""
    if MIME not in archive.read("mimetype")[:100]:
        raise BadInput(DOCUMENT(file=name))
    if archive.getinfo(OPEN_DOCUMENT).file_size > most:
        raise BadInput(TOO_LARGE(file=name, most=most))


def drawn(path: Path, name: str) -> list[Grid]:
    """The visible sheets; BadInput where the file is damaged, or no spreadsheet."""
    root = guarded(name, partial(_content, path, name))
    hidden = {
        style.get(f"{STYLE}name")
        for style in root.iter(f"{STYLE}style")
        for properties in style.iter(f"{STYLE}table-properties")
        if properties.get(f"{TABLE}display") == "false"
    }
    grids = []
    for place, table in enumerate(root.iter(f"{TABLE}table")):
        sheet = table.get(f"{TABLE}name") or ""
        grid = Grid(name if place == 0 else f"{name}[{sheet}]", sheet)
        if table.get(f"{TABLE}style-name") in hidden:
            grid.note(Code.UNMAPPED_VALUE, HIDDEN_SHEET(sheet=sheet), (None, "sheet"))
        else:
            guarded(name, partial(_fill, grid, table))  # texts within texts within texts are damage, too
        grids.append(grid)
    return grids


def _content(path: Path, name: str) -> Any:
    with zipfile.ZipFile(path) as archive:
        check(archive, name, CONTENT)
        return fromstring(archive.read(OPEN_DOCUMENT), forbid_dtd=True)


def _fill(grid: Grid, table: Any) -> None:
    number, hidden = 1, set(_hidden(table))
    for row in table.iter(f"{TABLE}table-row"):
        times = counted(row.get(f"{TABLE}number-rows-repeated"))
        cells = list(_cells(row))
        if cells and row.get(f"{TABLE}visibility") in UNSEEN:
            grid.note(Code.UNMAPPED_VALUE, HIDDEN_ROW(), (number, None))
        elif cells:
            if times > EMPTY_ROWS:
                grid.note(Code.BAD_VALUE, REPEATED(n=times, most=EMPTY_ROWS), (number, None), count=times - EMPTY_ROWS)
            for again in range(min(times, EMPTY_ROWS)):
                for column, cell in cells:
                    _put(grid, number + again, column, cell)
        number += times
    for first, last in list(_spans(table)):
        grid.merge(first, last)
    grid.hide((), hidden)
    for column in sorted(hidden & {column for row in table.iter(f"{TABLE}table-row") for column, _ in _cells(row)}):
        grid.note(Code.UNMAPPED_VALUE, HIDDEN_COLUMN(), (None, letters(column)))
    if comments := sum(1 for _ in table.iter(f"{OFFICE}annotation")):
        grid.note(Code.UNMAPPED_VALUE, COMMENTS(comments), (None, None))


def counted(given: str | None) -> int:
    """How often something is repeated, or how far it reaches: once where nothing sensible is said."""
    return int(given) if given and given.isdecimal() and len(given) < 8 and int(given) else 1


def _hidden(table: Any) -> Iterator[int]:
    """The columns that are not shown."""
    number = 1
    for column in table.iter(f"{TABLE}table-column"):
        times = counted(column.get(f"{TABLE}number-columns-repeated"))
        if column.get(f"{TABLE}visibility") in UNSEEN:
            yield from range(number, number + min(times, EMPTY_ROWS))
        number += times


def _cells(row: Any) -> Iterator[tuple[int, Any]]:
    """Column and cell of those in which anything stands."""
    column = 1
    for cell in row:
        if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            continue
        times = counted(cell.get(f"{TABLE}number-columns-repeated"))
        if cell.tag == f"{TABLE}table-cell" and len(cell):
            yield from ((column + each, cell) for each in range(min(times, EMPTY_ROWS)))
        column += times


def _put(grid: Grid, row: int, column: int, cell: Any) -> None:
    text = shown(cell)
    if text in ERRORS:
        grid.note(Code.BAD_VALUE, ERROR_CELL(error=text), (row, letters(column)), text)
        return
    given = cell.get(f"{OFFICE}value")
    grid.put(row, column, given if given is not None and "%" not in text else text)


def shown(cell: Any) -> str:
    """What is read in a cell."""
    return "\n".join(_read(each) for each in cell.findall(f"{TEXT}p"))


def _read(paragraph: Any) -> str:
    """What is read in a paragraph, its line breaks and spaces among it; notes beside the cell are none of it."""
    parts = [paragraph.text or ""]
    for part in paragraph:
        if part.tag == f"{TEXT}line-break":
            parts.append("\n")
        elif part.tag == f"{TEXT}s":
            parts.append(" " * min(counted(part.get(f"{TEXT}c")), 100))
        elif part.tag != f"{OFFICE}annotation":
            parts.append(_read(part))
        parts.append(part.tail or "")
    return "".join(parts)


def _spans(table: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The first and last of cells that are merged."""
    number = 1
    for row in table.iter(f"{TABLE}table-row"):
        for column, cell in _cells(row):
            down = counted(cell.get(f"{TABLE}number-rows-spanned"))
            across = counted(cell.get(f"{TABLE}number-columns-spanned"))
            if (down, across) != (1, 1):
                yield (number, column), (number + min(down, EMPTY_ROWS) - 1, column + min(across, EMPTY_ROWS) - 1)
        number += counted(row.get(f"{TABLE}number-rows-repeated"))
