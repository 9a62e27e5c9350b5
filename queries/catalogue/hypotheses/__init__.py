"""What the map says without proof."""

from typing import Any

from graph.language import both
from graph.model import Anything
from graph.model.design import Journey
from graph.model.words import EvidenceKind
from queries.declare import Arguments, Labelled, Question, shows
from queries.evidence import CUSTOMERS
from queries.parameters import SCOPE


class Doubt(Labelled):
    """Why an element is a hypothesis."""

    NO_EVIDENCE = "NO_EVIDENCE", "No evidence", "Aucune preuve", "No evidence supports it"
    NOT_FROM_CUSTOMERS = (
        "NOT_FROM_CUSTOMERS",
        "None from customers",
        "Aucune venant des clients",
        "Evidence supports it, but none that comes from customers",
    )


class Hypothesis:
    """An element of the map that no evidence from customers supports."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    element: Anything = shows("Element", "Élément", "The journey itself, a step, a touchpoint")
    why: Doubt = shows("Why", "Pourquoi", "What is missing")
    kinds: list[EvidenceKind] = shows("Supported by", "Appuyé par", "The kinds of evidence that support it")
    contradicted: int = shows("Contradicted", "Contredit", "How many pieces of evidence speak against it")


class HypothesisTotals:
    """How much of the map is proven."""

    elements: int = shows("Elements", "Éléments", "Journeys, steps and touchpoints in scope")
    withoutEvidence: int = shows("Without evidence", "Sans preuve", "Those that no evidence supports")
    withoutCustomers: int = shows(
        "None from customers", "Sans preuve de clients", "Those supported, but by nothing that comes from customers"
    )


def prepare(given: Arguments) -> dict[str, Any]:
    """The kinds of evidence that come from customers."""
    return {"customers": list(CUSTOMERS)}


QUESTION = Question(
    package=__name__,
    id="hypotheses",
    sentence=both(
        "Which elements does no evidence, or none from customers, support?",
        "Quels éléments ne sont appuyés par aucune preuve, ou par aucune venant des clients ?",
    ),
    doc=both(
        "Journeys, steps and touchpoints, by journey, then in the order of steps. From customers come SURVEY, "
        "CUSTOMER_COCREATION, INTERVIEW, E_REPUTATION and VERBATIM. Only evidence that supports counts.",
        "Les parcours, étapes et points de contact, par parcours, puis dans l'ordre des étapes. Viennent des "
        "clients SURVEY, CUSTOMER_COCREATION, INTERVIEW, E_REPUTATION et VERBATIM. Seules comptent les preuves "
        "qui confirment.",
    ),
    parameters=SCOPE[:3],
    row=Hypothesis,
    identity=("element",),
    example="--journey home-quote",
    summary=HypothesisTotals,
    prepare=prepare,
    takes=400,
)
