"""What a feed or a system carries, and what a new feed would repair: the landscape changed, everything judged again."""

from copy import deepcopy
from itertools import product
from typing import Any, NamedTuple

from ..naive import Rupture
from ..objects import definitions, fate, stores
from ..reading import Document, described, read_journey, several
from ..tree import common
from .ownership import heads
from .world import Row, counts, handoffs, is_at, largest_first, resolved, ruptures, scope, total

Cause = tuple[frozenset[str], frozenset[str], str]
"""The systems that store the object, those that are used where it is needed, and the object."""


# --- what breaks without ---------------------------------------------------------------------------------------------


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


# --- best repairs ----------------------------------------------------------------------------------------------------


class Candidate(NamedTuple):
    """A feed that is not there."""

    from_: str
    to: str
    object: str


def with_feed(document: Document, feed: Candidate) -> Document:
    changed = deepcopy(document)
    (said,) = [said for said in changed["systems"] if said["key"] == feed.from_]
    others = [each for each in several(said.get("feeds")) if each["system"] != feed.to]
    there = [each for each in several(said.get("feeds")) if each["system"] == feed.to]
    objects = {feed.object, *(o for each in there for o in several(each.get("objects")))}
    said["feeds"] = [*others, {"system": feed.to, "objects": sorted(objects)}]
    return changed


def losses(
    document: Document,
    from_: dict[str, list[str]] | None = None,
    to: dict[str, list[str]] | None = None,
    *,
    evidence: list[str] | None = None,
    **where: Any,
) -> dict[str, tuple[str, Rupture, Cause]]:
    """Losses of context in scope: rupture -> its journey, itself, its root cause."""
    found = {}
    for journey in scope(document, **where):
        there = resolved(document, journey)
        for key, rupture in ruptures(document, journey).items():
            if rupture.kind == "CONTEXT_LOSS":
                p, b = there[rupture.from_], there[rupture.to]
                ends = is_at(document, p, from_ or {}) and is_at(document, b, to or {})
                if ends and counts(document, evidence, p.key, b.key, b.step):
                    cause = (frozenset(stores(document, p, rupture.object)), b.systems, rupture.object)
                    found[key] = (journey, rupture, cause)
    return found


def candidates(cause: Cause) -> list[Candidate]:
    producers, consumers, o = cause
    return [Candidate(one, other, o) for one, other in product(sorted(producers), sorted(consumers))]


def repair(document: Document, feed: Candidate, broken: dict[str, tuple[str, Rupture, Cause]]) -> Row:
    """What the feed would repair of these losses."""
    changed = with_feed(document, feed)
    journeys = {journey for journey, _, _ in broken.values()}
    left = {key for journey in journeys for key in ruptures(changed, journey)}
    gone = {key for key in broken if key not in left}
    touched = {
        key: handoff
        for journey in journeys
        for key, handoff in handoffs(document, journey).items()
        if handoff.ruptures & gone
    }
    after = {key: handoff for journey in journeys for key, handoff in handoffs(changed, journey).items()}
    repaired = sorted(key for key in touched if after[key].status != "BROKEN")
    volumes = [handoff.volume for handoff in touched.values()]
    systems = described(document, "systems")
    one, other = systems[feed.from_].get("runBy"), systems[feed.to].get("runBy")
    above, distance = common(document, frozenset({one} - {None}), frozenset({other} - {None}))
    return {
        "from": feed.from_,
        "to": feed.to,
        "object": feed.object,
        "ruptures": sorted(gone),
        "repaired": repaired,
        "partly": sorted(set(touched) - set(repaired)),
        "volume": total(volumes),
        "repairedVolume": total(touched[key].volume for key in repaired) if repaired else (0, 0),
        "knownVolume": sum(volume[1] for volume in volumes if volume is not None),
        "fromOwner": one,
        "toOwner": other,
        "commonDepartment": above,
        "distance": distance,
        "heads": heads(document, above),
    }
