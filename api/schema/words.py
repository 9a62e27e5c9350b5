"""The model's closed lists as GraphQL enums, its types of value as scalars."""

import datetime
from enum import EnumMeta
from typing import Any

import strawberry
from strawberry.types.scalar import ScalarDefinition, scalar

from api.schema.fields import empty, field, fill
from graph.model import Volume, Word
from queries.language import Language


def enum(cls: type) -> type:
    """A closed list of the model as an enum, its values with their meaning."""
    if not hasattr(cls, "__strawberry_definition__"):
        assert isinstance(cls, EnumMeta)
        strawberry.enum(cls, description=" ".join((cls.__doc__ or "").split()))
        for value in cls.__strawberry_definition__.values:  # type: ignore[attr-defined]
            value.description = cls[value.name].meaning
    return cls


VolumeRange = fill(
    empty("VolumeRange"),
    "An interval of contacts a year",
    (field("low", float, "At least so many"), field("high", float, "At most so many")),
)

LANGUAGE = enum(Language)


def value_type(type_: type) -> Any:
    """The type that a property of this type has in GraphQL."""
    if type_ is Volume:
        return VolumeRange
    return enum(type_) if issubclass(type_, Word) else type_


def _scalar(name: str, doc: str, parse: Any) -> ScalarDefinition:
    # What the store returns is text already: a shaped answer is the response, and is not serialized again.
    return scalar(name=name, description=doc, serialize=str, parse_value=parse)


SCALARS: dict[object, ScalarDefinition] = {
    datetime.date: _scalar("Date", "A day: `2026-11-23`", datetime.date.fromisoformat),
    datetime.datetime: _scalar(
        "DateTime", "A moment: `2026-11-23T09:30:00Z`", lambda text: datetime.datetime.fromisoformat(text)
    ),
}
