"""Merged cells in tables: below the heading row, each cell of a range holds what its first one holds."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.errors import BadInput
from graph.saying import saying

MOST = 1_000_000
"""The most cells of a table that may be merged with others, counted in the first row of each range."""

MANY_MERGED = saying(
    "{file} has more than {most:,} merged cells: is this a table?",
    "{file} a plus de {most:,} cellules fusionnées : est-ce bien un tableau ?",
)


class Range(NamedTuple):
    """Cells that are merged, from the first to the last; rows and columns count from 1."""

    row: int
    column: int
    last_row: int
    last_column: int


class Filling:
    """Fills the rows of one table, from top to bottom; BadInput where more is merged than any table has.

    What is merged across the heading row or above it is a title. So is a row in which nothing stands but what is
    merged: a band across the table, or the rest of a range.
    """

    def __init__(self, file: str, ranges: Sequence[Range], header: int, width: int) -> None:
        inside = [each for each in ranges if each.row > header and each.column <= width]
        if sum(min(each.last_column, width) - each.column + 1 for each in inside) > MOST:
            raise BadInput(MANY_MERGED(file=file, most=MOST))
        self._coming = sorted(inside, reverse=True)
        self._width = width
        self._held: dict[int, tuple[int, str]] = {}
        """Column from 0: the last row of its range, and what all of that holds."""

    def filled(self, number: int, cells: list[str]) -> list[str]:
        """The cells of a row, those that are merged with others among them."""
        while self._coming and self._coming[-1].row <= number:
            self._begin(self._coming.pop(), number, cells)
        self._held = {column: held for column, held in self._held.items() if held[0] >= number}
        if not any(cell for column, cell in enumerate(cells) if column not in self._held):
            return cells
        found = cells + [""] * (max(self._held, default=0) + 1 - len(cells))
        for column, (_, text) in self._held.items():
            found[column] = text
        return found

    def _begin(self, range_: Range, number: int, cells: Sequence[str]) -> None:
        first = range_.column - 1
        if range_.row == number and first < len(cells) and cells[first]:
            for column in range(first, min(range_.last_column, self._width)):
                self._held[column] = (range_.last_row, cells[first])
