"""The root of the schema: what can be asked for."""

from typing import Any

import strawberry
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from api.schema.fields import argument, empty, field, fill, many
from api.schema.filters import EndpointInput, node_filter
from api.schema.nodes import NodeInterface, Types, paging
from graph.model import MODEL
from graph.model.words import Perspective

SCOPED = {"Handoff": "handoffs", "Rupture": "ruptures"}
"""The labels whose connection at the root has a scope and endpoints."""


def query(types: Types) -> type:
    """The type `Query`."""
    fields = [
        field("node", NodeInterface | None, "The node with this id", [argument("id", strawberry.ID, "Its id")]),
        field("nodes", many(NodeInterface | None), "The nodes with these ids, in their order; null for none", _ids()),
        *(each for label in MODEL for each in _label(types, label)),
    ]
    return fill(empty("Query"), "What can be asked of the map", fields)


def _ids() -> list[StrawberryArgument]:
    return [argument("ids", many(strawberry.ID), "Their ids, 1000 at most")]


def _label(types: Types, label: str) -> list[StrawberryField]:
    node, cls = MODEL[label], types.nodes[label]
    connection = types.connection(label, cls)
    key = argument("key", str, "Its key")
    if label in SCOPED:
        doc = f"{_sentence(label)}, those with the largest volume first"
        return [
            field(node.singular, cls | None, f"The {label} with this key", [key]),
            field(node.plural, connection, doc, [*_scope(label), *paging()]),
        ]
    return [
        field(node.singular, cls | None, f"The {label} with this key", [key]),
        field(node.plural, connection, f"Every {label}, by key", paging()),
    ]


def _sentence(label: str) -> str:
    return "Hand-offs from one endpoint to another" if label == "Handoff" else "Ruptures from one endpoint to another"


def _scope(label: str) -> list[StrawberryArgument]:
    perspectives: Any = list[Perspective] | None
    arguments = [
        argument("from", EndpointInput | None, "Where the customer comes from"),
        argument("to", EndpointInput | None, "Where the customer arrives"),
        argument("journeys", list[str] | None, "Keys of journeys; naming them lifts the default scope"),
        argument("perspectives", perspectives, "Whose world the journeys show", [Perspective.REALITY]),
        argument("archived", bool | None, "Whether archived journeys count too", False),
    ]
    if label == "Rupture":
        arguments.append(argument("resolved", bool | None, "Whether resolved ruptures count too", False))
    return [*arguments, argument("where", node_filter(label) | None, "Conditions on them")]
