"""What a feed or a system carries: the landscape without it, everything judged again."""

from copy import deepcopy
from typing import Any

from ..objects import definitions, fate
from ..reading import Document, read_journey, several
from .world import Row, counts, handoffs, largest_first, scope


def what_breaks_without(
    document: Document,
    system: str | None = None,
    feed: dict[str, str] | None = None,
    *,
    evidence: list[str] | None = None,
    **where: Any,
) -> list[Row]:
    """The largest volume first."""
    changed = without_system(document, system) if system else without_feed(document, feed or {})
    rows = []
    for journey in scope(document, **where):
        kept, left = _kept(document, journey), _kept(changed, journey)
        for key, handoff in handoffs(document, journey).items():
            gone = {o for edge, p, o in kept - left if edge == (handoff.from_, handoff.to)}
            if gone and counts(document, evidence, handoff.from_, handoff.to):
                rows.append(
                    {"journey": journey, "handoff": key, "from": handoff.from_, "to": handoff.to,
                     "objects": sorted(gone), "volume": handoff.volume}
                )  # fmt: skip
    return sorted(rows, key=lambda row: (*largest_first(row["volume"]), row["handoff"]))


def _kept(document: Document, journey: str) -> set[tuple[tuple[str, str], str, str]]:
    """(edge, producer, object): over which edges whose object arrives and can be read."""
    return {
        (edge, p.key, o)
        for p, b, o, edges in definitions(document, read_journey(document, journey))
        for edge in edges
        if not fate(document, p, b, o)
    }


def without_system(document: Document, gone: str) -> Document:
    changed = deepcopy(document)
    changed["systems"] = [said for said in changed.get("systems") or [] if said["key"] != gone]
    for said in changed["systems"]:
        said["feeds"] = [feed for feed in several(said.get("feeds")) if feed["system"] != gone]
    for channel in changed.get("channels") or []:
        channel["runsOn"] = [key for key in several(channel.get("runsOn")) if key != gone]
    for touchpoint in _written_touchpoints(changed):
        if touchpoint.get("uses") is not None:
            touchpoint["uses"] = [key for key in several(touchpoint["uses"]) if key != gone]
    return changed


def _written_touchpoints(document: Document) -> list[Document]:
    return [
        touchpoint
        for journey in document.get("journeys") or []
        for phase in journey.get("phases") or []
        for step in phase.get("steps") or []
        for touchpoint in several(step.get("touchpoints"))
    ]


def without_feed(document: Document, ends: dict[str, str]) -> Document:
    changed = deepcopy(document)
    for said in changed.get("systems") or []:
        if said["key"] == ends["from"]:
            said["feeds"] = [feed for feed in several(said.get("feeds")) if feed["system"] != ends["to"]]
    return changed
