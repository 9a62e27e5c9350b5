"""Cursors: the sort values and the key of a row, so that a page begins after it whatever was inserted meanwhile."""

import base64
import binascii
import math
from typing import Any

import orjson

from graph.errors import BadInput


def encode(place: list[Any]) -> str:
    """An opaque cursor for the place of a row."""
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def decode(cursor: str, by_volume: bool) -> list[Any]:
    """The place that a cursor holds: `[volume, key]` or `[key]`. BadInput if it is none of ours."""
    try:
        place = orjson.loads(base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise BadInput(_wrong(cursor)) from error
    if not isinstance(place, list) or len(place) != 1 + by_volume or not isinstance(place[-1], str):
        raise BadInput(_wrong(cursor))
    if by_volume and place[0] is not None and not _number(place[0]):
        raise BadInput(_wrong(cursor))
    return place


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _wrong(cursor: str) -> str:
    return f"after: {cursor!r} is not a cursor of this connection; give one that it returned (cursor, endCursor)"
