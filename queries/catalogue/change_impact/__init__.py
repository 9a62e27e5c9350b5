"""What a change touches."""

from typing import Any

from graph.errors import WrongUsage
from graph.language import both
from graph.model import Volume
from graph.model.design import Journey, Persona, Touchpoint
from graph.model.organisation import Department
from graph.saying import saying
from queries.declare import Arguments, Labelled, Question, shows
from queries.parameters import CHANNEL, DEPARTMENT, OBJECT, SCOPE, SYSTEM


class Impact(Labelled):
    """How a change touches a touchpoint."""

    ON = "ON", "On it", "Dessus", "It is on the channel"
    HANDLED = "HANDLED", "Handled", "Pris en charge", "The department, or one below it, handles it"
    RELIED_ON = "RELIED_ON", "Relied on", "En soutien", "It relies on the department, or on one below it"
    PRODUCES = "PRODUCES", "Given there", "Recueilli là", "The object comes into being at it"
    NEEDS = "NEEDS", "Needed there", "Nécessaire là", "The object is needed at it"
    USES = "USES", "Used there", "Utilisé là", "It uses the system"
    FED = "FED", "Fed from it", "Alimenté par elle", "It needs an object that reaches it from the system through feeds"


class Impacted:
    """A touchpoint that the change touches."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    touchpoint: Touchpoint = shows("Touchpoint", "Point de contact", "The touchpoint")
    how: list[Impact] = shows("How", "Comment", "How it is touched, every way")
    personas: list[Persona] = shows("Personas", "Personas", "The journey's personas")
    departments: list[Department] = shows("Whose", "Responsables", "Who handles it")
    volume: Volume | None = shows("Contacts a year", "Contacts par an", "Its volume")


class ImpactTotals:
    """All that the change touches."""

    touchpoints: int = shows("Touchpoints", "Points de contact", "How many touchpoints")
    journeys: int = shows("Journeys", "Parcours", "How many journeys")
    personas: list[Persona] = shows("Personas", "Personas", "Whose journeys they are")
    departments: list[Department] = shows("Departments", "Directions", "Who handles the touchpoints")
    volume: Volume | None = shows("Contacts a year", "Contacts par an", "The sum of volumes; null when one is unknown")
    unknownVolumes: int = shows("Unknown volumes", "Volumes inconnus", "Of how many the volume is unknown")


ONE_THING = saying(
    "say what changes, one thing: a channel, a department, an object or a system",
    "dites ce qui change, une seule chose : un canal, une direction, une information ou une application",
)


def prepare(given: Arguments) -> dict[str, Any]:
    """Exactly one thing that changes."""
    if sum(given.get(name) is not None for name in ("channel", "department", "object", "system")) != 1:
        raise WrongUsage(ONE_THING())
    return {}


QUESTION = Question(
    package=__name__,
    id="change-impact",
    sentence=both(
        "If [{channel}|{department}|{object}|{system}|something] changes, what does it touch?",
        "Si [{channel}|{department}|{object}|{system}|quelque chose] change, qu'est-ce que cela touche ?",
    ),
    doc=both(
        "For a channel the touchpoints on it; for a department those that it, or one below it, handles or backs; for an "
        "object those that produce or need it; for a system those that use it, and those that need an object which "
        "reaches them from it through feeds. The largest volume first.",
        "Pour un canal, les points de contact qui s'y trouvent ; pour une direction, ceux qu'elle, ou une autre "
        "sous elle, prend en charge ou appuie ; pour une information, ceux qui la recueillent ou en ont besoin ; "
        "pour une application, ceux qui l'utilisent, et ceux qui ont besoin d'une information qui leur en vient "
        "par des flux de données. Le plus grand volume d'abord.",
    ),
    parameters=(CHANNEL, DEPARTMENT, OBJECT, SYSTEM, *SCOPE),
    row=Impacted,
    identity=("touchpoint",),
    example="--system crm",
    summary=ImpactTotals,
    sums=True,
    prepare=prepare,
)
