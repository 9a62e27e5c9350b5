"""Asking a question of the graph, through GraphQL as any other client would."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError

from api.compiler.catalogue import type_name
from api.execute import Answer, Request
from api.execute import answer as answered
from graph.errors import BadInput, ParcoursError, TookTooLong
from graph.gateway import AsyncGateway, Gateway
from parcours.selection import record, selection
from queries.catalogue import QUESTIONS
from queries.declare import Endpoint, FeedEnds, Parameter, Question
from queries.language import Language
from queries.names import endpoint, feed, known
from queries.parameters import SCOPE
from queries.rests_on import RestsOn
from queries.statement import parameters
from wording import titles

__all__ = ["QUESTIONS", "Asked", "answer", "arguments"]

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
        found = _data(await answered(request(asked, given), api))
        if not asked.question.connection:
            return dict(found["answer"])
        rows: list[dict[str, Any]] = []
        while True:
            page = found["answer"]
            rows += [edge["node"] for edge in page["edges"]]
            if not page["pageInfo"]["hasNextPage"]:
                return {"rows": rows, "totalCount": len(rows), "restsOn": found["restsOn"]}
            found = _data(await answered(request(asked, given, page["pageInfo"]["endCursor"]), api))
    finally:
        await api.close()


def request(asked: Asked, given: dict[str, Any], after: str | None = None) -> Request:
    """The operation that answers, with its variables; a connection is read in whole pages, from a cursor on."""
    question, connection = asked.question, asked.question.connection
    types = {p.name: _type(p) for p in question.parameters if p.name in given}
    variables = {**given, "first": asked.first, "skip": asked.skip}
    paging, beside = {"first": "Int", "skip": "Int"}, ""
    if connection:
        types = {name: type_ for name, type_ in types.items() if name not in {p.name for p in connection.filters}}
        paging = {"first": "Int", "after": "String", "where": f"{connection.label}Filter"}
        paging["orderBy"] = f"[{connection.label}Order!]"
        variables = {name: given[name] for name in types} | {"first": PAGE, "after": after}
        variables |= {"where": connection.where(given), "orderBy": list(connection.order)}
        beside = f"restsOn{_passed(p.name for p in SCOPE if p.name in types)} {{ {record(RestsOn)} }}"
    declared = " ".join(f"${name}: {type_}" for name, type_ in (paging | types).items())
    selected = f"{{ {selection(question, asked.language)} }}"
    document = f"query({declared}) {{ answer: {question.field}{_passed(paging | types)} {selected} {beside} }}"
    return Request(document, variables, language=asked.language)


def _type(parameter: Parameter) -> str:
    return type_name(parameter) + ("!" if parameter.required else "")


def _passed(names: Iterable[str]) -> str:
    """The arguments that are given by variables of their names."""
    passed = " ".join(f"{name}: ${name}" for name in names)
    return f"({passed})" if passed else ""


def _data(found: Answer) -> dict[str, Any]:
    for error in found.errors:
        raise raised(error)
    return found.data or {}


def raised(error: GraphQLError) -> ParcoursError:
    """Why nothing is answered, as who asks in a command is told: more than a client is."""
    if isinstance(error.original_error, ParcoursError):
        return error.original_error
    return NOT_ANSWERED.get(str((error.extensions or {}).get("code")), ParcoursError)(error.message)
