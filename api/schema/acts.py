"""The other root of the schema: what can be done. An operation does one of it."""

import strawberry

from api.schema.fields import argument, empty, field, fill, many
from api.schema.nodes import Types
from api.schema.words import enum
from graph.acts.triage import LONGEST, MOST
from graph.model.words import Triage

EXPECTED = (
    "The revision that the reader saw: where somebody changed since then what is set here, nothing is written, and the "
    "answer is CONFLICT with what stands there; unless given, it is set whoever changed it"
)


def mutation(types: Types) -> type:
    """The type `Mutation`."""
    triaged = fill(
        empty("Triaged"),
        "What was decided",
        [
            field(
                "revision", int, "The revision of the graph since then; the former one where nothing had to be written"
            ),
            field("changed", bool, "Whether anything had to be written: false where all of it stood there already"),
            field(
                "ruptures",
                many(types.nodes["Rupture"]),
                "What it was decided about, in the order of the ids, each once",
            ),
        ],
    )
    triage = field(
        "triage",
        triaged,
        "Note what was decided about ruptures, all of them or none. What is left out stays, null takes it away",
        [
            argument("ruptures", many(strawberry.ID), f"The ids of the ruptures, {MOST} at most"),
            argument("to", enum(Triage), "What was decided"),
            argument("note", str | None, f"What else is to be said of it, {LONGEST} characters at most"),
            argument("owner", str | None, "The key of the department that is to deal with it"),
            argument("due", str | None, "The day by which: `2026-12-31`"),
            argument("expected", int | None, EXPECTED),
        ],
    )
    return fill(empty("Mutation"), "What can be done: one of it in an operation, sent by POST", [triage])
