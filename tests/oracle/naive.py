"""Leads, hand-offs and ruptures of one journey and silos of departments, word for word from model.md and questions.md.

Slow on purpose: every question is asked again where it comes up.
"""

from collections.abc import Iterator
from typing import NamedTuple

from .objects import LOST, Definition, Edge, definitions, fate, fed, stores
from .reading import Document, Interval, Journey, Step, Touchpoint, read_journey
from .tree import common, silo_of, silos
from .ways import Lead, joint_share, leads, leads_from, offered, ways_to

__all__ = ["Handoff", "Lead", "Rupture", "handoffs", "leads", "ruptures", "silos"]

REASONS = ("NEEDS_UNSTATED", "STORE_UNKNOWN", "SYSTEM_UNKNOWN", "NEVER_GIVEN")


class Handoff(NamedTuple):
    from_: str
    to: str
    basis: str
    status: str
    undecided: list[str]
    changes_channel: bool
    changes_department: bool | None
    crosses_silo: bool | None
    volume: Interval | None
    common: str | None
    distance: int | None
    ruptures: frozenset[str]


class Rupture(NamedTuple):
    key: str
    kind: str
    step: str
    from_: str | None
    to: str | None
    channel: str | None
    object: str | None
    caused_by: str | None
    volume: Interval | None
    handoffs: frozenset[Edge]
    witness: list[tuple[str, str]]


# --- hand-offs -------------------------------------------------------------------------------------------------------


def handoffs(document: Document, journey_key: str) -> dict[Edge, Handoff]:
    """The hand-offs of a journey: edges that change the channel, or for certain the department."""
    journey = read_journey(document, journey_key)
    broken_by = ruptures(document, journey_key)
    reaching = definitions(document, journey)
    return {
        (lead.from_, lead.to): _handoff(document, journey, lead, broken_by, _reasons(document, journey, lead, reaching))
        for lead in _listed(journey, leads(document, journey_key))
    }


def _listed(journey: Journey, edges: set[Lead]) -> list[Lead]:
    return [lead for lead in edges if _is_handoff(journey, lead)]


def _is_handoff(journey: Journey, lead: Lead) -> bool:
    a, b = journey.existing[lead.from_], journey.existing.get(lead.to)
    if b is None:  # a stub touchpoint: neither its channel nor its departments are known
        return False
    return a.channel.key != b.channel.key or _changes(a.departments, b.departments) is True


def _changes(ones: frozenset[str | None], others: frozenset[str | None]) -> bool | None:
    """True: none shared. False: each is the same single one. Otherwise, or when one is empty, unknown."""
    if not ones or not others:
        return None
    if not ones & others:
        return True
    return False if ones == others and len(ones) == 1 else None


def _crosses(document: Document, a: Touchpoint, b: Touchpoint) -> bool | None:
    ones, others = (frozenset(silo_of(document, key) for key in x.departments) for x in (a, b))
    return None if None in ones | others else _changes(ones, others)


def _volume(a: Touchpoint, b: Touchpoint, lead: Lead) -> Interval | None:
    if lead.volume is not None:
        return lead.volume
    if a.volume is None:
        return None if b.volume is None else (0, b.volume[1])
    low, high = a.volume
    low, high = (0, high) if lead.share is None else (low * lead.share, high * lead.share)
    high = high if b.volume is None else min(high, b.volume[1])
    return min(low, high), high


def _handoff(
    document: Document, journey: Journey, lead: Lead, broken_by: dict[str, Rupture], reasons: set[str]
) -> Handoff:
    a, b = journey.existing[lead.from_], journey.existing[lead.to]
    edge = (a.key, b.key)
    breaks = frozenset(key for key, rupture in broken_by.items() if edge in rupture.handoffs)
    manager, distance = common(document, a.departments, b.departments)
    return Handoff(
        from_=a.key,
        to=b.key,
        basis=lead.basis,
        status="BROKEN" if breaks else "UNKNOWN" if reasons else "SOUND",
        undecided=[] if breaks else [reason for reason in REASONS if reason in reasons],
        changes_channel=a.channel.key != b.channel.key,
        changes_department=_changes(a.departments, b.departments),
        crosses_silo=_crosses(document, a, b),
        volume=_volume(a, b, lead),
        common=manager,
        distance=distance,
        ruptures=breaks,
    )


