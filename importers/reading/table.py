"""Tables, CSV of any dialect or Excel, read row by row: a table may be larger than memory."""

import contextlib
import csv
import datetime
import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import BadInput, WrongUsage
from graph.problems import Code, Tally
from graph.saying import Saying, saying
from importers.errors import BadKnowledge, bad
from importers.reading.excel import is_workbook, sheets
from importers.reading.stream import LINE, Stream, mended_text, stream

DELIMITERS = (",", ";", "\t", "|")
UNFIT = '"\r\n\0'
"""Characters that no cells are parted by: they mean something else in a CSV."""
HEAD = 20
"""How many records are looked at to find delimiter and header."""

Records = Callable[[], Iterator[tuple[int, list[str]]]]
"""Row numbers and cells, from the start each time."""

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
LONG_ROW = saying(
    "a row is longer than {most:,} characters: is a quote not closed, or this no table?",
    "une ligne dépasse {most:,} caractères : un guillemet n'est-il pas fermé, ou n'est-ce pas un tableau ?",
)
OPEN_QUOTE = saying(
    "a quote that begins in this row is not closed before the file ends",
    "un guillemet ouvert dans cette ligne n'est pas fermé avant la fin du fichier",
)
NO_CSV = saying("this row cannot be read as CSV: {detail}", "cette ligne n'est pas lisible comme du CSV : {detail}")
NO_TABLE = saying(
    "{file} is empty; a table begins with a row of column names",
    "{file} est vide ; un tableau commence par une ligne de noms de colonnes",
)
NO_SHEET = saying(
    "{file} has no sheet with a row of column names", "{file} n'a aucune feuille avec une ligne de noms de colonnes"
)
NO_DELIMITER = saying(
    "--delimiter {given!r} is not one character that parts cells; , ; | and tab are",
    "--delimiter {given!r} n'est pas un caractère qui sépare des cellules ; , ; | et tab en sont",
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
    """The column names as they stand, before those that stand twice are told apart."""
    _noted: int = field(default=0, repr=False)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Row numbers in the file, from 1, and as many cells as there are columns, without spaces around them."""
        width = len(self.columns)
        self.count = 0
        for number, cells in self.records():
            if number <= self.header:
                continue
            self.count += 1
            if self.mended:
                cells = self._mended(number, cells)
            if "\0" in "".join(cells):
                cells = self._without_nul(number, cells)
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                self._note(Code.EMPTY_ROW, EMPTY_ROW(), number)
            elif cells[:width] == self.names and not any(cells[width:]):
                self._note(Code.DUPLICATE_KEY, HEADER_AGAIN(), number)
            else:
                yield number, cells if len(cells) == width else self._fitted(number, cells, width)
            self._noted = max(self._noted, number)

    def _note(self, code: Code, said: Saying, number: int, column: str | None = None) -> None:
        """Something found, told once however often the rows are read."""
        if number > self._noted:
            self.found.note(code, said, (self.name, number, column))

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


def read_tables(
    path: Path, encoding: str | None = None, delimiter: str | None = None, header: Collection[str] = ()
) -> list[Table]:
    """The tables of a file; BadInput, or BadKnowledge with the place, when it holds none.

    `header` are names that the row of column names holds, by which it is found below lines that come before.
    """
    read = stream(path, encoding)
    if is_workbook(read.data, read.name):
        return _of_workbook(path, read, header)
    used = _likeliest(read) if delimiter is None else _delimiter(delimiter)

    def records() -> Iterator[tuple[int, list[str]]]:
        return _records(read, used)

    found = _table(read.name, path, read.encoding, used, read.dated, records, header, read.mixed)
    if found is None:
        raise BadInput(NO_TABLE(file=read.name))
    return [found]


def delimited(read: Stream, delimiter: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text, each with the number of the line on which it begins; the delimiter is the likeliest."""
    return _records(read, _likeliest(read) if delimiter is None else _delimiter(delimiter))


def _of_workbook(path: Path, read: Stream, header: Collection[str]) -> list[Table]:
    tables = []
    for number, (sheet, records) in enumerate(sheets(read.data, read.name)):
        name = read.name if number == 0 else f"{read.name}[{sheet}]"
        if found := _table(name, path, "xlsx", None, read.dated, records, header):
            tables.append(found)
    if not tables:
        raise BadInput(NO_SHEET(file=read.name))
    return tables


def _table(
    name: str, path: Path, encoding: str, delimiter: str | None, dated: datetime.datetime | None, records: Records,
    header: Collection[str], mended: bool = False,
) -> Table | None:  # fmt: skip
    head = list(itertools.islice(_filled(records()), HEAD))
    if not head:
        return None
    wanted = {name.casefold().strip() for name in header}
    begins = ((number, cells) for number, cells in head if wanted <= {_clean(cell).casefold() for cell in cells})
    number, cells = next(begins, head[0]) if wanted else head[0]
    names = [_clean(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    table = Table(name, path, encoding, delimiter, dated, _columns(names), number, records, mended, names=names)
    if mended:
        table._mended(number, cells)
    return table


def _filled(records: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The records in which anything stands."""
    return ((number, cells) for number, cells in records if any(map(_clean, cells)))


def _clean(cell: str) -> str:
    return mended_text(cell).replace("\0", "").strip()


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


def _delimiter(given: str) -> str:
    known = {"\\t": "\t", "tab": "\t"}.get(given.lower(), given)
    if len(known) != 1 or known in UNFIT:
        raise WrongUsage(NO_DELIMITER(given=given))
    return known


def _likeliest(read: Stream) -> str:
    """The delimiter that splits the first records most evenly into most cells; in one column, one that splits none."""
    best, delimiter, whole = (0.0, 0), None, []
    for candidate in DELIMITERS:
        widths = _widths(read, candidate)
        if not widths:  # nothing but delimiters, or nothing that can be read: whoever reads on will say so
            return candidate
        counts = Counter(width for width in widths if width > 1)
        if not counts:
            whole.append(candidate)
            continue
        width = max(counts, key=lambda each: (counts[each], each == widths[0], each))
        score = (counts[width] / len(widths), width)
        if score > best and _goes_on(widths, width):
            best, delimiter = score, candidate
    return delimiter or next(iter(whole), ",")


def _widths(read: Stream, delimiter: str) -> list[int]:
    """How many cells the first records have, up to one that cannot be read."""
    widths = []
    with contextlib.suppress(BadKnowledge):
        for _, cells in _filled(_records(read, delimiter)):
            widths.append(len(cells))
            if len(widths) == HEAD:
                break
    return widths


def _goes_on(widths: list[int], width: int) -> bool:
    """Whether the first record is as wide, or, below titles, most of those from the first one that is."""
    below = widths[widths.index(width) :]
    return width == widths[0] or below.count(width) * 2 > len(below) > 1


class _Watched:
    """The lines of the record that is being read: where it begins, how long it is, whether its quotes are closed."""

    def __init__(self, lines: Iterator[str], name: str) -> None:
        self._lines, self._name = lines, name
        self.begins, self.length, self.quotes = 1, 0, 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.length += len(line)
            self.quotes += line.count('"')
            if self.length > LINE:
                raise self.refused(LONG_ROW(most=LINE))
            yield line
        self.ended = True

    def next_at(self, row: int) -> None:
        """The record is read; the next one begins at this row."""
        self.begins, self.length, self.quotes = row, 0, 0

    def refused(self, said: Saying) -> BadKnowledge:
        """What refuses the file, at the row where the record begins."""
        return BadKnowledge([bad(Code.BAD_VALUE, said, (self._name, self.begins, None))])


def _records(read: Stream, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Records with the number of the line on which each begins."""
    csv.field_size_limit(LINE)
    with read.open() as lines:
        watched = _Watched(lines, read.name)
        reader = csv.reader(watched, delimiter=delimiter)
        try:
            for cells in reader:
                # Whoever looks for more lines while a record is read, and finds none, is within quotes.
                if watched.ended and reader.line_num > watched.begins and watched.quotes % 2:
                    raise watched.refused(OPEN_QUOTE())
                yield watched.begins, cells
                watched.next_at(reader.line_num + 1)
        except csv.Error as error:
            raise watched.refused(NO_CSV(detail=str(error))) from error
