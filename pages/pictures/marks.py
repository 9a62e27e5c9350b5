"""What pictures consist of. Coordinates and sizes are in pixels at 100 %, from the upper left corner."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pages.font import Weight
from pages.pictures.palette import Fill, Paint

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill | None = None
    stroke: Paint | None = None
    thickness: float = 1
    dash: tuple[float, ...] = ()
    radius: float = 0

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    @property
    def told(self) -> str:
        """`x y width height`, for whoever checks a picture."""
        return " ".join(coordinate(value, 2) for value in (self.x, self.y, self.width, self.height))


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around a point."""

    x: float
    y: float
    radius: float
    fill: Fill | None = None
    stroke: Paint | None = None
    thickness: float = 1
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape."""

    points: tuple[Point, ...]
    fill: Fill | None = None
    stroke: Paint | None = None
    thickness: float = 1
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A line from point to point, its corners rounded; a `head` points to where it leads; `data-` as a part's."""

    points: tuple[Point, ...]
    stroke: Paint = Paint.MUTED
    thickness: float = 1
    dash: tuple[float, ...] = ()
    radius: float = 0
    head: bool = False
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is its baseline, `x` its start, middle or end."""

    x: float
    y: float
    words: str
    size: float = 12
    weight: Weight = Weight.REGULAR
    ink: Paint = Paint.INK
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG or JPEG, as much of its middle as a circle around a point holds."""

    x: float
    y: float
    radius: float
    content: bytes
    media: str


@dataclass(frozen=True, slots=True)
class Part:
    """Marks that are one thing: with its address, what it is called in a sentence, and `data-` for whoever checks."""

    marks: tuple["Mark", ...]
    data: Mapping[str, str] = field(default_factory=dict)
    href: str | None = None
    label: str | None = None


Mark = Box | Circle | Polygon | Way | Text | Image | Part


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture: what it is called, what it shows in a sentence, its language and its marks from below.

    One that is printed has a size of its own `on_paper`, its width and height in mm.
    """

    width: float
    height: float
    title: str
    description: str
    marks: tuple[Mark, ...]
    language: str = "en"
    on_paper: tuple[float, float] | None = None


def coordinate(value: float, places: int = 1) -> str:
    """A coordinate to a tenth of a pixel, or closer, without what it does not need."""
    return f"{round(value, places) + 0:.{places}f}".rstrip("0").rstrip(".")


def bends(points: Sequence[Point], radius: float) -> Iterator[tuple[Point, ...]]:
    """How a line goes on from its first point: straight to a point, or around a corner to another.

    Corners are rounded as far as their sides, level or upright, are long enough.
    """
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        near = min(radius, _far(before, corner) / 2, _far(corner, after) / 2)
        if near:
            yield (_towards(corner, before, near),)
            yield corner, _towards(corner, after, near)
        else:
            yield (corner,)
    yield (points[-1],)


def _far(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(start: Point, end: Point, distance: float) -> Point:
    """The point so far from the start, on a level or upright line."""
    share = distance / _far(start, end)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def media(content: bytes) -> str | None:
    """What sort of image it is, by how it begins; None if it is none that pictures hold."""
    return next((found for begins, found in SIGNATURES.items() if content.startswith(begins)), None)


def flat(marks: Sequence[Mark]) -> Iterator[Mark]:
    """All marks, those of parts after their part."""
    for mark in marks:
        yield mark
        if isinstance(mark, Part):
            yield from flat(mark.marks)
