"""Tables of slides: native ones, whose rows are as high as their text needs, and no more of them than there is room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pages.font import Weight
from pages.pictures.text import width, wrapped

ACROSS, DOWN = 6, 4
"""What a cell keeps free, in points."""
SIZES = (17, 15, 13.5, 12)
"""The sizes that text may be laid out in, in points."""
LEADING = 1.2
"""How far lines are apart, to their size."""


@dataclass(frozen=True)
class Grid:
    """A table: `widths` and `size` in points, the size being what its text is laid out in; a cell has a few lines."""

    called: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    left: float = 0
    top: float = 0
    size: float = SIZES[-1]
    lines: int = 3

    @cached_property
    def cells(self) -> list[list[str]]:
        """The text of all cells, the heads first, as much of each as its lines hold."""
        return [
            [" ".join(self._lines(text, place, weight)) for place, text in enumerate(row)]
            for weight, row in self._weighed
        ]

    @cached_property
    def heights(self) -> list[float]:
        """How high each line of the table is."""
        return [
            max(len(self._lines(text, place, weight)) or 1 for place, text in enumerate(row)) * self.size * LEADING
            + 2 * DOWN
            for weight, row in self._weighed
        ]

    @property
    def height(self) -> float:
        """How high the whole is."""
        return sum(self.heights)

    @property
    def _weighed(self) -> list[tuple[Weight, Sequence[str]]]:
        return [(Weight.BOLD, self.heads), *((Weight.REGULAR, row) for row in self.rows)]

    def _lines(self, text: str, place: int, weight: Weight) -> tuple[str, ...]:
        return wrapped(text, self.widths[place] - 2 * ACROSS, self.size, self.lines, weight)

    def within(self, height: float, most: float = SIZES[0]) -> "Grid":
        """In the largest size in which there is room for all of it; else as many of its rows as there is room for.

        No word of a head is cut in two, if a size can help it; none is larger than the `most`.
        """
        sizes = [replace(self, size=size) for size in SIZES if size <= most and self._uncut(size)] or [self]
        found = next((each for each in sizes if each.height <= height), sizes[-1])
        while found.rows and found.height > height:
            found = replace(found, rows=found.rows[:-1])
        return found

    def _uncut(self, size: float) -> bool:
        """Whether every word of the heads goes into its column."""
        return all(
            width(word, size, Weight.BOLD) <= wide - 2 * ACROSS
            for head, wide in zip(self.heads, self.widths, strict=True)
            for word in head.split()
        )
