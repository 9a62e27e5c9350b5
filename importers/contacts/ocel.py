"""Object-centric event logs, OCEL 1.0 and 2.0, in JSON, XML, SQLite and CSV: an event is a contact."""

import datetime
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from graph.errors import BadInput
from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.report import FileRead
from graph.saying import saying
from importers.contacts import clock, ocel_csv, ocel_json, ocel_sqlite, ocel_xml, records, times
from importers.contacts.contact_mapping import ContactColumns, ContactMapping
from importers.contacts.ocel_log import Event, Log
from importers.contacts.rows import Part, Row
from importers.kind import Fetched, Instructions, Kind
from importers.reading.stream import Stream, stream, unpacked
from importers.reading.text import guess

MEANT = ContactMapping(
    columns=ContactColumns(
        id="ocel:id",
        customer=["customer", "Customer", "customers", "Customers"],
        at="ocel:time",
        channel="ocel:type",
    )
)
"""Where objects of one of these types are the customers."""

UNREADABLE = saying("{file} cannot be read: {detail}", "{file} est illisible : {detail}")
NO_OCEL = saying(
    "{file} is no OCEL in JSON, XML, SQLite or CSV", "{file} n'est pas de l'OCEL en JSON, XML, SQLite ou CSV"
)
EMPTY = saying(
    "{file} is no OCEL in JSON, XML, SQLite or CSV: it is empty",
    "{file} n'est pas de l'OCEL en JSON, XML, SQLite ou CSV : le fichier est vide",
)
NO_OBJECT = saying(
    "the log has no such object: the event stays, and is about the others only",
    "le journal n'a pas cet objet : l'événement est gardé, et ne porte que sur les autres",
)


def fetch(path: Path, told: Instructions) -> Fetched:
    """Open one file; its first bytes say in which syntax it is written. BadInput when it cannot be one."""
    read = stream(path, told.encoding or "utf-8")
    content = partial(_syntax(read), read, told.encoding)
    return Fetched(path, content, None, read.dated, (FileRead(read.name, read.encoding, 0),))


def _syntax(read: Stream) -> Callable[[Stream, str | None], Log]:
    try:
        with unpacked(read.data, read.name) as binary:
            head = binary.peek(1024)[:1024]
    except (OSError, EOFError, zlib.error) as error:
        raise BadInput(UNREADABLE(file=read.name, detail=str(error))) from error
    if head.startswith(ocel_sqlite.MAGIC):
        return ocel_sqlite.log
    begins = head.decode(guess(head), "ignore").lstrip("\ufeff \r\n\t")
    found = {"<": ocel_xml.log, "{": ocel_json.log}.get(begins[:1])
    if found is None and "ocel:eid" in begins.partition("\n")[0]:
        return ocel_csv.log
    if found is None:
        raise BadInput((NO_OCEL if head else EMPTY)(file=read.name))
    return found


def parts(files: Sequence[Fetched], mapping: ContactMapping, found: Tally) -> Iterator[Part]:
    """The events of all files; BadInput when there is none in any of them."""
    rows = _Rows(mapping, found)
    for number, file in enumerate(files):
        name = file.files[0].name
        default, told = clock.kept(rows.of(name, file.content()), MEANT, mapping, found)
        yield Part(number, name, told, default)
    if not rows.seen:
        raise BadInput(records.NO_EVENTS(files=", ".join(file.files[0].name for file in files)))


class _Rows:
    """The rows of logs: of the objects of one type the one with the smallest id is the column of that name.

    A column is the object's where an attribute has the name of a type.
    """

    def __init__(self, mapping: ContactMapping, found: Tally) -> None:
        self.seen = False
        self._moment = times.reader(mapping.timezone, mapping.dates, datetime.date.min)
        self._found = found

    def of(self, file: str, log: Log) -> Iterator[Row]:
        """The events of a file."""
        for event in log.events:
            self.seen = True
            place = (file, event.row)
            cells = {**event.attributes, **self._related(place, event, log), **self._own(event)}
            yield Row(place, {name: value for name, value in cells.items() if value is not None})

    def _related(self, place: tuple[str, int], event: Event, log: Log) -> dict[str, str | None]:
        related: dict[str, str | None] = {}
        for id in sorted(event.objects):
            if (type := log.types.get(id)) is not None:
                related.setdefault(type, id)
            else:
                self._found.note(Code.DANGLING_REFERENCE, NO_OBJECT(), (*place, "ocel:oid"), id[:60])
        return related

    def _own(self, event: Event) -> dict[str, str | None]:
        """What it says of itself, under its names of both versions; its time the same from every syntax."""
        moment = self._moment(event.time) if event.time else None
        time = moment.at.isoformat() if moment and moment.at and not moment.said else event.time
        own = {"id": event.id, "eid": event.id, "type": event.type, "activity": event.type}
        return {f"ocel:{name}": value for name, value in (own | {"time": time, "timestamp": time}).items()}


KIND = Kind(
    name="ocel",
    description=both(
        "object-centric event logs, OCEL 1.0 and 2.0, in JSON, XML, SQLite or CSV: each event is a contact",
        "journaux d'événements centrés sur les objets, OCEL 1.0 et 2.0, en JSON, XML, SQLite ou CSV :"
        " chaque événement est un contact",
    ),
    example="parcours import ocel log.jsonocel --source orders",
    suffixes=(".jsonocel", ".xmlocel", ".sqlite", ".json", ".xml", ".db", ".csv"),
    fetch=fetch,
    transform=partial(records.transform, parts=parts),
    family=Family.OBSERVED,
)
