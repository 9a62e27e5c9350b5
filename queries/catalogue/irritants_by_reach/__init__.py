"""What annoys, and how many meet it."""

from graph.language import both
from graph.model import Volume
from graph.model.design import Journey, Step, Touchpoint
from queries.declare import Question, shows
from queries.parameters import PERSONA, SCOPE


class Irritant:
    """A touchpoint with a negative value."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    step: Step = shows("Step", "Étape", "The step")
    touchpoint: Touchpoint = shows("Touchpoint", "Point de contact", "The touchpoint")
    value: float = shows("Value", "Valeur", "What is felt there, from -2 to below 0")
    volume: Volume | None = shows("Contacts a year", "Contacts par an", "Its volume")
    entering: float | None = shows(
        "Enter the journey",
        "Entrées dans le parcours",
        "The volumeHigh of the touchpoints of the journey's first step that has any, summed",
    )
    perEntry: float | None = shows(
        "Contacts per entry", "Contacts par entrée", "volumeHigh over what enters the journey; it can exceed 1"
    )


QUESTION = Question(
    package=__name__,
    id="irritants-by-reach",
    sentence=both(
        "What annoys [{persona}|customers], and how many customers meet it?",
        "Qu'est-ce qui irrite [{persona}|les clients], et combien de clients le rencontrent ?",
    ),
    doc=both(
        "Existing touchpoints with a negative value (see emotion-curve), by their contacts for each customer who enters "
        "the journey, the most first, unknown last, then by key.",
        "Les points de contact existants dont la valeur est négative (voir emotion-curve), par le nombre de leurs"
        " contacts par client qui entre dans le parcours, les plus nombreux d'abord, l'inconnu en dernier, puis "
        "par clé.",
    ),
    parameters=(PERSONA, *SCOPE),
    row=Irritant,
    identity=("touchpoint",),
    example="",
    takes=200,
)
