"""The parameters that questions share."""

from graph.model.words import EvidenceKind, Perspective
from queries.declare import Endpoint, Parameter

JOURNEYS = Parameter(
    "journeys",
    str,
    "Keys of journeys; naming them lifts the default scope",
    many=True,
    refers="Journey",
    option="journey",
)
PERSPECTIVES = Parameter(
    "perspectives",
    Perspective,
    "Whose world the journeys show",
    many=True,
    default=["REALITY"],
    option="perspective",
)
ARCHIVED = Parameter("archived", bool, "Whether archived journeys count too", default=False)
EVIDENCE = Parameter("evidence", EvidenceKind, "Only what evidence of one of these kinds supports", many=True)
SCOPE = (JOURNEYS, PERSPECTIVES, ARCHIVED, EVIDENCE)
"""Where a question looks: today's journeys that are not archived, unless it is told otherwise."""

FROM = Parameter("from", Endpoint, "Where the customer comes from")
TO = Parameter("to", Endpoint, "Where the customer arrives")
RESOLVED = Parameter("resolved", bool, "Whether resolved ruptures count too", default=False)

CHANNEL = Parameter("channel", str, "The key of a channel", refers="Channel")
DEPARTMENT = Parameter("department", str, "The key of a department, with everything below it", refers="Department")
OBJECT = Parameter("object", str, "The key of an information object", refers="InformationObject")
SYSTEM = Parameter("system", str, "The key of a system", refers="System")
PERSONA = Parameter(
    "persona", str, "The key of a persona: what it feels comes before what is felt in general", refers="Persona"
)
