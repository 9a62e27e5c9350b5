"""What stands on one sheet: rows of a map, the list of all sheets, or a list of what breaks."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from graph.language import Language, both
from pages.font import Weight
from pages.journey import around
from pages.journey.curve import Between
from pages.journey.legend import occurring
from pages.journey.matters import matters
from pages.journey.paper import Paper
from pages.journey.places import Sizes
from pages.journey.sheet import Sheet, sheet
from pages.journey.signs import lines
from pages.journey.title import title
from pages.journey.told import Journey, Matter
from pages.journey.view import View
from pages.pictures.marks import Box, Mark, Part, Text, Way
from pages.pictures.palette import Paint

HEAD, BETWEEN, EDGE = 26, 10, 2
"""The room of the header line, what is between two things on a sheet, and what its edges cut off, in pixels."""

AGREED = 60
"""The height of the box for what is agreed, in mm."""

TODAY = both("What we agreed today", "Ce que nous avons convenu aujourd'hui")


class Body(Protocol):
    """What stands on a sheet; its size is known before it is drawn. One that is `titled` has the title block."""

    titled: bool

    @property
    def width(self) -> float:
        """How wide it is at least, in pixels."""

    def height(self, wide: float, scale: float) -> float:
        """How high it is at such a width, if a pixel has so many mm."""

    def drawn(self, wide: float, high: float, scale: float) -> tuple[Mark, ...]:
        """Its marks, from the header line down."""


class Strip:
    """A row of the map, with the improvements below; columns stand farther apart until it is as wide as its sheet."""

    def __init__(self, row: Journey, language: Language, size: Sizes, view: View, between: Between) -> None:
        self.row, self.language, self.size, self.view, self.between = row, language, size, view, between
        self.narrow = self._sheet(0, 0, size)
        self.ideas = any(step.opportunities for step in row.steps)
        self.width = self.narrow.right + EDGE
        self.height = self.narrow.bottom + (around.IDEA + 10 if self.ideas else 0)
        self.lanes = sum(isinstance(mark, Part) and "lane" in mark.data for mark in self.narrow.marks)

    def drawn(self, top: float, wide: float) -> tuple[Mark, ...]:
        """Its marks."""
        spread = max(0, wide - self.width - EDGE) / max(1, len(self.row.steps))
        body = self._sheet(EDGE, top, replace(self.size, spread=spread))
        ideas: tuple[Mark, ...] = ()
        if self.ideas:
            ideas = around.ideas(self.row, body.columns, EDGE, body.bottom + 8, self.language)
        return (*body.marks, *ideas)

    def _sheet(self, left: float, top: float, size: Sizes) -> Sheet:
        return sheet(self.row, self.language, self.view, left, top, self.between, size=size)


class Map:
    """Rows of a map, with what stands below: matters, legend and, on a poster, room for what is agreed.

    One that is `titled` begins with the title block; `listed` are the matters below.
    """

    def __init__(
        self, journey: Journey, strips: Sequence[Strip], language: Language, paper: Paper, *, titled: bool,
        listed: Sequence[Matter],
    ) -> None:  # fmt: skip
        self.journey, self.language, self.paper = journey, language, paper
        self.strips, self.titled, self.listed = strips, titled, listed
        self.rows = [strip.row for strip in strips]

    @property
    def width(self) -> float:
        """How wide the widest row is."""
        return EDGE + max(strip.width for strip in self.strips)

    def height(self, wide: float, scale: float) -> float:
        """How high all is."""
        _, top = self._above(wide)
        _, end = self._below(wide, top + sum(strip.height + BETWEEN for strip in self.strips))
        return end + (BETWEEN + AGREED / scale if self.paper.poster else 0)

    def drawn(self, wide: float, high: float, scale: float) -> tuple[Mark, ...]:
        """Its marks."""
        above, y = self._above(wide)
        marks = [*above]
        for strip in self.strips:
            marks += strip.drawn(y, wide)
            y += strip.height + BETWEEN
        below, y = self._below(wide, y)
        marks += below
        if self.paper.poster:
            marks += agreed(wide, y + BETWEEN, high, self.language)
        return tuple(marks)

    def _above(self, wide: float) -> tuple[tuple[Mark, ...], float]:
        if not self.titled:
            return (), HEAD
        head, end = title(self.journey, EDGE, wide - EDGE, HEAD, self.language, printed=True)
        return head, end + BETWEEN

    def _below(self, wide: float, y: float) -> tuple[tuple[Mark, ...], float]:
        broken, y = matters(self.listed, EDGE, wide - EDGE, y, self.language, self.paper.poster)
        signs = [sign for strip in self.strips for sign in occurring(strip.row, strip.view)]
        legend, y = around.legend(signs, EDGE, wide - EDGE, y + 6, self.language)
        return (*broken, *legend), y


class Listing:
    """The matters that the map's own sheet has no room for."""

    titled = False

    def __init__(self, listed: Sequence[Matter], language: Language, paper: Paper) -> None:
        self.listed, self.language, self.decided, self.width = listed, language, paper.poster, 0.0

    def height(self, wide: float, scale: float) -> float:
        """How high the list is."""
        return matters(self.listed, EDGE, wide - EDGE, HEAD, self.language, self.decided)[1]

    def drawn(self, wide: float, high: float, scale: float) -> tuple[Mark, ...]:
        """Its marks."""
        return matters(self.listed, EDGE, wide - EDGE, HEAD, self.language, self.decided)[0]


def agreed(wide: float, top: float, bottom: float, language: Language) -> tuple[Mark, ...]:
    """An empty box down to the foot of the sheet, for what a meeting agrees on; ruled, to be written into."""
    size, ruled = 20, 46
    rules = range(1, int((bottom - top - 44) // ruled) + 1)
    return (
        Box(0.75, top, wide - 1.5, bottom - top - 0.75, None, Paint.INK, 1.5, radius=6),
        Text(16, top + 30, TODAY[language], size, Weight.BOLD),
        *(Way(((16, top + 44 + ruled * rule), (wide - 16, top + 44 + ruled * rule)), Paint.FAINT) for rule in rules),
    )


def header(told: str, sheet: str, wide: float) -> tuple[Mark, ...]:
    """The line at the head of each sheet."""
    return (
        *lines(0, 12, (told,), 10.5, ink=Paint.MUTED),
        *lines(wide, 12, (sheet,), 10.5, weight=Weight.BOLD, anchor="end"),
        Way(((0, 18), (wide, 18)), Paint.FAINT, 1),
    )
