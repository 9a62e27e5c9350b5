"""What every file says of itself: of which day and revision it is, in which scope, and where the pages are."""

import datetime
from dataclasses import dataclass

from graph.saying import saying
from pages.shell.looking import Looking
from pages.telling import Data
from pages.visitor import Visitor
from wording.cells import UNKNOWN
from wording.problems import said
from wording.writing import day

STATE = saying(
    "As of {day}, revision {revision}; scope: {scope}.", "Au {day}, révision {revision} ; périmètre : {scope}."
)


@dataclass(frozen=True)
class Stamp:
    """The state of the graph that a file tells; `origin` is empty where nobody said where the pages are."""

    words: str
    origin: str

    def link(self, address: str) -> str:
        """An address of the pages, as it is found from elsewhere; empty where nobody knows that."""
        return self.origin and self.origin + address.removeprefix(self.origin)


def stamp(data: Data, visitor: Visitor, scope: str | None = None) -> Stamp:
    """The state that was answered: its revision, the day of its last change, and the scope, unless it is another."""
    changed, language = data["lastChange"], visitor.language
    when = day(datetime.date.fromisoformat(changed[:10]), language) if changed else UNKNOWN[language]
    words = STATE(day=when, revision=str(data["revision"]), scope=scope or Looking(visitor).words)
    return Stamp(said(words, language), visitor.origin.rstrip("/"))
