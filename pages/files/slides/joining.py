"""Marks put together to what a person edits as one: lines of a text, a shape and what is written on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.pictures.marks import Box, Circle, Mark, Point, Polygon, Text

Shape = Box | Circle | Polygon


@dataclass(frozen=True)
class Lines:
    """Lines of one text, their baselines `leading` apart; one line alone has none."""

    texts: tuple[Text, ...]
    leading: float = 0


@dataclass(frozen=True)
class Written:
    """A shape with what is written in its middle."""

    shape: Shape
    text: Text


@dataclass(frozen=True)
class Bounds:
    """Where something is, in pixels of its picture."""

    left: float
    top: float
    right: float
    bottom: float


def joined(marks: Sequence[Mark]) -> Iterator[Mark | Lines | Written]:
    """The marks in their order; none is left out."""
    place = 0
    while place < len(marks):
        mark = marks[place]
        after = marks[place + 1] if place + 1 < len(marks) else None
        if isinstance(mark, Shape) and isinstance(after, Text) and _middle(mark, after):
            yield Written(mark, after)
            place += 2
        elif isinstance(mark, Text):
            texts = tuple(_run(marks, place))
            yield Lines(texts, texts[1].y - texts[0].y if len(texts) > 1 else 0)
            place += len(texts)
        else:
            yield mark
            place += 1


def _middle(shape: Shape, text: Text) -> bool:
    """Whether a text stands in the middle of a shape that is seen."""
    if text.anchor != "middle" or (shape.fill is None and shape.stroke is None):
        return False
    at = extent(shape)
    across, down = (at.left + at.right) / 2, (at.top + at.bottom) / 2
    return abs(text.x - across) < 1 and abs(text.y - text.size * 0.36 - down) < 2


def _run(marks: Sequence[Mark], place: int) -> Iterator[Text]:
    """The lines that go on with the one at a place: in the same style, each as far below the one before."""
    first = marks[place]
    assert isinstance(first, Text)
    yield first
    before, leading = first, 0.0
    for mark in marks[place + 1 :]:
        if not isinstance(mark, Text) or _style(mark) != _style(first):
            return
        apart = mark.y - before.y
        if not first.size * 0.9 < apart < first.size * 1.6 or (leading and abs(apart - leading) > 0.5):
            return
        yield mark
        before, leading = mark, apart


def _style(text: Text) -> tuple[object, ...]:
    return text.x, text.size, text.weight, text.ink, text.anchor


def extent(mark: Shape) -> Bounds:
    """Where a shape is."""
    match mark:
        case Circle(x, y, radius):
            return Bounds(x - radius, y - radius, x + radius, y + radius)
        case Polygon(points):
            return spanned(points)
        case _:
            return Bounds(mark.x, mark.y, mark.right, mark.bottom)


def spanned(points: Sequence[Point]) -> Bounds:
    """Where points are."""
    across, down = zip(*points, strict=True)
    return Bounds(min(across), min(down), max(across), max(down))


def diamond(points: Sequence[Point]) -> bool:
    """Whether a form of four corners stands on one of them."""
    if len(points) != 4:
        return False
    at = spanned(points)
    middle = ((at.left + at.right) / 2, (at.top + at.bottom) / 2)
    tips = {(middle[0], at.top), (at.right, middle[1]), (middle[0], at.bottom), (at.left, middle[1])}
    return all(min(abs(x - a) + abs(y - b) for a, b in tips) < 0.5 for x, y in points)
