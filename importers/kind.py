"""A kind of files: how one is opened, and what is made of it.

`fetch` is dumb: it opens one file and gives its content, with the source that the content names. `transform` is pure:
it takes what was fetched for one source and gives what the source says, or raises `BadKnowledge` with all that is
wrong. Writing and sweeping are the graph's.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import BadInput
from graph.gateway import Read
from graph.language import Language, Told
from graph.model import Family
from graph.pictures import Pictures
from graph.problems import Problem
from graph.report import FileRead
from graph.said import Whole
from graph.saying import Saying, saying

if TYPE_CHECKING:
    from events.staged import Staged

NO_SECRET = saying(
    "{need}, and there is no key to make pseudonyms with", "{need}, et il manque la clé secrète des pseudonymes"
)


@dataclass(frozen=True)
class Instructions:
    """What is told beside the files, on the command line mostly; each kind takes what concerns it."""

    source: str | None = None
    mapping: Path | None = None
    encoding: str | None = None
    delimiter: str | None = None
    as_of: datetime.date | None = None
    secret: Callable[[], bytes] | None = None
    """The key under which pseudonyms are made."""
    pictures: Path | None = None
    """The folder in which the pictures of the graph are kept; without one, none are."""

    def key(self, need: Saying) -> bytes:
        """The key under which pseudonyms are made; BadInput, which says what needs it, when there is none."""
        if self.secret is None:
            raise BadInput(NO_SECRET(need=need))
        return self.secret()


@dataclass(frozen=True)
class Fetched:
    """One file as it is: its content, the source that it names, its date. With `problems` it is refused."""

    path: Path
    content: Any = None
    source: str | None = None
    dated: datetime.datetime | None = None
    files: tuple[FileRead, ...] = ()
    problems: tuple[Problem, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """What it names of pictures, as they are called in the folder of these."""


@dataclass(frozen=True)
class Reading:
    """What only the reader of the files knows of what one source says."""

    said: Whole
    problems: list[Problem] = field(default_factory=list)
    rows: tuple[int, ...] = ()
    """How many rows each file has, where that is only known once they are read."""
    unread: Mapping[str, int] = field(default_factory=dict)
    """How many of each label were seen and could not be read."""
    uncounted: int = 0
    """Rows that could be read, of files of which nothing counted."""
    partial: bool = False
    """A part, or only what changed: nothing is withdrawn."""
    contacts: "Staged | None" = None
    """What goes into the event store, and not into the graph."""
    needs: Mapping[str, str] = field(default_factory=dict)
    """Reasons of contacts, and the key of the need that each stands for."""
    pictures: Pictures | None = None


@dataclass(frozen=True)
class Exported:
    """A file made of the graph, and the names of the pictures that it names: they are kept beside it."""

    content: bytes
    pictures: tuple[str, ...] = ()
    suffix: str | None = None
    """How the name of the file has to end, if other programs go by it."""


Export = Callable[[Read, Sequence[str] | None, Language], Exported]
"""Makes a file of some journeys with all that they refer to, or of everything.

BadInput when there is no such journey.
"""


@dataclass(frozen=True)
class Kind:
    """One kind of file; of a folder those with one of the suffixes are taken, by name any file is.

    `together`: the files of one command are one source even when nobody names it. `suggest` writes a first mapping,
    `export` a file of this kind from the graph, which imports to the same graph.
    """

    name: str
    description: Told
    example: str
    suffixes: tuple[str, ...]
    fetch: Callable[[Path, Instructions], Fetched]
    transform: Callable[[Sequence[Fetched], Instructions], Reading]
    family: Family = Family.DESIGN
    together: bool = False
    suggest: Callable[[Sequence[Path], Instructions], str] | None = None
    export: Export | None = None
