"""The title block: whose journey it is, what it is called, the sentence that is the answer, and what it rests on."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.language import Language, both
from pages.font import Weight
from pages.journey.signs import lines
from pages.journey.told import Journey, Persona
from pages.pictures import qr
from pages.pictures.marks import Circle, Image, Mark, Text, media
from pages.pictures.palette import Paint
from pages.pictures.text import shortened, width, wrapped
from wording.writing import COLON, day, number, quoted

HIGH = 104
"""The least height of the block."""

CARD, PORTRAIT, FACTS, MIDDLE, BETWEEN = 214, 26, 290, 420, 24
"""The width of a persona's card, the radius of a portrait, the widest facts, the least middle, what is between."""

CODE = 96
"""The side of the printed address, in pixels: 21 mm on the sheet with the smallest text."""

VALIDATED = both("validated by {some} of {all}", "validé par {some} sur {all}")
KEEPER = both("kept by {keeper}", "tenu à jour\N{NO-BREAK SPACE}: {keeper}")
UNKNOWN = (
    both("unknown: {unknown} of {all} hand-offs", "inconnu\N{NO-BREAK SPACE}: {unknown} passage sur {all}"),
    both("unknown: {unknown} of {all} hand-offs", "inconnus\N{NO-BREAK SPACE}: {unknown} passages sur {all}"),
)
"""For one at most, as French counts, and for several."""
REVISION = both("revision {revision}", "révision {revision}")


class Lines(NamedTuple):
    """Lines of one size, how far their baselines are apart, and the room below them."""

    text: Sequence[str]
    size: float
    leading: float = 1.25
    weight: Weight = Weight.REGULAR
    ink: Paint = Paint.INK
    below: float = 6


def title(
    journey: Journey, left: float, right: float, top: float, language: Language, printed: bool = False
) -> tuple[tuple[Mark, ...], float]:
    """The block and where it ends; it is higher where texts are long, or so many personas need a line of their own.

    A `printed` one has the address as a code, too.
    """
    marks: list[Mark] = []
    ends, end = [top + HIGH], right
    if printed and journey.address:
        end -= CODE
        marks.append(qr.code(journey.address, end, top, CODE))
        end -= BETWEEN / 2
    facts = [line for fact in _facts(journey, language) for line in wrapped(fact, FACTS, 11, 3)]
    facts += _where(journey.address) if journey.address else ()
    found, below = stacked(end, top, (Lines(facts, 11, 1.3, ink=Paint.MUTED),), "end")
    ends.append(below)
    end -= max((width(line, 11) for line in facts), default=0) + BETWEEN
    beside = len(journey.personas) * (CARD + BETWEEN)
    if not beside or end - left - beside >= MIDDLE:
        cards, below = _cards(journey.personas, left, left + beside, top, language)
        middle, under = _middle(journey, left + beside, end, top)
        ends += [below, under]
    else:
        middle, under = _middle(journey, left, end, top)
        cards, below = _cards(journey.personas, left, right, max(*ends, under) + 4, language)
        ends.append(below)
    return (*marks, *found, *cards, *middle), max(ends)


def facts(journey: Journey, language: Language) -> Iterator[str]:
    """How much of its hand-offs is unknown, and of when the answer is."""
    if journey.handoffs:
        unknown = sum(handoff.status == "UNKNOWN" for handoff in journey.handoffs)
        yield UNKNOWN[unknown > 1][language].format(
            unknown=number(unknown, language), all=number(len(journey.handoffs), language)
        )
    dated = day(journey.date, language) if journey.date else None
    revision = REVISION[language].format(revision=journey.revision) if journey.revision is not None else None
    if dated or revision:
        yield ", ".join(filter(None, (dated, revision)))


def _facts(journey: Journey, language: Language) -> Iterator[str]:
    """What the map rests on: what it covers, who stands for it, what is unknown, and when that was."""
    if journey.scope or journey.status:
        yield " · ".join(filter(None, (journey.scope, journey.status)))
    if journey.asked:
        validated = VALIDATED[language].format(some=len(journey.validated), all=journey.asked)
        yield COLON[language].join((validated, f" {', '.join(journey.validated)}")) if journey.validated else validated
    if journey.keeper:
        yield KEEPER[language].format(keeper=journey.keeper)
    yield from facts(journey, language)


