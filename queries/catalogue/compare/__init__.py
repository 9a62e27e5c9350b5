"""Journeys side by side."""

from dataclasses import replace
from typing import Any

from graph.errors import WrongUsage
from graph.language import both
from graph.model.design import Channel, Journey, Need, Step
from graph.saying import saying
from queries.catalogue.compare.drawing import draw
from queries.catalogue.compare.totals import Comparison, draw_summary
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
    draw_summary=draw_summary,
)
