"""Deriving in the store: after a change and before it is acknowledged, or all anew."""

from collections.abc import Callable, Iterable, Sequence
from typing import LiteralString

from graph.changes import difference
from graph.derive import read, touched, write
from graph.derive.journey import derive
from graph.derive.moved import IN_SILO, Moved
from graph.derive.silos import COMPUTED, silos
from graph.gateway import Work
from graph.said import Ref, Subgraph
from graph.saying import Saying, saying

CHUNK = 100
"""Journeys that are read, derived and written together."""

STALE: tuple[LiteralString, ...] = (
    "MATCH (h:Handoff) RETURN DISTINCT split(h.key, '/')[0]",
    "MATCH (r:Rupture) WHERE r.resolved IS NULL RETURN DISTINCT split(split(r.key, '~')[1], '/')[0]",
)
"""The journeys that something was derived of, whether or not they still exist."""

SILOS = """
MATCH (s:Silo) WHERE s.firstSeen IS NOT NULL
RETURN s.key, s {.name, .declared, .firstSeen, .stub, .sources}, EXISTS { (s)<-[r]-() WHERE r.sources IS NOT NULL }
"""
"""All silos, and whether a source names them, those with the key of a computed one too."""

Progress = Callable[[Saying, int, int], None]
"""What is being done, how much is done, how much there is."""

DERIVING = saying("deriving journeys", "calcul des parcours")


def quiet(what: Saying, done: int, of: int) -> None:
    """Show no progress."""


def after(work: Work, refs: Iterable[Ref], run: str, progress: Progress, moved: Moved) -> None:
    """Derive what a change of these nodes touches: silos first, then journeys."""
    refs = set(refs)
    if touched.in_tree(refs):
        derive_silos(work, run, moved)
        refs |= {("Department", key) for key in moved.silos}
    derive_journeys(work, sorted(touched.journeys(work.run, refs)), run, progress, moved)


def everything(work: Work, run: str, progress: Progress, moved: Moved) -> None:
    """Derive the whole graph anew."""
    derive_silos(work, run, moved)
    keys = {key for (key,) in work.run("MATCH (j:Journey) RETURN j.key")}
    for stale in STALE:
        keys |= {key for (key,) in work.run(stale)}
    derive_journeys(work, sorted(keys), run, progress, moved)


def derive_silos(work: Work, run: str, moved: Moved) -> None:
    """Put every department in its silo."""
    units, names = read.units(work.run)
    held, wanted = Subgraph(), Subgraph()
    told = set()
    for key, properties, named in work.run(SILOS):
        if properties["sources"]:
            told.add(key)
            continue
        held.node("Silo", key, {name: value for name, value in properties.items() if value is not None})
        if named:  # it is a stub where it is not computed
            wanted.node("Silo", key, {"sources": [], "stub": True, "firstSeen": properties["firstSeen"]})
    for department, silo in work.run("MATCH (d:Department)-[:IN_SILO {declared: false}]->(s:Silo) RETURN d.key, s.key"):
        held.edge(IN_SILO, (department, silo), write.DEFAULT)
    declared = {unit.key for unit in units if unit.silo}
    for department, silo in silos(units).items():
        if silo is None or department in declared:
            continue
        wanted.edge(IN_SILO, (department, silo), write.DEFAULT)
        if silo.startswith(COMPUTED) and silo not in told:
            first = held.nodes.get("Silo", {}).get(silo, {}).get("firstSeen", run)
            name = names.get(silo.removeprefix(COMPUTED))
            called = {} if name is None else {"name": name}
            wanted.nodes.setdefault("Silo", {})[silo] = {**called, "declared": False, "firstSeen": first}
    changes = difference(held, wanted)
    changes.write(work, told=False)
    moved.note(changes)


def derive_journeys(work: Work, keys: Sequence[str], run: str, progress: Progress, moved: Moved) -> None:
    """Derive these journeys, whether or not they still exist, chunk by chunk."""
    if not keys:
        return
    landscape, names = read.landscape(work.run), read.names(work.run)
    for start in range(0, len(keys), CHUNK):
        chunk = list(keys[start : start + CHUNK])
        held = read.derived(work.run, chunk)
        journeys, called = read.journeys(work.run, chunk)
        around, heads = read.peopled(work.run, landscape, journeys)
        wanted = Subgraph()
        for journey in journeys:
            wanted.take(write.wanted(journey, derive(journey, around), held, {**names, **heads, **called}, run))
        write.keep_resolved(held, wanted, run)
        changes = difference(held, wanted)
        changes.write(work, told=False)
        moved.note(changes)
        moved.cross(held, wanted)
        moved.broke(held, wanted)
        progress(DERIVING(), min(start + CHUNK, len(keys)), len(keys))
