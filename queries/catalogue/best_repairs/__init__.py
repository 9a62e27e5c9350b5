"""The feeds that would repair most."""

from graph.language import both
from graph.model import Volume
from graph.model.derived import Handoff, Rupture
from graph.model.design import InformationObject, System
from graph.model.organisation import Department, Position
from queries.catalogue.best_repairs.compute import RepairFacts, repairs
from queries.declare import Question, shows
from queries.parameters import FROM, SCOPE, TO


class OtherFeed:
    """A feed that would repair the same as another."""

    from_: System = shows("Feed from", "Alimenter depuis", "The system that stores what is lost")
    to: System = shows("to", "vers", "The system that would be fed")
    widens: bool = shows("Widened", "Élargi", "Whether one feeds the other today, with other objects", detail=True)
    fromOwner: Department | None = shows("Owner", "Responsable", "Who runs the first system")
    toOwner: Department | None = shows("Other owner", "Autre responsable", "Who runs the second")
    commonDepartment: Department | None = shows("Under", "Sous", "The lowest department above both", detail=True)
    distance: int | None = shows("Steps up", "Échelons", "Steps up from both owners to it", detail=True)


class NewFeed:
    """A feed that is not there, and what it would repair."""

    from_: System = shows("Feed from", "Alimenter depuis", "The system that stores what is lost")
    to: System = shows("to", "vers", "The system that would be fed")
    objects: list[InformationObject] = shows(
        "with", "avec", "All that it would carry: the objects of which it would repair a loss, by key"
    )
    object: InformationObject = shows(
        "with", "avec", "The first of them", detail=True, deprecated="2026-11-28: use `objects`"
    )
    widens: bool = shows(
        "Widened",
        "Élargi",
        "Whether one feeds the other today, with other objects, and would only have to carry these too",
    )
    producers: list[System] = shows(
        "Stored in", "Enregistré dans", "The systems that store what is lost, where it is produced"
    )
    consumers: list[System] = shows("Used there", "Utilisé là", "The systems that are used where it is needed")
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
        "At least known", "Volume connu", "The high ends of the volumes that are known, summed; rows are ordered by it"
    )
    fromOwner: Department | None = shows("Owner", "Responsable", "Who runs the first system")
    toOwner: Department | None = shows("Other owner", "Autre responsable", "Who runs the second")
    commonDepartment: Department | None = shows("Under", "Sous", "The lowest department above both owners")
    distance: int | None = shows("Steps up", "Échelons", "Steps up from one owner plus steps up from the other")
    heads: list[Position] = shows("Decided by", "Décidé par", "The posts that head the common department")
    alternatives: list[OtherFeed] = shows(
        "As good", "Tout aussi bons", "Feeds that would repair the same, those with the nearest owners first"
    )


QUESTION = Question(
    package=__name__,
    id="best-repairs",
    sentence=both(
        "Which single feed, newly laid, would repair the most broken volume[ from {from}][ to {to}], and whom does it take?",
        "Quel flux de données, nouvellement créé, réparerait le plus gros volume rompu[ de {from}][ vers {to}], et qui faut-il réunir ?",
    ),
    doc=both(
        "Every feed from a system that stores what is lost to a system that is used where it is needed, with all objects "
        "that it would carry. The derivation's rule judges every loss again with the feed in place, so that what other "
        "systems are fed in turn counts too. Feeds that would repair the same ruptures are one row: the one whose owners "
        "are nearest to each other, an unknown distance last, and the others beside it. The most known volume first, then "
        "the most of it repaired whole, the most ruptures, the nearest owners.",
        "Tout flux de données d'une application qui enregistre ce qui se perd vers une application utilisée là où"
        " il le faut, avec toutes les informations qu'il porterait. La règle du calcul rejuge chaque perte, le "
        "flux en place, si bien que ce qui est transmis ensuite à d'autres applications compte aussi. Les flux "
        "qui répareraient les mêmes ruptures font une seule ligne : celui dont les responsables sont les plus "
        "proches, une distance inconnue en dernier, et les autres à côté. D'abord le plus grand volume connu, "
        "puis le plus réparé en entier, le plus de ruptures, les responsables les plus proches.",
    ),
    parameters=(FROM, TO, *SCOPE),
    row=NewFeed,
    identity=("from", "to"),
    example="",
    facts=RepairFacts,
    compute=repairs,
    takes=1300,
)
