"""What of a map is a visitor's to edit: what the API lets them, of touchpoints only what their departments handle."""

from collections.abc import Iterable, Mapping
from typing import Any

from api import own
from graph.model import MODEL
from pages.visitor import Visitor

Row = Mapping[str, Any]

BELOW = "query below { below: departments(first: 1000) { edges { node { key partOf { key } } } } }"
"""Asks for all departments with what they are part of."""


def asks(visitor: Visitor) -> str:
    """The operation that tells what stands below a visitor's departments, for whoever speaks for these alone."""
    return BELOW if own.departments(visitor.by) else ""


class Whose:
    """What is this visitor's, by the answer to what was asked for it."""

    def __init__(self, data: Row, visitor: Visitor) -> None:
        self._visitor = visitor
        self.departments = own.departments(visitor.by)
        """The departments that they speak for, and for nobody else; none where that does not matter."""
        below = [edge["node"] for edge in data["below"]["edges"]] if self.departments else ()
        self._own = with_all_below(self.departments, below)

    def says(self, label: str, key: str, handlers: Iterable[Row] = ()) -> bool:
        """Whether they may say something of a node; of a touchpoint it counts who handles it."""
        if label == "Touchpoint" and self.departments and self._own.isdisjoint(each["key"] for each in handlers):
            return False
        return self._visitor.edits(**{MODEL[label].singular: {"key": key}})


def with_all_below(keys: Iterable[str], departments: Iterable[Row]) -> frozenset[str]:
    """These departments and all that stand below them, of those that are given with what they are part of."""
    below: dict[str, list[str]] = {}
    for each in departments:
        if each["partOf"]:
            below.setdefault(each["partOf"]["key"], []).append(each["key"])
    found, left = set[str](), list(keys)
    while left:
        if (here := left.pop()) not in found:
            found.add(here)
            left += below.get(here, ())
    return frozenset(found)
