"""The map of a journey: what the customer lives, on which channels, whose they are, and where it breaks."""

from dataclasses import replace
from pathlib import Path

from graph.language import both
from graph.model.words import JourneyStatus, Perspective
from pages.files.report import FLOWCHART, MARKDOWN, MERMAID
from pages.files.slides.file import SLIDES
from pages.files.workbook.file import WORKBOOK
from pages.journey.doors import doors
from pages.journey.drawer import proof
from pages.journey.excerpt import excerpt
from pages.journey.grounds import figures, questions, rests
from pages.journey.links import linked
from pages.journey.looking import beside, choices, papers, printed, view
from pages.journey.paper import Paper
from pages.journey.picture import draw
from pages.journey.reading import Reading, name
from pages.journey.records import records
from pages.journey.room import place, seen
from pages.journey.sheets import sheets
from pages.journey.tables import tables
from pages.journey.told import Journey, Matter
from pages.journey.view import Look, Show, View
from pages.journey.window import concerned
from pages.page import Page
from pages.pictures.marks import Picture
from pages.telling import Data, Link, Told
from pages.visitor import Visitor
from wording.labels import label
from wording.writing import COLON

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
    reading, language = Reading.of(data, visitor), visitor.language
    journey = records(reading, visitor)
    looked = view(visitor, journey.departments)

    drawn = _drawn(journey, looked, visitor)

    def address(label_: str, key: str) -> str:
        """A rupture is shown on this map, everything else has its page."""
        return visitor.links.here(witness=key) if label_ == "Rupture" else visitor.links.node(label_, key)

    return Told(
        title=journey.title,
        sentence=journey.sentence,
        crumbs=(Link(JOURNEYS[language], visitor.links.to("/journeys")),),
        figures=tuple(figures(reading)),
        picture=linked(drawn[0], address),
        tables=tables(reading, visitor),
        rests=tuple(rests(reading, visitor)),
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
            "questions": questions(reading, visitor),
            "matters": [(each, visitor.links.here(witness=each.rupture)) for each in _matters(journey, looked)],
            "choices": choices(visitor, looked, journey),
            "papers": list(papers(visitor)),
            "departments": sorted(journey.departments, key=lambda each: each.name),
            "proof": proof(reading, looked.witness, visitor),
            "chosen": looked,
            "place": place(journey, looked) if looked.look is Look.ROOM else None,
            "calling": visitor.links.together(journey.key),
            "doors": list(doors(journey, reading.journey["perspective"], visitor)),
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


PAGE = Page(
    Path(__file__).parent,
    "/journeys/{key:path}",
    tell,
    variables,
    of="journeys",
    drawn=True,
    calls=True,
    styles={each.value: each.rules for each in Paper},
    files=(WORKBOOK, SLIDES, MARKDOWN, MERMAID, FLOWCHART),
)
