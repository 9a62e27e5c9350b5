"""From the answers of the board page to what it shows."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.model.words import EvidenceKind, Triage
from pages.home import words
from pages.home.bars import bar
from pages.pictures.marks import Picture
from pages.silos import Mark, marks
from pages.standing import standing
from pages.telling import Link
from pages.visitor import Visitor
from queries.evidence import CUSTOMERS
from wording.cells import called, cost
from wording.labels import label
from wording.problems import said
from wording.writing import day, listed

Row = dict[str, Any]
STATUSES = ("BROKEN", "UNKNOWN", "SOUND")


@dataclass(frozen=True, slots=True)
class Matter:
    """One of the largest matters, as a line shows it."""

    number: int
    rupture: str
    what: str
    journey: Row
    volume: Row | None
    weight: str
    bar: Picture
    silos: tuple[Mark, ...]
    triage: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, what sort of evidence they are, and what they are about."""

    words: str
    kind: str
    sample: int | None
    about: Link
    number: int
    """Of which matter it tells."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Hand-offs from one silo to another."""

    start: Mark | None
    end: Mark | None
    handoffs: int
    broken: int
    unknown: int

    @property
    def known(self) -> int:
        """Those of which it is known whether they hold."""
        return self.handoffs - self.unknown

    @property
    def look(self) -> str:
        """How it is painted: by the share broken of those known, in four steps; hatched where none is."""
        if not self.known:
            return "untold"
        return f"heat-{-(-4 * self.broken // self.known)}"