def _reasons(document: Document, journey: Journey, lead: Lead, reaching: list[Definition]) -> set[str]:
    """Why one could not tell whether the hand-off is sound."""
    reasons = {"NEEDS_UNSTATED"} if journey.existing[lead.to].needs is None else set()
    for p, b, carried, edges in reaching:
        if (lead.from_, lead.to) in edges:
            reasons |= fate(document, p, b, carried) - {LOST}
    return reasons | ({"NEVER_GIVEN"} if _never_given(document, journey, lead) else set())


def _never_given(document: Document, journey: Journey, lead: Lead) -> bool:
    """Something is needed at the end that nobody else produces on a way over this edge, and that nobody brings."""
    edges = {(each.from_, each.to) for each in leads(document, journey.key)}
    before = {lead.from_}
    while more := {a for a, b in edges if b in before} - before:
        before |= more
    needed = journey.existing[lead.to].needs or frozenset()
    produced = {o for key in before - {lead.to} for o in journey.existing[key].produces}
    return bool(needed - produced - journey.brings)


# --- ruptures --------------------------------------------------------------------------------------------------------


def ruptures(document: Document, journey_key: str) -> dict[str, Rupture]:
    """The ruptures of a journey by their keys."""
    journey = read_journey(document, journey_key)
    found = [
        *_context_losses(document, journey),
        *_forced_switches(document, journey),
        *_coverage_gaps(journey),
        *_dead_ends(journey),
        *_silent_gaps(journey),
    ]
    return {rupture.key: rupture for rupture in found}


def _rupture(kind: str, *identity: str, step: str, witness: list[tuple[str, str]], **more) -> Rupture:
    blank = dict.fromkeys(("from_", "to", "channel", "object", "caused_by", "volume"))
    values = {**blank, "handoffs": frozenset(), **more}
    return Rupture(key="~".join((kind, *identity)), kind=kind, step=step, witness=witness, **values)


def _sum(volumes: list[Interval | None]) -> Interval | None:
    """Unknown with an unknown member, and when there is nothing to sum."""
    if not volumes or None in volumes:
        return None
    lows, highs = zip(*volumes, strict=True)
    return sum(lows), sum(highs)


def _volumes(document: Document, journey: Journey) -> dict[Edge, Interval | None]:
    """The volumes of the listed hand-offs."""
    existing = journey.existing
    return {
        (lead.from_, lead.to): _volume(existing[lead.from_], existing[lead.to], lead)
        for lead in _listed(journey, leads(document, journey.key))
    }


def _context_losses(document: Document, journey: Journey) -> Iterator[Rupture]:
    volumes = _volumes(document, journey)
    for p, b, carried, edges in definitions(document, journey):
        if fate(document, p, b, carried) != {LOST}:
            continue
        broken = frozenset(edge for edge in edges if edge in volumes)
        yield _rupture(
            "CONTEXT_LOSS", p.key, b.key, carried,
            step=b.step, from_=p.key, to=b.key, object=carried, handoffs=broken,
            volume=_sum([volumes[edge] for edge in broken]),
            witness=_loss_witness(document, p, b, carried),
        )  # fmt: skip


def _loss_witness(document: Document, p: Touchpoint, b: Touchpoint, carried: str) -> list[tuple[str, str]]:
    sources = stores(document, p, carried)
    return [
        ("PRODUCED_AT", f"Touchpoint:{p.key}"),
        ("OBJECT", f"InformationObject:{carried}"),
        *(("STORED_IN", f"System:{key}") for key in sorted(sources)),
        *(("FED_TO", f"System:{key}") for key in sorted(fed(document, sources, carried))),
        *(("USED_BY", f"System:{key}") for key in sorted(b.systems)),
        ("NEEDED_AT", f"Touchpoint:{b.key}"),
    ]


