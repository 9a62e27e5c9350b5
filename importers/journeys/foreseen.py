"""What would follow from documents, before anything is written: as far as they alone tell, the rest being unknown."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.derive import following
from graph.derive.journey import Derived, derive
from graph.derive.landscape import Channel, Interval, Journey, Landscape, Next, Step, System, Touchpoint
from importers.journeys.check import Document
from importers.journeys.told import TOP

Item = Mapping[str, Any]


def derived(documents: Iterable[Document]) -> dict[str, Derived]:
    """The hand-offs and ruptures of each journey that documents describe, by the journey's key."""
    data = [document.data for document in documents]
    around = _landscape(data)
    return {each["key"]: derive(_journey(each), around) for read in data for each in read.get(TOP["Journey"], ())}


def _landscape(data: Iterable[Item]) -> Landscape:
    channels, systems = {}, {}
    for read in data:
        for each in read.get(TOP["Channel"], ()):
            runs = each.get("runsOn")
            operated = tuple(each.get("operatedBy", ()))
            channels[each["key"]] = Channel(each["key"], each.get("kind"), operated, None if runs is None else (*runs,))
        for each in read.get(TOP["System"], ()):
            feeds = tuple((feed["system"], frozenset(feed["objects"])) for feed in each.get("feeds", ()))
            systems[each["key"]] = System(each["key"], True, frozenset(each.get("stores", ())), feeds)
    return Landscape(channels, systems)


def _journey(told: Item) -> Journey:
    steps = list(_steps(told))
    unsaid = {step.key: None for step in steps if not step.next}
    resolved = following.resolved(steps, unsaid)
    return Journey(told["key"], resolved, {key: frozenset() for key in told.get("personas", ())})


def _steps(told: Item) -> Iterator[Step]:
    order = 0
    for phase in told.get("phases", ()):
        for step in phase.get("steps", ()):
            order += 1
            key = f"{told['key']}/{step['key']}"
            expected = step.get("expectedOn")
            ways = tuple(
                Next(f"{told['key']}/{way if isinstance(way, str) else way['step']}") for way in step.get("next", ())
            )
            contacts = tuple(_touchpoint(key, each) for each in step.get("touchpoints", ()))
            yield Step(key, order, step.get("outcome"), None if expected is None else (*expected,), ways, contacts)


def _touchpoint(step: str, told: Item) -> Touchpoint:
    key = told.get("key", told["channel"])
    handled, uses, needs = told.get("handledBy"), told.get("uses"), told.get("needs")
    return Touchpoint(
        f"{step}/{key}",
        step,
        told["channel"],
        bool(told.get("missing")),
        told.get("initiator"),
        interval(told.get("volume")),
        None if handled is None else (*handled,),
        None if uses is None else (*uses,),
        frozenset(told.get("produces", ())),
        None if needs is None else frozenset(needs),
    )


def interval(given: Any) -> Interval | None:
    """A volume as a document has it, as two ends."""
    if given is None:
        return None
    low, high = given if isinstance(given, list) else (given, given)
    return float(low), float(high)
