"""Tables, CSV of any dialect or Excel, read row by row: a table may be larger than memory."""

import csv
import datetime
import itertools
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import BadInput, WrongUsage
from graph.report import Code, Tally
from importers.errors import BadKnowledge, bad
from importers.reading.excel import is_workbook, sheets
from importers.reading.stream import LINE, Stream, mended_text, stream

DELIMITERS = (",", ";", "\t", "|")
HEAD = 20
"""How many records are looked at to find delimiter and header."""

Records = Callable[[], Iterator[tuple[int, list[str]]]]
"""Row numbers and cells, from the start each time."""


@dataclass
class Table:
    """One table: a file, or a sheet of a workbook. What is wrong with its rows is noted in `found` while it is read."""

    name: str
    path: Path
    encoding: str
    delimiter: str | None
    dated: datetime.datetime | None
    columns: list[str]
    header: int
    """The row of the column names."""
    records: Records = field(repr=False)
    mended: bool = False
    """Whether bytes that are no text in this encoding are read as Windows-1252."""
    found: Tally = field(default_factory=Tally)
    count: int = 0
    """How many rows were read below the column names."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Row numbers in the file, from 1, and as many cells as there are columns, without spaces around them."""
        width, header = len(self.columns), self.columns
        self.count = 0
        for number, cells in self.records():
            if number <= self.header:
                continue
            self.count += 1
            cells = [cell.strip() for cell in cells]
            if self.mended:
                cells = self._mended(number, cells)
            if not any(cells):
                self.found.note(Code.EMPTY_ROW, "an empty row", (self.name, number, None))
            elif cells[:width] == header:
                message = "the column names stand here again: left out"
                self.found.note(Code.DUPLICATE_KEY, message, (self.name, number, None))
            else:
                yield number, self._fitted(number, cells, width)

    def _mended(self, number: int, cells: list[str]) -> list[str]:
        mended = [mended_text(cell) for cell in cells]
        if mended != cells:
            message = f"bytes that are no {self.encoding}: they are read as Windows-1252"
            self.found.note(Code.ENCODING, message, (self.name, number, None))
        return mended

    def _fitted(self, number: int, cells: list[str], width: int) -> list[str]:
        if len(cells) > width and any(cells[width:]):
            message = (
                f"{len(cells)} cells where there are {width} columns: does a cell without quotes hold a delimiter?"
            )
            self.found.note(Code.BAD_VALUE, message, (self.name, number, None))
        if any("\0" in cell for cell in cells):
            message = "NUL characters stand in this row: they are left out"
            self.found.note(Code.BAD_VALUE, message, (self.name, number, None))
            cells = [cell.replace("\0", "") for cell in cells]
        return cells[:width] + [""] * (width - len(cells))


def read_tables(
    path: Path, encoding: str | None = None, delimiter: str | None = None, header: Collection[str] = ()
) -> list[Table]:
    """The tables of a file; BadInput, or BadKnowledge with the place, when it holds none.

    `header` are names that the row of column names holds, by which it is found below lines that come before.
    """
    read = stream(path, encoding)
    if is_workbook(read.data):
        return _of_workbook(path, read, header)
    csv.field_size_limit(LINE)
    used = _delimiter(delimiter) if delimiter else _likeliest(read)

    def records() -> Iterator[tuple[int, list[str]]]:
        return _records(read, used)

    found = _table(read.name, path, read.encoding, used, read.dated, records, header)
    if found is None:
        raise BadInput(f"{read.name} is empty; a table begins with a row of column names")
    found.mended = read.mixed
    return [found]


def _of_workbook(path: Path, read: Stream, header: Collection[str]) -> list[Table]:
    tables = []
    for number, (sheet, records) in enumerate(sheets(read.data, read.name)):
        name = read.name if number == 0 else f"{read.name}[{sheet}]"
        if found := _table(name, path, "xlsx", None, read.dated, records, header):
            tables.append(found)
    if not tables:
        raise BadInput(f"{read.name} has no sheet with a row of column names")
    return tables


def _table(
    name: str, path: Path, encoding: str, delimiter: str | None, dated: datetime.datetime | None, records: Records,
    header: Collection[str],
) -> Table | None:  # fmt: skip
    head = [(number, [c.strip() for c in cells]) for number, cells in itertools.islice(records(), HEAD) if any(cells)]
    head = [(number, cells) for number, cells in head if any(cells)]
    if not head:
        return None
    wanted = {name.casefold().strip() for name in header}
    number, cells = next((each for each in head if wanted <= {cell.casefold() for cell in each[1]}), head[0])
    if not wanted:
        number, cells = head[0]
    return Table(name, path, encoding, delimiter, dated, _columns(cells), number, records)


def _columns(cells: list[str]) -> list[str]:
    """The names of the columns; one that stands twice is told apart, empty ones at the end are none."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    columns: list[str] = []
    for name in cells:
        count = sum(other == name or other.startswith(f"{name} (") for other in columns) if name else 0
        columns.append(f"{name} ({count + 1})" if count and name in columns else name)
    return columns


def _delimiter(given: str) -> str:
    known = {"\\t": "\t", "tab": "\t"}.get(given.lower(), given)
    if len(known) != 1:
        raise WrongUsage(f"--delimiter {given!r} is not one character; , ; | and tab are")
    return known


def _likeliest(read: Stream) -> str:
    """The delimiter that splits the first records into most cells, most evenly."""
    best, delimiter = 0.0, ","
    for candidate in DELIMITERS:
        try:
            records = [cells for _, cells in itertools.islice(_records(read, candidate), HEAD) if any(cells)]
        except BadKnowledge:
            continue
        width = max((len(cells) for cells in records), default=1)
        even = sum(len(cells) == width for cells in records) * width if width > 1 else 0.0
        if even > best:
            best, delimiter = even, candidate
    return delimiter


def _records(read: Stream, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Records with the number of the line on which each begins."""
    begins = 1
    with read.open() as lines:
        reader = csv.reader(lines, delimiter=delimiter)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                longer = f"a cell is longer than {LINE:,} characters: is a quote not closed, or this no table?"
                message = longer if "limit" in str(error) else f"this row cannot be read as CSV: {error}"
                raise BadKnowledge([bad(Code.BAD_VALUE, message, (read.name, begins, None))]) from error
            yield begins, cells
            begins = reader.line_num + 1
