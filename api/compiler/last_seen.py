"""A rupture as it was last seen: the statement brings what it remembers, and what was selected is made of it."""

from collections.abc import Callable
from typing import Any

from graphql import GraphQLObjectType, get_named_type

from api.compiler.columns import Column
from api.compiler.context import Context, Field
from api.compiler.shapes import Made
from queries.last_seen import LAST_SEEN, last_seen

Picked = Callable[[Any], Any]


def as_last_seen(context: Context, variable: str, selected: Field) -> Column:
    """What is selected of a rupture as it was last seen."""
    context.charge()
    pick = _object(context, selected)
    texts = ", ".join(f"{variable}.{name}" for name in LAST_SEEN)
    return Column(f"[{texts}]", Made(lambda value, _: pick(last_seen(value))))


def _object(context: Context, selected: Field) -> Picked:
    """What makes the response of a mapping, of a list of such, or of nothing."""
    fields = [(field.key, field.name, _value(context, field)) for field in context.below(selected)]

    def pick(value: Any) -> Any:
        if isinstance(value, list):
            return [pick(each) for each in value]
        found = {**value, "__typename": selected.type_name} if value is not None else None
        return found and {key: of(found[name]) for key, name, of in fields}

    return pick


def _value(context: Context, field: Field) -> Picked:
    if isinstance(get_named_type(field.definition.type), GraphQLObjectType):
        return _object(context, field)
    return lambda value: value
