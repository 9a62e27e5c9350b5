"""Object-centric event logs as JSON: OCEL 1.0 and 2.0."""

import zlib
from collections.abc import Iterator
from typing import Any

import orjson

from graph.errors import BadInput
from graph.problems import Code
from graph.saying import saying
from importers.contacts.ocel_log import NO_LOG, Event, Log, text
from importers.errors import BadKnowledge, bad, detailed
from importers.reading.json_text import NO_JSON, items
from importers.reading.stream import CUT_OFF, Stream, unpacked
from importers.reading.text import decode, guess

MOST = 512 * 1024**2
"""The most bytes that are read: they are in memory at once."""

Types = dict[str, dict[str, str]]
"""The types of the attributes of each type of event."""

LONG_JSON = saying(
    "{file} has more than {most:,} bytes of JSON, the most that is read: save it as XML or SQLite",
    "{file} a plus de {most:,} octets de JSON, le maximum qui soit lu : enregistrez-le en XML ou SQLite",
)


def log(read: Stream, encoding: str | None = None) -> Log:
    """What a file holds; BadKnowledge when it is no JSON, BadInput when it is no log or larger than `MOST`."""
    data = _parsed(read, encoding)
    events, objects = (_listed(_first(data, f"ocel:{name}", name)) for name in ("events", "objects"))
    if events is None or objects is None:
        raise BadInput(NO_LOG(file=read.name))
    types = {id: type for each in objects if (id := _id(each)) and (type := text(_first(each, "ocel:type", "type")))}
    declared = _declared(data)
    return Log(types, (_event(number, each, declared) for number, each in enumerate(events, 1)))


def _parsed(read: Stream, encoding: str | None) -> Any:
    try:
        with unpacked(read.data, read.name) as binary:
            data = binary.read(MOST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise BadInput(CUT_OFF(file=read.name, detail=str(error))) from error
    if len(data) > MOST:
        raise BadInput(LONG_JSON(file=read.name, most=MOST))
    try:
        return orjson.loads(decode(data, encoding or guess(data), read.name))
    except orjson.JSONDecodeError as error:
        place = (read.name, error.lineno, error.colno)
        raise BadKnowledge([bad(Code.BAD_VALUE, NO_JSON(detail=detailed(error.msg)), place)]) from error


def _first(given: Any, *names: str) -> Any:
    """The value of the first of the names that an object has."""
    return next((given[name] for name in names if name in given), None) if isinstance(given, dict) else None


def _listed(given: Any) -> list[Any] | None:
    """A list of objects; in 1.0 they stand by their ids."""
    if isinstance(given, dict):
        return [{**each, "id": id} if isinstance(each, dict) else {"id": id} for id, each in given.items()]
    return given if isinstance(given, list) else None


def _id(given: Any) -> str | None:
    return text(_first(given, "id"))


def _declared(data: Any) -> Types:
    return {
        name: {
            text(_first(each, "name")) or "": text(_first(each, "type")) or ""
            for each in items(_first(type, "attributes"))
        }
        for type in items(_first(data, "eventTypes"))
        if (name := text(_first(type, "name")))
    }


def _event(number: int, given: Any, declared: Types) -> Event:
    type = text(_first(given, "ocel:activity", "type"))
    return Event(
        number,
        _id(given),
        type,
        text(_first(given, "ocel:timestamp", "time")),
        dict(_attributes(given, declared.get(type or "", {}))),
        list(_objects(given)),
    )


def _attributes(given: Any, types: dict[str, str]) -> Iterator[tuple[str, str | None]]:
    values = _first(given, "ocel:vmap")
    for name, value in values.items() if isinstance(values, dict) else ():
        yield name, text(value)
    for each in items(_first(given, "attributes")):
        if name := text(_first(each, "name")):
            yield name, text(_first(each, "value"), types.get(name, ""))


def _objects(given: Any) -> Iterator[str]:
    related = [_first(each, "objectId") for each in items(_first(given, "relationships"))]
    for id in (*items(_first(given, "ocel:omap")), *related):
        if said := text(id):
            yield said
