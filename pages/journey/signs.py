"""Small drawings that several parts of the map use."""

from collections.abc import Sequence

from pages.font import Weight
from pages.journey.told import Silo
from pages.pictures.marks import Box, Circle, Mark, Point, Polygon, Text, Way
from pages.pictures.palette import SILOS, Hatch, Paint

HALF = 12
"""Half of a joint: the least that a finger meets."""


def lines(
    x: float, y: float, text: Sequence[str], size: float = 12, leading: float = 1.25, weight: Weight = Weight.REGULAR,
    ink: Paint = Paint.INK, anchor: str = "start",
) -> tuple[Text, ...]:  # fmt: skip
    """Lines of text; `y` is the baseline of the first."""
    return tuple(
        Text(x, y + place * size * leading, line, size, weight, ink, anchor) for place, line in enumerate(text)
    )


def diamond(
    x: float, y: float, number: int, hollow: bool = False, half: float = HALF, decided: bool = False
) -> tuple[Mark, ...]:
    """A joint around a point, with the number of its matter; in ink around where something was decided of it."""
    points = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    size = half * (0.92 if number < 100 else 0.71)
    return (
        *((Polygon(points, Paint.INK, Paint.INK, 5),) if decided else ()),
        Polygon(points, Paint.PAPER if hollow else Paint.BROKEN, Paint.BROKEN, 2 if hollow else 1),
        Text(x, y + size * 0.36, str(number), size, Weight.BOLD, Paint.BROKEN if hollow else Paint.PAPER, "middle"),
    )


def unknown(x: float, y: float) -> tuple[Mark, ...]:
    """The mark of what nobody knows, around a point."""
    return (
        Circle(x, y, 8, Paint.PAPER, Paint.MUTED, 1.5, (2, 2)),
        Text(x, y + 3.8, "?", 10.5, Weight.BOLD, Paint.MUTED, "middle"),
    )


def sound(x: float, y: float, upright: bool) -> tuple[Mark, ...]:
    """A short bar across a way: it holds."""
    across: tuple[Point, Point] = ((x - 5, y), (x + 5, y)) if upright else ((x, y - 5), (x, y + 5))
    return (Way(across, Paint.MUTED, 3),)


def face(x: float, y: float, feeling: float, size: float = 8) -> tuple[Mark, ...]:
    """A face around a point: glad, even or sad."""
    bend = 0 if -0.5 < feeling < 0.5 else size * (0.32 if feeling > 0 else -0.32)
    mouth, wide = y + size * 0.38 - bend / 3, size * 0.45
    return (
        Circle(x, y, size, Paint.PAPER, Paint.INK, 1.2),
        Circle(x - size * 0.34, y - size * 0.22, size * 0.12, Paint.INK),
        Circle(x + size * 0.34, y - size * 0.22, size * 0.12, Paint.INK),
        Way(
            ((x - wide, mouth - bend / 2), (x - wide / 2.4, mouth + bend / 2), (x + wide / 2.4, mouth + bend / 2),
             (x + wide, mouth - bend / 2)), Paint.INK, 1.2,
        ),
    )  # fmt: skip


def hourglass(x: float, y: float) -> tuple[Mark, ...]:
    """A wait, around a point."""
    return (
        Polygon(((x - 4, y - 6), (x + 4, y - 6), (x - 4, y + 6), (x + 4, y + 6)), Paint.PAPER, Paint.INK, 1.2),
        Polygon(((x - 2.4, y + 5), (x, y + 1.5), (x + 2.4, y + 5)), Paint.INK),
    )


def chip(x: float, y: float, silo: Silo | None, height: float = 18) -> tuple[Mark, ...]:
    """A silo's code on its hue; in brackets where the silo is computed, framed where its hue is given out again."""
    if silo is None:
        box = Box(x, y, 32, height, Paint.PAPER, Paint.MUTED, 1, (3, 2), 3)
        return (box, Text(x + 16, y + height / 2 + 3.8, "?", 10.5, Weight.BOLD, Paint.MUTED, "middle"))
    code = silo.code if silo.declared else f"({silo.code})"
    return (
        Box(x, y, 32, height, hue(silo), radius=3),
        *((Box(x + 2, y + 2, 28, height - 4, None, Paint.PAPER, radius=2),) if silo.place >= len(SILOS) else ()),
        Text(x + 16, y + height / 2 + 3.8, code, 10.5, Weight.BOLD, Paint.PAPER, "middle"),
    )


def hue(silo: Silo | None) -> Paint:
    """The hue of a silo."""
    return Paint.MUTED if silo is None else SILOS[silo.place % len(SILOS)]


def bar(x: float, y: float, room: float, volume: tuple[float, float], largest: float) -> tuple[Mark, ...]:
    """A volume to the scale of the largest: full up to its low end, hatched up to the high one."""
    low, high = (room * min(1, end / largest) if largest else 0 for end in volume)
    solid = Box(x, y, low, 5, Paint.BAR)
    return (solid,) if low == high else (Box(x, y, high, 5, Hatch.HIGH, Paint.BAR, 0.6), solid)
