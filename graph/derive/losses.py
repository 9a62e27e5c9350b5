"""Whether what the customer gave is there where it is needed: objects, ways, systems, feeds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.derive.handoffs import Handoff, Owned
from graph.derive.landscape import Landscape, total
from graph.derive.ruptures import Rupture, Witness


@dataclass(frozen=True)
class Passage:
    """An object on its way from where it is produced to where it is needed.

    `passed` are the touchpoints from which it goes on: the start, and those that do not produce the object again.
    """

    object: str
    start: Owned
    end: Owned
    passed: frozenset[str]


def passages(owned: Sequence[Owned], edges: Iterable[tuple[str, str]]) -> Iterator[Passage]:
    """Every object that is needed somewhere, from each place whose production of it arrives there.

    A production arrives along edges on which nothing in between produces the object again (reaching definitions); a way
    may pass through the touchpoint that it ends at.
    """
    following: dict[str, list[str]] = {}
    for one, other in edges:
        following.setdefault(one, []).append(other)
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
                    yield Passage(object, start, by_key[end], passed)


def _passed(start: str, object: str, following: dict[str, list[str]], owned: dict[str, Owned]) -> frozenset[str]:
    """The start and every touchpoint from which the start's production goes on."""
    passed, frontier = {start}, [start]
    while frontier:
        for key in following.get(frontier.pop(), ()):
            if key not in passed and object not in owned[key].touchpoint.produces:
                passed.add(key)
                frontier.append(key)
    return frozenset(passed)


def kept(passage: Passage, landscape: Landscape) -> bool:
    """Whether the object is known to be there where it is needed."""
    return judge(passage, (), landscape) == []


def judge(passage: Passage, handoffs: Sequence[Handoff], landscape: Landscape) -> Rupture | list[str]:
    """The loss of the object, which breaks these hand-offs; else the reasons why nobody can tell (none: it is kept).

    That a touchpoint uses no system is a statement: what is on its paper is stored nowhere, and there is no screen to
    read anything on.
    """
    stored = [s for s in passage.start.uses or () if passage.object in landscape.system(s).stores]
    fed = landscape.fed(stored, passage.object)
    used = [landscape.system(s) for s in passage.end.uses or ()]
    if any(system.described and (system.key in stored or system.key in fed) for system in used):
        return []
    reasons = [] if stored or passage.start.uses == () else ["STORE_UNKNOWN"]
    known = used and all(s.described for s in (*used, *map(landscape.system, fed)))
    if not known and passage.end.uses != ():
        reasons.append("SYSTEM_UNKNOWN")
    return reasons or _loss(passage, handoffs, stored, fed)


def _loss(passage: Passage, handoffs: Sequence[Handoff], stored: list[str], fed: list[str]) -> Rupture:
    start, end = passage.start.key, passage.end.key
    witness: list[Witness] = [
        ("PRODUCED_AT", "Touchpoint", start),
        ("OBJECT", "InformationObject", passage.object),
        *(("STORED_IN", "System", s) for s in stored),
        *(("FED_TO", "System", s) for s in fed),
        *(("USED_BY", "System", s) for s in passage.end.uses or ()),
        ("NEEDED_AT", "Touchpoint", end),
    ]
    return Rupture(
        "CONTEXT_LOSS",
        (start, end, passage.object),
        step=passage.end.touchpoint.step,
        start=start,
        end=end,
        object=passage.object,
        volume=total(h.volume for h in handoffs),
        handoffs=tuple(h.key for h in handoffs),
        witness=tuple(witness),
    )
