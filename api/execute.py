"""Executing a request: plan it, ask the store once, and hand on what the shape makes of the answer."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import graphql
from graphql import ExecutionResult, GraphQLError, OperationDefinitionNode

from api import errors
from api.acts import WITHIN, Acts
from api.acts import prepared as acting
from api.compiler import Plan, compile_operation
from api.compiler.shapes import Parameters
from api.compiler.sizes import NOTHING_KNOWN, Sizes
from api.documents import LETTER, Operation, Structure, Variables, operation, parsed
from api.errors import coded, located
from api.kept import Kept
from api.limits import Budget
from api.profile import DEVELOPMENT, Profile
from api.rights import Who
from api.schema import resolve, schema, type_of
from api.turns import Turns
from graph.errors import BadInput, Forbidden, OverLimit, Overloaded, ParcoursError, StoreUnavailable, TookTooLong
from graph.gateway import AsyncGateway, Gateway
from graph.language import Language

NOT_RUN = (StoreUnavailable, Overloaded, OverLimit, Forbidden)
"""What an operation may meet of which nothing is answered, not even null."""

BYTES, LARGEST = 64_000_000, 8_000_000
"""What all plans that are kept may weigh together, and one of them: by the letters of document and statements."""

Count = Callable[[], Awaitable[Sizes]]
"""Says how much there is in the graph."""

Key = tuple[str, Profile, str | None, Structure, Language]

PLANS: Kept[Key, Plan] = Kept(BYTES, LARGEST)
"""The plans of operations in a language, one for all variables of the same structure."""


@dataclass(frozen=True)
class Request:
    """One GraphQL request, who sent it, whether the answer is to say how it was found, and in which language.

    An argument that names a language has the last word. `by` signs what it does; null for whoever is not known.
    """

    document: str
    variables: dict[str, Any] = field(default_factory=dict)
    operation_name: str | None = None
    client: str = "local"
    explain: bool = False
    language: Language = Language.EN
    by: Who | None = None


@dataclass(frozen=True)
class Answer:
    """What a request gives. `executed` is false when nothing of it was; then there is no data.

    `node` is the operation that it means, where there is one.
    """

    data: dict[str, Any] | None
    errors: list[GraphQLError]
    executed: bool = True
    extensions: dict[str, Any] = field(default_factory=dict)
    node: OperationDefinitionNode | None = None

    def to_json(self) -> dict[str, Any]:
        """The answer as GraphQL writes it."""
        found: dict[str, Any] = {"errors": [error.formatted for error in self.errors]} if self.errors else {}
        if self.executed:
            found["data"] = self.data
        return found | ({"extensions": self.extensions} if self.extensions else {})


async def execute(
    document: str,
    variables: Mapping[str, Any] | None = None,
    operation_name: str | None = None,
    *,
    gateway: AsyncGateway,
    profile: Profile = DEVELOPMENT,
    language: Language = Language.EN,
    by: Who | None = None,
) -> dict[str, Any]:
    """Run one operation in process; gives `data`, `errors`, or both, and `extensions`. `by` signs what it does."""
    request = Request(document, dict(variables or {}), operation_name, language=language, by=by)
    return (await answer(request, gateway, profile)).to_json()


@dataclass(frozen=True)
class Store:
    """The store, as one client may ask it: turn by turn."""

    gateway: AsyncGateway
    turns: Turns
    client: str

    async def ask(self, cypher: str, parameters: Parameters) -> Any:
        """The value of one statement; none is sent where there is nothing to ask.

        It waits for its turn as long as a statement may take, and is Overloaded then.
        """
        if not cypher:
            return []
        try:
            async with self.turns.taken(self.client, self.gateway.timeout):
                return await self.gateway.value(cypher, parameters)
        except (StoreUnavailable, Overloaded, TookTooLong, BadInput):
            raise
        except ParcoursError as error:
            # Whatever the store refuses was ours to get right, so no client is told to correct it.
            raise RuntimeError(f"refused: {cypher}") from error

    async def act(self, acts: Acts, act: Callable[[Gateway, float], Any]) -> Any:
        """What an act gives; it takes a turn, as a statement does."""
        async with self.turns.taken(self.client, WITHIN):
            return await acts.perform(self.gateway, act)


async def answer(
    request: Request,
    gateway: AsyncGateway,
    profile: Profile = DEVELOPMENT,
    budget: Budget | None = None,
    turns: Turns | None = None,
    sizes: Count | None = None,
    acts: Acts | None = None,
) -> Answer:
    """Run one request; nothing is raised, every error is in the answer with its code.

    `sizes` tell how much there is in the graph, from which follows what the request costs.
    """
    asked: Operation | None = None
    own = acts or Acts()
    try:
        document, invalid = parsed(request.document, profile)
        if document is None or invalid:
            return Answer(None, list(invalid), executed=False)
        asked = operation(document, request.operation_name)
        store = Store(gateway, turns or Turns(), request.client)
        found = await _answer(request, asked, store, profile, budget, sizes, own)
    except GraphQLError as error:
        found = Answer(None, [coded(error, errors.BAD_USER_INPUT)], executed=False)
    except ParcoursError as error:
        told = located(error, language=request.language)
        found = Answer(None, [told], executed=not isinstance(error, NOT_RUN))
    except Exception as error:
        found = Answer(None, [located(error)])
    finally:
        if acts is None:
            own.close()
    return replace(found, node=asked.node if asked else None)


async def _answer(
    request: Request,
    asked: Operation,
    store: Store,
    profile: Profile,
    budget: Budget | None,
    sizes: Count | None,
    acts: Acts,
) -> Answer:
    begun = time.perf_counter()
    profile.limits.take(request.variables)
    variables = asked.variables(request.variables)
    known = PLANS.find(_key(request, variables, profile))
    plan = known or _compiled(request, asked, variables)
    parameters = plan.parameters(variables.values)
    cost = plan.cost(parameters, await sizes() if sizes else NOTHING_KNOWN)
    profile.limits.afford(cost, plan.planning)
    if budget:
        budget.spend(request.client, cost, 0 if known else plan.planning)
    if not known:
        keep(request, variables, profile, plan)
    ready = time.perf_counter()
    if plan.act:
        try:
            value = await store.act(acts, acting(plan, variables.values, parameters, request.by, profile.edits))
        except NOT_RUN:
            raise
        except ParcoursError as error:
            told = located(error, plan.act.field.nodes, [plan.act.field.key], request.language)
            return Answer(None, [told], extensions={"cost": cost})
    else:
        value = await _read(plan, parameters, store)
    read_at = time.perf_counter()
    data = plan.shape(value, parameters)
    extensions: dict[str, Any] = {"cost": cost}
    if request.explain and profile.explain:
        seconds = {"plan": ready - begun, "store": read_at - ready, "shape": time.perf_counter() - read_at}
        extensions["explain"] = explained(plan, parameters, cost, seconds)
    if plan.introspects or parameters.holes:
        completed = _complete(request, asked, data, extensions)
        return replace(completed, errors=[*parameters.errors, *completed.errors])
    return Answer(data, parameters.errors, extensions=extensions)


async def _read(plan: Plan, parameters: Parameters, store: Store) -> Any:
    """What the plan's statement gives, once what it computes from is read."""
    for facts in plan.facts:
        read = await store.ask(facts.cypher, parameters)
        parameters.update(await asyncio.to_thread(facts.parameters, read, parameters))
    return await store.ask(plan.cypher, parameters)


