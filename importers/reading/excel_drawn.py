"""Workbooks of Excel as sheets of cells at their places, with what is merged, hidden, computed or beside a cell."""

import io
import math
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.problems import Code
from graph.saying import saying
from importers.reading.excel import guarded, text
from importers.reading.grid import Grid, letters, spots
from importers.reading.marked import (
    COMMENTS,
    ERROR_CELL,
    ERRORS,
    HIDDEN_COLUMN,
    HIDDEN_ROW,
    HIDDEN_SHEET,
    NO_VALUE,
)
from importers.reading.text import TOO_LARGE

SHEETS = 32 * 1024 * 1024
"""The most bytes that the parts of a workbook may unpack to; its pictures do not count."""

FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
"""A formula, whatever prefix its program gives the names of elements."""

OURS = "Parcours"
"""Who writes the comments on the heads of our own tables: they say nothing that anybody told."""

MERGED = 2_000_000
"""The most cells that may be merged with others: openpyxl makes each of them."""

TOO_WIDE = saying(
    "{file} has more than {most:,} cells that are merged, and maps are smaller",
    "{file} a plus de {most:,} cellules fusionnées, or une carte est plus petite",
)
MACROS = saying(
    "it has macros: they are left out, and never run", "il contient des macros : ignorées, et jamais exécutées"
)


def drawn(path: Path, name: str) -> list[Grid]:
    """The sheets of a workbook; BadInput when it is damaged, or larger than any map."""
    from openpyxl import load_workbook  # slow to import, and few files are workbooks

    content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        # Wherever a sheet lies in the archive, and whatever its styles weigh: a part is read for what it is linked as.
        cells = [part for part in parts.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
        if sum(part.file_size for part in cells) > SHEETS:
            raise BadInput(TOO_LARGE(file=name, most=SHEETS))
        sheets = guarded(name, lambda: [parts.read(part) for part in cells])
        computed = any(FORMULA.search(part) for part in sheets)
        if sum(map(_merged, sheets)) > MERGED:
            raise BadInput(TOO_WIDE(file=name, most=MERGED))
        macros = any(part.filename.endswith("vbaProject.bin") for part in parts.infolist())
    book = guarded(name, lambda: load_workbook(io.BytesIO(content), data_only=True, keep_links=False))
    formulas = guarded(name, lambda: load_workbook(io.BytesIO(content), keep_links=False)) if computed else None
    grids = []
    for place, sheet in enumerate(book.worksheets):
        grid = Grid(name if place == 0 else f"{name}[{sheet.title}]", sheet.title)
        if sheet.sheet_state != "visible":
            grid.note(Code.UNMAPPED_VALUE, HIDDEN_SHEET(sheet=sheet.title), (None, "sheet"))
        else:
            _fill(grid, sheet, formulas[sheet.title] if formulas else None)
        grids.append(grid)
    if macros and grids:
        grids[0].note(Code.UNMAPPED_VALUE, MACROS(), (None, None))
    return grids


def _merged(sheet: bytes) -> int:
    """How many cells of a sheet are merged."""
    count = 0
    for ref in re.findall(rb'mergeCell\s[^>]*?ref="([^"]+)"', sheet):
        ends = list(spots(ref.decode("ascii", "replace")))
        count += math.prod(abs(one - other) + 1 for one, other in zip(ends[0], ends[-1], strict=True)) if ends else 0
    return count


def _fill(grid: Grid, sheet: Any, formulas: Any) -> None:
    rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    columns = set(_hidden(sheet))
    used = sorted(sheet._cells)  # the only way to those that are there, in a sheet that says it has a million rows
    comments = 0
    for row, column in used:
        cell = sheet._cells[row, column]
        comments += cell.comment is not None and cell.comment.author != OURS
        if row in rows or column in columns:
            if cell.value not in ERRORS:
                grid.put(row, column, text(cell.value))  # it may be merged with some that are shown
        elif cell.value is None and formulas is not None and formulas.cell(row, column).data_type == "f":
            grid.note(Code.BAD_VALUE, NO_VALUE(), (row, cell.column_letter), fatal=True)
        elif cell.value in ERRORS:
            grid.note(Code.BAD_VALUE, ERROR_CELL(error=cell.value), (row, cell.column_letter), cell.value)
        else:
            grid.put(row, column, _shown(cell))
    for merged in sheet.merged_cells.ranges:
        grid.merge((merged.min_row, merged.min_col), (merged.max_row, merged.max_col))
    grid.hide(rows, columns)
    filled = {row for row, column in used if sheet._cells[row, column].value is not None}
    for row in sorted(rows & filled):
        grid.note(Code.UNMAPPED_VALUE, HIDDEN_ROW(), (row, None))
    for column in sorted(columns & {column for _, column in used}):
        grid.note(Code.UNMAPPED_VALUE, HIDDEN_COLUMN(), (None, letters(column)))
    if comments:
        grid.note(Code.UNMAPPED_VALUE, COMMENTS(comments), (None, None))


def _shown(cell: Any) -> str:
    """What a cell holds; a share as it is seen, in hundredths."""
    share = isinstance(cell.value, int | float) and "%" in (cell.number_format or "")
    return f"{round(cell.value * 100, 6):g} %" if share else text(cell.value)


def _hidden(sheet: Any) -> Iterator[int]:
    for each in sheet.column_dimensions.values():
        if each.hidden and each.min and each.max:
            yield from range(each.min, min(each.max, 16_384) + 1)
