"""Ruptures put together by their root causes."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypedDict

from graph.derive.landscape import Interval, total
from graph.derive.read import interval
from queries.declare import Arguments
from queries.root_causes import Causes, root_causes

UNKNOWN = (0.0, -1.0)
"""Sorts behind all volumes that are known."""


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
            "largest": min(self.ruptures, key=lambda key: (-(self.ruptures[key] or UNKNOWN)[1], key)),
            "ruptures": sorted(self.ruptures),
            "handoffs": sorted(self.handoffs),
            "volume": total(volumes),
            "knownVolume": float(sum(volume[1] for volume in volumes if volume)),
        }


class Weight(TypedDict):
    """A hand-off and its volume."""

    key: str
    low: float | None
    high: float | None


class RuptureFacts(Weight):
    """A rupture and its volume, what causes it, and the hand-offs that it breaks."""

    causedBy: str | None
    handoffs: list[Weight]


class MatterFacts(NamedTuple):
    """What root causes are worked out from (`Causes`, by name), and the ruptures in scope."""

    causes: dict[str, Any]
    ruptures: list[RuptureFacts]


def matters(facts: MatterFacts, given: Arguments) -> list[dict[str, Any]]:
    """A row of keys for each root cause, numbered, the largest first."""
    known = root_causes(Causes(**facts.causes))
    found: dict[str, Matter] = {}
    for rupture in facts.ruptures:
        cause = known.of(rupture["key"], rupture["causedBy"])
        matter = found.setdefault(cause if isinstance(cause, str) else cause["key"], Matter(cause))
        matter.ruptures[rupture["key"]] = interval(rupture["low"], rupture["high"])
        matter.handoffs |= {each["key"]: interval(each["low"], each["high"]) for each in rupture["handoffs"]}
    rows = sorted((matter.row() for matter in found.values()), key=lambda row: (-row["knownVolume"], row["key"]))
    return [{"number": number, **row} for number, row in enumerate(rows, 1)]
