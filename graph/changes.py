"""What has to be written so that the graph holds what it should, and the writing of it."""

from dataclasses import dataclass, field, replace
from typing import Any

from graph.gateway import Work
from graph.held import by_key
from graph.model import MODEL
from graph.report import Count
from graph.said import EdgeType, Subgraph

ORDER = {name: place for place, name in enumerate((*MODEL, *(r.type for node in MODEL.values() for r in node.said)))}
"""Where a label or type stands in the declarations; reports follow it."""

Link = list[Any]
"""An edge as the store takes it: from key, to key, properties."""


@dataclass
class Changes:
    """Nodes to create, update and delete by label; edges to create, update and delete by type.

    Those of the updated nodes that a source no longer describes are `released`; those that only an edge describes
    anew are `marked`, which counts as no change of theirs (see `graph.settling.marked`).
    """

    created: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    updated: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    released: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    deleted: dict[str, list[str]] = field(default_factory=dict)
    linked: dict[EdgeType, list[Link]] = field(default_factory=dict)
    relinked: dict[EdgeType, list[Link]] = field(default_factory=dict)
    unlinked: dict[EdgeType, list[Link]] = field(default_factory=dict)
    marked: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(vars(self).values())

    def counts(self, wanted: Subgraph) -> dict[str, Count]:
        """How much of each label and type is created, updated, removed; and unchanged, of what was wanted."""
        counts: dict[str, Count] = {}
        for kind, groups in (("created", self.created), ("updated", self.updated), ("updated", self.released)):
            for label, rows in groups.items():
                _count(counts, label, kind, len(rows))
        for label, keys in self.deleted.items():
            _count(counts, label, "removed", len(keys))
        for kind, links in (("created", self.linked), ("updated", self.relinked), ("removed", self.unlinked)):
            for type, pairs in links.items():
                _count(counts, type[1], kind, len(pairs))
        for name, size in _sizes(wanted).items():
            count = counts.setdefault(name, Count())
            count.unchanged = max(0, size - count.created - count.updated)
        return dict(sorted(counts.items(), key=lambda item: ORDER.get(item[0], len(ORDER))))

    def without_deleted(self, into: "Changes") -> "Changes":
        """The changes but for the nodes that go, which join those of another: nothing may lead to them by then."""
        for label, keys in self.deleted.items():
            into.deleted.setdefault(label, []).extend(keys)
        return replace(self, deleted={})

    def write(self, work: Work, told: bool = True) -> None:
        """Write all of it: nodes, then edges, then what goes; a source's claim on a node outlasts those on its edges.

        Two nodes can be joined twice for a moment, by what a source tells and by what was derived before it did:
        `told` says which of the two is meant.
        """
        for label, rows in self.created.items():
            work.write(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", rows)
        _update(work, self.updated)
        for type, links in self.unlinked.items():
            work.write(f"UNWIND $rows AS row {_match(type, told)} DELETE r", links)
        for type, links in self.relinked.items():
            work.write(f"UNWIND $rows AS row {_match(type, told)} SET r = row[2]", links)
        for (start, name, end), links in self.linked.items():
            ends = f"{by_key('a', start, 'row[0]')} {by_key('b', end, 'row[1]')}"
            work.write(f"UNWIND $rows AS row {ends} CREATE (a)-[r:{name}]->(b) SET r = row[2]", links)
        _update(work, self.released)
        _update(work, self.marked)
        for label, keys in self.deleted.items():
            # Of a node that got another key and went in one transaction the store's index keeps what it cannot read.
            work.write(f"UNWIND $rows AS row {by_key('n', label, 'row')} REMOVE n.key DETACH DELETE n", keys)


def difference(held: Subgraph, wanted: Subgraph) -> Changes:
    """The changes that make `held` into `wanted`: what is only in `held` goes."""
    changes = Changes()
    for label in {**held.nodes, **wanted.nodes}:
        _compare_nodes(changes, label, held.nodes.get(label, {}), wanted.nodes.get(label, {}))
    for type in {**held.edges, **wanted.edges}:
        _compare_edges(changes, type, held.edges.get(type, {}), wanted.edges.get(type, {}))
    return changes


def _compare_nodes(changes: Changes, label: str, held: dict[str, Any], wanted: dict[str, Any]) -> None:
    created: list[dict[str, Any]] = []
    updated: list[dict[str, Any]] = []
    released: list[dict[str, Any]] = []
    for key, properties in wanted.items():
        before = held.get(key)
        if before is None:
            created.append({**properties, "key": key})
        elif before != properties:
            gone = {name: None for name in before if name not in properties}
            new = {name: value for name, value in properties.items() if before.get(name) != value}
            left = set(before.get("sources", ())) - set(properties.get("sources", ()))
            (released if left else updated).append({**gone, **new, "key": key})
    _put(changes.created, label, created)
    _put(changes.updated, label, updated)
    _put(changes.released, label, released)
    _put(changes.deleted, label, [key for key in held if key not in wanted])


def _compare_edges(changes: Changes, type: EdgeType, held: dict[Any, Any], wanted: dict[Any, Any]) -> None:
    _put(changes.linked, type, [[*ends, p] for ends, p in wanted.items() if ends not in held])
    _put(changes.relinked, type, [[*ends, p] for ends, p in wanted.items() if ends in held and held[ends] != p])
    _put(changes.unlinked, type, [[*ends] for ends in held if ends not in wanted])


def _put(group: dict[Any, list[Any]], name: Any, rows: list[Any]) -> None:
    if rows:
        group[name] = rows


def _update(work: Work, group: dict[str, list[dict[str, Any]]]) -> None:
    for label, rows in group.items():
        work.write(f"UNWIND $rows AS row {by_key('n', label, 'row.key')} SET n += row", rows)


def _count(counts: dict[str, Count], name: str, kind: str, size: int) -> None:
    count = counts.setdefault(name, Count())
    setattr(count, kind, getattr(count, kind) + size)


def _sizes(wanted: Subgraph) -> dict[str, int]:
    sizes = {label: len(nodes) for label, nodes in wanted.nodes.items() if nodes}
    for type, edges in wanted.edges.items():
        if edges:
            sizes[type[1]] = sizes.get(type[1], 0) + len(edges)
    return sizes


def _match(type: EdgeType, told: bool) -> str:
    start, name, end = type
    claimed = "IS NOT NULL" if told else "IS NULL"
    ways = f"MATCH (a)-[r:{name}]->(b:{end} {{key: row[1]}}) WHERE r.sources {claimed}"
    return f"{by_key('a', start, 'row[0]')} {ways}"
