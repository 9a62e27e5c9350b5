"""Losses of context, and the systems around them: what questions about feeds that are not there look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import LiteralString, TypedDict

from graph.derive.landscape import Department, Interval, Landscape
from graph.derive.read import SystemFacts, interval, systems
from graph.rounding import rounded

SYSTEMS: LiteralString = """CALL () {
  MATCH (system:System)
  RETURN collect({
    key: system.key, stub: coalesce(system.stub, false),
    stores: COLLECT { MATCH (system)-[:STORES]->(object:InformationObject) RETURN object.key },
    feeds: COLLECT { MATCH (system)-[feed:FEEDS]->(other:System) RETURN [other.key, feed.objects] }
  }) AS systems
}"""
"""All `systems`, each as the derivation reads it."""

OWNERS: LiteralString = """CALL () {
  MATCH (system:System)-[:RUN_BY]->(owner:Department)
  RETURN collect({
    system: system.key,
    departments: COLLECT {
      MATCH up = (owner)-[:PART_OF*0..]->(above:Department) RETURN above.key ORDER BY length(up)
    }
  }) AS owners
}"""
"""The `owners` of systems, each an `Owner`."""

LOST: LiteralString = """MATCH (item)-[:LOSES]->(object:InformationObject),
      (item)-[:FROM]->(start:Touchpoint), (item)-[:TO]->(end:Touchpoint)
RETURN collect({
  key: item.key, object: object.key,
  before: COLLECT { MATCH (start)-[:USES]->(system:System) RETURN system.key },
  used: COLLECT { MATCH (end)-[:USES]->(system:System) RETURN system.key },
  handoffs: COLLECT {
    MATCH (handoff:Handoff)-[:BROKEN_BY]->(item)
    RETURN {
      key: handoff.key, low: handoff.volumeLow, high: handoff.volumeHigh,
      ruptures: COUNT { (handoff)-[:BROKEN_BY]->(:Rupture) }
    }
  }
}) AS losses"""
"""From each `item`, a loss of context, to all `losses`, each a `LossFacts`."""


class BrokenFacts(TypedDict):
    """A hand-off as a loss breaks it: its volume, and how many ruptures break it in all."""

    key: str
    low: float | None
    high: float | None
    ruptures: int


class LossFacts(TypedDict):
    """A loss of context as it is read: what is lost, the systems in use at both ends, what it breaks."""

    key: str
    object: str
    before: list[str]
    used: list[str]
    handoffs: list[BrokenFacts]


class Owner(TypedDict):
    """Who runs a system, and all that stand above, from below."""

    system: str
    departments: list[str]


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss of context: the object, the systems that store it where it is produced, those in use where it is needed.

    Either may be none: of what lies on paper, no feed can be laid.
    """

    key: str
    object: str
    stored: frozenset[str]
    used: frozenset[str]
    handoffs: tuple[str, ...]

    def kept(self, landscape: Landscape) -> bool:
        """Whether the object could be read where it is needed: the rule of the derivation."""
        return bool(self.used & {*self.stored, *landscape.fed(self.stored, self.object)})


@dataclass(frozen=True)
class Broken:
    """Losses on the landscape as it is; of each hand-off that they break its volume, and how many ruptures break it."""

    landscape: Landscape
    losses: list[Loss]
    volumes: dict[str, Interval | None]
    breaks: dict[str, int]

    def held(self, mended: Iterable[Loss]) -> set[str]:
        """The hand-offs that nothing would break any more without these losses."""
        left: dict[str, int] = {}
        for loss in mended:
            for handoff in loss.handoffs:
                left[handoff] = left.get(handoff, self.breaks[handoff]) - 1
        return {handoff for handoff, breaks in left.items() if breaks == 0}

    def known(self, handoffs: Iterable[str]) -> float:
        """The high ends of the volumes that are known, summed."""
        return rounded(sum(volume[1] for handoff in handoffs if (volume := self.volumes[handoff])))


def broken(described: Iterable[SystemFacts], losses: Iterable[LossFacts], owners: Iterable[Owner] = ()) -> Broken:
    """From what `SYSTEMS`, `LOST` and `OWNERS` read. Owners are left to the landscape as departments."""
    lines = (each["departments"] for each in owners)
    departments = {key: Department(key, above) for up in lines for key, above in zip(up, [*up[1:], None], strict=True)}
    landscape = Landscape(systems=systems(described), departments=departments)
    found: list[Loss] = []
    handoffs: dict[str, BrokenFacts] = {}
    for lost in losses:
        stored = frozenset(system for system in lost["before"] if lost["object"] in landscape.system(system).stores)
        there = frozenset(system for system in lost["used"] if landscape.system(system).described)
        keys = tuple(each["key"] for each in lost["handoffs"])
        found.append(Loss(lost["key"], lost["object"], stored, there, keys))
        handoffs |= {each["key"]: each for each in lost["handoffs"]}
    volumes = {key: interval(each["low"], each["high"]) for key, each in handoffs.items()}
    return Broken(landscape, found, volumes, {key: each["ruptures"] for key, each in handoffs.items()})
