"""What contacts cost a year, summed up by what was asked for, each counted once."""

from collections.abc import Iterable
from typing import Any, NamedTuple, TypedDict

from graph.rounding import rounded
from queries.declare import Arguments
from queries.root_causes import Causes, root_causes

Part = tuple[int, int, float, float]
"""Some contacts: of how many touchpoints or ways, of how many of these the yearly cost is known, and their sum."""

Parts = dict[str, Part]


class PlaceFacts(TypedDict):
    """The touchpoints of the same places, those that nobody handles of none."""

    keys: list[str]
    contacts: int
    known: int
    low: float
    high: float


class WayFacts(TypedDict):
    """A way that customers go, and what its contacts cost a year."""

    key: str
    low: float | None
    high: float | None


class RuptureFacts(TypedDict):
    """A rupture, what causes it, and the ways that it makes customers go."""

    key: str
    causedBy: str | None
    ways: list[WayFacts]


class CostFacts(NamedTuple):
    """What touchpoints cost; or the ruptures in scope, and what root causes are worked out from (`Causes`, by name)."""

    places: list[PlaceFacts]
    ruptures: list[RuptureFacts]
    causes: list[dict[str, Any]]


def costs(facts: CostFacts, given: Arguments) -> list[dict[str, Any]]:
    """A row of keys for each place, rupture or root cause, the largest known cost first."""
    rows = [*_places(facts.places), *_caused(facts)]
    return sorted(
        rows, key=lambda row: (row["known"] is None, -(row["known"] or (0, 0))[1], not row["unknown"], row["key"])
    )


def together(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """All of them as one, each contact once."""
    return _sum({key: part for row in rows for key, part in row["parts"].items()})


def _places(places: Iterable[PlaceFacts]) -> list[dict[str, Any]]:
    found: dict[str, Parts] = {}
    for place in places:
        part = place["contacts"], place["known"], place["low"], place["high"]
        for key in place["keys"] or [""]:
            found.setdefault(key, {})[" ".join(place["keys"])] = part
    return [_row(key, None, parts) for key, parts in found.items()]


def _caused(facts: CostFacts) -> list[dict[str, Any]]:
    known = root_causes(Causes(**facts.causes[0])) if facts.causes else None
    found: dict[str, tuple[dict[str, Any] | None, Parts]] = {}
    for rupture in facts.ruptures:
        cause = known.of(rupture["key"], rupture["causedBy"]) if known else rupture["key"]
        key, feed = (cause, None) if isinstance(cause, str) else (cause["key"], cause)
        found.setdefault(key, (feed, {}))[1].update((way["key"], _part(way)) for way in rupture["ways"])
    return [_row(key, *cause) for key, cause in found.items()]


def _part(way: WayFacts) -> Part:
    low, high = way["low"], way["high"]
    return (1, 0, 0, 0) if low is None or high is None else (1, 1, low, high)


def _row(key: str, feed: dict[str, Any] | None, parts: Parts) -> dict[str, Any]:
    return {"key": key, "feed": feed, "parts": parts} | _sum(parts)


def _sum(parts: Parts) -> dict[str, Any]:
    """What is known of a sum, and the sum itself where all of it is."""
    contacts, found, low, high = (sum(ends) for ends in zip((0, 0, 0, 0), *parts.values(), strict=True))
    known = (rounded(low), rounded(high)) if found else None
    return {
        "cost": known if found == contacts else None,
        "known": known,
        "contacts": contacts,
        "unknown": contacts - found,
    }
