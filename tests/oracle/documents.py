"""Small random knowledge documents, all of them valid, that reach every corner of the derivation.

Names come from small pools, of which the last ones are often left undescribed (stubs). Shares are dyadic and volumes
whole, so that products and sums are exact. The simplest value of each choice comes first, for the sake of shrinking.
"""

from typing import Any

from hypothesis import strategies as st

Drawn = st.SearchStrategy[Any]

CHANNELS = ("web", "phone", "shop", "mail", "Src:app.1", "ghost-channel")
DEPARTMENTS = ("d1", "d2", "d3", "d4", "d5", "hr:6", "ghost-department")
SYSTEMS = ("cms", "crm", "core", "dwh", "s_5", "ghost-system")
OBJECTS = ("quote", "order", "claim")
PERSONAS = ("nadia", "omar", "ghost-persona")
SILOS = ("sales", "ghost-silo")
STEPS = ("s1", "s2", "s3", "s4", "s5", "s6", "s7")
JOURNEYS = ("j1", "j2")
KINDS = ("WEBSITE", "PHONE", "STORE", "OTHER")
SHARES = (1.0, 0.5, 0.25, 0.75, 0.0)
PERIODS = ("year", "quarter", "month", "week", "day")
ABSENT = object()


def one(values: tuple[Any, ...]) -> Drawn:
    return st.sampled_from(values)


def some(values: tuple[Any, ...], least: int = 0, most: int = 2) -> Drawn:
    """A list of a few different ones."""
    return st.lists(one(values), min_size=least, max_size=min(most, len(values)), unique=True)


def rarely(times: int = 4) -> Drawn:
    return st.integers(0, times).map(lambda n: n == times)


def maybe(strategy: Drawn) -> Drawn:
    return st.just(ABSENT) | strategy


def item(**fields: Drawn) -> Drawn:
    """A mapping in which a field that drew ABSENT is left out."""
    return st.fixed_dictionaries(fields).map(
        lambda drawn: {name: value for name, value in drawn.items() if value is not ABSENT}
    )


def volumes() -> Drawn:
    number = st.integers(0, 4).map(lambda n: n * 1000)
    return number | st.tuples(number, number).map(lambda pair: sorted(pair))


def with_volume(fields: dict[str, Any], drawn: Any, per: Any) -> dict[str, Any]:
    """`per` stands beside a volume only."""
    if drawn is ABSENT:
        return fields
    return {**fields, "volume": drawn} | ({} if per is ABSENT else {"per": per})


