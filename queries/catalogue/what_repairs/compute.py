"""What feeds would repair together: every loss is judged again on the landscape with one feed more.

A hand-off holds as soon as nothing would break it any more. A feed carries all that it can; those objects are told that
would be lost no more and get over it where they are needed.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from graph.derive.landscape import Interval, Landscape, total
from graph.derive.read import SystemFacts
from queries.declare import Arguments
from queries.losses import Broken, Loss, LossFacts, broken
from queries.repairs import Feed


class FeedFacts(NamedTuple):
    """The systems, the hand-offs that are broken, and the losses that break them."""

    systems: list[SystemFacts]
    broken: list[str]
    losses: list[LossFacts]


def repaired(facts: FeedFacts, given: Arguments) -> list[dict[str, Any]]:
    """A row of keys for each feed, in the order given, with what it adds; one between systems that are not there is none."""
    today = broken(facts.systems, facts.losses)
    there = today.landscape.systems
    feeds = [(feed["from"], feed["to"]) for feed in given["feed"] if {feed["from"], feed["to"]} <= there.keys()]
    lost, land = {loss.object for loss in today.losses}, today.landscape
    kept: list[Loss] = []
    held: set[str] = set()
    rows = []
    for start, end in feeds:
        land = land.with_feed(start, end, lost)
        now = [loss for loss in today.losses if loss.kept(land)]
        holding = today.held(now) & set(facts.broken)
        rows.append(_row(today, (start, end), {loss.key for loss in now} - {loss.key for loss in kept}, holding, held))
        kept, held = now, holding
    return [row | {"objects": _carried((row["from"], row["to"]), kept, land)} for row in rows]


def together(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What all of them repair: what has added up at the last."""
    last = rows[-1] if rows else {"cumulativeHandoffs": 0, "cumulativeVolume": (0.0, 0.0)}
    return {"handoffs": last["cumulativeHandoffs"], "volume": last["cumulativeVolume"]}


def _row(today: Broken, feed: Feed, ruptures: set[str], holding: set[str], before: set[str]) -> dict[str, Any]:
    start, end = feed
    return {
        "from": start,
        "to": end,
        "widens": today.landscape.feeds(start, end),
        "ruptures": sorted(ruptures),
        "handoffs": sorted(holding - before),
        "volume": _volume(today, holding - before),
        "cumulativeHandoffs": len(holding),
        "cumulativeVolume": _volume(today, holding),
    }


def _volume(today: Broken, handoffs: set[str]) -> Interval | None:
    return total(today.volumes[handoff] for handoff in handoffs) if handoffs else (0.0, 0.0)


def _carried(feed: Feed, kept: Iterable[Loss], landscape: Landscape) -> list[str]:
    """The objects that get to the feed's start without its end, and from its end where they are needed without its start."""
    start, end = feed
    before, after = landscape.without(end), landscape.without(start)
    return sorted(
        {
            loss.object
            for loss in kept
            if start in {*(loss.stored - {end}), *before.fed(loss.stored - {end}, loss.object)}
            and loss.used & {end, *after.fed([end], loss.object)}
        }
    )
