"""Text as rows of cells: what parts the cells, what other programs wrote before the table, and each record's line."""

import contextlib
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from graph.errors import WrongUsage
from graph.problems import Code
from graph.saying import Saying, saying
from importers.errors import BadKnowledge, bad
from importers.reading.stream import LINE, Stream

DELIMITERS = (",", ";", "\t", "|")
UNFIT = '"\r\n\0'
"""Characters that no cells are parted by: they mean something else in a CSV."""

HEAD = 20
"""How many records are looked at to find the delimiter."""

FAR = 1_000
"""How many, where titles and remarks fill the first ones."""

NAMES_IT = re.compile(r'\ufeff?"?sep=(\\t|tab|[^"\r\n\0])"?[,;\t|\s]*', re.IGNORECASE)
"""The line by which Excel is told what parts the cells."""

TYPES_IT = re.compile(r'\ufeff?"?#TYPE\s')
"""The line in which PowerShell says what objects the rows are of."""

BEFORE = 5
"""How many lines are looked at for such."""

LONG_ROW = saying(
    "a row is longer than {most:,} characters: is a quote not closed, or this no table?",
    "une ligne dépasse {most:,} caractères : un guillemet n'est-il pas fermé, ou n'est-ce pas un tableau ?",
)
OPEN_QUOTE = saying(
    "a quote that begins in this row is not closed before the file ends",
    "un guillemet ouvert dans cette ligne n'est pas fermé avant la fin du fichier",
)
NO_CSV = saying("this row cannot be read as CSV: {detail}", "cette ligne n'est pas lisible comme du CSV : {detail}")
NO_DELIMITER = saying(
    "--delimiter {given!r} is not one character that parts cells; , ; | and tab are",
    "--delimiter {given!r} n'est pas un caractère qui sépare des cellules ; , ; | et tab en sont",
)


def dialect(read: Stream, given: str | None) -> tuple[str, int]:
    """What parts the cells: as given, else as the file itself says, else the likeliest; and how many lines the file
    has before the table for other programs to read."""
    own, lines = _directed(read)
    return (_character(given) if given is not None else own or _likeliest(read)), lines


def delimited(read: Stream, delimiter: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text, each with the number of the line on which it begins."""
    used, before = dialect(read, delimiter)
    return ((number, cells) for number, cells in records(read, used) if number > before)


def _directed(read: Stream) -> tuple[str | None, int]:
    """The delimiter that a file names, and after how many lines it is done with telling programs what to do."""
    delimiter, last = None, 0
    with read.open() as lines:
        for number, line in enumerate(islice(lines, BEFORE), 1):
            if named := NAMES_IT.fullmatch(line):
                delimiter, last = _character(named[1]), number
            elif TYPES_IT.match(line):
                last = number
            elif line.strip():
                break
    return delimiter, last


def _character(given: str) -> str:
    known = {"\\t": "\t", "tab": "\t"}.get(given.lower(), given)
    if len(known) != 1 or known in UNFIT:
        raise WrongUsage(NO_DELIMITER(given=given))
    return known


def _likeliest(read: Stream) -> str:
    """The delimiter that splits the first records most evenly into most cells; in one column, one that splits none."""
    return _splitting(read, HEAD) or _splitting(read, FAR) or _whole(read)


def _splitting(read: Stream, most: int) -> str | None:
    """The delimiter that splits the first records; None where none does, as among lines of titles."""
    best, delimiter = (0.0, 0), None
    for candidate in DELIMITERS:
        widths = _widths(read, candidate, most)
        if not widths:  # nothing but delimiters, or nothing that can be read: whoever reads on will say so
            return candidate
        counts = Counter(width for width in widths if width > 1)
        if not counts:
            continue
        width = max(counts, key=lambda each: (counts[each], each == widths[0], each))
        score = (counts[width] / len(widths), width)
        if score > best and _goes_on(widths, width):
            best, delimiter = score, candidate
    return delimiter


def _whole(read: Stream) -> str:
    """A delimiter that none of the first records holds."""
    return next((each for each in DELIMITERS if max(_widths(read, each, HEAD), default=1) == 1), ",")


def _widths(read: Stream, delimiter: str, most: int) -> list[int]:
    """How many cells the first records have, up to one that cannot be read."""
    widths = []
    with contextlib.suppress(BadKnowledge):
        for _, cells in records(read, delimiter):
            if any(cell.strip("\0 \t\ufeff") for cell in cells):
                widths.append(len(cells))
            if len(widths) == most:
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


def records(read: Stream, delimiter: str) -> Iterator[tuple[int, list[str]]]:
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
