"""What changed, naively: what two documents of one source say, one after the other, held side by side."""

from itertools import combinations
from typing import Any, NamedTuple

from .. import naive
from ..reading import Document, Interval, described, volume
from .world import scope, steps, touchpoints


class Element(NamedTuple):
    """Something on a map: what it is called, what it is part of, and what was said of a touchpoint."""

    name: str | None
    whole: str | None = None
    channel: str | None = None
    volume: Interval | None = None
    emotion: float | None = None


Change = tuple[str, str, Any, Any]
"""What changed, the key of where, before and after."""


def elements(document: Document, journey: str) -> dict[str, Element]:
    """Everything on the map of a journey, by key, in order."""
    if journey not in described(document, "journeys"):
        return {}
    said = described(document, "journeys")[journey]
    found = {journey: Element(said.get("title"))}
    for phase in said.get("phases") or []:
        key = f"{journey}/{phase['key']}"
        found[key] = Element(phase.get("name"), journey)
        for step in phase.get("steps") or []:
            found[f"{journey}/{step['key']}"] = Element(step.get("text"), key)
    for part in touchpoints(document, journey):
        item = part.said
        found[part.key] = Element(item.get("name"), part.step, item["channel"], volume(item), item.get("emotion"))
    assert all(part.key in found for part in steps(document, journey))
    return found


def what_changed(before: Document, after: Document, **where: Any) -> set[Change]:
    """Every change of a map and of its ruptures but one: that a part changed places with others (see `stayed`)."""
    changes: set[Change] = set()
    lost = described(before, "journeys").keys() - described(after, "journeys").keys()
    for journey in [*scope(after, **where), *(() if where.get("journeys") else sorted(lost))]:
        was, now = elements(before, journey), elements(after, journey)
        changes |= {("ELEMENT_ADDED", key, None, None) for key in now.keys() - was.keys()}
        changes |= {("ELEMENT_REMOVED", key, None, None) for key in was.keys() - now.keys()}
        for key in was.keys() & now.keys():
            changes |= _differences(key, was[key], now[key])
        old, new = (naive.ruptures(d, journey) if elements(d, journey) else {} for d in (before, after))
        changes |= {("RUPTURE_NEW", key, None, None) for key in new.keys() - old.keys()}
        changes |= {("RUPTURE_GONE", key, None, None) for key in old.keys() - new.keys()}
    return changes


def _differences(key: str, was: Element, now: Element) -> set[Change]:
    pairs = {
        "ELEMENT_RENAMED": (was.name, now.name),
        "VOLUME_CHANGED": (was.volume, now.volume),
        "EMOTION_CHANGED": (was.emotion, now.emotion),
    }
    found = {(change, key, one, other) for change, (one, other) in pairs.items() if one != other}
    if was.whole != now.whole or was.channel != now.channel:
        found.add(("ELEMENT_MOVED", key, None, None))
    return found


def stayed(before: Document, after: Document, journey: str) -> list[tuple[list[str], list[str]]]:
    """For each whole, the phases or steps that are its parts in both documents, in the order of each."""
    was, now = elements(before, journey), elements(after, journey)
    both = [key for key in was if key in now and was[key].whole == now[key].whole and not was[key].channel]
    wholes = dict.fromkeys(was[key].whole for key in both if was[key].whole)
    one, other = ([key for key in said if key in both] for said in (was, now))
    return [([k for k in one if was[k].whole == w], [k for k in other if was[k].whole == w]) for w in wholes]


def fewest(before: list[str], after: list[str]) -> int:
    """How few parts have to move at least, so that one order becomes the other: every choice is tried."""
    for many in range(len(before) + 1):
        for gone in combinations(before, many):
            if [key for key in before if key not in gone] == [key for key in after if key not in gone]:
                return many
    raise AssertionError("without its parts, no order differs from another")
