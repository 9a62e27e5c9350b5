"""Small random knowledge documents, all of them valid, that reach every corner of the derivation.

Everything is drawn at once from small pools of keys, and what then points at nothing is bent to something that is
there (or left pointing at a stub, where the draw says STUB): a smaller draw is a smaller document, and no draw is
thrown away.
Shares are dyadic and volumes whole, so that products and sums are exact.
"""

from itertools import combinations
from typing import Any

from hypothesis import strategies as st

Drawn = st.SearchStrategy[Any]
Fields = dict[str, Any]
ABSENT = "(left out)"
STUB = "(a stub)"

CHANNELS = ("web", "phone", "shop", "mail", "Src:app.1")
DEPARTMENTS = ("d1", "d2", "d3", "d4", "d5", "hr:6")
SYSTEMS = ("cms", "crm", "core", "dwh", "s_5")
OBJECTS = ("quote", "order", "claim")
PERSONAS = ("nadia", "omar")
STEPS = ("s4", "s1", "s2", "s7", "s3", "s6", "s5")  # in the order of the journey, which is not that of the keys
KINDS = ("WEBSITE", "PHONE", "STORE", "EMAIL", "POST", "FIELD", "OTHER")
SHARES = (1.0, 0.5, 0.25, 0.75, 0.0)
PERIODS = ("year", "quarter", "month", "week", "day")
VOLUMES = (1000, 2000, 0, 400, [1000, 2000], [0, 3000], [500, 500])
POOLS = {"channels": CHANNELS, "departments": DEPARTMENTS, "systems": SYSTEMS, "personas": PERSONAS}
FAMILY = {
    "channel": "channels", "expectedOn": "channels", "prefers": "channels", "personas": "personas",
    "operatedBy": "departments", "handledBy": "departments", "reliesOn": "departments", "runBy": "departments",
    "ownedBy": "departments",
    "runsOn": "systems", "uses": "systems", "system": "systems",
}  # fmt: skip


def one(*values: Any, absent: int = 0) -> Drawn:
    """One of the values, or, as often as `absent` of them, left out."""
    return st.sampled_from([ABSENT] * absent + list(values))


def some(pool: tuple[str, ...], least: int = 0, most: int = 2, absent: int = 0) -> Drawn:
    """A few different ones, the shorter lists first; or left out, as often as `absent` lists are drawn."""
    return one(*(list(few) for size in range(least, most + 1) for few in combinations(pool, size)), absent=absent)


@st.composite
def weighted(draw: st.DrawFn, *choices: tuple[int, Drawn]) -> Any:
    """From one of the strategies, each so many times as often (`one_of` counts equal ones once)."""
    places = [place for place, (times, _) in enumerate(choices) for _ in range(times)]
    return draw(choices[draw(st.sampled_from(places))][1])


def item(**fields: Drawn) -> Drawn:
    """A mapping without the fields that drew ABSENT; `per` stands beside a volume only."""

    def written(drawn: Fields) -> Fields:
        unsaid = {"per"} if drawn.get("volume") == ABSENT else set()
        return {name: value for name, value in drawn.items() if value != ABSENT and name not in unsaid}

    return st.fixed_dictionaries(fields).map(written)


def few(strategy: Drawn, most: int) -> Drawn:
    """A list of at most so many, each there or not (`lists` at its full length shrinks badly)."""
    slots = [weighted((1, st.just(ABSENT)), (1, strategy))] * most
    return st.tuples(*slots).map(lambda drawn: [value for value in drawn if value != ABSENT])


def each(pool: tuple[str, ...], fields: Drawn, times: int) -> Drawn:
    """For each key of the pool: left out, described (so many times as often), or a stub."""
    choice = weighted((1, st.just(ABSENT)), (times, fields), (1, st.just(STUB)))
    return st.fixed_dictionaries(dict.fromkeys(pool, choice))


VOLUME = {"volume": one(*VOLUMES, absent=2), "per": one(*PERIODS, absent=3)}
KIND = one("FAILURE", "PROGRESS", absent=2)
FEED = item(system=one(*SYSTEMS), objects=some(OBJECTS, least=1, most=3), delay=one("P1D", absent=3))
TRANSITION = item(
    step=one(*STEPS), share=one(*SHARES, absent=1), kind=KIND, condition=one("x", absent=3), wait=one("P2D", absent=3)
)
TARGET = st.tuples(one(*STEPS), st.integers(0, 2))
LEAD = TARGET | item(to=TARGET, share=one(*SHARES, absent=2), kind=KIND, **VOLUME)

