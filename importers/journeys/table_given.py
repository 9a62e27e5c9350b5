"""Cells in their lanes, and documents that grow from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from graph.problems import Problem
from importers.journeys.aims import AIMS, Aim
from importers.journeys.table_mapping import Lane
from importers.reading.blocks import Cell
from importers.reading.grid import Spot
from importers.reading.tree import Fields, Items


@dataclass(frozen=True)
class Given:
    """A cell in a lane."""

    name: str
    lane: Lane
    cell: Cell

    @property
    def aim(self) -> Aim:
        """Where it goes."""
        return AIMS[self.lane.to]


def first(given: Iterable[Given], to: str) -> Given | None:
    """The first of the cells that go there."""
    return next((each for each in given if each.lane.to == to), None)


class Places(Protocol):
    """Where what stands beside the journeys goes."""

    def describe(self, label: str, key: str, at: Spot, **told: Any) -> Fields:
        """Something that journeys refer to, or that is said of them."""

    def note(self, problem: Problem) -> None:
        """Something that was found."""


def put(into: Fields, name: str, value: Any, spot: Spot) -> None:
    """Tell a field, unless it is told already."""
    if value is not None and name not in into:
        into[name], into.spots[name] = value, (spot, getattr(value, "at", spot))


def add(into: Fields, name: str, value: Any, spot: Spot) -> None:
    """One more in a list."""
    listed = into.setdefault(name, Items(spot))
    into.spots.setdefault(name, (spot, spot))
    if value not in listed:
        listed.append(value)
        listed.spots.append(getattr(value, "at", spot))
