"""What of a map is a visitor's to edit: what the API lets them, of touchpoints only what their departments handle."""

from collections.abc import Iterable, Mapping
from typing import Any

from api import own
from graph.model import MODEL
from pages.visitor import Visitor

Row = Mapping[str, Any]


class Whose:
    """What is this visitor's."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor
        self.departments = own.departments(visitor.by)
        """The departments that they speak for, with all below, and for nobody else; none where that does not matter."""

    @property
    def variables(self) -> dict[str, Any]:
        """What operations are given that ask for it: whether that matters, and the departments."""
        return {"ours": bool(self.departments), "own": list(self.departments)}

    def says(self, label: str, key: str, handlers: Iterable[Row] = ()) -> bool:
        """Whether they may say something of a node, and remove it; of a touchpoint it counts who handles it."""
        if label == "Touchpoint" and self.departments and not any(map(self._speaks, handlers)):
            return False
        return self._visitor.edits(**{MODEL[label].singular: {"key": key}})

    def _speaks(self, department: Row) -> bool:
        """Whether they speak for a department, which brings along what is above it."""
        return not {department["key"], *(each["key"] for each in department["above"])}.isdisjoint(self.departments)
