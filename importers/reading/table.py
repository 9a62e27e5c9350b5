"""Tables, CSV of any dialect or Excel, read row by row: a table may be larger than memory."""

import datetime
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import BadInput
from graph.problems import Code, Tally
from graph.saying import Saying, saying
from importers.reading import excel, heading, strangers
from importers.reading.dialect import dialect, records
from importers.reading.excel import Records, is_workbook
from importers.reading.foreign import OPEN_DOCUMENT, is_open_document
from importers.reading.grid import letters
from importers.reading.heading import Heading
from importers.reading.marked import ERROR_CELL, ERRORS, NO_VALUE, NOTHING, UNCALCULATED
from importers.reading.merged import Filling, Range
from importers.reading.plain_cells import are_plain, plain
from importers.reading.stream import Stream, mended_text, stream

UNREAD = NOTHING | ERRORS | {UNCALCULATED}
"""What a cell holds of which nothing is read."""

AT_ONCE = 64
"""How many rows are looked at together."""

EMPTY_ROW = saying("an empty row", "une ligne vide")
HEADER_AGAIN = saying(
    "the column names stand here again: left out", "les noms des colonnes se répètent ici : ligne ignorée"
)
OTHER_BYTES = saying(
    "bytes that are no {encoding}: they are read as Windows-1252",
    "des octets qui ne sont pas en {encoding} : ils sont lus comme du Windows-1252",
)
NULS = saying(
    "NUL characters stand in this cell: they are left out",
    "des caractères NUL figurent dans cette cellule : ils sont ignorés",
)
TOO_MANY_CELLS = saying(
    "{cells} cells where there are {columns} columns: does a cell without quotes hold a delimiter?",
    "{cells} cellules pour {columns} colonnes : une cellule sans guillemets contient-elle un séparateur ?",
)
NO_TABLE = saying(
    "{file} is empty; a table begins with a row of column names",
    "{file} est vide ; un tableau commence par une ligne de noms de colonnes",
)
NO_SHEET = saying(
    "{file} has no sheet with a row of column names", "{file} n'a aucune feuille avec une ligne de noms de colonnes"
)


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
    names: list[str] = field(default_factory=list, repr=False)
    """The column names as they stand, before those that stand twice are told apart; none where no row has them."""
    merged: Sequence[Range] = field(default=(), repr=False)
    _noted: int = field(default=0, repr=False)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Row numbers in the file, from 1, and as many cells as there are columns: what somebody meant to be in them.

        A cell that says that there is none, or holds an error, is empty.
        """
        width, first = len(self.columns), self.names[0] if self.names else None
        merged = Filling(self.name, self.merged, self.header, width) if self.merged else None
        self.count = number = 0
        try:
            for number, cells in self._below():
                self.count += 1
                if not any(cells):
                    self._note(Code.EMPTY_ROW, EMPTY_ROW(), number)
                elif cells[0] == first and cells[:width] == self.names and not any(cells[width:]):
                    self._note(Code.DUPLICATE_KEY, HEADER_AGAIN(), number)
                else:
                    cells = merged.filled(number, cells) if merged else cells
                    yield number, cells if len(cells) == width else self._fitted(number, cells, width)
        finally:
            self._noted = max(self._noted, number)

    def _below(self) -> Iterator[tuple[int, list[str]]]:
        """The records below the column names, without what only programs put into their cells.

        Most have nothing of it: several are looked at at once.
        """
        records = itertools.dropwhile(lambda record: record[0] <= self.header, self.records())
        while some := list(itertools.islice(records, AT_ONCE)):
            if _are_plain([cell for _, cells in some for cell in cells]):
                yield from some
            else:
                yield from ((number, self._plain(number, cells)) for number, cells in some)

    def _plain(self, number: int, cells: list[str]) -> list[str]:
        if _are_plain(cells):
            return cells
        if self.mended:
            cells = self._mended(number, cells)
        if any("\0" in cell for cell in cells):
            cells = self._without_nul(number, cells)
        cells = [plain(cell) for cell in cells]
        return cells if UNREAD.isdisjoint(cells) else self._unread(number, cells)

    def _unread(self, number: int, cells: Sequence[str]) -> list[str]:
        """The cells, those empty of which nothing is read; errors are told."""
        for place, cell in enumerate(cells):
            if cell in ERRORS or cell == UNCALCULATED:
                column = self.columns[place] if place < len(self.columns) else ""
                said = NO_VALUE() if cell == UNCALCULATED else ERROR_CELL(error=cell)
                value = None if cell == UNCALCULATED else cell
                self._note(Code.BAD_VALUE, said, number, column or letters(place + 1), value)
        return ["" if cell in UNREAD else cell for cell in cells]

    def _note(self, code: Code, said: Saying, number: int, column: str | None = None, value: str | None = None) -> None:
        """Something found, told once however often the rows are read."""
        if number > self._noted:
            self.found.note(code, said, (self.name, number, column), value)

    def _mended(self, number: int, cells: list[str]) -> list[str]:
        mended = [mended_text(cell) for cell in cells]
        if mended != cells:
            self._note(Code.ENCODING, OTHER_BYTES(encoding=self.encoding), number)
        return mended

    def _without_nul(self, number: int, cells: list[str]) -> list[str]:
        for cell, column in itertools.zip_longest(cells, self.columns[: len(cells)]):
            if "\0" in cell:
                self._note(Code.BAD_VALUE, NULS(), number, column)
        return [cell.replace("\0", "") for cell in cells]

    def _fitted(self, number: int, cells: list[str], width: int) -> list[str]:
        if any(cells[width:]):
            self._note(Code.BAD_VALUE, TOO_MANY_CELLS(cells=len(cells), columns=width), number)
        return cells[:width] + [""] * (width - len(cells))


def _are_plain(cells: Sequence[str]) -> bool:
    return UNREAD.isdisjoint(cells) and are_plain(cells)


def read_tables(
    path: Path, encoding: str | None = None, delimiter: str | None = None, sought: Heading | None = None
) -> list[Table]:
    """The tables of a file; BadInput, or BadKnowledge with the place, when it holds none.

    `sought` knows the row of column names, wherever it stands; else the likeliest is taken.
    """
    read = stream(path, encoding)
    if is_workbook(read.data, read.name, also=OPEN_DOCUMENT):
        return _of_workbook(path, read, sought)
    strangers.refuse(read)
    used, before = dialect(read, delimiter)

    def from_text() -> Iterator[tuple[int, list[str]]]:
        return records(read, used)

    found = _table(Table(read.name, path, read.encoding, used, read.dated, [], before, from_text, read.mixed), sought)
    if found is None:
        raise BadInput(NO_TABLE(file=read.name))
    return [found]


def _of_workbook(path: Path, read: Stream, sought: Heading | None) -> list[Table]:
    program, sheets = "xlsx", excel.sheets
    if is_open_document(read.data):
        from importers.reading.ods_rows import sheets  # which takes a reader of XML along, and few files are such

        program = "ods"
    tables = []
    for number, sheet in enumerate(sheets(read.data, read.name)):
        name = read.name if number == 0 else f"{read.name}[{sheet.title}]"
        table = Table(name, path, program, None, read.dated, [], 0, sheet.records, merged=sheet.merged)
        if found := _table(table, sought):
            tables.append(found)
    if not tables:
        raise BadInput(NO_SHEET(file=read.name))
    return tables


def _table(table: Table, sought: Heading | None) -> Table | None:
    """The table with its column names, which stand below its `header`; None where nothing does."""
    rows = ((number, [_clean(cell) for cell in cells]) for number, cells in table.records() if number > table.header)
    found = heading.found(((number, cells) for number, cells in rows if any(cells)), sought)
    if found is None:
        return None
    table.header, names = found
    while not names[-1]:
        names.pop()
    table.names, table.columns = names, _columns(names)
    if table.mended:
        table._mended(*next(row for row in table.records() if row[0] == table.header))
    return table


def _clean(cell: str) -> str:
    return plain(mended_text(cell).replace("\0", "").replace(UNCALCULATED, ""))


def _columns(names: list[str]) -> list[str]:
    """The names of the columns; one that stands twice is told apart by a number that no other has."""
    columns: list[str] = []
    taken = set(names)
    for name in names:
        if name and name in columns:
            name = next(new for n in itertools.count(2) if (new := f"{name} ({n})") not in taken)
            taken.add(name)
        columns.append(name)
    return columns
