"""Saved pages of JSON: their objects as rows, a path of names with points between them as a column."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.report import FileRead
from importers.kind import Fetched, Instructions
from importers.reading.json_text import read_json
from importers.reading.text import read_text
from importers.reading.tree import Fields

DEEP = 4
"""How many levels of an object are looked into."""


def fetch(path: Path, told: Instructions) -> Fetched:
    """Open one file of JSON."""
    text = read_text(path, told.encoding)
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


def cells(given: Any) -> dict[str, str | None]:
    """An object as the cells of a row."""
    return {name: value for name, value in flat(given) if value}


def line(given: Any) -> int:
    """The line on which an object begins."""
    return given.at[0] if isinstance(given, Fields) else 1


def objects(given: Any, *names: str) -> list[Any]:
    """The objects of the first of these lists that a page has."""
    found: list[Any] = next((given[name] for name in names if isinstance(given.get(name), list)), [])
    return [each for each in found if isinstance(each, dict)]
