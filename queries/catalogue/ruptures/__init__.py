"""Where journeys break."""

import datetime

from graph.language import both
from graph.model import Volume
from graph.model.derived import Handoff, Rupture
from graph.model.design import Channel, InformationObject, Journey, Step, Touchpoint
from graph.model.observed import ImportRun
from graph.model.organisation import Department
from graph.model.words import RuptureKind, Triage
from queries.breaks import Proof
from queries.catalogue.ruptures.drawing import draw
from queries.declare import LARGEST_FIRST, Connection, Parameter, Question, shows
from queries.last_seen import LastSeen
from queries.parameters import EITHER, FROM, RESOLVED, SCOPE, TO
from queries.root_causes import RootCause

KIND = Parameter(
    "kind", RuptureKind, both("Only ruptures of these kinds", "Seulement les ruptures de ces types"), many=True
)

RUN = "key startedAt"
BEHIND = "key feed { from { key name } to { key name } objects { key name } } rupture { key }"


class ToldRupture:
    """A rupture, with all that it can be checked by."""

    key: str = shows("Key", "Clé", "Its key")
    kind: RuptureKind = shows("Kind", "Type", "How the journey breaks")
    journey: Journey | None = shows("Journey", "Parcours", "The journey that breaks")
    step: Step | None = shows(
        "Step", "Étape", "The step at which it breaks", card="key text touchpoints { handledBy { key name } }"
    )
    from_: Touchpoint | None = shows("From", "De", "Where the customer comes from", none=True)
    to: Touchpoint | None = shows("To", "À", "Where the customer arrives", none=True)
    channel: Channel | None = shows(
        "Channel", "Canal", "The channel that is expected", none=True, card="key name kind operatedBy { key name }"
    )
    object: InformationObject | None = shows("Object", "Information", "The object that is lost", none=True)
    causedBy: Rupture | None = shows("Caused by", "Causée par", "The rupture behind it", none=True, card="key")
    rootCause: RootCause = shows("Root cause", "Cause", "What is behind it", card=BEHIND)
    volume: Volume | None = shows("How many a year", "Combien par an", "Customers a year")
    triage: Triage = shows("Decision", "Décision", "What people decided about it")
    triageNote: str | None = shows("Note", "Note", "What else they said of it", none=True)
    triageOwner: Department | None = shows(
        "Dealt with by", "Suivi par", "The department that is to deal with it", none=True
    )
    triageDue: datetime.date | None = shows("Due", "Échéance", "The day by which", none=True)
    triagedAt: datetime.datetime | None = shows("Decided", "Décidé le", "When they last said something", none=True)
    triagedBy: str | None = shows("By", "Par", "Who did", none=True)
    explanation: str = shows("Why", "Pourquoi", "What breaks, and why, in one sentence")
    handoffs: list[Handoff] = shows("Hand-offs", "Passages de relais", "The hand-offs that it breaks", card="key")
    firstSeen: ImportRun | None = shows("First seen", "Apparue", "The import that first showed it", card=RUN)
    resolved: ImportRun | None = shows("Gone", "Résolue", "The import in which it was gone", none=True, card=RUN)
    reopened: ImportRun | None = shows("Back", "Revenue", "The import in which it came back", none=True, card=RUN)
    lastSeen: LastSeen | None = shows(
        "Last seen", "Vue la dernière fois", "What everything was called, and whose it was", detail=True
    )
    witness: list[Proof] = shows("Proof", "Preuve", "The proof, in order", detail=True)


QUESTION = Question(
    package=__name__,
    id="ruptures",
    sentence=both(
        "Where do journeys break[ from {from}][ to {to}][ at {either}][ ({kind})], and why?",
        "Où les parcours se rompent-ils[ de {from}][ vers {to}][, côté {either}][ ({kind})], et pourquoi ?",
    ),
    doc=both(
        "Context that is lost, a channel that the customer is forced to leave or does not find, a dead end, a silence: "
        "each with its witness, the nodes by which it can be checked by hand. The largest volume first. When exactly each "
        "kind holds stands in docs/ruptures.md, in French in docs/fr/ruptures.md.",
        "Un contexte qui se perd, un canal que le client est forcé de quitter ou ne trouve pas, une impasse, un "
        "silence : chacun avec son témoin, les éléments qui permettent de le vérifier à la main. Le plus grand "
        "volume d'abord. Ce qui définit exactement chaque type est dans docs/fr/ruptures.md, en anglais dans "
        "docs/ruptures.md.",
    ),
    parameters=(FROM, TO, EITHER, KIND, RESOLVED, *SCOPE),
    row=ToldRupture,
    identity=("key",),
    example="--kind FORCED_SWITCH",
    connection=Connection("Rupture", order=LARGEST_FIRST, filters=(KIND,)),
    draw=draw,
)
