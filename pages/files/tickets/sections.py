"""What a ticket says of a cause, part by part: all that whoever works on it needs, in it and not behind a link."""

import datetime
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.labels import LABELS
from graph.language import Language
from graph.model.words import EvidenceKind, Triage, WitnessRole
from graph.saying import Saying
from graph.tickets import label as label_of
from pages.files.stamp import stamp
from pages.files.tickets import words
from pages.files.tickets.planned import Planned
from pages.findings.rows import fed, place
from pages.telling import Data
from pages.visitor import Visitor
from wording.cells import called, end, volume
from wording.labels import label
from wording.problems import said
from wording.writing import COLON, day, listed, number, quoted

Row = Mapping[str, Any]
MOST, QUOTE = 10, 300
"""How many lines a list has, the others counted; how many characters of a quotation."""


@dataclass(frozen=True)
class Section:
    """A part of a ticket: what heads it, if anything does, and its lines, which a list has where it is headed."""

    head: str
    lines: tuple[str, ...]


def sections(cause: Row, data: Data, planned: Planned, here: str, visitor: Visitor) -> Iterator[Section]:
    """The parts that have something to say."""
    telling = _Telling(cause, data, visitor)
    language = visitor.language
    yield Section("", (telling.largest["explanation"],))
    for head, lines in (
        (words.WHERE, telling.where()),
        (words.LOST, telling.lost()),
        (words.WHY, telling.why()),
        (words.HOW_MANY, telling.how_many()),
        (words.WHO, telling.who()),
        (words.REPAIR, telling.repair()),
        (words.FOR, telling.evidence(lambda stance: stance != "CONTRADICTS") or [telling.said(words.NO_EVIDENCE())]),
        (words.AGAINST, telling.evidence(lambda stance: stance == "CONTRADICTS")),
        (words.DECIDED, telling.decided()),
        (words.IDEAS, telling.ideas(planned)),
        (words.ALSO, telling.others()),
        (words.FILE, telling.itself(here)),
    ):
        told = tuple(filter(None, lines))
        if told:
            yield Section(head[language], told)


