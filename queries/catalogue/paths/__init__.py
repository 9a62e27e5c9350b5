"""Ways from one place to another."""

from dataclasses import replace

from graph.language import both
from graph.model import Between
from graph.model.derived import Handoff
from graph.model.design import Journey, Touchpoint
from graph.model.words import Basis, HandoffStatus
from queries.catalogue.paths.compute import PathFacts, shortest
from queries.declare import Parameter, Question, shows
from queries.parameters import FROM, SCOPE, TO


class PathLeg:
    """One step of the way, from touchpoint to touchpoint."""

    from_: Touchpoint = shows("From", "De", "Where it starts")
    to: Touchpoint = shows("To", "À", "Where it leads")
    basis: Basis = shows("Rests on", "Repose sur", "What the edge between them rests on")
    handoff: Handoff | None = shows(
        "Hand-off", "Passage", "The hand-off, unless channel and department stay the same", none=True
    )


class Path:
    """A way through one journey."""

    rank: int = shows("No.", "N°", "Its place among the shortest, from 1")
    journey: Journey = shows("Journey", "Parcours", "The journey")
    status: HandoffStatus = shows(
        "Status", "État", "BROKEN with a broken hand-off on it, else UNKNOWN with an unknown one, else SOUND"
    )
    hops: int = shows("Steps", "Pas", "How many edges it has")
    broken: int = shows("Broken", "Rompus", "How many of its hand-offs are broken")
    touchpoints: list[Touchpoint] = shows("Way", "Chemin", "The touchpoints, in order", way=True)
    legs: list[PathLeg] = shows("Legs", "Étapes du chemin", "The edges, in order", detail=True)


QUESTION = Question(
    package=__name__,
    id="paths",
    sentence=both(
        "How can a customer get from {from} to {to}?",
        "Comment un client peut-il passer de {from} à {to} ?",
    ),
    doc=both(
        "The shortest ways by number of edges, among equals those with fewer broken hand-offs first; no touchpoint twice "
        "(a best-first search, A*). Bounded by the number of edges and by two seconds.",
        "Les chemins les plus courts en nombre de pas, à égalité ceux qui ont le moins de passages de relais "
        "rompus ; jamais deux fois le même point de contact (une recherche du meilleur d'abord, A*). Borné par le"
        " nombre de pas et par deux secondes.",
    ),
    parameters=(
        replace(FROM, required=True),
        replace(TO, required=True),
        Parameter(
            "k", int, both("How many ways at most", "Combien de chemins, au plus"), default=5, between=Between(1, 100)
        ),
        Parameter(
            "hops",
            int,
            both("How many edges a way has at most", "Combien de pas a un chemin, au plus"),
            default=20,
            between=Between(1, 100),
        ),
        *SCOPE,
    ),
    row=Path,
    identity=("rank",),
    example="--from website --to call-centre --journey home-quote",
    facts=PathFacts,
    compute=shortest,
    takes=650,
)
