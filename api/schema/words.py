"""The model's closed lists as GraphQL enums, and the types that its values have there."""

import datetime
from typing import Any, cast

import strawberry

from api.schema import fields
from api.schema.fields import Scalar, argument, empty, field, fill
from graph.language import Language
from graph.model import Cost, Link, Picture, Property, Volume, Word
from queries.declare import Month


def enum(cls: type) -> type:
    """A closed list of the model as an enum, its values with their meaning."""
    words = cast(type[Word], cls)
    fields.enum(words, " ".join((cls.__doc__ or "").split()), {word.name: word.meaning for word in words})
    return cls


VolumeRange = fill(
    empty("VolumeRange"),
    "An interval of contacts a year",
    (field("low", float, "At least so many"), field("high", float, "At most so many")),
)

IN_LANGUAGE = argument(
    "language",
    enum(Language) | None,
    "The language; unless given what the reader asks for (`Accept-Language`), else what the server speaks",
)
"""The argument of what is said in words."""

CostRange = fill(
    empty("CostRange"),
    "What something costs the organisation, one contact or all of a year: an interval",
    (
        field("low", float, "At least so much"),
        field("high", float, "At most so much"),
        field("currency", str, "The currency, by its code of ISO 4217: `EUR`"),
    ),
)

LinkType = fill(
    empty("Link"),
    "Where more is to be read",
    (
        field("title", str, "What it is called; its URL where nobody said"),
        field("url", str, "Where it leads: a web page or an e-mail address, `https:`, `http:` or `mailto:`"),
    ),
)

OBJECTS = {Volume: VolumeRange, Cost: CostRange, Link: LinkType}
"""The types of what is not one value."""


SCALARS: dict[object, Scalar] = {
    Month: strawberry.scalar(name="Month", description="A month of a year: `2026-11`", serialize=str)
}
"""The scalars of our own, by what stands for them in declarations."""


def value_type(type_: type) -> Any:
    """The type that a property of this type has in GraphQL.

    Times are text: a scalar of our own would have to be told to every generator of clients.
    """
    if type_ in OBJECTS:
        return OBJECTS[type_]
    if type_ is Picture or type_ in WRITTEN:
        return str
    return enum(type_) if issubclass(type_, Word) else type_


WRITTEN = {datetime.date: "`2026-11-23`", datetime.datetime: "`2026-11-23T09:30:00Z`"}
"""How times are written."""


def described(declared: Property) -> str:
    """What a property means, and how it is written where its type does not say."""
    return f"{declared.doc}: {WRITTEN[declared.type]}" if declared.type in WRITTEN else declared.meaning
