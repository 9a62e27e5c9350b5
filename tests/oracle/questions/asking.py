"""What nobody has said yet, and what of it would decide hand-offs."""

from collections.abc import Iterable
from typing import Any

from ..naive import Handoff
from ..objects import LOST, Edge, definitions, fate, fed, stores
from ..reading import Document, Journey, Touchpoint, described, read_journey
from ..tree import upwards
from ..ways import leads
from .world import Row, handoffs, scope, total

Found = dict[tuple[str, str, str | None], Row]


def to_ask(document: Document, department: str | None = None, **where: Any) -> list[Row]:
    """A row a question, in no order; without its sentence."""
    found: Found = {}
    for key in scope(document, **where):
        journey = read_journey(document, key)
        undecided = {(h.from_, h.to): h for h in handoffs(document, key).values() if h.status == "UNKNOWN"}
        _needs(found, journey, undecided)
        _objects(found, document, journey, undecided)
        _given(found, document, journey, undecided)
        _rest(found, document, journey)
    rows = [_row(*subject, asked) for subject, asked in found.items()]
    return [row for row in rows if department is None or _below(document, department, row["departments"])]


def _row(kind: str, element: str, object: str | None, asked: Row) -> Row:
    volumes = list(asked["handoffs"].values())
    return {
        "kind": kind,
        "element": element,
        "object": object,
        "departments": sorted(asked["departments"]),
        "journeys": sorted(asked["journeys"]),
        "handoffs": sorted(asked["handoffs"]),
        "volume": total(volumes),
        "knownVolume": sum(volume[1] for volume in volumes if volume),
    }


def _below(document: Document, department: str, asked: list[str]) -> bool:
    return any(department in upwards(document, each) for each in asked)


def _ask(
    found: Found, kind: str, element: str, object: str | None, whom: Iterable[str], journey: Journey,
    over: Iterable[Handoff] = (),
) -> None:  # fmt: skip
    asked = found.setdefault((kind, element, object), {"departments": set(), "journeys": set(), "handoffs": {}})
    asked["departments"] |= set(whom)
    asked["journeys"] |= {journey.key}
    asked["handoffs"] |= {f"{each.from_}~{each.to}": each.volume for each in over}


def _needs(found: Found, journey: Journey, undecided: dict[Edge, Handoff]) -> None:
    for (_, end), handoff in undecided.items():
        b = journey.existing[end]
        if b.needs is None:
            _ask(found, "NEEDS", end, None, b.departments, journey, [handoff])


def _objects(found: Found, document: Document, journey: Journey, undecided: dict[Edge, Handoff]) -> None:
    """Of each object on its way over such hand-offs: where it is stored, what is used, what stubs do."""
    there, owners = set(described(document, "systems")), described(document, "systems")
    for p, b, carried, edges in definitions(document, journey):
        over = [undecided[edge] for edge in edges if edge in undecided]
        reasons = fate(document, p, b, carried) - {LOST}
        if over and "STORE_UNKNOWN" in reasons:
            kind, object = ("STORES", carried) if p.systems else ("USES", None)
            _ask(found, kind, p.key, object, p.departments, journey, over)
        if over and "SYSTEM_UNKNOWN" in reasons:
            if not b.systems:
                _ask(found, "USES", b.key, None, b.departments, journey, over)
            for system in (b.systems | fed(document, stores(document, p, carried), carried)) - there:
                kind, object = ("STORES", None) if system in b.systems else ("FEEDS", carried)
                assert system not in owners  # nobody described a stub, so nobody is said to run it
                _ask(found, kind, system, object, b.departments, journey, over)


def _given(found: Found, document: Document, journey: Journey, undecided: dict[Edge, Handoff]) -> None:
    edges = {(lead.from_, lead.to) for lead in leads(document, journey.key)}
    for (start, end), handoff in undecided.items():
        b, before = journey.existing[end], {start}
        while more := {one for one, other in edges if other in before} - before:
            before |= more
        given = journey.brings.union(*(journey.existing[key].produces for key in before - {end}))
        for object in (b.needs or frozenset()) - given:
            _ask(found, "PRODUCES", end, object, b.departments, journey, [handoff])


def _rest(found: Found, document: Document, journey: Journey) -> None:
    edges = {(lead.from_, lead.to) for lead in leads(document, journey.key) if lead.to in journey.existing}
    for step in journey.steps.values():
        here = {department for each in step.touchpoints for department in each.departments}
        if step.expected_on is None and step.outcome != "ABANDON":
            _ask(found, "EXPECTED_ON", step.key, None, here, journey)
        for each in step.touchpoints:
            if not each.departments:
                near = {one for edge in edges if each.key in edge for one in edge} - {each.key}
                beside = {department for key in near for department in journey.existing[key].departments}
                _ask(found, "HANDLED_BY", each.key, None, beside or here, journey)
            if _uncounted(each):
                _ask(found, "VOLUME", each.key, None, each.departments, journey)


def _uncounted(touchpoint: Touchpoint) -> bool:
    return touchpoint.volume is None and not touchpoint.missing
