"""Random journeys as maps are told them: hostile names, loops, several touchpoints in a cell, little that is known."""

from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from pages.journey import told
from pages.journey.view import Lanes, Show, View

HOSTILE = (
    "",
    "<script>alert('é')</script>",
    "x" * 300,
    "אני מבקש הצעת מחיר",
    "🏠" * 40,
    "Je demande un devis en ligne",
)
NAMES = st.sampled_from(HOSTILE) | st.text(st.characters(codec="utf-8"), max_size=60)
VOLUMES = st.none() | st.tuples(st.integers(0, 9000), st.integers(0, 90000)).map(lambda ends: (ends[0], sum(ends)))
FEELINGS = st.none() | st.sampled_from((-2, -1.25, 0, 0.5, 2))
SHARES = st.none() | st.sampled_from((0.1, 0.5, 1))


@st.composite
def journeys(draw, steps: int = 12, channels: int = 6) -> told.Journey:
    """A journey of at most so many steps and channels."""
    count, lanes = draw(st.integers(1, steps)), draw(st.integers(1, channels))
    keys = [f"s{number}" for number in range(count)]
    size = draw(st.integers(0, count * 2))
    touchpoints = draw(st.lists(_touchpoints(keys, lanes), min_size=size, max_size=size))
    touchpoints = [replace(each, key=f"{each.step}/{each.channel}/{place}") for place, each in enumerate(touchpoints)]
    handoffs = draw(_handoffs([each.key for each in touchpoints], count * 3)) if touchpoints else ()
    breaks = [
        told.Break(f"SILENT~{each.key}", "SILENT_GAP", 1, each.step, touchpoint=each.key)
        for each in touchpoints
        if each.missing
    ]
    gaps = draw(st.sets(st.tuples(st.sampled_from(keys), st.integers(0, lanes - 1)), max_size=4))
    breaks += [told.Break(f"GAP~{step}~{lane}", "COVERAGE_GAP", 2, step, f"c{lane}") for step, lane in sorted(gaps)]
    breaks += [
        told.Break(f"END~{step}", "DEAD_END", 3, step) for step in draw(st.sets(st.sampled_from(keys), max_size=2))
    ]
    return told.Journey(
        "j",
        draw(NAMES),
        draw(NAMES),
        phases=tuple(told.Phase(f"p{place}", draw(NAMES)) for place in range(3)),
        steps=tuple(draw(_step(key, keys, f"p{place * 3 // count}")) for place, key in enumerate(keys)),
        channels=tuple(
            told.Channel(f"c{lane}", draw(NAMES), f"silo{lane % 3}", draw(NAMES), (f"d{lane}",) if lane else ())
            for lane in range(lanes)
        ),
        silos=tuple(told.Silo(f"silo{place}", draw(NAMES), "AB", place, draw(st.booleans())) for place in range(2)),
        touchpoints=tuple(touchpoints),
        handoffs=tuple(handoffs),
        breaks=tuple(breaks),
        matters=tuple(told.Matter(number, draw(NAMES)[:18], draw(NAMES), "4 000") for number in range(1, 5)),
        personas=tuple(
            told.Persona(draw(NAMES), felt={key: draw(st.sampled_from((-2, 0.5))) for key in keys[place::2]})
            for place in range(draw(st.integers(0, 3)))
        ),
        departments=tuple(told.Department(f"d{place}", draw(NAMES), f"silo{place}") for place in range(4)),
        systems=tuple(
            told.System(f"y{place}", draw(NAMES), draw(st.none() | NAMES), ("Devis", draw(NAMES)),
                        (told.Feed(f"y{(place + 1) % 4}", ("Devis",)),))
            for place in range(4)
        ),
        witnesses={rupture: draw(_witness(each)) for each in handoffs for _, rupture in each.matters},
        remembered=draw(st.none() | st.just(told.Remembered(-0.5, keys[0], keys[-1]))),
    )  # fmt: skip


