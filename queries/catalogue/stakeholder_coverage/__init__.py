"""Departments that have a part in a journey, and had none in its map."""

from graph.language import both
from graph.model import Volume
from graph.model.design import Journey, Touchpoint
from graph.model.organisation import Department
from queries.declare import Labelled, Question, shows
from queries.parameters import SCOPE


class Absence(Labelled):
    """What a department did not do."""

    NOT_CONTRIBUTED = (
        "NOT_CONTRIBUTED",
        "Did not contribute",
        "N'a pas contribué",
        "Neither it nor one above it contributed to the map",
    )
    NOT_VALIDATED = (
        "NOT_VALIDATED",
        "Did not validate",
        "N'a pas validé",
        "It, or one above it, contributed, and none of them is known to have validated the map",
    )


class Absent:
    """A department whose touchpoints were drawn without it."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    department: Department = shows("Department", "Direction", "The department")
    why: Absence = shows("Why", "Pourquoi", "What it did not do")
    contributor: Department | None = shows(
        "By",
        "Par",
        "Who contributed for it: itself, else the nearest above it that did; null when nobody did",
        none=True,
    )
    validated: bool | None = shows(
        "Validated", "Validé", "What is known of that one's validation; null when nothing is"
    )
    touchpoints: list[Touchpoint] = shows("Touchpoints", "Points de contact", "Those that it handles, by key")
    volume: Volume | None = shows("Contacts a year", "Contacts par an", "Their sum; null when one is unknown")


class CoverageTotals:
    """How many departments have a part in journeys, and who stands for them."""

    parts: int = shows(
        "Departments with a part", "Directions concernées", "Departments that handle touchpoints, once for each journey"
    )
    validated: int = shows("Validated", "Validées", "Those of which the department, or one above it, validated the map")
    byOneAbove: int = shows(
        "of them by one above", "dont par un échelon au-dessus", "Those for which only one above counts"
    )
    above: list[Department] = shows(
        "Validated by one above", "Ont validé pour d'autres", "These that count for ones below, by key"
    )


QUESTION = Question(
    package=__name__,
    id="stakeholder-coverage",
    sentence=both(
        "Which departments handle touchpoints of a journey and did not contribute to it, or did not validate it?",
        "Quelles directions prennent en charge des points de contact d'un parcours sans y avoir contribué, ou sans l'avoir validé ?",
    ),
    doc=both(
        "One above a department that contributed, or validated, counts for it. By journey, then by department. Missing "
        "touchpoints count too.",
        "Un échelon au-dessus d'une direction qui a contribué, ou validé, compte pour elle. Par parcours, puis "
        "par direction. Les points de contact absents comptent aussi.",
    ),
    parameters=SCOPE,
    row=Absent,
    identity=("journey", "department"),
    example="",
    summary=CoverageTotals,
    takes=550,
)
