"""Losses of context, and the systems around them: what questions about feeds that are not there look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, LiteralString

from graph.derive.landscape import Department, Interval, Landscape
from graph.derive.read import systems
from graph.rounding import rounded

SYSTEMS: LiteralString = """CALL () {
  MATCH (system:System)
  RETURN collect([
    system.key, coalesce(system.stub, false),
    COLLECT { MATCH (system)-[:STORES]->(object:InformationObject) RETURN object.key },
    COLLECT { MATCH (system)-[feed:FEEDS]->(other:System) RETURN [other.key, feed.objects] }
  ]) AS systems
}"""
"""All `systems`, as the derivation reads them."""

OWNERS: LiteralString = """CALL () {
  MATCH (system:System)-[:RUN_BY]->(owner:Department)
  RETURN collect([
    system.key,
    COLLECT { MATCH up = (owner)-[:PART_OF*0..]->(above:Department) RETURN above.key ORDER BY length(up) }
  ]) AS owners
}"""
"""The `owners` of systems: who runs each, and all that stand above, from below."""

LOST: LiteralString = """MATCH (item)-[:LOSES]->(object:InformationObject),
      (item)-[:FROM]->(start:Touchpoint), (item)-[:TO]->(end:Touchpoint)
RETURN collect([
  item.key, object.key,
  COLLECT { MATCH (start)-[:USES]->(system:System) RETURN system.key },
  COLLECT { MATCH (end)-[:USES]->(system:System) RETURN system.key },
  COLLECT {
    MATCH (handoff:Handoff)-[:BROKEN_BY]->(item)
    RETURN [handoff.key, handoff.volumeLow, handoff.volumeHigh, COUNT { (handoff)-[:BROKEN_BY]->(:Rupture) }]
  }
]) AS losses"""
"""From each `item`, a loss of context, to all `losses`: what is lost, the systems of both ends, what it breaks."""


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


def broken(described: Any, losses: Any, owners: Any = ()) -> Broken:
    """From what `SYSTEMS`, `LOST` and `OWNERS` read. Owners are left to the landscape as departments."""
    departments = {
        key: Department(key, above) for _, up in owners for key, above in zip(up, [*up[1:], None], strict=True)
    }
    landscape = Landscape(systems=systems(described), departments=departments)
    volumes, breaks = {}, {}
    found = []
    for key, object, before, used, handoffs in losses:
        stored = frozenset(system for system in before if object in landscape.system(system).stores)
        there = frozenset(system for system in used if landscape.system(system).described)
        found.append(Loss(key, object, stored, there, tuple(handoff for handoff, *_ in handoffs)))
        for handoff, low, high, ruptures in handoffs:
            volumes[handoff] = None if high is None else (low, high)
            breaks[handoff] = ruptures
    return Broken(landscape, found, volumes, breaks)
