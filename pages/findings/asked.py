"""What the address of the findings says: what is listed, and how each part of it is dropped."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.errors import BadInput
from graph.model.words import RuptureKind, Triage
from pages.visitor import NOT_ONE, Visitor

Data = dict[str, Any]
VIEWS = ("list", "board")
FILTERS = ("triage", "kind", "owner", "journey", "from", "to")


SILO = "silo:"
"""What tells the key of a silo from that of a channel, where either may stand."""


def end(values: list[str]) -> Data:
    """Where hand-offs come from or lead: channels, silos."""
    silos = [each.removeprefix(SILO) for each in values if each.startswith(SILO)]
    channels = [each for each in values if not each.startswith(SILO)]
    return {name: keys for name, keys in (("silo", silos), ("channel", channels)) if keys}


@dataclass(frozen=True)
class Asked:
    """What is listed; without a state what is open, and below it what is decided or gone."""

    visitor: Visitor

    @cached_property
    def states(self) -> list[Triage]:
        """The states that were chosen."""
        return self.visitor.words("triage", Triage)

    @cached_property
    def kinds(self) -> list[RuptureKind]:
        """The kinds that were chosen."""
        return self.visitor.words("kind", RuptureKind)

    @property
    def board(self) -> bool:
        """Whether it is looked at in columns. BadInput for another view than the two that there are."""
        view = self.visitor.one("view") or "list"
        if view not in VIEWS:
            raise BadInput(NOT_ONE(name="view", value=view, all=", ".join(VIEWS)))
        return view == "board"

    @property
    def whole(self) -> bool:
        """Whether all states are shown, each in its place."""
        return not self.states and not self.visitor.one("after")

    @property
    def given(self) -> Iterator[tuple[str, str]]:
        """What narrows the list: a name of the query and its value."""
        for name in FILTERS:
            value = ",".join(self.visitor.several(name))
            if value:
                yield name, value

    def variables(self) -> Data:
        """The variables of the operations."""
        scope = self.visitor.scope
        journeys = self.visitor.several("journey") or scope.pop("journeys", None)
        kinds = {"kind": {"in": [str(each) for each in self.kinds]}} if self.kinds else {}
        states = [str(each) for each in self.states] or ["OPEN"]
        listed = {**kinds, "triage": {"in": states}}
        ends = {name: end(self.visitor.several(name)) for name in ("from", "to") if self.visitor.several(name)}
        owner = {"either": {"department": self.visitor.several("owner")}} if self.visitor.several("owner") else {}
        return scope | ends | owner | ({"journeys": journeys} if journeys else {}) | {
            "everywhere": self.visitor.scope.get("journeys"),
            "listed": listed,
            "settled": {**kinds, "NOT": {"triage": {"in": ["OPEN"]}}},
            "past": {**kinds, "resolved": {"key": {"gt": ""}}},
            "ofKinds": kinds,
            "ofStates": {"triage": {"in": states}},
            "after": self.visitor.one("after"),
            "whole": self.whole,
            "done": self.visitor.acted,
            "acted": self.visitor.acted > 0,
        }  # fmt: skip


def variables(visitor: Visitor) -> Data:
    """The variables of the operations."""
    return Asked(visitor).variables()
