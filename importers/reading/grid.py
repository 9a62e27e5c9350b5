"""Sheets as people draw on them: cells at their places, whatever program wrote them, and however far from the corner.

Tables of rows are read as streams (`table`); a map is small, and its cells mean something by what stands around them.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from graph.errors import BadInput
from graph.problems import Code, Problem
from graph.said import Place
from graph.saying import Saying, saying
from importers.reading.marked import UNSAID

Spot = tuple[int, int]
"""Row and column, from 1."""

MOST = 200_000
"""The most cells that a file of maps may have."""

BLANK = re.compile(r"[\s\u200b\ufeff]+")

TOO_MANY = saying(
    "{file} has more than {most:,} cells, and maps are smaller: if a row is a contact, "
    "`parcours import contacts-csv {file}` reads it",
    "{file} a plus de {most:,} cellules, or une carte est plus petite : si une ligne est un contact, "
    "`parcours import contacts-csv {file}` le lit",
)


@dataclass
class Grid:
    """A sheet: its cells that hold anything, without spaces around them; of merged ones each holds what is in all."""

    name: str
    """The file, with the sheet in brackets where it has several."""
    sheet: str = ""
    cells: dict[Spot, str] = field(default_factory=dict)
    merged: dict[Spot, Spot] = field(default_factory=dict)
    """The first cell of the merged ones that a cell is one of."""
    found: list[Problem] = field(default_factory=list)
    follows: dict[int, int] = field(default_factory=dict)
    """Rows that come right after another one though their numbers do not: of a text, rows are numbered by lines."""

    def put(self, row: int, column: int, text: str) -> None:
        """What stands in a cell, unless it is blank, or a program's word for that. BadInput for one too many."""
        tidy = _tidy(text)
        if tidy and tidy not in UNSAID:
            self.cells[row, column] = tidy
            if len(self.cells) > MOST:
                raise BadInput(TOO_MANY(file=self.name, most=MOST))

    def merge(self, first: Spot, last: Spot) -> None:
        """What stands in the first of these cells stands in all of them. BadInput where they are too many."""
        if first not in self.cells:
            return
        for row in range(first[0], last[0] + 1):
            for column in range(first[1], last[1] + 1):
                self.merged[row, column] = first
                self.put(row, column, self.cells[first])

    def hide(self, rows: Collection[int], columns: Collection[int]) -> None:
        """Leave out what stands in these."""
        for spot in [each for each in self.cells if each[0] in rows or each[1] in columns]:
            del self.cells[spot]

    def note(self, code: Code, said: Saying, spot: tuple[int | None, int | str | None], value: str | None = None,
             fatal: bool = False, count: int = 1) -> None:  # fmt: skip
        """Something found in a cell, a row, or the sheet, or in so many cells."""
        self.found.append(Problem(code, said, (self.name, *spot), value, fatal, count))

    def place(self, spot: Spot) -> Place:
        """Where a cell stands, as programs call its column."""
        return self.name, spot[0], letters(spot[1])


def _tidy(text: str) -> str:
    """A text without blanks around it; within it, lines stay lines."""
    return "\n".join(BLANK.sub(" ", line).strip() for line in text.splitlines()).strip("\n")


def letters(column: int) -> str:
    """What programs call a column: A, B … Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def spots(text: str) -> Iterator[Spot]:
    """The cells that a range such as `B4` or `B4:K40` names; nothing where it is none."""
    for name in text.upper().replace("$", "").split(":"):
        found = re.fullmatch(r"([A-Z]{1,3})([1-9]\d{0,6})", name.strip())
        if found:
            column = 0
            for letter in found[1]:
                column = column * 26 + ord(letter) - 64
            yield int(found[2]), column
