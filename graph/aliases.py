"""Other keys for the same thing: what any source declares as an alias is read as the key that it stands for."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.held import Holdings
from graph.model import MODEL
from graph.references import REFERRING
from graph.said import EdgeType, Ref, Said, Whole

LABELS = tuple(label for label, node in MODEL.items() if "aliases" in node.by_name)
"""The labels whose nodes can have aliases."""

KNOWN = f"""
MATCH (n:{"|".join(LABELS)}) WHERE n.aliases IS NOT NULL
UNWIND n.aliases AS alias
RETURN labels(n)[0], alias, n.key ORDER BY n.key
"""

Aliases = Mapping[str, Mapping[str, str]]
"""Label → alias → key."""


def renamed(graph: Holdings, said: Whole) -> Whole:
    """What is said, under the keys that aliases in the graph stand for."""
    known: dict[str, dict[str, str]] = {}
    for label, alias, key in graph.aliases(KNOWN):
        if alias != key:
            known.setdefault(label, {}).setdefault(alias, key)
    return Renamed(said, known) if known else said


@dataclass(frozen=True)
class Renamed:
    """What a source says, its aliases replaced."""

    said: Whole
    aliases: Aliases

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
        spelt = {other: key for key in keys for other in self._spellings(label, key)}
        return {spelt[key] for key in self.said.described(label, spelt)}

    def says(self, type: EdgeType, ends: tuple[str, str]) -> bool:
        """Whether there is such an edge."""
        start, end = ends
        return any(
            self.said.says(type, (one, other))
            for one in self._spellings(type[0], start)
            for other in self._spellings(type[2], end)
        )

    def departments(self, positions: Collection[str]) -> dict[str, set[str]]:
        """The departments of these positions."""
        spelt = {other: key for key in positions for other in self._spellings("Position", key)}
        found: dict[str, set[str]] = {}
        for other, departments in self.said.departments(spelt).items():
            found.setdefault(spelt[other], set()).update(self._key("Department", key) for key in departments)
        return found

    def _key(self, label: str, key: str) -> str:
        return self.aliases.get(label, {}).get(key, key)

    def _spellings(self, label: str, key: str) -> list[str]:
        """What may stand for the key in what is said; a key that is an alias itself stands for another one."""
        own = [] if key in self.aliases.get(label, {}) else [key]
        return [*own, *self._others.get((label, key), ())]

    @cached_property
    def _others(self) -> dict[Ref, list[str]]:
        """The aliases of each key."""
        found: dict[Ref, list[str]] = {}
        for label, known in self.aliases.items():
            for alias, key in known.items():
                found.setdefault((label, key), []).append(alias)
        return found

    def _renamed(self, said: Said) -> Said:
        into = Said(columns=said.columns)
        for label, key in said.refs():
            ref: Ref = (label, self._key(label, key))
            into.node(*ref, said.nodes[label][key])
            if (label, key) in said.places:
                into.places[ref] = said.places[label, key]
        for (start, type, end), edges in said.edges.items():
            refers = REFERRING.get((start, type))
            for (one, other), told in edges.items():
                ends = (self._key(start, one), self._key(end, other))
                if refers and refers[0] in told:
                    name, label = refers
                    told = {**told, name: [self._key(label, key) for key in told[name]]}
                if start != end or ends[0] != ends[1] or one == other:
                    into.edge((start, type, end), ends, told)
        return into