@st.composite
def departments(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Trees: a department is part of an earlier one, of a stub, or of none; the file may name children first."""
    count = draw(st.integers(0, 6))
    found = []
    for place, key in enumerate(DEPARTMENTS[:count]):
        above = DEPARTMENTS[:place] + (("ghost-department",) if draw(rarely(6)) else ())
        found.append(
            draw(
                item(
                    key=st.just(key),
                    name=st.just(key),
                    partOf=one((*above, ABSENT)) if above else st.just(ABSENT),
                    partner=rarely(5).map(lambda partner: partner or ABSENT),
                    silo=rarely(5).flatmap(lambda declared: one(SILOS) if declared else st.just(ABSENT)),
                )
            )
        )
    return found[::-1] if draw(st.booleans()) else found


@st.composite
def systems(draw: st.DrawFn) -> list[dict[str, Any]]:
    described = SYSTEMS[: draw(st.integers(2, 5))]
    found = []
    for key in described:
        others = tuple(other for other in SYSTEMS if other != key)
        feed = item(
            system=one(others), objects=some(OBJECTS, least=1, most=3), delay=maybe(st.just("P1D"))
        )  # fmt: skip
        found.append(
            draw(
                item(
                    key=st.just(key),
                    name=st.just(key),
                    stores=maybe(some(OBJECTS, most=3)),
                    feeds=maybe(st.lists(feed, max_size=2, unique_by=lambda drawn: drawn["system"])),
                    runBy=maybe(one(DEPARTMENTS)),
                )
            )
        )
    return found


@st.composite
def channels(draw: st.DrawFn) -> list[dict[str, Any]]:
    return [
        draw(
            item(
                key=st.just(key),
                name=st.just(key),
                kind=one((KINDS[place % len(KINDS)], *KINDS, ABSENT)),
                operatedBy=maybe(some(DEPARTMENTS)) | some(DEPARTMENTS, least=1, most=1),
                runsOn=maybe(some(SYSTEMS)) | some(SYSTEMS, least=1),
            )
        )
        for place, key in enumerate(CHANNELS[: draw(st.integers(1, 5))])
    ]


@st.composite
def touchpoints(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Up to three at a step; a second one on a channel has a key of its own, others may have one."""
    found = []
    for place, channel in enumerate(draw(st.lists(one(CHANNELS), max_size=3))):
        taken = channel in {other["channel"] for other in found}
        fields = draw(
            item(
                key=st.just(f"t{place}") if taken else one((ABSENT, ABSENT, f"t{place}")),
                channel=st.just(channel),
                handledBy=st.just(ABSENT) | maybe(some(DEPARTMENTS)),
                reliesOn=maybe(some(DEPARTMENTS, most=1)),
                uses=st.just(ABSENT) | maybe(some(SYSTEMS, most=3)),
                needs=some(OBJECTS, least=1, most=1) | maybe(some(OBJECTS, most=3)),
                produces=some(OBJECTS, least=1, most=1) | maybe(some(OBJECTS, most=3)),
                missing=rarely(6).map(lambda missing: missing or ABSENT),
                initiator=one((ABSENT, "CUSTOMER", "COMPANY")),
            )
        )
        found.append(with_volume(fields, draw(maybe(volumes())), draw(maybe(one(PERIODS)))))
    return found


@st.composite
def nexts(draw: st.DrawFn, steps: tuple[str, ...]) -> Any:
    """Left out, a string, a list of strings, or of mappings; to steps of the journey, this one too, or to a stub."""
    targets = (*steps, "ghost-step") if draw(rarely(6)) else steps
    transition = item(
        step=one(targets),
        share=one((*SHARES, ABSENT)),
        condition=maybe(st.just("it suits")),
        wait=maybe(st.just("P2D")),
        kind=one((ABSENT, "PROGRESS", "FAILURE")),
    )
    several = st.lists(transition, max_size=3, unique_by=lambda drawn: drawn["step"])
    return draw(st.just(ABSENT) | one(targets) | some(targets, most=3) | several)


@st.composite
def leads_to(draw: st.DrawFn, here: tuple[str, ...]) -> Any:
    """Left out mostly; else a few of the journey's touchpoints, its own included, or a stub."""
    if not draw(rarely(5)):
        return ABSENT
    targets = (*here, f"{STEPS[0]}/ghost-touchpoint") if draw(rarely(5)) else here
    found = []
    for to in draw(some(targets, most=3)):
        fields = draw(item(to=st.just(to), share=one((*SHARES, ABSENT)), kind=one((ABSENT, "PROGRESS", "FAILURE"))))
        entry = with_volume(fields, draw(maybe(volumes())), draw(maybe(one(PERIODS))))
        found.append(to if draw(st.booleans()) else entry)
    return found


@st.composite
def steps(draw: st.DrawFn) -> list[dict[str, Any]]:
    keys = STEPS[: draw(st.integers(1, 7))]
    found = [
        draw(
            item(
                key=st.just(key),
                text=st.just(f"I do {key}"),
                outcome=one((ABSENT,) * 5 + ("GOAL", "ABANDON")),
                expectedOn=maybe(some(CHANNELS)) | some(CHANNELS, least=1),
                next=nexts(keys),
                touchpoints=touchpoints(),
            )
        )
        for key in keys
    ]
    here = tuple(f"{step['key']}/{t.get('key', t['channel'])}" for step in found for t in step["touchpoints"])
    for step in found:
        for touchpoint in step["touchpoints"]:
            declared = draw(leads_to(here))
            if declared is not ABSENT:
                touchpoint["leadsTo"] = declared
    return found


@st.composite
def journeys(draw: st.DrawFn, key: str) -> dict[str, Any]:
    """Its steps in one phase or cut into two."""
    found = draw(steps())
    cut = draw(st.integers(0, len(found) - 1))
    parts = [part for part in (found[:cut], found[cut:]) if part]
    return {
        "key": key,
        "title": key,
        "perspective": draw(one(("REALITY", "FUTURE"))),
        **draw(item(personas=maybe(some(PERSONAS)) | some(PERSONAS[:2], least=1))),
        "phases": [{"key": f"p{place}", "name": f"p{place}", "steps": part} for place, part in enumerate(parts)],
    }


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """One knowledge document with one or two journeys over one landscape."""
    return {
        "parcours": 1,
        "departments": draw(departments()),
        "silos": [{"key": "sales", "name": "Sales"}],
        "systems": draw(systems()),
        "informationObjects": [{"key": key, "name": key} for key in OBJECTS[: draw(st.integers(0, 3))]],
        "channels": draw(channels()),
        "personas": [
            draw(item(key=st.just(key), name=st.just(key), prefers=maybe(some(CHANNELS)))) for key in PERSONAS[:2]
        ],
        "journeys": [draw(journeys(key)) for key in JOURNEYS[: draw(st.integers(1, 2))]],
    }
