"""Plans of operations that are known before anybody asks, made while nobody does: so the first who asks pays nothing.

The store plans a statement when it first meets it, and again for other kinds of values. It takes a second for a long
one, and more in a store that has just started.
"""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import graphql
from graphql import (
    DocumentNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLType,
    OperationDefinitionNode,
)

from api.documents import operation, parsed
from api.execute import Request, Store, compiled, keep
from api.profile import Profile
from api.schema import schema
from graph.errors import ParcoursError
from graph.language import Language

CLIENT = "warming"
LOOK_EVERY = 0.2
"""Seconds between two looks at whether anybody else asks."""

STANDINS: dict[str, Any] = {"Int": 1, "Float": 1.0, "Boolean": True}
"""What stands in for values of these types; a text does for all others. None of them is ever looked up."""


async def warm(store: Store, documents: Iterable[str], profile: Profile, language: Language) -> None:
    """Plan the operations of these documents, one statement after the other, as they are asked with little given.

    What cannot be planned is passed over: it is told when somebody asks for it.
    """
    for text in documents:
        document, wrong = parsed(text, profile)
        for name in _names(document) if document and not wrong else ():
            with suppress(GraphQLError, ParcoursError, RuntimeError):
                await _plan(store, Request(text, operation_name=name, language=language), profile)


async def _plan(store: Store, request: Request, profile: Profile) -> None:
    document, _ = parsed(request.document, profile)
    assert document
    asked = operation(document, request.operation_name)
    variables = asked.variables(dict(_given(asked.node)))
    plan = compiled(request, asked, variables)
    profile.limits.afford(0, plan.planning)
    keep(request, variables, profile, plan)
    parameters = plan.parameters(variables.values)
    for cypher in (*(facts.cypher for facts in plan.facts), plan.cypher):
        while store.turns.busy:
            await asyncio.sleep(LOOK_EVERY)
        if cypher:
            await store.ask(f"EXPLAIN {cypher}", parameters)


def _names(document: DocumentNode) -> list[str | None]:
    """The names of its operations; the only one may have none."""
    return [
        node.name.value if node.name else None
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode)
    ]


def _given(node: OperationDefinitionNode) -> Iterator[tuple[str, Any]]:
    """A value for each variable that has to be given."""
    for each in node.variable_definitions or ():
        type_ = graphql.type_from_ast(schema(), each.type)
        if isinstance(type_, GraphQLNonNull) and each.default_value is None:
            yield each.variable.name.value, _standin(type_)


def _standin(type_: GraphQLType) -> Any:
    """A value of a type, whatever it is."""
    inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    match inner:
        case GraphQLList():
            return [_standin(inner.of_type)]
        case GraphQLEnumType():
            return next(iter(inner.values))
        case GraphQLInputObjectType():
            needed = {name: field for name, field in inner.fields.items() if graphql.is_required_input_field(field)}
            return {name: _standin(field.type) for name, field in needed.items()}
    return STANDINS.get(str(inner), "-")
