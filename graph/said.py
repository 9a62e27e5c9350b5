"""A part of the graph in memory; above all what one source says in one run."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

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

    def take(self, part: "Subgraph") -> None:
        """Put all that another part holds."""
        for label, nodes in part.nodes.items():
            self.nodes.setdefault(label, {}).update(nodes)
        for type, edges in part.edges.items():
            self.edges.setdefault(type, {}).update(edges)

    def has(self, ref: Ref) -> bool:
        """Whether the node is here."""
        return ref[1] in self.nodes.get(ref[0], {})

    def refs(self) -> list[Ref]:
        """The nodes, in the order in which they were put."""
        return [(label, key) for label, nodes in self.nodes.items() for key in nodes]


@dataclass
class Said(Subgraph):
    """The statement of one source, or a slice of it.

    An edge belongs to the description of the node that it leaves. What an edge leads to and `nodes` does not describe
    becomes a stub. `places` says where a node was read, `columns` in which column what an edge of a type leads to.
    `silent` are types of edges of which it may tell nothing, being a part: what the source said of a node's before
    stays, unless it says otherwise. With `amends` it is so of properties, too.
    """

    places: dict[Ref, Place] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    amends: bool = False

    streamed: tuple[str, ...] = ()
    """A statement that is in memory as a whole is its only slice."""

    def place(self, ref: Ref, type: str | None = None) -> Place:
        """Where a node was read, and what its edge of a type leads to."""
        file, row, column = self.places.get(ref, ("", None, None))
        return file, row, self.columns.get(type, column) if type else column

    def slices(self) -> Iterator["Said"]:
        """All of it."""
        yield self

    def sizes(self) -> dict[str, int]:
        """How many nodes of each label are described."""
        return {label: len(nodes) for label, nodes in self.nodes.items()}

    def described(self, label: str, keys: Iterable[str]) -> set[str]:
        """Those of the keys that belong to nodes described here."""
        nodes = self.nodes.get(label, {})
        return {key for key in keys if key in nodes}

    def says(self, type: EdgeType, ends: tuple[str, str]) -> bool:
        """Whether there is such an edge."""
        return ends in self.edges.get(type, {})

    def departments(self, positions: Collection[str]) -> dict[str, set[str]]:
        """The departments of these positions."""
        found: dict[str, set[str]] = {}
        for position, department in self.edges.get(("Position", "IN", "Department"), {}):
            if position in positions:
                found.setdefault(position, set()).add(department)
        return found


class Whole(Protocol):
    """All that a source says, however much: it comes in slices, each of which fits into memory.

    A node is in one slice with all edges that leave it; what these lead to stands in the same slice or in one before.
    Nodes of the labels in `streamed` fill slices of their own, which come last.
    """

    @property
    def streamed(self) -> tuple[str, ...]:
        """The labels of which there may be more than fit into memory."""

    def slices(self) -> Iterator[Said]:
        """Slice after slice; again from the start each time."""

    def sizes(self) -> dict[str, int]:
        """How many nodes of each label are described."""

    def described(self, label: str, keys: Iterable[str]) -> set[str]:
        """Those of the keys that belong to described nodes."""

    def says(self, type: EdgeType, ends: tuple[str, str]) -> bool:
        """Whether there is such an edge."""

    def departments(self, positions: Collection[str]) -> dict[str, set[str]]:
        """The departments of these positions."""


def joined(whole: Whole) -> Said:
    """All slices in one, of what is known to be small."""
    said = Said()
    for part in whole.slices():
        said.take(part)
        said.places.update(part.places)
        said.columns.update(part.columns)
    return said
