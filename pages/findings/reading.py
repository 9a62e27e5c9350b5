"""From the answer of the page to what it shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.model.words import RuptureKind, Triage
from pages.findings.asked import SILO, Asked
from pages.findings.deciding import STATES, Decision, Done, Form, Trouble, done, trouble
from pages.findings.rows import Cause, Finding, causes, date
from pages.silos import marks
from pages.telling import Link
from pages.visitor import Visitor
from wording.labels import label

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Facet:
    """A value that narrows the list: how many it leaves, where that is, and whether it is chosen."""

    name: str
    value: str
    words: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class Past:
    """A rupture that is gone."""

    key: str
    sentence: str
    journey: str
    when: str
    href: str


class Reading:
    """The answer, looked at as a list of findings."""

    def __init__(self, data: Row, visitor: Visitor) -> None:
        self.data = data
        self.visitor = visitor
        self.language = visitor.language
        self.asked = Asked(visitor)
        self.silos = marks(_nodes(data["silos"]))
        self.matters: list[Row] = data["matters"]["rows"]
        self.revision: int = data["revision"]
        self.names = {each["key"]: each["name"] or each["key"] for each in _nodes(data["departments"])}
        self.channels = {each["key"]: each["name"] or each["key"] for each in _nodes(data["channels"])}

    @cached_property
    def listed(self) -> list[Row]:
        """The ruptures of the list: what is open, or in the state that was chosen."""
        return _nodes(self.data["open"])

    @cached_property
    def settled(self) -> list[Row]:
        """The ruptures about which something was decided, in the order of states."""
        found = _nodes(self.data.get("decided"))
        return sorted(found, key=lambda each: STATES.index(Triage[each["triage"]]))

    @cached_property
    def causes(self) -> list[Cause]:
        """The list by causes."""
        return causes(self.listed, self.matters, self.silos, self.visitor)

    @cached_property
    def decided(self) -> list[tuple[Triage, str, list[Cause]]]:
        """What was decided, by states and causes."""
        groups: dict[str, list[Row]] = {}
        for each in self.settled:
            groups.setdefault(each["triage"], []).append(each)
        if not self.asked.states:  # those of a state may all lie behind the last line that is shown
            groups |= {state: [] for state in STATES[1:] if self.states[state] and state not in groups}
        return [
            (Triage[state], label(Triage[state], self.language), causes(group, self.matters, self.silos, self.visitor))
            for state, group in groups.items()
        ]

    @cached_property
    def findings(self) -> list[Finding]:
        """All lines that are shown, one after the other."""
        groups = [*self.causes, *(each for *_, group in self.decided for each in group)]
        return [line for cause in groups for line in cause.findings]

    @property
    def columns(self) -> list[tuple[Triage, str, int, list[Finding], str]]:
        """The board: of each state its name, how many are in it, those that are shown, and where all are."""
        return [
            (
                state,
                label(state, self.language),
                self.states[state],
                [each for each in self.findings if each.state is state],
                self.visitor.links.here(triage=state.lower(), view=None),
            )
            for state in STATES
        ]

    @property
    def gone(self) -> list[Past]:
        """What is gone."""
        return [
            Past(
                each["key"],
                each["explanation"],
                ((each["lastSeen"] or {}).get("journey") or {}).get("name") or "",
                date(each["resolved"]["startedAt"], self.language),
                self.visitor.links.finding(each["key"]),
            )
            for each in _nodes(self.data.get("gone"))
        ]

    @cached_property
    def states(self) -> dict[Triage, int]:
        """How many ruptures are in each state."""
        counted = {each["value"]: each["count"] for each in self.data["states"]["aggregate"]["byTriage"]}
        return {state: counted.get(str(state), 0) for state in STATES}

    @property
    def facets(self) -> Iterator[tuple[str, list[Facet]]]:
        """What narrows the list, by what it is about."""
        states, kinds = self.asked.states, self.asked.kinds
        yield (
            "triage",
            [
                self._facet("triage", state, label(state, self.language), count, state in states)
                for state, count in self.states.items()
            ],
        )
        yield "kind", [
            self._facet("kind", each["value"], label(RuptureKind[each["value"]], self.language), each["count"],
                        RuptureKind[each["value"]] in kinds)
            for each in self.data["kinds"]["aggregate"]["byKind"]
        ]  # fmt: skip
        chosen = self.visitor.several("journey")
        yield "journey", [
            self._facet("journey", each["value"], (each["node"] or {}).get("label", each["value"]), each["count"],
                        each["value"] in chosen)
            for each in self.data["places"]["aggregate"]["byJourney"]
        ]  # fmt: skip

    def _facet(self, name: str, value: str, words: str, count: int, chosen: bool) -> Facet:
        there = value.lower() if name != "journey" else value
        href = self.visitor.links.here(**{name: None if chosen else there}, after=None, done=None)
        return Facet(name, value, words, count, href, chosen)

    @property
    def filters(self) -> list[Link]:
        """What narrows the list now, each with the way to drop it."""
        return [
            Link(self._called(name, value), self.visitor.links.here(**{name: None}, after=None, done=None))
            for name, value in self.asked.given
        ]

    def _called(self, name: str, value: str) -> str:
        return ", ".join(self._one(name, each) for each in value.split(","))

    def _one(self, name: str, value: str) -> str:
        if name == "triage":
            return label(Triage[value.upper()], self.language)
        if name == "kind":
            return label(RuptureKind[value.upper()], self.language)
        if name == "journey":
            known = {each["value"]: each["node"] for each in self.data["places"]["aggregate"]["byJourney"]}
            return str((known.get(value) or {}).get("label", value))
        if name in ("from", "to") and value.startswith(SILO):
            silo = self.silos.get(value.removeprefix(SILO))
            return f"{silo.code} {silo.name}" if silo else value
        names: dict[str, str] = self.names if name == "owner" else self.channels
        return names.get(value, value)

    @cached_property
    def more(self) -> str | None:
        """Where the list goes on."""
        page = self.data["open"]["pageInfo"]
        return self.visitor.links.here(after=page["endCursor"], done=None) if page["hasNextPage"] else None

    @property
    def several(self) -> Form:
        """The form about all lines that are ticked."""
        return Form((), Decision("PLANNED"), list(self.names.items()), keep=True)

    @property
    def done(self) -> Done | None:
        """What was just done."""
        states = {each["key"]: each["triage"] for each in (*self.listed, *self.settled)}
        return done(next(iter(_nodes(self.data.get("acts"))), None), states, self.names, self.visitor)

    @property
    def trouble(self) -> Trouble | None:
        """What could not be done just now."""
        called = {each.key: f"{each.happens} · {each.place}" for each in self.findings}
        refused = self.visitor.refused
        return trouble(refused, self.names, called, self.language) if refused else None

    @property
    def largest(self) -> "Cause | None":
        """The largest cause, with its lines."""
        return next(iter(self.causes), None)


def _nodes(connection: Row | None) -> list[Row]:
    return [edge["node"] for edge in (connection or {"edges": ()})["edges"]]
