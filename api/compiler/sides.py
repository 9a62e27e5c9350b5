"""The hand-offs and ruptures that have an end at a node: the same as with this node as an endpoint at the root."""

from typing import Any

from api.compiler.aggregates import Read
from api.compiler.columns import Column
from api.compiler.connections import Items, connection
from api.compiler.context import Arguments, Context, Field
from api.compiler.sizes import Ends
from graph.model import MODEL
from queries.composing import scope
from queries.endpoints import PLACES, SCOPED, Scope, at_node

FIELDS = {MODEL[label].plural: label for label in SCOPED}
"""The fields that give them, and their labels."""

PLACE = {label: place for place, label in PLACES.items()}
"""The labels of what has such fields, and the fields of an endpoint that name it."""


def at_sides(context: Context, label: str, variable: str, selected: Field, read: Read) -> Column:
    """The fields that are selected of a connection to them."""
    target, given = FIELDS[selected.name], selected.arguments(context.variables)
    within = bool(MODEL[label].within)
    prefix = context.bind(selected, lambda values: _scope(values, within).parameters())
    side = (given.get("side") or "EITHER").lower()
    found = at_node(target, side, PLACE[label], variable, _scope(given, within)).prefixed(prefix)
    items = Items(
        match=found.match,
        label=target,
        variable="item",
        item=lambda field: read(context, target, "item", field),
        among=(Ends(target, label),),
        conditions=found.conditions,
        distinct=found.distinct,
    )
    return connection(context, selected, items, read, variable)


def _scope(given: Arguments, within: bool) -> Scope:
    """Where to look: a part of a journey names that, which lifts the default scope as naming journeys does."""
    lifted: dict[str, Any] = {"perspectives": None} if within else {}
    return scope(lifted | given)
