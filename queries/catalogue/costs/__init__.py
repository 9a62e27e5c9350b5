"""What contacts cost a year, and what would be saved where they need not be."""

from graph.language import both
from graph.model import Anything, Cost
from queries.breaks import NAMED
from queries.catalogue.costs.compute import CostFacts, costs, together
from queries.catalogue.costs.drawing import draw, draw_summary
from queries.declare import Labelled, Parameter, Question, shows
from queries.parameters import SCOPE
from queries.root_causes import MissingFeed


class CostSide(Labelled):
    """What costs are summed up by."""

    JOURNEY = "JOURNEY", "journey", "parcours", "Journeys"
    CHANNEL = "CHANNEL", "channel", "canal", "Channels"
    DEPARTMENT = "DEPARTMENT", "department", "direction", "Departments that handle the touchpoints"
    RUPTURE = "RUPTURE", "rupture", "rupture", "Ruptures, by the contacts that they cause"
    MATTER = "MATTER", "matter", "sujet", "Root causes: what a repair would save at most"


class Costing:
    """What contacts cost a year together."""

    cost: Cost | None = shows(
        "Cost a year", "Coût par an", "The sum; null when a part of it is unknown, or there is none", none=True
    )
    known: Cost | None = shows(
        "Known part", "Part connue", "The parts that are known, summed; null without any", none=True
    )
    contacts: int = shows(
        "Counted", "Comptés", "How many touchpoints, or ways that a rupture makes customers go, it sums up"
    )
    unknown: int = shows("Unknown", "Inconnus", "Of how many of these volume or cost is unknown")


class CostOf(Costing):
    """What something costs a year."""

    of: Anything | None = shows(
        "Of", "De quoi",
        "The journey, channel, department or rupture; null where a feed is behind, and for touchpoints that nobody handles",
        none=True,
        card=f"{NAMED} ... on Journey {{ title }} ... on Department {{ name }} "
        "... on Rupture { kind triage explanation(language: LANGUAGE) }",
    )  # fmt: skip
    feed: MissingFeed | None = shows(
        "Missing feed", "Flux manquant", "The feed that would repair it, where one would", none=True
    )


QUESTION = Question(
    package=__name__,
    id="costs",
    sentence=both(
        "What do contacts cost a year, by [{by}|journey, channel, department or rupture], and what would a repair save at "
        "most?",
        "Combien les contacts coûtent-ils par an, par [{by}|parcours, canal, direction ou rupture], et combien une "
        "réparation ferait-elle économiser au plus ?",
    ),
    doc=both(
        "A touchpoint costs its volume times what one contact costs: its own cost, else its channel's. A missing one costs "
        "nothing; one that several departments handle counts for each of them. A rupture costs the contacts that it causes: "
        "those at the other end of a forced switch, and those that ways of failure (FAILURE) bring from where it breaks. "
        "A repair would save at most what the ruptures of its matter cost, each contact once. What is unknown is counted, "
        "never guessed. The largest known cost first, then what is unknown, then by key.",
        "Un point de contact coûte son volume multiplié par le coût d'un contact : le sien, sinon celui de son canal. Un "
        "point de contact absent ne coûte rien ; celui que plusieurs directions prennent en charge compte pour chacune. Une "
        "rupture coûte les contacts qu'elle cause : ceux de l'arrivée d'un changement de canal subi, et ceux qu'amènent les "
        "échecs (FAILURE) depuis l'endroit où elle se produit. Une réparation ferait économiser au plus ce que coûtent les "
        "ruptures de son sujet, chaque contact compté une fois. L'inconnu se compte, il ne se devine pas. Le plus grand "
        "coût connu d'abord, puis l'inconnu, puis par clé.",
    ),
    parameters=(
        Parameter(
            "by", CostSide, both("What costs are summed up by", "Ce dont on additionne les coûts"), default="JOURNEY"
        ),
        *SCOPE,
    ),
    row=CostOf,
    identity=("of", "feed"),
    example="--by channel",
    summary=Costing,
    facts=CostFacts,
    compute=costs,
    summarise=together,
    draw=draw,
    draw_summary=draw_summary,
    takes=1400,
)
