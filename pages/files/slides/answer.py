"""The first slide: whose journey it is, the sentence that is the answer, and up to four figures."""

from collections.abc import Iterator, Sequence

from graph.language import Language
from pages.files.slides.room import Room
from pages.files.slides.slide import Slide
from pages.files.taken import Taken
from pages.font import Weight
from pages.journey.grounds import figures
from pages.journey.signs import lines
from pages.journey.title import portrait
from pages.journey.told import Journey
from pages.pictures.marks import Box, Mark, Part, Text
from pages.pictures.palette import Paint
from pages.pictures.text import shortened, wrapped
from pages.telling import Figure
from wording.writing import quoted

FACE, CARD, BETWEEN = 24, 116, 18
"""The radius of a portrait, the height of a figure, what is between two, in points."""
SIZES = ((32, 3), (28, 4), (23, 5), (18, 7), (14, 9))
"""The sizes of the sentence, the first in which so many lines hold it."""


def answer(taken: Taken, room: Room) -> Slide:
    """The sentence and the figures of a journey."""
    journey, language = taken.journey, taken.language
    marks: list[Mark] = [*_who(journey, room, language)]
    top, cards = (2 * FACE + 20 if marks else 0), room.height - CARD
    marks += _sentence(journey.sentence, room.width, top, cards - 16)
    marks += _figures(list(figures(taken.reading))[:4], room.width, cards)
    return Slide(journey.title, marks, [taken.link(taken.visitor.links.journey(taken.key))])


def _who(journey: Journey, room: Room, language: Language) -> Iterator[Mark]:
    """Up to two of those who live it, and where it leads."""
    personas = journey.personas[:2]
    way = " → ".join(filter(None, (journey.scenario, journey.goal)))
    across = room.width / (len(personas) + bool(way) or 1)
    for place, persona in enumerate(personas):
        x = across * place
        beside = across - 2 * FACE - 26
        told = quoted(persona.expectation, language) if persona.expectation else ""
        called = " · ".join(filter(None, (persona.name, persona.role)))
        yield Part(tuple(portrait(persona, x + FACE, FACE, FACE)), label=persona.name)
        yield Text(x + 2 * FACE + 12, 20, shortened(called, beside, 15, Weight.BOLD), 15, Weight.BOLD)
        yield from lines(x + 2 * FACE + 12, 38, wrapped(told, beside, 13, 2), 13, 1.2, ink=Paint.MUTED)
    if way:
        x = across * len(personas)
        yield from lines(x, 20, wrapped(way, room.width - x, 14, 3), 14, 1.25, ink=Paint.MUTED)


def _sentence(sentence: str, room: float, top: float, bottom: float) -> tuple[Text, ...]:
    """The answer, as large as there is room for it, in the middle of that."""
    for size, most in SIZES:
        text = wrapped(sentence, room, size, most, Weight.BOLD)
        if len(wrapped(sentence, room, size, most + 1, Weight.BOLD)) <= most and size * 1.25 * most <= bottom - top:
            break
    high = size * 1.25 * len(text)
    return lines(0, max(top, (top + bottom - high) / 2) + size, text, size, 1.25, Weight.BOLD)


def _figures(found: Sequence[Figure], room: float, top: float) -> Iterator[Mark]:
    """Each figure in a box of its own, large, with what it counts."""
    across = (room + BETWEEN) / max(len(found), 1)
    for place, each in enumerate(found):
        x, wide = across * place, across - BETWEEN
        ink = Paint.BROKEN if each.name == "broken" and each.value else Paint.INK
        size = 42 if len(each.written) < 6 else 26
        marks: tuple[Mark, ...] = (
            Box(x, top, wide, CARD, Paint.GROUND, radius=6),
            Box(x, top, wide, 4, ink),
            Text(x + 14, top + 52, shortened(each.written, wide - 28, size, Weight.BOLD), size, Weight.BOLD, ink),
            *lines(x + 14, top + 73, wrapped(each.words, wide - 28, 13.5, 3), 13.5, 1.25, ink=Paint.MUTED),
        )
        yield Part(marks, {"figure": each.name}, label=f"{each.written} {each.words}")
