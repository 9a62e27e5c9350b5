"""What a source says, without what people removed here: it stays away, and whoever describes it is told so."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.carried import left
from graph.gateway import Read, Work
from graph.held import Holdings
from graph.model import Relation
from graph.problems import Code, Problem
from graph.relations import OF_TYPE
from graph.said import EdgeType, Ref, Said, Whole
from graph.saying import saying
from graph.settling.parts import OWNED
from graph.settling.references import REFERRING
from graph.settling.sequence import numbered
from graph.statement import EDITS
from graph.terms import named
from graph.wholes import LEAVING, WITHIN, cut

REMOVED = "MATCH (s:Source {key: $edits}) RETURN s.removed"
"""What people removed: `source`, a tab, `Label:key`, for each source that describes it."""
NOTE = "MATCH (s:Source {key: $edits}) SET s.removed = $removed"
MEASURING = {(part, type) for part, type in LEAVING}

Ends = tuple[str, str]

STAYS_AWAY = saying(
    "{node} was removed here by hand, and stays away",
    "{node} a été supprimé ici à la main, et ne revient pas",
)


def removed(read: Read) -> dict[Ref, set[str]]:
    """What people removed, and the sources that still described it."""
    found: dict[Ref, set[str]] = {}
    for (entries,) in read(REMOVED, edits=EDITS):
        for entry in entries or ():
            source, _, name = entry.partition("\t")
            label, _, key = name.partition(":")
            found.setdefault((label, key), set()).add(source)
    return found


def standing(graph: Holdings, refs: set[Ref]) -> set[Ref]:
    """Those of the nodes that somebody describes."""
    nodes = graph.nodes(refs).nodes
    return {(label, key) for label, of in nodes.items() for key, node in of.items() if not node.get("stub")}


@dataclass(frozen=True)
class Spared:
    """What a source says, but for what is `gone`; `stands` tells which nodes the graph has, wherever they stand now."""

    said: Whole
    gone: frozenset[Ref]
    stands: Callable[[set[Ref]], set[Ref]]

    @property
    def streamed(self) -> tuple[str, ...]:
        """The labels of which there may be more than fit into memory."""
        return self.said.streamed

    def slices(self) -> Iterator[Said]:
        """Slice after slice."""
        return (self._spared(said) for said in self.said.slices())

    def sizes(self) -> dict[str, int]:
        """How many nodes of each label are described."""
        sizes = dict(self.said.sizes())
        for label, keys in self._here.items():
            if label in sizes:
                sizes[label] -= len(self.said.described(label, keys))
        return sizes

    def described(self, label: str, keys: Iterable[str]) -> set[str]:
        """Those of the keys that belong to described nodes."""
        return {key for key in self.said.described(label, keys) if not self._is_gone((label, key))}

    def says(self, type: EdgeType, ends: tuple[str, str]) -> bool:
        """Whether there is such an edge."""
        refs = ((type[0], ends[0]), (type[2], ends[1]))
        return not any(map(self._is_gone, refs)) and self.said.says(type, ends)

    def departments(self, positions: Collection[str]) -> dict[str, set[str]]:
        """The departments of these positions."""
        kept = [position for position in positions if not self._is_gone(("Position", position))]
        found = self.said.departments(kept)
        return {one: {d for d in all if not self._is_gone(("Department", d))} for one, all in found.items()}

    def told(self) -> Iterator[Problem]:
        """What the source describes that people removed, each with its place; not the parts of what is told."""
        for said in self.said.slices():
            for ref in said.refs():
                if ref in self.gone and not self._within(ref):
                    yield Problem(Code.HELD, STAYS_AWAY(node=named(*ref)), said.place(ref), ref[1])

    @cached_property
    def _here(self) -> dict[str, set[str]]:
        """What the source describes of it, with what stands in that or measures it."""
        found: set[Ref] = set()
        for said in self.said.slices():
            found |= {ref for ref in said.refs() if ref in self.gone or self._within(ref)}
            grown = -1
            while grown != len(found):
                grown = len(found)
                parts = set(_standing_in(said, found)) - found
                found |= parts - self.stands(parts)  # what was put elsewhere before its whole was removed stays
        by_label: dict[str, set[str]] = {}
        for label, key in found:
            by_label.setdefault(label, set()).add(key)
        return by_label

    def _is_gone(self, ref: Ref) -> bool:
        return ref in self.gone or ref[1] in self._here.get(ref[0], ())

    def _within(self, ref: Ref) -> bool:
        """Whether its key begins with that of something that is gone."""
        label, key = ref
        while label in WITHIN:
            label, key = WITHIN[label], cut(label, key)[0]
            if (label, key) in self.gone:
                return True
        return False

    def _spared(self, said: Said) -> Said:
        rest = Said(places=said.places, columns=said.columns, silent=said.silent, amends=said.amends)
        for label, nodes in said.nodes.items():
            rest.nodes[label] = {key: each for key, each in nodes.items() if not self._is_gone((label, key))}
        for type, edges in said.edges.items():
            rest.edges[type] = dict(self._left(type, edges))
            if type[:2] in OF_TYPE:
                _told_alone(OF_TYPE[type[:2]][0], edges, rest.edges[type])
        _unstate(rest, said)
        for label in ("Phase", "Step"):
            if label in self._here:
                numbered(rest.nodes.get(label, {}))
        return rest

    def _left(
        self, type: EdgeType, edges: Mapping[tuple[str, str], dict[str, Any]]
    ) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
        """The edges that neither leave, nor enter, nor hand on what is gone."""
        property, label = REFERRING.get(type[:2], ("", ""))
        for ends, carried in edges.items():
            if self._is_gone((type[0], ends[0])) or self._is_gone((type[2], ends[1])):
                continue
            handed = [key for key in carried.get(property, ()) if not self._is_gone((label, key))]
            if handed or not property:
                yield ends, {**carried, property: handed} if property else carried


def _told_alone(relation: Relation, before: Iterable[Ends], edges: dict[Ends, dict[str, Any]]) -> None:
    """Have what a node leads to, where some of it is gone, carry what it would if nobody had told the rest."""
    stays: dict[str, dict[Ends, dict[str, Any]]] = {ends[0]: {} for ends in before if ends not in edges}
    for ends, each in edges.items():
        if ends[0] in stays:
            stays[ends[0]][ends] = each
    for those in stays.values():
        edges |= left(relation, those)


def _unstate(rest: Said, said: Said) -> None:
    """Of a relation that led to nothing but what is gone it is not known that there is none."""
    for type, edges in said.edges.items():
        left = {start for start, _ in rest.edges.get(type, ())}
        for start in {start for start, _ in edges} - left:
            node = rest.nodes.get(type[0], {}).get(start)
            if node is not None and "stated" in node:
                gone = {relation.told for relation in OF_TYPE[type[:2]]}
                rest.nodes[type[0]][start] = {**node, "stated": [told for told in node["stated"] if told not in gone]}


def _standing_in(said: Said, gone: set[Ref]) -> Iterator[Ref]:
    for type in OWNED:
        yield from ((type[2], part) for whole, part in said.edges.get(type, ()) if (type[0], whole) in gone)
    for type, edges in said.edges.items():
        if type[:2] in MEASURING:
            yield from ((type[0], part) for part, whole in edges if (type[2], whole) in gone)
    for label in WITHIN:
        for key in said.nodes.get(label, ()):
            if (WITHIN[label], cut(label, key)[0]) in gone:
                yield label, key


def note(work: Work, source: str, said: Whole, sweep: bool) -> None:
    """Remember which sources describe what people removed; what none does any more is forgotten."""
    known = removed(work.run)
    if not known:
        return
    now: list[str] = []
    for (label, key), sources in known.items():
        describes = bool(said.described(label, (key,)))
        left = sources | {source} if describes else sources - {source} if sweep else sources
        now += [f"{each}\t{label}:{key}" for each in sorted(left)]
    work.run(NOTE, edits=EDITS, removed=now)
