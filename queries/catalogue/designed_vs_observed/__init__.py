"""The map's verdict on each hand-off beside the one of what customers did."""

from graph.language import both
from graph.model.declare import Between
from graph.model.derived import Handoff
from graph.model.design import Channel
from graph.model.words import HandoffStatus
from queries.declare import Parameter, Question, shows
from queries.observed import MINIMUM, PERIOD, ObservedFlow
from queries.parameters import FROM, SCOPE, TO

BROKEN = Parameter(
    "threshold",
    float,
    both(
        "From which break rate on a hand-off counts as broken",
        "À partir de quel taux de rupture un passage de relais compte comme rompu",
    ),
    default=0.2,
    between=Between(0, 1),
)


class DesignedObserved:
    """A hand-off, or two channels between which customers go though no journey says so."""

    handoff: Handoff | None = shows(
        "Hand-off",
        "Passage",
        "The hand-off; null where no journey in scope leads from one channel to the other",
        none=True,
    )
    from_: Channel | None = shows("From", "De", "The channel that customers leave")
    to: Channel | None = shows("To", "À", "The channel to which they go")
    designed: HandoffStatus | None = shows(
        "The map says", "La carte dit", "The verdict of the map; null where it does not know the way", none=True
    )
    verdict: HandoffStatus = shows(
        "Contacts say",
        "Les contacts disent",
        "BROKEN where even the low end of the break rate reaches the threshold, SOUND where even its high end does not, "
        "else UNKNOWN",
    )
    agree: bool | None = shows("Agree", "D'accord", "Whether both say the same; null where one of them does not know")
    observed: ObservedFlow | None = shows(
        "Observed", "Observé", "What was observed between the channels; null where nothing was", detail=True
    )
    breakRate: float | None = shows("Break rate", "Taux de rupture", "The observed break rate; null for too few")
    count: int | None = shows("Contacts", "Contacts", "How often customers went this way; null where nobody was seen")


QUESTION = Question(
    package=__name__,
    id="designed-vs-observed",
    sentence=both(
        "Do hand-offs[ from {from}][ to {to}] break where the map says so[, for {reason}][, from {since} to {until}|, since {since}|, until {until}]?",
        "Les passages[ de {from}][ vers {to}] se rompent-ils là où la carte le dit[, pour {reason}][, de {since} à {until}|, depuis {since}|, jusqu'en {until}] ?",
    ),
    doc=both(
        "A row for each hand-off in scope, the largest volume first, then one for each two channels between which "
        "customers went and no journey in scope leads, the most frequent first. What the map says and what was observed "
        "stand side by side and are never mixed.",
        "Une ligne par passage de relais du périmètre, le plus grand volume d'abord, puis une par paire de canaux"
        " entre lesquels des clients sont passés sans qu'aucun parcours du périmètre y mène, la plus fréquente "
        "d'abord. Ce que dit la carte et ce qui a été observé sont côte à côte, jamais mêlés.",
    ),
    parameters=(FROM, TO, *PERIOD, BROKEN, MINIMUM, *SCOPE),
    row=DesignedObserved,
    identity=("handoff", "from", "to"),
    example="--from website --to call-centre",
    takes=1500,
)
