"""Which edges are hand-offs, and what can be said of each before looking for ruptures."""

from dataclasses import dataclass

from graph.derive.landscape import Interval, Landscape, Touchpoint, part
from graph.derive.leads import Lead

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Owned:
    """A touchpoint with its defaults resolved: who handles it, and the systems that it uses.

    `uses` is None where nobody said; an empty tuple is the statement that it uses none.
    """

    touchpoint: Touchpoint
    handled_by: Keys
    uses: Keys | None

    @property
    def key(self) -> str:
        """The touchpoint's key."""
        return self.touchpoint.key


@dataclass(frozen=True, slots=True)
class Handoff:
    """A change of channel or department on an edge; None is unknown."""

    start: Owned
    end: Owned
    basis: str
    changes_channel: bool
    changes_department: bool | None
    crosses_silo: bool | None
    volume: Interval | None
    under: str | None
    distance: int | None

    @property
    def key(self) -> str:
        """`<from>~<to>`."""
        return f"{self.start.key}~{self.end.key}"


def resolve(touchpoint: Touchpoint, landscape: Landscape) -> Owned:
    """The touchpoint with what its channel gives where nobody said otherwise."""
    channel = landscape.channel(touchpoint.channel) if touchpoint.channel else None
    operated_by, runs_on = (channel.operated_by, channel.runs_on) if channel else ((), None)
    handled_by = operated_by if touchpoint.handled_by is None else touchpoint.handled_by
    uses = runs_on if touchpoint.uses is None else touchpoint.uses
    return Owned(touchpoint, tuple(sorted(handled_by)), None if uses is None else tuple(sorted(uses)))


def handoff(lead: Lead, start: Owned, end: Owned, landscape: Landscape) -> Handoff | None:
    """The hand-off on this edge; None when it is a continuation."""
    changes_channel = start.touchpoint.channel != end.touchpoint.channel
    changes_department = _changes(start.handled_by, end.handled_by)
    if not changes_channel and not changes_department:
        return None
    under, distance = common(start.handled_by, end.handled_by, landscape)
    return Handoff(
        start=start,
        end=end,
        basis=lead.basis,
        changes_channel=changes_channel,
        changes_department=changes_department,
        crosses_silo=_crosses(start.handled_by, end.handled_by, landscape),
        volume=volume(lead, start.touchpoint.volume, end.touchpoint.volume),
        under=under,
        distance=distance,
    )


def _changes(before: Keys, after: Keys) -> bool | None:
    """True when the two share none, false when each is the same single one, else unknown."""
    if not before or not after:
        return None
    if not set(before) & set(after):
        return True
    return False if before == after and len(before) == 1 else None


def _crosses(before: Keys, after: Keys, landscape: Landscape) -> bool | None:
    sides = []
    for side in (before, after):
        found = {known.silo if (known := landscape.departments.get(d)) else None for d in side}
        if None in found:
            return None
        sides.append(tuple(sorted(silo for silo in found if silo)))
    return _changes(*sides)


def volume(lead: Lead, before: Interval | None, after: Interval | None) -> Interval | None:
    """The edge's own volume, else what comes in times the share, at most what arrives; None is unknown."""
    if lead.volume is not None:
        return lead.volume
    if before is None:
        return (0.0, after[1]) if after else None
    low, high = part(before, lead.share)
    if after:
        high = min(high, after[1])
    return (min(low, high), high)


def common(before: Keys, after: Keys, landscape: Landscape) -> tuple[str | None, int | None]:
    """The lowest department above both, with the steps up from each; the nearest pair's, then the first key."""
    best: tuple[int, str] | None = None
    for one in before:
        upwards = landscape.upwards(one)
        for other in after:
            for steps, above in enumerate(landscape.upwards(other)):
                if above in upwards:
                    found = (steps + upwards.index(above), above)
                    best = min(best, found) if best else found
                    break
    return (best[1], best[0]) if best else (None, None)
