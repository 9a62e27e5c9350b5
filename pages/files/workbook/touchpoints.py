"""The sheet of touchpoints, which departments complete and the kind `journey-table` reads back; and its words."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.model.words import Initiator
from importers.journeys import own_table
from importers.journeys.own_table import HEADS, asked
from importers.journeys.table_export import Names, lines
from importers.journeys.told import TOP
from pages.files.taken import Row, Taken
from pages.files.workbook.sheet import Sheet

Document = dict[str, Any]

NAMED = {
    "Persona": ("personas",),
    "Need": ("need",),
    "Channel": ("expectedOn", "channel"),
    "Department": ("handledBy", "reliesOn"),
    "System": ("uses", "runsOn"),
    "InformationObject": ("produces", "needs", "stores"),
}
"""The relations that lead to what has a name, by its label."""


def sheet(taken: Taken) -> Sheet:
    """A line for each touchpoint, and for a step without one; null is what nobody said and somebody is asked."""
    told = _document(taken.data["told"])
    rows = [list(_cells(line)) for line in lines(told, Names(told), taken.language)]
    return Sheet(own_table.SHEETS[0][taken.language], _heads(taken), rows, to_fill=True)


def words(taken: Taken) -> Sheet:
    """The names that stand for what the touchpoints refer to, and the keys of these."""
    heads = [head[taken.language] for head in (own_table.SORT, own_table.NAME, own_table.WORD_KEY)]
    return Sheet(
        own_table.SHEETS[1][taken.language], heads, list(Names(_document(taken.data["told"])).rows(taken.language))
    )


def _heads(taken: Taken) -> list[str]:
    return [head[taken.language] for head in HEADS.values()]


def _cells(line: Mapping[str, Any]) -> Iterator[Any]:
    for to in HEADS:
        value = line.get(to)
        yield value if value is not None or asked(to, line) else ""


def _document(journey: Row) -> Document:
    """The journey as a knowledge file has it, as far as the sheet tells it."""
    contacts = [each for step in journey["steps"] for each in step["touchpoints"]]
    holders = [journey, *journey["steps"], *contacts, *(each["channel"] for each in contacts if each["channel"])]
    holders += [system for each in holders for name in ("uses", "runsOn") for system in each.get(name) or ()]
    told: Document = {TOP["Journey"]: [_journey(journey)]}
    for label, relations in NAMED.items():
        nodes = (node for each in holders for relation in relations for node in _ends(each.get(relation)))
        told[TOP[label]] = [_thing(each) for each in {node["key"]: node for node in nodes}.values()]
    return told


def _thing(node: Row) -> Document:
    """A thing that has a name: of a channel what it runs on, of an application what it stores, too."""
    relations = ((name, node.get(name)) for name in ("runsOn", "stores"))
    return {"key": node["key"], "name": node["name"], **{n: [e["key"] for e in ends] for n, ends in relations if ends}}


def _ends(given: Any) -> list[Row]:
    return given if isinstance(given, list) else [given] if given else []


def _journey(journey: Row) -> Document:
    phases = [
        {
            "key": _local(phase["key"]),
            "name": phase["name"],
            "stage": phase["stage"],
            "steps": [_step(each) for each in journey["steps"] if (each["phase"] or {}).get("key") == phase["key"]],
        }
        for phase in journey["phases"]
    ]
    fields = {name: journey[name] for name in ("key", "title", "perspective", "goal", "scenario")}
    return {**fields, "personas": [each["key"] for each in journey["personas"]] or None, "phases": phases}


def _step(step: Row) -> Document:
    fields = ("text", "expectation", "promise", "importance", "outcome", "note")
    return {
        "key": _local(step["key"]),
        **{name: step[name] for name in fields},
        "need": step["need"] and step["need"]["key"],
        "expectedOn": _keys(step, "expectedOn"),
        "touchpoints": [_touchpoint(each) for each in step["touchpoints"] if each["channel"]],
    }


def _touchpoint(row: Row) -> Document:
    fields = ("name", "device", "emotion", "qualification", "performance", "impact")
    key, channel = _local(row["key"]), row["channel"]["key"]
    return {
        "key": None if key == channel else key,
        "channel": channel,
        **{name: row[name] for name in fields},
        **{name: _interval(row[name]) for name in ("volume", "cost")},
        "initiator": None if row["initiator"] == Initiator.CUSTOMER else row["initiator"],
        "missing": row["missing"] or None,
        **{name: _keys(row, name) for name in ("handledBy", "reliesOn", "uses", "produces", "needs")},
    }


def _keys(row: Row, relation: str) -> list[str] | None:
    """What somebody said; what stands there because nobody did is not said."""
    return [each["key"] for each in row[relation]] if relation in (row["stated"] or ()) else None


def _interval(given: Row | None) -> float | list[float] | None:
    if given is None:
        return None
    return given["low"] if given["low"] == given["high"] else [given["low"], given["high"]]


def _local(key: str) -> str:
    """A key without those of what it is part of."""
    return key.rpartition("/")[2]
