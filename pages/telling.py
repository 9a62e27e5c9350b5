"""What a page tells, whatever it is about: one sentence that is the answer, then figures, a picture, tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pages.pictures.marks import Picture

Data = dict[str, Any]
"""The variables of operations, or the answer to all of them."""

Number = int | float


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere, if there is somewhere to lead."""

    words: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: what the API calls it and gives for it (null: unknown), how it is written, and what it counts."""

    name: str
    value: Number | str | None
    written: str
    words: str
    href: str | None = None


Cell = str | Number | Link | None
"""What stands in a table; null is unknown, an empty text is nothing."""


@dataclass(frozen=True)
class Table:
    """What a picture shows, or a page lists, once more as a table: a caption, heads and rows. CSV and XLSX are this."""

    name: str
    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Told:
    """All that the shell of a page needs; `more` is what its own template shows beside."""

    title: str
    sentence: str
    crumbs: Sequence[Link] = ()
    figures: Sequence[Figure] = ()
    picture: Picture | None = None
    tables: Sequence[Table] = ()
    rests: Sequence[Link] = ()
    """What the answer rests on: what is unknown or unproven, each with the page that lists it."""
    more: Mapping[str, Any] = field(default_factory=dict)
    template: str = "page.html"
    """Which of the page's own templates it is."""


class Moved(Exception):
    """What was asked for has another address now."""

    def __init__(self, to: str) -> None:
        super().__init__(to)
        self.to = to


class Gone(Exception):
    """There is nothing of this name, or no longer; `sought` are words to look for what is like it."""

    def __init__(self, sentence: str, sought: str, became: Sequence[Link] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.sought = sought
        self.became = became
