"""Cursors: the sort values and the key of a row, so that a page begins after it whatever was inserted meanwhile."""

import base64
import binascii
import math
from collections.abc import Callable
from typing import Any

import orjson

from graph.errors import BadInput


def encode(place: list[Any]) -> str:
    """An opaque cursor for the place of a row."""
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def decode(cursor: str, argument: str, read: Callable[[Any], list[Any]]) -> list[Any]:
    """The place that a cursor holds, as `read` checks it. BadInput if it is none of this connection's."""
    try:
        place = read(orjson.loads(base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))))
    except (binascii.Error, ValueError, TypeError) as error:
        raise BadInput(_wrong(cursor, argument)) from error
    if any(isinstance(value, float) and not math.isfinite(value) for value in place):
        raise BadInput(_wrong(cursor, argument))
    return place


def _wrong(cursor: str, argument: str) -> str:
    return (
        f"{argument}: {cursor!r} is not a cursor of this connection in this order; "
        "give one that it returned (cursor, startCursor, endCursor)"
    )
