"""How errors reach a client: one mapping from what went wrong to a code, and one place that makes the answer."""

import logging
from collections.abc import Sequence

from graphql import FieldNode, GraphQLError

from api import visits
from graph.errors import BadInput, OverBudget, OverLimit, ParcoursError, StoreUnavailable, TookTooLong, WrongUsage

PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
NO_OPERATION = "OPERATION_RESOLUTION_FAILURE"
BAD_USER_INPUT = "BAD_USER_INPUT"
STORE_UNAVAILABLE = "STORE_UNAVAILABLE"
TOOK_TOO_LONG = "TOOK_TOO_LONG"
LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
BUDGET_EXCEEDED = "BUDGET_EXCEEDED"
BAD_REQUEST = "BAD_REQUEST"
UNAUTHENTICATED = "UNAUTHENTICATED"
FORBIDDEN = "FORBIDDEN"
PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
INTERNAL = "INTERNAL"

CODES: dict[type[ParcoursError], str] = {
    BadInput: BAD_USER_INPUT,
    WrongUsage: BAD_USER_INPUT,
    StoreUnavailable: STORE_UNAVAILABLE,
    TookTooLong: TOOK_TOO_LONG,
    OverBudget: BUDGET_EXCEEDED,
    OverLimit: LIMIT_EXCEEDED,
}
"""The code of each error that a reader can do something about; any other is INTERNAL."""

log = logging.getLogger("parcours.api")


def located(
    error: Exception, nodes: Sequence[FieldNode] | None = None, path: Sequence[str | int] | None = None
) -> GraphQLError:
    """The error as a client sees it, with a code, and the path of the field that is null because of it.

    What is nobody's business but ours is logged, and named by an id.
    """
    code = next((code for kind, code in CODES.items() if isinstance(error, kind)), INTERNAL)
    if code != INTERNAL:
        return coded(GraphQLError(str(error), nodes, path=path), code)
    reference = visits.current().id
    log.error("internal error %s", reference, exc_info=error)
    return coded(GraphQLError(f"Something went wrong here; the log knows it as {reference}", nodes), INTERNAL)


def coded(error: GraphQLError, code: str) -> GraphQLError:
    """The same error with a code, unless it has one; an error from within gets its message masked."""
    if "code" in (error.extensions or {}):
        return error
    if code == INTERNAL and error.original_error and not isinstance(error.original_error, GraphQLError):
        masked = located(error.original_error)
        return GraphQLError(
            masked.message, error.nodes, error.source, error.positions, error.path, extensions=masked.extensions
        )
    error.extensions = {**(error.extensions or {}), "code": code}
    return error
