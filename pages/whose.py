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
        """What operations are given that ask for it: whether that matters."""
        return {"ours": bool(self.departments)}

    def says(self, label: str, key: str, handlers: Iterable[Row] = ()) -> bool:
        """Whether they may say something of a node, and remove it; of a touchpoint it counts who handles it."""
        if label == "Touchpoint" and self.departments and not self.speaks(handlers):
            return False
        return self._visitor.edits(**{MODEL[label].singular: {"key": key}})

    def speaks(self, departments: Iterable[Row]) -> bool:
        """Whether they speak for one of these departments, each of which brings along what is above it.

        The keys of theirs may be former ones.
        """
        lines = (line for each in departments for line in (each, *each["above"]))
        return not {key for line in lines for key in (line["key"], *line["aliases"])}.isdisjoint(self.departments)
