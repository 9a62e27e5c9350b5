"""What a system or a feed carries."""

from typing import Any

from graph.errors import WrongUsage
from graph.language import both
from graph.model import Volume
from graph.model.derived import Handoff
from graph.model.design import InformationObject, Journey, Touchpoint
from graph.saying import saying
from queries.catalogue.what_breaks_without.compute import WithoutFacts, dependent
from queries.declare import Arguments, FeedEnds, Parameter, Question, shows
from queries.parameters import SCOPE, SYSTEM


class Dependent:
    """A hand-off that keeps an object today, and would not any more."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    handoff: Handoff = shows("Hand-off", "Passage", "The hand-off")
    from_: Touchpoint = shows("From", "De", "Where the customer leaves", detail=True)
    to: Touchpoint = shows("To", "À", "Where the customer arrives", detail=True)
    objects: list[InformationObject] = shows("Would lose", "Perdrait", "The objects that it would no longer keep")
    volume: Volume | None = shows("Customers a year", "Clients par an", "The hand-off's volume")


EITHER = saying("give either a system or a feed", "donnez soit une application, soit un flux de données")


def prepare(given: Arguments) -> dict[str, Any]:
    """Exactly one of system and feed."""
    if (given.get("system") is None) == (given.get("feed") is None):
        raise WrongUsage(EITHER())
    return {}


QUESTION = Question(
    package=__name__,
    id="what-breaks-without",
    sentence=both(
        "Which hand-offs would no longer keep an object that they keep today, without [{system}|the feed {feed}|a system or a feed]?",
        "Quels passages ne garderaient plus une information qu'ils gardent aujourd'hui, sans [{system}|le flux {feed}|une application ou un flux] ?",
    ),
    doc=both(
        "The derivation runs again on the landscape without the system, or without the feed; nothing is written. "
        "The largest volume first.",
        "Le calcul est refait sur le paysage sans l'application, ou sans le flux de données ; rien n'est écrit. "
        "Le plus grand volume d'abord.",
    ),
    parameters=(
        SYSTEM,
        Parameter(
            "feed",
            FeedEnds,
            both("The keys of the two systems of a feed", "Les clés des deux applications d'un flux de données"),
        ),
        *SCOPE,
    ),
    row=Dependent,
    identity=("handoff",),
    example="--feed web-cms:core",
    prepare=prepare,
    facts=WithoutFacts,
    compute=dependent,
    takes=1700,
)
