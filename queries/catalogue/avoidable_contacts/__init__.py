"""Contacts that exist only because something failed before."""

from graph.language import both
from graph.model import Volume
from graph.model.design import Journey, Touchpoint
from graph.model.organisation import Department
from queries.declare import Question, shows
from queries.parameters import SCOPE


class AvoidableContact:
    """A touchpoint that customers come to because something failed."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    touchpoint: Touchpoint = shows("Touchpoint", "Point de contact", "The touchpoint")
    from_: list[Touchpoint] = shows("After", "Après", "The touchpoints after which something failed")
    only: bool = shows("Only so", "Seulement ainsi", "Whether nothing but failure leads there")
    avoidable: Volume | None = shows(
        "Avoidable a year",
        "Évitables par an",
        "The contacts that a failure brings: the touchpoint's own volume where nothing else leads there and the journey "
        "does not begin there, else, or where that is unknown, those of the ways of failure, summed; null when one is unknown",
    )
    volume: Volume | None = shows("Contacts a year", "Contacts par an", "The touchpoint's own volume")
    departments: list[Department] = shows("Whose", "Responsables", "Who handles it")


class AvoidableTotal:
    """All of them together."""

    avoidable: Volume | None = shows("Avoidable a year", "Évitables par an", "Their sum; null when one is unknown")
    unknownVolumes: int = shows("Unknown volumes", "Volumes inconnus", "Of how many it is unknown")


QUESTION = Question(
    package=__name__,
    id="avoidable-contacts",
    sentence=both(
        "Which contacts exist only because something failed before?",
        "Quels contacts n'existent que parce que quelque chose a échoué avant ?",
    ),
    doc=both(
        "Touchpoints that FAILURE ways enter. A way's volume is the declared one, else what comes from where it starts "
        "times its share, at most what arrives. The largest avoidable volume first.",
        "Les points de contact où l'on arrive par un échec (FAILURE). Le volume d'un chemin est celui qui est "
        "déclaré, sinon ce qui vient de son départ multiplié par sa part, et au plus ce qui arrive. Le plus grand"
        " volume évitable d'abord.",
    ),
    parameters=SCOPE,
    row=AvoidableContact,
    identity=("touchpoint",),
    example="",
    summary=AvoidableTotal,
    sums=True,
    takes=400,
)
