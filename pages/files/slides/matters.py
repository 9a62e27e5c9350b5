"""The slide of what breaks most: what is lost, why, and whose it is."""

from collections.abc import Iterator, Sequence

from graph.language import Told, both
from graph.saying import counting
from pages.files.slides.room import Room
from pages.files.slides.slide import Slide
from pages.files.taken import Row, Taken
from pages.font import Weight
from pages.journey.matters import DECISION, OPEN
from pages.journey.reading import name
from pages.journey.signs import diamond, lines
from pages.journey.told import Matter
from pages.pictures.marks import Box, Mark, Part, Text
from pages.pictures.palette import Paint
from pages.pictures.text import shortened, wrapped
from wording.problems import said
from wording.writing import COLON

TITLE = both("What breaks most", "Ce qui rompt le plus")
NOTHING = both("Nothing is known to break", "Rien n'est rompu, qu'on sache")
UNKNOWN = counting(
    "Of 1 hand-off nobody knows whether it holds.",
    "Of {n:,} hand-offs nobody knows whether they hold.",
    "D'un passage de relais, on ne sait pas s'il tient.",
    "De {n:,} passages de relais, on ne sait pas s'ils tiennent.",
)
HELD = both("Of every hand-off it is known that it holds.", "De chaque passage de relais, on sait qu'il tient.")
NO_HANDOFFS = both("Nobody has to change channels here.", "Personne n'a à changer de canal ici.")
LOST, HAPPENS = both("What is lost", "Ce qui se perd"), both("What happens", "Ce qui se passe")
WHY, WHOSE = both("Why", "Pourquoi"), both("Whose", "À qui")
A_YEAR = both("{} contacts a year", "{} contacts par an")
ABOVE = both("above both: {}", "au-dessus des deux\N{NO-BREAK SPACE}: {}")
NOBODY = both("unknown", "inconnu")
NO_FEED = both(
    "No information is known to get lost: no feed would repair anything.",
    "Aucune information ne se perd, qu'on sache : aucun flux ne réparerait quoi que ce soit.",
)
MORE = counting(
    "One more cause is in the workbook.", "{n:,} more causes are in the workbook.",
    "Une autre cause est dans le classeur.", "{n:,} autres causes sont dans le classeur.",
)  # fmt: skip

LARGEST, BETWEEN, HIGHEST, JOINT = 3, 12, 170, 17
"""The matters that are told; what is between two, the height of one at most, half of a joint, in points."""
SHARES = (0.30, 0.43, 0.27)
"""The widths of what is lost, why, and whose."""


def matters(taken: Taken, room: Room) -> Slide:
    """The largest matters, one below the other."""
    shown = taken.journey.matters[:LARGEST]
    others = len(taken.journey.matters) - len(shown)
    language, links = taken.language, taken.visitor.links
    notes = [taken.link(links.to("/findings", journey=taken.key))]
    notes += [taken.link(links.finding(each.rupture)) for each in shown if each.rupture]
    notes += [said(MORE(others), language)] if others else []
    if not shown:
        return Slide(NOTHING[language], lines(0, 40, wrapped(_nothing(taken), room.width, 24, 6), 24, 1.3), notes)
    high = min(HIGHEST, (room.height - 18 - BETWEEN * (LARGEST - 1)) / max(len(shown), 2))
    marks: list[Mark] = []
    for place, each in enumerate(shown):
        marks.append(_matter(taken, each, place * (high + BETWEEN), room.width, high))
    if others:
        more = shortened(said(MORE(others), language), room.width, 13)
        marks.append(Text(0, room.height - 4, more, 13, ink=Paint.MUTED))
    return Slide(TITLE[language], marks, notes)


def _nothing(taken: Taken) -> str:
    """What is known where nothing breaks."""
    counts, language = taken.reading.counts, taken.language
    if not counts.handoffs:
        return NO_HANDOFFS[language]
    return f"{said(UNKNOWN(counts.unknown), language) if counts.unknown else HELD[language]} {NO_FEED[language]}"


