"""What lies between two endpoints: hand-offs, ruptures, flows; and endpoints at which something is likely to lie."""

from collections.abc import Collection
from itertools import product
from random import Random
from typing import Any

from ..naive import Rupture
from ..reading import Document, Touchpoint, _channel, described, sure
from ..tree import silo_of, upwards
from .world import handoffs, is_at, resolved, ruptures, scope

Endpoint = dict[str, list[str]]
Flow = tuple[str | None, str | None]

ALL: dict[str, Any] = {"perspectives": ["REALITY", "FUTURE", "COMPETITOR"], "archived": True}
FIELDS = ("channel", "channelKind", "department", "silo", "system")


def handoffs_between(document: Document, from_: Endpoint, to: Endpoint) -> set[str]:
    """Their keys."""
    found = set()
    for journey in scope(document, **ALL):
        there = resolved(document, journey)
        for key, handoff in handoffs(document, journey).items():
            if is_at(document, there[handoff.from_], from_) and is_at(document, there[handoff.to], to):
                found.add(key)
    return found


def ruptures_between(document: Document, from_: Endpoint, to: Endpoint) -> set[str]:
    """Their keys."""
    return {
        key
        for journey in scope(document, **ALL)
        for key, rupture in ruptures(document, journey).items()
        if (not from_ and not to) or _breaks_between(document, journey, rupture, from_, to)
    }


def beside(document: Document, from_: Endpoint, to: Endpoint, either: Endpoint) -> tuple[set[str], set[str]]:
    """The hand-offs and ruptures between two places that have either end at a third."""
    found = []
    for between in (handoffs_between, ruptures_between):
        there = between(document, either, {}) | between(document, {}, either) if either else between(document, {}, {})
        found.append(between(document, from_, to) & there)
    return found[0], found[1]


def nodes(document: Document, chance: Random) -> dict[str, str]:
    """The key of a node for each field of an endpoint that names one, of those where a touchpoint is."""
    there = [t for journey in scope(document, **ALL) for t in resolved(document, journey).values()]
    found = {}
    for field in (*FIELDS, "step", "touchpoint") if there else ():
        keys = [key for key in _true(document, chance.choice(there))[field] if key is not None]
        if keys and field != "channelKind":
            found[field] = chance.choice(keys)
    return found


def _breaks_between(document: Document, journey: str, rupture: Rupture, from_: Endpoint, to: Endpoint) -> bool:
    there = resolved(document, journey)
    here = [touchpoint for touchpoint in there.values() if touchpoint.step == rupture.step]
    if rupture.kind == "COVERAGE_GAP":
        arrives = not to or any(is_at(document, t, to) for t in here if not t.missing)
        return arrives and _channel_at(document, sure(rupture.channel), from_, rupture.step)
    if rupture.kind == "DEAD_END":
        return not to and (from_ == {"step": [rupture.step]} or any(is_at(document, t, from_) for t in here))
    if rupture.kind == "SILENT_GAP":
        return not to and is_at(document, there[rupture.key.removeprefix("SILENT_GAP~")], from_)
    return is_at(document, there[sure(rupture.from_)], from_) and is_at(document, there[sure(rupture.to)], to)


def flows_between(document: Document, flows: list[Flow], from_: Endpoint, to: Endpoint) -> set[Flow]:
    """The flows, given as pairs of channels, that lie between; None is outside, and nowhere at all."""
    return {
        (a, b)
        for a, b in flows
        if all(not ends or (key and _channel_at(document, key, ends)) for key, ends in ((a, from_), (b, to)))
    }


def _channel_at(document: Document, key: str, endpoint: Endpoint, step: str | None = None) -> bool:
    """Whether a channel is there; one that is missed, also by the step that misses it."""
    channel = _channel(document, key)
    here: dict[str, Collection[str | None]] = {
        "channel": {key},
        "channelKind": {channel.kind},
        "department": {above for unit in channel.operated_by for above in upwards(document, unit)},
        "silo": {silo_of(document, unit) for unit in channel.operated_by},
        "system": channel.runs_on or set(),
        "step": {step},
        "touchpoint": set(),
    }
    return all(set(keys) & set(here[field]) for field, keys in endpoint.items())


# --- endpoints to ask for --------------------------------------------------------------------------------------------


def pairs(document: Document, chance: Random, many: int) -> list[tuple[Endpoint, Endpoint]]:
    """Pairs of endpoints of none to three fields each, most of which something lies between, some of them twice one.

    The pairs are of three kinds, by their fields: the store plans anew for each kind, and that takes most of the time.
    """
    ends = [
        (there[handoff.from_], there[handoff.to])
        for journey in scope(document, **ALL)
        for there in [resolved(document, journey)]
        for handoff in handoffs(document, journey).values()
    ]
    if not ends:
        return []
    kinds = [[chance.sample(FIELDS, chance.choice((0, 1, 2, 2, 3))) for _ in "ab"] for _ in range(3)]
    found = []
    for _ in range(many):
        there = zip(chance.choice(ends), chance.choice(kinds), strict=True)
        start, end = (_described(document, each, asked, chance) for each, asked in there)
        found.append((start, start) if chance.random() < 0.15 else (start, end))
    return found


def _described(document: Document, touchpoint: Touchpoint, asked: list[str], chance: Random) -> Endpoint:
    """Where the touchpoint is, by these fields, and somewhere else beside."""
    true = _true(document, touchpoint)
    other = {"channelKind": ["STORE"], "department": sorted(described(document, "departments"))[:1], "silo": ["sales"]}
    found = {}
    for field in asked:
        known = [value for value in true[field] if value is not None]
        values = ([chance.choice(known)] if known else []) + (other.get(field, []) if chance.random() < 0.3 else [])
        if values:
            found[field] = sorted(set(values))
    return found


def _true(document: Document, touchpoint: Touchpoint) -> dict[str, list[str | None]]:
    """Where a touchpoint is, by each field."""
    return {
        "channel": [touchpoint.channel.key],
        "channelKind": [touchpoint.channel.kind],
        "department": [above for key in sorted(touchpoint.departments) for above in upwards(document, key)],
        "silo": [silo_of(document, key) for key in sorted(touchpoint.departments)],
        "system": [*sorted(touchpoint.systems)],
        "step": [touchpoint.step],
        "touchpoint": [touchpoint.key],
    }


def every_flow(document: Document) -> list[Flow]:
    """A flow from each channel to each other and to itself, in and out."""
    channels = [*sorted(described(document, "channels")), None]
    return [pair for pair in product(channels, channels) if pair != (None, None)]
