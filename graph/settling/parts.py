"""Parts have one whole: a step stands in one phase, a touchpoint at one step, whatever several sources say.

A part that one source has placed stays there while that source says so; another source's placing is left out and
reported, run by run. Were the latest to speak, two sources that are imported every night would take turns.
"""

from graph.held import Holdings
from graph.model import MODEL
from graph.problems import Code, Problem
from graph.said import EdgeType, Said, Subgraph
from graph.saying import saying
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


def keep(graph: Holdings, held: Subgraph, wanted: Subgraph, said: Said, source: str, sweep: bool) -> list[Problem]:
    """Take those of the source's wanted edges away that would give a part a second whole; say which."""
    return [problem for type in OWNED for problem in _keep(graph, type, held, wanted, said, source, sweep)]


def _keep(
    graph: Holdings, type: EdgeType, held: Subgraph, wanted: Subgraph, said: Said, source: str, sweep: bool
) -> list[Problem]:
    edges, known = wanted.edges.get(type, {}), held.nodes.get(type[2], {})
    placed = {part: whole for whole, part in said.edges.get(type, {})}
    doubtful = [part for part in placed if part in known and (not sweep or known[part].get("sources") != [source])]
    problems = []
    for whole, part, sources in _standing(graph, type, doubtful):
        if whole == placed[part]:
            continue
        if (whole, part) in held.edges.get(type, {}):
            sources = edges.get((whole, part), {}).get("sources", [])
        others = [other for other in sources if other != source]
        if others:
            edges.pop((placed[part], part), None)
            above = named(type[0], whole)
            found = ELSEWHERE(part=named(type[2], part), whole=above, other=placed[part], sources=", ".join(others))
            problems.append(Problem(Code.CONFLICTING_VALUE, found, said.place((type[2], part)), placed[part]))
        else:
            edges.pop((whole, part), None)
    return problems


def _standing(graph: Holdings, type: EdgeType, parts: list[str]) -> list[tuple[str, str, list[str]]]:
    """Where parts stand now: whole, part, the sources that say so."""
    entering = graph.edges_in((type[2], part) for part in parts).edges.get(type, {})
    return [(whole, part, carried["sources"]) for (whole, part), carried in entering.items()]