def _matter(taken: Taken, matter: Matter, top: float, wide: float, high: float) -> Part:
    language = taken.language
    rupture = taken.reading.ruptures[matter.rupture or ""]
    lost, why, whose = (wide * share for share in SHARES)
    head = LOST if rupture["kind"] == "CONTEXT_LOSS" else HAPPENS
    explained = (rupture["explanation"], 14.5, 9, Weight.REGULAR, Paint.INK)
    box = Box(0, top, wide, high, None, Paint.BROKEN, 1.25, radius=6)
    marks = (
        box,
        *diamond(28, top + 30, matter.number, half=JOINT, decided=matter.verdict is not None),
        *_column(56, top, lost - 62, high, head[language], _lost(taken, matter, rupture)),
        *_column(lost + 8, top, why - 20, high, WHY[language], [explained]),
        *_column(lost + why + 8, top, whose - 20, high, WHOSE[language], list(_whose(taken, matter, rupture))),
    )
    return Part(marks, {"listed": str(matter.number)}, label=f"{matter.number} · {matter.sentence}")


Said = tuple[str, float, int, Weight, Paint]
"""Words, their size, how many lines they have at most, how bold they are, their colour."""


def _column(x: float, top: float, room: float, high: float, head: str, told: Sequence[Said]) -> Iterator[Text]:
    """A head and what stands below it, as much as there is room for."""
    yield Text(x, top + 20, shortened(head, room, 12), 12, ink=Paint.MUTED)
    y = top + 26
    for words, size, most, weight, ink in told:
        size, found = _fitted(words, size, most, weight, room, top + high - 8 - y)
        yield from lines(x, y + size, found, size, 1.2, weight, ink)
        y += size * 1.2 * len(found) + 4


def _fitted(
    words: str, size: float, most: int, weight: Weight, room: float, high: float
) -> tuple[float, tuple[str, ...]]:
    """The words in their size, or smaller ones if these hold all of them where that does not."""
    for smaller in (size, size * 0.9, size * 0.8):
        lines = min(most + round(10 * (1 - smaller / size)), int(high / (smaller * 1.2)))
        if len(wrapped(words, room, smaller, lines + 1, weight)) <= lines:
            return smaller, wrapped(words, room, smaller, lines, weight) if lines else ()
    return smaller, wrapped(words, room, smaller, lines, weight) if lines > 0 else ()


def _lost(taken: Taken, matter: Matter, rupture: Row) -> list[Said]:
    """What happens, where, and to how many."""
    language = taken.language
    volume = A_YEAR[language].format(matter.volume) if rupture["volume"] else matter.volume
    return [
        (matter.happens, 19, 1, Weight.BOLD, Paint.BROKEN),
        (volume, 14.5, 2, Weight.BOLD, Paint.INK),
        (taken.reading.place(rupture["step"]), 13.5, 3, Weight.REGULAR, Paint.MUTED),
    ]


def _whose(taken: Taken, matter: Matter, rupture: Row) -> Iterator[Said]:
    """Whose both ends are, who is above them, and what was decided."""
    language = taken.language
    yield matter.owner or NOBODY[language], 14.5, 3, Weight.BOLD, Paint.INK
    broken = [each for each in taken.reading.handoffs if any(one["key"] == rupture["key"] for one in each["ruptures"])]
    above = next((each["commonDepartment"] for each in broken if each["commonDepartment"]), None)
    if above and len(rupture["concerns"]) > 1:
        yield ABOVE[language].format(name(above)), 13.5, 2, Weight.REGULAR, Paint.INK
    yield _decided(DECISION, matter.decision, taken) or OPEN[language], 13.5, 2, Weight.REGULAR, Paint.MUTED


def _decided(head: Told, words: str | None, taken: Taken) -> str:
    return f"{head[taken.language]}{COLON[taken.language]} {words}" if words else ""
