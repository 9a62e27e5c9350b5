"""What contacts cost a year: of each touchpoint, of each way that a rupture makes customers go."""

from typing import Any

from ..naive import Rupture, _volume
from ..reading import Document, Interval, described, several
from .matters import root_causes
from .world import Row, counts, leads, resolved, ruptures, scope, touchpoints

Costs = dict[str, Interval | None]
"""What is counted, by key, each with what it costs a year."""


def costs(document: Document, by: str = "JOURNEY", evidence: list[str] | None = None, **where: Any) -> list[Row]:
    """The largest known cost first, then what is unknown before what costs nothing."""
    found = _by(document, by, evidence, **where)
    causes = root_causes(document) if by == "MATTER" else {}
    feeds = {_key(cause): cause for cause in causes.values() if not isinstance(cause, str)}
    rows = []
    for key, counted in sorted(found.items(), key=lambda each: each[0] or ""):
        feed = feeds.get(key)
        told = {"from": feed[0][0], "to": feed[0][1], "objects": feed[1]} if feed else None
        rows.append({"of": None if feed else key, "feed": told, **_sum(counted)})
    return sorted(
        rows, key=lambda row: (row["known"] is None, -row["known"][1] if row["known"] else 0, not row["unknown"])
    )


def costs_summary(document: Document, by: str = "JOURNEY", evidence: list[str] | None = None, **where: Any) -> Row:
    every = _by(document, by, evidence, **where).values()
    return _sum({key: cost for counted in every for key, cost in counted.items()})


def _sum(counted: Costs) -> Row:
    known = [cost for cost in counted.values() if cost is not None]
    ends = (sum(low for low, _ in known), sum(high for _, high in known)) if known else None
    complete = len(known) == len(counted)
    return {
        "cost": ends if complete else None,
        "known": ends,
        "contacts": len(counted),
        "unknown": len(counted) - len(known),
    }


def _by(document: Document, by: str, evidence: list[str] | None, **where: Any) -> dict[Any, Costs]:
    found: dict[Any, Costs] = {}
    causes = root_causes(document) if by == "MATTER" else {}
    for journey in scope(document, **where):
        if by in ("RUPTURE", "MATTER"):
            for key, rupture in ruptures(document, journey).items():
                proof = [ref.split(":", 1)[1] for _, ref in rupture.witness if ref.startswith(("Touchpoint:", "Step:"))]
                if counts(document, evidence, rupture.from_, rupture.to, rupture.step, *proof):
                    found.setdefault(_key(causes.get(key, key)), {}).update(_caused(document, journey, rupture))
            continue
        for key, t in resolved(document, journey).items():
            if not t.missing and counts(document, evidence, key):
                sides: dict[str, list[Any]] = {
                    "JOURNEY": [journey],
                    "CHANNEL": [t.channel.key],
                    "DEPARTMENT": sorted(t.departments),
                }
                for side in sides[by] or [None]:
                    found.setdefault(side, {})[key] = _times(t.volume, _each(document, journey, key))
    return found


def _key(cause: Any) -> str:
    return cause if isinstance(cause, str) else f"FEED~{'~'.join(cause[0])}"


def _caused(document: Document, journey: str, rupture: Rupture) -> Costs:
    """A forced switch brings customers to its other end; failure, where it breaks, to wherever it leads."""
    there = {key: t for key, t in resolved(document, journey).items() if not t.missing}
    broken = [rupture.to] if rupture.to else [key for key, t in there.items() if t.step == rupture.step]
    return {
        f"{lead.from_}~{lead.to}": _times(
            _volume(there[lead.from_], there[lead.to], lead), _each(document, journey, lead.to)
        )
        for lead in leads(document, journey)
        if lead.from_ in there and lead.to in there
        if (lead.kind == "FAILURE" and lead.from_ in broken)
        or (rupture.kind == "FORCED_SWITCH" and (lead.from_, lead.to) == (rupture.from_, rupture.to))
    }


def _each(document: Document, journey: str, key: str) -> Interval | None:
    """What one contact costs: its own cost, else its channel's."""
    (said,) = [part.said for part in touchpoints(document, journey) if part.key == key]
    channel = described(document, "channels").get(said["channel"], {})
    given = several(said.get("cost")) or several(channel.get("cost"))
    return (given[0], given[-1]) if given else None


def _times(volume: Interval | None, cost: Interval | None) -> Interval | None:
    return None if volume is None or cost is None else (volume[0] * cost[0], volume[1] * cost[1])
