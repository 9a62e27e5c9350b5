"""Touchpoints that nobody, or more than one department, has taken charge of."""

from graph.language import both
from graph.model import Volume
from graph.model.design import Journey, Touchpoint
from graph.model.organisation import Department
from queries.declare import Labelled, Question, shows
from queries.parameters import SCOPE


class Ownership(Labelled):
    """Why nobody answers for a touchpoint."""

    NOBODY = "NOBODY", "Nobody", "Personne", "No department handles it, as far as is known"
    CONTESTED = "CONTESTED", "Contested", "Disputé", "More than one department handles it"


class Unowned:
    """A touchpoint without exactly one department in charge."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    touchpoint: Touchpoint = shows("Touchpoint", "Point de contact", "The touchpoint")
    why: Ownership = shows("Why", "Pourquoi", "Whether it is nobody's or several departments'")
    departments: list[Department] = shows("Departments", "Directions", "Those that handle it")
    volume: Volume | None = shows("Contacts a year", "Contacts par an", "Its volume")


QUESTION = Question(
    package=__name__,
    id="unowned",
    sentence=both(
        "Which touchpoints has nobody, or more than one department, taken charge of?",
        "De quels points de contact personne, ou plus d'une direction, ne s'est-il chargé ?",
    ),
    doc=both(
        "Missing touchpoints too. The largest volume first, unknown last, then by key.",
        "Les points de contact absents aussi. Le plus grand volume d'abord, l'inconnu en dernier, puis par clé.",
    ),
    parameters=SCOPE,
    row=Unowned,
    identity=("touchpoint",),
    example="",
)
