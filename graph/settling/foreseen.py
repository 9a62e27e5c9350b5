"""The graph as it will be once what dry runs have planned is written: what the next slice, and the next source, meet.

What will be otherwise is put down in temporary SQLite tables, however much it is. Nothing is written to the graph, and
nobody waits for a dry run, but for one in which something is renamed: what moves is moved in a transaction that is
rolled back at the end.
"""

import pickle
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack
from heapq import merge
from itertools import islice
from typing import Any

from graph.changes import Changes
from graph.gateway import BATCH, Gateway, Rows, Work
from graph.held import Holdings, Told, by_label
from graph.said import Ref, Subgraph
from graph.settling.moving import Moves
from graph.settling.rekeying import carry_out

PAGE = 500
"""Keys that one statement of SQLite takes."""

NOTHING = Subgraph()
TABLES = """
CREATE TABLE node (label TEXT, key TEXT, sources TEXT, held BLOB, PRIMARY KEY (label, key)) WITHOUT ROWID;
CREATE TABLE edge (
  start TEXT, one TEXT, type TEXT, end TEXT, other TEXT, held BLOB, PRIMARY KEY (start, one, type, end, other)
) WITHOUT ROWID;
CREATE INDEX entering ON edge (end, other);
"""
"""What will be there, and null for what will be gone."""

NODES = "SELECT label, key, held FROM node WHERE label = ? AND key IN ({marks})"
LEAVING = "SELECT start, type, end, one, other, held FROM edge WHERE start = ? AND one IN ({marks})"
ENTERING = "SELECT start, type, end, one, other, held FROM edge WHERE end = ? AND other IN ({marks})"
TYPED = "SELECT start, type, end, one, other, held FROM edge WHERE start = ? AND type = ?"
CLAIMED = f"SELECT key FROM node WHERE label = ? AND key > ? AND instr(sources, ?) ORDER BY key LIMIT {BATCH}"


