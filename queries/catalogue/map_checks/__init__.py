"""Whether the map itself is well made."""

from graph.language import both
from graph.model import Anything
from graph.model.design import Journey
from queries.declare import Labelled, Parameter, Question, shows
from queries.parameters import SCOPE


class Check(Labelled):
    """What can be wrong with a map."""

    NEEDS_WITHOUT_PRODUCER = (
        "NEEDS_WITHOUT_PRODUCER",
        "Needed, never given",
        "Nécessaire, jamais recueilli",
        "A touchpoint needs an object that nothing upstream produces",
    )
    NOT_FIRST_PERSON = (
        "NOT_FIRST_PERSON",
        "Not in the first person",
        "Pas à la première personne",
        "A step is not told in the first person (`Je`, `J'`; `I`, `I'`)",
    )
    BACK_OFFICE = (
        "BACK_OFFICE",
        "Back office",
        "Back-office",
        "A step is not told in the first person and has no touchpoint",
    )
    SAME_DECISION = (
        "SAME_DECISION",
        "One decision in two steps",
        "Une décision en deux étapes",
        "Two neighbouring steps serve the same need, and neither has a touchpoint",
    )
    NO_STEPS = "NO_STEPS", "No steps", "Sans étape", "A journey has no steps"
    NO_PERSONA = "NO_PERSONA", "No persona", "Sans persona", "A journey is nobody's: it names no persona"
    NO_GOAL = (
        "NO_GOAL",
        "Goal never reached",
        "But jamais atteint",
        "A journey has steps, and none at which its goal is reached",
    )
    NO_KEEPER = "NO_KEEPER", "No keeper", "Sans responsable", "Nobody keeps the map of a journey"
    OVERDUE = "OVERDUE", "Review overdue", "À revoir", "The day is past by which a map was to be looked through again"
    ENDLESS = (
        "ENDLESS",
        "In a circle without a way out",
        "Dans une boucle sans issue",
        "From a step nothing leads to a step with an outcome, or to one after which nothing comes",
    )
    SHARES_ABOVE_ONE = (
        "SHARES_ABOVE_ONE",
        "More than everybody goes on",
        "Parts de plus de 100 %",
        "The shares of the ways from a step add up to more than 1",
    )
    NO_SILO = "NO_SILO", "In no silo", "Dans aucun silo", "A department stands in no silo"
    STUB = "STUB", "Not described", "Non décrit", "Something is referred to that nobody has described"


class MapCheck:
    """One thing that is not well made."""

    check: Check = shows("Check", "Contrôle", "What is wrong")
    journey: Journey | None = shows("Journey", "Parcours", "The journey; null for what belongs to none", none=True)
    element: Anything = shows(
        "Element",
        "Élément",
        "What it is about, the journey itself where that is it; of two neighbouring steps the first",
    )
    other: Anything | None = shows("And", "Et", "The object that is needed, or the second step", none=True)


QUESTION = Question(
    package=__name__,
    id="map-checks",
    sentence=both(
        "Is the map itself well made[ ({check})]?",
        "La carte elle-même est-elle bien faite[ ({check})] ?",
    ),
    doc=both(
        "By check, journey and element. Departments and stubs are looked for in the whole graph where no journey is "
        "named, else among what the journeys refer to.",
        "Par contrôle, parcours et élément. Les directions et les éléments que nul ne décrit se cherchent dans "
        "tout le graphe si aucun parcours n'est nommé, sinon parmi ce à quoi les parcours renvoient.",
    ),
    parameters=(Parameter("check", Check, both("Only these checks", "Seulement ces contrôles"), many=True), *SCOPE),
    row=MapCheck,
    identity=("check", "element", "other"),
    example="",
    takes=500,
)
