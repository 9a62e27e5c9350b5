"""Asking a question of the graph, through GraphQL as any other client would."""

import asyncio
import importlib.resources
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.compiler.catalogue import type_name
from api.execute import Answer, Request
from api.execute import answer as answered
from graph.errors import BadInput, ParcoursError, TookTooLong
from graph.gateway import AsyncGateway, Gateway
from parcours.selection import selection
from queries.catalogue import QUESTIONS
from queries.declare import Endpoint, FeedEnds, Parameter, Question
from queries.language import Language
from queries.names import endpoint, feed, known
from queries.parameters import SCOPE
from queries.statement import parameters
from wording import titles

__all__ = ["QUESTIONS", "Asked", "answer", "arguments"]

OPERATIONS = importlib.resources.files("parcours") / "operations"
NOT_ANSWERED = {"BAD_USER_INPUT": BadInput, "TOOK_TOO_LONG": TookTooLong}
PAGE = 1000
"""Rows that are asked for at once where every row is wanted."""


@dataclass(frozen=True)
class Asked:
    """A question with what somebody gave with it, by the flags of its parameters; what was not given is left out."""

    question: Question
    given: dict[str, Any]
    language: Language
    first: int = PAGE
    skip: int = 0

    @property
    def sentence(self) -> str:
        """The question as a sentence."""
        return titles.asked(self.question, self.given, self.language)


def answer(gateway: Gateway, asked: Asked) -> dict[str, Any]:
    """`{question, parameters, scope, rows, totalCount, summary, restsOn}`; the rows are those of the GraphQL answer.

    BadInput when a name fits nothing or the arguments do not go together, WrongUsage when a name fits two things.
    """
    given = arguments(gateway, asked)
    if not asked.question.connection:
        parameters(asked.question, given)  # what does not go together is wrong usage, whatever the store holds
    found = asyncio.run(_answer(gateway, asked, given))
    return {"question": asked.question.id, "parameters": asked.given, "scope": _scope(asked, given), **found}


def arguments(gateway: Gateway, asked: Asked) -> dict[str, Any]:
    """The arguments of the question's field: names looked up, keys known to exist."""
    read: dict[type, Callable[[Any], Any]] = {
        Endpoint: lambda name: endpoint(gateway.read, name),
        FeedEnds: lambda name: feed(gateway.read, name),
    }
    found = {}
    for parameter in asked.question.parameters:
        value = asked.given.get(parameter.flag)
        if value is None:
            continue
        looked = read.get(parameter.type, lambda told: told)
        found[parameter.name] = [looked(each) for each in value] if parameter.many else looked(value)
        if parameter.refers:
            for key in value if parameter.many else [value]:
                known(gateway.read, parameter.refers, key)
    return found


def _scope(asked: Asked, given: dict[str, Any]) -> dict[str, Any] | None:
    if not asked.question.scoped:
        return None
    named = given.get("journeys")
    perspectives = given.get("perspectives") or (None if named else ["REALITY"])
    return {
        "journeys": named,
        "perspectives": perspectives,
        "archived": bool(given.get("archived")),
        "evidence": given.get("evidence"),
    }


async def _answer(gateway: Gateway, asked: Asked, given: dict[str, Any]) -> dict[str, Any]:
    api = AsyncGateway(gateway.address)
    try:
        return await (_connection if asked.question.connection else _own)(api, asked, given)
    finally:
        await api.close()


async def _own(api: AsyncGateway, asked: Asked, given: dict[str, Any]) -> dict[str, Any]:
    """A question with a field of its own."""
    told = [p for p in asked.question.parameters if p.name in given]
    declared = "".join(f" ${p.name}: {_type(p)}" for p in told)
    passed = "".join(f" {p.name}: ${p.name}" for p in told)
    selected = selection(asked.question, asked.language)
    document = (
        f"query($first: Int $skip: Int{declared}) {{ "
        f"answer: {asked.question.field}(first: $first skip: $skip{passed}) {{ {selected} }} }}"
    )
    variables = {**given, "first": asked.first, "skip": asked.skip}
    found: dict[str, Any] = _data(await answered(Request(document, variables), api))["answer"]
    return found


def _type(parameter: Parameter) -> str:
    return type_name(parameter) + ("!" if parameter.required else "")


async def _connection(api: AsyncGateway, asked: Asked, given: dict[str, Any]) -> dict[str, Any]:
    """A question that a connection answers, page after page."""
    kinds = {"where": {"kind": {"in": given["kind"]}}} if "kind" in given else {}
    variables = {name: value for name, value in given.items() if name != "kind"} | kinds
    variables |= {"language": asked.language, "after": None}
    rows: list[dict[str, Any]] = []
    document = _operation(asked.question.id, "fragments")
    while True:
        page = _data(await answered(Request(document, variables), api))["rows"]
        rows += [edge["node"] for edge in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        variables["after"] = page["pageInfo"]["endCursor"]
    scope = {p.name: given[p.name] for p in SCOPE if p.name in given}
    ground = _data(await answered(Request(_operation("rests-on"), scope), api))
    return {"rows": rows, "totalCount": len(rows), **ground}


def _operation(*names: str) -> str:
    return "".join((OPERATIONS / f"{name}.graphql").read_text(encoding="utf-8") for name in names)


def _data(found: Answer) -> dict[str, Any]:
    for error in found.errors:
        if isinstance(error.original_error, ParcoursError):  # which says more than a client is told
            raise error.original_error
        kind = NOT_ANSWERED.get(str((error.extensions or {}).get("code")), ParcoursError)
        raise kind(error.message)
    return found.data or {}
