"""Parts have one whole: a step stands in one phase, a touchpoint at one step, whatever several sources say.

A part that one source has placed stays there while that source says so; another source's placing is left out and
reported, run by run. Were the latest to speak, two sources that are imported every night would take turns. What people
place here stands where they put it, whoever placed it before.
"""

from typing import Any

from graph.held import Holdings
from graph.model import MODEL
from graph.problems import Code, Problem
from graph.said import EdgeType, Said, Subgraph
from graph.saying import saying
from graph.settling import pen
from graph.statement import EDITS
from graph.terms import named

OWNED: tuple[EdgeType, ...] = tuple(
    (label, relation.type, relation.target)
    for label, node in MODEL.items()
    for relation in node.said
    if relation.owned and relation.target
)
"""The edges from a whole to its parts."""

ELSEWHERE = saying(
    "{part} stands in {whole}, as {sources} says, not in {other!r}",
    "{part} : dans {whole}, selon {sources}, et non dans {other!r}",
)

PUT = saying(
    "{part} was put into {whole} here, and stays there; {source} says {other!r}",
    "{part} : rangé ici dans {whole}, et y reste ; {source} dit {other!r}",
)


def keep(graph: Holdings, held: Subgraph, wanted: Subgraph, said: Said, source: str) -> list[Problem]:
    """Take those of the source's wanted edges away that would give a part a second whole; say which."""
    return [problem for type in OWNED for problem in _keep(graph, type, held, wanted, said, source)]


def _keep(graph: Holdings, type: EdgeType, held: Subgraph, wanted: Subgraph, said: Said, source: str) -> list[Problem]:
    edges, known = wanted.edges.get(type, {}), held.nodes.get(type[2], {})
    placed = {part: whole for whole, part in said.edges.get(type, {})}
    problems = []
    stands = held.edges.get(type, {})
    doubtful = [part for part, whole in placed.items() if part in known and (whole, part) not in stands]
    for whole, part, carried in _standing(graph, type, doubtful):
        if whole == placed[part]:
            continue
        sources = carried["sources"]
        if (whole, part) in held.edges.get(type, {}):
            sources = edges.get((whole, part), {}).get("sources", [])
        others = [other for other in sources if other != source]
        if others == [EDITS] and pen.gives_up_place(known[part].get("said"), known[part].get("sources")):
            others = []
        if others and source != EDITS:
            edges.pop((placed[part], part), None)
            by_people = others == [EDITS]
            one, above, other = named(type[2], part), named(type[0], whole), placed[part]
            if by_people:
                found = PUT(part=one, whole=above, source=source, other=other)
            else:
                found = ELSEWHERE(part=one, whole=above, sources=", ".join(others), other=other)
            code = Code.HELD if by_people else Code.CONFLICTING_VALUE
            problems.append(Problem(code, found, said.place((type[2], part)), placed[part]))
        else:  # it stands there no more, also where nobody speaks of that whole now
            edges.pop((whole, part), None)
            held.edges.setdefault(type, {}).setdefault((whole, part), carried)
    return problems


def _standing(graph: Holdings, type: EdgeType, parts: list[str]) -> list[tuple[str, str, dict[str, Any]]]:
    """Where parts stand now: whole, part, and what the edge carries."""
    entering = graph.edges_in((type[2], part) for part in parts).edges.get(type, {})
    return [(whole, part, carried) for (whole, part), carried in entering.items()]
