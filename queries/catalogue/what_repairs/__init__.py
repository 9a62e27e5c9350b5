"""What several feeds would repair together."""

from graph.language import both
from graph.model import Volume
from graph.model.derived import Handoff, Rupture
from graph.model.design import InformationObject, System
from queries.catalogue.what_repairs.compute import FeedFacts, repaired, together
from queries.declare import FeedEnds, Parameter, Question, shows
from queries.parameters import SCOPE


class LaidFeed:
    """A feed, laid after those before it, and what it adds to what they repair."""

    from_: System = shows("Feed from", "Alimenter depuis", "The system that hands on")
    to: System = shows("to", "vers", "The system that is fed")
    objects: list[InformationObject] = shows(
        "with", "avec", "What would be lost no more and gets there by it, with all feeds laid, by key"
    )
    widens: bool = shows("Widened", "Élargi", "Whether one feeds the other today, with other objects", detail=True)
    ruptures: list[Rupture] = shows(
        "Ruptures", "Ruptures", "The ruptures that it repairs beside those before", detail=True
    )
    handoffs: list[Handoff] = shows(
        "Would hold", "Tiendraient", "The hand-offs that nothing would break any more, and that do not hold before it"
    )
    volume: Volume | None = shows("It adds", "Il ajoute", "Their volume, each once; null when one is unknown")
    cumulativeHandoffs: int = shows("Hold so far", "Tiennent alors", "How many hand-offs hold by then")
    cumulativeVolume: Volume | None = shows(
        "So far", "En tout alors", "The volume of all that hold by then, each once; null when one is unknown"
    )


class LaidTotals:
    """What all feeds repair together."""

    handoffs: int = shows("Hand-offs that would hold", "Passages de relais qui tiendraient", "How many would hold")
    broken: int = shows("Broken today", "Rompus aujourd'hui", "How many are broken today")
    volume: Volume | None = shows("Customers a year", "Clients par an", "Their volume; null when one is unknown")


QUESTION = Question(
    package=__name__,
    id="what-repairs",
    sentence=both(
        "Which hand-offs would hold with [{feed}|new feeds] laid, each counted once, and how does it add up?",
        "Quels passages tiendraient avec [{feed}|de nouveaux flux], chacun compté une fois, et comment cela s'additionne-t-il ?",
    ),
    doc=both(
        "Feeds are laid one after the other, each with all that it would carry, and the derivation's rule judges every "
        "loss again each time: what only several feeds together repair counts where the last of them is laid. A hand-off "
        "holds when nothing would break it any more. Nothing is written.",
        "Les flux de données sont créés l'un après l'autre, chacun avec tout ce qu'il porterait, et la règle du "
        "calcul rejuge chaque perte à chaque fois : ce que plusieurs flux ne réparent qu'ensemble compte là où le"
        " dernier est créé. Un passage de relais tient quand plus rien ne le romprait. Rien n'est écrit.",
    ),
    parameters=(
        Parameter(
            "feed",
            FeedEnds,
            both(
                "A feed by the keys of its two systems; several in order",
                "Un flux de données par les clés de ses deux applications ; plusieurs dans l'ordre",
            ),
            many=True,
            required=True,
        ),
        *SCOPE,
    ),
    row=LaidFeed,
    identity=("from", "to"),
    example="--feed claims-core:app-backend --feed core:crm",
    summary=LaidTotals,
    facts=FeedFacts,
    compute=repaired,
    summarise=together,
    takes=250,
)