@st.composite
def _witness(draw, handoff) -> tuple[told.Witness, ...]:
    """A proof as there are: through no, one or several systems, or by what is expected alone."""
    one, other = (
        told.Witness(role, "Touchpoint", key, "x")
        for role, key in (("PRODUCED_AT", handoff.start), ("NEEDED_AT", handoff.end))
    )
    if draw(st.booleans()):
        return one, told.Witness("EXPECTED_CHANNEL", "Channel", "c0", draw(NAMES)), other
    systems = [
        told.Witness(role, "System", f"y{place}", draw(NAMES))
        for place, role in enumerate(("STORED_IN", "FED_TO", "FED_TO", "USED_BY", "USED_BY"))
        if draw(st.booleans())
    ]
    return one, told.Witness("OBJECT", "InformationObject", "o", draw(NAMES)), *systems, other


@st.composite
def views(draw, journey: told.Journey) -> View:
    """A look at it: any that there is."""
    ruptures = [rupture for each in journey.handoffs for _, rupture in each.matters]
    return View(
        lanes=draw(st.sampled_from(Lanes)),
        show=draw(st.frozensets(st.sampled_from(Show))),
        ways=draw(st.booleans()),
        personas=draw(st.booleans()),
        phases=draw(st.sampled_from(((), ("p1",), ("p0", "p2"), ("no such",)))),
        witness=draw(st.none() | st.sampled_from(ruptures)) if ruptures else None,
        mine=draw(st.sampled_from((frozenset(), frozenset({"d1"})))),
    )


@st.composite
def _touchpoints(draw, keys, lanes) -> told.Touchpoint:
    return told.Touchpoint(
        "",
        draw(st.sampled_from(keys)),
        f"c{draw(st.integers(0, lanes - 1))}",
        draw(st.none() | NAMES),
        (draw(NAMES),) if draw(st.booleans()) else (),
        volume=draw(VOLUMES),
        emotion=draw(FEELINGS),
        missing=draw(st.integers(0, 9)) == 0,
        owners=tuple(draw(st.sets(st.sampled_from(("d0", "d1", "d2", "nobody knows")), max_size=2))),
        behind=("d3",) if draw(st.booleans()) else (),
        systems=("y1", "y3") if draw(st.booleans()) else (),
        company=draw(st.booleans()),
        evidence=draw(st.none() | st.builds(told.Evidence, NAMES, st.integers(1, 8), st.booleans())),
    )


@st.composite
def _handoffs(draw, keys, most) -> list[told.Handoff]:
    """From none to very many; which, a seed decides, since lists that are drawn one by one stay short."""
    chance = draw(st.randoms(use_true_random=False))
    ends = {(chance.choice(keys), chance.choice(keys)) for _ in range(draw(st.integers(0, most)))}
    return [_handoff(chance, start, end) for start, end in sorted(ends)]


def _handoff(chance: Random, start: str, end: str) -> told.Handoff:
    status = chance.choice(("BROKEN", "UNKNOWN", "SOUND"))
    causes = range(1, 1 + chance.randint(1, 3)) if status == "BROKEN" else ()
    matters = tuple((number, f"R{number}~{start}~{end}") for number in causes)
    seen = chance.choice((None, told.Observed(12), told.Observed(47, 0.26, (0.15, 0.4))))
    return told.Handoff(
        f"{start}~{end}", start, end, status, chance.random() < 0.6, chance.random() < 0.2, matters, seen
    )


@st.composite
def _step(draw, key, keys, phase) -> told.Step:
    felt = draw(FEELINGS)
    following = sorted(draw(st.sets(st.sampled_from(keys), max_size=2)))
    return told.Step(
        key,
        draw(NAMES),
        phase,
        draw(st.none() | st.sampled_from(("Signer", "x" * 80))),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.booleans()),
        None if felt is None else told.Feeling(-2, 2, felt),
        told.Voice(draw(NAMES), "Verbatim", 3, "EXPECTATION_MISSED") if draw(st.booleans()) else None,
        tuple(told.Going(step, draw(SHARES), draw(st.none() | st.just("3 jours"))) for step in following),
        tuple(told.Exit(draw(NAMES), draw(SHARES)) for _ in range(draw(st.integers(0, 2)))),
    )
