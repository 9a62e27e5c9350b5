"""What the graph holds of the nodes that a run is about."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from graph import sieve
from graph.errors import Refused
from graph.gateway import BATCH, Read, Rows
from graph.model import MODEL
from graph.said import Ref, Subgraph
from graph.saying import saying
from graph.terms import named

Told = tuple[str | None, dict[str, str]]
"""What a source tells of, by the name of its family; reasons of its contacts, and the need that each stands for."""

DESCRIBED = {label: node for label, node in MODEL.items() if node.described}
"""The labels that a source can describe."""

DATES = {
    label: {p.name for p in node.properties if p.type in (datetime.date, datetime.datetime)}
    for label, node in MODEL.items()
}
"""The properties that the driver gives back in types of its own."""


COUNTS = " UNION ALL ".join(f"MATCH (n:{label}) RETURN '{label}' AS label, count(n) AS found" for label in DESCRIBED)
"""How many nodes there are of each label, which the store keeps count of."""

CUT_OFF = """
OPTIONAL MATCH (:Source {key: $source})<-[:OF]-(whole:ImportRun {status: 'DONE'})
WITH coalesce(max(whole.key), '') AS last
MATCH (:Source {key: $source})<-[:OF]-(run:ImportRun) WHERE run.status <> 'DONE' AND run.key > last
RETURN run.key
"""
"""Runs of a source that did not end, since the last that did (their keys sort by time)."""

OTHERS = saying(
    "{node} in the store is somebody else's: give yours another key",
    "{node}, dans la base, est à quelqu'un d'autre : donnez une autre clé au vôtre",
)


class Holdings:
    """What the graph holds as it stands, for those who settle a statement with it.

    `look` sees what it held before the run, which is where nodes stand that no earlier slice was about.
    """

    def __init__(self, read: Read, look: Read | None = None) -> None:
        self.read = read
        self._look = look or read

    def labels(self) -> set[str]:
        """The labels that the graph has nodes of: what it has none of need not be looked up."""
        return {label for label, count in self.read(COUNTS) if count}

    def sources(self) -> dict[str, Told]:
        """What each source is, in the order of their names."""
        rows = self.read("MATCH (s:Source) RETURN s.key, s.family, s.needs ORDER BY s.key")
        return {key: (family, dict(_pair(each) for each in needs or ())) for key, family, needs in rows}

    def kinds(self) -> dict[str, tuple[str | None, str | None]]:
        """The family and the kind of each source."""
        rows = self.read("MATCH (s:Source) RETURN s.key, s.family, s.kind")
        return {key: (family, kind) for key, family, kind in rows}

    def aliases(self, statement: str) -> Rows:
        """Label, key, aliases, sources and what these say of each node with aliases that a statement finds."""
        return self.read(statement)

    def claimed(self, source: str) -> dict[str, int]:
        """How many nodes of each label the source described when it was last imported."""
        statement = f"MATCH (n:{'|'.join(DESCRIBED)}) WHERE $source IN n.sources RETURN labels(n)[0], count(*)"
        return dict(map(tuple, self.read(statement, source=source)))

    def keys(self, label: str, source: str) -> Iterator[list[str]]:
        """The nodes of a label that the source describes, many at a time."""
        statement = (
            f"MATCH (n:{label}) WHERE n.key > $after WITH n ORDER BY n.key WHERE $source IN n.sources "
            "WITH n LIMIT $most RETURN collect(n.key)"
        )
        after = ""
        while True:
            ((found,),) = self.read(statement, after=after, source=source, most=BATCH)
            if not found:
                return
            yield found
            after = found[-1]

    def nodes(self, refs: Iterable[Ref]) -> Subgraph:
        """Those of the nodes that exist, with all their properties but the key.

        Refused where one of them is not ours: it would be written over, and go when its source drops it.
        """
        held = Subgraph()
        for label, keys in by_label(refs).items():
            statement = f"UNWIND $keys AS key {by_key('n', label, 'key')} RETURN collect([key, properties(n)])"
            here = held.nodes.setdefault(label, {})
            for key, properties in self._batched(statement, keys):
                if "firstSeen" not in properties:
                    raise Refused(OTHERS(node=named(label, key)))
                del properties["key"]
                for name in DATES[label] & properties.keys():
                    properties[name] = properties[name].to_native()
                here[key] = properties
        return held

    def edges_out(self, refs: Iterable[Ref]) -> Subgraph:
        """The edges that sources assert and that leave these nodes."""
        held = Subgraph()
        for label, keys in by_label(refs).items():
            if not MODEL[label].said:
                continue
            statement = (
                f"UNWIND $keys AS key {by_key('a', label, 'key')} MATCH (a)-[r]->(b) WHERE r.sources IS NOT NULL "
                "RETURN collect([key, type(r), labels(b)[0], b.key, properties(r)])"
            )
            for key, type, target, other, properties in self._batched(statement, keys):
                held.edges.setdefault((label, type, target), {})[key, other] = properties
        return held

    def edges_in(self, refs: Iterable[Ref], types: Collection[str] = ()) -> Subgraph:
        """The edges that sources assert and that enter these nodes, with the sources that do; of some types, or all."""
        only = f":{'|'.join(sorted(types))}" if types else ""
        held = Subgraph()
        for label, keys in by_label(refs).items():
            statement = (
                f"UNWIND $keys AS key {by_key('b', label, 'key')} MATCH (a)-[r{only}]->(b) WHERE r.sources IS NOT NULL "
                "RETURN collect([labels(a)[0], type(r), a.key, key, r.sources])"
            )
            for start, type, other, key, sources in self._batched(statement, keys):
                held.edges.setdefault((start, type, label), {})[other, key] = {"sources": sources}
        return held

    def edges(self, start: str, type: str) -> Subgraph:
        """All edges of a type that leave nodes of a label and that sources assert."""
        held = Subgraph()
        statement = f"MATCH (a:{start})-[r:{type}]->(b) WHERE r.sources IS NOT NULL "
        for one, end, other, properties in self.read(statement + "RETURN a.key, labels(b)[0], b.key, properties(r)"):
            held.edges.setdefault((start, type, end), {})[one, other] = properties
        return held

    def unchanged(self, alone: Subgraph) -> set[Ref]:
        """Those of the nodes that the graph holds with these properties and these edges, and no others."""
        return sieve.unchanged(self._look, alone)

    def _batched(self, statement: str, keys: list[str]) -> Iterable[list[Any]]:
        """The rows, which a batch gives as one list: the driver takes ten times as long for as many records."""
        for start in range(0, len(keys), BATCH):
            ((rows,),) = self.read(statement, keys=keys[start : start + BATCH])
            yield from rows


def half_written(read: Read, source: str) -> dict[str, int]:
    """What runs of the source brought that were cut off after its last whole one: no measure of what it said then."""
    runs = [key for (key,) in read(CUT_OFF, source=source)]
    if not runs:
        return {}
    statement = (
        f"MATCH (n:{'|'.join(DESCRIBED)}) WHERE n.firstSeen IN $runs AND $source IN n.sources "
        "RETURN labels(n)[0], count(*)"
    )
    return dict(map(tuple, read(statement, runs=runs, source=source)))


def by_key(name: str, label: str, key: str) -> str:
    """The clause that matches a node by its key, through the index whatever the store believes of its size.

    A statement is planned once. Planned while there are few nodes, it would look through all there are by then.
    """
    return f"MATCH ({name}:{label} {{key: {key}}}) USING INDEX {name}:{label}(key)"


def _pair(told: str) -> tuple[str, str]:
    reason, _, need = told.rpartition("\t")
    return reason, need


def by_label(refs: Iterable[Ref]) -> dict[str, list[str]]:
    """The keys of nodes, label by label."""
    grouped: dict[str, list[str]] = {}
    for label, key in refs:
        grouped.setdefault(label, []).append(key)
    return grouped