def prepared(request: Request, profile: Profile = DEVELOPMENT) -> tuple[Plan, Variables]:
    """The plan of a request, made anew, and its variables. GraphQLError or ParcoursError for what cannot be asked."""
    document, invalid = parsed(request.document, profile)
    if document is None or invalid:
        raise invalid[0]
    asked = operation(document, request.operation_name)
    variables = asked.variables(request.variables)
    return _compiled(request, asked, variables), variables


def _compiled(request: Request, asked: Operation, variables: Variables) -> Plan:
    return compile_operation(schema(), asked.document, asked.node, variables.values, request.language)


def keep(request: Request, variables: Variables, profile: Profile, plan: Plan) -> None:
    """Have a plan for all who ask the like."""
    PLANS.keep(_key(request, variables, profile), plan, LETTER * (len(request.document) + plan.length))


def _key(request: Request, variables: Variables, profile: Profile) -> Key:
    return request.document, profile, request.operation_name, variables.structure, request.language


def explained(plan: Plan, parameters: Parameters, cost: int, seconds: Mapping[str, float]) -> dict[str, Any]:
    """How an answer was found: the statements, their parameters, the cost, and where the milliseconds went."""
    return {
        "cypher": plan.cypher,
        "facts": [facts.cypher for facts in plan.facts],
        "parameters": parameters,
        "cost": cost,
        "milliseconds": {name: round(1000 * spent, 3) for name, spent in seconds.items()},
    }


def _complete(request: Request, asked: Operation, data: dict[str, Any], extensions: dict[str, Any]) -> Answer:
    """GraphQL's own completion: it answers introspection, and says where a promised value is missing."""
    result = graphql.execute(
        schema(),
        asked.document,
        data,
        variable_values=request.variables,
        operation_name=request.operation_name,
        field_resolver=resolve,
        type_resolver=type_of,
    )
    assert isinstance(result, ExecutionResult)
    return Answer(result.data, [coded(e, errors.INTERNAL) for e in result.errors or ()], extensions=extensions)