TOUCHPOINT = item(
    key=one("t", absent=4),
    channel=one(*CHANNELS),
    missing=one(True, absent=11),
    initiator=one("CUSTOMER", "COMPANY", absent=2),
    handledBy=some(DEPARTMENTS, absent=40),
    reliesOn=some(DEPARTMENTS, most=1, absent=14),
    uses=weighted((1, st.just([])), (20, some(SYSTEMS, absent=30))),
    needs=some(OBJECTS, most=3, absent=2),
    produces=some(OBJECTS, most=3, absent=2),
    leadsTo=weighted((11, st.just(ABSENT)), (1, few(LEAD, 3))),
    **VOLUME,
)
STEP = item(
    outcome=one("GOAL", "ABANDON", absent=8),
    expectedOn=some(CHANNELS, absent=6),
    next=weighted(
        (8, st.just(ABSENT)),
        (1, st.just([])),
        (2, one(*STEPS)),
        (2, some(STEPS)),
        (6, few(TRANSITION, 3)),
    ),
    touchpoints=weighted((1, st.just([])), (4, few(TOUCHPOINT, 3))),
)
JOURNEY = item(
    perspective=one("REALITY", "FUTURE"),
    personas=some(PERSONAS, absent=1),
    ownedBy=one(*DEPARTMENTS, absent=2),
    reviewBy=one("2020-01-31", "2999-12-31", absent=2),
    brings=some(OBJECTS, absent=4),
    phases=st.integers(0, len(STEPS) - 1),
    steps=each(STEPS, STEP, times=3),
)
DEPARTMENT = item(
    partOf=one(*DEPARTMENTS, absent=1),
    partner=one(False, True, absent=6),
    silo=one("sales", "ghost-silo", absent=8),
)
SYSTEM = item(
    stores=some(OBJECTS, most=3, absent=1),
    feeds=st.just(ABSENT) | few(FEED, 2),
    runBy=one(*DEPARTMENTS, absent=2),
)
CHANNEL = item(
    kind=one(*KINDS, *KINDS, absent=1),
    operatedBy=weighted((2, some(DEPARTMENTS, least=1, most=1)), (1, some(DEPARTMENTS, absent=1))),
    runsOn=weighted((6, some(SYSTEMS, least=1, most=1)), (3, some(SYSTEMS, absent=1)), (1, st.just([]))),
)
DOCUMENT = st.fixed_dictionaries(
    {
        "departments": each(DEPARTMENTS, DEPARTMENT, times=8),
        "systems": each(SYSTEMS, SYSTEM, times=8),
        "channels": each(CHANNELS, CHANNEL, times=8),
        "personas": each(PERSONAS, item(prefers=some(CHANNELS, absent=1)), times=5),
        "informationObjects": some(OBJECTS, most=3),
        "journeys": st.tuples(JOURNEY, weighted((1, st.just(ABSENT)), (1, JOURNEY))),
        "turned": st.booleans(),
    }
)


@st.composite
def documents(draw: st.DrawFn) -> Fields:
    """One knowledge document with one or two journeys over one landscape."""
    return _document(draw(DOCUMENT))


class Keys:
    """The keys of a family that may be referred to, those of its stubs among them."""

    def __init__(self, drawn: Fields) -> None:
        self.pool = list(drawn)
        self.said = {key: fields for key, fields in drawn.items() if isinstance(fields, dict)}
        self.usable = [key for key, fields in drawn.items() if fields != ABSENT]

    def settle(self, key: str) -> str:
        """The key itself, else one that may be referred to; ABSENT when there is none."""
        if key in self.usable:
            return key
        return self.usable[self.pool.index(key) % len(self.usable)] if self.usable else ABSENT

    def settle_all(self, keys: list[str]) -> list[str]:
        return [key for key in dict.fromkeys(map(self.settle, keys)) if key != ABSENT]


