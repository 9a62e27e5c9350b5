"""The GraphQL schema, made from the model by way of Strawberry."""

from functools import cache
from typing import Any

import strawberry
from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema

from api.schema.fields import core, made
from api.schema.nodes import Types
from api.schema.root import query
from api.schema.words import SCALARS


@cache
def strawberry_schema() -> strawberry.Schema:
    """The schema as Strawberry sees it."""
    types = Types()
    return made(query(types), types.nodes.values(), SCALARS)


@cache
def schema() -> GraphQLSchema:
    """The schema as graphql-core executes it: every field reads its value from what was shaped for it."""
    found = core(strawberry_schema())
    for type_ in found.type_map.values():
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType) and not type_.name.startswith("__"):
            for field in type_.fields.values():
                field.resolve = resolve
    return found


def resolve(shaped: dict[str, Any], info: GraphQLResolveInfo, **_: Any) -> Any:
    """The value of any field: the statement brought it, under the name that the response gives it."""
    return shaped[str(info.path.key)]


def sdl() -> str:
    """The schema in the schema definition language, as it is committed in `schema.graphql`."""
    return strawberry_schema().as_str() + "\n"
