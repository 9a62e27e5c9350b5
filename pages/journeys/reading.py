"""From the answers of the list of journeys to its lines and its filters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.language import Language
from graph.model.words import JourneyStatus, Perspective, Stage
from pages.journey.sparkline import sparkline
from pages.journeys.choices import CALLED, FILTERS, WORDS, chosen, order
from pages.pictures.marks import Picture
from pages.visitor import Visitor
from wording.labels import label

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A journey in the list; a variant stands below what it is another answer to."""

    key: str
    title: str
    variant: str
    """What a target or a competitor's journey is, in words; empty for today's."""
    below: bool
    other: Row | None
    """The journey that it is another answer to, where that does not stand above it."""
    personas: list[str]
    stages: list[str]
    spark: Picture
    broken: int
    unknown: int
    sound: int
    volume: Row | None
    """The contacts a year on broken hand-offs, as far as they are known."""
    untold: int
    """Of how many broken hand-offs the volume is not known."""
    crossing: float | None
    status: str
    validated: int
    parts: int


@dataclass(frozen=True, slots=True)
class Value:
    """A value that journeys can be filtered by, how many of those in the list have it (null: not counted)."""

    value: str
    words: str
    count: int | None
    href: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter: what is chosen, and what can be; `off` takes the choice back."""

    name: str
    words: str
    chosen: str | None
    off: str
    values: list[Value]


class Reading:
    """The answers, looked at in the order of the page."""

    def __init__(self, data: Row, visitor: Visitor) -> None:
        self.data = data
        self.visitor = visitor
        self.language: Language = visitor.language
        self.total: int = data["journeys"]["totalCount"]
        self.order = order(visitor)
        self.chosen = chosen(visitor)

    @cached_property
    def lines(self) -> list[Line]:
        """The journeys of this page in their order, variants drawn to what they are variants of."""
        nodes = [edge["node"] for edge in self.data["journeys"]["edges"]]
        below: dict[str | None, list[Row]] = {}
        for each in nodes:
            below.setdefault((each["alternativeTo"] or {}).get("key"), []).append(each)
        here, told = {each["key"] for each in nodes}, dict[str, Line]()

        def tell(node: Row, under: bool) -> None:
            if node["key"] not in told:  # two may name each other
                told[node["key"]] = self._line(node, under)
                for variant in below.get(node["key"], ()):
                    tell(variant, True)

        for each in nodes:
            if (each["alternativeTo"] or {}).get("key") not in here:
                tell(each, False)
        for each in nodes:
            tell(each, False)
        return [*told.values()]

    @cached_property
    def _breaks(self) -> dict[str, Row]:
        return {edge["node"]["key"]: edge["node"]["handoffs"] for edge in self.data["breaks"]["edges"]}

    @cached_property
    def _felt(self) -> dict[str, list[float | None]]:
        rows = self.data["emotionCurve"]["rows"]
        return {each["journey"]["key"]: [step["worst"] for step in each["steps"]] for each in rows}

    @cached_property
    def _crossing(self) -> dict[str, float | None]:
        return {each["journey"]["key"]: each["crossingRate"] for each in self.data["siloCrossings"]["rows"]}

    def _line(self, node: Row, below: bool) -> Line:
        groups = {each["value"]: each for each in self._breaks[node["key"]]["aggregate"]["byStatus"]}
        broken = groups.get("BROKEN")
        known = broken["volumeHigh"]["known"] if broken else 0
        return Line(
            key=node["key"],
            title=node["title"] or node["key"],
            variant=self._variant(node),
            below=below,
            other=None if below else node["alternativeTo"],
            personas=[each["name"] or each["key"] for each in node["personas"]],
            stages=[*dict.fromkeys(label(Stage(p["stage"]), self.language) for p in node["phases"] if p["stage"])],
            spark=sparkline(self._felt.get(node["key"], []), self.language),
            broken=broken["count"] if broken else 0,
            unknown=groups["UNKNOWN"]["count"] if "UNKNOWN" in groups else 0,
            sound=groups["SOUND"]["count"] if "SOUND" in groups else 0,
            volume={"low": broken["volumeLow"]["sum"], "high": broken["volumeHigh"]["sum"]}
            if broken and known
            else None,
            untold=broken["count"] - known if broken else 0,
            crossing=self._crossing.get(node["key"]),
            status=label(JourneyStatus(node["status"]), self.language) if node["status"] else "",
            validated=sum(each["validated"] is True for each in node["contributedBy"]),
            parts=len(node["contributedBy"]),
        )

    def _variant(self, node: Row) -> str:
        if node["perspective"] in (None, Perspective.REALITY):
            return ""
        told = (label(Perspective(node["perspective"]), self.language), node["brand"] or node["variant"])
        return " · ".join(each for each in told if each)

    @cached_property
    def facets(self) -> list[Facet]:
        """The filters with what can be chosen; of what is chosen, the value alone."""
        return [each for each in map(self._facet, FILTERS) if each.values or each.chosen]

    def _facet(self, name: str) -> Facet:
        picked = self.chosen.get(name)
        found = {value: (words, count) for value, words, count in self._values(name)}
        here = self.visitor.links.here
        return Facet(
            name,
            CALLED[name][self.language],
            self._picked(name, picked, found) if picked else None,
            here(**{name: None, "after": None, "before": None}),
            []
            if picked
            else [
                Value(value, words, count, here(**{name: value, "after": None, "before": None}))
                for value, (words, count) in found.items()
            ],
        )

    def _picked(self, name: str, value: str, found: Mapping[str, tuple[str, int | None]]) -> str:
        """What a value is called that is chosen, whether or not a journey has it."""
        if name in WORDS:
            return label(WORDS[name](value), self.language)
        return found[value][0] if value in found else value

    def _values(self, name: str) -> Iterator[tuple[str, str, int | None]]:
        if name == "stage":
            yield from (
                (each, label(each, self.language), self.data[each]["totalCount"])
                for each in Stage
                if self.data[each]["totalCount"]
            )
        elif name == "persona":
            groups = self.data["facets"]["aggregate"]["byPersonas"]
            yield from (
                (each["node"]["key"], each["node"]["name"] or each["node"]["key"], each["count"])
                for each in groups
                if each["node"]
            )
        elif name in WORDS:
            groups = self.data["facets"]["aggregate"][f"by{name.capitalize()}"]
            yield from (
                (each["value"], label(WORDS[name](each["value"]), self.language), each["count"])
                for each in groups
                if each["value"]
            )
        else:
            nodes = [edge["node"] for edge in self.data[f"{name}s"]["edges"]]
            yield from ((each["key"], each["name"] or each["key"], None) for each in nodes)

    def turned(self, name: str) -> str:
        """The address of this list in the order of a column; from the other end if it is in that order already."""
        first = name if name in ("title", "status") else f"-{name}"
        other = name if first.startswith("-") else f"-{name}"
        return self.visitor.links.here(order=other if self.order == first else first, after=None, before=None)

    def sorted(self, name: str) -> str:
        """What a column's head says to those who hear it: how it is sorted."""
        if self.order.removeprefix("-") != name:
            return "none"
        return "descending" if self.order.startswith("-") else "ascending"
