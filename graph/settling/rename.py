"""Departments that probably only changed their key: said, so that a mapping can tell, and not acted upon."""

from collections import Counter
from collections.abc import Collection, Iterator

from graph.held import Holdings
from graph.problems import Code, Problem
from graph.said import Whole
from graph.saying import saying

SHARE = 4 / 5
"""The share of a department's positions that must stand in another one now."""

MEMBERS = """
UNWIND $keys AS key
MATCH (:Department {key: key})<-[r:IN]-(p:Position) WHERE $source IN r.sources
RETURN key, collect(p.key)
"""

RENAMED = saying(
    "department {key!r} is gone, and department {now!r} is new with {count} of its {positions} positions: "
    "if they are one thing, say so with aliases: {{{theirs}: {key}}}",
    "la direction {key!r} a disparu, et la direction {now!r} apparaît avec {count} de ses {positions} postes : "
    "si c'est la même chose, indiquez-le avec aliases: {{{theirs}: {key}}}",
)


def find(graph: Holdings, whole: Whole, source: str, claimed: Collection[str]) -> Iterator[Problem]:
    """A key that vanishes and one that appears with four fifths of its positions; `claimed` are the source's labels."""
    if "Department" not in claimed:
        return
    for keys in graph.keys("Department", source):
        gone = sorted(set(keys) - whole.described("Department", keys))
        if not gone:
            continue
        before = {key: set(members) for key, members in graph.read(MEMBERS, keys=gone, source=source)}
        for key, members in before.items():
            now, count = _most(whole, members)
            if now is not None and count >= SHARE * len(members) and not _known(graph, now):
                theirs = repr(now.partition(":")[2] or now)
                said = RENAMED(key=key, now=now, count=count, positions=len(members), theirs=theirs)
                yield Problem(Code.RENAMED, said, ("", None, None), key)


def _most(whole: Whole, members: set[str]) -> tuple[str | None, int]:
    """The department in which most of these positions stand now, and how many."""
    counts = Counter(department for at in whole.departments(members).values() for department in at)
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:1]
    return best[0] if best else (None, 0)


def _known(graph: Holdings, key: str) -> bool:
    held = graph.nodes([("Department", key)]).nodes.get("Department", {}).get(key)
    return held is not None and not held.get("stub")
