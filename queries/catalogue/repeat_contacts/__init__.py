"""Customers who come back on the same channel."""

from graph.language import both
from graph.model.design import Channel
from queries.declare import Question, shows
from queries.observed import MINIMUM, PERIOD, ObservedFlow
from queries.parameters import CHANNEL


class RepeatContact(ObservedFlow):
    """How often customers came back to a channel, for one reason."""

    channel: Channel = shows("Channel", "Canal", "The channel")
    reason: str | None = shows("Reason", "Motif", "What the first contact was about")
    contacts: int = shows(
        "All contacts", "Tous les contacts", "All contacts of known customers on the channel for the reason"
    )
    share: float = shows("Share", "Part", "The share of them after which the customer came back to it, 0..1")


QUESTION = Question(
    package=__name__,
    id="repeat-contacts",
    sentence=both(
        "[Do customers have to come back on {channel}|On which channels do customers have to come back][, for {reason}][, from {since} to {until}|, since {since}|, until {until}]?",
        "[Les clients doivent-ils revenir sur {channel}|Sur quels canaux les clients doivent-ils revenir][, pour {reason}][, de {since} à {until}|, depuis {since}|, jusqu'en {until}] ?",
    ),
    doc=both(
        "A row for each channel and reason with flows from the channel to itself, the most frequent first. Those who "
        "carried on came back about the same case; those who began anew had to open another for the same reason.",
        "Une ligne par canal et motif où des clients reviennent au même canal, la plus fréquente d'abord. Ceux "
        "qui ont poursuivi sont revenus pour le même dossier ; ceux qui sont repartis de zéro ont dû en ouvrir un"
        " autre pour le même motif.",
    ),
    parameters=(*PERIOD, CHANNEL, MINIMUM),
    row=RepeatContact,
    identity=("channel", "reason"),
    example="--since 2025-01",
    scoped=False,
)
