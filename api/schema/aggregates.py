"""What connections add up: a type for each label that is worth it."""

from functools import cache
from typing import Any

from api.schema.fields import empty, field, fill, many
from api.shown import comparable, grouped, numbers

Numbers = fill(
    empty("Numbers"),
    "One number of many nodes. Those of which it is unknown count nowhere but in the number of all",
    (
        field("known", int, "Of how many it is known"),
        field("sum", float | None, "All added up; null where none is known"),
        field("avg", float | None, "The mean; null where none is known"),
        field("min", float | None, "The least"),
        field("max", float | None, "The greatest"),
    ),
)


@cache
def aggregate(label: str, node: Any) -> type:
    """What nodes of a label come to, as a whole and in groups."""
    cls: Any = empty(f"{label}Aggregate")
    common = "null for the whole, and for the group of those of which it is unknown"
    fields = [
        field("value", str | None, f"What the nodes of a group have in common, a key where it is a node; {common}"),
        field("node", node | None, f"What the nodes of a group have in common, where it is a node; {common}"),
        field("count", int, "How many nodes"),
        *(field(name, Numbers, comparable(label)[name].doc) for name in numbers(label)),
        *(field(name, many(cls), f"In groups, the largest first: {_plain(each.doc)}") for name, each in _groups(label)),
    ]
    return fill(cls, f"What {label} nodes come to, all of them or a group", fields)


def _groups(label: str) -> list[tuple[str, Any]]:
    return list(grouped(label).items())


def _plain(doc: str) -> str:
    return doc[0].lower() + doc[1:]
