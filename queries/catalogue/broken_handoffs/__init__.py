"""Which hand-offs break."""

import datetime

from graph.language import both
from graph.model import Volume
from graph.model.derived import Rupture
from graph.model.design import Channel, InformationObject, Journey, Touchpoint
from graph.model.observed import ImportRun
from graph.model.organisation import Department
from graph.model.words import Basis, HandoffStatus, RuptureKind, Triage
from queries.breaks import Proof
from queries.catalogue.broken_handoffs.drawing import draw
from queries.declare import LARGEST_FIRST, Connection, Question, shows
from queries.observed import ObservedFlow
from queries.parameters import EITHER, FROM, SCOPE, TO


class Breaking:
    """A rupture that breaks a hand-off."""

    key: str = shows("Key", "Clé", "Its key")
    kind: RuptureKind = shows("Kind", "Type", "How the journey breaks")
    triage: Triage = shows("Decision", "Décision", "What people decided about it")
    triageNote: str | None = shows("Note", "Note", "What else they said of it", none=True)
    triageOwner: Department | None = shows(
        "Dealt with by", "Suivi par", "The department that is to deal with it", none=True
    )
    triageDue: datetime.date | None = shows("Due", "Échéance", "The day by which", none=True)
    explanation: str = shows("Why", "Pourquoi", "What breaks, and why, in one sentence")
    reopened: ImportRun | None = shows(
        "Back", "Revenue", "The import in which it came back", none=True, card="key startedAt"
    )
    causedBy: Rupture | None = shows("Caused by", "Causée par", "The rupture behind it", none=True, card="key")
    object: InformationObject | None = shows("Object", "Information", "What is lost", none=True)
    channel: Channel | None = shows("Channel", "Canal", "The channel that is expected", none=True, card="key name")
    witness: list[Proof] = shows("Proof", "Preuve", "The proof, in order", detail=True)


class BrokenHandoff:
    """A hand-off that is broken."""

    key: str = shows("Key", "Clé", "Its key")
    journey: Journey = shows("Journey", "Parcours", "The journey")
    from_: Touchpoint = shows("From", "De", "Where the customer leaves")
    to: Touchpoint = shows("To", "À", "Where the customer arrives")
    basis: Basis = shows("Rests on", "Repose sur", "What the edge between the touchpoints rests on")
    status: HandoffStatus = shows("Status", "État", "Whether what the customer gave reaches the other side")
    changesChannel: bool = shows("Other channel", "Autre canal", "Whether the channel changes")
    changesDepartment: bool | None = shows("Other department", "Autre direction", "Whether the department changes")
    crossesSilo: bool | None = shows("Other silo", "Autre silo", "Whether it crosses from one silo to another")
    volume: Volume | None = shows("How many a year", "Combien par an", "Customers a year")
    observed: ObservedFlow | None = shows("Observed", "Observé", "How often contacts had to begin anew", none=True)
    commonDepartment: Department | None = shows("Under", "Sous", "The lowest department above both ends")
    distance: int | None = shows("Steps up", "Échelons", "Steps up from one department and down to the other")
    ruptures: list[Breaking] = shows("Ruptures", "Ruptures", "What breaks it")


QUESTION = Question(
    package=__name__,
    id="broken-handoffs",
    sentence=both(
        "Which hand-offs break[ from {from}][ to {to}][ at {either}]?",
        "Quels passages se rompent[ de {from}][ vers {to}][, côté {either}] ?",
    ),
    doc=both(
        "A hand-off is a change of channel or of department on the customer's way. It is broken when what the customer "
        "gave is lost on it, or when the customer has to leave the channel that is expected. The largest volume first.",
        "Un passage de relais est un changement de canal ou de direction sur le chemin du client. Il est rompu "
        "quand ce que le client avait donné s'y perd, ou quand le client doit quitter le canal attendu. Le plus "
        "grand volume d'abord.",
    ),
    parameters=(FROM, TO, EITHER, *SCOPE),
    row=BrokenHandoff,
    identity=("key",),
    example="--from website --to call-centre",
    connection=Connection("Handoff", order=LARGEST_FIRST, fixed={"status": {"eq": HandoffStatus.BROKEN}}),
    draw=draw,
)
