"""The curve of what is felt: it follows the ways between steps, not the columns."""

import math
from collections.abc import Iterator, Sequence

from graph.language import Language
from pages.font import Weight
from pages.journey.signs import face, lines
from pages.journey.told import Journey, Step
from pages.journey.words import EMOTION
from pages.pictures.marks import Circle, Mark, Part, Point, Polygon, Text, Way
from pages.pictures.palette import Hatch, Paint
from wording.writing import signed

HEIGHT, POINT = 160, 32
"""Of the band, and of a point of emotion."""

PIECES = 24
"""How many straight pieces a bow between two dots has."""


def curve(
    journey: Journey, middles: Sequence[float], left: float, right: float, top: float, language: Language
) -> tuple[Mark, ...]:
    """The band: faces at its left edge, the line of zero, the ways between steps, a dot at each."""
    zero = top + HEIGHT / 2
    at = {
        step.key: (middle, zero - POINT * step.feeling.mean)
        for step, middle in zip(journey.steps, middles, strict=True)
        if step.feeling
    }
    main, others = ([way for way in found if at.keys() >= set(way)] for found in ways(journey))
    edge = middles[0] - 90
    return (
        *lines(left, top + 20, (EMOTION[language],), 12, weight=Weight.BOLD),
        *(mark for feeling in (2, 0, -2) for mark in face(edge - 8, zero - POINT * feeling, feeling, 9)),
        Way(((edge + 8, zero), (right, zero)), Paint.FAINT, 1),
        *(mark for one, other in main for mark in _area(at[one], at[other], zero)),
        *(Way(_bow(at[one], at[other]), Paint.MUTED, 1, (4, 3)) for one, other in others),
        *(Way(_bow(at[one], at[other]), Paint.INK, 2.5) for one, other in main),
        *(_dot(step, (x, zero), at.get(step.key), language) for step, x in zip(journey.steps, middles, strict=True)),
    )


def ways(journey: Journey) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The main way and the others, by steps: the largest share where all are known, else each of them is main."""
    steps = {step.key: step for step in journey.steps}
    main: list[tuple[str, str]] = []
    frontier, seen = list(steps)[:1], set()
    while frontier:
        here = frontier.pop(0)
        if here in seen:
            continue
        seen.add(here)
        chosen = _chosen(steps[here], steps)
        main += [(here, key) for key in chosen]
        frontier += chosen
    others = [(key, going.step) for key, step in steps.items() for going in step.goings if going.step in steps]
    return main, [way for way in others if way not in main]


def _chosen(step: Step, steps: dict[str, Step]) -> list[str]:
    goings = [going for going in step.goings if going.step in steps]
    shares = [going.share for going in goings if going.share is not None]
    if len(shares) < len(goings):
        return [going.step for going in goings]
    return [going.step for going in goings if going.share == max(shares)][:1]


def _bow(one: Point, other: Point) -> tuple[Point, ...]:
    """A line between two dots that leaves and arrives level."""
    (x, y), (to, at) = one, other
    parts = [part / PIECES for part in range(PIECES + 1)]
    return tuple((x + (to - x) * part, y + (at - y) * (1 - math.cos(math.pi * part)) / 2) for part in parts)


def _area(one: Point, other: Point, zero: float) -> Iterator[Mark]:
    """What lies between the line and zero: a tint above, hatched below."""
    bow = _bow(one, other)
    ends = ((bow[-1][0], zero), (bow[0][0], zero))
    if min(one[1], other[1]) < zero:
        yield Polygon((*((x, min(y, zero)) for x, y in bow), *ends), Paint.GOOD_TINT, Paint.GOOD_TINT, 0.5)
    if max(one[1], other[1]) > zero:
        yield Polygon((*((x, max(y, zero)) for x, y in bow), *ends), Hatch.BAD)


def _dot(step: Step, even: Point, at: Point | None, language: Language) -> Part:
    """The dot of a step; hollow on the line of zero, `even`, where nobody knows what is felt."""
    if step.feeling is None or at is None:
        (x, zero), question = even, Text(even[0], even[1] + 4, "?", 11, Weight.BOLD, Paint.MUTED, "middle")
        return Part((Circle(x, zero, 11, Paint.PAPER, Paint.MUTED, 1.5, (2, 2)), question), {"feeling": step.key})
    x, y = at
    told = signed(round(step.feeling.mean, 1), language)
    low, high = (y + POINT * (step.feeling.mean - felt) for felt in (step.feeling.worst, step.feeling.best))
    marks = (
        *((Way(((x, low), (x, high)), Paint.INK, 1.5),) if low != high else ()),
        Circle(x, y, 14, Paint.PAPER, Paint.INK, 2),
        Text(x, y + 3.9, told, 10.5 if len(told) < 3 else 9.5, Weight.BOLD, Paint.INK, "middle"),
    )
    return Part(marks, {"feeling": step.key})
