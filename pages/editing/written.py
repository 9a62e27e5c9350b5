"""Whose a map is: the sources that write it, beside people who draw it, and when each last did."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.language import both
from graph.statement import EDITS
from pages.telling import Link
from pages.visitor import Visitor
from wording.writing import day

Row = Mapping[str, Any]
LAST = both("last import on {}", "dernier import le {}")


@dataclass(frozen=True)
class Written:
    """The sources that write a map, each with the day of its last import; whether people drew on it, too."""

    sources: Sequence[tuple[Link, str]]
    drawn: bool


def sources(data: Row) -> dict[str, Any]:
    """The sources that write the map, as variables; nothing is asked of one that is not there."""
    journey = data["journey"]
    return {"sources": sorted(_sources(journey) - {EDITS}) if journey else []}


def written(data: Row, visitor: Visitor) -> Written | None:
    """Who else writes the map; null where people alone do."""
    found = [edge["node"] for edge in data["written"]["edges"]]
    if not found:
        return None
    sources = [(Link(each["label"], visitor.links.node("Source", each["key"])), _last(each, visitor)) for each in found]
    return Written(sources, EDITS in _sources(data["journey"]))


def _sources(journey: Row) -> set[str]:
    """Whoever says something of the journey or of a part of it."""
    return {source for node in _nodes(journey) for source in node["sources"]}


def _nodes(journey: Row) -> Iterator[Row]:
    yield journey
    yield from journey["phases"]
    for step in journey["steps"]:
        yield step
        yield from step["touchpoints"]


def _last(source: Row, visitor: Visitor) -> str:
    """When it was last imported; nothing where that is not known."""
    ended = [edge["node"]["finishedAt"] for edge in source["runs"]["edges"]]
    if not ended or not ended[0]:
        return ""
    return LAST[visitor.language].format(day(datetime.datetime.fromisoformat(ended[0]).date(), visitor.language))