class _Telling:
    """The lines about one cause; its largest rupture stands for it."""

    def __init__(self, cause: Row, data: Data, visitor: Visitor) -> None:
        self.cause, self.data, self.visitor = cause, data, visitor
        self.largest: Row = cause["largest"]
        self.language: Language = visitor.language

    def said(self, saying: Saying) -> str:
        return said(saying, self.language)

    def where(self) -> Iterator[str]:
        journey, channel = self.largest["journey"], self.largest["channel"]
        if journey:
            yield self.said(words.JOURNEY(title=journey["title"] or journey["key"]))
        for name, tell in (("from", words.FROM), ("to", words.TO)):
            if self.largest[name]:
                yield self.said(tell(place=end(self.largest[name])))
        if not self.largest["from"] and self.largest["step"]:
            yield self.said(words.AT(place=place(self.largest, self.language)))
        if channel:
            yield self.said(words.MISSING(channel=called(channel)))

    def lost(self) -> Iterator[str]:
        feed, lost = self.cause["feed"], self.largest["object"]
        yield from map(called, feed["objects"] if feed else [lost] if lost else ())

    def why(self) -> Iterator[str]:
        roles: dict[str, list[str]] = {}
        for each in self.largest["witness"]:
            roles.setdefault(each["role"], []).append(each["node"]["label"])
        for role, names in roles.items():
            yield f"{LABELS[WitnessRole][role][self.language]}{COLON[self.language]} {listed(names, self.language)}"

    def how_many(self) -> Iterator[str]:
        yield self.said(words.CONTACTS(volume=volume(self.cause["volume"], self.language)))
        if self.cause["handoffs"]:
            yield self.said(words.BREAKS(len(self.cause["handoffs"])))

    def who(self) -> Iterator[str]:
        for name, tell in (("from", words.FROM), ("to", words.TO)):
            if self.largest[name]:
                owners = [called(each) for each in self.largest[name]["handledBy"]]
                yield self.said(tell(place=listed(owners, self.language) if owners else words.NOBODY()))
        if not (self.largest["from"] or self.largest["to"]):
            yield listed([called(each) for each in self.largest["concerns"]], self.language)
        commons = [each["commonDepartment"] for each in self.largest["handoffs"] if each["commonDepartment"]]
        if commons:
            yield self.said(words.COMMON(name=listed(list(dict.fromkeys(map(called, commons))), self.language)))

    def repair(self) -> Iterator[str]:
        feed = self.cause["feed"]
        if feed is None:
            yield self.said(words.NO_FEED())
            return
        yield self.said(words.FEED(feed=fed(feed)))
        objects = listed([called(each) for each in feed["objects"]], self.language)
        yield self.said(words.WOULD_KNOW(system=called(feed["to"]), objects=objects))
        keys = tuple(feed[end]["key"] for end in ("from", "to"))
        rows = self.data["bestRepairs"]["rows"]
        best = next((each for each in rows if tuple(each[end]["key"] for end in ("from", "to")) == keys), None)
        if best:
            yield from self._best(best)

    def _best(self, best: Row) -> Iterator[str]:
        for tell, rows in ((words.HOLDS, best["repaired"]), (words.STAYS, best["partly"])):
            if rows:
                yield self.said(tell(len(rows)))
        owners = [called(each) for each in (best["fromOwner"], best["toOwner"]) if each]
        if owners:
            yield self.said(words.RUNS(names=listed(list(dict.fromkeys(owners)), self.language)))
        heads = [each["title"] or each["key"] for each in best["heads"]]
        if best["commonDepartment"]:
            yield self.said(words.COMMON(name=called(best["commonDepartment"])))
        if heads:
            yield self.said(words.DECIDES(names=listed(heads, self.language)))

    def evidence(self, wanted: Callable[[str | None], bool]) -> list[str]:
        holders = (self.largest[name] for name in ("step", "from", "to"))
        found = {each["key"]: each for holder in holders if holder for each in holder["evidence"]}
        told = (self._proof(each) for _, each in sorted(found.items()) if wanted(each["stance"]))
        return list(self._first(list(dict.fromkeys(told))))

    def _proof(self, row: Row) -> str:
        quote = textwrap.shorten(row["quote"] or "", QUOTE, placeholder=" …")
        kind = label(EvidenceKind[row["kind"]], self.language) if row["kind"] else ""
        size = f"n\N{NO-BREAK SPACE}{number(row['sampleSize'], self.language)}" if row["sampleSize"] else ""
        said_ = quoted(quote, self.language) if quote else ""
        return " · ".join(filter(None, (said_, row["source"] or row["key"], kind, size, row["date"] or "")))

    def decided(self) -> Iterator[str]:
        rupture = self.largest
        if rupture["triage"] != Triage.OPEN:
            yield label(Triage[rupture["triage"]], self.language)
        if rupture["triageOwner"]:
            yield self.said(words.OWNER(name=called(rupture["triageOwner"])))
        if rupture["triageDue"]:
            yield self.said(words.DUE(day=day(datetime.date.fromisoformat(rupture["triageDue"]), self.language)))
        if rupture["triageNote"]:
            yield quoted(rupture["triageNote"], self.language)

    def ideas(self, planned: Planned) -> Iterator[str]:
        for each in planned.at(self.cause):
            yield " · ".join(filter(None, (each["title"] or each["key"], each["status"], each["ticket"])))

    def others(self) -> Iterable[str]:
        others = (each for each in self.cause["ruptures"] if each["key"] != self.largest["key"])
        return self._first([each["explanation"] for each in others])

    def _first(self, lines: Sequence[str]) -> Iterator[str]:
        yield from lines[:MOST]
        if len(lines) > MOST:
            yield self.said(words.MORE(len(lines) - MOST))

    def itself(self, here: str) -> Iterator[str]:
        made = stamp(self.data, self.visitor)
        if not made.origin:
            yield self.said(words.NO_LINK())
        yield made.words
        yield here
        yield self.said(words.KEPT(mark=label_of(self.cause["key"])))
