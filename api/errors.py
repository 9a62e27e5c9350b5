"""How errors reach a client: one mapping from what went wrong to a code, and one place that makes the answer."""

import logging
from collections.abc import Sequence

from graphql import FieldNode, GraphQLError

from api.visit import current
from graph.errors import (
    BadInput,
    Conflict,
    Forbidden,
    NotFound,
    OverBudget,
    OverLimit,
    Overloaded,
    ParcoursError,
    StoreUnavailable,
    TookTooLong,
    UnknownNode,
    WriterBusy,
    WrongChange,
    WrongUsage,
)
from graph.language import Language, both
from wording.problems import said

PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
NO_OPERATION = "OPERATION_RESOLUTION_FAILURE"
BAD_USER_INPUT = "BAD_USER_INPUT"
NOT_FOUND = "NOT_FOUND"
CONFLICT = "CONFLICT"
STORE_UNAVAILABLE = "STORE_UNAVAILABLE"
OVERLOADED = "OVERLOADED"
TOOK_TOO_LONG = "TOOK_TOO_LONG"
LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
BUDGET_EXCEEDED = "BUDGET_EXCEEDED"
BAD_REQUEST = "BAD_REQUEST"
UNAUTHENTICATED = "UNAUTHENTICATED"
FORBIDDEN = "FORBIDDEN"
PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
INTERNAL = "INTERNAL"

CODES: dict[type[ParcoursError], str] = {
    NotFound: NOT_FOUND,
    BadInput: BAD_USER_INPUT,
    Conflict: CONFLICT,
    Forbidden: FORBIDDEN,
    WrongUsage: BAD_USER_INPUT,
    StoreUnavailable: STORE_UNAVAILABLE,
    Overloaded: OVERLOADED,
    TookTooLong: TOOK_TOO_LONG,
    OverBudget: BUDGET_EXCEEDED,
    OverLimit: LIMIT_EXCEEDED,
}
"""The code of each error that a reader can do something about; any other is INTERNAL."""

SAID = {
    STORE_UNAVAILABLE: both("The store does not answer: try again", "La base ne répond pas : réessayez"),
    OVERLOADED: both(
        "Too much is asked of the store at once: try again", "On en demande trop à la base en même temps : réessayez"
    ),
}
"""What a client is told where the error itself names the store and its user, which are ours to know: the log does."""

log = logging.getLogger("parcours.api")


def located(
    error: Exception,
    nodes: Sequence[FieldNode] | None = None,
    path: Sequence[str | int] | None = None,
    language: Language = Language.EN,
) -> GraphQLError:
    """The error as a client sees it, with a code, and the path of the field that is null because of it.

    What is nobody's business but ours is logged, and named by an id; `original_error` knows what clients are not
    told of the store, and says the rest in every language.
    """
    code = next((code for kind, code in CODES.items() if isinstance(error, kind)), INTERNAL)
    if code != INTERNAL and isinstance(error, ParcoursError):
        ours = SAID.get(code) if not isinstance(error, WriterBusy) else None
        told = GraphQLError(
            ours[language] if ours else said(error.said, language),
            nodes,
            path=path,
            original_error=error,
        )
        told.extensions = {"code": code}
        if error.retry_after is not None:
            told.extensions["retryAfter"] = error.retry_after
        if isinstance(error, Conflict):
            told.extensions["conflicts"] = error.stands
        if isinstance(error, WrongChange | UnknownNode):
            told.extensions |= {"change": error.at, "field": error.field}
        if isinstance(error, Forbidden) and error.role:
            told.extensions["role"] = error.role
        return told
    reference = current().id
    log.error("internal error %s", reference, exc_info=error)
    return coded(GraphQLError(f"Something went wrong here; the log knows it as {reference}", nodes), INTERNAL)


def confide(answered: Sequence[GraphQLError]) -> None:
    """Tell the log what clients are not told of the store, under the id of their request."""
    for error in answered:
        if (error.extensions or {}).get("code") in SAID:
            log.warning("request %s: %s", current().id, error.original_error)


def retry_after(answered: Sequence[GraphQLError]) -> int | None:
    """Seconds after which the same may go well, where these errors are a matter of time."""
    return max((each for error in answered if (each := (error.extensions or {}).get("retryAfter"))), default=None)


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
