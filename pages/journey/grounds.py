"""What a journey is measured by, and what it rests on."""

from collections.abc import Iterator

from graph.language import Language, both
from graph.saying import counting
from pages.asked import asked
from pages.journey.reading import Reading, Row
from pages.telling import Figure, Link
from pages.visitor import Visitor
from wording.cells import UNKNOWN
from wording.problems import said
from wording.writing import number, signed


def figures(reading: Reading) -> Iterator[Figure]:
    """What breaks, what is unknown, what will be remembered, and how much of it nothing proves."""
    counts, language = reading.counts, reading.language
    of = said(BROKEN(counts.broken), language) + OF[language].format(number(counts.handoffs, language))
    yield Figure("broken", counts.broken, number(counts.broken, language), of)
    unknown = said(UNDECIDED(counts.unknown), language)
    yield Figure("unknown", counts.unknown, number(counts.unknown, language), unknown)
    remembered = reading.curve["remembered"]
    told = UNKNOWN[language] if remembered is None else signed(remembered, language)
    yield Figure(
        "remembered", remembered, told, both("what will be remembered, −2 to +2", "le souvenir, de −2 à +2")[language]
    )
    bare = reading.ground["hypotheses"]
    yield Figure("hypotheses", bare, number(bare, language), said(BARE(bare), language))


BROKEN = counting("hand-off broken", "hand-offs broken", "passage de relais rompu", "passages de relais rompus")
OF = both(", of {}", " sur\N{NO-BREAK SPACE}{}")
UNDECIDED = counting("unknown", "unknown", "inconnu", "inconnus")
BARE = counting(
    "touchpoint without evidence", "touchpoints without evidence",
    "point de contact sans preuve", "points de contact sans preuve",
)  # fmt: skip


def questions(reading: Reading, visitor: Visitor) -> Link | None:
    """How much there is to ask, and of how many departments; null where nothing is."""
    found, language = reading.asked, visitor.language
    if not found["totalCount"]:
        return None
    return Link(said(asked(found), language), visitor.links.to("/ask", journey=reading.journey["key"]))


def rests(reading: Reading, visitor: Visitor) -> Iterator[Link]:
    """What nobody knows yet, each with where it is asked."""
    ground, language = reading.ground, visitor.language
    asked = visitor.links.to("/ask", journey=reading.journey["key"])
    for field, words in UNKNOWNS.items():
        if ground[field]:
            yield Link(
                words[language].format(n=number(ground[field], language), of=_of(field, reading, language)), asked
            )
    silent = sum(not any(each["quote"] for each in _evidence(step)) for step in reading.lived)
    if silent:
        yield Link(SILENT[language].format(silent, len(reading.lived)))


SILENT = both("steps without a voice: {} of {}", "étapes où personne n'est cité\N{NO-BREAK SPACE}: {} sur {}")


def _evidence(step: Row) -> list[Row]:
    return [each for holder in (step, *step["touchpoints"]) for each in holder["evidence"]]


def _of(field: str, reading: Reading, language: Language) -> str:
    return number(reading.ground["handoffs" if field == "undecidedHandoffs" else "touchpoints"], language)


UNKNOWNS = {
    "undecidedHandoffs": both("hand-offs unknown: {n} of {of}", "passages inconnus\N{NO-BREAK SPACE}: {n} sur {of}"),
    "unknownVolumes": both("volumes unknown: {n} of {of}", "volumes inconnus\N{NO-BREAK SPACE}: {n} sur {of}"),
    "unknownOwners": both("nobody's: {n} of {of}", "sans responsable\N{NO-BREAK SPACE}: {n} sur {of}"),
    "unknownNeeds": both(
        "nobody said what is needed: {n} of {of}", "besoin d'information non dit\N{NO-BREAK SPACE}: {n} sur {of}"
    ),
    "unknownFeelings": both("feelings unknown: {n} of {of}", "ressenti inconnu\N{NO-BREAK SPACE}: {n} sur {of}"),
}
"""What a journey may not know, in the order in which it matters."""
