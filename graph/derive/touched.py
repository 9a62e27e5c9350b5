"""Which journeys have to be derived anew after a change, and whether the silos have to."""

from collections.abc import Iterable

from graph.changes import Changes
from graph.derive.read import units
from graph.gateway import Read
from graph.said import Ref
from graph.wholes import MAPPED

TREE = ("Department", "Silo")

AROUND = {
    "Channel": """
        UNWIND $keys AS key MATCH (c:Channel {key: key})
        CALL (c) { MATCH (c)<-[:ON]-(t:Touchpoint) RETURN t.key AS part
                   UNION MATCH (c)<-[:EXPECTED_ON]-(s:Step) RETURN s.key AS part
                   UNION MATCH (c)<-[:PREFERS]-(:Persona)<-[:FOR]-(j:Journey) RETURN j.key AS part }
        RETURN DISTINCT split(part, '/')[0]""",
    "Persona": "UNWIND $keys AS key MATCH (:Persona {key: key})<-[:FOR]-(j:Journey) RETURN DISTINCT j.key",
    "System": """
        UNWIND $keys AS key MATCH (s:System {key: key})
        CALL (s) { MATCH (s)<-[:USES]-(t:Touchpoint) RETURN t.key AS part
                   UNION MATCH (s)<-[:RUNS_ON]-(:Channel)<-[:ON]-(t:Touchpoint) RETURN t.key AS part }
        RETURN DISTINCT split(part, '/')[0]""",
    "InformationObject": """
        UNWIND $keys AS key MATCH (:InformationObject {key: key})<-[:PRODUCES|NEEDS]-(t:Touchpoint)
        RETURN DISTINCT split(t.key, '/')[0]""",
    "Department": """
        UNWIND $keys AS key MATCH (:Department {key: key})<-[:HANDLED_BY]-(t:Touchpoint)
        RETURN DISTINCT split(t.key, '/')[0]""",
}
"""For each label that journeys refer to: the journeys that a change of such nodes touches."""

LOOKED_AT = {*MAPPED, *TREE, *AROUND}
"""The labels that something is derived from. Of others there may be a great many: positions, measures, flows."""


def changed(changes: Changes) -> set[Ref]:
    """Every node that is changed, or that an edge which is changed leaves or enters, where derivation looks at it.

    What an edge from a journey's part leads to in the landscape is not touched by it: nothing is derived of that.
    """
    nodes = {
        (label, row["key"])
        for group in (changes.created, changes.updated, changes.released)
        for label, rows in group.items()
        if label in LOOKED_AT
        for row in rows
    }
    gone = {(label, key) for label, keys in changes.deleted.items() if label in LOOKED_AT for key in keys}
    ends = {
        ref
        for group in (changes.linked, changes.relinked, changes.unlinked)
        for (start, _, end), links in group.items()
        if start in LOOKED_AT
        for link in links
        for ref in ((start, link[0]), *([(end, link[1])] if start not in MAPPED or end in MAPPED else []))
    }
    return nodes | gone | ends


def journeys(read: Read, refs: Iterable[Ref]) -> set[str]:
    """The keys of the journeys whose hand-offs or ruptures can depend on one of these nodes."""
    keys: dict[str, set[str]] = {}
    for label, key in refs:
        keys.setdefault(label, set()).add(key)
    found = {key.split("/")[0] for label in MAPPED for key in keys.get(label, ())}
    if "Department" in keys:
        below = [(unit.parent, unit.key) for unit in units(read)[0] if unit.parent]
        keys["Department"] = _spread(keys["Department"], below)
    if "System" in keys:
        feeds = [(a, b) for a, b in read("MATCH (a:System)-[:FEEDS]->(b:System) RETURN a.key, b.key")]
        keys["System"] = _spread(keys["System"], feeds + [(b, a) for a, b in feeds])
    for label, statement in AROUND.items():
        if label in keys:
            found.update(journey for (journey,) in read(statement, keys=sorted(keys[label])))
    return found


def in_tree(refs: Iterable[Ref]) -> bool:
    """Whether a change of these nodes can move a department from one silo to another."""
    return any(label in TREE for label, _ in refs)


def _spread(start: set[str], edges: Iterable[tuple[str, str]]) -> set[str]:
    """The keys, and all that the edges lead to from them."""
    following: dict[str, list[str]] = {}
    for one, other in edges:
        following.setdefault(one, []).append(other)
    found, frontier = set(start), list(start)
    while frontier:
        for key in following.get(frontier.pop(), ()):
            if key not in found:
                found.add(key)
                frontier.append(key)
    return found
