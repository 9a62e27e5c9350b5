"""The map of a journey: what the customer lives, on which channels, whose they are, and where it breaks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graph.language import Language, both
from graph.model.words import JourneyStatus, Perspective
from graph.saying import counting, saying
from pages.journey.drawer import proof
from pages.journey.excerpt import excerpt
from pages.journey.links import linked
from pages.journey.looking import beside, choices, papers, printed, view
from pages.journey.paper import Paper
from pages.journey.picture import draw
from pages.journey.reading import Reading, Row, name
from pages.journey.records import records
from pages.journey.room import seen
from pages.journey.sheets import sheets
from pages.journey.tables import tables
from pages.journey.told import Journey, Matter
from pages.journey.view import Look, Show, View
from pages.journey.window import concerned
from pages.page import Page
from pages.pictures.marks import Picture
from pages.telling import Data, Figure, Gone, Link, Moved, Told
from pages.visitor import Visitor
from wording.cells import UNKNOWN
from wording.labels import label
from wording.problems import said
from wording.writing import COLON, number, signed

NO_JOURNEY = saying("There is no journey {key!r}.", "Il n'y a pas de parcours {key!r}.")
JOURNEYS = both("Journeys", "Parcours clients")


def variables(visitor: Visitor) -> Data:
    """The journey, and what only some looks at it need: it is not asked for where nobody sees it."""
    looked = view(visitor)
    return {
        "key": visitor.key,
        "mine": visitor.one("mine") is not None,
        "systems": looked.shows(Show.SYSTEMS) or looked.witness is not None,
        "felt": looked.personas,
        "observed": looked.shows(Show.OBSERVED),
    }


def tell(data: Data, visitor: Visitor) -> Told:
    """The journey as its page tells it. Gone where there is none, Moved where it has another key now."""
    if data["journey"] is None:
        raise Gone(said(NO_JOURNEY(key=visitor.key), visitor.language), visitor.key.replace("-", " "))
    if data["journey"]["key"] != visitor.key:
        raise Moved(visitor.links.journey(data["journey"]["key"]))
    reading, language = Reading(data, visitor.language), visitor.language
    journey = records(reading, visitor)
    looked = view(visitor, [edge["node"] for edge in data.get("departments", {"edges": ()})["edges"]])

    drawn = _drawn(journey, looked, visitor)

    def address(label_: str, key: str) -> str:
        """A rupture is shown on this map, everything else has its page."""
        return visitor.links.here(witness=key) if label_ == "Rupture" else visitor.links.node(label_, key)

    return Told(
        title=journey.title,
        sentence=journey.sentence,
        crumbs=(Link(JOURNEYS[language], visitor.links.to("/journeys")),),
        figures=tuple(_figures(reading)),
        picture=linked(drawn[0], address),
        tables=tables(reading, visitor),
        rests=tuple(_rests(reading, visitor)),
        more={
            "journey": journey,
            "personas": [
                {
                    "name": each.name,
                    "role": each.role,
                    "expectation": each.expectation,
                    "portrait_name": row["portrait"],
                }
                for each, row in zip(journey.personas, reading.journey["personas"], strict=True)
            ],
            "about": _about(reading),
            "matters": [(each, visitor.links.here(witness=each.rupture)) for each in _matters(journey, looked)],
            "choices": choices(visitor, looked, journey),
            "papers": list(papers(visitor)),
            "departments": sorted(journey.departments, key=lambda each: each.name),
            "proof": proof(reading, looked.witness, visitor),
            "chosen": looked,
            "sheets": drawn,
            "paper": printed(visitor),
            **dict(zip(("before", "after"), beside(visitor, looked, journey), strict=True)),
        },
        template="print.html" if printed(visitor) else "room.html" if looked.look is Look.ROOM else "page.html",
    )


def _matters(journey: Journey, looked: View) -> tuple[Matter, ...]:
    """What breaks; in a room only where the phase that is shown has to do with it."""
    return concerned(seen(journey, looked)) if looked.look is Look.ROOM else journey.matters


def _drawn(journey: Journey, looked: View, visitor: Visitor) -> tuple[Picture, ...]:
    """Sheets of paper, the piece of the map on which a rupture lies, or the map; a page says its title itself."""
    paper, part = printed(visitor), visitor.one("excerpt")
    if paper:
        return sheets(journey, visitor.language, paper, looked)
    if part and part in journey.witnesses:
        return (excerpt(journey, part, visitor.language),)
    framed = visitor.one("as") is not None or looked.look is not Look.WORK
    return (draw(journey, visitor.language, replace(looked, framed=framed)),)


def _figures(reading: Reading) -> Iterator[Figure]:
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


def _about(reading: Reading) -> list[str]:
    """What sort of map it is, and who stands behind it."""
    journey, language = reading.journey, reading.language
    told = [label(kind[journey[field]], language) for field, kind in KINDS.items() if journey[field]]
    validated = [each for each in journey["contributedBy"] if each["validated"]]
    if journey["contributedBy"]:
        words = both("validated by {} of {}", "validé par {} sur {}")[language]
        names = ", ".join(name(each["department"]) for each in validated)
        told.append(
            words.format(len(validated), len(journey["contributedBy"]))
            + (f"{COLON[language]} {names}" if names else "")
        )
    return told


KINDS = {"perspective": Perspective, "status": JourneyStatus}
"""The closed lists that a title block tells of."""


def _rests(reading: Reading, visitor: Visitor) -> Iterator[Link]:
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


PAGE = Page(
    Path(__file__).parent,
    "/journeys/{key:path}",
    tell,
    variables,
    of="journeys",
    drawn=True,
    styles={each.value: each.rules for each in Paper},
)
