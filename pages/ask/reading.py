"""From the answer of the page to cards, by the department that is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.language import both
from pages.ask import answering
from pages.journey.doors import REMARK
from pages.silos import Mark, marks
from pages.telling import Link
from pages.visitor import Visitor
from pages.whose import Whose
from queries.catalogue.to_ask.kinds import Unsaid
from wording.cells import volume
from wording.labels import label

Row = Mapping[str, Any]

ON_THE_MAP = both("Say it on the map:", "Dites-le sur la carte\N{NO-BREAK SPACE}:")
DRAWERS = both(
    "Who draws this map answers it: tell them.",
    "C'est à qui dessine la carte d'y répondre\N{NO-BREAK SPACE}: dites-le-lui.",
)
KEEPERS = both(
    "Whoever looks after the applications answers it: tell them.",
    "C'est à qui s'occupe des applications d'y répondre\N{NO-BREAK SPACE}: dites-le-lui.",
)


@dataclass(frozen=True)
class Card:
    """One question: about what, whom else it could be asked, and what its answer would decide."""

    key: str
    number: int
    href: str
    kind: str
    sentence: str
    about: Sequence[Link]
    others: Sequence[Link]
    journeys: Sequence[Link]
    handoffs: Sequence[str]
    volume: Row | None
    written: str
    answers: bool
    """Whether this visitor can answer it here."""
    otherwise: str
    """Who answers it, or where, if not this visitor here."""
    ways: Sequence[Link]
    """Where this visitor then goes on: to the map, or to say what they think."""


@dataclass(frozen=True)
class Sheet:
    """The questions to one department; none where nobody is known who could tell."""

    key: str
    name: str
    silo: Mark | None
    href: str
    cards: Sequence[Card]


def key(row: Row) -> str:
    """What a question is known by, in addresses: its kind, and what it is about."""
    parts = [row["kind"], row["element"]["__typename"], row["element"]["key"]]
    return "~".join([*parts, *([row["object"]["key"]] if row["object"] else [])])


class Reading:
    """The answer, looked at as sheets of cards; a card alone where the address names one.

    Whatever narrows the list, a question has the number of its place among all of the scope: sheets come back by it.
    """

    def __init__(self, data: Row, visitor: Visitor) -> None:
        self.visitor = visitor
        self.language = visitor.language
        self._whose = Whose(visitor)
        self.total: int = data["toAsk"]["totalCount"]
        self.ground: Row = data["restsOn"]
        self.silos = marks([edge["node"] for edge in data["silos"]["edges"]])
        self.names = {e["node"]["key"]: e["node"]["name"] or e["node"]["key"] for e in data["departments"]["edges"]}
        self.journeys = {e["node"]["key"]: e["node"]["title"] or e["node"]["key"] for e in data["journeys"]["edges"]}
        self.anywhere: int = data["journeys"]["totalCount"]
        places = {key(each): place for place, each in enumerate((data.get("whole") or data["toAsk"])["rows"], 1)}
        found = data["toAsk"]["rows"]
        self.more = self.total - len(found)
        """How many questions are not shown: a page has the first thousand."""
        rows = [(places.setdefault(key(each), len(places) + 1), each) for each in found]
        self.rows = [each for each in rows if not visitor.key or key(each[1]) == visitor.key]

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The sheets, the one that decides most first; last what nobody is known to be able to tell."""
        groups: dict[str, list[tuple[int, Row]]] = {}
        for number, row in self.rows:
            groups.setdefault(next(iter(row["departments"]), {"key": ""})["key"], []).append((number, row))
        known = [self._sheet(key_, rows) for key_, rows in groups.items() if key_]
        return [*known, *(self._sheet(key_, rows) for key_, rows in groups.items() if not key_)]

    @property
    def decided(self) -> set[str]:
        """The hand-offs of which the answers would tell whether they hold."""
        return {handoff for card in self.cards for handoff in card.handoffs}

    @property
    def cards(self) -> list[Card]:
        """All cards, in the order of the sheets."""
        return [card for sheet in self.sheets for card in sheet.cards]

    def _sheet(self, key_: str, rows: Sequence[tuple[int, Row]]) -> Sheet:
        department = next(iter(rows[0][1]["departments"]), None)
        silo = self.silos.get(((department or {}).get("silo") or {}).get("key", ""))
        name = (department["name"] or department["key"]) if department else ""
        href = self.visitor.links.to("/ask", department=key_ or None, journey=self.visitor.one("journey"))
        return Sheet(key_, name, silo, href, [self._card(number, row) for number, row in rows])

    def _card(self, number: int, row: Row) -> Card:
        links, kind, language = self.visitor.links, Unsaid[row["kind"]], self.language
        known = [(each["key"], each["title"] or each["key"]) for each in row["journeys"]]
        answers = self._answers(row)
        otherwise, ways = ("", ()) if answers else self._elsewhere(row, known)
        about = [row["element"], *([{**row["object"], "__typename": "InformationObject"}] if row["object"] else [])]
        return Card(
            key=key(row),
            number=number,
            href=links.question(key(row), **answering.narrowed(self.visitor)),
            kind=label(kind, language),
            sentence=row["sentence"],
            about=[Link(each["label"], links.node(each["__typename"], each["key"])) for each in about],
            others=[
                Link(each["name"] or each["key"], links.node("Department", each["key"]))
                for each in row["departments"][1:]
            ],
            journeys=[Link(title, links.journey(each)) for each, title in known],
            handoffs=[each["label"] for each in row["handoffs"]],
            volume=row["volume"],
            written=volume(row["volume"], language),
            answers=answers,
            otherwise=otherwise,
            ways=ways,
        )

    def _answers(self, row: Row) -> bool:
        element = row["element"]
        own = self._whose.says(element["__typename"], element["key"], element.get("handledBy") or ())
        return own and answering.answers(self.visitor, key(row))

    def _elsewhere(self, row: Row, journeys: Sequence[tuple[str, str]]) -> tuple[str, Sequence[Link]]:
        """Who answers what this visitor cannot answer here, and where they go on."""
        visitor, language = self.visitor, self.language
        drawn = [each for each in journeys if visitor.edits(phase={"journey": each[0]})]
        if drawn and not answering.about(key(row))[2]:
            return ON_THE_MAP[language], [Link(title, visitor.links.edit(each)) for each, title in drawn]
        heard = [each for each in journeys if visitor.edits(evidence={"about": [f"Journey:{each[0]}"]})]
        remarks = [
            Link(REMARK[language] + (f" ({title})" if len(heard) > 1 else ""), visitor.links.remarks(each))
            for each, title in heard
        ]
        return (KEEPERS if row["element"]["__typename"] == "System" else DRAWERS)[language], remarks

    @property
    def filters(self) -> list[Link]:
        """What narrows the list now, each with the way to drop it."""
        return [
            Link(names.get(value, value), self.visitor.links.here(answered=None, **{name: None}))
            for name, names in (("department", self.names), ("journey", self.journeys))
            if (value := self.visitor.one(name))
        ]
