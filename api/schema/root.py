"""The root of the schema: what can be asked for."""

import datetime

import strawberry

from api.schema.fields import Argument, Field, argument, empty, field, fill, many
from api.schema.nodes import NodeInterface, Types, page_arguments, paging
from api.schema.parameters import arguments
from api.schema.questions import question_fields
from api.schema.search import search_field
from api.schema.words import WRITTEN
from graph.model import MODEL
from queries.endpoints import SCOPED
from queries.parameters import EITHER, FROM, RESOLVED, SCOPE, TO


def query(types: Types) -> type:
    """The type `Query`."""
    fields = [
        field("node", NodeInterface | None, "The node with this id", [argument("id", strawberry.ID, "Its id")]),
        field("nodes", many(NodeInterface | None), "The nodes with these ids, in their order; null for none", _ids()),
        *(each for label in MODEL for each in _label(types, label)),
        *question_fields(types),
        search_field(),
        field(
            "history",
            types.connection("ImportRun"),
            "The imports, edits and decisions that changed a node, the newest first; their `changes` tell what of it",
            [argument("id", strawberry.ID, "Its id, whether or not it still exists"), *page_arguments()],
        ),
        field(
            "held",
            many(_held()),
            "What people edited of a node and sources say something of: it counts as they say once it is released",
            [argument("id", strawberry.ID, "Its id")],
        ),
        field("revision", int, "How often the graph has changed: with each import, edit or decision that did"),
        field("lastChange", str | None, f"When it last changed: {WRITTEN[datetime.datetime]}; null for never"),
    ]
    return fill(empty("Query"), "What can be asked of the map", fields)


def _held() -> type:
    return fill(
        empty("Held"),
        "A field that people hold, and what a source says there",
        [
            field("field", str, "The property or relation, by its name"),
            field("source", str, "The key of the source"),
            field(
                "says",
                str,
                "What it says: text as it is, a relation by keys, everything else as JSON; null of an order or a place",
            ),
        ],
    )


def _ids() -> list[Argument]:
    return [argument("ids", many(strawberry.ID), "Their ids, 1000 at most")]


def _label(types: Types, label: str) -> list[Field]:
    node, cls = MODEL[label], types.nodes[label]
    connection = types.connection(label)
    key = argument("key", str, "Its key")
    if label in SCOPED:
        doc = f"{_sentence(label)}, those with the largest volume first unless another order is asked for"
        return [
            field(node.singular, cls | None, f"The {label} with this key", [key]),
            field(node.plural, connection, doc, [*_scope(label), *paging(label)]),
        ]
    return [
        field(node.singular, cls | None, f"The {label} with this key", [key]),
        field(node.plural, connection, f"Every {label}, by key unless another order is asked for", paging(label)),
    ]


def _sentence(label: str) -> str:
    return "Hand-offs from one endpoint to another" if label == "Handoff" else "Ruptures from one endpoint to another"


def _scope(label: str) -> list[Argument]:
    scope = [FROM, TO, EITHER, *SCOPE, RESOLVED] if label == "Rupture" else [FROM, TO, EITHER, *SCOPE]
    return arguments(tuple(scope))
