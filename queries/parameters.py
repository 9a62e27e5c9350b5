"""The parameters that questions share."""

from dataclasses import replace

from graph.language import both
from graph.model.words import EvidenceKind, Perspective
from queries.declare import Endpoint, Labelled, Parameter

JOURNEYS = Parameter(
    "journeys",
    str,
    both(
        "Keys of journeys; naming them lifts the default scope",
        "Des clés de parcours ; les nommer lève le périmètre par défaut",
    ),
    many=True,
    refers="Journey",
    option="journey",
)
PERSPECTIVES = Parameter(
    "perspectives",
    Perspective,
    both("Whose world the journeys show", "De qui les parcours montrent le monde"),
    many=True,
    default=["REALITY"],
    option="perspective",
)
ARCHIVED = Parameter(
    "archived", bool, both("Whether archived journeys count too", "Compter aussi les parcours archivés"), default=False
)
EVIDENCE = Parameter(
    "evidence",
    EvidenceKind,
    both("Only what evidence of one of these kinds supports", "Seulement ce que confirme une preuve d'un de ces types"),
    many=True,
)
SCOPE = (JOURNEYS, PERSPECTIVES, ARCHIVED, EVIDENCE)
"""Where a question looks: today's journeys that are not archived, unless it is told otherwise."""

PART = (replace(PERSPECTIVES, default=None), replace(ARCHIVED, default=True), EVIDENCE)
"""Where one looks from a part of a journey: this one names it, which lifts the default scope."""

FROM = Parameter("from", Endpoint, both("Where the customer comes from", "D'où vient le client"))
TO = Parameter("to", Endpoint, both("Where the customer arrives", "Où arrive le client"))
EITHER = Parameter(
    "either",
    Endpoint,
    both("Where the customer comes from or arrives, whichever", "D'où vient le client ou bien où il arrive"),
)


class Side(Labelled):
    """Which end of a hand-off or a rupture is there."""

    FROM = "FROM", "From", "Départ", "Where the customer comes from"
    TO = "TO", "To", "Arrivée", "Where the customer arrives"
    EITHER = "EITHER", "Either", "L'un ou l'autre", "One or the other"


SIDE = Parameter("side", Side, both("Which end is here", "Quel bout est ici"), default="EITHER")
RESOLVED = Parameter(
    "resolved", bool, both("Whether resolved ruptures count too", "Compter aussi les ruptures résolues"), default=False
)

CHANNEL = Parameter("channel", str, both("The key of a channel", "La clé d'un canal"), refers="Channel")
DEPARTMENT = Parameter(
    "department",
    str,
    both("The key of a department, with everything below it", "La clé d'une direction, avec tout ce qui est sous elle"),
    refers="Department",
)
OBJECT = Parameter(
    "object", str, both("The key of an information object", "La clé d'une information"), refers="InformationObject"
)
SYSTEM = Parameter("system", str, both("The key of a system", "La clé d'une application"), refers="System")
PERSONA = Parameter(
    "persona",
    str,
    both(
        "The key of a persona: what it feels comes before what is felt in general",
        "La clé d'un persona : ce qu'il ressent passe avant ce qui se ressent en général",
    ),
    refers="Persona",
)
