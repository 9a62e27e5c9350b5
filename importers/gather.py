"""The kinds of files that can be imported, and what the command line calls: `gather`.

A kind is a file in one of the `FOLDERS` that has a `KIND`, and is called as it (dashes for underscores): so its name
is known before it is imported, and a command imports no kind but its own. Others ship theirs by an entry point in the
`GROUP`, of the kind's name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from itertools import takewhile
from os.path import commonpath, normpath
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import BadInput, WrongUsage
from graph.problems import Code
from graph.said import Said
from graph.saying import saying
from graph.statement import Statement
from importers.errors import BadKnowledge, bad
from importers.kind import Fetched, Instructions, Kind, Reading
from importers.reading.find import find
from importers.reading.text import STDIN

if TYPE_CHECKING:
    from events.staged import Staged

FOLDERS = ("journeys", "organisation", "contacts")
"""The folders beside this file that have kinds."""

GROUP = "parcours.kinds"
"""The entry points by which others ship kinds; ours come before one of the same name."""

AMBIGUOUS = saying(
    "{files} would all be the source {source!r}: say which they are with --source NAME or a line `source: NAME`",
    "{files} seraient tous la source {source!r} : "
    "indiquez la source de chacun avec --source NOM ou une ligne `source: NOM`",
)
UNKNOWN = saying(
    "there is no kind {name!r}; there are {kinds}", "il n'y a pas de type de fichiers {name!r} ; il y a {kinds}"
)
NO_KIND = saying(
    "the entry point {name} = {value} gives no kind of files",
    "le point d'entrée {name} = {value} ne donne pas de type de fichiers",
)


@dataclass(frozen=True)
class Gathered(Statement):
    """What one source says, as its files have it: ready for a run, or refused with nothing said."""

    partial: bool = False
    """A part, or only what changed: nothing is withdrawn."""
    contacts: "Staged | None" = None
    """What goes into the event store, and not into the graph."""


@cache
def _ours() -> dict[str, str]:
    """The modules of our kinds, by the kinds' names."""
    files = (file for folder in FOLDERS for file in sorted((Path(__file__).parent / folder).glob("*.py")))
    kinds = [file for file in files if "\nKIND = " in file.read_text(encoding="utf-8")]
    return {file.stem.replace("_", "-"): f"{__package__}.{file.parent.name}.{file.stem}" for file in kinds}


def kinds() -> list[str]:
    """The names of all kinds; none of them is imported for it."""
    return list(dict.fromkeys([*_ours(), *sorted(entry_points(group=GROUP).names)]))


def kind(name: str) -> Kind:
    """The kind of this name; WrongUsage when there is none, BadInput when an entry point of that name gives none."""
    found: Kind
    if name in _ours():
        found = import_module(_ours()[name]).KIND
        return found
    for point in entry_points(group=GROUP, name=name):
        return _theirs(point)
    raise WrongUsage(UNKNOWN(name=name, kinds=", ".join(kinds())))


def _theirs(point: EntryPoint) -> Kind:
    try:
        found = point.load()
    except (ImportError, AttributeError) as error:
        raise BadInput(NO_KIND(name=point.name, value=point.value)) from error
    if not isinstance(found, Kind):
        raise BadInput(NO_KIND(name=point.name, value=point.value))
    return found


def gather(name: str, paths: Sequence[Path], told: Instructions = Instructions()) -> list[Gathered]:
    """Read files, folders, globs or standard input (`-`) of the kind of this name: one statement for each source.

    A refused file refuses its source's statement and no other. BadInput when a path leads to nothing, WrongUsage when
    there is no such kind.
    """
    chosen = kind(name)
    sources: dict[str, list[Fetched]] = {}
    unnamed: set[str] = set()
    found = find(paths, chosen.suffixes)
    together = _together(found) if chosen.together else None
    for path in found:
        fetched = _fetch(chosen, path, told)
        named = told.source or fetched.source
        source = named or together or _plain(path)
        sources.setdefault(source, []).append(fetched)
        if not named:
            unnamed.add(source)
    return [_gathered(chosen, source, source not in unnamed, files, told) for source, files in sources.items()]


def _fetch(kind: Kind, path: Path, told: Instructions) -> Fetched:
    try:
        return kind.fetch(path, told)
    except BadKnowledge as error:
        return Fetched(path, problems=tuple(error.problems))
    except BadInput as error:
        return Fetched(path, problems=(bad(Code.BAD_VALUE, error.said, ("", None, None)),))


def _plain(path: Path) -> str:
    """A file's name without its suffixes."""
    return "stdin" if path == STDIN else Path(path.name.removesuffix(".gz")).stem


def _together(paths: Sequence[Path]) -> str:
    """What the names of the files have in common, else the name of their folder."""
    names = [_plain(path) for path in paths]
    same = takewhile(lambda chars: len(set(chars)) == 1, zip(*names, strict=False))
    return "".join(chars[0] for chars in same).strip("-_. ") or paths[0].absolute().parent.name


def _gathered(kind: Kind, source: str, named: bool, files: list[Fetched], told: Instructions) -> Gathered:
    reading = _reading(kind, source, named, files, told)
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
        uncounted=reading.uncounted,
        needs=reading.needs,
        pictures=reading.pictures,
        partial=reading.partial,
        contacts=reading.contacts,
    )


def _reading(kind: Kind, source: str, named: bool, files: list[Fetched], told: Instructions) -> Reading:
    try:
        if not named and not kind.together and len(files) > 1:
            raise BadInput(AMBIGUOUS(files=", ".join(str(file.path) for file in files), source=source))
        return kind.transform(files, replace(told, source=source))
    except BadKnowledge as error:
        return Reading(Said(), error.problems)
    except BadInput as error:
        return Reading(Said(), [bad(Code.BAD_VALUE, error.said, ("", None, None))])


def _path(files: list[Fetched]) -> str:
    if any(file.path == STDIN for file in files):
        return str(STDIN)
    try:
        return commonpath([normpath(file.path.absolute()) for file in files])
    except ValueError:  # on several drives
        return ""
