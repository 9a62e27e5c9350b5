"""Object-centric event logs as SQLite: OCEL 1.0 and 2.0. The file is opened to be read, and nothing in it is run."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from graph.errors import BadInput
from graph.saying import saying
from importers.contacts.ocel_log import Event, Log, text
from importers.reading.stream import Stream

MAGIC = b"SQLite format 3\0"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
COLUMNS = "SELECT name, type FROM pragma_table_info(?)"
DAMAGE = (sqlite3.Error, UnicodeError)
"""What reading a damaged database raises: names of tables and columns may be no text."""

LARGEST = 16 * 1024**2
"""The most bytes of a cell."""

MANY = 100_000
"""The most objects of an event."""

OWN = frozenset(("ocel_id", "ocel_time", "ocel:eid", "ocel:activity", "ocel:timestamp"))
"""The columns of an event that are no attributes."""

OLD = (
    'SELECT e."ocel:eid", e."ocel:activity", e."ocel:timestamp", r."ocel:oid", e.* FROM "EVENTS" e'
    ' LEFT JOIN "RELATIONS" r ON r."ocel:eid" = e."ocel:eid" ORDER BY 1'
)
NEW = (
    "SELECT v.ocel_id, v.ocel_type, e.ocel_time, r.ocel_object_id, e.* FROM event v"
    " LEFT JOIN {table} e ON e.ocel_id = v.ocel_id LEFT JOIN event_object r ON r.ocel_event_id = v.ocel_id"
    " WHERE v.ocel_type IS ? ORDER BY 1"
)
"""Each event once for each of its objects: id, type, time, the object, then all of its columns."""

NOWHERE = "(SELECT NULL AS ocel_id, NULL AS ocel_time)"
"""Instead of a table that is missing."""

OTHER_TABLES = saying(
    "{file} is no object-centric log; the tables that it has: {tables}",
    "{file} n'est pas un journal centré sur des objets ; les tables qu'il a : {tables}",
)
NO_TABLES = saying("none", "aucune")
BESIDE = saying(
    "{file} has changes that stand in {beside} only: close what writes it, then import it",
    "{file} a des modifications qui ne sont que dans {beside} : fermez ce qui y écrit, puis importez-le",
)
PACKED = saying(
    "{file} is a compressed database, which cannot be read: unpack it first",
    "{file} est une base compressée, qui ne peut pas être lue : décompressez-la d'abord",
)
DAMAGED = saying(
    "{file} cannot be read as the SQLite database of a log: {detail}",
    "{file} ne peut pas être lu comme la base SQLite d'un journal : {detail}",
)


def log(read: Stream, encoding: str | None = None) -> Log:
    """What a database holds; BadInput when it is none, is damaged, or has not the tables of a log."""
    try:
        base = _opened(read)
        tables = {str(name).casefold() for (name,) in base.execute(TABLES)}
        if {"events", "objects", "relations"} <= tables:
            objects, events = 'SELECT "ocel:oid", "ocel:type" FROM "OBJECTS"', _events(base, "EVENTS", OLD)
        elif {"event", "object", "event_object", "event_map_type"} <= tables:
            objects, events = "SELECT ocel_id, ocel_type FROM object", _by_type(base, tables)
        else:
            names = ", ".join(sorted(tables))[:200] or NO_TABLES()
            raise BadInput(OTHER_TABLES(file=read.name, tables=names))
        types = {said: text(type) for id, type in base.execute(objects) if (said := text(id))}
        return Log({id: type for id, type in types.items() if type}, _told(events, read, base))
    except DAMAGE as error:
        raise _damaged(read, error) from error


def _opened(read: Stream) -> sqlite3.Connection:
    beside = read.data.with_name(f"{read.data.name}-wal")
    if beside.exists() and beside.stat().st_size:
        raise BadInput(BESIDE(file=read.name, beside=beside.name))
    with read.data.open("rb") as file:
        packed = file.read(len(MAGIC)) != MAGIC
    if packed:
        raise BadInput(PACKED(file=read.name))
    base = sqlite3.connect(f"{read.data.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
    base.text_factory = lambda data: data.decode("utf-8", "replace")
    base.execute("PRAGMA trusted_schema = OFF")
    return base


def _told(events: Iterator[Event], read: Stream, base: sqlite3.Connection) -> Iterator[Event]:
    """The events, numbered; BadInput where the database is damaged."""
    with closing(base):
        try:
            for number, event in enumerate(events, 1):
                event.row = number
                yield event
        except DAMAGE as error:
            raise _damaged(read, error) from error


def _damaged(read: Stream, error: Exception) -> BadInput:
    return BadInput(DAMAGED(file=read.name, detail=str(error)))


def _by_type(base: sqlite3.Connection, tables: set[str]) -> Iterator[Event]:
    """The events of 2.0: those of each type have a table of their own."""
    named = dict(base.execute("SELECT ocel_type, ocel_type_map FROM event_map_type").fetchall())
    for (type,) in base.execute("SELECT DISTINCT ocel_type FROM event ORDER BY 1").fetchall():
        name = f"event_{named.get(type, type)}"
        there = name.casefold() in tables
        yield from _events(base, name, NEW.format(table=_quoted(name) if there else NOWHERE), type)


def _events(base: sqlite3.Connection, table: str, query: str, *given: Any) -> Iterator[Event]:
    declared = {name: type.lower() for name, type in base.execute(COLUMNS, (table,))}
    found = base.execute(query, given)
    columns = [name for name, *_ in found.description]
    for _, group in groupby(found, key=itemgetter(0)):
        rows = list(islice(group, MANY + 1))
        if len(rows) > MANY:
            raise sqlite3.DataError(f"the event {text(rows[0][0])} has more than {MANY:,} objects")
        id, type, time, _, *cells = rows[0]
        attributes = {
            name: text(value, declared.get(name, ""))
            for name, value in zip(columns[4:], cells, strict=True)
            if name not in OWN
        }
        yield Event(0, text(id), text(type), text(time), attributes, [said for row in rows if (said := text(row[3]))])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
