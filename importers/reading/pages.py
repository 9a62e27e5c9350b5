"""Saved pages of JSON: their objects as rows, a path of names with points between them as a column."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.problems import Code
from graph.report import FileRead
from graph.saying import saying
from importers.errors import BadKnowledge, bad
from importers.kind import Fetched, Instructions
from importers.reading.json_text import is_json, read_json
from importers.reading.marked import is_nothing
from importers.reading.text import read_text
from importers.reading.tree import Fields, spot

NO_OBJECT = saying(
    "each entry of this list is an object in {{ }}, and this one is none",
    "chaque entrée de cette liste est un objet entre {{ }}, et celle-ci n'en est pas un",
)

NO_PAGE = saying(
    "{file} is no JSON; if it is a table, `parcours import org-csv {file}` reads positions and departments from it, "
    "`parcours import contacts-csv {file}` contacts",
    "{file} n'est pas du JSON ; si c'est un tableau, `parcours import org-csv {file}` y lit des postes et des "
    "directions, `parcours import contacts-csv {file}` des contacts",
)

DEEP = 4
"""How many levels of an object are looked into."""


def fetch(path: Path, told: Instructions) -> Fetched:
    """Open one file of JSON."""
    text = read_text(path, told.encoding)
    if text.text.lstrip("\ufeff \r\n\t")[:1] not in ("{", "[") and not is_json(text.text):
        raise BadInput(NO_PAGE(file=text.name))
    files = (FileRead(text.name, text.encoding, 0),)
    return Fetched(path, read_json(text.text, text.name), None, text.dated, files)


def flat(given: Any, prefix: str = "", deep: int = DEEP) -> Iterator[tuple[str, str]]:
    """The texts and numbers of an object, by the way to them; of a list the first."""
    if isinstance(given, list):
        given = given[0] if given else None
    if isinstance(given, dict):
        for name, value in given.items() if deep else ():
            yield from flat(value, f"{prefix}.{name}" if prefix else name, deep - 1)
    elif isinstance(given, bool):
        yield prefix, "true" if given else "false"
    elif given is not None and prefix:
        yield prefix, str(given).strip()


def spelt(given: Any, names: Mapping[str, str]) -> Any:
    """An object with these of its fields as they are spelt here, whatever their capitals; what is no object as it is.

    `names` are ours by the same in small letters; of two spellings of one the first counts.
    """
    if not isinstance(given, dict):
        return given
    found = Fields(given.at) if isinstance(given, Fields) else {}
    for name, value in given.items():
        found.setdefault(names.get(name.casefold(), name), value)
    return found


def cells(given: Any) -> dict[str, str | None]:
    """An object as the cells of a row; what says that there is none is left out."""
    return {name: value for name, value in flat(given) if not is_nothing(value)}


def line(given: Any) -> int:
    """The line on which an object begins."""
    return given.at[0] if isinstance(given, Fields) else 1


def objects(file: str, given: Any, *names: str) -> list[Any]:
    """The objects of a list of some, or of the first of these lists that a page has; none of anything else.

    BadKnowledge, with the place of each, when anything but objects is among them.
    """
    if isinstance(given, dict):
        found: list[Any] = next((given[name] for name in names if isinstance(given.get(name), list)), [])
    else:
        found = given if isinstance(given, list) and any(isinstance(each, dict) for each in given) else []
    wrong = [place for place, each in enumerate(found) if not isinstance(each, dict)]
    if wrong:
        raise BadKnowledge([bad(Code.BAD_VALUE, NO_OBJECT(), (file, *spot(found, (place,)))) for place in wrong])
    return found
