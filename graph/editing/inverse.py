"""What takes an act back: of each node and source what was said before and after, field by field, as JSON."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson

from graph.editing.draft import Draft
from graph.said import Ref, Subgraph
from graph.settling import pen, references, sequence
from graph.settling.claims import Description
from graph.statement import EDITS

Both = list[list[Any]]
"""What was and what is: each a list of one, or an empty one for what is not there."""


@dataclass
class Segment:
    """A part of an act: either nodes that got other keys, or what was said of nodes otherwise.

    `nodes`: `Label:key` → source → field → both; a source's field `` tells whether it described the node at all.
    `edges`: [label, type, label, key, key] and source → both. `maps`: journey → its order, both.
    """

    renamed: list[list[str]] = field(default_factory=list)
    nodes: dict[str, dict[str, dict[str, Both]]] = field(default_factory=dict)
    edges: list[list[Any]] = field(default_factory=list)
    maps: dict[str, list[list[str]]] = field(default_factory=dict)
    orders: dict[str, Both] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    """What people removed and others describe: the source, a tab, and `Label:key`."""
    back: list[str] = field(default_factory=list)
    """What came, as `Label:key`."""
    let: list[str] = field(default_factory=list)
    """What sources may describe again, as in `gone`."""
    kept: list[str] = field(default_factory=list)
    """What they may describe no more, after all."""

    @property
    def releases(self) -> bool:
        """Whether it gave pens of fields back, or took them again."""
        return any(pen.RELEASED in both_of for by_source in self.nodes.values() for both_of in by_source.values())


def written(segments: list[Segment]) -> str:
    """The segments as JSON, without what is empty."""
    return orjson.dumps([{name: each for name, each in asdict(s).items() if each} for s in segments]).decode()


def read(text: str) -> list[Segment]:
    """The segments that were written."""
    return [Segment(**each) for each in orjson.loads(text)]


def removed(segment: Segment) -> list[Ref]:
    """What a part of an act removed that sources describe."""
    names = [entry.partition("\t")[2].partition(":") for entry in segment.gone]
    return [(label, key) for label, _, key in names]


def anew(segment: Segment, key: Callable[[str, str], str]) -> Segment:
    """What was said, by the keys that things have now: `key` gives one, for a label and the key of then."""

    def name(ref: str) -> str:
        label, _, was = ref.partition(":")
        return f"{label}:{key(label, was)}"

    def named(entry: str) -> str:
        source, _, ref = entry.partition("\t")
        return f"{source}\t{name(ref)}"

    def both(ref: str, field: str, told: Both) -> Both:
        return [[_by_keys(ref.partition(":")[0], field, each, key, name) for each in side] for side in told]

    return Segment(
        nodes={
            name(ref): {
                source: {field: both(ref, field, told) for field, told in both_of.items()}
                for source, both_of in by_source.items()
            }
            for ref, by_source in segment.nodes.items()
        },
        edges=[
            [label, type, target, key(label, start), key(target, end), by_source]
            for label, type, target, start, end, by_source in segment.edges
        ],
        maps={
            key("Journey", journey): [list(map(name, side)) for side in sides]
            for journey, sides in segment.maps.items()
        },
        orders={name(ref): sides for ref, sides in segment.orders.items()},
        first={name(ref): run for ref, run in segment.first.items()},
        back=list(map(name, segment.back)),
        gone=list(map(named, segment.gone)),
        let=list(map(named, segment.let)),
        kept=list(map(named, segment.kept)),
    )


def _by_keys(label: str, field: str, value: Any, key: Callable[[str, str], str], name: Callable[[str], str]) -> Any:
    """A value of a description by the keys of now: of a relation what it leads to, of an order what stands in it."""
    if value is None or not field.startswith(("->", pen.LIST, pen.ORDER)):
        return value
    if isinstance(value, str):
        return name(value)
    if isinstance(value, list):
        return list(map(name, value))
    property, of = references.REFERRING.get((label, pen.relation(label, field).type), ("", ""))
    return {
        name(to): {each: [key(of, one) for one in told] if each == property else told for each, told in carried.items()}
        for to, carried in value.items()
    }


def of(draft: Draft, held: Subgraph, wanted: Subgraph) -> Segment:
    """What a draft changed, once it is settled."""
    segment = Segment()
    for ref in draft.was:
        pen.gather(draft.claims, ref)
    for ref, was in draft.was.items():
        now = draft.claims.nodes[ref]
        if found := {source: each for source in {**was, **now} if (each := _both(was.get(source), now.get(source)))}:
            segment.nodes[_name(ref)] = found
        if not now:
            segment.gone += [f"{source}\t{_name(ref)}" for source in was if source != EDITS]
        if not now and was:
            segment.first[_name(ref)] = held.nodes[ref[0]][ref[1]]["firstSeen"]
        if now and not was:
            segment.back.append(_name(ref))
    segment.edges = list(_edges(draft))
    segment.maps = {
        journey: [sequence.written(draft.was_maps[journey]), sequence.written(map)]
        for journey, map in draft.maps.items()
        if map != draft.was_maps[journey]
    }
    segment.orders = {_name(ref): both for ref, both in _orders(held, wanted)}
    return segment


def _both(was: Description | None, now: Description | None) -> dict[str, Both]:
    """What a source said and says of a node, of the fields that differ."""
    found: dict[str, Both] = {}
    if (was is None) != (now is None):
        found[""] = [[] if was is None else [True], [] if now is None else [True]]
    for name in {**(was or {}), **(now or {})}:
        before, after = ([each[name]] if each and name in each else [] for each in (was, now))
        if before != after:
            found[name] = [before, after]
    return found


def _edges(draft: Draft) -> Any:
    for type in [type for type in {**draft.was_edges, **draft.claims.edges} if type[:2] in pen.OWNED]:
        was, now = draft.was_edges.get(type, {}), draft.claims.edges.get(type, {})
        for ends in {**was, **now}:
            if (type[0], ends[0]) in draft.was and was.get(ends) != now.get(ends):
                before, after = was.get(ends, {}), now.get(ends, {})
                told = {source: _one(before, after, source) for source in {**before, **after}}
                yield [*type, *ends, {source: both for source, both in told.items() if both[0] != both[1]}]


def _one(before: Mapping[str, Any], after: Mapping[str, Any], source: str) -> Both:
    return [[each[source]] if source in each else [] for each in (before, after)]


def _orders(held: Subgraph, wanted: Subgraph) -> Any:
    for label in ("Phase", "Step"):
        for key, node in wanted.nodes.get(label, {}).items():
            before = held.nodes.get(label, {}).get(key, {}).get("order")
            if before != node.get("order"):
                yield (label, key), [[before], [node.get("order")]]


def _name(ref: Ref) -> str:
    return ":".join(ref)
