"""The mark of the run that last changed what a node says, or an edge that leaves it.

Its place among others, which sources say it, and what is derived are no part of what it says.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from graph.changes import Changes
from graph.said import Ref, Subgraph
from graph.settling.claims import INTERNAL
from graph.settling.pen import ORDER

ASIDE = INTERNAL - {"stub"} | {"order", ORDER, "key"}
"""Columns that are no part of a description."""


def mark(changes: Changes, held: Subgraph, wanted: Subgraph, run: str) -> None:
    """Note the run on every node that says something else now. A mark alone is no update, and a bare stub has none."""
    for row in chain.from_iterable(changes.created.values()):
        if "stub" not in row:
            row["lastChanged"] = run
    known: set[Ref] = set()
    for group in (changes.updated, changes.released):
        for label, rows in group.items():
            for row in rows:
                if row.keys() - ASIDE:
                    row["lastChanged"] = run
                    known.add((label, row["key"]))
    for ref in {*_leaving(changes, held)} - known:
        if held.has(ref) and wanted.has(ref):
            changes.marked.setdefault(ref[0], []).append({"key": ref[1], "lastChanged": run})


def _leaving(changes: Changes, held: Subgraph) -> Iterator[Ref]:
    """The nodes that edges leave which come, go, or carry something else."""
    for group in (changes.linked, changes.unlinked):
        for type, links in group.items():
            yield from ((type[0], link[0]) for link in links)
    for type, links in changes.relinked.items():
        for start, end, carries in links:
            if carried(carries) != carried(held.edges[type][start, end]):
                yield type[0], start


def carried(edge: Mapping[str, Any]) -> dict[str, Any]:
    """What an edge says beside its ends."""
    return {name: value for name, value in edge.items() if name not in INTERNAL and name != "declared"}
