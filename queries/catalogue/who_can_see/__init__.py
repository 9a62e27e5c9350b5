"""Where an information object can be read."""

from dataclasses import replace

from graph.language import both
from graph.model.derived import Rupture
from graph.model.design import Channel, Journey, System, Touchpoint
from graph.model.organisation import Department
from queries.declare import Labelled, Question, shows
from queries.parameters import OBJECT, SCOPE


class Holding(Labelled):
    """How a system comes to hold an object."""

    STORED = "STORED", "Stored", "Enregistré", "It stores the object itself"
    FED = "FED", "Fed", "Transmis", "Another system feeds the object to it"


class Reader:
    """A system in which the object can be read."""

    system: System = shows("System", "Application", "The system")
    how: list[Holding] = shows("How", "Comment", "How it comes to hold the object")
    origins: list[System] = shows(
        "Fed by", "Alimenté par", "The systems that store it and feed it, over whatever chain"
    )
    runBy: Department | None = shows("Run by", "Gérée par", "Who runs the system")
    channels: list[Channel] = shows("Channels", "Canaux", "The channels of touchpoints that use the system")
    departments: list[Department] = shows("Departments", "Directions", "The departments that handle these touchpoints")
    touchpoints: int = shows("Touchpoints", "Points de contact", "How many touchpoints in scope use it")


class Blind:
    """A touchpoint that needs the object and cannot read it."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    touchpoint: Touchpoint = shows("Touchpoint", "Point de contact", "The touchpoint")
    channel: Channel | None = shows("Channel", "Canal", "Its channel")
    departments: list[Department] = shows("Whose", "Responsables", "Who handles it")
    systems: list[System] = shows("Uses", "Utilise", "The systems that it uses")
    ruptures: list[Rupture] = shows(
        "Ruptures", "Ruptures", "The losses of the object that end here; none when no system here holds any"
    )


class Sight:
    """Where the object is needed, and cannot be read or nobody knows."""

    needed: int = shows("Needed at", "Nécessaire à", "How many touchpoints need it")
    cannot: list[Blind] = shows("Cannot read it", "Ne peuvent pas la lire", "Those that need it and cannot read it")
    unknown: list[Touchpoint] = shows(
        "Unknown",
        "Inconnu",
        "Those of which nobody can say: nobody said where it is stored, what they use, or what a system does",
    )


QUESTION = Question(
    package=__name__,
    id="who-can-see",
    sentence=both(
        "In which systems, on which channels, by which departments can [{object}|an object] be read, and where is it needed and cannot be read?",
        "Dans quelles applications, sur quels canaux, par quelles directions peut-on lire [l'information {object}|une information], et où manque-t-elle ?",
    ),
    doc=both(
        "One row for each system that stores the object or is fed it. A touchpoint cannot read it when none of its "
        "systems holds it, or when what a customer gave before is lost on the way there (CONTEXT_LOSS).",
        "Une ligne par application qui enregistre l'information ou la reçoit. Un point de contact ne peut pas la "
        "lire quand aucune de ses applications ne l'a, ou quand ce qu'un client avait donné se perd en chemin "
        "(CONTEXT_LOSS).",
    ),
    parameters=(replace(OBJECT, required=True), *SCOPE),
    row=Reader,
    identity=("system",),
    example="--object quote",
    summary=Sight,
    takes=700,
)
