"""Plans of operations that are known before anybody asks, made while nobody does: so the first who asks pays nothing.

The store plans a statement when it first meets it, and again for other kinds of values. It takes a second for a long
one, and more in a store that has just started.
"""

import asyncio
import logging
from collections.abc import Iterable, Iterator
from typing import Any

import graphql
from graphql import (
    DocumentNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLType,
    OperationDefinitionNode,
)

from api.documents import operation, parsed
from api.execute import Request, Store, keep, prepared
from api.profile import Profile
from api.schema import schema
from graph.language import Language

CLIENT = "warming"
LOOK_EVERY = 0.2
"""Seconds between two looks at whether anybody else asks."""

STANDINS: dict[str, Any] = {"Int": 1, "Float": 1.0, "Boolean": True}
"""What stands in for values of these types; a text does for all others. None of them is ever looked up."""

log = logging.getLogger("parcours.warming")


async def warm(store: Store, known: Iterable[Request], profile: Profile) -> None:
    """Have these requests planned, one statement after the other. They may be made one by one, while nobody asks.

    What cannot be planned is passed over: whoever asks for it is told why.
    """
    left = iter(known)
    await _quiet(store)
    while request := next(left, None):
        try:
            await _plan(store, request, profile)
        except Exception as error:
            log.info("not planned ahead: %s", error)
        await _quiet(store)


async def _plan(store: Store, request: Request, profile: Profile) -> None:
    plan, variables = prepared(request, profile)
    profile.limits.afford(0, plan.planning)
    keep(request, variables, profile, plan)
    parameters = plan.parameters(variables.values)
    for cypher in (*(facts.cypher for facts in plan.facts), plan.cypher):
        await _quiet(store)
        if cypher:
            await store.ask(f"EXPLAIN {cypher}", parameters)


async def _quiet(store: Store) -> None:
    """Wait until nobody else asks; whoever came meanwhile goes first."""
    await asyncio.sleep(0)
    while store.turns.busy:
        await asyncio.sleep(LOOK_EVERY)


def requests(text: str, profile: Profile, language: Language) -> list[Request]:
    """The operations of a document, asked with what has to be given and no more; none where it is not valid."""
    document, wrong = parsed(text, profile)
    if document is None or wrong:
        return []
    named = [(name, operation(document, name).node) for name in _names(document)]
    return [Request(text, dict(_given(node)), name, language=language) for name, node in named]


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
