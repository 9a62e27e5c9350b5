"""From the answer of the page to what it shows of one rupture."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.labels import LABELS
from graph.language import Language, both
from graph.model.words import EvidenceKind, HandoffStatus, RuptureKind, Says, Triage, WitnessRole
from pages.findings.deciding import Done, Form, Trouble, decision, done, history, trouble
from pages.findings.rows import Owner, breaks, date, fed, ideas, place, short
from pages.journey.links import linked
from pages.journey.strip import strip
from pages.journey.told import Witness
from pages.pictures.marks import Picture
from pages.silos import Mark, marks
from pages.telling import Link
from pages.visitor import Visitor
from wording.cells import share, volume
from wording.labels import label
from wording.problems import said
from wording.writing import number, quoted

Row = Mapping[str, Any]
OBSERVED = both(
    "{rate} begin anew [{low}–{high}], of {n} that were decided",
    "{rate} repartent de zéro [{low}–{high}], sur {n} contacts tranchés",
)
TOO_FEW = both("too few were seen to tell ({n})", "trop peu de contacts vus pour le dire ({n})")
UNSEEN = both("not observed", "non observé")
SAMPLE = both("{n} people", "{n} personnes")


@dataclass(frozen=True)
class Part:
    """A part of the proof: the role, and what plays it."""

    role: str
    nodes: Sequence[Link]


@dataclass(frozen=True)
class End:
    """Where the customer comes from or arrives, and whose that is."""

    what: str
    called: Link
    owners: Sequence[Owner]


@dataclass(frozen=True)
class Passed:
    """A hand-off that it breaks."""

    key: str
    words: str
    status: str
    volume: Row | None
    written: str
    observed: str
    above: str
    distance: int | None


@dataclass(frozen=True)
class Voice:
    """What was said, word for word, or where else it comes from; `about` says of which sort it is."""

    quote: str
    source: str
    about: str


class Reading:
    """The answer, looked at as one finding."""

    def __init__(self, data: Row, visitor: Visitor) -> None:
        self.data = data
        self.visitor = visitor
        self.language: Language = visitor.language
        self.rupture: Row = data["rupture"]
        self.revision: int = data["revision"]
        self.silos: dict[str, Mark] = marks([edge["node"] for edge in data["silos"]["edges"]])
        self.names = {e["node"]["key"]: e["node"]["name"] or e["node"]["key"] for e in data["departments"]["edges"]}

    @property
    def gone(self) -> str:
        """Since when it is gone, if it is."""
        return date((self.rupture["resolved"] or {}).get("startedAt"), self.language)

    @property
    def resolved(self) -> bool:
        """Whether it is gone."""
        return self.rupture["resolved"] is not None

    @property
    def title(self) -> str:
        """What happens, and where."""
        where = place(self.rupture, self.language) or self._then("step")
        return f"{short(self.rupture, self.language)} · {where}" if where else short(self.rupture, self.language)

    def _then(self, what: str) -> str:
        seen = self.rupture["lastSeen"] or {}
        name = (seen.get(what) or {}).get("name")
        return quoted(name, self.language) if name else ""

    @property
    def journey(self) -> Link | None:
        """The journey, with the proof on its map."""
        journey = self.rupture["journey"]
        if journey is None:
            return None
        href = self.visitor.links.journey(journey["key"], witness=None if self.resolved else self.rupture["key"])
        return Link(journey["title"] or journey["key"], href)

    @cached_property
    def proof(self) -> list[Part]:
        """The proof, each role once, in order; of what is gone, as it was kept."""
        kept = self.resolved and (self.rupture["lastSeen"] or {}).get("witness")
        found: dict[str, list[Link]] = {}
        for each in kept or self.rupture["witness"]:
            node = each["node"]
            words = (node["name"] or node["key"]) if kept else node["label"]
            href = None if kept else self.visitor.links.node(node["__typename"], node["key"])
            found.setdefault(each["role"], []).append(Link(words, href))
        return [Part(LABELS[WitnessRole][role][self.language], nodes) for role, nodes in found.items()]

    @property
    def picture(self) -> Picture | None:
        """The proof as a strip; what is gone is told in words alone."""
        if self.resolved or not self.rupture["witness"]:
            return None
        nodes = [
            Witness(each["role"], each["node"]["__typename"], each["node"]["key"], each["node"]["label"])
            for each in self.rupture["witness"]
        ]
        drawn = strip(self.rupture["key"], nodes, self.title, self.language)
        return linked(drawn, self.visitor.links.node)

    @property
    def excerpt(self) -> str | None:
        """Where the piece of the map is on which it lies."""
        journey = self.rupture["journey"]
        if self.resolved or journey is None:
            return None
        return self.visitor.links.journey(journey["key"], excerpt=self.rupture["key"], **{"as": "svg"})

    @property
    def ends(self) -> Iterator[End]:
        """Both ends with their owners; where there are none the step's, and who runs the channel that is missing."""
        words = {
            "from": both("The customer comes from", "Le client vient de"),
            "to": both("and arrives at", "et arrive à"),
        }
        for name, what in words.items():
            point = self.rupture[name]
            if point:
                called = (point["step"] or {}).get("text") or point["name"] or point["key"]
                channel = point["channel"]["name"] if point["channel"] else ""
                words_ = f"{quoted(called, self.language)} ({channel})" if channel else quoted(called, self.language)
                link = Link(words_, self.visitor.links.node("Touchpoint", point["key"]))
                yield End(what[self.language], link, self._owners(point["handledBy"]))
        channel = self.rupture["channel"]
        if channel:
            link = Link(channel["name"] or channel["key"], self.visitor.links.node("Channel", channel["key"]))
            expected = both("Expected on the channel", "Attendu sur le canal")
            yield End(expected[self.language], link, self._owners(channel["operatedBy"]))
        if not (self.rupture["from"] or self.rupture["to"]) and self.rupture["step"]:
            step = self.rupture["step"]
            link = Link(place(self.rupture, self.language), self.visitor.links.node("Step", step["key"]))
            there = both("Who meets the customer there", "Qui y rencontre le client")
            yield End(there[self.language], link, self._owners(self.rupture["concerns"]))

    def _owners(self, departments: Sequence[Row]) -> list[Owner]:
        return [
            Owner(each["key"], each["name"] or each["key"], self.silos.get((each["silo"] or {}).get("key", "")))
            for each in departments
        ]

    @cached_property
    def passed(self) -> list[Passed]:
        """The hand-offs that it breaks, the largest first."""
        seen = {each["key"]: each["observed"] for each in ((self.data["seen"] or {}).get("handoffs") or ())}
        rows = sorted(
            (self.data["passed"] or {}).get("handoffs") or (),
            key=lambda each: (-(each["volume"] or {"high": -1})["high"], each["key"]),
        )
        return [self._passed(each, seen.get(each["key"])) for each in rows]

    def _passed(self, row: Row, observed: Row | None) -> Passed:
        ends = [
            f"{quoted((row[end]['step'] or {}).get('text') or '', self.language)} "
            f"({(row[end]['channel'] or {}).get('name') or ''})"
            for end in ("from", "to")
        ]
        return Passed(
            row["key"],
            " → ".join(ends),
            label(HandoffStatus[row["status"]], self.language),
            row["volume"],
            volume(row["volume"], self.language),
            self._observed(observed),
            (row["commonDepartment"] or {}).get("name") or "",
            row["distance"],
        )

    def _observed(self, flow: Row | None) -> str:
        if flow is None:
            return UNSEEN[self.language]
        decided = flow["carried"] + flow["restarted"]
        if flow["breakRate"] is None:
            return TOO_FEW[self.language].format(n=number(decided, self.language))
        rate, high = (share(flow[name], self.language) for name in ("breakRate", "breakRateHigh"))
        low, n = number(round(100 * flow["breakRateLow"]), self.language), number(decided, self.language)
        return OBSERVED[self.language].format(rate=rate, low=low, high=high, n=n)

    @cached_property
    def evidence(self) -> dict[bool, list[Voice]]:
        """What supports what the map says there (true), and what contradicts it.

        Of each what was said comes first, then the sources of which no word is told.
        """
        found = {
            each["key"]: each
            for holder in (self.rupture["step"], self.rupture["from"], self.rupture["to"])
            for each in (holder or {"evidence": ()})["evidence"]
        }
        told: dict[bool, list[Voice]] = {True: [], False: []}
        for each in sorted(found.values(), key=lambda each: (each["quote"] is None, each["key"])):
            voice = Voice(each["quote"] or "", each["source"] or each["key"], self._about(each))
            side = told[each["stance"] != "CONTRADICTS"]
            if voice.quote or voice.source not in (other.source for other in side):
                side.append(voice)
        return told

    def _about(self, row: Row) -> str:
        parts = [
            label(Says[row["says"]], self.language) if row["says"] else "",
            label(EvidenceKind[row["kind"]], self.language) if row["kind"] else "",
            SAMPLE[self.language].format(n=number(row["sampleSize"], self.language)) if row["sampleSize"] else "",
            date(row["date"], self.language) if row["date"] and len(row["date"]) >= len("2026-11-28") else "",
        ]
        return " · ".join(each for each in parts if each)

    @cached_property
    def matter(self) -> Row | None:
        """The root cause that it belongs to, of those of today's journeys."""
        rows = self.data["matters"]["rows"]
        key = self.rupture["key"]
        return next((row for row in rows if any(each["key"] == key for each in row["ruptures"])), None)

    @property
    def breaks(self) -> str:
        """How many hand-offs the cause breaks: its figure counts these."""
        return said(breaks(self.matter), self.language) if self.matter else ""

    @property
    def on_map(self) -> int | None:
        """The number of its cause on the map of its journey."""
        rows = self.data["onMap"]["rows"]
        key = self.rupture["key"]
        return next((row["number"] for row in rows if any(each["key"] == key for each in row["ruptures"])), None)

    @property
    def cause(self) -> str:
        """The missing feed behind it, in words; empty where none would repair it."""
        return fed(self.matter["feed"]) if self.matter and self.matter["feed"] else ""

    @property
    def siblings(self) -> list[Link]:
        """The other ruptures of its cause."""
        if self.matter is None:
            return []
        return [
            Link(each["explanation"], self.visitor.links.finding(each["key"]))
            for each in self.matter["ruptures"]
            if each["key"] != self.rupture["key"]
        ]

    @cached_property
    def repair(self) -> Row | None:
        """The best feed that would repair it."""
        key = self.rupture["key"]
        rows = self.data["bestRepairs"]["rows"]
        return next((row for row in rows if any(each["key"] == key for each in row["ruptures"])), None)

    @property
    def repaired(self) -> str:
        """That feed in words."""
        return fed(self.repair) if self.repair else ""

    @property
    def left(self) -> int:
        """How many hand-offs of its cause stay broken after that repair: something else breaks them, too."""
        broken = {each["key"] for each in self.matter["handoffs"]} if self.matter else set()
        return len(broken - {each["key"] for each in self.repair["repaired"]}) if self.repair else 0

    @property
    def ideas(self) -> list[Link]:
        """What is planned where it happens."""
        return list(ideas(self.rupture, self.visitor))

    @property
    def written(self) -> str:
        """How many it concerns."""
        return volume(self.rupture["volume"], self.language)

    @property
    def kind(self) -> str:
        """How the journey breaks."""
        return label(RuptureKind[self.rupture["kind"]], self.language)

    @property
    def state(self) -> str:
        """What was decided."""
        return label(Triage[self.rupture["triage"]], self.language)

    @property
    def form(self) -> Form:
        """The form, with what stands; whose it is comes first."""
        concerned = {each["key"]: each["name"] or each["key"] for each in self.rupture["concerns"]}
        return Form((self.rupture["key"],), decision(self.rupture), list((concerned | self.names).items()))

    @property
    def history(self) -> list[tuple[str, str, str]]:
        """What was decided, newest first."""
        changes = [edge["node"] for edge in self.data["changes"]["edges"]]
        return [
            (date(when, self.language), who, what) for when, who, what in history(changes, self.names, self.language)
        ]

    @property
    def done(self) -> Done | None:
        """What was just done."""
        run = next((edge["node"] for edge in (self.data.get("acts") or {"edges": ()})["edges"]), None)
        return done(run, {self.rupture["key"]: self.rupture["triage"]}, self.names, self.visitor)

    @property
    def trouble(self) -> Trouble | None:
        """What could not be done just now."""
        refused = self.visitor.refused
        called = {self.rupture["key"]: self.title}
        return trouble(refused, self.names, called, self.language) if refused else None
