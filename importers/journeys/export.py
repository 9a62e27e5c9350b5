"""From the graph back to a knowledge file: what sources told, nothing derived, always in the same order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.errors import BadInput
from graph.gateway import Read
from graph.held import Holdings
from graph.model import Family
from graph.said import Ref, Subgraph
from graph.saying import saying
from graph.settling import references
from graph.wholes import LEAVING
from importers.journeys import told
from importers.journeys.told import TOP
from importers.journeys.untransform import document
from importers.journeys.written import written

NO_JOURNEY = saying("there is no journey {key!r} in the graph", "il n'y a pas de parcours {key!r} dans le graphe")

EVERY = "MATCH (n) UNWIND [label IN labels(n) WHERE label IN $labels] AS label RETURN label, n.key"


def export_knowledge(read: Read, journeys: Sequence[str] | None = None) -> str:
    """The knowledge file of what is told in the graph (see `told_in`)."""
    return written(document(told_in(read, journeys)))


def told_in(read: Read, journeys: Sequence[str] | None = None) -> Subgraph:
    """All that sources tell in the graph, or of some journeys with everything they refer to.

    BadInput when there is no such journey.
    """
    found = Subgraph()
    _gather(read, _all(read) if journeys is None else {("Journey", key) for key in journeys}, found)
    for key in journeys or ():
        if not found.has(("Journey", key)):
            raise BadInput(NO_JOURNEY(key=key))
    return found


def _all(read: Read) -> set[Ref]:
    return {(label, key) for label, key in read(EVERY, labels=[*TOP])}


def _gather(read: Read, refs: Iterable[Ref], found: Subgraph) -> None:
    """The nodes with their edges, and on along the edges until nothing new comes; stubs are left out."""
    graph = Holdings(read)
    seen: set[Ref] = set()
    wave = set(refs)
    while wave:
        seen |= wave
        here = graph.nodes(wave)
        described = {(label, key) for label, some in here.nodes.items() for key in some if _is_told(some[key])}
        for label, key in described:
            found.node(label, key, here.nodes[label][key])
        edges = graph.edges_out(described)
        _measured(graph, described, edges)
        for type, some in edges.edges.items():
            found.edges.setdefault(type, {}).update(some)
        wave = _ends(edges) - seen


def _is_told(properties: Mapping[str, Any]) -> bool:
    """Whether a source describes the node: it is no stub, and no silo that was computed from the tree."""
    return not properties.get("stub") and properties.get("declared") is not False


def _measured(graph: Holdings, refs: Iterable[Ref], into: Subgraph) -> None:
    """Measures belong to the description of what they measure, though their edge leaves them.

    Those that are mined from contacts come back with the contacts.
    """
    mined = {source for source, (family, _) in graph.sources().items() if family == Family.OBSERVED.name}
    for type, edges in graph.edges_in(refs, {type for _, type in LEAVING}).edges.items():
        for ends, carried in edges.items():
            if type[:2] in LEAVING and not mined.issuperset(carried["sources"]):
                into.edge(type, ends)


def _ends(edges: Subgraph) -> set[Ref]:
    ends: set[Ref] = set()
    for (label, type, other), some in edges.edges.items():
        for start, end in some:
            ends.add((label, start) if (label, type) in LEAVING else (other, end))
    return {ref for ref in ends | references.within(edges) if ref[0] in told.NAMED}
