"""Departments that have a part in a journey, and had none in its map."""

from graph.model import Volume, Word
from graph.model.design import Journey, Touchpoint
from graph.model.organisation import Department
from queries.declare import Question, shows
from queries.labels import say
from queries.parameters import SCOPE


class Absence(Word):
    """What a department did not do."""

    NOT_CONTRIBUTED = "NOT_CONTRIBUTED", "It did not contribute to the map"
    NOT_VALIDATED = "NOT_VALIDATED", "It contributed, and is not known to have validated the map"


say(
    Absence,
    {
        "NOT_CONTRIBUTED": ("Did not contribute", "N'a pas contribué"),
        "NOT_VALIDATED": ("Did not validate", "N'a pas validé"),
    },
)


class Absent:
    """A department whose touchpoints were drawn without it."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    department: Department = shows("Department", "Direction", "The department")
    why: Absence = shows("Why", "Pourquoi", "What it did not do")
    validated: bool | None = shows("Validated", "Validé", "What is known of its validation; null when nothing is")
    touchpoints: list[Touchpoint] = shows("Touchpoints", "Points de contact", "Those that it handles, by key")
    volume: Volume | None = shows("Contacts a year", "Contacts par an", "Their sum; null when one is unknown")


QUESTION = Question(
    package=__name__,
    id="stakeholder-coverage",
    sentence={
        "en": "Which departments handle touchpoints of a journey and did not contribute to it, or did not validate it?",
        "fr": "Quelles directions prennent en charge des points de contact d'un parcours sans y avoir contribué, ou sans l'avoir validé ?",
    },
    doc="By journey, then by department. Missing touchpoints count too.",
    parameters=SCOPE,
    row=Absent,
    identity=("journey", "department"),
    example="",
)
