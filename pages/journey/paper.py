"""Sheets of paper, and how small what is printed on them may be."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from pages.journey.places import Sizes, sizes
from pages.journey.view import View
from pages.pictures.marks import Mark, Picture, Text, flat

POINT = 25.4 / 72
"""A point of text, in mm."""

MARGIN = 8
"""The margin of a sheet, in mm: printers need it."""

LEAST, ACROSS = 6.5, 20
"""The smallest text on any sheet, and that of steps on a poster, in points."""

SMALLEST, SMALLER = 10.5, 8.5
"""The sizes of the smallest text of a map, in pixels, and of numbers of matters above 99."""

LARGE = 20
"""The size of the text of steps on a poster, in pixels."""

LARGEST = 0.32
"""The most mm that a pixel has on a sheet that is read in the hand: text of 12 pixels is of 11 points then."""


class Paper(Enum):
    """What a map is printed on, by what an address calls it; always landscape."""

    A3 = "a3"
    A1 = "a1"
    A0 = "a0"
    BLANK = "blank"
    """A sheet of A1 to be filled by hand: 76 mm of a note go into its lanes."""

    @property
    def size(self) -> tuple[float, float]:
        """Its width and height in mm."""
        return {Paper.A3: (420, 297), Paper.A0: (1189, 841)}.get(self, (841, 594))

    @property
    def room(self) -> tuple[float, float]:
        """What is printed on, in mm."""
        wide, high = self.size
        return wide - 2 * MARGIN, high - 2 * MARGIN

    @property
    def poster(self) -> bool:
        """Whether it hangs on a wall."""
        return self is not Paper.A3

    def sizes(self, view: View) -> tuple[Sizes, ...]:
        """How large things are drawn, the best first: then with a low curve, then with narrow columns, at last in low
        lanes."""
        row = sizes(1, view).row
        if self.poster:
            shapes = ((168, 32), (136, 32), (168, 18), (136, 18))
            return tuple(Sizes(wide, 44, row, point=point, text=LARGE) for wide, point in shapes)
        narrow = tuple(Sizes(wide, gutter, row, point=14) for wide, gutter in ((136, 44), (116, 36), (100, 32)))
        low = (Sizes(wide, gutter, row - 6, point=14) for wide, gutter in ((100, 32), (96, 30)))
        return Sizes(136, 44, row), Sizes(136, 44, row, point=18), *narrow, *low

    @property
    def rules(self) -> str:
        """The style sheet of a page on which each picture stands in a `section` of the class `sheet`."""
        wide, high = self.size
        return (
            f"@page{{size:{wide}mm {high}mm;margin:{MARGIN}mm}}"
            "@media print{html,body{margin:0;padding:0}}"
            ".sheet{break-after:page;break-inside:avoid}.sheet:last-child{break-after:auto}.sheet svg{display:block}"
        )

    def scales(self, smallest: float = SMALLEST) -> Iterator[float]:
        """How many mm a pixel may have, the largest first; the last is the least that can be read."""
        low = max(LEAST / smallest, ACROSS / LARGE if self.poster else 0) * POINT * 1.002  # files round coordinates
        high = max(low, 4 * LARGEST if self.poster else LARGEST)
        return (high * (low / high) ** (part / 15) for part in range(16))


def points(picture: Picture) -> float:
    """The size of the smallest text of a picture on its paper, in points."""
    if picture.on_paper is None:
        raise ValueError(f"{picture.title!r} has no size on paper")
    return smallest(picture.marks) * picture.on_paper[0] / picture.width / POINT


def smallest(marks: Sequence[Mark]) -> float:
    """The size of the smallest text, in pixels."""
    sizes: Iterable[float] = (mark.size for mark in flat(marks) if isinstance(mark, Text))
    return min(sizes, default=SMALLEST)
