"""The curve of what is felt: it follows the ways between steps, not the columns."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.language import Language
from pages.font import Weight
from pages.journey.signs import face, lines
from pages.journey.told import Feeling, Journey, Persona, Remembered, Step
from pages.journey.words import EMOTION, felt, remembered
from pages.pictures.marks import Circle, Mark, Part, Point, Polygon, Text, Way
from pages.pictures.palette import Hatch, Paint
from pages.pictures.text import shortened, width

STRIP, FACES = 76, 18
"""The height of a strip for one persona, and the room of faces at the left edge."""

PIECES = 24
"""How many straight pieces a bow between two dots has."""

DASHES: tuple[tuple[float, ...], ...] = ((), (8, 4), (2, 4))
"""How the lines of several personas differ."""

Feelings = Mapping[str, Feeling | None]
"""What is felt, by step."""

Between = tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]
"""The main way and the others, by steps."""


@dataclass(frozen=True)
class Curve:
    """Where a curve is drawn: the middles of its steps, its edges and its height; `point` is a point of emotion."""

    between: Between
    middles: Mapping[str, float]
    edge: float
    right: float
    point: float = 32
    dot: float = 14
    far: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Where steps of other rows would be and what is felt there: ways go as far as the edge that is halfway."""

    @property
    def height(self) -> float:
        """Of the band."""
        return 5 * self.point

    def drawn(self, feelings: Feelings, top: float, language: Language) -> tuple[Mark, ...]:
        """The line of zero, the ways between steps, and a dot at each step; faces at the left."""
        return *self.ground(feelings, top), *self.dots(feelings, top, language)

    def ground(self, feelings: Feelings, top: float, several: bool = False) -> tuple[Mark, ...]:
        """All but the dots; where `several` personas have lines, the ways beside the main one do not look like them."""
        zero, size = top + self.height / 2, 9 * self.point / 32
        at = self._at(feelings, top)
        aside = (Paint.SOFT, 1) if several else (Paint.MUTED, 1, (4, 3))
        main, beside = (self._bows(found, at, zero) for found in self.between)
        return (
            *(mark for feeling in (2, 0, -2) for mark in face(self.edge, zero - self.point * feeling, feeling, size)),
            Way(((self.edge + size + 7, zero), (self.right, zero)), Paint.FAINT, 1),
            *(mark for bow in main for mark in _area(bow, zero)),
            *(Way(bow, *aside) for bow in beside),
            *(Way(bow, Paint.INK, 2.5) for bow in main),
        )

    def dots(self, feelings: Feelings, top: float, language: Language) -> tuple[Mark, ...]:
        """A dot at each step, with what is felt."""
        at = self._at(feelings, top)
        zero = top + self.height / 2
        return tuple(
            self._dot(key, feelings.get(key), at.get(key, (middle, zero)), language)
            for key, middle in self.middles.items()
        )

    def _bows(self, ways: Sequence[tuple[str, str]], at: Mapping[str, Point], zero: float) -> list[tuple[Point, ...]]:
        """The lines of the ways of which both ends are known and one is here, as far as the edges."""
        every = {key: (x, zero - self.point * mean) for key, (x, mean) in self.far.items()} | dict(at)
        return [
            tuple(
                point
                for point in _bow(every[one], every[other])
                if (one in at and other in at) or self.edge + FACES <= point[0] <= self.right
            )
            for one, other in ways
            if one in every and other in every and (one in at or other in at)
        ]

    def also(self, feelings: Feelings, over: Feelings, top: float, dash: tuple[float, ...]) -> tuple[Mark, ...]:
        """The line of another persona over the same ground, with a dot where it differs."""
        at = self._at(feelings, top)
        ways = [way for way in self.between[0] if at.keys() >= set(way)]
        return (
            *(Way(_bow(at[one], at[other]), Paint.INK, 2, dash) for one, other in ways),
            *(
                Circle(x, y, 4, Paint.PAPER, Paint.INK, 2)
                for key, (x, y) in at.items()
                if feelings[key] != over.get(key)
            ),
        )

    def _at(self, feelings: Feelings, top: float) -> dict[str, Point]:
        zero = top + self.height / 2
        return {
            key: (self.middles[key], zero - self.point * feeling.mean)
            for key, feeling in feelings.items()
            if feeling and key in self.middles
        }

    def named(self, people: Sequence[tuple[Persona, Feelings, tuple[float, ...]]], top: float) -> Iterator[Mark]:
        """The names of personas where their lines end, each with a piece of its line, one below the other."""
        ends = [(max(at.values()), persona, dash) for persona, felt, dash in people if (at := self._at(felt, top))]
        x, below = max((end[0] for end, *_ in ends), default=0) + self.dot + 6, 0.0
        for (_, y), persona, dash in sorted(ends, key=lambda end: end[0][1]):
            y = below = max(y, below + 14)
            yield Way(((x, y), (x + 22, y)), Paint.INK, 2, dash)
            name = shortened(persona.name, self.right - x - 26, 11, Weight.BOLD)
            yield Text(x + 26, y + 4, name, 11, Weight.BOLD)

    def _dot(self, key: str, feeling: Feeling | None, at: Point, language: Language) -> Part:
        """The dot of a step; hollow on the line of zero where nobody knows what is felt."""
        (x, y), dot = at, self.dot
        small = dot < 9
        if feeling is None:
            question = () if small else (Text(x, y + dot * 0.28, "?", dot * 0.79, Weight.BOLD, Paint.MUTED, "middle"),)
            return Part((Circle(x, y, dot * 0.79, Paint.PAPER, Paint.MUTED, 1.5, (2, 2)), *question), {"feeling": key})
        told = felt(feeling.mean, language)
        low, high = (y + self.point * (feeling.mean - value) for value in (feeling.worst, feeling.best))
        size = dot * 0.75
        marks = (
            *((Way(((x, low), (x, high)), Paint.INK, 1.5),) if low != high else ()),
            Circle(x, y, dot, Paint.PAPER, Paint.INK, 2),
            *(() if small else (Text(x, y + size * 0.37, told, size, Weight.BOLD, Paint.INK, "middle"),)),
        )
        return Part(marks, {"feeling": key})


