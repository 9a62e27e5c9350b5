"""The ways through the channels that customers take most."""

from graph.language import both
from graph.model.design import Channel
from queries.declare import Question, shows
from queries.observed import PERIOD
from queries.parameters import CHANNEL


class FrequentRoute:
    """The channels of whole episodes, in order."""

    channels: list[Channel] = shows("Route", "Chemin", "The channels, from the first contact to the last", way=True)
    contacts: int = shows("Contacts", "Contacts", "How many contacts it has")
    count: int = shows("How often", "Combien de fois", "How many episodes went this way")
    share: float = shows("Share", "Part", "Its share of all episodes that are asked for, 0..1")
    reasons: list[str] = shows("Reasons", "Motifs", "What their first contacts were about", detail=True)


class RouteTotal:
    """All episodes that are asked for."""

    episodes: int = shows("Episodes", "Épisodes", "How many there are")
    rest: int = shows(
        "Others", "Autres", "How many went ways that are not told apart, beyond the hundred most frequent"
    )


QUESTION = Question(
    package=__name__,
    id="frequent-routes",
    sentence=both(
        "Which ways through [{channel}|the channels] do customers take most[, for {reason}][, from {since} to {until}|, since {since}|, until {until}]?",
        "Quels chemins [passant par {channel}|d'un canal à l'autre] les clients prennent-ils le plus[, pour {reason}][, de {since} à {until}|, depuis {since}|, jusqu'en {until}] ?",
    ),
    doc=both(
        "A row for each route, the most frequent first. Of each reason and month the hundred most frequent are told "
        "apart, so that the count of a rare route is the least that it can be. With a channel: routes that touch it.",
        "Une ligne par chemin, le plus fréquent d'abord. De chaque motif et de chaque mois, les cent plus "
        "fréquents sont distingués, si bien que le compte d'un chemin rare est un minimum. Avec un canal : les "
        "chemins qui y passent.",
    ),
    parameters=(*PERIOD, CHANNEL),
    row=FrequentRoute,
    identity=("channels",),
    example="--since 2025-01",
    scoped=False,
    summary=RouteTotal,
)
