"""The other root of the schema: what can be done. An operation does one of it."""

import strawberry

from api.schema.editing import change
from api.schema.fields import Field, argument, empty, field, fill, many
from api.schema.nodes import NodeInterface, Types
from api.schema.words import VolumeRange, enum
from api.shown import CONSEQUENCES, LARGEST_FIRST
from graph.acts import triage
from graph.acts.noting import LONGEST
from graph.editing import edit
from graph.model.words import HandoffStatus, Triage

EXPECTED = (
    "The revision that the reader saw: where somebody changed since then what is set here, nothing is written, and the "
    "answer is CONFLICT with what stands there; unless given, it is set whoever changed it. BAD_USER_INPUT for one "
    "that the graph never had, as after a restore"
)


def mutation(types: Types) -> type:
    """The type `Mutation`."""
    edited = _edited(types)
    fields = [
        _triage(types),
        field(
            "edit",
            edited,
            "Change the map: all changes in their order, or none. Everything derived is right before the answer comes",
            [
                argument("changes", many(change()), f"What is to be done, {edit.MOST} changes at most"),
                argument("expected", int | None, EXPECTED),
                argument("note", str | None, f"What else is to be said of the edit, {LONGEST} characters at most"),
                argument("dryRun", bool | None, "Whether it is only tried: nothing is written then", False),
                argument(
                    "holdOrganisation",
                    bool | None,
                    "Whether what org charts say may be edited, which comes from you then and no longer from them",
                    False,
                ),
            ],
        ),
        field(
            "undo",
            edited,
            "Take an edit back, as an edit of its own; CONFLICT where somebody has gone on from what it did",
            [argument("edit", strawberry.ID, "The id of the edit, as `Edited.edit` and `history` tell it")],
        ),
        field(
            "release",
            edited,
            "Give back what people hold of a node, as an edit of its own: it stands until a source describes the node, "
            "and comes from there then; `problems` tell from whom",
            [
                argument("id", strawberry.ID, "The id of the node, also of one that was removed by hand"),
                argument(
                    "fields",
                    many(str) | None,
                    "The fields by name, `order` that of phases and steps of a journey; all that are held unless given",
                ),
            ],
        ),
    ]
    return fill(empty("Mutation"), "What can be done: one of it in an operation, sent by POST", fields)


def _triage(types: Types) -> Field:
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
    return field(
        "triage",
        triaged,
        "Note what was decided about ruptures, all of them or none. What is left out stays, null takes it away",
        [
            argument("ruptures", many(strawberry.ID), f"The ids of the ruptures, {triage.MOST} at most"),
            argument("to", enum(Triage), "What was decided"),
            argument("note", str | None, f"What else is to be said of it, {LONGEST} characters at most"),
            argument("owner", str | None, "The key of the department that is to deal with it"),
            argument("due", str | None, "The day by which: `2026-12-31`"),
            argument("expected", int | None, EXPECTED),
        ],
    )


def _edited(types: Types) -> type:
    problem = fill(
        empty("EditProblem"),
        "What an author should know of a change, although it was carried out",
        [
            field("code", str, "What sort of problem it is"),
            field("message", str, "What is to be known, in the reader's language (`Accept-Language`)"),
            field("change", int, "The place of the change among all of the edit, from 0"),
            field("field", str | None, "The field of the change; null where it is about all of it"),
        ],
    )
    return fill(
        empty("Edited"),
        "What an edit did",
        [
            field(
                "edit",
                types.nodes["ImportRun"] | None,
                "The edit as it is kept, with what it changed; null where nothing had to be written, or was only tried",
            ),
            field("revision", int, "The revision of the graph that stands now"),
            field(
                "nodes",
                many(NodeInterface | None),
                "What each change is about, in their order, as it is now, or would be; null for what is gone",
            ),
            field("consequences", _consequences(types), "What follows from it"),
            field("problems", many(problem), "What is to be known of it all the same"),
        ],
    )


def _consequences(types: Types) -> type:
    handoff = fill(
        empty("HandoffChange"),
        "A hand-off whose status is another now",
        [
            field("key", str, "Its key"),
            field("handoff", types.nodes["Handoff"] | None, "The hand-off; null for one that is gone"),
            field("before", enum(HandoffStatus) | None, "What its status was; null for one that is new"),
            field("after", enum(HandoffStatus) | None, "What its status is; null for one that is gone"),
            field("volume", VolumeRange | None, "Customers a year, of one that is gone as they were; null is unknown"),
        ],
    )
    counts = fill(
        empty("ConsequenceCounts"),
        "How many there are of each, however many are listed",
        [
            field("appeared", int, "Ruptures that are new, or back"),
            field("resolved", int, "Ruptures that are gone"),
            field("handoffs", int, "Hand-offs whose status is another"),
        ],
    )
    first = [argument("first", int | None, f"How many at most, from 0 to {LARGEST_FIRST}", CONSEQUENCES)]
    return fill(
        empty("Consequences"),
        "What follows from an edit",
        [
            field("appeared", many(types.nodes["Rupture"]), "Ruptures that are new, or back", first),
            field("resolved", many(types.nodes["Rupture"]), "Ruptures that are gone, as they are kept", first),
            field("handoffs", many(handoff), "Hand-offs whose status is another", first),
            field("counts", counts, "How many there are of each"),
        ],
    )
