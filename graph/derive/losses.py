"""Whether what the customer gave is there where it is needed: objects, ways, systems, feeds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.derive.handoffs import Handoff, Owned
from graph.derive.landscape import Landscape
from graph.derive.leads import Lead
from graph.derive.ruptures import Rupture, Witness, total


@dataclass(frozen=True)
class Passage:
    """An object on its way from where it is produced to where it is needed, and the hand-offs into the latter."""

    object: str
    start: Owned
    end: Owned
    handoffs: tuple[Handoff, ...]


def passages(owned: Sequence[Owned], edges: Sequence[Lead], handoffs: Sequence[Handoff]) -> Iterator[Passage]:
    """Every object that is needed somewhere, from each place whose production of it arrives there.

    A production arrives along edges on which nothing in between produces the object again (reaching definitions); a way
    may pass through the touchpoint that it ends at.
    """
    following: dict[str, list[str]] = {}
    for edge in edges:
        following.setdefault(edge.start, []).append(edge.end)
    by_key = {o.key: o for o in owned}
    needing = {o.key: o.touchpoint.needs for o in owned if o.touchpoint.needs}
    for start in owned:
        for object in sorted(start.touchpoint.produces):
            if not any(object in needs for needs in needing.values()):
                continue
            passed = _passed(start.key, object, following, by_key)
            arrived = {end for key in passed for end in following.get(key, ())}
            for end in sorted(arrived - {start.key}):
                if object in needing.get(end, ()):
                    into = tuple(h for h in handoffs if h.end.key == end and h.start.key in passed)
                    yield Passage(object, start, by_key[end], into)


def _passed(start: str, object: str, following: dict[str, list[str]], owned: dict[str, Owned]) -> set[str]:
    """The start and every touchpoint from which the start's production goes on."""
    passed, frontier = {start}, [start]
    while frontier:
        for key in following.get(frontier.pop(), ()):
            if key not in passed and object not in owned[key].touchpoint.produces:
                passed.add(key)
                frontier.append(key)
    return passed


def judge(passage: Passage, landscape: Landscape) -> Rupture | list[str]:
    """The loss of the object on this passage; else the reasons why nobody can tell (none: it is kept)."""
    stored = [s for s in passage.start.uses if passage.object in landscape.system(s).stores]
    fed = landscape.fed(stored, passage.object)
    used = [landscape.system(s) for s in passage.end.uses]
    if any(system.described and (system.key in stored or system.key in fed) for system in used):
        return []
    reasons = [] if stored else ["STORE_UNKNOWN"]
    unknown = not used or not all(s.described for s in used)
    if unknown or not all(landscape.system(s).described for s in fed):
        reasons.append("SYSTEM_UNKNOWN")
    return reasons or _loss(passage, stored, fed)


def _loss(passage: Passage, stored: list[str], fed: list[str]) -> Rupture:
    start, end = passage.start.key, passage.end.key
    witness: list[Witness] = [
        ("PRODUCED_AT", "Touchpoint", start),
        ("OBJECT", "InformationObject", passage.object),
        *(("STORED_IN", "System", s) for s in stored),
        *(("FED_TO", "System", s) for s in fed),
        *(("USED_BY", "System", s) for s in passage.end.uses),
        ("NEEDED_AT", "Touchpoint", end),
    ]
    return Rupture(
        "CONTEXT_LOSS",
        (start, end, passage.object),
        step=passage.end.touchpoint.step,
        start=start,
        end=end,
        object=passage.object,
        volume=total(h.volume for h in passage.handoffs),
        handoffs=tuple(h.key for h in passage.handoffs),
        witness=tuple(witness),
    )
