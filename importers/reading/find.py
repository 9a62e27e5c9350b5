"""From what stands on the command line to files."""

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.errors import BadInput
from graph.saying import saying
from importers.reading.text import STDIN

NO_NAME = saying("there can be no file {name!r}: {detail}", "il ne peut y avoir de fichier {name!r} : {detail}")
NONE_IN = saying(
    "the folder {folder} holds no file that ends in {endings}",
    "le dossier {folder} ne contient aucun fichier qui se termine par {endings}",
)
NO_FILE = saying("there is no file {path}", "il n'y a pas de fichier {path}")


def find(paths: Sequence[Path], suffixes: tuple[str, ...]) -> list[Path]:
    """The files meant by files, folders (all below them with these suffixes), globs and `-`; each once, in order.

    BadInput when one of them leads to nothing.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _files(path, suffixes):
            found.setdefault(file if file == STDIN else file.absolute(), file)
    return list(found.values())


def _files(path: Path, suffixes: tuple[str, ...]) -> list[Path]:
    try:
        return _found(path, suffixes)
    except (OSError, ValueError) as error:  # a name too long, a character that no name has
        raise BadInput(NO_NAME(name=str(path)[:60], detail=error.__class__.__name__)) from error


def _found(path: Path, suffixes: tuple[str, ...]) -> list[Path]:
    if path == STDIN or path.is_file():
        return [path]
    if path.is_dir():
        below = sorted(_below(path, suffixes))
        if not below:
            raise BadInput(NONE_IN(folder=str(path), endings=", ".join(suffixes)))
        return below
    matching = sorted(Path(name) for name in glob.glob(str(path), recursive=True))  # noqa: PTH207 — patterns from anywhere
    if matching:
        return [file for match in matching for file in _files(match, suffixes)]
    if path.exists():
        return [path]
    raise BadInput(NO_FILE(path=str(path)))


def _below(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    endings = (*suffixes, *(f"{suffix}.gz" for suffix in suffixes))
    for file in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.name.lower().endswith(endings) and not hidden and file.is_file():
            yield file
