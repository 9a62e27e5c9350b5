"""Which journeys pass through a place."""

from dataclasses import replace

from graph.language import both
from graph.model.design import Journey, Touchpoint
from queries.declare import Question, shows
from queries.parameters import FROM, SCOPE


class Through:
    """A journey with touchpoints at the place."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    touchpoints: list[Touchpoint] = shows("Touchpoints", "Points de contact", "Its existing touchpoints there, by key")
    count: int = shows("How many", "Combien", "How many of its existing touchpoints are there")
    of: int = shows("Of", "Sur", "How many existing touchpoints it has")


class Passing:
    """How many journeys pass through."""

    journeys: int = shows("Journeys", "Parcours", "How many journeys in scope have a touchpoint there")
    of: int = shows("Of", "Sur", "How many journeys are in scope")


QUESTION = Question(
    package=__name__,
    id="journeys-through",
    sentence=both(
        "Which journeys pass through {from}, how many, of how many?",
        "Quels parcours passent par {from}, combien, sur combien ?",
    ),
    doc=both(
        "Existing touchpoints only; the journey with most of them first, then by key.",
        "Les points de contact existants seulement ; le parcours qui en a le plus d'abord, puis par clé.",
    ),
    parameters=(
        replace(FROM, required=True, doc=both("The place that they pass through", "Le lieu par où ils passent")),
        *SCOPE,
    ),
    row=Through,
    identity=("journey",),
    example="--from website",
    summary=Passing,
    sums=True,
)
