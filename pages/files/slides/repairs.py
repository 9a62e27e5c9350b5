"""The slide of repairs: the feeds that end most, who must meet for each, and what no feed repairs."""

from collections.abc import Iterator, Sequence

from graph.language import Language, both
from graph.saying import counting, saying
from pages.files.slides.grid import SIZES, Grid
from pages.files.slides.matters import NO_FEED
from pages.files.slides.room import Room
from pages.files.slides.slide import Slide
from pages.files.taken import Row, Taken
from pages.font import Weight
from pages.journey.matters import OPEN
from pages.journey.reading import name
from pages.journey.signs import lines
from pages.pictures.marks import Text
from pages.pictures.palette import Paint
from pages.pictures.text import wrapped
from wording.cells import UNKNOWN
from wording.problems import said

TITLE = both("What would repair it, and who must meet", "Ce qui réparerait, et qui doit se rencontrer")
FEEDS = both("Information to pass on", "Informations à transmettre")
HEADS = (
    both("From → to", "De → vers"), both("What", "Quoi"), both("Hand-offs repaired", "Passages réparés"),
    both("Contacts a year", "Contacts par an"), both("Who must meet", "Qui doit se rencontrer"),
    both("Under whom", "Sous qui"),
)  # fmt: skip
OTHERS = both("What no feed repairs", "Ce qu'aucun flux ne répare")
OTHER_HEADS = (
    both("No.", "N°"), both("What happens", "Ce qui se passe"), both("Where", "Où"),
    both("Contacts a year", "Contacts par an"), both("Who must talk", "Qui doit se parler"), both("Decided", "Décidé"),
)  # fmt: skip
STEPS = counting("1 step up in all", "{n:,} steps up in all", "1 échelon en tout", "{n:,} échelons en tout")
WHOLE = saying("{n:,} wholly", "{n:,} en entier")
PARTLY = saying("{n:,} in part", "{n:,} en partie")
MORE = counting(
    "1 more repair, or cause, is in the workbook.", "{n:,} more repairs or causes are in the workbook.",
    "1 autre réparation, ou cause, est dans le classeur.", "{n:,} autres réparations ou causes sont dans le classeur.",
)  # fmt: skip

SHARES, OTHER_SHARES = (0.22, 0.14, 0.14, 0.12, 0.20, 0.18), (0.05, 0.17, 0.28, 0.12, 0.22, 0.16)
HEAD, BETWEEN, FOOT = 24, 12, 20
"""The height of a heading, what is between tables, and what is kept for a line below them, in points."""


def repairs(taken: Taken, room: Room) -> Slide:
    """Both tables, as many rows of each as there is room for."""
    language = taken.language
    feeds, others = [list(_feed(taken, row)) for row in taken.data["bestRepairs"]["rows"]], list(_others(taken))
    texts: list[Text] = []
    tables: list[Grid] = []
    y, left_out = 0.0, 0
    if feeds:
        share = room.height * (0.55 if others else 1) - HEAD - FOOT
        texts += _head(FEEDS[language], y)
        grid = _feeds(feeds, room, y + HEAD, language).within(share)
        tables.append(grid)
        y, left_out = grid.top + grid.height + BETWEEN, len(feeds) - len(grid.rows)
    else:
        texts += lines(0, 24, found := wrapped(NO_FEED[language], room.width, 20, 3), 20, 1.25)
        y = 28 + 25 * len(found)
    if others:
        texts += _head(OTHERS[language], y)
        grid = _rest(others, room, y + HEAD, language)
        grid = grid.within(room.height - grid.top - FOOT, tables[0].size if tables else SIZES[0])
        tables += [grid] if grid.rows else []
        left_out += len(others) - len(grid.rows)
    if left_out:
        texts.append(Text(0, room.height - 4, said(MORE(left_out), language), 13, ink=Paint.MUTED))
    return Slide(TITLE[language], texts, [f"parcours ask best-repairs --journey {taken.key}"], tables)


def _head(words: str, y: float) -> tuple[Text, ...]:
    return lines(0, y + 16, (words,), 15, weight=Weight.BOLD)


def _feeds(rows: Sequence[Sequence[str]], room: Room, top: float, language: Language) -> Grid:
    widths = [share * room.width for share in SHARES]
    return Grid(FEEDS[language], [each[language] for each in HEADS], rows, widths, top=top, lines=4)


def _rest(rows: Sequence[Sequence[str]], room: Room, top: float, language: Language) -> Grid:
    widths = [share * room.width for share in OTHER_SHARES]
    return Grid(OTHERS[language], [each[language] for each in OTHER_HEADS], rows, widths, top=top, lines=4)


def _feed(taken: Taken, row: Row) -> Iterator[str]:
    language = taken.language
    yield f"{name(row['from'])} → {name(row['to'])}"
    yield ", ".join(map(name, row["objects"]))
    counted = [(WHOLE, len(row["repaired"])), (PARTLY, len(row["partly"]))]
    yield ", ".join(said(words(n=n), language) for words, n in counted if n)
    yield taken.reading.volume(row["volume"]) if row["volume"] else UNKNOWN[language]
    yield ", ".join(
        dict.fromkeys(name(row[end]) if row[end] else UNKNOWN[language] for end in ("fromOwner", "toOwner"))
    )
    yield _above(taken, row)


def _above(taken: Taken, row: Row) -> str:
    if not row["commonDepartment"]:
        return UNKNOWN[taken.language]
    far = f" ({said(STEPS(row['distance']), taken.language)})" if row["distance"] else ""
    return name(row["commonDepartment"]) + far


def _others(taken: Taken) -> Iterator[list[str]]:
    """The matters that no feed would end, the largest first."""
    fed = {row["number"] for row in taken.reading.matters if row["feed"]}
    for each in taken.journey.matters:
        if each.number not in fed:
            first = taken.reading.ruptures[each.rupture or ""]
            yield [
                taken.number(each.number), each.happens, taken.reading.place(first["step"]),
                each.volume if first["volume"] else UNKNOWN[taken.language],
                each.owner or UNKNOWN[taken.language], each.decision or OPEN[taken.language],
            ]  # fmt: skip
