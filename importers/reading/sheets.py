"""Files of maps as sheets: workbooks, the pipe tables of a page, and texts with delimiters, as they are pasted."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadInput
from graph.problems import Code
from graph.saying import saying
from importers.reading import excel_drawn, ods, pipes, strangers
from importers.reading.dialect import delimited
from importers.reading.excel import is_workbook
from importers.reading.foreign import OPEN_DOCUMENT, is_open_document
from importers.reading.grid import Grid, letters
from importers.reading.marked import ERROR_CELL, ERRORS
from importers.reading.stream import Stream, mended_text, stream
from importers.reading.table import OTHER_BYTES

NOTHING = saying("{file} is empty: there is no table in it", "{file} est vide : il ne contient aucun tableau")


@dataclass(frozen=True)
class Sheets:
    """A file's sheets that hold anything, and what is known of the file."""

    name: str
    encoding: str
    dated: datetime.datetime | None
    grids: list[Grid]


def sheets(path: Path, encoding: str | None = None, delimiter: str | None = None) -> Sheets:
    """The sheets of a workbook (.xlsx, .ods), the pipe tables of a Markdown page, or a text with delimiters.

    BadInput, or BadKnowledge with the place, where it is none of these, damaged, or holds nothing.
    """
    read = stream(path, encoding)
    if is_workbook(read.data, read.name, also=OPEN_DOCUMENT):
        program, drawn = ("ods", ods.drawn) if is_open_document(read.data) else ("xlsx", excel_drawn.drawn)
        found = drawn(read.data, read.name)
    else:
        program, found = read.encoding, _written(read, delimiter)
    grids = [grid for grid in found if grid.cells or grid.found]
    if not any(grid.cells for grid in grids):
        raise BadInput(NOTHING(file=read.name))
    return Sheets(read.name, program, read.dated, grids)


def _written(read: Stream, delimiter: str | None) -> list[Grid]:
    """The tables of a text."""
    with read.open() as lines:
        text = "".join(lines) if pipes.may_have(read.name) else None
    if text is not None and delimiter is None and (tables := list(pipes.tables(text))):
        return [filled(Grid(_called(read.name, heading, place), heading), rows)
                for place, (heading, rows) in enumerate(tables)]  # fmt: skip
    strangers.refuse(read)
    grid = filled(Grid(read.name), delimited(read, delimiter))
    if read.mixed:
        grid.note(Code.ENCODING, OTHER_BYTES(encoding=read.encoding), (None, None))
    return [grid]


def _called(file: str, heading: str, place: int) -> str:
    return file if place == 0 else f"{file}[{heading or place + 1}]"


def filled(grid: Grid, rows: Iterable[tuple[int, list[str]]]) -> Grid:
    """A sheet with rows of cells in it; errors of a program that counted them are told."""
    former = 0
    for row, cells in rows:
        if former and row > former + 1:
            grid.follows[row] = former
        former = row
        for column, text in enumerate(cells, 1):
            if text in ERRORS:
                grid.note(Code.BAD_VALUE, ERROR_CELL(error=text), (row, letters(column)), text)
            else:
                grid.put(row, column, mended_text(text).replace("\0", ""))
    return grid
