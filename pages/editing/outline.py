"""A journey as its editors see it: phases over steps, a lane for each channel, and what stands in each cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from graph.language import Language
from graph.model.words import JourneyStatus, Outcome
from pages.visitor import Visitor
from pages.whose import Whose
from wording.writing import signed

Row = Mapping[str, Any]
MOST = 48
"""Steps that are drawn at once; of longer journeys one phase is."""
PASSING = ("done", "undone", "new", "add", "about", "refused")
"""What of an address tells of the last act alone."""


def asks(verb: str, **fields: str) -> str:
    """What a button asks for, as its value: it brings fields along, as if the form had them."""
    return urlencode({"verb": verb, **fields})


@dataclass(frozen=True)
class Touch:
    """A touchpoint in its cell; nothing leads to what is not to be edited."""

    key: str
    words: str
    href: str | None
    emotion: str | None
    missing: bool
    owners: str


@dataclass(frozen=True)
class Cell:
    """Where a step meets a channel: what stands there, and what a click adds."""

    touchpoints: Sequence[Touch]
    add: str | None
    words: str


@dataclass(frozen=True)
class Lane:
    """A channel, and its cells step by step."""

    key: str | None
    name: str
    href: str | None
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Column:
    """A step, or the place of the first one of a phase that has none; null is what its menu has not.

    Its number is that on the map, 0 where customers give up.
    """

    phase: str
    key: str | None
    number: int = 0
    text: str = ""
    href: str = ""
    left: str | None = None
    right: str | None = None
    remove: str = ""
    parts: int = 0

    @property
    def id(self) -> str:
        """The node."""
        return f"Step:{self.key}"


@dataclass(frozen=True)
class Group:
    """A phase over its steps."""

    key: str
    name: str
    span: int
    href: str
    left: str | None
    right: str | None
    remove: str
    parts: int

    @property
    def id(self) -> str:
        """The node."""
        return f"Phase:{self.key}"


class Outline:
    """The journey, in one language."""

    def __init__(self, data: Row, visitor: Visitor) -> None:
        self._visitor, self._links = visitor, visitor.links
        self._whose = Whose(visitor)
        self.language: Language = visitor.language
        self.journey: Row = data["journey"]
        self.revision: int = data["revision"]
        self.open: int = data["open"]["totalCount"]
        self.parked: list[str] = self.journey["parked"]
        self.unknown: int = self.journey["handoffs"]["totalCount"]
        self.draws = visitor.edits(phase={"journey": self.journey["key"]})
        """Whether they may draw on all of it: add, move and remove."""
        self.steps: list[Row] = self.journey["steps"]
        self.phases: list[Row] = self.journey["phases"]
        self.folded = len(self.steps) > MOST and len(self.phases) > 1
        self.ours = dict(self._operated(data))
        """The channels that departments of somebody who does not draw operate, and what these are called."""
        self.columns = list(self._columns())
        self.groups = list(self._groups())
        self.lanes = list(self._lanes())

    @property
    def quiet(self) -> bool:
        """Whether it is still being drawn: then consequences are counted, and told to whoever asks."""
        return self.journey["status"] in (None, JourneyStatus.DRAFT)

    @property
    def current(self) -> str:
        """The phase that is drawn on: the one that was chosen, else the last."""
        chosen = self._visitor.one("phase")
        keys: list[str] = [each["key"] for each in self.phases]
        return chosen if chosen and chosen in keys else keys[-1] if keys else ""

    @property
    def shown(self) -> list[Group]:
        """The phases of which the steps are shown."""
        return [each for each in self.groups if not self.folded or each.key == self.current]

    @property
    def mine(self) -> list[tuple[str, str]]:
        """The touchpoints that this visitor's departments handle: step and name, and the key."""
        return [
            (f"{step['text'] or step['key']} · {each['label']}", each["key"])
            for step in self.steps
            for each in step["touchpoints"]
            if self._own(each)
        ]

    @property
    def corrects(self) -> bool:
        """Whether it is read, but for what somebody's departments handle, or could handle on their channels."""
        return bool(self._whose.departments) and not self.draws

    def _operated(self, data: Row) -> Iterator[tuple[str, str]]:
        if any(self._visitor.edits(touchpoint={"step": each["key"]}) for each in self.steps[:1]):
            for channel in (data.get("lanes") or {"nodes": ()})["nodes"]:
                if self._whose.speaks(channel["operatedBy"]):
                    yield channel["key"], channel["name"] or channel["key"]

    @property
    def _touchpoints(self) -> Iterator[Row]:
        return (each for step in self.steps for each in step["touchpoints"])

    def _own(self, touchpoint: Row) -> bool:
        return self._whose.says("Touchpoint", touchpoint["key"], touchpoint["handledBy"])

    def opened(self, node: str) -> str | None:
        """The address of this page with the drawer of a node that can be edited."""
        label, _, key = node.partition(":")
        handlers = next((each["handledBy"] for each in self._touchpoints if each["key"] == key), ())
        return self.at(node) if self._whose.says(label, key, handlers) else None

    def has(self, id_: str) -> bool:
        """Whether a phase or a step is there."""
        return id_ in {
            *(f"Phase:{each['key']}" for each in self.phases),
            *(f"Step:{each['key']}" for each in self.steps),
        }

    def called(self, id_: str) -> str:
        """What the journey or a part of it is called; nothing for what is not there."""
        label, _, key = id_.partition(":")
        parts = {"Journey": [self.journey], "Phase": self.phases, "Step": self.steps, "Touchpoint": self._touchpoints}
        found = next((each for each in parts.get(label, ()) if each["key"] == key), None)
        names = map(found.get, ("title", "text", "name", "label")) if found else ()
        return next(filter(None, names), key if found else "")

    def at(self, node: str | None) -> str:
        """The address of this page with the drawer of a node, or without one."""
        return self._links.here(at=node, **dict.fromkeys(PASSING)) + ("#drawer" if node else "")

    def _of(self, phase: str) -> list[Row]:
        return [step for step in self.steps if step["phase"] and step["phase"]["key"] == phase]

    def _columns(self) -> Iterator[Column]:
        number = 0
        for phase in self.phases:
            own = self._of(phase["key"])
            if self.folded and phase["key"] != self.current:
                number += sum(step["outcome"] != Outcome.ABANDON for step in own)
                continue
            if not own:
                yield Column(phase["key"], None)
            for place, step in enumerate(own):
                lived = step["outcome"] != Outcome.ABANDON
                number += lived
                yield self._column(phase["key"], step, number if lived else 0, own, place)

    def _column(self, phase: str, step: Row, number: int, own: Sequence[Row], place: int) -> Column:
        id_ = f"Step:{step['key']}"
        every = [each["key"] for each in self.steps]
        at, keys = every.index(step["key"]), [each["key"] for each in own]
        before = keys[place - 1] if place else every[at - 1] if at else None
        after = keys[place + 1] if place + 1 < len(keys) else every[at + 1] if at + 1 < len(every) else None
        # At the edge of its phase a step goes into the one beside it.
        left = {"before" if place else "after": before} if before else None
        right = {"after" if place + 1 < len(keys) else "before": after} if after else None
        return Column(
            phase, step["key"], number, step["text"] or step["key"], self.at(id_),
            asks("move", id=id_, **left) if left else None,
            asks("move", id=id_, **right) if right else None,
            asks("remove", id=id_), len(step["touchpoints"]),
        )  # fmt: skip

    def _groups(self) -> Iterator[Group]:
        for place, phase in enumerate(self.phases):
            id_, own = f"Phase:{phase['key']}", self._of(phase["key"])
            left = self.phases[place - 1]["key"] if place else None
            right = self.phases[place + 1]["key"] if place + 1 < len(self.phases) else None
            yield Group(
                phase["key"], phase["name"] or phase["key"], max(len(own), 1), self.at(id_),
                asks("move", id=id_, before=left) if left else None,
                asks("move", id=id_, after=right) if right else None,
                asks("remove", id=id_), len(own),
            )  # fmt: skip

    def _lanes(self) -> Iterator[Lane]:
        """By their names: a lane stays where it is, whatever is added to another; of who adds also empty ones."""
        met = dict[str | None, str](self.ours)
        for step in self.steps:
            for each in step["touchpoints"]:
                channel = each["channel"] or {"key": None, "name": "?"}
                met.setdefault(channel["key"], channel["name"] or channel["key"])
        steps = {step["key"]: step for step in self.steps}
        for key, name in sorted(met.items(), key=lambda lane: (lane[0] is None, lane[1].casefold())):
            cells = [self._cell(steps.get(column.key or ""), key, name, column) for column in self.columns]
            yield Lane(key, name, self.opened(f"Channel:{key}") if key else None, cells)

    def _cell(self, step: Row | None, channel: str | None, name: str, column: Column) -> Cell:
        if step is None:
            return Cell((), None, "")
        there = [each for each in step["touchpoints"] if (each["channel"] or {}).get("key") == channel]
        adds = not there and (self.draws or channel in self.ours)
        add = asks("touch", step=step["key"], on=channel) if channel and adds else None
        words = f"{column.number or '↗'} · {column.text} · {name}"
        return Cell([self._touch(each, name) for each in there], add, words)

    def _touch(self, each: Row, channel: str) -> Touch:
        return Touch(
            each["key"],
            each["name"] or channel,
            self.at(f"Touchpoint:{each['key']}") if self._own(each) else None,
            None if each["emotion"] is None else signed(each["emotion"], self.language),
            bool(each["missing"]),
            ", ".join(owner["name"] or owner["key"] for owner in each["handledBy"]),
        )