class Reading:
    """The answers, looked at in the order of the page."""

    def __init__(self, data: Row, visitor: Visitor) -> None:
        self.data = data
        self.visitor = visitor
        self.language = visitor.language
        self.silos: dict[str, Mark] = marks([edge["node"] for edge in data["silos"]["edges"]])
        self.ground: Row = data["scope"]

    @cached_property
    def handoffs(self) -> Row:
        """How many hand-offs there are, and how many contacts a year the broken ones see."""
        handoffs: Row = self.data["counts"]["handoffs"]
        return handoffs

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many hand-offs have each status."""
        return {status: self.handoffs[status.lower()] for status in STATUSES}

    @cached_property
    def matters(self) -> list[Matter]:
        """The largest matters."""
        rows = self.data["matters"]["rows"]
        most = max((each["volume"]["high"] for each in rows if each["volume"]), default=0)
        return [self._matter(each, most) for each in rows]

    def _matter(self, row: Row, most: float) -> Matter:
        first, weight = standing(row["ruptures"]), words.weight(row["volume"], self.language)
        return Matter(
            row["number"],
            first["key"],
            words.what(row["ruptures"], self.language),
            first["journey"],
            row["volume"],
            weight,
            bar(row["volume"], most, weight, self.language),
            tuple(self._ends(row)),
            self._triage(row["ruptures"]),
        )

    def _ends(self, matter: Row) -> Iterator[Mark]:
        """The silos at the ends of what it breaks, each once, those from which it comes first."""
        owners = (
            each for end in ("from", "to") for handoff in matter["handoffs"] for each in handoff[end]["handledBy"]
        )
        found = (self.silos.get(each["silo"]["key"]) for each in owners if each["silo"])
        yield from dict.fromkeys(mark for mark in found if mark)

    def _triage(self, ruptures: list[Row]) -> str:
        """What was decided: of all of them, or of how many of them."""
        decided = [each for each in ruptures if each["triage"] != "OPEN"]
        if not decided:
            return label(Triage.OPEN, self.language)
        told = listed([*dict.fromkeys(label(Triage(each["triage"]), self.language) for each in decided)], self.language)
        owners = dict.fromkeys(called(each["triageOwner"]) for each in decided if each["triageOwner"])
        if len(decided) < len(ruptures):
            told = words.PARTLY[self.language].format(n=len(decided), of=len(ruptures), told=told)
        return " · ".join([told, *owners])

    def sentence(self) -> str:
        """The answer."""
        return words.sentence(self.counts, self.ground["journeys"], self._largest(), self._met(), self.language)

    def _largest(self) -> str | None:
        if not self.matters:
            return None
        return said(words.LARGEST(what=self.matters[0].what, volume=self.matters[0].weight), self.language)

    def _met(self) -> str | None:
        """Who must meet for the matter that is told: the owners at its hand-off of most contacts, else whose it is."""
        matter = self.data["matters"]["rows"][0] if self.matters else None
        if matter is None:
            return None
        if not matter["handoffs"]:
            return words.meeting([standing(matter["ruptures"])["concerns"]], None, None, self.language)
        largest = max(matter["handoffs"], key=lambda each: (each["volume"] or {"high": 0})["high"])
        ends = [largest[side]["handledBy"] for side in ("from", "to")]
        return words.meeting(ends, largest["commonDepartment"], largest["distance"], self.language)

    @cached_property
    def repair(self) -> str | None:
        """The feed that would repair most, and whose it is."""
        row = next(iter(self.data["bestRepairs"]["rows"]), None)
        if row is None:
            return None
        told = words.REPAIR(
            start=called(row["from"]),
            to=called(row["to"]),
            objects=listed([called(each) for each in row["objects"]], self.language),
            ends=words.ENDS(len(row["repaired"])),
            volume=words.weight(row["volume"], self.language),
        )
        owners = [each for each in (row["fromOwner"], row["toOwner"]) if each]
        met = words.laying(owners, row["commonDepartment"], self.language)
        return " ".join(each for each in (said(told, self.language), met) if each)

    @cached_property
    def cost(self) -> str | None:
        """What the contacts cost that ruptures cause, as far as anybody said."""
        costs = self.data["costs"]["summary"]
        if costs["known"] is None:
            return None
        told = words.COST(cost=cost(costs["known"], self.language))
        left = words.COST_UNKNOWN(costs["unknown"]) if costs["unknown"] else None
        return " ".join(said(each, self.language) for each in (told, left) if each)

    @cached_property
    def changed(self) -> str | None:
        """What the last command did that changed something."""
        changes = self.data["news"]["changes"]
        if not changes["imports"]:
            return None
        sources = dict.fromkeys(each["source"]["key"] for each in changes["imports"] if each["source"])
        began = max(each["startedAt"] for each in changes["imports"])
        parts = (
            (words.NEW, changes["appeared"]),
            (words.BACK, changes["back"]),
            (words.GONE, changes["gone"]),
            (words.ELEMENTS, changes["elements"]),
        )
        news = [told(n) for told, n in parts if n] or [words.NOTHING_NEW()]
        told = words.CHANGED(
            day=day(datetime.date.fromisoformat(began[:10]), self.language),
            sources=listed([*sources], self.language),
            news=listed([said(each, self.language) for each in news], self.language),
        )
        return said(told, self.language)

    @cached_property
    def quote(self) -> Quote | None:
        """What somebody said about the largest matter, else about the next: customers before staff, then the latest."""
        quotes = [edge["node"] for edge in self.data["evidences"]["edges"]]
        for matter in self.data["matters"]["rows"]:
            places = {(each[part] or {}).get("key") for each in matter["ruptures"] for part in ("from", "to", "step")}
            about = [each for each in quotes if places & {node["key"] for node in each["about"]}]
            if about:
                best = max(about, key=lambda each: (each["kind"] in CUSTOMERS, each["date"] or ""))
                kind = label(EvidenceKind(best["kind"]), self.language) if best["kind"] else ""
                node = next(each for each in best["about"] if each["key"] in places)
                about_ = Link(node["label"], self.visitor.links.node(node["__typename"], node["key"]))
                return Quote(best["quote"], kind, best["sampleSize"], about_, matter["number"])
        return None

    @cached_property
    def sides(self) -> list[Mark | None]:
        """The silos between which there are hand-offs, by their place; last those in none."""
        rows = self.data["handoffMatrix"]["rows"]
        keys = {(row[end] or {}).get("key") for row in rows for end in ("from", "to")}
        known = [mark for key, mark in self.silos.items() if key in keys]
        return [*known, None] if None in keys else [*known]

    @cached_property
    def cells(self) -> dict[tuple[Mark | None, Mark | None], Cell]:
        """The matrix, by silo from and silo to."""
        found = {}
        for row in self.data["handoffMatrix"]["rows"]:
            start, end = (self.silos.get(row[side]["key"]) if row[side] else None for side in ("from", "to"))
            found[start, end] = Cell(start, end, row["handoffs"], row["broken"], row["unknown"])
        return found
