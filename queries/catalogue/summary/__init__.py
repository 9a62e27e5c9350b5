"""A journey, or all in scope, on one page."""

from typing import LiteralString

from graph.language import both
from graph.model import Volume
from graph.model.design import Persona
from graph.model.observed import ImportRun
from queries.catalogue.best_repairs import QUESTION as BEST_REPAIRS
from queries.catalogue.best_repairs import NewFeed
from queries.catalogue.emotion_curve import QUESTION as EMOTION_CURVE
from queries.catalogue.emotion_curve import EmotionCurve
from queries.catalogue.irritants_by_reach import QUESTION as IRRITANTS
from queries.catalogue.irritants_by_reach import Irritant
from queries.catalogue.matters import QUESTION as MATTERS
from queries.catalogue.matters import Matter
from queries.catalogue.moments_of_truth import QUESTION as MOMENTS
from queries.catalogue.moments_of_truth import MomentOfTruth
from queries.catalogue.silo_crossings import QUESTION as CROSSINGS
from queries.catalogue.silo_crossings import SiloCrossing
from queries.catalogue.summary.drawing import draw
from queries.catalogue.to_ask import QUESTION as TO_ASK
from queries.catalogue.to_ask import ToAsk
from queries.declare import Asks, Question, shows
from queries.parameters import SCOPE

FEED = ("from", "to", "objects", "volume", "fromOwner", "toOwner", "commonDepartment", "distance")
NEEDS_CARE: LiteralString = """
  row.importance * row.impact * (1 - row.performance) * row.volume.high IS NULL,
  row.importance * row.impact * (1 - row.performance) * row.volume.high DESC, row.touchpoint.key"""
"""Across journeys: the priority with the touchpoint's volume in the place of its share of its journey's largest."""
WORST_FIRST = "row.remembered IS NULL, row.remembered, row.journey.key"


class JourneyCounts:
    """How many journeys, and how far they go."""

    total: int = shows("Journeys", "Parcours", "Journeys in scope")
    broken: int = shows("with a rupture", "avec une rupture", "Those that break somewhere")
    steps: int = shows("Steps", "Étapes", "Their steps")


class HandoffCounts:
    """Hand-offs by status, each with its volume: customers a year, null when one is unknown."""

    total: int = shows("Hand-offs", "Passages de relais", "Hand-offs in scope")
    broken: int = shows("Broken", "Rompus", "Those on which something is lost, or a channel is forced on the customer")
    unknown: int = shows("Unknown", "Inconnus", "Those of which nobody can say whether they are sound")
    sound: int = shows("Sound", "Tiennent", "Those on which what is needed arrives")
    volume: Volume | None = shows("Customers a year", "Clients par an", "Of all")
    brokenVolume: Volume | None = shows("Customers a year, broken", "Clients par an, rompus", "Of the broken ones")
    knownBrokenVolume: float = shows(
        "At least known, broken",
        "Volume connu, rompus",
        "The high ends of the volumes of broken ones that are known, summed",
    )
    unknownVolume: Volume | None = shows(
        "Customers a year, unknown", "Clients par an, inconnus", "Of those of unknown status"
    )
    soundVolume: Volume | None = shows("Customers a year, sound", "Clients par an, tiennent", "Of the sound ones")


class ChangeCounts:
    """What the last command that changed something did in scope."""

    imports: list[ImportRun] = shows("Imports", "Imports", "Its imports")
    appeared: int = shows("New ruptures", "Ruptures apparues", "Ruptures that were not there before")
    back: int = shows("Ruptures that are back", "Ruptures revenues", "Ruptures that were gone and came back")
    gone: int = shows("Ruptures gone", "Ruptures disparues", "Ruptures that are there no more")
    elements: int = shows(
        "Elements changed", "Éléments modifiés", "Journeys, phases, steps and touchpoints that are new or say else"
    )


class Summary:
    """A journey, or all in scope, on one page."""

    customers: list[Persona] = shows("Customers", "Clients", "The personas whose journeys these are, by key")
    journeys: JourneyCounts = shows("Journeys", "Parcours", "How many journeys and steps, how many with a rupture")
    handoffs: HandoffCounts = shows("Hand-offs", "Passages de relais", "Hand-offs by status, with their volumes")
    siloCrossings: list[SiloCrossing] = shows(
        "Silo crossings",
        "Franchissements de silos",
        "How often customers cross silos",
        asks=Asks(CROSSINGS, ("journey", "external", "internal", "crossingRate"), takes=300),
    )
    matters: list[Matter] = shows(
        "What breaks most",
        "Ce qui se rompt le plus",
        "The largest matters",
        asks=Asks(MATTERS, ("number", "largest", "volume"), takes=700),
    )
    bestRepairs: list[NewFeed] = shows(
        "Best repairs",
        "Meilleures réparations",
        "The feeds that would repair most, and who has to meet",
        asks=Asks(BEST_REPAIRS, FEED, takes=250),
    )
    irritantsByReach: list[Irritant] = shows(
        "What annoys most",
        "Ce qui irrite le plus",
        "The irritants that most customers meet",
        asks=Asks(IRRITANTS, ("touchpoint", "value", "volume")),
    )
    momentsOfTruth: list[MomentOfTruth] = shows(
        "Moments of truth",
        "Moments de vérité",
        "Those that need care most: importance x impact x (1 - performance) x volumeHigh, unknown last",
        asks=Asks(MOMENTS, ("touchpoint", "performance", "volume"), NEEDS_CARE),
    )
    emotionCurve: list[EmotionCurve] = shows(
        "What customers remember",
        "Ce que retiennent les clients",
        "The journeys with the worst memory first, unknown last",
        asks=Asks(EMOTION_CURVE, ("journey", "remembered", "peak", "peakAt", "end", "endAt"), WORST_FIRST, takes=300),
    )
    toAsk: list[ToAsk] = shows(
        "What to find out",
        "Ce qu'il reste à découvrir",
        "The questions whose answers would decide most hand-offs",
        asks=Asks(TO_ASK, ("sentence", "departments", "handoffs", "volume"), takes=1600),
    )
    changes: ChangeCounts = shows("What changed", "Ce qui a changé", "With the last command that changed something")


QUESTION = Question(
    package=__name__,
    id="summary",
    sentence=both(
        "[{journey} on one page|On one page]: where does it break, how much, and who must meet?",
        "[{journey} sur une page|Sur une page] : où cela se rompt-il, combien, et qui doit se réunir ?",
    ),
    doc=both(
        "An answer of parts, each worked out only where it is asked for: whose journeys these are, hand-offs by status "
        "with their volumes, how often they cross silos, the largest matters, irritants and moments of truth, the best "
        "repairs and who has to meet for them, what customers remember, what has to be found out, and what changed last. A "
        "part that is a question of its own answers it in this scope.",
        "Une réponse en parties, dont chacune n'est calculée que si on la demande : de qui sont ces parcours, les "
        "passages de relais par état avec leurs volumes, la fréquence des changements de silo, les plus grands "
        "sujets, irritants et moments de vérité, les meilleures réparations et qui elles réunissent, ce que "
        "retiennent les clients, ce qu'il reste à découvrir, et ce qui a changé en dernier. Une partie qui est elle-même "
        "une question y répond dans ce périmètre.",
    ),
    parameters=SCOPE,
    row=Summary,
    identity=(),
    example="--journey home-quote",
    whole=True,
    draw=draw,
)
