"""A part of the graph in memory; above all what one source says in one run."""

from dataclasses import dataclass, field
from typing import Any

Ref = tuple[str, str]
"""A node by label and key."""

Place = tuple[str, int | None, int | str | None]
"""Where in a file: its name, line or row, column (each from 1); None where it is not known."""

EdgeType = tuple[str, str, str]
"""The label that an edge leaves, its type, the label that it enters."""


@dataclass
class Subgraph:
    """Nodes and edges with their properties, under the names of the store.

    `nodes` holds label → key → properties, `edges` type → (from key, to key) → properties.
    """

    nodes: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    edges: dict[EdgeType, dict[tuple[str, str], dict[str, Any]]] = field(default_factory=dict)

    def node(self, label: str, key: str, properties: dict[str, Any]) -> None:
        """Put a node; what is None is left out; a second one of the same key replaces the first."""
        self.nodes.setdefault(label, {})[key] = {k: v for k, v in properties.items() if v is not None}

    def edge(self, type: EdgeType, ends: tuple[str, str], properties: dict[str, Any] | None = None) -> None:
        """Put an edge between two keys."""
        known = {k: v for k, v in properties.items() if v is not None} if properties else {}
        self.edges.setdefault(type, {})[ends] = known

    def has(self, ref: Ref) -> bool:
        """Whether the node is here."""
        return ref[1] in self.nodes.get(ref[0], {})


@dataclass
class Said(Subgraph):
    """The statement of one source.

    An edge belongs to the description of the node that it leaves. What an edge leads to and `nodes` does not describe
    becomes a stub. `places` says where a node was read.
    """

    places: dict[Ref, Place] = field(default_factory=dict)
