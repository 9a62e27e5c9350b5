"""What a source says, under the keys that aliases stand for."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from graph.aliases import Names
from graph.said import EdgeType, Ref, Said, Whole
from graph.settling.references import REFERRING


@dataclass(frozen=True)
class Renamed:
    """What a source says, its aliases replaced."""

    said: Whole
    names: Names

    @property
    def streamed(self) -> tuple[str, ...]:
        """The labels of which there may be more than fit into memory."""
        return self.said.streamed

    def slices(self) -> Iterator[Said]:
        """Slice after slice; of two nodes that become one the later speaks."""
        return (self._renamed(said) for said in self.said.slices())

    def sizes(self) -> dict[str, int]:
        """How many nodes of each label are described."""
        return self.said.sizes()

    def described(self, label: str, keys: Iterable[str]) -> set[str]:
        """Those of the keys that belong to described nodes."""
        spelt = {other: key for key in keys for other in self.names.spellings(label, key)}
        return {spelt[key] for key in self.said.described(label, spelt)}

    def says(self, type: EdgeType, ends: tuple[str, str]) -> bool:
        """Whether there is such an edge."""
        start, end = ends
        return any(
            self.said.says(type, (one, other))
            for one in self.names.spellings(type[0], start)
            for other in self.names.spellings(type[2], end)
        )

    def departments(self, positions: Collection[str]) -> dict[str, set[str]]:
        """The departments of these positions."""
        spelt = {other: key for key in positions for other in self.names.spellings("Position", key)}
        found: dict[str, set[str]] = {}
        for other, departments in self.said.departments(spelt).items():
            found.setdefault(spelt[other], set()).update(self.names.key("Department", key) for key in departments)
        return found

    def _renamed(self, said: Said) -> Said:
        key = self.names.key
        into = Said(columns=said.columns, silent=said.silent, amends=said.amends)
        for label, own in said.refs():
            ref: Ref = (label, key(label, own))
            into.node(*ref, said.nodes[label][own])
            if (label, own) in said.places:
                into.places[ref] = said.places[label, own]
        for (start, type, end), edges in said.edges.items():
            refers = REFERRING.get((start, type))
            for (one, other), told in edges.items():
                ends = (key(start, one), key(end, other))
                if refers and refers[0] in told:
                    name, label = refers
                    told = {**told, name: [key(label, each) for each in told[name]]}
                if start != end or ends[0] != ends[1] or one == other:
                    into.edge((start, type, end), ends, told)
        return into
