"""How much journeys cross silos."""

from graph.language import both
from graph.model.derived import Handoff
from graph.model.design import Journey
from queries.declare import Question, shows
from queries.parameters import SCOPE


class CrossingTotals:
    """How often the customer crosses from silo to silo, and how often not."""

    external: int = shows("Cross silos", "Franchissent un silo", "E: ways that cross from one silo to another")
    internal: int = shows("Stay in their silo", "Restent dans leur silo", "I: ways that stay in their silo")
    unknown: int = shows("Unknown", "Inconnus", "Ways of which nobody can say; they count for neither")
    eiIndex: float | None = shows(
        "E-I index", "Indice E-I", "(E - I) / (E + I), from -1 to 1 (Krackhardt & Stern 1988); none when E + I is 0"
    )
    crossingRate: float | None = shows("Crossing rate", "Taux de franchissement", "E / (E + I); none when E + I is 0")
    computed: int = shows(
        "On computed silos", "Silos calculés", "How many of E + I rest on a silo that nobody declared"
    )


class SiloCrossing(CrossingTotals):
    """How often the customer crosses from silo to silo on one journey."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    handoffs: list[Handoff] = shows("Where", "Où", "The hand-offs that cross, the largest volume first")


QUESTION = Question(
    package=__name__,
    id="silo-crossings",
    sentence=both(
        "How much does each journey cross silos, and where?",
        "Combien chaque parcours franchit-il de silos, et où ?",
    ),
    doc=both(
        "Counts the ways from touchpoint to touchpoint that are certain (not POSSIBLE) and of which it is known whether "
        "they cross; the journey with most crossings first.",
        "Compte les chemins d'un point de contact à l'autre qui sont certains (et non POSSIBLE) et dont on sait "
        "s'ils changent de silo ; le parcours qui en change le plus d'abord.",
    ),
    parameters=SCOPE,
    row=SiloCrossing,
    identity=("journey",),
    example="--journey home-quote",
    summary=CrossingTotals,
    sums=True,
    takes=1000,
)
