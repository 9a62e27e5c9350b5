"""Journeys side by side."""

from dataclasses import replace
from typing import Any

from graph.errors import WrongUsage
from graph.language import both
from graph.model.design import Channel, Journey, Need, Step
from graph.model.organisation import Department
from graph.model.words import RuptureKind
from graph.saying import saying
from queries.catalogue.compare.drawing import draw
from queries.declare import Arguments, Question, shows
from queries.parameters import EVIDENCE, JOURNEYS


class ComparedCell:
    """How one journey serves a need."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    steps: list[Step] = shows("Steps", "Étapes", "Its steps that serve the need, in order; none when it has none")
    channels: list[Channel] = shows("Channels", "Canaux", "The channels of their existing touchpoints")
    worst: float | None = shows("Worst", "Pire", "The lowest value felt there")
    best: float | None = shows("Best", "Meilleure", "The highest")
    mean: float | None = shows("Mean", "Moyenne", "The mean of those that are known")
    handoffs: int = shows("Hand-offs", "Passages", "Hand-offs that leave these steps")
    broken: int = shows("Broken", "Rompus", "How many of them are broken")
    unknown: int = shows("Unknown", "Inconnus", "Of how many nobody can say")
    sound: int = shows("Sound", "Fluides", "How many are sound")


class ComparedNeed:
    """One need, in each of the journeys."""

    need: Need | None = shows("Need", "Besoin", "The need; null for the steps that state none", none=True)
    cells: list[ComparedCell] = shows("Journeys", "Parcours", "One cell for each journey, in the order asked for")
    only: Journey | None = shows(
        "Only in", "Seulement dans", "The journey that alone has it; null when several have", none=True
    )


class KindCount:
    """How many ruptures of one kind."""

    kind: RuptureKind = shows("Kind", "Type", "The kind")
    count: int = shows("Count", "Nombre", "How many")
    delta: int = shows("Against the first", "Écart", "How many more than in the first journey")


class DepartmentContacts:
    """The contacts that one department handles on a journey."""

    department: Department = shows("Department", "Direction", "The department")
    contacts: float | None = shows("Contacts a year", "Contacts par an", "volumeHigh, summed; null when one is unknown")
    delta: float | None = shows(
        "Against the first", "Écart", "How many more than in the first journey; null when unknown"
    )


class ComparedDelta:
    """What a journey has more (or, negative, less) than the first."""

    steps: int = shows("Steps", "Étapes", "Steps")
    touchpoints: int = shows("Touchpoints", "Points de contact", "Existing touchpoints")
    handoffs: int = shows("Hand-offs", "Passages", "Hand-offs")
    broken: int = shows("Broken", "Rompus", "Broken ones")
    ruptures: int = shows("Ruptures", "Ruptures", "Ruptures")
    eiIndex: float | None = shows("E-I index", "Indice E-I", "The index of silo crossing; null when either is unknown")
    crossingRate: float | None = shows("Crossing rate", "Taux", "The rate of silo crossing")
    remembered: float | None = shows("Remembered", "Retenue", "The emotion that remains")


class ComparedTotals:
    """One journey as a whole."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    steps: int = shows("Steps", "Étapes", "How many steps")
    touchpoints: int = shows("Touchpoints", "Points de contact", "How many existing touchpoints")
    channels: list[Channel] = shows("Channels", "Canaux", "The channels that they are on")
    handoffs: int = shows("Hand-offs", "Passages", "How many hand-offs")
    broken: int = shows("Broken", "Rompus", "How many of them are broken")
    unknown: int = shows("Unknown", "Inconnus", "Of how many nobody can say")
    sound: int = shows("Sound", "Fluides", "How many are sound")
    ruptures: list[KindCount] = shows("Ruptures", "Ruptures", "Unresolved ruptures, kind by kind")
    external: int = shows("Crossing", "Franchissent", "Ways that cross silos")
    internal: int = shows("Staying", "Restent", "Ways that stay")
    eiIndex: float | None = shows("E-I index", "Indice E-I", "(E - I) / (E + I)")
    crossingRate: float | None = shows("Crossing rate", "Taux", "E / (E + I)")
    remembered: float | None = shows("Remembered", "Retenue", "The emotion that remains (peak and end)")
    contacts: list[DepartmentContacts] = shows("Contacts", "Contacts", "Contacts a year, department by department")
    delta: ComparedDelta | None = shows("Against the first", "Écart", "Null for the first journey itself", none=True)


class Comparison:
    """The journeys as wholes."""

    journeys: list[ComparedTotals] = shows("Journeys", "Parcours", "One after the other, in the order asked for")


TWO = saying("name at least two journeys to compare", "nommez au moins deux parcours à comparer")


def prepare(given: Arguments) -> dict[str, Any]:
    """At least two different journeys."""
    if len(set(given.get("journeys") or ())) < 2:
        raise WrongUsage(TWO())
    return {"journeys": list(dict.fromkeys(given["journeys"]))}


QUESTION = Question(
    package=__name__,
    id="compare",
    sentence=both(
        "What differs between [the journeys {journey}|journeys]?",
        "Qu'est-ce qui diffère entre [les parcours {journey}|des parcours] ?",
    ),
    doc=both(
        "A row for each need, in the order in which the first journey serves them, then those that only others have, "
        "then the steps without a need. Any perspective; the first journey is what the others are set against.",
        "Une ligne par besoin, dans l'ordre où le premier parcours les sert, puis ceux que d'autres sont seuls à "
        "servir, puis les étapes sans besoin. Toutes les perspectives ; les autres sont comparés au premier "
        "parcours.",
    ),
    parameters=(replace(JOURNEYS, required=True), EVIDENCE),
    row=ComparedNeed,
    identity=("need",),
    example="--journey home-quote --journey home-quote-future",
    summary=Comparison,
    prepare=prepare,
    draw=draw,
)
