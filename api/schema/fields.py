"""The pieces of Strawberry that types made from declarations are put together with.

This file alone knows what Strawberry does not promise to keep: another version of it is tried here.
"""

from collections.abc import Iterable, Mapping
from enum import EnumMeta
from typing import Any

import strawberry
from graphql import GraphQLInputObjectType, GraphQLOneOfDirective, introspection_types
from strawberry.annotation import StrawberryAnnotation
from strawberry.schema.config import StrawberryConfig
from strawberry.schema_directives import OneOf
from strawberry.types.arguments import StrawberryArgument as Argument
from strawberry.types.field import StrawberryField as Field
from strawberry.types.scalar import ScalarDefinition as Scalar
from strawberry.types.unset import UNSET

__all__ = ["UNSET", "Argument", "Field", "Scalar"]

ONE_OF = OneOf()
"""The directive of an input object of which exactly one field is given, as graphql-core checks."""


def argument(name: str, type: Any, doc: str, default: Any = UNSET) -> Argument:
    """An argument of a field; `type` is a Python type (`int | None`)."""
    return Argument(name, name, StrawberryAnnotation(type), description=doc, default=default)


class KnownField(Field):
    """A field whose type is looked up once: Strawberry asks for it some ten times, and each look takes its time."""

    def resolve_type(self, **given: Any) -> Any:
        """The type, whatever object the field is asked for: none of ours is generic."""
        found = self.__dict__.get("known")
        if found is None:
            found = self.__dict__["known"] = super().resolve_type(**given)
        return found


def field(name: str, type: Any, doc: str, arguments: Iterable[Argument] = (), deprecated: str | None = None) -> Field:
    """A field of an object. It has no resolver of its own: values come shaped (see `api.schema.resolve`)."""
    made = KnownField(
        python_name=name,
        graphql_name=name,
        type_annotation=StrawberryAnnotation(type),
        description=doc,
        deprecation_reason=deprecated,
    )
    made.arguments = list(arguments)
    return made


def choice(name: str, type: Any, doc: str, required: bool = False) -> Field:
    """A field of an input object; it may be left out unless it is required."""
    annotation = StrawberryAnnotation(type if required else type | None)
    given = {} if required else {"default": UNSET}
    return KnownField(python_name=name, graphql_name=name, type_annotation=annotation, description=doc, **given)


def fill(cls: type, doc: str, fields: Iterable[Field], **options: Any) -> type:
    """Turn an empty class into a GraphQL type with these fields; its name is the class's."""
    for each in fields:
        attribute = f"{each.graphql_name}_"
        setattr(cls, attribute, each)
        assert each.type_annotation is not None
        cls.__annotations__[attribute] = each.type_annotation.annotation
    return strawberry.type(cls, description=doc, **options)


def empty(name: str, *bases: type) -> type:
    """A class to be filled later, so that types can refer to each other before they are whole."""
    return type(name, bases, {"__annotations__": {}, "__module__": __name__})


def many(type: Any) -> Any:
    """A list without holes."""
    return list[type]


def enum(cls: EnumMeta, doc: str, meanings: Mapping[str, str]) -> None:
    """Turn a closed list into an enum, each value with its meaning; one that is an enum already stays as it is."""
    if not hasattr(cls, "__strawberry_definition__"):
        strawberry.enum(cls, description=doc)
        for value in cls.__strawberry_definition__.values:  # type: ignore[attr-defined]
            value.description = meanings[value.name]


def made(query: type, mutation: type, types: Iterable[type], scalars: dict[object, Scalar]) -> strawberry.Schema:
    """The schema that these types make."""
    config = StrawberryConfig(auto_camel_case=False, scalar_map=scalars)
    described = introspection_types["__Type"].fields  # type: ignore[attr-defined]
    known = described["isOneOf"]
    found = strawberry.Schema(query=query, mutation=mutation, types=[*types], config=config)
    described["isOneOf"] = known  # Strawberry put its own there, which knows no other schema of this process
    for type_ in found._schema.type_map.values():
        if isinstance(type_, GraphQLInputObjectType):
            type_.is_one_of = type_.extensions["strawberry-definition"].is_one_of
    return found


def written(schema: strawberry.Schema) -> str:
    """The schema in the schema definition language, with what `@oneOf` means, which Strawberry leaves out."""
    definition = f"directive @{GraphQLOneOfDirective.name}"
    return schema.as_str().replace(definition, f'"""{GraphQLOneOfDirective.description}"""\n{definition}', 1) + "\n"
