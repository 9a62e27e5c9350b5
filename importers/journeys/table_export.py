"""Journeys as our own table, from what is told in the graph: to be filled in, and imported again."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.gateway import Read
from graph.labels import LABELS
from graph.language import Language, both
from graph.model import MODEL, Word
from importers.journeys.aims import AIMS, Takes
from importers.journeys.export import told_in
from importers.journeys.own_sheet import table
from importers.journeys.own_table import HEADS, MARK, SORTS, source_of
from importers.journeys.table_cells import NONE, texts
from importers.journeys.table_mapping import EMPTY, WORDS
from importers.journeys.told import TOP
from importers.journeys.untransform import document
from importers.kind import Exported

NOTHING = both("none", "aucun")
YES = both("yes", "oui")
Line = dict[str, Any]
"""What a line of the table holds, by where it goes: numbers, texts; what nobody told is not there."""


class Names:
    """The names of what journeys refer to: each stands for one thing, whose key stands on the sheet of words."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._names: dict[tuple[str, str], str] = {}
        for label in WORDS:
            called = [(each.get("name") or each["key"]) for each in told.get(TOP[label], ())]
            counts = Counter(name.casefold() for name in called)
            for each, name in zip(told.get(TOP[label], ()), called, strict=True):
                alone = counts[name.casefold()] == 1 and _is_read_back(name)
                self._names[label, each["key"]] = name if alone else each["key"]

    def __call__(self, label: str, key: str) -> str:
        """The name, or the key of what nobody describes."""
        return self._names.get((label, key), key)

    def rows(self, language: Language) -> Iterator[list[str]]:
        """The sort, the name and the key of each."""
        yield from ([SORTS[label][language], name, key] for (label, key), name in self._names.items())


def _is_read_back(name: str) -> bool:
    """Whether a cell that holds the name is read as just this name."""
    return texts([MARK, "\n"], name) == [name] and name.casefold() not in NONE and name not in EMPTY


def lines(given: Mapping[str, Any], names: Names, language: Language) -> Iterator[Line]:
    """A line for each touchpoint, and one for a step that has none."""
    for journey in given.get(TOP["Journey"], ()):
        first = _fields("Journey", journey, names, language) | {"journeyKey": journey["key"]}
        told = {"journey": journey.get("title"), "journeyKey": journey["key"]}
        for phase in journey.get("phases", ()):
            phased = _fields("Phase", phase, names, language) | {"phaseKey": phase["key"]}
            for step in phase.get("steps", ()):
                stepped = _fields("Step", step, names, language) | {"stepKey": step["key"]}
                for place, touchpoint in enumerate(step.get("touchpoints") or [{}]):
                    contact = _fields("Touchpoint", touchpoint, names, language)
                    if stored := _stored_in(touchpoint, given):
                        contact["storedIn"] = f"{MARK} ".join(names("System", key) for key in stored)
                    shown = stepped if place == 0 else {each: stepped.get(each) for each in ("step", "stepKey")}
                    yield {**told, **first, **phased, **shown, **contact}
                    first = {}


def _stored_in(touchpoint: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    """The applications used at a touchpoint that store all that is produced there: others would be told too much."""
    produced = set(touchpoint.get("produces") or ())
    channels = {each["key"]: each for each in given.get(TOP["Channel"], ())}
    runs = channels.get(touchpoint.get("channel", ""), {}).get("runsOn") or ()
    used = [*(touchpoint.get("uses") or ()), *runs]
    stores = {each["key"]: set(each.get("stores") or ()) for each in given.get(TOP["System"], ())}
    return [key for key in dict.fromkeys(used) if produced and produced <= stores.get(key, set())]


def _fields(label: str, item: Mapping[str, Any], names: Names, language: Language) -> Line:
    aims = ((to, aim) for to, aim in AIMS.items() if aim.of == label and to in HEADS)
    return {to: value for to, aim in aims if (value := _value(aim, item.get(aim.field), names, language)) is not None}


def _value(aim: Any, given: Any, names: Names, language: Language) -> Any:
    if given is None:
        return None
    if aim.takes is Takes.KEYS:
        keys = [given] if isinstance(given, str) else given
        return f"{MARK} ".join(names(aim.label, key) for key in keys) if keys else NOTHING[language]
    if aim.takes is Takes.WORD:
        kind = MODEL[aim.of].by_name[aim.field].type
        assert isinstance(kind, type) and issubclass(kind, Word)
        return LABELS[kind][given][language]
    if aim.takes is Takes.FLAG:
        return YES[language] if given else None
    return "-".join(map(_plainly, given)) if isinstance(given, list) else given


def _plainly(number: float) -> str:
    """A number in full, without the exponent that large ones get."""
    return f"{number:f}".rstrip("0").rstrip(".")


def export(read: Read, journeys: Sequence[str] | None, language: Language) -> Exported:
    """Some journeys, or all, as a workbook; BadInput when there is no such journey."""
    given = document(told_in(read, journeys))
    names = Names(given)
    if journeys:
        given = {**given, TOP["Journey"]: [each for each in given[TOP["Journey"]] if each["key"] in journeys]}
    told = list(lines(given, names, language))
    keys = [each["key"] for each in given.get(TOP["Journey"], ())]
    return Exported(table(told, list(names.rows(language)), source_of(keys), language), suffix=".xlsx")
