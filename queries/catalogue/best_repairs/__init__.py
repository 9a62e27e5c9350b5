"""The feeds that would repair most."""

from graph.model import Volume
from graph.model.derived import Handoff, Rupture
from graph.model.design import InformationObject, System
from graph.model.organisation import Department, Position
from queries.catalogue.best_repairs.compute import repairs
from queries.declare import Question, shows
from queries.parameters import FROM, SCOPE, TO


class NewFeed:
    """A feed that is not there, and what it would repair."""

    from_: System = shows("Feed from", "Alimenter depuis", "The system that stores what is lost")
    to: System = shows("to", "vers", "The system that would be fed")
    object: InformationObject = shows("with", "avec", "What would be handed on")
    producers: list[System] = shows(
        "Stored in", "Enregistré dans", "The systems of the root cause in which it is stored"
    )
    consumers: list[System] = shows(
        "Used there", "Utilisé là", "The systems of the root cause that are used where it is needed"
    )
    ruptures: list[Rupture] = shows("Ruptures", "Ruptures", "The ruptures that it would repair")
    repaired: list[Handoff] = shows("Repaired", "Réparés", "The hand-offs that nothing would break any more")
    partly: list[Handoff] = shows("Still broken", "Encore rompus", "Those that another rupture would still break")
    volume: Volume | None = shows(
        "Customers a year",
        "Clients par an",
        "The volume of both together, each hand-off once; null when one is unknown",
    )
    repairedVolume: Volume | None = shows(
        "of them repaired",
        "dont réparés",
        "The volume of the repaired ones; null when one is unknown",
    )
    knownVolume: float = shows(
        "At least known", "Connus", "The high ends of the volumes that are known, summed; rows are ordered by it"
    )
    fromOwner: Department | None = shows("Owner", "Responsable", "Who runs the first system")
    toOwner: Department | None = shows("Other owner", "Autre responsable", "Who runs the second")
    commonDepartment: Department | None = shows("Under", "Sous", "The lowest department above both owners")
    distance: int | None = shows("Steps up", "Échelons", "Steps up from one owner plus steps up from the other")
    heads: list[Position] = shows("Decided by", "Décidé par", "The posts that head the common department")


QUESTION = Question(
    package=__name__,
    id="best-repairs",
    sentence={
        "en": "Which single feed, newly laid, would repair the most broken volume from {from} to {to}, and whom does it take?",
        "fr": "Quel flux de données, nouvellement créé, réparerait le plus gros volume rompu de {from} à {to}, et qui faut-il réunir ?",
    },
    doc=(
        "Lost context is grouped by its root cause: the systems that store the object, those that are used where it is "
        "needed, and the object. Each cause gets the one feed between the two that repairs most; the derivation judges "
        "every loss again with the feed in place, so that what other systems are fed in turn counts too."
    ),
    parameters=(FROM, TO, *SCOPE),
    row=NewFeed,
    identity=("from", "to", "object"),
    example="",
    compute=repairs,
)