def _document(drawn: Fields) -> Fields:
    families = {family: Keys(drawn[family]) for family in POOLS}
    if not families["channels"].usable:
        families["channels"].usable.append("web")
    document: Fields = {"parcours": 1, "silos": [{"key": "sales", "name": "Sales"}]}
    for family, keys in families.items():
        document[family] = [{"key": key, "name": key, **_settled(said, families)} for key, said in keys.said.items()]
    document["systems"] = [_with_feeds(system) for system in document["systems"]]
    document["departments"] = _trees(document["departments"], families["departments"])
    if drawn["turned"]:  # children before what they are part of
        document["departments"].reverse()
    document["informationObjects"] = [{"key": key, "name": key} for key in drawn["informationObjects"]]
    document["journeys"] = [
        _journey(f"j{place}", _settled(journey, families))
        for place, journey in enumerate(drawn["journeys"], start=1)
        if journey != ABSENT
    ]
    return document


def _settled(value: Any, families: dict[str, Keys]) -> Any:
    """The same with every reference to the landscape bent to what is there; nothing is shared with the draw."""
    if isinstance(value, list):
        return [_settled(member, families) for member in value]
    if not isinstance(value, dict):
        return value
    found: Fields = {}
    for name, member in value.items():
        if name in FAMILY:
            keys = families[FAMILY[name]]
            member = keys.settle_all(member) if isinstance(member, list) else keys.settle(member)
            if member != ABSENT:
                found[name] = member
        else:
            found[name] = _settled(member, families)
    return found


def _with_feeds(system: Fields) -> Fields:
    """No system feeds itself, or another one twice."""
    if "feeds" in system:
        feeds = {feed["system"]: feed for feed in system["feeds"] if feed["system"] != system["key"]}
        system["feeds"] = list(feeds.values())
    return system


def _trees(departments: list[Fields], keys: Keys) -> list[Fields]:
    """A department is part of an earlier one, of a stub, or of none."""
    for place, department in enumerate(departments):
        above = department.pop("partOf", None)
        earlier = [other["key"] for other in departments[:place]]
        stub = above in keys.usable and above not in keys.said
        if above and (stub or earlier):
            department["partOf"] = above if stub or above in earlier else earlier[keys.pool.index(above) % len(earlier)]
    return departments


def _journey(key: str, drawn: Fields) -> Fields:
    """Its steps in one phase or cut into two."""
    keys = Keys(drawn.pop("steps"))
    if not keys.said:
        keys = Keys({**dict.fromkeys(STEPS, ABSENT), "s1": {"touchpoints": []}})
    described = Keys({step: keys.said.get(step, ABSENT) for step in keys.pool})
    steps = {step: {"key": step, "text": f"I do {step}", **fields} for step, fields in keys.said.items()}
    for step in steps.values():
        _tell_apart(step["touchpoints"])
        if "next" in step:
            step["next"] = _next(step["next"], described)
    for touchpoint in (touchpoint for step in steps.values() for touchpoint in step["touchpoints"]):
        if "leadsTo" in touchpoint:
            touchpoint["leadsTo"] = _leads_to(touchpoint["leadsTo"], steps, keys)
    written, cut = list(steps.values()), drawn.pop("phases")
    parts = [part for part in (written[:cut], written[cut:]) if part]
    phases = [{"key": f"p{place}", "name": f"p{place}", "steps": part} for place, part in enumerate(parts)]
    return {"key": key, "title": key, **drawn, "phases": phases}


def _tell_apart(touchpoints: list[Fields]) -> None:
    taken: set[Any] = set()
    for place, touchpoint in enumerate(touchpoints):
        if touchpoint.get("key", touchpoint["channel"]) in taken:
            touchpoint["key"] = f"t{place}"
        taken.add(touchpoint.get("key", touchpoint["channel"]))


def _next(given: Any, steps: Keys) -> Any:
    if isinstance(given, str):
        return steps.settle(given)
    if all(isinstance(entry, str) for entry in given):
        return steps.settle_all(given)
    settled = [{**entry, "step": steps.settle(entry["step"])} for entry in given]
    return list({entry["step"]: entry for entry in settled}.values())


def _leads_to(given: list[Any], steps: dict[str, Fields], keys: Keys) -> list[Any]:
    found = {}
    for entry in given:
        step, place = entry["to"] if isinstance(entry, dict) else entry
        to = _target(keys.settle(step), place, steps)
        if to:
            found[to] = {**entry, "to": to} if isinstance(entry, dict) else to
    return list(found.values())


def _target(step: str, place: int, steps: dict[str, Fields]) -> str | None:
    """One of the step's touchpoints; of a stub step, a stub."""
    if step not in steps:
        return f"{step}/ghost"
    there = steps[step]["touchpoints"]
    chosen = there[place % len(there)] if there else None
    return chosen and f"{step}/{chosen.get('key', chosen['channel'])}"
