"""The kinds of files that can be imported, and what the command line calls: `gather`.

To add an importer, add a file: put `KIND = Kind(name, description, example, suffixes, fetch, transform)` into a module
below `importers/` and its dotted name into `MODULES`. `fetch` is dumb: it opens one file and gives its content, with
the source that the content names. `transform` is pure: it takes what was fetched for one source and gives what the
source says, or raises `BadKnowledge` with all that is wrong. Writing and sweeping are the graph's.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from itertools import takewhile
from os.path import commonpath, normpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import BadInput, WrongUsage
from graph.model import Family
from graph.problems import Code, Problem
from graph.report import FileRead
from graph.said import Said, Whole
from graph.statement import Statement
from importers.errors import BadKnowledge, bad
from importers.reading.find import find
from importers.reading.text import STDIN

if TYPE_CHECKING:
    from events.staged import Staged

MODULES = (
    "importers.journeys.knowledge",
    "importers.journeys.mermaid",
    "importers.organisation.org_csv",
    "importers.organisation.organogram",
    "importers.organisation.ldif",
    "importers.organisation.scim",
    "importers.organisation.msgraph",
    "importers.organisation.workday",
    "importers.organisation.bamboohr",
    "importers.contacts.contacts_csv",
    "importers.contacts.salesforce",
    "importers.contacts.dynamics",
    "importers.contacts.hubspot",
    "importers.contacts.intercom",
    "importers.contacts.twilio",
    "importers.contacts.zendesk",
    "importers.contacts.xes",
    "importers.contacts.ocel",
)
"""Where the kinds are."""


@dataclass(frozen=True)
class Options:
    """What the command line says beside the files; each kind takes what concerns it."""

    source: str | None = None
    mapping: Path | None = None
    encoding: str | None = None
    delimiter: str | None = None
    as_of: datetime.date | None = None
    secret: Callable[[], bytes] | None = None
    """The key under which pseudonyms are made."""


@dataclass(frozen=True)
class Fetched:
    """One file as it is: its content, the source that it names, its date. With `problems` it is refused."""

    path: Path
    content: Any = None
    source: str | None = None
    dated: datetime.datetime | None = None
    files: tuple[FileRead, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What the files of one source say, and what a reader of the report should know of it."""

    said: Whole
    problems: list[Problem] = field(default_factory=list)
    rows: tuple[int, ...] = ()
    """How many rows each file has, where that is only known once they are read."""
    unread: Mapping[str, int] = field(default_factory=dict)
    """How many of each label were seen and could not be read."""
    delta: bool = False
    """Only what changed: nothing is withdrawn."""
    contacts: "Staged | None" = None
    """What goes into the event store, and not into the graph."""
    needs: Mapping[str, str] = field(default_factory=dict)
    """Reasons of contacts, and the key of the need that each stands for."""


@dataclass(frozen=True)
class Kind:
    """One kind of file; of a folder those with one of the suffixes are taken, by name any file is.

    `together`: the files of one command are one source even when nobody names it. `suggest` writes a first mapping.
    """

    name: str
    description: str
    example: str
    suffixes: tuple[str, ...]
    fetch: Callable[[Path, Options], Fetched]
    transform: Callable[[Sequence[Fetched], Options], Reading]
    family: Family = Family.DESIGN
    together: bool = False
    suggest: Callable[[Sequence[Path], Options], str] | None = None


@dataclass(frozen=True)
class Gathered(Statement):
    """What one source says, as its files have it: ready for a run, or refused with nothing said."""

    delta: bool = False
    """Only what changed: nothing is withdrawn."""
    contacts: "Staged | None" = None
    """What goes into the event store, and not into the graph."""


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by name."""
    found: list[Kind] = [import_module(module).KIND for module in MODULES]
    return {kind.name: kind for kind in found}


def gather(kind: str, paths: Sequence[Path], options: Options = Options()) -> list[Gathered]:
    """Read files, folders, globs or standard input (`-`) of one kind: one statement for each source.

    A refused file refuses its source's statement and no other. BadInput when a path leads to nothing, WrongUsage when
    there is no such kind.
    """
    if kind not in kinds():
        raise WrongUsage(f"there is no kind {kind!r}; there are {', '.join(kinds())}")
    chosen = kinds()[kind]
    sources: dict[str, list[Fetched]] = {}
    unnamed: set[str] = set()
    found = find(paths, chosen.suffixes)
    together = _together(found) if chosen.together else None
    for path in found:
        fetched = _fetch(chosen, path, options)
        named = options.source or fetched.source
        source = named or together or _plain(path)
        sources.setdefault(source, []).append(fetched)
        if not named:
            unnamed.add(source)
    return [_gathered(chosen, source, source not in unnamed, files, options) for source, files in sources.items()]


def _fetch(kind: Kind, path: Path, options: Options) -> Fetched:
    try:
        return kind.fetch(path, options)
    except BadKnowledge as error:
        return Fetched(path, problems=tuple(error.problems))
    except BadInput as error:
        return Fetched(path, problems=(bad(Code.BAD_VALUE, str(error), ("", None, None)),))


def _plain(path: Path) -> str:
    """A file's name without its suffixes."""
    return "stdin" if path == STDIN else Path(path.name.removesuffix(".gz")).stem


def _together(paths: Sequence[Path]) -> str:
    """What the names of the files have in common, else the name of their folder."""
    names = [_plain(path) for path in paths]
    same = takewhile(lambda chars: len(set(chars)) == 1, zip(*names, strict=False))
    return "".join(chars[0] for chars in same).strip("-_. ") or paths[0].absolute().parent.name


def _gathered(kind: Kind, source: str, named: bool, files: list[Fetched], options: Options) -> Gathered:
    reading = _reading(kind, source, named, files, options)
    dates = [file.dated for file in files if file.dated]
    read = [file for fetched in files for file in fetched.files]
    if len(reading.rows) == len(read):
        read = [replace(file, rows=rows) for file, rows in zip(read, reading.rows, strict=True)]
    return Gathered(
        source=source,
        kind=kind.name,
        said=reading.said,
        files=tuple(read),
        problems=tuple(reading.problems),
        dated=max(dates, default=None),
        path=_path(files),
        named=named,
        family=kind.family.name,
        unread=reading.unread,
        needs=reading.needs,
        delta=reading.delta,
        contacts=reading.contacts,
    )


def _reading(kind: Kind, source: str, named: bool, files: list[Fetched], options: Options) -> Reading:
    try:
        if not named and not kind.together and len(files) > 1:
            raise BadInput(_ambiguous(source, files))
        return kind.transform(files, replace(options, source=source))
    except BadKnowledge as error:
        return Reading(Said(), error.problems)
    except BadInput as error:
        return Reading(Said(), [bad(Code.BAD_VALUE, str(error), ("", None, None))])


def _ambiguous(source: str, files: list[Fetched]) -> str:
    names = ", ".join(str(file.path) for file in files)
    return f"{names} would all be the source {source!r}: say which they are with --source NAME or a line `source: NAME`"


def _path(files: list[Fetched]) -> str:
    if any(file.path == STDIN for file in files):
        return str(STDIN)
    return commonpath([normpath(file.path.absolute()) for file in files])