def curves(
    journey: Journey, between: Between, middles: Sequence[float], left: float, right: float, top: float,
    language: Language, apart: bool, point: float = 32,
) -> tuple[Mark, ...]:  # fmt: skip
    """The band: one curve, the lines of several personas over each other, or `apart` a strip for each."""
    at = {step.key: middle for step, middle in zip(journey.steps, middles, strict=True)}
    edge = middles[0] - 98
    personas = speaking(journey)
    if apart and personas:
        return _strips(journey, Curve(between, at, edge, right, 14, 12), left, top, language)
    own = personas[0] if len(personas) > 1 else None
    far = _far(journey, _own(journey.entire, own), 2 * (edge + FACES) - middles[0], 2 * right - middles[-1])
    curve = Curve(between, at, edge, right, point, far=far)
    feelings = _own(journey, own)
    if own is None:
        band = curve.drawn(feelings, top, language)
    else:
        people = [(each, _own(journey, each), DASHES[place % len(DASHES)]) for place, each in enumerate(personas)]
        beside = (mark for _, other, dash in people[1:] for mark in curve.also(other, feelings, top, dash))
        names = curve.named(people, top)
        band = (*curve.ground(feelings, top, several=True), *beside, *curve.dots(feelings, top, language), *names)
    return (
        *lines(left, top + 20, (EMOTION[language],), 12, weight=Weight.BOLD),
        *lines(left, top + 38, kept(journey, language), 11, ink=Paint.MUTED),
        *band,
        *_ends(journey.remembered, curve, feelings, top),
    )


def _far(journey: Journey, feelings: Feelings, before: float, after: float) -> dict[str, tuple[float, float]]:
    """The steps of other rows, by key: where they would be, and what is felt there."""
    places = {step.key: place for place, step in enumerate(journey.entire.steps)}
    first, last = places[journey.steps[0].key], places[journey.steps[-1].key]
    return {
        key: (before if places[key] < first else after, feeling.mean)
        for key, feeling in feelings.items()
        if feeling and not first <= places[key] <= last
    }


def height(journey: Journey, apart: bool, point: float = 32) -> float:
    """How high the band is."""
    return STRIP * len(speaking(journey)) if apart and speaking(journey) else 5 * point


def speaking(journey: Journey) -> tuple[Persona, ...]:
    """The personas of whom somebody said what they feel."""
    return tuple(persona for persona in journey.personas if persona.felt)


def kept(journey: Journey, language: Language) -> tuple[str, ...]:
    """What stays of it, in words, if it is known."""
    return (remembered(journey.remembered.value, language),) if journey.remembered else ()


def _strips(journey: Journey, curve: Curve, left: float, top: float, language: Language) -> tuple[Mark, ...]:
    """A strip for each persona, all to one scale."""
    marks: tuple[Mark, ...] = ()
    for place, persona in enumerate(speaking(journey)):
        y = top + STRIP * place
        name = shortened(persona.name, curve.edge - left - 24, 12, Weight.BOLD)
        marks += lines(left, y + curve.height / 2 + 4, (name,), 12, weight=Weight.BOLD)
        marks += curve.drawn(_own(journey, persona), y, language)
    return marks


def _own(journey: Journey, persona: Persona | None) -> Feelings:
    """What a persona feels: its own where somebody said so, else what is felt there at all."""
    own = persona.felt if persona else {}
    return {
        step.key: Feeling(own[step.key], own[step.key], own[step.key]) if step.key in own else step.feeling
        for step in journey.steps
    }


def _ends(stays: Remembered | None, curve: Curve, feelings: Feelings, top: float) -> Iterator[Text]:
    """The strongest moment, as high as what is felt there, and the end."""
    if stays is None:
        return
    for sign, key in (("▲", stays.peak), ("■", stays.end)):
        feeling = feelings.get(key)
        if feeling and key in curve.middles:
            strongest = feeling.worst if -feeling.worst >= feeling.best else feeling.best
            value = strongest if sign == "▲" else feeling.mean
            y = top + curve.height / 2 - curve.point * value
            aside = curve.dot + 4 + (width(sign, 12) + 2) * (sign == "■" and stays.peak == stays.end)
            yield Text(curve.middles[key] + aside, y - curve.dot * (value == feeling.mean) + 4, sign, 12)


def ways(journey: Journey) -> Between:
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
    taken = set(main)
    return main, [way for way in others if way not in taken]


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


def _area(bow: tuple[Point, ...], zero: float) -> Iterator[Mark]:
    """What lies between the line and zero: a tint above, hatched below."""
    ends = ((bow[-1][0], zero), (bow[0][0], zero))
    if min(y for _, y in bow) < zero:
        yield Polygon((*((x, min(y, zero)) for x, y in bow), *ends), Paint.GOOD_TINT, Paint.GOOD_TINT, 0.5)
    if max(y for _, y in bow) > zero:
        yield Polygon((*((x, max(y, zero)) for x, y in bow), *ends), Hatch.BAD)
