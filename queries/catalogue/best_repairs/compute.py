"""Which feed would repair most of what a root cause breaks.

A feed from w to s, naming o, brings o to s and to all that s feeds with o. It repairs a loss of o when w holds the o that
is lost (it stores it, or is fed it) and a system in use where o is needed is among those that are then reached: the rule
by which the derivation finds that an object is kept, on the landscape with the feed in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.derive.landscape import Interval, Landscape, total
from graph.derive.read import systems
from graph.rounding import rounded
from queries.declare import Arguments

Feed = tuple[str, str, str]
"""From, to, object."""


@dataclass(frozen=True)
class Cause:
    """A root cause: the systems that store an object, those in use where it is needed, and the object."""

    stored: frozenset[str]
    used: frozenset[str]
    object: str


@dataclass
class Broken:
    """What a cause breaks: ruptures, each with its hand-offs; those of them that are asked about; and of each hand-off
    that these break its volume. `breaks` counts all ruptures of a hand-off."""

    ruptures: dict[str, list[str]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    volumes: dict[str, Interval | None] = field(default_factory=dict)
    breaks: dict[str, int] = field(default_factory=dict)


def repairs(facts: Any, given: Arguments) -> list[dict[str, Any]]:
    """The best feed of each cause, in keys, the one that repairs the largest known volume first."""
    described, losses = facts
    landscape = Landscape(systems=systems(described))
    causes = _causes(losses, landscape)
    holding = {cause: cause.stored | set(landscape.fed(cause.stored, cause.object)) for cause in causes}
    repaired: dict[Feed, list[Cause]] = {}
    chosen: dict[Feed, list[Cause]] = {}
    for cause in (cause for cause, broken in causes.items() if broken.asked):
        feeds = [(start, end, cause.object) for start in sorted(cause.stored) for end in sorted(cause.used)]
        for feed in feeds:
            if feed not in repaired:
                repaired[feed] = _repaired(feed, landscape, holding)
        best = max(feeds, key=lambda feed: (_known(_handoffs(repaired[feed], causes)), -feeds.index(feed)))
        chosen.setdefault(best, []).append(cause)
    rows = [_row(feed, cured, repaired[feed], causes) for feed, cured in chosen.items()]
    return sorted(rows, key=lambda row: (-row["knownVolume"], row["from"], row["to"], row["object"]))


def _causes(losses: Any, landscape: Landscape) -> dict[Cause, Broken]:
    """The losses by their root cause."""
    causes: dict[Cause, Broken] = {}
    for rupture, object, before, used, handoffs, asked in losses:
        stored = frozenset(system for system in before if object in landscape.system(system).stores)
        broken = causes.setdefault(Cause(stored, frozenset(used), object), Broken())
        broken.ruptures[rupture] = [key for key, *_ in handoffs]
        broken.breaks |= {key: breaks for key, _, _, breaks in handoffs}
        if asked:
            broken.asked.add(rupture)
            broken.volumes |= {key: None if high is None else (low, high) for key, low, high, _ in handoffs}
    return causes


def _repaired(feed: Feed, landscape: Landscape, holding: dict[Cause, frozenset[str]]) -> list[Cause]:
    start, end, object = feed
    reached = {end, *landscape.fed([end], object)}
    return [c for c, held in holding.items() if c.object == object and start in held and c.used & reached]


def _handoffs(cured: Iterable[Cause], causes: dict[Cause, Broken]) -> dict[str, Interval | None]:
    """The hand-offs that the causes break, each once, with their volumes."""
    return {key: volume for cause in cured for key, volume in causes[cause].volumes.items()}


def _known(handoffs: dict[str, Interval | None]) -> float:
    return rounded(sum(volume[1] for volume in handoffs.values() if volume))


def _row(feed: Feed, own: list[Cause], cured: list[Cause], causes: dict[Cause, Broken]) -> dict[str, Any]:
    ruptures = {key: handoffs for cause in cured for key, handoffs in causes[cause].ruptures.items()}
    handoffs = _handoffs(cured, causes)
    left = {key: breaks for cause in cured for key, breaks in causes[cause].breaks.items()}
    for key in (key for broken in ruptures.values() for key in broken):
        left[key] -= 1
    whole = sorted(key for key in handoffs if left[key] == 0)
    start, end, object = feed
    return {
        "from": start,
        "to": end,
        "object": object,
        "producers": sorted({system for cause in own for system in cause.stored}),
        "consumers": sorted({system for cause in own for system in cause.used}),
        "ruptures": sorted(key for cause in cured for key in causes[cause].asked),
        "repaired": whole,
        "partly": sorted(set(handoffs) - set(whole)),
        "volume": total(handoffs.values()),
        "repairedVolume": total(handoffs[key] for key in whole) if whole else (0.0, 0.0),
        "knownVolume": _known(handoffs),
    }
