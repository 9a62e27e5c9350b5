"""What customers really did between two places."""

from graph.language import both
from graph.model.design import Channel, Need
from queries.declare import Question, shows
from queries.observed import MINIMUM, PERIOD, ObservedFlow
from queries.parameters import FROM, TO


class FlowOfMonth(ObservedFlow):
    """How often customers went from one channel to another, for one reason, in one month."""

    from_: Channel | None = shows("From", "De", "Where they were before; null where they came in", none=True)
    to: Channel | None = shows("To", "À", "Where they went; null where they left", none=True)
    reason: str | None = shows("Reason", "Motif", "What the first contact was about")
    month: str = shows("Month", "Mois", "The month of the first contact, in UTC")
    customers: int = shows("Customers", "Clients", "How many customers did it at least once", detail=True)
    medianGapSeconds: float | None = shows(
        "Seconds between", "Secondes entre", "The median of the time between the two contacts", none=True, detail=True
    )
    need: Need | None = shows("Need", "Besoin", "The need that comes with the reason", none=True, detail=True)
    examples: list[str] = shows("Examples", "Exemples", "The earliest ones, by the ids of both contacts", detail=True)


QUESTION = Question(
    package=__name__,
    id="observed-flows",
    sentence=both(
        "What did customers really do[ between {from} and {to}| after {from}| before {to}][, for {reason}][, from {since} to {until}|, since {since}|, until {until}]?",
        "Qu'ont réellement fait les clients[ entre {from} et {to}| après {from}| avant {to}][, pour {reason}][, de {since} à {until}|, depuis {since}|, jusqu'en {until}] ?",
    ),
    doc=both(
        "A row for each two channels, reason and month, the most frequent first; one side is empty where customers came "
        "in or left. The summary adds them up. Below the minimum of decided contacts the break rate is unknown.",
        "Une ligne par paire de canaux, motif et mois, la plus fréquente d'abord ; un côté est vide là où des "
        "clients sont entrés ou sortis. Le résumé les additionne. Sous le minimum de contacts tranchés, le taux "
        "de rupture est inconnu.",
    ),
    parameters=(FROM, TO, *PERIOD, MINIMUM),
    row=FlowOfMonth,
    identity=("from", "to", "reason", "month"),
    example="--from website --to call-centre --since 2025-01",
    scoped=False,
    summary=ObservedFlow,
)
