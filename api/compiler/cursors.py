"""Cursors: the sort values and the key of a row, so that a page begins after it whatever was inserted meanwhile.

A cursor bears the mark of its connection and order: in another one its place would mean something else.
"""

import base64
import binascii
import hashlib
import math
from collections.abc import Callable
from typing import Any

import orjson

from graph.errors import BadInput


def mark(connection: str, order: str) -> str:
    """The mark of an order of a connection (`Query.channels`), the same in every process."""
    digest = hashlib.blake2b(f"{connection} {order}".encode(), digest_size=6).digest()
    return base64.urlsafe_b64encode(digest).decode()


def encode(mark: str, place: list[Any]) -> str:
    """An opaque cursor for the place of a row."""
    return base64.urlsafe_b64encode(orjson.dumps([mark, *place])).decode().rstrip("=")


def decode(cursor: str, argument: str, mark: str, read: Callable[[Any], list[Any]]) -> list[Any]:
    """The place that a cursor of this mark holds, as `read` checks it. BadInput if it is none, or bears another."""
    try:
        found = orjson.loads(base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
        if not isinstance(found, list) or found[:1] != [mark]:
            raise ValueError("another connection's, or another order's")
        place = read(found[1:])
    except (binascii.Error, ValueError, TypeError) as error:
        raise BadInput(_wrong(cursor, argument)) from error
    if any(isinstance(value, float) and not math.isfinite(value) for value in place):
        raise BadInput(_wrong(cursor, argument))
    return place


def _wrong(cursor: str, argument: str) -> str:
    return (
        f"{argument}: {cursor!r} is not a cursor of this connection in this order; "
        "give one that it returned in the same order (cursor, startCursor, endCursor), or begin without one"
    )
