"""An object-centric event log, whatever syntax it is written in."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.saying import saying

INVALID = "__INVALID__"
"""What stands where there is none."""

NUMBERS = frozenset(("int", "integer", "float", "real", "double", "number"))
NUMBER = re.compile(r"[+-]?\d{1,300}(\.\d{1,300})?([eE][+-]?\d{1,3})?", re.ASCII)
EXACT = 2**53
"""Up to here a float is a whole number to the last digit."""

NO_LOG = saying(
    "{file} is no object-centric log: it has not both events and objects",
    "{file} n'est pas un journal centré sur des objets : il lui faut des événements et des objets",
)


@dataclass(slots=True)
class Event:
    """One event; `row` is its line in the file, or its number there; `objects` are the ids of what it was about."""

    row: int
    id: str | None
    type: str | None
    time: str | None
    attributes: dict[str, str | None]
    objects: list[str]


@dataclass(frozen=True)
class Log:
    """The events of a file in its order, and the types of its objects by their ids."""

    types: Mapping[str, str]
    events: Iterable[Event]


def text(value: Any, type: str = "") -> str | None:
    """A value as text, the same from every syntax: 456, 456.0 and the REAL of a database are one number.

    None where there is none, and of what is no single value. `type` is the one that the log declares.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _boolean(str(value)) if type == "boolean" else _number(value)
    if not isinstance(value, str):
        return None
    value = value.strip()
    if type in NUMBERS and NUMBER.fullmatch(value):
        return _number(float(value) if set(value) & set(".eE") else int(value))
    if type == "boolean":
        return _boolean(value)
    return value if value and value != INVALID else None


def _boolean(value: str) -> str | None:
    return {"1": "true", "0": "false"}.get(value) or value.lower() or None


def _number(value: float) -> str | None:
    if not math.isfinite(value):
        return None
    return str(int(value)) if abs(value) < EXACT and value == int(value) else str(value)
