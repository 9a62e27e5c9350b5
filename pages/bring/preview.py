"""A journey as documents tell it, drawn before anything is written: what nobody told yet is not drawn as known."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from graph.derive.journey import Derived
from graph.language import Language
from importers.journeys.check import Document
from importers.journeys.foreseen import interval
from importers.journeys.told import TOP
from pages.journey import told
from pages.journey.picture import draw
from pages.journey.view import View
from pages.pictures.marks import Picture

Item = Mapping[str, Any]


def drawn(
    documents: Iterable[Document], follows: Mapping[str, Derived], language: Language, held: Mapping[str, str]
) -> Picture | None:
    """The map of the first journey; None where there is none that has steps. `held` names the channels of the base."""
    data = [document.data for document in documents]
    names = {("Channel", key): name for key, name in held.items()} | _names(data)
    for read in data:
        for journey in read.get(TOP["Journey"], ()):
            made = _journey(journey, names, follows.get(journey["key"]))
            if made.steps:
                return draw(made, language, View(framed=False, ways=len(made.handoffs) < 60))
    return None


def _names(data: Iterable[Item]) -> dict[tuple[str, str], str]:
    return {
        (label, each["key"]): each.get("name") or each["key"]
        for read in data
        for label, field in TOP.items()
        for each in read.get(field, ())
    }


def _journey(item: Item, names: Mapping[tuple[str, str], str], follows: Derived | None) -> told.Journey:
    contacts = list(_contacts(item, names))
    used = dict.fromkeys(each.channel for each in contacts)
    return told.Journey(
        key=item["key"],
        title=item.get("title") or item["key"],
        sentence=item.get("title") or item["key"],
        personas=tuple(told.Persona(names.get(("Persona", key), key)) for key in item.get("personas", ())),
        phases=tuple(told.Phase(phase["key"], phase.get("name") or "") for phase in item.get("phases", ())),
        steps=tuple(_steps(item, contacts)),
        channels=tuple(told.Channel(key, names.get(("Channel", key), key)) for key in used),
        touchpoints=tuple(contacts),
        handoffs=tuple(_handoffs(follows)) if follows else (),
    )


def _steps(item: Item, contacts: list[told.Touchpoint]) -> Iterator[told.Step]:
    keys = [f"{item['key']}/{step['key']}" for phase in item.get("phases", ()) for step in phase.get("steps", ())]
    after = dict(pairwise(keys))
    for phase in item.get("phases", ()):
        for step in phase.get("steps", ()):
            key = f"{item['key']}/{step['key']}"
            felt = [each.emotion for each in contacts if each.step == key and each.emotion is not None]
            feeling = told.Feeling(min(felt), max(felt), sum(felt) / len(felt)) if felt else None
            goings = (told.Going(after[key]),) if key in after else ()
            yield told.Step(key, step.get("text") or step["key"], phase["key"], feeling=feeling, goings=goings)


def _contacts(item: Item, names: Mapping[tuple[str, str], str]) -> Iterator[told.Touchpoint]:
    for phase in item.get("phases", ()):
        for step in phase.get("steps", ()):
            for each in step.get("touchpoints", ()):
                key = f"{item['key']}/{step['key']}"
                yield told.Touchpoint(
                    key=f"{key}/{each.get('key', each['channel'])}",
                    step=key,
                    channel=each["channel"],
                    name=each.get("name"),
                    made=tuple(names.get(("InformationObject", one), one) for one in each.get("produces", ())),
                    needed=tuple(names.get(("InformationObject", one), one) for one in each.get("needs", ())),
                    volume=interval(each.get("volume")),
                    emotion=each.get("emotion"),
                    missing=bool(each.get("missing")),
                    owners=tuple(each.get("handledBy", ())),
                )


def _handoffs(follows: Derived) -> Iterator[told.Handoff]:
    for each in follows.handoffs:
        hand = each.handoff
        start, end = hand.start.touchpoint.key, hand.end.touchpoint.key
        yield told.Handoff(f"{start}~{end}", start, end, each.status, hand.basis in ("DECLARED", "IMPOSED"))
