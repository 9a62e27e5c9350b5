"""A rupture as a line of a list: what happens where, how many it concerns, whose it is, what was decided."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.language import Language
from graph.model.words import ChannelKind, RuptureKind, Triage
from graph.saying import Saying, counting, saying
from pages.findings.deciding import Decision, Form, decision, signed
from pages.silos import Mark
from pages.telling import Link
from pages.visitor import Visitor
from wording import writing
from wording.cells import volume
from wording.happens import happens
from wording.labels import label
from wording.problems import said
from wording.writing import quoted

Row = Mapping[str, Any]
BREAKS = counting(
    "breaks 1 hand-off", "breaks {n:,} hand-offs", "rompt 1 passage de relais", "rompt {n:,} passages de relais"
)
BREAKS_NONE = saying("breaks no hand-off", "ne rompt aucun passage de relais")


@dataclass(frozen=True)
class Owner:
    """A department whose it is too, with the mark of its silo."""

    key: str
    name: str
    silo: Mark | None


@dataclass(frozen=True)
class Finding:
    """One line."""

    key: str
    number: int | None
    kind: str
    happens: str
    place: str
    sentence: str
    href: str
    journey: Link
    volume: Row | None
    written: str
    seen: str
    came_back: bool
    owners: Sequence[Owner]
    ideas: Sequence[Link]
    state: Triage
    said: str
    form: Form
    root: bool = False


@dataclass(frozen=True)
class Cause:
    """The findings of one matter, the one that causes the others first."""

    number: int | None
    key: str
    feed: str
    volume: Row | None
    written: str
    breaks: str
    """How many hand-offs it breaks, in words: its volume counts these, each once."""
    findings: Sequence[Finding]
    elsewhere: int
    """How many of its ruptures are not in this list."""

    @property
    def headed(self) -> bool:
        """Whether it has a line of its own: for a feed, or for more findings than one."""
        return bool(self.feed) or (self.number is not None and len(self.findings) + self.elsewhere > 1)

    @property
    def differs(self) -> bool:
        """Whether its figure is another than that of its only finding."""
        return self.number is not None and not self.headed and self.volume != self.findings[0].volume


def short(rupture: Row, language: Language) -> str:
    """What happens, in a few words."""
    forced = ((rupture["to"] or {}).get("channel") or {}).get("kind")
    lost = (rupture["object"] or {}).get("name")
    words = happens(RuptureKind[rupture["kind"]], language, lost, ChannelKind[forced] if forced else None)
    return words[:1].upper() + words[1:]


def place(rupture: Row, language: Language) -> str:
    """The step, with its number in the journey."""
    step = rupture["step"]
    if step is None:
        return ""
    lived = [each["key"] for each in (rupture["journey"] or {"steps": ()})["steps"] if each["outcome"] != "ABANDON"]
    number = f"{lived.index(step['key']) + 1} · " if step["key"] in lived else ""
    return quoted(number + (step["text"] or step["key"]), language)


def date(moment: str | None, language: Language) -> str:
    """A day as it stands in tables, as far as it is known."""
    return writing.date(datetime.date.fromisoformat(moment[:10]), language) if moment else ""


def owners(rupture: Row, silos: Mapping[str, Mark]) -> list[Owner]:
    """Whose it is."""
    return [
        Owner(each["key"], each["name"] or each["key"], silos.get((each["silo"] or {}).get("key", "")))
        for each in rupture["concerns"]
    ]


def ideas(rupture: Row, visitor: Visitor) -> Iterator[Link]:
    """What is planned for where it happens, with the ticket and how far that has come."""
    found = {
        each["key"]: each
        for place in (rupture["step"], rupture["from"], rupture["to"])
        for each in (place or {"opportunities": ()})["opportunities"]
    }
    for each in found.values():
        state = ", ".join(filter(None, (each["status"], each["ticket"])))
        words = (each["title"] or each["key"]) + (f" ({state})" if state else "")
        yield Link(words, visitor.links.node("Opportunity", each["key"]))


def finding(rupture: Row, number: int | None, root: bool, silos: Mapping[str, Mark], visitor: Visitor) -> Finding:
    """A rupture as a line."""
    language, key, stands = visitor.language, rupture["key"], decision(rupture)
    concerned = owners(rupture, silos)
    journey = rupture["journey"] or {"key": "", "title": ""}
    return Finding(
        key=key,
        number=number,
        kind=label(RuptureKind[rupture["kind"]], language),
        happens=short(rupture, language),
        place=place(rupture, language),
        sentence=rupture["explanation"],
        href=visitor.links.finding(key),
        journey=Link(journey["title"] or journey["key"], visitor.links.journey(journey["key"], witness=key)),
        volume=rupture["volume"],
        written=volume(rupture["volume"], language),
        seen=date((rupture["firstSeen"] or {}).get("startedAt"), language),
        came_back=rupture["reopened"] is not None,
        owners=concerned,
        ideas=list(ideas(rupture, visitor)),
        state=Triage[rupture["triage"]],
        said=_said(rupture, stands, language),
        form=Form((key,), stands, _offered(concerned, rupture)),
        root=root,
    )


def _said(rupture: Row, stands: Decision, language: Language) -> str:
    """What was said with the decision, and by whom."""
    owner = (rupture["triageOwner"] or {}).get("name") or stands.owner
    parts = [owner, date(stands.due, language), quoted(stands.note, language) if stands.note else ""]
    if rupture["triagedAt"]:
        parts.append(f"{signed(rupture['triagedBy'], language)}, {date(rupture['triagedAt'], language)}")
    return " · ".join(each for each in parts if each)


def _offered(concerned: Sequence[Owner], rupture: Row) -> list[tuple[str, str]]:
    """Who may be put in charge from a line: whose it is, and who is now."""
    found = {each.key: each.name for each in concerned}
    owner = rupture["triageOwner"]
    return list((found | ({owner["key"]: owner["name"] or owner["key"]} if owner else {})).items())


def causes(ruptures: Sequence[Row], matters: Sequence[Row], silos: Mapping[str, Mark], visitor: Visitor) -> list[Cause]:
    """Ruptures by their causes, in the order of these; what has none comes last, by itself."""
    of = {each["key"]: matter for matter in matters for each in matter["ruptures"]}
    groups: dict[str, list[Row]] = {}
    for rupture in ruptures:
        groups.setdefault((of.get(rupture["key"]) or rupture)["key"], []).append(rupture)
    made = [_cause(of.get(group[0]["key"]), group, silos, visitor) for group in groups.values()]
    return sorted(made, key=lambda each: each.number or len(matters) + 1)


def _cause(matter: Row | None, group: Sequence[Row], silos: Mapping[str, Mark], visitor: Visitor) -> Cause:
    language = visitor.language
    if matter is None:
        found = [finding(each, None, False, silos, visitor) for each in group]
        return Cause(None, group[0]["key"], "", group[0]["volume"], "", "", found, 0)
    root, feed = (matter["rupture"] or {}).get("key"), matter["feed"]
    rows = sorted(group, key=lambda each: each["key"] != root)
    return Cause(
        number=matter["number"],
        key=matter["key"],
        feed=fed(feed) if feed else "",
        volume=matter["volume"],
        written=volume(matter["volume"], language),
        breaks=said(breaks(matter), language),
        findings=[finding(each, matter["number"], each["key"] == root, silos, visitor) for each in rows],
        elsewhere=len(matter["ruptures"]) - len(group),
    )


def breaks(matter: Row) -> Saying:
    """How many hand-offs a cause breaks."""
    return BREAKS(len(matter["handoffs"])) if matter["handoffs"] else BREAKS_NONE()


def fed(feed: Row) -> str:
    """A feed in words: from where to where, with what."""
    names = {end: feed[end]["name"] or feed[end]["key"] for end in ("from", "to")}
    return f"{names['from']} → {names['to']} ({', '.join(each['name'] or each['key'] for each in feed['objects'])})"
