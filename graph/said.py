"""What one source says in one run: nodes with their properties, and edges between nodes."""

from dataclasses import dataclass, field
from typing import Any

Ref = tuple[str, str]
"""A node by label and key."""

Place = tuple[str, int | None, int | str | None]
"""Where in a file: its name, line or row, column (each from 1); None where it is not known."""

EdgeType = tuple[str, str, str]
"""The label that an edge leaves, its type, the label that it enters."""


@dataclass
class Said:
    """The statement of one source.

    `nodes` holds label → key → properties, under the names of the store (`volumeLow`, `volumeHigh`), unknown ones left
    out. `edges` holds type → (from key, to key) → properties. An edge belongs to the description of the node that it
    leaves. What an edge leads to and `nodes` does not describe becomes a stub. `places` says where a node was read.
    """

    nodes: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    edges: dict[EdgeType, dict[tuple[str, str], dict[str, Any]]] = field(default_factory=dict)
    places: dict[Ref, Place] = field(default_factory=dict)

    def node(self, label: str, key: str, properties: dict[str, Any], place: Place | None = None) -> None:
        """Describe a node; saying it twice replaces the first."""
        self.nodes.setdefault(label, {})[key] = {k: v for k, v in properties.items() if v is not None}
        if place:
            self.places[label, key] = place

    def edge(self, type: EdgeType, ends: tuple[str, str], properties: dict[str, Any] | None = None) -> None:
        """State an edge between two keys."""
        known = {k: v for k, v in (properties or {}).items() if v is not None}
        self.edges.setdefault(type, {})[ends] = known

    def describes(self, ref: Ref) -> bool:
        """Whether the source describes this node, and does not only refer to it."""
        return ref[1] in self.nodes.get(ref[0], {})
