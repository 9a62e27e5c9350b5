"""Documents: parsed and validated once, as the profile allows, and the operation of them that a request means."""

import logging
from functools import lru_cache

import graphql
from graphql import (
    DocumentNode,
    GraphQLError,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    specified_rules,
)

from api import errors
from api.errors import coded
from api.profile import DEVELOPMENT, Profile
from api.schema import schema

KEPT = 1000
"""Documents that are kept parsed and validated."""

REFUSED = "The document is not valid; see the schema that was handed to you"
"""All that a profile without reasons says."""

log = logging.getLogger("parcours.api")

Parsed = tuple[DocumentNode | None, tuple[GraphQLError, ...]]


@lru_cache(maxsize=KEPT)
def parsed(text: str, profile: Profile = DEVELOPMENT) -> Parsed:
    """The document, and what is wrong with it."""
    document, found = _parsed(text, profile)
    if document is not None and found and not profile.reasons:
        log.info("a document was refused: %s", "; ".join(error.message for error in found))
        return document, (coded(GraphQLError(REFUSED), errors.VALIDATION_FAILED),)
    return document, found


def _parsed(text: str, profile: Profile) -> Parsed:
    try:
        document = graphql.parse(text)
    except GraphQLError as error:
        return None, (coded(error, errors.PARSE_FAILED),)
    rules = specified_rules if profile.introspection else [*specified_rules, NoSchemaIntrospectionCustomRule]
    return document, tuple(coded(e, errors.VALIDATION_FAILED) for e in graphql.validate(schema(), document, rules))


def chosen(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The operation that the request names, or the only one. GraphQLError if there is no such one."""
    operation = graphql.get_operation_ast(document, name)
    if operation is not None and operation.operation is not graphql.OperationType.QUERY:
        raise coded(GraphQLError("The graph is only read here: run a query"), errors.NO_OPERATION)
    if operation is None:
        asked = f"no operation is called {name!r}" if name else "name one of its operations with operationName"
        raise coded(GraphQLError(f"The document cannot be run: {asked}"), errors.NO_OPERATION)
    return operation
