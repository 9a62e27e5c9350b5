"""What the questions look at: journeys in scope, what was written of their parts, what evidence supports."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from .. import naive
from ..reading import Document, Interval, Touchpoint, described, read_journey, several
from ..tree import silo_of, upwards

Row = dict[str, Any]


class Part(NamedTuple):
    """A step or touchpoint: its key, its step's, and what the document says of it."""

    key: str
    step: str
    said: Document


def scope(
    document: Document,
    journeys: list[str] | None = None,
    perspectives: list[str] | None = None,
    archived: bool = False,
) -> list[str]:
    """The journeys in scope, by key."""
    found = described(document, "journeys")
    if journeys is not None:
        return sorted(key for key in found if key in journeys)
    return sorted(
        key
        for key, said in found.items()
        if (said.get("perspective") or "REALITY") in (perspectives or ["REALITY"])
        and (archived or said.get("status") != "ARCHIVED")
    )


def steps(document: Document, journey: str) -> list[Part]:
    """The steps of a journey, in order."""
    said = described(document, "journeys")[journey]
    written = [step for phase in said.get("phases") or [] for step in phase.get("steps") or []]
    return [Part(f"{journey}/{step['key']}", f"{journey}/{step['key']}", step) for step in written]


def touchpoints(document: Document, journey: str) -> list[Part]:
    """Its touchpoints, missing ones too, in the order of steps, then by key."""
    found = []
    for step in steps(document, journey):
        here = [
            Part(f"{step.key}/{item.get('key') or item['channel']}", step.key, item)
            for item in several(step.said.get("touchpoints"))
        ]
        found += sorted(here, key=lambda part: part.key)
    return found


def resolved(document: Document, journey: str) -> dict[str, Touchpoint]:
    """The same touchpoints with defaults resolved, by key."""
    read = read_journey(document, journey)
    return {each.key: each for step in read.steps.values() for each in step.touchpoints}


def supported(document: Document, kinds: list[str] | None) -> set[str]:
    """`Label:key` of everything that evidence supports, of these kinds (None: of any, or of none that is named)."""
    return {
        ref
        for proof in document.get("evidence") or []
        if (proof.get("stance") or "SUPPORTS") == "SUPPORTS" and (kinds is None or proof.get("kind") in kinds)
        for ref in several(proof.get("about"))
    }


def counts(document: Document, evidence: list[str] | None, *keys: str | None) -> bool:
    """Whether one of these touchpoints, steps or journeys is supported as asked."""
    if evidence is None:
        return True
    proven = supported(document, evidence)
    return any(f"{label}:{key}" in proven for key in keys for label in ("Touchpoint", "Step", "Journey"))


def total(volumes: Iterable[Interval | None]) -> Interval | None:
    """Their sum; unknown with an unknown member, none of none."""
    volumes = list(volumes)
    known = [volume for volume in volumes if volume is not None]
    if known != volumes or not volumes:
        return None
    return sum(low for low, _ in known), sum(high for _, high in known)


def largest_first(volume: Interval | None) -> tuple[bool, float]:
    """To sort by: the largest high end first, unknown last."""
    return (True, 0) if volume is None else (False, -volume[1])


def silos(document: Document, touchpoint: Touchpoint) -> frozenset[str | None]:
    return frozenset(silo_of(document, department) for department in touchpoint.departments)


# --- endpoints -------------------------------------------------------------------------------------------------------


def is_at(document: Document, touchpoint: Touchpoint, endpoint: dict[str, list[str]]) -> bool:
    """Within one field any, across fields all."""
    departments = {above for key in touchpoint.departments for above in upwards(document, key)}
    here: dict[str, Iterable[str | None]] = {
        "channel": [touchpoint.channel.key],
        "channelKind": [touchpoint.channel.kind],
        "department": departments,
        "silo": silos(document, touchpoint),
        "system": touchpoint.systems,
        "step": [touchpoint.step],
        "touchpoint": [touchpoint.key],
    }
    return all(set(keys) & set(here[field]) for field, keys in endpoint.items() if keys is not None)


# --- what is derived, asked for again and again ----------------------------------------------------------------------


class _Once(NamedTuple):
    """A document by its identity, so that what is derived of it can be remembered: it must not change meanwhile."""

    document: Document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and self.document is other.document


@lru_cache(maxsize=256)
def _derived(once: _Once, journey: str) -> tuple[Any, Any, Any]:
    document = once.document
    return naive.leads(document, journey), naive.handoffs(document, journey), naive.ruptures(document, journey)


def leads(document: Document, journey: str) -> set[naive.Lead]:
    return _derived(_Once(document), journey)[0]


def handoffs(document: Document, journey: str) -> dict[str, naive.Handoff]:
    """The hand-offs by the keys that they have in the graph."""
    return {"~".join(edge): handoff for edge, handoff in _derived(_Once(document), journey)[1].items()}


def ruptures(document: Document, journey: str) -> dict[str, naive.Rupture]:
    return _derived(_Once(document), journey)[2]
