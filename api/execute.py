"""Executing a request: parse, validate, compile, ask the store once, shape, and let GraphQL complete the answer."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import graphql
from graphql import DocumentNode, ExecutionResult, GraphQLError, OperationDefinitionNode
from graphql.execution.values import get_variable_values

from api import errors
from api.compiler import compile_operation
from api.documents import chosen, parsed
from api.errors import coded, located
from api.profile import DEVELOPMENT, Profile
from api.schema import schema
from graph.errors import BadInput, ParcoursError, StoreUnavailable, TookTooLong
from graph.gateway import AsyncGateway


@dataclass(frozen=True)
class Request:
    """One GraphQL request, and who sent it."""

    document: str
    variables: dict[str, Any] = field(default_factory=dict)
    operation_name: str | None = None
    client: str = "local"


@dataclass(frozen=True)
class Answer:
    """What a request gives. `executed` is false when nothing of it was; then there is no data."""

    data: dict[str, Any] | None
    errors: list[GraphQLError]
    executed: bool = True

    def to_json(self) -> dict[str, Any]:
        """The answer as GraphQL writes it."""
        found = {"errors": [error.formatted for error in self.errors]} if self.errors else {}
        return {**found, "data": self.data} if self.executed else found


async def execute(
    document: str,
    variables: Mapping[str, Any] | None = None,
    operation_name: str | None = None,
    *,
    gateway: AsyncGateway,
    profile: Profile = DEVELOPMENT,
) -> dict[str, Any]:
    """Run one operation in process; gives `data`, `errors`, or both."""
    return (await answer(Request(document, dict(variables or {}), operation_name), gateway, profile)).to_json()


async def answer(request: Request, gateway: AsyncGateway, profile: Profile = DEVELOPMENT) -> Answer:
    """Run one request; nothing is raised, every error is in the answer with its code."""
    try:
        return await _answer(request, gateway, profile)
    except GraphQLError as error:
        return Answer(None, [coded(error, errors.BAD_USER_INPUT)], executed=False)
    except ParcoursError as error:
        return Answer(None, [located(error)], executed=not isinstance(error, StoreUnavailable))
    except Exception as error:
        return Answer(None, [located(error)])


async def _answer(request: Request, gateway: AsyncGateway, profile: Profile) -> Answer:
    document, invalid = parsed(request.document, profile)
    if document is None or invalid:
        return Answer(None, list(invalid), executed=False)
    operation = chosen(document, request.operation_name)
    variables = _variables(operation, request.variables)
    plan = compile_operation(schema(), document, operation, variables)
    parameters = plan.parameters(variables)
    for facts in plan.facts:
        read = await _ask(facts.cypher, parameters, gateway)
        parameters |= await asyncio.to_thread(facts.parameters, read, parameters)
    value = await _ask(plan.cypher, parameters, gateway)
    return _complete(request, document, plan.shape(value, parameters))


def _variables(operation: OperationDefinitionNode, given: dict[str, Any]) -> dict[str, Any]:
    """The variables, checked against their types, defaults filled in. GraphQLError for the first that is wrong."""
    found = get_variable_values(schema(), operation.variable_definitions or (), given)
    if isinstance(found, list):
        raise found[0]
    return found


async def _ask(cypher: str, parameters: dict[str, Any], gateway: AsyncGateway) -> Any:
    """The value of one statement; none is sent where there is nothing to ask."""
    if not cypher:
        return []
    try:
        return await gateway.value(cypher, parameters)
    except (StoreUnavailable, TookTooLong, BadInput):
        raise
    except ParcoursError as error:
        # Whatever the store refuses was ours to get right, so no client is told to correct it.
        raise RuntimeError(f"refused: {cypher}") from error


def _complete(request: Request, document: DocumentNode, data: dict[str, Any]) -> Answer:
    result = graphql.execute(
        schema(), document, data, variable_values=request.variables, operation_name=request.operation_name
    )
    assert isinstance(result, ExecutionResult)
    return Answer(result.data, [coded(error, errors.INTERNAL) for error in result.errors or ()])
