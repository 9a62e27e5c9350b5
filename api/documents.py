"""Documents: parsed, validated and measured once, as the profile allows, and the operation that a request means."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import graphql
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLType,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    specified_rules,
)
from graphql.execution.values import get_variable_values
from graphql.utilities import type_from_ast

from api import errors
from api.compiler import ids
from api.errors import coded, located
from api.kept import Kept
from api.profile import DEVELOPMENT, Profile
from api.schema import Choice, schema
from graph.errors import OverLimit

LETTER = 100
"""Bytes that a letter of a document takes once it is parsed."""

BYTES, LONGEST = 32_000_000, 20_000
"""What all documents that are kept parsed and validated may weigh together, and letters of the longest that is kept."""

REFUSED = "The document is not valid; see the schema that was handed to you"
"""All that a profile without reasons says."""

WRITTEN = "Change"
"""The input of what is to be written."""

log = logging.getLogger("parcours.api")

Parsed = tuple[DocumentNode | None, tuple[GraphQLError, ...]]
Structure = tuple[Any, ...]

DOCUMENTS: Kept[tuple[str, Profile], Parsed] = Kept(BYTES, LONGEST * LETTER)


def parsed(text: str, profile: Profile = DEVELOPMENT) -> Parsed:
    """The document, and what is wrong with it."""
    found = DOCUMENTS.find((text, profile))
    if found is None:
        found = _told(*_parsed(text, profile), profile)
        DOCUMENTS.keep((text, profile), found, LETTER * len(text))
    return found


def _told(document: DocumentNode | None, found: tuple[GraphQLError, ...], profile: Profile) -> Parsed:
    """What is wrong with a document, as the profile tells it."""
    if document is not None and found and not profile.reasons:
        log.info("a document was refused: %s", "; ".join(error.message for error in found))
        return document, (coded(GraphQLError(REFUSED), errors.VALIDATION_FAILED),)
    return document, found


def _parsed(text: str, profile: Profile) -> Parsed:
    try:
        document = graphql.parse(text, max_tokens=profile.limits.tokens)
    except GraphQLError as error:
        return None, (coded(error, errors.PARSE_FAILED),)
    except RecursionError:
        return None, (located(OverLimit("The document has too many brackets in one another: ask for less at once")),)
    rules = specified_rules if profile.introspection else [*specified_rules, NoSchemaIntrospectionCustomRule]
    found = graphql.validate(schema(), document, rules)
    if not found:
        try:
            profile.limits.check(document)
        except OverLimit as error:
            return document, (located(error),)
    return document, tuple(coded(error, errors.VALIDATION_FAILED) for error in found)


@dataclass(frozen=True)
class Variables:
    """The variables of a request. Two are equal when they make the same plan: when only values differ."""

    structure: Structure
    values: dict[str, Any]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Variables) and self.structure == other.structure

    def __hash__(self) -> int:
        return hash(self.structure)


@dataclass(frozen=True)
class Operation:
    """One operation of a valid document, and what it makes of the variables that it is given."""

    document: DocumentNode
    node: OperationDefinitionNode
    structures: tuple[tuple[str, Callable[[Any], Any]], ...]

    def variables(self, given: dict[str, Any]) -> Variables:
        """The variables, checked against their types, defaults filled in. GraphQLError for the first that is wrong."""
        found = get_variable_values(schema(), self.node.variable_definitions or (), given)
        if isinstance(found, list):
            raise found[0]
        return Variables(tuple(of(found[name]) if name in found else ... for name, of in self.structures), found)


def operation(document: DocumentNode, name: str | None) -> Operation:
    """The operation of a valid document that the name means. GraphQLError if there is no such one."""
    node = chosen(document, name)
    structures = []
    for each in node.variable_definitions or ():
        type_ = type_from_ast(schema(), each.type)
        assert type_ is not None
        structures.append((each.variable.name.value, _structure(type_)))
    return Operation(document, node, tuple(structures))


def _structure(type_: GraphQLType) -> Callable[[Any], Any]:
    """What of a variable's value can make another plan: which parts are given, and any word, yes or no, or label."""
    named = graphql.get_named_type(type_)
    if named.name == WRITTEN:
        return _of_nothing
    if isinstance(named, GraphQLInputObjectType):
        return _of_object
    if graphql.is_enum_type(named) or named is graphql.GraphQLBoolean:
        return _of_words
    return _of_id if named is graphql.GraphQLID else _of_value


def _of_nothing(value: Any) -> None:
    """What is only written: whatever it is, it is read again in the same way."""


def _of_object(value: Any) -> Any:
    """Everything but numbers and texts, which are only compared with."""
    if isinstance(value, dict):
        return tuple((name, _of_object(each)) for name, each in value.items())
    if isinstance(value, list):
        return tuple(_of_object(each) for each in value) if any(isinstance(v, dict) for v in value) else list
    return value if value is None or isinstance(value, bool | Choice) else type


def _of_words(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _of_id(value: Any) -> Any:
    """The labels of ids: each is looked up by its own, and one that is malformed is not looked up."""
    return frozenset(map(ids.label, value)) if isinstance(value, list) else ids.label(value or "")


def _of_value(value: Any) -> Any:
    return value is None


def acts(text: str, name: str | None, profile: Profile) -> bool:
    """Whether the operation that is meant is a mutation; not so of a document that is not valid."""
    document, wrong = parsed(text, profile)
    found = None if document is None or wrong else graphql.get_operation_ast(document, name)
    return found is not None and found.operation is graphql.OperationType.MUTATION


def chosen(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The operation of that name, or the only one. GraphQLError if there is no such one."""
    found = graphql.get_operation_ast(document, name)
    if found is not None and found.operation is graphql.OperationType.SUBSCRIPTION:
        raise coded(GraphQLError("Nothing can be subscribed to: run a query or a mutation"), errors.NO_OPERATION)
    if found is None:
        asked = f"no operation is called {name!r}" if name else "name one of its operations with operationName"
        raise coded(GraphQLError(f"The document cannot be run: {asked}"), errors.NO_OPERATION)
    return found
