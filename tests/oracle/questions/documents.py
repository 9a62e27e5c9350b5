"""Random documents with what questions ask for beside the derivation: feelings, weights, evidence, needs, posts."""

from itertools import cycle, pairwise
from typing import Any

from hypothesis import strategies as st

from ..documents import DEPARTMENTS, Fields, documents, few, item, one, some
from .maps import _elements
from .world import steps, touchpoints

KINDS = ("STRUCTURED_DATA", "SURVEY", "INTERVIEW", "STAFF_COCREATION", "EXPERT_OPINION")
WEIGHTS = (0.75, 0.25, 0.5, 1, 0)
EMOTIONS = (-2, -1, 0, 1, 2, 0.5, -1.5)
QUALIFICATIONS = ("IRRITANT", "BASIC", "ENCHANTMENT")
COSTS = (2, 0, 4.5, [6, 9], [0, 0.5])
FEELING = item(emotion=one(*EMOTIONS, absent=2), qualification=one(*QUALIFICATIONS, absent=2))

MEASURE = item(  # its name is given to it: two of one name and day are one
    value=one(1, 3, 4.5),
    scale=one([1, 5], [0, 10]),
    higherIsBetter=one(True, False, absent=2),
    method=one("SURVEY", "EXPERT_OPINION", "STRUCTURED_DATA", absent=1),
    to=one("2025-01-31", "2025-06-30", "2026-06-30"),
)
TOUCHPOINT = item(
    emotion=one(*EMOTIONS, absent=7),
    qualification=one(*QUALIFICATIONS, absent=3),
    felt=st.dictionaries(st.just("nadia"), FEELING, max_size=1),
    impact=one(*WEIGHTS, 0.75, absent=1),
    performance=one(*WEIGHTS, absent=5),
    measures=few(MEASURE, 2),
    cost=one(*COSTS, absent=9),
)
STEP = item(
    importance=one(*WEIGHTS, 0.75, absent=1),
    need=one("inform", "buy", absent=1),
    text=one("Je demande", "J'appelle", "I ask", "The file is checked", "Jean calls", absent=4),
)
JOURNEY = item(
    status=one("ARCHIVED", "VALIDATED", absent=4),
    contributedBy=st.dictionaries(one(*DEPARTMENTS), item(validated=one(True, False, absent=1)), max_size=3),
)
EVIDENCE = st.tuples(
    st.integers(0, 60),
    item(
        kind=one(*KINDS, absent=1),
        stance=one("SUPPORTS", "CONTRADICTS", absent=2),
        quote=one("So long", absent=1),
        says=one("PAIN", "EXPECTATION_MET", "EXPECTATION_MISSED", absent=2),
        saidBy=one("nadia", "omar", absent=1),
        date=one("2026-01-31", "2026-06-30", absent=1),
        sampleSize=one(40, absent=2),
    ),
)
COST_OF_EACH = st.lists(item(cost=one(*COSTS, absent=2)), min_size=6, max_size=6)
POSITION = item(heads=some(DEPARTMENTS, least=1), vacant=one(True, absent=2))


@st.composite
def asked_documents(draw: st.DrawFn) -> Fields:
    """A document of the derivation's with all of this laid over it."""
    document = draw(documents())
    touched, stepped = (draw(st.lists(kind, min_size=5, max_size=5)) for kind in (TOUCHPOINT, STEP))
    for journey, said in zip(document["journeys"], draw(st.tuples(JOURNEY, JOURNEY)), strict=False):
        contributed = [{"department": key, **how} for key, how in said.pop("contributedBy").items()]
        journey |= {**said, "contributedBy": contributed} if contributed else said
        _lay(touched, touchpoints(document, journey["key"]), document)
        _lay(stepped, steps(document, journey["key"]), document)
    if draw(st.booleans()):
        _carry(document)
    posts = draw(few(POSITION, 2))
    document["positions"] = [{"key": f"post{place}", "title": "Head", **post} for place, post in enumerate(posts)]
    for channel, cost in zip(document["channels"], draw(COST_OF_EACH), strict=False):
        channel |= cost
    document["needs"] = [{"key": "inform", "name": "Inform"}]
    document["evidence"] = _evidence(document, draw(st.lists(EVIDENCE, max_size=6)))
    return document


def _lay(drawn: list[Fields], parts: list[Any], document: Fields) -> None:
    described = {persona["key"] for persona in document["personas"]}
    for part, fields in zip(parts, cycle(drawn), strict=False):
        felt = {key: value for key, value in (fields.get("felt") or {}).items() if key in described}
        part.said.update({name: value for name, value in fields.items() if value not in ([], {}) and name != "felt"})
        if "measures" in part.said:
            part.said["measures"] = [{"name": f"m{at}", **measure} for at, measure in enumerate(fields["measures"])]
        if felt:
            part.said["felt"] = felt


def _carry(document: Fields) -> None:
    """Quotes everywhere, so that something is often kept or lost: given at one touchpoint, needed at the next."""
    for place, (system, following) in enumerate(pairwise(document["systems"])):
        if place % 3 == 0:
            system["stores"] = sorted({*system.get("stores", []), "quote"})
        if place % 2 == 0:
            others = [feed for feed in system.get("feeds", []) if feed["system"] != following["key"]]
            system["feeds"] = [*others, {"system": following["key"], "objects": ["quote"]}]
    for journey in document["journeys"]:
        for place, part in enumerate(touchpoints(document, journey["key"])):
            field = "needs" if place % 2 else "produces"
            part.said[field] = sorted({*part.said.get(field, []), "quote"})


def _evidence(document: Fields, drawn: list[tuple[int, Fields]]) -> list[Fields]:
    journeys, personas = document["journeys"], {persona["key"] for persona in document["personas"]}
    refs = [ref for _, ref in _elements(document, journeys=[journey["key"] for journey in journeys])]
    refs += [f"Phase:{journey['key']}/{phase['key']}" for journey in journeys for phase in journey["phases"]]
    for _, fields in drawn:
        if fields.get("saidBy") not in personas:
            fields.pop("saidBy", None)
    return [
        {"key": f"e{place}", **fields, "about": [refs[at % len(refs)], refs[(at // 2 + place) % len(refs)]]}
        for place, (at, fields) in enumerate(drawn)
    ]


@st.composite
def lossy_documents(draw: st.DrawFn) -> Fields:
    """A document in which much is lost: everybody uses two systems, of which some store and few are fed."""
    document = draw(asked_documents())
    keys = [system["key"] for system in document["systems"]] or ["cms"]
    document["systems"] = document["systems"] or [{"key": "cms"}]
    for place, system in enumerate(document["systems"]):
        system["stores"] = ["order", "quote"] if place % 3 == 0 else ["quote"] if place % 3 == 1 else []
        system["feeds"] = system.get("feeds", [])[:1] if place % 4 == 2 else []
    for journey in document["journeys"]:
        for place, part in enumerate(touchpoints(document, journey["key"])):
            start = draw(st.integers(0, len(keys) - 1))
            part.said["uses"] = sorted({keys[start], keys[(start + 1) % len(keys)]})
            part.said["produces" if place % 2 == 0 else "needs"] = ["order", "quote"][place % 3 == 0 :]
    return document
