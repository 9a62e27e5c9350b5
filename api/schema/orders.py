"""The inputs by which connections are put in order, read off the model."""

from functools import cache

from api.schema.fields import choice, empty, fill
from api.schema.words import enum
from api.shown import comparable, related
from graph.model import MODEL, Word


class Direction(Word):
    """Which way a connection is sorted; unknown values come last either way."""

    ASC = "ASC", "Smallest first"
    DESC = "DESC", "Largest first"


CountOrder = fill(
    empty("CountOrder"),
    "By how many there are",
    [choice("count", enum(Direction), "By their number", required=True)],
    is_input=True,
)


@cache
def orders() -> dict[str, type]:
    """The inputs that say what connections of each label are sorted by; each names one field."""
    made = {label: empty(f"{label}Order") for label in MODEL}
    for label, cls in made.items():
        values = (choice(p.name, enum(Direction), p.doc) for p in comparable(label).values())
        joined = (
            choice(relation.name, CountOrder if relation.many else made[target], relation.doc)
            for relation, target in related(label).values()
        )
        fill(cls, f"What {label} nodes are sorted by: one field each", [*values, *joined], is_input=True)
    return made
