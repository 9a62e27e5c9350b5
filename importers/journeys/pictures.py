"""Pictures that a knowledge file names by their paths: looked at, and named as they are kept beside the graph."""

from pathlib import Path
from typing import Any

from graph import pictures
from graph.aliases import Names
from graph.errors import BadInput
from graph.model import Picture
from graph.problems import Code, Problem
from graph.saying import saying
from graph.system import why
from graph.wrong_values import IN_FIELD
from importers.errors import bad
from importers.journeys import told
from importers.journeys.check import Document
from importers.journeys.parts import parts

NAMES = {label: [p.name for p in told.properties(label) if p.type is Picture] for label in told.NAMED}
"""The fields that name pictures, by label."""

PICTURE = saying("the file {path!r} {wrong}", "le fichier {path!r} {wrong}")
NOT_THERE = saying("is not there, beside this one", "n'existe pas, à côté de celui-ci")
OUTSIDE = saying(
    "is not in the folder of this one, nor in one below: put it there, and write its path from here",
    "n'est ni dans le dossier de celui-ci ni plus bas : mettez-le là, et écrivez son chemin à partir d'ici",
)
UNREADABLE = saying("cannot be read: {why}", "ne peut pas être lu : {why}")


def taken(document: Document, folder: Path, kept: Path | None) -> tuple[dict[str, bytes], list[Problem]]:
    """The pictures that a document names, and what is wrong with some; from here on it names them as they are kept.

    Their paths start from its `folder`. One that is `kept` already may be named as it is, as an export does.
    """
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for part in parts(document.data, Names({})):
        for field in NAMES[part.label]:
            path = part.get(field)
            if not isinstance(path, str) or path in found:
                continue
            try:
                content = _content(path, folder, kept)
                name = pictures.name(content)
            except BadInput as error:
                said = IN_FIELD(field=field, said=PICTURE(path=path, wrong=error.said))
                problems.append(bad(Code.BAD_VALUE, said, document.place((*part.path, field)), path))
            else:
                found[name] = content
                _name(document.data, (*part.path, field), name)
    return found, problems


def _content(path: str, folder: Path, kept: Path | None) -> bytes:
    """The bytes of a picture, one more than it may have at most. BadInput where it cannot be had."""
    try:
        file = (folder / path).resolve()
        if not file.is_relative_to(folder.resolve()):
            raise BadInput(OUTSIDE())
        if file.is_file():
            with file.open("rb") as source:
                return source.read(pictures.LARGEST + 1)
    except OSError as error:
        raise BadInput(UNREADABLE(why=why(error))) from error
    except ValueError as error:  # a sign that no path may have
        raise BadInput(NOT_THERE()) from error
    content = pictures.picture(kept, path) if kept else None
    if content is None:
        raise BadInput(NOT_THERE())
    return content


def _name(data: Any, path: tuple[str | int, ...], name: str) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = name
