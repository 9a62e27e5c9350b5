"""A page: what there is in figures, then the largest of each kind, a table each, then what changed."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from graph.language import Language, Told, both
from queries.breaks import A_YEAR, WHOSE
from queries.catalogue.emotion_curve.drawing import value
from queries.catalogue.to_ask import drawing as to_ask
from queries.drawing import Drawing, Row, Words

CUSTOMERS, JOURNEYS = both("Customers", "Clients"), both("Journeys", "Parcours")
BREAKING = both(
    "{total} · with a rupture: {broken} · steps: {steps}",
    "{total} · avec une rupture\N{NO-BREAK SPACE}: {broken} · étapes\N{NO-BREAK SPACE}: {steps}",
)
STATUS = (
    ("broken", both("Broken hand-offs", "Passages rompus")),
    ("unknown", both("Unknown hand-offs", "Passages inconnus")),
    ("sound", both("Sound hand-offs", "Passages qui tiennent")),
)
OF_ALL = both("{count} of {total}", "{count} sur {total}")
YEARLY = both("{volume} a year", "{volume} par an")
CROSSING = both("Cross silos", "Changent de silo")
RATE = both("{external} of {known} ways ({rate}%)", "{external} chemins sur {known} ({rate}\N{NO-BREAK SPACE}%)")
OF = both("{title} ({shown} of {total})", "{title} ({shown} sur {total})")
CHANGED = both("Last change", "Dernier changement")
CHANGES = both(
    "new ruptures: {appeared} · back: {back} · gone: {gone} · elements changed: {elements}",
    "ruptures apparues : {appeared} · revenues : {back} · disparues : {gone} · éléments modifiés : {elements}".replace(
        " :", "\N{NO-BREAK SPACE}:"
    ),
)

STEP, FELT = both("Where", "Où"), both("Felt", "Ressenti")
CONTACTS = both("Contacts a year", "Contacts par an")
FEED, OBJECTS, MEET = both("Feed", "Flux"), both("With", "Avec"), both("Who has to meet", "Qui doit se réunir")
UNDER = both(
    "{owners}\nunder {name} (steps up: {distance})", "{owners}\nsous {name} (échelons\N{NO-BREAK SPACE}: {distance})"
)
JOURNEY, REMEMBERED = both("Journey", "Parcours"), both("Remembered", "Souvenir laissé")
PEAK, END = both("Strongest moment", "Moment le plus fort"), both("End", "Fin")
NUMBER, WHAT, PERFORMANCE = (
    both("No.", "N°"),
    both("What breaks", "Ce qui se rompt"),
    both("Performance", "Performance"),
)

Cells = Callable[[Row, Words, Language], list[str]]


class Section(NamedTuple):
    """A table of the page: the part that it shows, what stands above it, its heads, what is set to the right."""

    part: str
    title: Told
    heads: tuple[Told, ...]
    cells: Cells
    numbers: tuple[int, ...]


def draw(rows: Sequence[Row], words: Words, language: Language) -> list[Drawing]:
    """The page; what there is none of is left out."""
    (row,) = rows
    found = [Drawing([], _figures(row, words, language), below="\n")]
    for section in SECTIONS:
        part = row[section.part]
        if part["rows"]:
            title = section.title[language]
            shown, total = len(part["rows"]), part["totalCount"]
            if shown < total:
                title = OF[language].format(title=title, shown=shown, total=words.number(total, language))
            lines = [section.cells(each, words, language) for each in part["rows"]]
            found.append(
                Drawing([head[language] for head in section.heads], lines, title=title, numbers=section.numbers)
            )
    return found


def _figures(row: Row, words: Words, language: Language) -> list[list[str]]:
    def said(told: Told, counts: Row) -> str:
        return told[language].format(**{n: words.number(v, language) for n, v in counts.items() if isinstance(v, int)})

    handoffs, crossing, changes = row["handoffs"], row["siloCrossings"]["summary"], row["changes"]
    lines = [
        [CUSTOMERS[language], ", ".join(map(words.called, row["customers"])) or words.UNKNOWN[language], ""],
        [JOURNEYS[language], said(BREAKING, row["journeys"]), ""],
    ]
    for status, told in STATUS:
        volume = words.volume(handoffs[f"{status}Volume"], language)
        count = said(OF_ALL, {"count": handoffs[status], "total": handoffs["total"]})
        lines.append([told[language], count, YEARLY[language].format(volume=volume) if handoffs[status] else ""])
    if crossing["crossingRate"] is not None:
        known = {"external": crossing["external"], "known": crossing["external"] + crossing["internal"]}
        lines.append([CROSSING[language], said(RATE, known | {"rate": round(100 * crossing["crossingRate"])}), ""])
    return [*lines, [CHANGED[language], said(CHANGES, changes), ", ".join(map(words.called, changes["imports"]))]]


def _matter(row: Row, words: Words, language: Language) -> list[str]:
    largest = row["largest"]
    ends = [end for end in (largest["from"], largest["to"]) if end] or (largest["step"] or {}).get("touchpoints", ())
    owners = dict.fromkeys(words.called(department) for end in ends for department in end["handledBy"])
    told = words.called(largest) + words.decided(largest, language)
    whose = ", ".join(owners) or words.UNKNOWN[language]
    return [str(row["number"]), told, whose, words.volume(row["volume"], language)]


def _irritant(row: Row, words: Words, language: Language) -> list[str]:
    felt = value(row["value"], words, language)
    return [words.called(row["touchpoint"]), felt, words.volume(row["volume"], language)]


def _moment(row: Row, words: Words, language: Language) -> list[str]:
    works = row["performance"]
    told = words.UNKNOWN[language] if works is None else words.number(works, language)
    return [words.called(row["touchpoint"]), told, words.volume(row["volume"], language)]


def _repair(row: Row, words: Words, language: Language) -> list[str]:
    feed = f"{words.called(row['from'])} → {words.called(row['to'])}"
    names = (words.called(row[end]) if row[end] else words.UNKNOWN[language] for end in ("fromOwner", "toOwner"))
    owners = ", ".join(dict.fromkeys(names))
    above = row["commonDepartment"]
    if above and row["distance"]:
        owners = UNDER[language].format(owners=owners, name=words.called(above), distance=row["distance"])
    return [feed, ", ".join(map(words.called, row["objects"])), owners, words.volume(row["volume"], language)]


def _memory(row: Row, words: Words, language: Language) -> list[str]:
    def felt(name: str, at: str) -> str:
        place = f" · {words.called(row[at])}" if row[at] else ""
        return value(row[name], words, language) + place

    remembered = value(row["remembered"], words, language)
    return [words.called(row["journey"]), remembered, felt("peak", "peakAt"), felt("end", "endAt")]


SECTIONS = (
    Section(
        "matters", both("What breaks most", "Ce qui se rompt le plus"), (NUMBER, WHAT, WHOSE, A_YEAR), _matter, (0, 3)
    ),
    Section(
        "bestRepairs", both("Best repairs", "Meilleures réparations"), (FEED, OBJECTS, MEET, A_YEAR), _repair, (3,)
    ),
    Section(
        "irritantsByReach",
        both("What annoys most", "Ce qui irrite le plus"),
        (STEP, FELT, CONTACTS),
        _irritant,
        (1, 2),
    ),
    Section(
        "momentsOfTruth",
        both("Moments of truth", "Moments de vérité"),
        (STEP, PERFORMANCE, CONTACTS),
        _moment,
        (1, 2),
    ),
    Section(
        "emotionCurve",
        both("What customers remember", "Ce que retiennent les clients"),
        (JOURNEY, REMEMBERED, PEAK, END),
        _memory,
        (1,),
    ),
    Section("toAsk", both("What to find out", "Ce qu'il reste à découvrir"), to_ask.HEADS, to_ask.cells, (2, 3)),
)
"""In the order in which they are read."""
