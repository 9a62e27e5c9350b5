"""A journey that begins as a copy of another: what is drawn of that one, under keys of its own.

What is known of the original alone stays with it: how far its map has come and who answers for it, what was counted,
paid and felt there. What leads to its parts stays there, too: evidence, measures, improvements, decisions.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from graph.editing import describing, placing, wrong
from graph.editing.change import Describe, Place
from graph.editing.draft import Draft
from graph.editing.wrong import Wrong
from graph.held import Holdings
from graph.model import MODEL, Link, Property, Relation
from graph.relations import telling
from graph.said import Ref, Subgraph
from graph.settling.pen import OWNED
from graph.terms import named
from graph.wholes import cut, inside

STAYS: Mapping[str, frozenset[str]] = {
    "Journey": frozenset(
        {"aliases", "variant", "brand", "status", "reviewBy", "parked", "alternativeTo", "contributedBy", "ownedBy"}
    ),
    "Phase": frozenset({"aliases"}),
    "Step": frozenset({"aliases"}),
    "Touchpoint": frozenset({"aliases", "qualification", "emotion", "performance", "volume", "cost", "felt"}),
    "Lead": frozenset({"volume"}),
}
"""What no copy has of what nodes and edges of these names say."""

Fields = dict[str, Any]


def copy(draft: Draft, at: int, change: Describe) -> Ref:
    """Have a journey be there as a copy of another, with what else is said of it; gives it.

    Wrong where there is no such original, Conflict where there is a journey of its key.
    """
    original = draft.today(("Journey", change.copy_of or ""))
    if not draft.described(original):
        raise Wrong(wrong.NO_NODE(node=named(*original)), "copyOf", missing=True)
    made = _Copy(drawn(draft.graph, original), original[1])
    fields = made.fields(original)
    key = change.key or placing.new_key(draft, replace(change, fields={**fields, **change.fields}))
    ref = describing.describe(draft, at, replace(change, key=key, fields=fields, upsert=False), hold_organisation=False)
    draft.look(made.concerned(key))
    for each in (Describe("Journey", key, change.fields), *made.parts(key)):
        describing.describe(draft, at, each, hold_organisation=False)
    return ref


def drawn(graph: Holdings, journey: Ref) -> Subgraph:
    """What stands of a journey: the journey and its parts, with the edges that leave them."""
    found, wave = Subgraph(), [journey]
    while wave:
        here = graph.nodes(wave)
        here.take(graph.edges_out(wave))
        found.take(here)
        wave = [(type[2], end) for type, edges in here.edges.items() if type[:2] in OWNED for _, end in edges]
    return found


class _Copy:
    """What makes a copy of what stands of a journey."""

    def __init__(self, part: Subgraph, original: str) -> None:
        self.part, self.original = part, original
        self.leaving: dict[tuple[Ref, str], list[tuple[str, Mapping[str, Any]]]] = {}
        """Node and relation → the keys at the other end, with what the edges carry; who is first among them before."""
        self.above: dict[Ref, str] = {}
        for (label, type, target), edges in part.edges.items():
            for (start, end), carried in sorted(edges.items(), key=lambda edge: (not edge[1].get("primary"), edge[0])):
                if (label, type) in OWNED:
                    self.above[target, end] = start
                elif carried.get("declared") is not False:
                    name = telling(label, type, carried).name
                    self.leaving.setdefault(((label, start), name), []).append((end, carried))

    def concerned(self, key: str) -> Iterator[Ref]:
        """The nodes that a copy with this key consists of, and those that it leads to."""
        yield from ((label, self._key(old, key)) for label, old in self.part.refs())
        yield from ((type[2], end) for type, edges in self.part.edges.items() for _, end in edges)

    def parts(self, key: str) -> Iterator[Describe]:
        """What says the parts of a copy with this key: each in its place, then the ways from one to the other."""
        ways = []
        for label in ("Phase", "Step", "Touchpoint"):
            for old in sorted(self.part.nodes.get(label, ()), key=lambda old: self._place((label, old))):
                into, new = self._key(self.above[label, old], key), self._key(old, key)
                yield Describe(label, new, self.fields((label, old)), Place(into))
                ways.append(Describe(label, new, self._ways((label, old), key)))
        yield from (each for each in ways if each.fields)

    def fields(self, ref: Ref) -> Fields:
        """What a copy says of a node, but for the ways from it to others of its journey."""
        label, node = ref[0], self.part.nodes[ref[0]][ref[1]]
        said = {p.name: _value(p, node) for p in MODEL[label].properties if p.told and p.name not in STAYS[label]}
        for relation in self._relations(label):
            if not _within(label, relation):
                ends = [_entry(relation, end, carried) for end, carried in self.leaving.get((ref, relation.name), ())]
                said[relation.name] = self._listed(relation, node, ends)
        return {name: value for name, value in said.items() if value is not None}

    def _ways(self, ref: Ref, key: str) -> Fields:
        """The ways from a node to others of its journey."""
        found: Fields = {}
        for relation in self._relations(ref[0]):
            if _within(ref[0], relation):
                there = self.leaving.get((ref, relation.name), ())
                ends = [(self._key(end, key), carried) for end, carried in there if self._goes_along(relation, end)]
                entries = [_entry(relation, end, carried) for end, carried in ends]
                found[relation.name] = self._listed(relation, self.part.nodes[ref[0]][ref[1]], entries)
        return {name: value for name, value in found.items() if value is not None}

    def _relations(self, label: str) -> Iterator[Relation]:
        return (each for each in MODEL[label].said if each.told and not each.owned and each.name not in STAYS[label])

    def _listed(self, relation: Relation, node: Mapping[str, Any], entries: list[Fields]) -> Any:
        """What a relation is to be: of none it goes along whether somebody said so."""
        if relation.many:
            return entries if entries or relation.told in (node.get("stated") or ()) else None
        return entries[0][relation.item or "key"] if entries else None

    def _goes_along(self, relation: Relation, end: str) -> bool:
        """Whether a way leads to another journey, or to a part that somebody describes."""
        return not self._owns(end) or end in self.part.nodes.get(relation.target or "", ())

    def _owns(self, key: str) -> bool:
        return key == self.original or key.startswith(f"{self.original}/")

    def _key(self, old: str, key: str) -> str:
        """The key of a part under that of the copy; what is no part keeps its own."""
        return key + old.removeprefix(self.original) if self._owns(old) else old

    def _place(self, ref: Ref) -> tuple[float, str]:
        return self.part.nodes[ref[0]][ref[1]].get("order", math.inf), cut(*ref)[1]


def _within(label: str, relation: Relation) -> bool:
    return relation.target is not None and inside(label, relation.target)


def _entry(relation: Relation, end: str, carried: Mapping[str, Any]) -> Fields:
    """One entry of a relation, with what its edge tells."""
    edge = relation.edge
    told = [p for p in edge.properties if p.told and p.name not in STAYS.get(edge.name, ())] if edge else []
    values = {p.name: _value(p, carried) for p in told}
    return {relation.item or "key": end} | {name: value for name, value in values.items() if value is not None}


def _value(property: Property, stored: Mapping[str, Any]) -> Any:
    """A property as an act tells it; None for what is unknown."""
    values = [stored.get(column) for column in property.columns]
    if None in values:
        return None
    if property.interval:
        return values
    (value,) = values
    if property.type is Link:
        return [dict(zip(("url", "title"), each.split(" ", 1), strict=False)) for each in value or ()]
    return value
