"""What stands around the lanes: voices, improvements, the legend."""

from collections.abc import Sequence
from textwrap import shorten

from graph.language import Language
from pages.font import Weight
from pages.journey.places import Column
from pages.journey.signs import bar, diamond, lines, sound, unknown
from pages.journey.told import Journey, Step, Voice
from pages.journey.words import IDEAS, LEGEND, VOICE
from pages.pictures.marks import Box, Mark, Part, Polygon, Text, Way
from pages.pictures.palette import EVIDENCE, Fill, Hatch, Paint
from pages.pictures.text import ELLIPSIS, shortened, width, wrapped
from wording.writing import quoted

QUOTE = 90
"""How many characters of a quotation stand on the map, whole words."""

SIGNS = {
    "star": "★",
    "exit": "↗",
    "met": "✓",
    "missed": "✗",
    "peak": "▲■",
    "contradicted": "≠",
    "contested": "2×",
    "observed": "%",
    "unobserved": "–",
}

SAID, IDEA = 76, 40


def voices(
    journey: Journey, columns: Sequence[Column], left: float, top: float, language: Language
) -> tuple[Mark, ...]:
    """What was said at each step, word for word, cut at a word."""
    marks: list[Mark] = [*lines(left, top + 20, (VOICE[language],), 12, weight=Weight.BOLD)]
    ends = (*(column.left for column in columns[1:]), columns[-1].right + 24)
    for step, column, end in zip(journey.steps, columns, ends, strict=True):
        if step.voice:
            marks.append(_voice(step, step.voice, column.left - 8, top, end - column.left - 4, language))
    return tuple(marks)


def _voice(step: Step, voice: Voice, x: float, top: float, room: float, language: Language) -> Part:
    """A quotation, smaller where it is long, and of an expectation whether it was met."""
    sign = {"EXPECTATION_MET": "✓ ", "EXPECTATION_MISSED": "✗ "}.get(voice.says or "", "")
    quote = sign + quoted(shorten(voice.quote, QUOTE, placeholder=ELLIPSIS), language)
    few = wrapped(quote, room - 8, 12, 3)
    text, size = (few, 12) if "".join(few).endswith(quote[-3:]) else (wrapped(quote, room - 8, 10.5, 4), 10.5)
    told = voice.kind if voice.sample is None else f"{voice.kind}, n = {voice.sample}"
    marks: tuple[Mark, ...] = (
        Way(((x, top + 8), (x, top + 66)), Paint.INK, 2),
        *lines(x + 8, top + 18, text, size, 1.25),
        Text(x + 8, top + 66, shortened(told, room - 8, 10.5), 10.5, ink=Paint.MUTED),
    )
    return Part(marks, {"voice": step.key})


def ideas(journey: Journey, columns: Sequence[Column], left: float, top: float, language: Language) -> tuple[Mark, ...]:
    """A flag at each step that somebody means to improve."""
    marks: list[Mark] = [*lines(left, top + 20, (IDEAS[language],), 12, weight=Weight.BOLD)]
    for step, column in zip(journey.steps, columns, strict=True):
        if step.opportunities:
            x = column.left
            marks += [
                Way(((x, top + 6), (x, top + 36)), Paint.GOAL, 2),
                Polygon(((x, top + 6), (x + 12, top + 10.5), (x, top + 15)), Paint.GOAL),
                *lines(x + 16, top + 16, wrapped(", ".join(step.opportunities), column.wide + 8, 11, 2), 11),
            ]
    return tuple(marks)


def legend(
    occurring: Sequence[str], left: float, right: float, top: float, language: Language
) -> tuple[tuple[Mark, ...], float]:
    """The marks that occur, each with its words; and where they end."""
    marks: list[Mark] = []
    x, y = left, top
    for name in (name for name in LEGEND if name in occurring):
        text = LEGEND[name][language]
        wide = 62 + width(text, 11)
        if x > left and x + wide > right:
            x, y = left, y + 26
        marks += [*_sign(name, x, y + 13), Text(x + 42, y + 17, text, 11, ink=Paint.MUTED)]
        x += wide
    return tuple(marks), y + 26


def _sign(name: str, x: float, y: float) -> tuple[Mark, ...]:
    line = ((x, y), (x + 34, y))
    match name:
        case "volume":
            return bar(x + 2, y - 2, 32, (16, 32), 32)
        case "made":
            return (Box(x + 2, y - 5, 14, 10, Paint.GROUND, Paint.INK, radius=2), Text(x + 20, y + 4, "→", 12))
        case "needed":
            return (Text(x + 2, y + 4, "→", 12), Box(x + 18, y - 5, 14, 10, Paint.GROUND, Paint.INK, radius=2))
        case "broken":
            return (Way(line, Paint.BROKEN, 3), *diamond(x + 17, y, 1))
        case "unknown":
            return (Way(line, Paint.MUTED, 1.5, (5, 4)), *unknown(x + 17, y))
        case "sound":
            return (Way(line, Paint.MUTED, 1.3), *sound(x + 17, y, upright=False))
        case "failure":
            return (Way(line, Paint.MUTED, 1.3, (2, 4)),)
        case "stub":
            count = Text(x + 17, y + 4, "?2", 10.5, Weight.BOLD, Paint.MUTED)
            return (Way(((x + 4, y), (x + 14, y)), Paint.MUTED, 1.5, (2, 2)), count)
        case "outward":
            count = Text(x + 17, y + 4, "2", 10.5, Weight.BOLD, Paint.MUTED)
            return (Way(((x + 4, y), (x + 14, y)), Paint.MUTED, 1.5), count)
        case "decided":
            return diamond(x + 20, y, 1, decided=True)
        case "gap":
            return diamond(x + 20, y, 1, hollow=True)
        case "evidence":
            tints: tuple[Fill, ...] = (*EVIDENCE, Hatch.UNTOLD)
            return tuple(Box(x + 2 + 8 * place, y - 6, 8, 12, tint, Paint.MUTED) for place, tint in enumerate(tints))
        case "initiator":
            return tuple(
                Polygon(((tip, y), (back, y - 4), (back, y + 4)), Paint.MUTED)
                for tip, back in ((x + 8, x + 14), (x + 30, x + 24))
            )
        case "missing":
            return (Box(x + 4, y - 8, 30, 16, Paint.PAPER, Paint.INK, 1.4, (5, 3), 3),)
        case "goal":
            return (Box(x + 10, y - 8, 5, 16, Paint.GOAL), Text(x + 24, y + 5, "✓", 14, anchor="middle"))
        case "hypothesis":
            edge = Way(((x + 12, y - 8), (x + 12, y + 8)), Paint.INK, 1.5, (1.5, 3))
            return (edge, Text(x + 18, y + 4, "H", 11, Weight.BOLD))
        case _:
            return (Text(x + 22, y + 5, SIGNS[name], 14, anchor="middle"),)
