"""Object-centric event logs as CSV: a column for each type of object, in which the ids of an event's objects stand."""

import csv
import re
from collections.abc import Iterator, Mapping

from graph.errors import BadInput
from graph.saying import saying
from importers.contacts.ocel_log import Event, Log, text
from importers.reading.stream import Stream

OWN = ("ocel:eid", "ocel:activity", "ocel:timestamp")
TYPE = "ocel:type:"
ITEM = re.compile(r"'((?:[^'\\]|\\.)*)'" r'|"((?:[^"\\]|\\.)*)"')
"""An id in a list as Python or JSON writes it: ['i4', 'i1']."""

NO_IDS = saying(
    "{file} is no object-centric log: it has no column ocel:eid",
    "{file} n'est pas un journal centré sur des objets : il n'a pas de colonne ocel:eid",
)
NO_CSV = saying("{file} is no CSV: {detail}", "{file} n'est pas du CSV : {detail}")


def log(read: Stream, encoding: str | None = None) -> Log:
    """What a table holds; the types of its objects are known as far as it is read."""
    types: dict[str, str] = {}
    return Log(types, _events(read, types))


def _events(read: Stream, types: dict[str, str]) -> Iterator[Event]:
    """The events; BadInput where it is no such table."""
    try:
        with read.open() as lines:
            rows = csv.reader(lines)
            columns = [name.strip("\ufeff ") for name in next(rows, [])]
            if "ocel:eid" not in columns:
                raise BadInput(NO_IDS(file=read.name))
            for cells in rows:
                if any(cells):
                    yield _event(rows.line_num, dict(zip(columns, cells, strict=False)), types)
    except csv.Error as error:
        raise BadInput(NO_CSV(file=read.name, detail=str(error))) from error


def _event(row: int, cells: Mapping[str, str], types: dict[str, str]) -> Event:
    attributes = {name: text(value) for name, value in cells.items() if not name.startswith("ocel:")}
    objects = []
    for name, value in cells.items():
        for object in _ids(value) if name.startswith(TYPE) else ():
            types.setdefault(object, name.removeprefix(TYPE))
            objects.append(object)
    id, type, time = (text(cells.get(name)) for name in OWN)
    return Event(row, id, type, time, attributes, objects)


def _ids(cell: str) -> list[str]:
    """The ids in a cell: those of a list, or the one that stands there."""
    if not cell.strip().startswith("["):
        return [cell.strip()] if cell.strip() else []
    return [re.sub(r"\\(.)", r"\1", one or other) for one, other in ITEM.findall(cell)]
