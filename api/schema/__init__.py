"""The GraphQL schema: Strawberry makes it from the model, and what it made last is executed."""

from functools import cache
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLSchema,
    build_ast_schema,
    is_introspection_type,
)

from api.schema.last_made import document
from api.schema.months import month


class Choice(str):
    """A value of an enum. Another one can make another plan, where another text makes none (`api.documents`)."""

    __slots__ = ()


@cache
def schema() -> GraphQLSchema:
    """The schema as graphql-core executes it. Its types are built when they are first asked for."""
    found = build_ast_schema(document(), assume_valid=True, assume_valid_sdl=True)
    for type_ in found.type_map.values():
        if isinstance(type_, GraphQLEnumType) and not is_introspection_type(type_):
            for name, value in type_.values.items():
                value.value = Choice(name)
    months = found.type_map["Month"]
    assert isinstance(months, GraphQLScalarType)
    months.parse_value = month  # type: ignore[assignment]
    return found


def resolve(shaped: dict[str, Any], info: GraphQLResolveInfo, **_: Any) -> Any:
    """The value of any field: the statement brought it, under the name that the response gives it."""
    return shaped[str(info.path.key)]


def type_of(shaped: Any, *_: Any) -> str:
    """The type of a shaped node at a place where any may stand."""
    return str(shaped.typename)
