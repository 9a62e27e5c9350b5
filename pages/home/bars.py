"""The bars of the board page: hand-offs by status, and volumes side by side."""

from collections.abc import Mapping
from typing import Any

from graph.language import Language
from pages.font import Weight
from pages.pictures.marks import Box, Mark, Picture, Text, Way
from pages.pictures.palette import Paint
from wording.writing import number

WIDE, HIGH = 420, 30
LONG, THIN = 120, 10
LEAST = 22
"""How wide a part of the bar is at least, so that its number fits in."""


def stacked(counts: Mapping[str, int], words: Mapping[str, str], language: Language) -> Picture:
    """Hand-offs as one bar: broken filled, unknown dashed, sound with a line, each with its number."""
    known = [(status, counts[status]) for status in ("BROKEN", "UNKNOWN", "SOUND") if counts[status]]
    spare = WIDE - LEAST * len(known)
    total = sum(count for _, count in known) or 1
    marks: list[Mark] = []
    x = 0.0
    for status, count in known:
        wide = LEAST + spare * count / total
        marks += _part(status, x, wide, number(count, language))
        x += wide
    told = ", ".join(f"{number(count, language)} {words[status]}" for status, count in known)
    return Picture(WIDE, HIGH, told, told, tuple(marks), language.name.lower())


def _part(status: str, x: float, wide: float, written: str) -> tuple[Mark, ...]:
    middle, base = x + wide / 2, HIGH / 2 + 5
    if status == "BROKEN":
        ground: Mark = Box(x, 0, wide, HIGH, Paint.BROKEN)
        return ground, Text(middle, base, written, 14, Weight.BOLD, Paint.PAPER, "middle")
    if status == "UNKNOWN":
        ground = Box(x + 1, 1, wide - 2, HIGH - 2, Paint.PAPER, Paint.MUTED, 1.5, (4, 3))
        return ground, Text(middle, base, f"{written}\u202f?", 14, Weight.BOLD, Paint.MUTED, "middle")
    ground = Box(x, 0, wide, HIGH, Paint.BAD_TINT)
    return ground, Text(middle, base, written, 14, Weight.BOLD, Paint.INK, "middle")


def bar(interval: Mapping[str, Any] | None, most: float, words: str, language: Language) -> Picture:
    """A volume beside others: solid up to its low end, open up to its high end; nothing but a dash where unknown."""
    low, high = (LONG * interval[end] / most for end in ("low", "high")) if interval and most else (0, 0)
    marks: tuple[Mark, ...] = (Way(((0, THIN / 2), (LONG, THIN / 2)), Paint.FAINT, 1, (2, 3)),)
    if interval:
        marks = (
            Box(0, 0, max(low, 1), THIN, Paint.BAR),
            *((Box(low, 0.5, high - low, THIN - 1, None, Paint.BAR),) if high - low > 1 else ()),
        )
    return Picture(LONG, THIN, words, words, marks, language.name.lower())
