"""What takes an act back: of each node and source what was said before and after, field by field, as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson

from graph.editing.draft import Draft
from graph.said import Ref, Subgraph
from graph.settling import pen, sequence
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