def _forced_switches(document: Document, journey: Journey) -> Iterator[Rupture]:
    gaps = {gap.key for gap in _coverage_gaps(journey)}
    for (a_key, b_key), volume in _volumes(document, journey).items():
        a, b = journey.existing[a_key], journey.existing[b_key]
        if not _forced(journey, a, b):
            continue
        left = a.channel.key
        gap = f"COVERAGE_GAP~{b.step}~{left}"
        fans = [] if journey.steps[b.step].expected_on is not None else _fans(journey, left)
        yield _rupture(
            "FORCED_SWITCH", a.key, b.key,
            step=b.step, from_=a.key, to=b.key, channel=left, handoffs=frozenset({(a.key, b.key)}), volume=volume,
            caused_by=gap if gap in gaps else None,
            witness=[
                ("LEFT_FROM", f"Touchpoint:{a.key}"),
                ("EXPECTED_CHANNEL", f"Channel:{left}"),
                *(("PREFERRED_BY", f"Persona:{persona}") for persona in fans),
                ("OFFERED_ON", f"Touchpoint:{b.key}"),
            ],
        )  # fmt: skip


def _fans(journey: Journey, channel: str) -> list[str]:
    return sorted(persona for persona, channels in journey.preferred.items() if channel in channels)


def _forced(journey: Journey, a: Touchpoint, b: Touchpoint) -> bool:
    kinds = {a.channel.kind, b.channel.kind}
    if None in kinds or len(kinds) == 1:  # an unknown kind does not differ: unknown is never a guess
        return False
    t = journey.steps[b.step]
    if offered(t, a.channel.key):
        return False
    if t.expected_on is not None:
        return a.channel.key in t.expected_on
    comes = b.initiator == "COMPANY" or b.channel.kind in ("FIELD", "POST")
    return not comes and bool(_fans(journey, a.channel.key))


def _contacts(journey: Journey, step: Step) -> Interval | None:
    """The contacts at the step: of its existing touchpoints when there are any and all are known, else the arrivals."""
    here = [touchpoint.volume for touchpoint in step.existing]
    return _sum(here) if here and None not in here else _sum(_arrivals(journey, step))


def _arrivals(journey: Journey, step: Step) -> list[Interval | None]:
    """Who comes from each touchpoint of another step."""
    found: list[Interval | None] = []
    for a in journey.existing.values():
        if a.step == step.key:
            continue
        if a.leads_to is not None:
            found += [_volume(a, b, lead) for b in step.existing for lead in leads_from(journey, a) if lead.to == b.key]
        elif ways := ways_to(journey, journey.steps[a.step], step):
            part = joint_share(ways)
            found.append(a.volume and ((0, a.volume[1]) if part is None else (a.volume[0] * part, a.volume[1] * part)))
    return found


def _coverage_gaps(journey: Journey) -> Iterator[Rupture]:
    for t in journey.steps.values():
        for channel in t.expected_on or ():
            if channel not in {touchpoint.channel.key for touchpoint in t.touchpoints}:
                offered = [("OFFERED_ON", f"Touchpoint:{touchpoint.key}") for touchpoint in t.existing]
                yield _rupture(
                    "COVERAGE_GAP", t.key, channel,
                    step=t.key, channel=channel, volume=_contacts(journey, t),
                    witness=[("EXPECTED_CHANNEL", f"Channel:{channel}"), *sorted(offered)],
                )  # fmt: skip


def _dead_ends(journey: Journey) -> Iterator[Rupture]:
    steps = list(journey.steps.values())
    for place, s in enumerate(steps):
        past_goal = any(earlier.outcome == "GOAL" for earlier in steps[:place])
        natural_end = s is steps[-1] and not any(step.outcome == "GOAL" for step in steps)
        if not (s.next or s.outcome or past_goal or natural_end):
            yield _rupture(
                "DEAD_END", s.key, step=s.key, volume=_contacts(journey, s), witness=[("STOPS_AT", f"Step:{s.key}")]
            )


def _silent_gaps(journey: Journey) -> Iterator[Rupture]:
    for step in journey.steps.values():
        for m in step.touchpoints:
            if m.missing:
                yield _rupture(
                    "SILENT_GAP", m.key,
                    step=step.key, volume=_contacts(journey, step),
                    witness=[("MISSING", f"Touchpoint:{m.key}")],
                )  # fmt: skip
