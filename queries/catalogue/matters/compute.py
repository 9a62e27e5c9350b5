"""Ruptures put together by their root causes."""

from dataclasses import dataclass, field
from typing import Any

from graph.derive.landscape import Interval, total
from queries.declare import Arguments
from queries.root_causes import root_causes


@dataclass
class Matter:
    """A root cause (a feed, or the key of a rupture), its ruptures and what they break, with volumes."""

    cause: dict[str, Any] | str
    ruptures: dict[str, Interval | None] = field(default_factory=dict)
    handoffs: dict[str, Interval | None] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """The matter in keys. One that breaks no hand-off has the volume of the rupture that it is."""
        volumes = list((self.handoffs or self.ruptures).values())
        named = {"key": self.cause, "feed": None, "rupture": self.cause}
        if isinstance(self.cause, dict):
            named = {"key": self.cause["key"], "feed": self.cause, "rupture": None}
        return named | {
            "ruptures": sorted(self.ruptures),
            "handoffs": sorted(self.handoffs),
            "volume": total(volumes),
            "knownVolume": float(sum(volume[1] for volume in volumes if volume)),
        }


def matters(facts: Any, given: Arguments) -> list[dict[str, Any]]:
    """A row of keys for each root cause, numbered, the largest first."""
    causes, ruptures = facts
    known = root_causes(causes)
    found: dict[str, Matter] = {}
    for rupture, caused_by, low, high, handoffs in ruptures:
        cause = known.of(rupture, caused_by)
        matter = found.setdefault(cause if isinstance(cause, str) else cause["key"], Matter(cause))
        matter.ruptures[rupture] = _volume(low, high)
        matter.handoffs |= {key: _volume(*ends) for key, *ends in handoffs}
    rows = sorted((matter.row() for matter in found.values()), key=lambda row: (-row["knownVolume"], row["key"]))
    return [{"number": number, **row} for number, row in enumerate(rows, 1)]


def _volume(low: float | None, high: float | None) -> Interval | None:
    return None if low is None or high is None else (low, high)
