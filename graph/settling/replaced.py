"""Journeys, steps and touchpoints that probably only changed their key: said, with the alias to write, not acted on."""

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from graph.aliases import identity
from graph.derive.remembered import triaged
from graph.derive.ruptures import IDENTITY
from graph.gateway import Read
from graph.held import Holdings
from graph.model import MODEL
from graph.problems import Code, Problem
from graph.said import Ref, Said, Whole, joined
from graph.saying import saying
from graph.terms import named
from graph.wholes import MAPPED, WITHIN, cut

NAMED = {label: MODEL[label].called or "" for label in ("Journey", "Step", "Touchpoint")}
"""The labels that are looked at, and the property that holds what each is called."""

BEFORE = """
UNWIND $keys AS key MATCH (n:{label} {key: key})
RETURN key, n.{name},
  COLLECT { MATCH (n)<-[:HAS_STEP]-()<-[:HAS_PHASE]-(j) MATCH (j)-[:HAS_PHASE]->()-[:HAS_STEP]->(s)
            WHERE abs(s.order - n.order) = 1 RETURN s.key ORDER BY s.order },
  COLLECT { MATCH (n)-[:HAS_TOUCHPOINT*0..1]->()-[:ON]->(c) RETURN c.key }
"""
RUPTURES = """
UNWIND $journeys AS journey UNWIND $kinds AS kind
MATCH (r:Rupture) WHERE r.key STARTS WITH kind + '~' + journey + '/' AND r.resolved IS NULL
RETURN r.key, properties(r)
"""

GONE = saying("{node} is gone", "{node} a disparu")
GONE_WITH_ONE = saying("{node} is gone with 1 decided rupture", "{node} a disparu avec 1 rupture décidée")
GONE_WITH_MANY = saying(
    "{node} is gone with {ruptures} decided ruptures", "{node} a disparu avec {ruptures} ruptures décidées"
)
REPLACED = saying(
    "{gone}, and {now} is new in its place: if they are one thing, write aliases: [{former}] at {own}",
    "{gone}, et {now} apparaît à sa place : si c'est la même chose, ajoutez aliases: [{former}] à {own}",
)


STEP_REPLACED = saying(
    "{gone}, and {now} is new in its place: if they are one thing, write aliases: [{former}] at {own}; "
    "in the mapping of a table, aliases: {{{text!r}: {former}}}",
    "{gone}, et {now} apparaît à sa place : si c'est la même chose, ajoutez aliases: [{former}] à {own} ; "
    "dans le mapping d'un tableau, aliases: {{{text!r}: {former}}}",
)
LIKE = 0.6
"""How alike the texts of two steps are that are probably one, as `difflib` measures it."""


@dataclass(frozen=True)
class Seen:
    """What tells a node from others of its label: what it is called, the steps beside it, its channels."""

    key: str
    name: str | None
    beside: tuple[str, ...]
    channels: frozenset[str]


def find(graph: Holdings, whole: Whole, source: str, claimed: Collection[str]) -> Iterator[Problem]:
    """A key that vanishes and one that appears in its place: of the same name, or where decided ruptures stood."""
    gone = {label: keys for label in NAMED if label in claimed and (keys := _gone(graph, whole, label, source))}
    if not gone:
        return
    said, ruptures = joined(whole), _decided(graph.read, {key for keys in gone.values() for key in keys})
    for label, keys in gone.items():
        new = _new(graph, said, label)
        for row in graph.read(BEFORE.replace("{label}", label).replace("{name}", NAMED[label]), keys=sorted(keys)):
            before, at = _seen(*row), ruptures.get((label, row[0]), 0)
            same_whole = [each for each in new if cut(label, each.key)[0] == cut(label, before.key)[0]]
            if now := _likely(label, before, same_whole, at > 0):
                yield _renamed(label, before, now, at, said)


def _gone(graph: Holdings, whole: Whole, label: str, source: str) -> set[str]:
    return {key for keys in graph.keys(label, source) for key in set(keys) - whole.described(label, keys)}


def _decided(read: Read, keys: Collection[str]) -> dict[Ref, int]:
    """How many ruptures that people decided about stand at each journey, step and touchpoint."""
    found: dict[Ref, int] = {}
    for key, properties in read(RUPTURES, journeys=sorted({k.split("/")[0] for k in keys}), kinds=list(IDENTITY)):
        if triaged(properties):
            for ref in {above for part in identity("Rupture", key) for above in _upwards(*part)}:
                found[ref] = found.get(ref, 0) + 1
    return found


def _upwards(label: str, key: str) -> Iterator[Ref]:
    """The node, and what it is part of; nothing of a channel or an object."""
    if label in MAPPED:
        yield label, key
    if label in WITHIN:
        yield from _upwards(WITHIN[label], cut(label, key)[0])


def _new(graph: Holdings, said: Said, label: str) -> list[Seen]:
    """What is described now and was not there before."""
    nodes, on = said.nodes.get(label, {}), said.edges.get(("Touchpoint", "ON", "Channel"), {})
    there = graph.nodes((label, key) for key in nodes).nodes.get(label, {})
    places = {(key.split("/")[0], step["order"]): key for key, step in nodes.items() if label == "Step"}
    found = []
    for key in sorted(nodes.keys() - there.keys()):
        order = nodes[key].get("order", 0)
        sides = [places.get((key.split("/")[0], place)) for place in (order - 1, order + 1)]
        channels = [channel for touchpoint, channel in on if f"{touchpoint}/".startswith(f"{key}/")]
        found.append(_seen(key, nodes[key].get(NAMED[label]), [side for side in sides if side], channels))
    return found


def _seen(key: str, name: str | None, beside: list[str], channels: list[str]) -> Seen:
    return Seen(key, name, tuple(beside), frozenset(channels))


def _likely(label: str, before: Seen, new: list[Seen], at_ruptures: bool) -> Seen | None:
    """The only one of the same name in the same place, else of the same name, else in the same place.

    A step that stands in another one's place and is called otherwise is another step, unless a decision would be lost,
    or it is only worded anew.
    """
    named = {each for each in new if each.name and each.name == before.name}
    placed = {each for each in new if each.beside == before.beside and each.channels & before.channels}
    alone = placed if label == "Touchpoint" or (label == "Step" and at_ruptures) else set()
    worded = {each for each in placed if _alike(before.name, each.name)} if label == "Step" else set()
    return next((found.pop() for found in (named & placed, named, worded, alone) if len(found) == 1), None)


def _alike(one: str | None, other: str | None) -> bool:
    if not (one and other):
        return False
    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= LIKE


def _renamed(label: str, before: Seen, now: Seen, ruptures: int, said: Said) -> Problem:
    lost = GONE_WITH_ONE if ruptures == 1 else GONE_WITH_MANY if ruptures else GONE
    gone = lost(node=named(label, before.key), ruptures=ruptures)
    former, own = cut(label, before.key)[1], cut(label, now.key)[1]
    new = named(label, now.key)
    found = REPLACED(gone=gone, now=new, former=former, own=own)
    if label == "Step":
        found = STEP_REPLACED(gone=gone, now=new, former=former, own=own, text=now.name or own)
    return Problem(Code.RENAMED, found, said.place((label, now.key)), before.key)
