"""The board page: where it breaks most, how much, and who must meet."""

from pathlib import Path

from graph.language import Language, both
from graph.model.words import HandoffStatus
from graph.saying import counting, saying
from pages.findings.asked import SILO
from pages.home.bars import stacked
from pages.home.reading import Reading
from pages.home.words import NO_JOURNEYS
from pages.page import Page
from pages.telling import Data, Figure, Link, Table, Told
from pages.visitor import Visitor
from queries.declare import fields
from queries.rests_on import RestsOn
from wording.cells import cell, share, volume
from wording.labels import label
from wording.problems import said
from wording.writing import COLON

TITLE = both("Where customer journeys break", "Où les parcours clients se rompent")
OF = saying("{n:,} of {all:,}", "{n:,} sur {all:,}")
HANDOFFS = both("hand-offs that break", "passages de relais rompus")
BESIDE = counting("1 not known", "{n:,} not known", "1 inconnu", "{n:,} inconnus")
TOUCHED = both("contacts a year on broken hand-offs", "contacts par an sur des relais rompus")
KNOWN = saying(
    "contacts a year on broken hand-offs; {n:,} where known",
    "contacts par an sur des relais rompus ; {n:,} là où c'est connu",
)
JOURNEYS = both("journeys that break somewhere", "parcours avec au moins une rupture")
CROSSING = both("of the ways cross silos", "des chemins changent de silo")
FROM, TO = both("From", "De"), both("To", "À")
MATRIX = both("Hand-offs between silos", "Passages de relais entre silos")
ALL = both("Hand-offs", "Passages")
LARGEST = both("The largest matters", "Les plus grands sujets")
NUMBER, MATTER, JOURNEY = both("No.", "N°"), both("Matter", "Sujet"), both("Journey", "Parcours")
CONTACTS, DECISION = both("Contacts a year", "Contacts par an"), both("Decision", "Décision")
IN_NO_SILO = both("in no silo", "hors silo")


def tell(data: Data, visitor: Visitor) -> Told:
    """The scope as its first page tells it; a base without journeys with how to fill it."""
    language = visitor.language
    if not data["whole"]["totalCount"]:
        return Told(TITLE[language], said(NO_JOURNEYS(), language), more={"reading": None})
    reading = Reading(data, visitor)
    words = {each.value: label(each, language) for each in HandoffStatus}
    return Told(
        title=TITLE[language],
        sentence=reading.sentence(),
        figures=_figures(data, reading, visitor),
        tables=tuple(each for each in (_largest(reading, language), _matrix(reading, language)) if each.rows),
        rests=_rests(data, language),
        more={"reading": reading, "silo": SILO, "stacked": stacked(reading.counts, words, language), "statuses": words},
    )


def _figures(data: Data, reading: Reading, visitor: Visitor) -> tuple[Figure, ...]:
    language = visitor.language
    handoffs, unknown = reading.handoffs["total"], reading.counts["UNKNOWN"]
    broken, touched = data["counts"]["journeys"]["broken"], reading.handoffs["brokenVolume"]
    rate, untold = data["siloCrossings"]["summary"]["crossingRate"], data["siloCrossings"]["summary"]["unknown"]
    findings, journeys = visitor.links.to("/findings"), visitor.links.to("/journeys")
    return (
        Figure(
            "broken",
            reading.counts["BROKEN"],
            said(OF(n=reading.counts["BROKEN"], all=handoffs), language),
            _beside(HANDOFFS[language], unknown, language),
            findings,
        ),
        Figure(
            "touched",
            touched["high"] if touched else None,
            volume(touched, language),
            TOUCHED[language] if touched else said(KNOWN(n=reading.handoffs["knownBrokenVolume"]), language),
            findings,
        ),
        Figure(
            "journeys",
            broken,
            said(OF(n=broken, all=data["counts"]["journeys"]["total"]), language),
            JOURNEYS[language],
            journeys,
        ),
        Figure("crossing", rate, share(rate, language), _beside(CROSSING[language], untold, language)),
    )


def _beside(words: str, unknown: int, language: Language) -> str:
    return f"{words} · {said(BESIDE(unknown), language)}" if unknown else words


def _largest(reading: Reading, language: Language) -> Table:
    heads = tuple(each[language] for each in (NUMBER, MATTER, JOURNEY, CONTACTS, DECISION))
    return Table(
        "matters",
        LARGEST[language],
        heads,
        [
            (
                each.number,
                each.what,
                each.journey["title"] or each.journey["key"],
                volume(each.volume, language) if each.volume else None,
                each.triage,
            )
            for each in reading.matters
        ],
    )


def _matrix(reading: Reading, language: Language) -> Table:
    states = tuple(label(each, language) for each in (HandoffStatus.BROKEN, HandoffStatus.UNKNOWN))
    return Table(
        "matrix",
        MATRIX[language],
        (FROM[language], TO[language], ALL[language], *states),
        [
            (
                each.start.name if each.start else IN_NO_SILO[language],
                each.end.name if each.end else IN_NO_SILO[language],
                each.handoffs,
                each.broken,
                each.unknown,
            )
            for each in reading.cells.values()
        ],
    )


def _rests(data: Data, language: Language) -> tuple[Link, ...]:
    """What the answers rest on, without what there is none of."""
    return tuple(
        Link(f"{each.head(language)}{COLON[language]} {cell(each, data['scope'][each.name], language)}")
        for each in fields(RestsOn).values()
        if data["scope"][each.name]
    )


PAGE = Page(Path(__file__).parent, "/", tell, lambda visitor: visitor.scope)
