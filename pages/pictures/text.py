"""How wide text is, and how it is broken into lines: by the font's own advances, exactly.

What the font has no glyph for is measured as wide as other fonts draw it at most.
"""

import re
import unicodedata
from functools import lru_cache

from graph.steering import STEERING
from pages.font import EM, Weight, advances

ELLIPSIS = "…"
EMOJI = 1.4
"""The width of a sign of the higher planes, to the size of the text; that of any other foreign one is 1."""

_CLUSTER = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|.[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u200d"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*(?:(?<=\u200d).[\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)*",
    re.DOTALL,
)
"""What a reader takes for one character: with its accents, its colour of skin, what is joined to it."""


_KEPT = re.compile("(?<=«) | (?=[;:!?»])")
"""Spaces at which French does not break, whoever typed them."""


def plain(text: str) -> str:
    """The text in one line: composed, without signs that steer, every space a single one; no-break spaces stay."""
    composed = unicodedata.normalize("NFC", text)
    spaced = re.sub(r"[\t\n\v\f\r \u2028\u2029]+", " ", composed)
    return STEERING.sub("", spaced).strip(" ")


@lru_cache(maxsize=20_000)
def width(text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
    """How wide the text is, in the unit of its size."""
    known = advances(weight)
    return (
        sum(
            known[character] / EM
            if character in known and not unicodedata.combining(character)
            else _foreign(character)
            for character in text
        )
        * size
    )


def _foreign(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return EMOJI if character > "\uffff" else 1


def shortened(text: str, room: float, size: float, weight: Weight = Weight.REGULAR) -> str:
    """As much of the text as there is room for; what is left out shows as an ellipsis."""
    text = plain(text)
    if width(text, size, weight) <= room:
        return text
    return _filled(text, room - width(ELLIPSIS, size, weight), size, weight).rstrip(" ,;:.") + ELLIPSIS


def wrapped(text: str, room: float, size: float, lines: int, weight: Weight = Weight.REGULAR) -> tuple[str, ...]:
    """The text in so many lines at most, broken between words, and within those that are longer than a line."""
    rest = _KEPT.sub("\N{NO-BREAK SPACE}", plain(text))
    found: list[str] = []
    while rest and len(found) < lines - 1:
        line = _line(rest, room, size, weight)
        found.append(line.rstrip(" "))
        rest = rest[len(line) :].lstrip(" ")
    return (*found, shortened(rest, room, size, weight)) if rest else tuple(found)


def _line(text: str, room: float, size: float, weight: Weight) -> str:
    """The beginning of the text that goes into one line: whole words, else as much of a word as there is room for."""
    end, space = 0, text.find(" ")
    while space >= 0 and width(text[:space], size, weight) <= room:
        end, space = space + 1, text.find(" ", space + 1)
    if width(text, size, weight) <= room:
        return text
    return text[:end] if end else _filled(text, room, size, weight)


def _filled(text: str, room: float, size: float, weight: Weight) -> str:
    """As many characters as there is room for, at least one."""
    taken, used = "", 0.0
    for cluster in _CLUSTER.findall(text):
        used += width(cluster, size, weight)
        if taken and used > room:
            break
        taken += cluster
    return taken
