"""Deriving in the store: after a change and before it is acknowledged, or all anew."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from graph.changes import Changes, difference
from graph.derive import read, touched, write
from graph.derive.journey import derive
from graph.derive.silos import silos
from graph.gateway import Work
from graph.said import Ref, Subgraph

CHUNK = 100
"""Journeys that are read, derived and written together."""

Progress = Callable[[str, int, int], None]
"""What is being done, how much is done, how much there is."""


@dataclass
class Moved:
    """What changed hands: touchpoints whose owner changed, departments whose silo changed."""

    owners: set[str] = field(default_factory=set)
    silos: set[str] = field(default_factory=set)


def after(work: Work, refs: Iterable[Ref], run: str, progress: Progress) -> Moved:
    """Derive what a change of these nodes touches: silos first, then journeys."""
    refs, moved = set(refs), Moved()
    if touched.in_tree(refs):
        moved.silos = derive_silos(work, run)
        refs |= {("Department", key) for key in moved.silos}
    derive_journeys(work, sorted(touched.journeys(work.run, refs)), run, progress, moved)
    return moved


def everything(work: Work, run: str, progress: Progress) -> Moved:
    """Derive the whole graph anew."""
    moved = Moved(silos=derive_silos(work, run))
    keys = {key for (key,) in work.run("MATCH (j:Journey) RETURN j.key")}
    stale = "MATCH (h:Handoff) RETURN DISTINCT split(h.key, '/')[0]"
    keys |= {key for (key,) in work.run(stale)}
    derive_journeys(work, sorted(keys), run, progress, moved)
    return moved


def derive_silos(work: Work, run: str) -> set[str]:
    """Put every department in its silo; gives the departments that moved."""
    units, names = read.units(work.run)
    held, wanted = Subgraph(), Subgraph()
    computed = "MATCH (s:Silo {declared: false}) RETURN s.key, s.name, s.firstSeen"
    for key, name, first in work.run(computed):
        held.node("Silo", key, {"name": name, "declared": False, "firstSeen": first})
    type = ("Department", "IN_SILO", "Silo")
    for department, silo in work.run("MATCH (d:Department)-[:IN_SILO {declared: false}]->(s:Silo) RETURN d.key, s.key"):
        held.edge(type, (department, silo), write.DEFAULT)
    declared = {unit.key for unit in units if unit.silo}
    for department, silo in silos(units).items():
        if silo is None or department in declared:
            continue
        wanted.edge(type, (department, silo), write.DEFAULT)
        if silo.startswith("unit:"):
            first = held.nodes.get("Silo", {}).get(silo, {}).get("firstSeen", run)
            name = names.get(silo.removeprefix("unit:"))
            wanted.node("Silo", silo, {"name": name, "declared": False, "firstSeen": first})
    changes = difference(held, wanted)
    changes.write(work)
    return {link[0] for links in (*changes.linked.values(), *changes.unlinked.values()) for link in links}


def derive_journeys(work: Work, keys: Sequence[str], run: str, progress: Progress, moved: Moved) -> None:
    """Derive these journeys, whether or not they still exist, chunk by chunk."""
    if not keys:
        return
    landscape, names = read.landscape(work.run), read.names(work.run)
    for start in range(0, len(keys), CHUNK):
        chunk = list(keys[start : start + CHUNK])
        held = read.derived(work.run, chunk)
        journeys, called = read.journeys(work.run, chunk)
        wanted = Subgraph()
        for journey in journeys:
            _merge(wanted, write.wanted(journey, derive(journey, landscape), held, {**names, **called}, run))
        write.keep_resolved(held, wanted, run)
        changes = difference(held, wanted)
        changes.write(work)
        moved.owners |= _owners(changes)
        progress("deriving journeys", min(start + CHUNK, len(keys)), len(keys))


def _merge(whole: Subgraph, part: Subgraph) -> None:
    for label, nodes in part.nodes.items():
        whole.nodes.setdefault(label, {}).update(nodes)
    for type, edges in part.edges.items():
        whole.edges.setdefault(type, {}).update(edges)


def _owners(changes: Changes) -> set[str]:
    type = ("Touchpoint", "HANDLED_BY", "Department")
    return {link[0] for links in (changes.linked.get(type, ()), changes.unlinked.get(type, ())) for link in links}