def _where(address: str) -> tuple[str, ...]:
    """The lines of an address, broken after a slash."""
    broken = wrapped(address.replace("/", "/ "), FACTS, 11, 4)
    return tuple(line.replace("/ ", "/") for line in broken)


def _middle(journey: Journey, x: float, end: float, top: float) -> tuple[tuple[Mark, ...], float]:
    room = end - x
    way = " → ".join(filter(None, (journey.scenario, journey.goal)))
    called = _fitting(journey.title, room, ((26, 1), (20, 2), (15, 12)), 1.15)
    answer = _fitting(journey.sentence, room, ((17, 2), (13, 12)), 1.3)
    told = Lines(wrapped(way, room, 13, 4), 13, ink=Paint.MUTED, below=10)
    return stacked(x, top - 4, (called, told, answer))


def _fitting(text: str, room: float, sizes: Sequence[tuple[float, int]], leading: float) -> Lines:
    """The text in bold, in the first size in which so many lines hold it; what the last cannot hold, it shortens."""
    for size, most in sizes:
        if len(wrapped(text, room, size, most + 1, Weight.BOLD)) <= most:
            break
    return Lines(wrapped(text, room, size, most, Weight.BOLD), size, leading, Weight.BOLD)


def _cards(
    personas: Sequence[Persona], left: float, right: float, top: float, language: Language
) -> tuple[list[Mark], float]:
    """A card for each persona, beside each other, in as many lines as they need; and where these end."""
    marks: list[Mark] = []
    across = max(1, int((right - left + BETWEEN) // (CARD + BETWEEN)))
    y = end = top
    for place, persona in enumerate(personas):
        if place and place % across == 0:
            y = end + 8
        card, below = _card(persona, left + place % across * (CARD + BETWEEN), y, language)
        marks += card
        end = max(end, below)
    return marks, end


def _card(persona: Persona, x: float, top: float, language: Language) -> tuple[tuple[Mark, ...], float]:
    beside = CARD - 2 * PORTRAIT - 12
    name = Lines(wrapped(persona.name, beside, 14, 3, Weight.BOLD), 14, 1.2, Weight.BOLD, below=2)
    role = Lines(wrapped(persona.role or "", beside, 11, 4), 11, 1.2, ink=Paint.MUTED)
    told, end = stacked(x + 2 * PORTRAIT + 12, top + 4, (name, role))
    expected = wrapped(quoted(persona.expectation, language), CARD, 12, 6) if persona.expectation else ()
    words, end = stacked(x, max(top + 2 * PORTRAIT + 6, end), (Lines(expected, 12, 1.25),))
    return (*portrait(persona, x + PORTRAIT, top + PORTRAIT, PORTRAIT), *told, *words), end


def portrait(persona: Persona, x: float, y: float, radius: float) -> Iterator[Mark]:
    """The portrait in a circle around a point; where there is none that can be shown, initials."""
    sort = persona.portrait and media(persona.portrait)
    yield Circle(x, y, radius, Paint.GROUND)
    if persona.portrait and sort:
        yield Image(x, y, radius, persona.portrait, sort)
    else:
        size, initials = radius * 0.65, "".join(word[0] for word in persona.name.split()[:2]).upper()
        told = shortened(initials, radius * 1.5, size, Weight.BOLD)
        yield Text(x, y + size * 0.36, told, size, Weight.BOLD, anchor="middle")
    yield Circle(x, y, radius, None, Paint.INK, 1.4)


def stacked(x: float, top: float, blocks: Sequence[Lines], anchor: str = "start") -> tuple[tuple[Text, ...], float]:
    """Lines one below the other, and where they end."""
    marks: list[Text] = []
    y = top
    for text, size, leading, weight, ink, below in blocks:
        if text:
            marks += lines(x, y + size, text, size, leading, weight, ink, anchor)
            y += size * (1 + leading * (len(text) - 1)) + below
    return tuple(marks), y
