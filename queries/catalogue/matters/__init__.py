"""What is behind the ruptures, and how much of them each root cause is behind of."""

from graph.language import both
from graph.model import Volume
from graph.model.derived import Handoff, Rupture
from queries.catalogue.matters.compute import MatterFacts, matters
from queries.declare import Question, shows
from queries.parameters import EITHER, FROM, SCOPE, TO
from queries.root_causes import MissingFeed

OWNERS = "handledBy { key name }"
ENDS = (
    "key kind triage explanation(language: LANGUAGE) "
    f"from {{ {OWNERS} }} to {{ {OWNERS} }} step {{ touchpoints {{ {OWNERS} }} }}"
)
"""A rupture and whose it is."""


class Matter:
    """All ruptures of one root cause."""

    number: int = shows("No.", "N°", "Its place, the largest first")
    key: str = shows("Key", "Clé", "The key of the root cause", detail=True)
    feed: MissingFeed | None = shows(
        "Missing feed", "Flux manquant", "The feed that would repair them; null where no feed would", none=True
    )
    rupture: Rupture | None = shows(
        "or rupture",
        "ou rupture",
        "The rupture behind them where no feed is: one that causes others, or the only one",
        none=True,
    )
    largest: Rupture = shows(
        "Largest rupture",
        "Plus grande rupture",
        "The one of its ruptures with the largest volume",
        detail=True,
        card=ENDS,
    )
    ruptures: list[Rupture] = shows("Ruptures", "Ruptures", "Its ruptures, by key", detail=True)
    handoffs: list[Handoff] = shows("Hand-offs", "Passages de relais", "The hand-offs that they break, by key")
    volume: Volume | None = shows(
        "Customers a year",
        "Clients par an",
        "The volume of these hand-offs, each once; where they break none, of the root cause; null when one is unknown",
    )
    knownVolume: float = shows(
        "At least known", "Volume connu", "The high ends of the volumes that are known, summed; rows are ordered by it"
    )


QUESTION = Question(
    package=__name__,
    id="matters",
    sentence=both(
        "What is behind the ruptures[ from {from}][ to {to}][ at {either}], and how much does each cause weigh?",
        "Qu'y a-t-il derrière les ruptures[ de {from}][ vers {to}][, côté {either}], et combien pèse chaque cause ?",
    ),
    doc=both(
        "A matter is all ruptures of one root cause: the feed that would repair them, the first of the best repairs of "
        "today's journeys that are not archived; else the missing channel that causes them; else the rupture itself. "
        "The largest known volume first, then by key.",
        "Un sujet réunit toutes les ruptures d'une même cause : le flux de données qui les réparerait, le premier"
        " des meilleures réparations des parcours d'aujourd'hui qui ne sont pas archivés ; sinon le canal absent "
        "qui les cause ; sinon la rupture elle-même. Le plus grand volume connu d'abord, puis par clé.",
    ),
    parameters=(FROM, TO, EITHER, *SCOPE),
    row=Matter,
    identity=("key",),
    example="",
    facts=MatterFacts,
    compute=matters,
    takes=1350,
)
