"""JSON as a table: the objects of a list are its rows, the ways to their values its columns."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.saying import saying
from importers.kind import Fetched
from importers.reading.pages import DEEP, cells, line
from importers.reading.table import Table

NO_ROWS = saying(
    "{file} holds no list of objects, which would be the contacts",
    "{file} ne contient pas de liste d'objets, qui seraient les contacts",
)


def table(file: Fetched, asked: Collection[str] = ()) -> Table:
    """The objects of a JSON file as a table; BadInput when there are none.

    Of several lists, and an object that is one contact itself, that counts which has most of the columns `asked` for.
    """
    read, wanted = file.files[0], {name.casefold() for name in asked}
    held = max(_lists(file.content), key=lambda each: len(wanted & set(map(str.casefold, _columns(each)))), default=[])
    columns = _columns(held)
    if not columns:
        raise BadInput(NO_ROWS(file=read.name))

    def records() -> Iterator[tuple[int, list[str]]]:
        for each in held:
            told = cells(each)
            yield line(each), [told.get(name) or "" for name in columns]

    return Table(read.name, Path(file.path), read.encoding, None, file.dated, columns, 0, records)


def _lists(content: Any) -> Iterator[list[Any]]:
    """What may be the rows: the file's own list or those within it, or the one object that it is."""
    if isinstance(content, list):
        yield [each for each in content if isinstance(each, dict)]
    elif isinstance(content, dict):
        for held in content.values():
            if isinstance(held, list) and any(isinstance(each, dict) for each in held):
                yield [each for each in held if isinstance(each, dict)]
        yield [content]


def _columns(rows: list[Any]) -> list[str]:
    """The ways to all values, of which a row may lack any."""
    return list(dict.fromkeys(name for each in rows for name in _ways(each)))


def _ways(given: Any, prefix: str = "", deep: int = DEEP) -> Iterator[str]:
    given = given[0] if isinstance(given, list) and given else given
    if isinstance(given, dict) and deep:
        for name, value in given.items():
            yield from _ways(value, f"{prefix}.{name}" if prefix else name, deep - 1)
    elif prefix and not isinstance(given, dict | list):
        yield prefix
