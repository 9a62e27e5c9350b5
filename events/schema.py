"""The columns of the event store, and of what is staged before it gets there."""

import dataclasses
import datetime

import pyarrow as pa

from events.record import Deleted, Record

TYPES = {str: pa.string(), datetime.datetime: pa.timestamp("us", tz="UTC")}

FIELDS = ("id", "customer", "at", "channel", "reason", "case", "direction", "department", "closedAt")
"""What a record says, beside the source that says it."""

_MOMENTS = ("at", "closedAt")
_FIELDS = [pa.field(name, TYPES[datetime.datetime if name in _MOMENTS else str]) for name in FIELDS]

STORED = pa.schema(
    [pa.field("source", pa.string()), *_FIELDS, pa.field("run", pa.string()), pa.field("withdrawn", pa.bool_())]
)
"""A record as it is stored: by which run, and whether that run withdrew it."""

STAGED = pa.schema(
    [*_FIELDS, pa.field("version", pa.string()), pa.field("file", pa.string()), pa.field("row", pa.int64()),
     pa.field("place", pa.int64())]
)  # fmt: skip
"""A record as it was read, with its place among all that were."""

UNREAD = pa.schema([("id", pa.string())])
"""What a source still has and a run cannot read."""

DELETED = pa.schema([(name, pa.string()) for name in ("id", "case", "version")])
"""What a source says it deleted."""

assert {field.name for field in dataclasses.fields(Record)} == {*STAGED.names} - {"place"}
assert [field.name for field in dataclasses.fields(Deleted)] == DELETED.names
