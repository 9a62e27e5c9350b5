"""The list of what breaks, with the numbers that the map has."""

from collections.abc import Sequence

from graph.language import Language, both
from pages.font import Weight
from pages.journey.signs import diamond
from pages.journey.told import Matter
from pages.journey.words import MATTERS
from pages.pictures.marks import Mark, Part, Text, Way
from pages.pictures.palette import Paint
from pages.pictures.text import width, wrapped
from wording.writing import COLON

BESIDE, AROUND, LINE = 560, 32, 15
"""How wide an entry is at least, what is between two, and the height of a line, in pixels."""

OWNER = both("who", "qui")
DECISION = both("decided", "décidé")
OPEN = both("nothing decided yet", "rien de décidé")


def matters(
    listed: Sequence[Matter], left: float, right: float, top: float, language: Language, decided: bool = False
) -> tuple[tuple[Mark, ...], float]:
    """The list, in two columns or more, and where it ends; with who has to do with each and all that was `decided`."""
    if not listed:
        return (), top
    across = max(2, int((right - left + AROUND) // (BESIDE + AROUND)))
    room = (right - left - AROUND * (across - 1)) / across
    marks: list[Mark] = [Text(left, top + 14, MATTERS[language], 14, Weight.BOLD)]
    y = top + 24
    for first in range(0, len(listed), across):
        entries = [_entry(matter, room, language, decided) for matter in listed[first : first + across]]
        high = max(30, *(LINE * len(text) + 12 for text in entries))
        for place, text in enumerate(entries):
            x = left + place * (room + AROUND)
            marks.append(_drawn(listed[first + place], text, x, y, room, high))
        y += high
    return tuple(marks), y


def _entry(matter: Matter, room: float, language: Language, decided: bool) -> tuple[tuple[str, Paint], ...]:
    """The lines of an entry."""
    beside = room - 50 - width(matter.volume, 12, Weight.BOLD)
    told = [(matter.sentence, Paint.INK)]
    if decided:
        owner = f"{OWNER[language]}{COLON[language]} {matter.owner}" if matter.owner else ""
        decision = f"{DECISION[language]}{COLON[language]} {matter.decision}" if matter.decision else OPEN[language]
        told.append((" · ".join(filter(None, (owner, decision))), Paint.MUTED))
    elif matter.verdict:
        told.append((matter.verdict, Paint.MUTED))
    return tuple((line, ink) for text, ink in told for line in wrapped(text, beside, 12, 4))


def _drawn(matter: Matter, text: Sequence[tuple[str, Paint]], x: float, y: float, room: float, high: float) -> Part:
    middle = y + high / 2
    marks = (
        *diamond(x + 12, middle, matter.number, decided=matter.verdict is not None),
        *(
            Text(x + 34, middle + 4 - LINE / 2 * (len(text) - 1) + LINE * place, line, 12, ink=ink)
            for place, (line, ink) in enumerate(text)
        ),
        Text(x + room, middle + 4, matter.volume, 12, Weight.BOLD, anchor="end"),
        Way(((x, y + high), (x + room, y + high)), Paint.FAINT, 1),
    )
    data = {"listed": str(matter.number)} | ({"node": f"Rupture:{matter.rupture}"} if matter.rupture else {})
    return Part(marks, data, label=f"{matter.number} · {matter.sentence}")
