"""Trees stay trees: the edge that would close a circle is left out and reported."""

from graph.held import Read
from graph.report import Code, Problem
from graph.said import EdgeType, Said, Subgraph

TREES: tuple[EdgeType, ...] = (("Department", "PART_OF", "Department"), ("Position", "REPORTS_TO", "Position"))
"""The edges along which a walk upwards must end."""


def keep(read: Read, wanted: Subgraph, said: Said) -> list[Problem]:
    """Take those of the wanted edges away that would close a circle, the later ones first to go; say which."""
    return [problem for type in TREES if wanted.edges.get(type) for problem in _keep(read, type, wanted, said)]


def _keep(read: Read, type: EdgeType, wanted: Subgraph, said: Said) -> list[Problem]:
    label, name, _ = type
    rows = read(f"MATCH (a:{label})-[:{name}]->(b:{label}) RETURN a.key, b.key")
    edges = wanted.edges[type]
    concerned = {start for start, _ in edges} | set(wanted.nodes.get(label, {}))
    above = {start: end for start, end in rows if start not in concerned}
    problems = []
    for start, end in list(edges):
        circle = _upwards(end, above)
        if start in circle:
            del edges[start, end]
            members = " → ".join([start, *circle[: circle.index(start) + 1]])
            message = f"{label}:{start} cannot stand below {end}, which stands below it: {members}"
            code = Code.SELF_REFERENCE if start == end else Code.CYCLE
            problems.append(Problem(code, message, said.places.get((label, start), ("", None, None)), end))
        else:
            above[start] = end
    return problems


def _upwards(key: str, above: dict[str, str]) -> list[str]:
    chain = [key]
    while (parent := above.get(chain[-1])) is not None and parent not in chain:
        chain.append(parent)
    return chain
