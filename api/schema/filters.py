"""The inputs by which nodes are chosen: endpoints, and filters read off the model."""

import datetime
from functools import cache
from typing import Any

from api.schema.fields import Field, choice, empty, fill, many
from api.schema.words import WRITTEN, described, enum, value_type
from api.shown import comparable, related
from graph.model import MODEL, Word
from graph.model.words import ChannelKind

NAMES = {
    str: "String",
    int: "Int",
    float: "Float",
    bool: "Boolean",
    datetime.date: "Time",
}
EQUAL = {"eq": "Equal to this", "ne": "Anything but this, unknown included"}
AMONG = {"in": "Among these"}
ORDERED = {"lt": "Less than this", "lte": "At most this", "gt": "More than this", "gte": "At least this"}
TEXT = {"contains": "With this in it, case and all", "startsWith": "Beginning with this, case and all"}

EndpointInput = fill(
    empty("EndpointInput"),
    "Touchpoints, by where they are. Within one field any of the values, across fields all",
    [
        choice("channel", many(str), "Keys of channels"),
        choice("channelKind", many(enum(ChannelKind)), "Kinds of channel"),
        choice("department", many(str), "Keys of departments that handle them, with everything below these"),
        choice("silo", many(str), "Keys of silos in which the departments stand that handle them"),
        choice("system", many(str), "Keys of systems that they use"),
        choice("step", many(str), "Keys of the steps that they belong to"),
        choice("touchpoint", many(str), "Their own keys"),
    ],
    is_input=True,
)

FeedInput = fill(
    empty("FeedInput"),
    "A feed, by the two systems that it joins",
    [
        choice("from", str, "The key of the system that hands on", required=True),
        choice("to", str, "The key of the system that is fed", required=True),
    ],
    is_input=True,
)


@cache
def scalar_filter(type_: type) -> type:
    """The input that compares a value of this type."""
    is_word = issubclass(type_, Word)
    name = type_.__name__ if is_word else NAMES[type_]
    single = value_type(type_)
    fields = [choice(n, single, doc) for n, doc in EQUAL.items()]
    if type_ is not bool:
        fields += [choice(n, many(single), doc) for n, doc in AMONG.items()]
    if not is_word and type_ is not bool:
        fields += [choice(n, single, doc) for n, doc in ORDERED.items()]
    if type_ is str:
        fields += [choice(n, single, doc) for n, doc in TEXT.items()]
    fields.append(choice("isNull", bool, "Whether it is unknown"))
    return fill(empty(f"{name}Filter"), f"Conditions on one value ({name}); all of them hold", fields, is_input=True)


@cache
def filters() -> dict[str, type]:
    """The inputs that choose nodes of each label by their own values and by what they are joined to."""
    made = {label: empty(f"{label}Filter") for label in MODEL}
    lists = {label: empty(f"{label}ListFilter") for label in MODEL}
    for label, cls in made.items():
        fill(cls, f"Conditions on a {label}; all of them hold", _conditions(label, made, lists), is_input=True)
        fill(lists[label], f"Conditions on a list of {label} nodes", _quantifiers(cls), is_input=True)
    return made


def _conditions(label: str, made: dict[str, type], lists: dict[str, type]) -> list[Field]:
    values = (choice(p.name, scalar_filter(_compared(p.type)), described(p)) for p in comparable(label).values())
    joined = (
        choice(relation.name, (lists if relation.many else made)[target], relation.doc)
        for relation, target in related(label).values()
    )
    return [*values, *joined, *_logic(made[label])]


def _compared(type_: type) -> type:
    """The type that values are compared as; moments as days, since both are text."""
    return datetime.date if type_ in WRITTEN else type_


def _quantifiers(inner: Any) -> list[Field]:
    return [
        choice("some", inner, "At least one of them is so; `{}`: there is one"),
        choice("every", inner, "Each of them is known to be so; true where there is none"),
        choice("none", inner, "Not one of them is so; `{}`: there is none"),
        choice("count", scalar_filter(int), "How many there are"),
    ]


def _logic(cls: Any) -> list[Field]:
    return [
        choice("AND", many(cls), "All of these hold"),
        choice("OR", many(cls), "At least one of these holds"),
        choice("NOT", cls, "This does not hold, or it is unknown whether it does"),
    ]
