"""What nobody describes any more: it stays as a stub where something refers to it, and goes otherwise."""

from collections.abc import Callable

from graph.held import Holdings
from graph.said import EdgeType, Ref, Subgraph
from graph.settling import references
from graph.settling.claims import Settled
from graph.settling.pen import OWNED
from graph.statement import EDITS

Stays = Callable[[EdgeType, tuple[str, str], dict[str, list[str]]], bool]
"""Whether an edge stays that enters from a node which is not settled now; with the sources that assert it."""


def let_go(graph: Holdings, held: Subgraph, settled: Settled, stays: Stays) -> None:
    """Take away what nobody describes and nobody refers to any more."""
    wanted = settled.wanted
    for type in [type for type in wanted.edges if type[:2] in OWNED]:  # where people put a part describes nothing of it
        wanted.edges[type] = {
            ends: each
            for ends, each in wanted.edges[type].items()
            if each["sources"] != [EDITS] or (type[2], ends[1]) not in settled.bare
        }
    dropped = {
        (type[2], ends[1])
        for type, edges in held.edges.items()
        for ends in edges
        if ends not in wanted.edges.get(type, {})
    } | (references.within(held) - references.within(wanted))
    stubs = graph.nodes({ref for ref in dropped if not wanted.has(ref)})
    for label, nodes in stubs.nodes.items():
        for key, properties in nodes.items():
            if properties.get("stub"):
                held.nodes.setdefault(label, {})[key] = properties
                wanted.nodes.setdefault(label, {})[key] = properties
                settled.bare.add((label, key))
    referred = _referred(graph.edges_in(settled.bare), held, wanted, stays)
    referred |= references.within(wanted) | references.elsewhere(graph, settled.bare, held)
    for label, key in settled.bare - referred:
        del wanted.nodes[label][key]


def _referred(entering: Subgraph, held: Subgraph, wanted: Subgraph, stays: Stays) -> set[Ref]:
    """The nodes that an edge will still enter: one from elsewhere, or one that stays or comes."""
    refs = {(type[2], ends[1]) for type, edges in wanted.edges.items() for ends in edges}
    for type, edges in entering.edges.items():
        ours = held.edges.get(type, {})
        if type[:2] in OWNED:
            edges = {ends: each for ends, each in edges.items() if each["sources"] != [EDITS]}
        refs |= {
            (type[2], ends[1]) for ends, carried in edges.items() if ends not in ours and stays(type, ends, carried)
        }
    return refs
