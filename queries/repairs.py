"""The feeds that could be laid, the one that repairs most first.

A feed from w to s brings o to s, and to all that s feeds with o, if w holds the o that is lost: if it stores it, or is
fed it. It repairs a loss when one of the systems in use where o is needed is among those: the rule by which the
derivation finds that an object is kept, on the landscape with the feed in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from graph.derive.handoffs import common
from graph.derive.landscape import total
from queries.losses import Broken, Loss, Owner

Feed = tuple[str, str]
"""From, to."""


@dataclass(frozen=True)
class Repair:
    """A feed, the losses that it would repair, and those of them that are asked about.

    `under` is the lowest department above those who run the two systems, `distance` the steps up to it from both.
    """

    feed: Feed
    losses: tuple[Loss, ...]
    asked: tuple[Loss, ...]
    broken: Broken
    under: str | None
    distance: int | None

    @cached_property
    def objects(self) -> list[str]:
        """All that it would carry."""
        return sorted({loss.object for loss in self.asked})

    @cached_property
    def ruptures(self) -> frozenset[str]:
        """The ruptures that are asked about and that it would repair."""
        return frozenset(loss.key for loss in self.asked)

    @cached_property
    def handoffs(self) -> set[str]:
        """The hand-offs that these break."""
        return {handoff for loss in self.asked for handoff in loss.handoffs}

    @cached_property
    def repaired(self) -> set[str]:
        """Those of them that nothing would break any more."""
        return self.handoffs & self.broken.held(self.losses)

    @cached_property
    def known(self) -> float:
        """What of the volume that it would repair is known."""
        return self.broken.known(self.handoffs)

    @property
    def rank(self) -> tuple[Any, ...]:
        """Sorts the most volume first, then most repaired whole, most ruptures, the nearest owners, the keys."""
        far = (self.distance is None, self.distance or 0)
        return -self.known, -self.broken.known(self.repaired), -len(self.ruptures), *far, *self.feed

    def named(self) -> dict[str, Any]:
        """The feed and who would have to meet, in keys."""
        start, end = self.feed
        widens = self.broken.landscape.feeds(start, end)
        return {"from": start, "to": end, "widens": widens, "under": self.under, "distance": self.distance}

    def row(self) -> dict[str, Any]:
        """What it would repair, in keys."""
        volumes = self.broken.volumes
        return self.named() | {
            "objects": self.objects,
            "producers": sorted({system for loss in self.asked for system in loss.stored}),
            "consumers": sorted({system for loss in self.asked for system in loss.used}),
            "ruptures": sorted(self.ruptures),
            "repaired": sorted(self.repaired),
            "partly": sorted(self.handoffs - self.repaired),
            "volume": total(volumes[handoff] for handoff in self.handoffs),
            "repairedVolume": total(volumes[handoff] for handoff in self.repaired) if self.repaired else (0.0, 0.0),
            "knownVolume": self.known,
        }


def ranked(broken: Broken, asked: Iterable[str], owners: Iterable[Owner]) -> list[list[Repair]]:
    """The feeds that would repair what is asked about (keys of ruptures), best first; those that repair the same
    ruptures stand together, the one whose owners are nearest to each other first."""
    wanted, run_by = set(asked), {each["system"]: (each["departments"][0],) for each in owners}
    reach = _Reach(broken)
    equal: dict[frozenset[str], list[Repair]] = {}
    for feed in sorted({f for loss in broken.losses if loss.key in wanted for f in product(loss.stored, loss.used)}):
        losses = tuple(reach.repaired(feed))
        mine = tuple(loss for loss in losses if loss.key in wanted)
        start, end = (run_by.get(system, ()) for system in feed)
        found = Repair(feed, losses, mine, broken, *common(start, end, broken.landscape))
        equal.setdefault(found.ruptures, []).append(found)
    groups = [sorted(group, key=lambda repair: repair.rank) for group in equal.values()]
    return sorted(groups, key=lambda group: group[0].rank)


class _Reach:
    """What is lost, by the systems that hold it all the same; where a system hands an object on to."""

    def __init__(self, broken: Broken) -> None:
        self.landscape = broken.landscape
        self.held: dict[str, list[Loss]] = {}
        self.onwards: dict[tuple[str, str], frozenset[str]] = {}
        holding: dict[tuple[frozenset[str], str], list[str]] = {}
        for loss in broken.losses:
            where = loss.stored, loss.object
            if where not in holding:
                holding[where] = [*loss.stored, *self.landscape.fed(*where)]
            for system in holding[where]:
                self.held.setdefault(system, []).append(loss)

    def repaired(self, feed: Feed) -> list[Loss]:
        """The losses that a feed would repair, whatever it has to carry."""
        start, end = feed
        return [loss for loss in self.held[start] if loss.used & self._reached(end, loss.object)]

    def _reached(self, system: str, object: str) -> frozenset[str]:
        if (system, object) not in self.onwards:
            self.onwards[system, object] = frozenset({system, *self.landscape.fed([system], object)})
        return self.onwards[system, object]
