"""Departments and steps that probably only changed their key: said, so that somebody can tell, and not acted upon."""

import difflib
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


STEP_RENAMED = saying(
    "the step {key!r} ({text!r}) is gone, and {now!r} ({new!r}) is new: if they are one, say so, and what was decided "
    "and commented stays with it: aliases: [{key}] at the step, or in a mapping aliases: {{{new!r}: {key}}}",
    "l'étape {key!r} ({text!r}) a disparu, et {now!r} ({new!r}) apparaît : si c'est la même, dites-le, et ce qui a été "
    "décidé et commenté y reste : aliases: [{key}] à l'étape, ou dans un mapping aliases: {{{new!r}: {key}}}",
)
LIKE = 0.6
"""How alike two texts are that are probably one, as `difflib` measures it."""

COMPARED = 2_000
"""How many pairs are compared at most: where more has changed than that, the map is another one."""

STEPS = """
UNWIND $keys AS key
MATCH (s:Step {key: key}) WHERE NOT coalesce(s.stub, false)
RETURN key, s.text, s.order
"""


def find(graph: Holdings, whole: Whole, source: str, claimed: Collection[str]) -> Iterator[Problem]:
    """Keys that vanish while others like them appear; `claimed` are the labels that the source described before."""
    yield from _departments(graph, whole, source, claimed)
    if "Step" in claimed:
        yield from _steps(graph, whole, source)


def _steps(graph: Holdings, whole: Whole, source: str) -> Iterator[Problem]:
    """A step that vanishes, and in its journey one that appears with a text like its own, or alone in its place."""
    now: dict[str, tuple[str, int]] = {}
    for part in whole.slices():
        now |= {k: (p.get("text") or "", p.get("order") or 0) for k, p in part.nodes.get("Step", {}).items()}
    held = {key for keys in graph.keys("Step", source) for key in keys}
    gone, new = sorted(held - now.keys()), sorted(now.keys() - held)
    before = (
        {key: (text or "", order or 0) for key, text, order in graph.read(STEPS, keys=gone)} if gone and new else {}
    )
    if len(before) * len(new) > COMPARED:
        return
    for key, (text, order) in before.items():
        journey = key.partition("/")[0]
        there = [each for each in new if each.partition("/")[0] == journey]
        best = max(there, key=lambda each: _alike(text, now[each][0]), default=None)
        if best is None:
            continue
        alone = [each for each in there if now[each][1] == order] == [best] and len(before) == 1
        if _alike(text, now[best][0]) >= LIKE or alone:
            said = STEP_RENAMED(key=key.partition("/")[2], text=text, now=best.partition("/")[2], new=now[best][0])
            yield Problem(Code.RENAMED, said, ("", None, None), key)


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def _departments(graph: Holdings, whole: Whole, source: str, claimed: Collection[str]) -> Iterator[Problem]:
    """A key that vanishes and one that appears with four fifths of its positions."""
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
