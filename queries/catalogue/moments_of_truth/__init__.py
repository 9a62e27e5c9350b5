"""The touchpoints on which a relationship turns."""

from graph.language import both
from graph.model import Between, Volume
from graph.model.design import Journey, Step, Touchpoint
from queries.declare import Labelled, Parameter, Question, shows
from queries.parameters import SCOPE


class Quadrant(Labelled):
    """A quarter of the importance-performance grid (Martilla & James 1977), its cross at 0.5 and 0.5."""

    CONCENTRATE_HERE = "CONCENTRATE_HERE", "Concentrate here", "À traiter d'abord", "It matters and does not work well"
    KEEP_UP = "KEEP_UP", "Keep up the good work", "À maintenir", "It matters and works well"
    LOW_PRIORITY = "LOW_PRIORITY", "Low priority", "Priorité faible", "It matters little and does not work well"
    POSSIBLE_OVERKILL = "POSSIBLE_OVERKILL", "Possible overkill", "Peut-être trop", "It matters little and works well"


class Factor(Labelled):
    """What the priority of a moment of truth is made of beside importance and impact, which are known."""

    PERFORMANCE = "PERFORMANCE", "Performance", "Performance", "How well the touchpoint works"
    REACH = "REACH", "Reach", "Portée", "How many of the journey's customers meet it"


class MomentOfTruth:
    """A touchpoint that matters to the customer and weighs on the relationship."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    step: Step = shows("Step", "Étape", "The step")
    touchpoint: Touchpoint = shows("Touchpoint", "Point de contact", "The touchpoint")
    importance: float = shows("Importance", "Importance", "How much the step matters to the customer, 0..1")
    impact: float = shows("Impact", "Impact", "How much its performance weighs on the relationship, 0..1")
    performance: float | None = shows("Performance", "Performance", "How well it works, 0..1")
    reach: float | None = shows(
        "Reach in the journey", "Portée dans le parcours", "Its volumeHigh over the largest in its journey, 0..1"
    )
    priority: float | None = shows(
        "Priority",
        "Priorité",
        "importance x impact x (1 - performance) x reach, 0..1, within its journey; none when a factor is unknown",
    )
    quadrant: Quadrant | None = shows(
        "Quadrant", "Quadrant", "A value on the cross counts as high; none without performance"
    )
    unknown: list[Factor] = shows("Unknown", "Inconnus", "The factors that are unknown")
    volume: Volume | None = shows("Contacts a year", "Contacts par an", "Its volume")


QUESTION = Question(
    package=__name__,
    id="moments-of-truth",
    sentence=both(
        "On which touchpoints does the relationship turn?",
        "Quels sont les moments de vérité ?",
    ),
    doc=both(
        "Touchpoints whose importance and impact are known to be at least what the parameters say. By journey, since reach "
        "is within each: priorities of two journeys do not compare. Then the highest priority first, unknown last, then by "
        "key. Importance-performance analysis: Martilla & James 1977.",
        "Les points de contact dont on sait que l'importance et l'impact atteignent ce que disent les paramètres."
        " Par parcours, car la portée vaut dans chacun : les priorités de deux parcours ne se comparent pas. Puis"
        " la plus haute priorité d'abord, l'inconnu en dernier, puis par clé. Analyse importance-performance : "
        "Martilla et James, 1977.",
    ),
    parameters=(
        Parameter(
            "importance",
            float,
            both("The least importance that counts", "L'importance à partir de laquelle on compte"),
            default=0.7,
            between=Between(0, 1),
        ),
        Parameter(
            "impact",
            float,
            both("The least impact that counts", "L'impact à partir duquel on compte"),
            default=0.7,
            between=Between(0, 1),
        ),
        *SCOPE,
    ),
    row=MomentOfTruth,
    identity=("touchpoint",),
    example="",
    across=both(
        "Reach and priority are within each journey: those of two journeys do not compare.",
        "La portée et la priorité se lisent dans chaque parcours : elles ne se comparent pas d'un parcours à l'autre.",
    ),
)