class Foreseen(Holdings):
    """What the graph holds, and on top of it what was noted; a context, at whose end everything moves back."""

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(gateway.read)
        self._gateway = gateway
        self._open = ExitStack()
        self._work: Work | None = None
        self._rows = sqlite3.connect("", isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
            self._rows.execute(f"PRAGMA {pragma}")
        self._rows.executescript(TABLES)
        self._sources: dict[str, Told] = {}
        self._kinds: dict[str, tuple[str | None, str | None]] = {}
        self._aliases: dict[Ref, list[Any]] = {}

    def __enter__(self) -> "Foreseen":
        return self

    def __exit__(self, *_: object) -> None:
        if self._work:
            self._work.leave()
        self._open.close()

    def move(self, moves: Moves) -> None:
        """Have the graph as it will be once everything has moved."""
        if not moves:
            return
        if self._work is None:
            self._work = self._open.enter_context(self._gateway.writing())
            self.read = self._look = self._work.run
        carry_out(self._work, moves)

    def note_source(self, source: str, family: str, kind: str, needs: Mapping[str, str]) -> None:
        """A source that will have been imported."""
        self._sources[source] = (family, dict(needs))
        self._kinds[source] = (family, kind)

    def kinds(self) -> dict[str, tuple[str | None, str | None]]:
        """The family and the kind of each source, those that will have been imported among them."""
        return {**super().kinds(), **self._kinds}

    def note(self, changes: Changes, wanted: Subgraph = NOTHING) -> None:
        """What a slice will change; `wanted` has its nodes as they will be."""
        self._rows.execute("BEGIN")
        for group in (changes.created, changes.updated, changes.released):
            for label, changed in group.items():
                self._put(label, ((row["key"], wanted.nodes[label][row["key"]]) for row in changed))
        for label, keys in changes.deleted.items():
            self._put(label, ((key, None) for key in keys))
        for links in (changes.unlinked, changes.relinked, changes.linked):
            for (start, type, end), found in links.items():
                rows = [(start, link[0], type, end, link[1], _kept(*link[2:])) for link in found]
                self._rows.executemany("INSERT OR REPLACE INTO edge VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._rows.execute("COMMIT")

    def _put(self, label: str, nodes: Iterable[tuple[str, dict[str, Any] | None]]) -> None:
        rows = []
        for key, held in nodes:
            self._aliases.pop((label, key), None)
            if held and held.get("aliases"):
                self._aliases[label, key] = [held["aliases"], held.get("sources"), held.get("said")]
            rows.append((label, key, _listed((held or {}).get("sources") or ()), _kept(held)))
        self._rows.executemany("INSERT OR REPLACE INTO node VALUES (?, ?, ?, ?)", rows)

    def labels(self) -> set[str]:
        """The labels that the graph will have nodes of."""
        return super().labels() | {label for (label,) in self._rows.execute("SELECT DISTINCT label FROM node")}

    def sources(self) -> dict[str, Told]:
        """What each source will be."""
        return dict(sorted({**super().sources(), **self._sources}.items()))

    def aliases(self, statement: str) -> Rows:
        """The aliases that will be there, in the order of the keys that they stand for."""
        rows = super().aliases(statement)
        noted = self._noted((label, key) for label, key, *_ in rows)
        left = [row for row in rows if (row[0], row[1]) not in noted]
        new = [[label, key, *found] for (label, key), found in self._aliases.items()]
        return sorted(left + new, key=lambda row: row[1])

    def claimed(self, source: str) -> dict[str, int]:
        """The labels that the source will describe; how many nodes, of those that the graph holds already."""
        rows = self._rows.execute("SELECT DISTINCT label FROM node WHERE instr(sources, ?)", (_listed([source]),))
        return {**{label: 0 for (label,) in rows}, **super().claimed(source)}

    def keys(self, label: str, source: str) -> Iterator[list[str]]:
        """The nodes of a label that the source will describe, in pages like those of a graph that holds them."""
        there = (key for page in super().keys(label, source) for key in self._not_noted(label, page))
        both = merge(there, self._claimed(label, source))
        while page := list(islice(both, BATCH)):
            yield page

    def _not_noted(self, label: str, keys: list[str]) -> list[str]:
        noted = self._noted((label, key) for key in keys)
        return [key for key in keys if (label, key) not in noted]

    def _claimed(self, label: str, source: str) -> Iterator[str]:
        after = ""
        while page := [key for (key,) in self._rows.execute(CLAIMED, (label, after, _listed([source])))]:
            yield from page
            after = page[-1]

    def nodes(self, refs: Iterable[Ref]) -> Subgraph:
        """Those of the nodes that will be there."""
        asked = set(refs)
        noted = self._noted(asked)
        found = super().nodes(asked - noted.keys())
        for (label, key), held in noted.items():
            if held is not None:
                found.nodes.setdefault(label, {})[key] = held
        return found

    def edges_out(self, refs: Iterable[Ref]) -> Subgraph:
        """The edges that will leave these nodes."""
        asked = set(refs)
        return self._over(super().edges_out(asked), self._around(LEAVING, asked))

    def edges_in(self, refs: Iterable[Ref], types: Collection[str] = ()) -> Subgraph:
        """The edges that will enter these nodes; of some types, or all."""
        asked = set(refs)
        noted = (row for row in self._around(ENTERING, asked) if not types or row[1] in types)
        return self._over(super().edges_in(asked, types), noted)

    def edges(self, start: str, type: str) -> Subgraph:
        """All edges of a type that will leave nodes of a label."""
        return self._over(super().edges(start, type), self._rows.execute(TYPED, (start, type)))

    def unchanged(self, alone: Subgraph) -> set[Ref]:
        """Those that the graph holds so; whatever was noted is none of them."""
        found = super().unchanged(alone)
        return (
            found - self._noted(found).keys() - {(start, one) for start, _, _, one, *_ in self._around(LEAVING, found)}
        )

    def _noted(self, refs: Iterable[Ref]) -> dict[Ref, dict[str, Any] | None]:
        """Those of the nodes that were noted."""
        rows = self._around(NODES, refs)
        return {(label, key): None if held is None else pickle.loads(held) for label, key, held in rows}

    def _around(self, statement: str, refs: Iterable[Ref]) -> Iterator[tuple[Any, ...]]:
        """The rows that a statement finds of nodes."""
        for label, keys in by_label(refs).items():
            for start in range(0, len(keys), PAGE):
                some = keys[start : start + PAGE]
                yield from self._rows.execute(statement.format(marks=", ".join("?" * len(some))), (label, *some))

    def _over(self, found: Subgraph, noted: Iterable[tuple[Any, ...]]) -> Subgraph:
        """The edges that were found, as those that were noted make them."""
        for start, type, end, one, other, held in noted:
            edges = found.edges.setdefault((start, type, end), {})
            edges.pop((one, other), None)
            if held is not None:
                edges[one, other] = pickle.loads(held)
        return found


def _kept(held: dict[str, Any] | None = None) -> bytes | None:
    return None if held is None else pickle.dumps(held)


def _listed(sources: Iterable[str]) -> str:
    """Names in one text, each between two line breaks."""
    return "\n" + "".join(f"{source}\n" for source in sources)
