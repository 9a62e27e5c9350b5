"""What a slide has: a title, shapes and tables in the room below it, and what its speaker may want to know."""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.files.slides.grid import Grid
from pages.pictures.marks import Mark


@dataclass(frozen=True)
class Slide:
    """A slide. Marks are in pixels of which each is `scale` points, from the corner of the room; tables in points.

    The notes tell where it is from, and what it leaves out.
    """

    title: str
    marks: Sequence[Mark]
    notes: Sequence[str]
    tables: Sequence[Grid] = ()
    scale: float = 1
    left: float = 0
    top: float = 0
