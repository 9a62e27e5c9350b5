"""A journey as files tell it that are taken away: all that its page knows, and what nobody knows yet."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.language import both
from graph.saying import saying
from pages.journey.reading import Reading, name
from pages.journey.records import records
from pages.journey.title import facts
from pages.journey.told import Journey
from pages.telling import Data
from pages.visitor import Visitor
from wording.cells import UNKNOWN
from wording.problems import said
from wording.writing import COLON, number

Row = Mapping[str, Any]

ALONE = both("this journey alone", "ce parcours seul")
SCOPE, STATE, ADDRESS = both("Scope", "Périmètre"), both("State", "État"), both("Address", "Adresse")
PARTLY = saying(
    "Only the first {shown:,} of {all:,} hand-offs are told.",
    "Seuls les {shown:,} premiers passages sur {all:,} y sont.",
)


@dataclass(frozen=True)
class Asked:
    """A department, how many questions it is to be asked, the hand-offs they would decide, and the first of them."""

    name: str
    questions: int
    handoffs: int
    first: str


def variables(visitor: Visitor) -> Data:
    """What a file of a journey asks with its page's operations: all that the page can show."""
    return {"key": visitor.key, "mine": False, "systems": True, "felt": False, "observed": True}


class Taken:
    """The answers, looked at in the order of files. Gone where there is no such journey, Moved where it has moved."""

    def __init__(self, data: Data, visitor: Visitor) -> None:
        self.visitor, self.language = visitor, visitor.language
        self.reading = Reading.of(data, visitor)
        self.data = data

    @cached_property
    def journey(self) -> Journey:
        """The journey as its map is told it."""
        return records(self.reading, self.visitor)

    @property
    def key(self) -> str:
        """The key of the journey."""
        return str(self.reading.journey["key"])

    @property
    def questions(self) -> Sequence[Row]:
        """What is to be asked, what decides most first."""
        rows: Sequence[Row] = self.data["toAsk"]["rows"]
        return rows

    @cached_property
    def asked(self) -> list[Asked]:
        """Whom to ask, who can decide most first; last what nobody is known to be able to tell."""
        groups: dict[str, list[Row]] = {}
        for row in self.questions:
            whom = name(row["departments"][0]) if row["departments"] else ""
            groups.setdefault(whom, []).append(row)
        found = [
            Asked(whom, len(rows), len({each["key"] for row in rows for each in row["handoffs"]}), rows[0]["sentence"])
            for whom, rows in groups.items()
        ]
        return sorted(found, key=lambda each: (not each.name, -each.handoffs, -each.questions, each.name))

    @property
    def kinds(self) -> Counter[str]:
        """How many questions there are of each kind."""
        return Counter(row["kind"] for row in self.questions)

    @property
    def facts(self) -> list[str]:
        """Where it was looked, how much is unknown, and of when that is."""
        scope = ", ".join(filter(None, (self.journey.scope, ALONE[self.language])))
        return [scope, *facts(self.journey, self.language)]

    def about(self, left_out: Sequence[str]) -> Iterator[tuple[str, str]]:
        """What a file says of itself, head and words."""
        language = self.language
        scope, *state = self.facts
        yield SCOPE[language], scope
        yield STATE[language], " · ".join(state) or UNKNOWN[language]
        yield ADDRESS[language], self.link(self.visitor.links.journey(self.key))
        yield LEFT_OUT[language], " ".join((*self.partly, *left_out))

    @property
    def partly(self) -> list[str]:
        """What even the page does not know of a journey with a great many hand-offs."""
        shown, all_ = len(self.reading.handoffs), self.data["breaks"]["handoffs"]["totalCount"]
        return [said(PARTLY(shown=shown, all=all_), self.language)] if shown < all_ else []

    def link(self, href: str) -> str:
        """Where a page is found from elsewhere; its path alone where nobody said where pages are."""
        origin = self.visitor.origin
        return origin + href.removeprefix(origin)

    def headed(self, head: Any, words: str) -> str:
        """Words with what they are before them."""
        return f"{head[self.language]}{COLON[self.language]} {words}"

    def number(self, value: float) -> str:
        """A number as it is written."""
        return number(value, self.language)


LEFT_OUT = both("What is not in it", "Ce qui n'y est pas")
"""What stands before that."""
