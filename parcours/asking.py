"""Asking a question of the graph, through GraphQL as any other client would."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from graphql import GraphQLError

from api.compiler.catalogue import type_name
from api.execute import Answer, Request
from api.execute import answer as answered
from graph.errors import BadInput, ParcoursError, TookTooLong
from graph.gateway import AsyncGateway, Gateway, Read
from graph.language import Language
from graph.model import Word
from parcours.options import PAGE
from parcours.selection import record, selection
from queries.catalogue import QUESTIONS
from queries.composing import parameters
from queries.declare import Connection, Endpoint, FeedEnds, Parameter, Question
from queries.names import find
from queries.names.sought import Found, Sought, feed, one, place
from queries.parameters import SCOPE
from queries.rests_on import RestsOn
from wording import titles

NOT_ANSWERED = {"BAD_USER_INPUT": BadInput, "TOOK_TOO_LONG": TookTooLong}


@dataclass(frozen=True)
class Asked:
    """A question with what was given with it, by the flags of its parameters; what was not given is left out.

    For names there is what they stand for, one thing or the two of a feed: `looked_up` finds that.
    """

    question: Question
    given: dict[str, Any]
    language: Language
    first: int = PAGE
    skip: int = 0

    @property
    def sentence(self) -> str:
        """The question as a sentence."""
        return titles.asked(self.question, self.given, self.language)

    @property
    def parameters(self) -> dict[str, Any]:
        """What was given, for programs: keys for names."""
        return {flag: _each(value, _told) for flag, value in self.given.items()}

    def called(self, flag: str) -> list[str] | None:
        """What was given by a flag that takes several names, in words; null where nothing was."""
        return [titles.named(each, self.language) for (each,) in self.given[flag]] if flag in self.given else None


def looked_up(
    read: Read, question: Question, typed: Mapping[str, Any], language: Language, first: int = PAGE, skip: int = 0
) -> Asked:
    """The question with what somebody typed, its names looked up by one statement.

    BadInput when a name fits nothing, WrongUsage when it fits two things.
    """
    seeking = {p.flag: seek for p in question.parameters if p.flag in typed and (seek := _seeking(p))}
    sought = [seek(text) for flag, seek in seeking.items() for text in _listed(typed[flag])]
    found = iter(find(read, sought))
    given = {flag: _each(typed[flag], lambda _: next(found)) for flag in seeking}
    return Asked(question, {**typed, **given}, language, first, skip)


def _seeking(parameter: Parameter) -> Callable[[str], Sought] | None:
    """What is looked for by the names that a parameter takes, if it takes any."""
    if parameter.refers:
        return partial(one, parameter.refers)
    seeking: dict[type, Callable[[str], Sought]] = {Endpoint: place, FeedEnds: feed}
    return seeking.get(parameter.type)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _each(value: Any, read: Callable[[Any], Any]) -> Any:
    return [read(each) for each in value] if isinstance(value, list) else read(value)


def _told(value: Any) -> Any:
    """A value for programs: the key of what is named, or both of a feed."""
    return ":".join(found.key for found in value) if isinstance(value, tuple) else value


def answer(gateway: Gateway, asked: Asked) -> dict[str, Any]:
    """`{question, parameters, scope, rows, totalCount, summary, restsOn}`; the rows are those of the GraphQL answer.

    WrongUsage when the arguments do not go together.
    """
    given = arguments(asked)
    parameters(asked.question, given)  # what does not go together is wrong usage, whatever the store holds
    found = asyncio.run(_answer(gateway, asked, given))
    return {"question": asked.question.id, "parameters": asked.parameters, "scope": _scope(asked, given), **found}


def arguments(asked: Asked) -> dict[str, Any]:
    """The arguments of the question's field."""
    flags = {parameter.flag: parameter for parameter in asked.question.parameters}
    read: dict[type, Callable[[Any], Any]] = {Endpoint: _endpoint, FeedEnds: _feed}
    return {flags[flag].name: _each(value, read.get(flags[flag].type, _told)) for flag, value in asked.given.items()}


def _endpoint(meant: tuple[Found]) -> dict[str, list[str]]:
    return {found.field: [found.key] for found in meant}


def _feed(meant: tuple[Found, Found]) -> dict[str, str]:
    return dict(zip(("from", "to"), (found.key for found in meant), strict=True))


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
    api = AsyncGateway(gateway.address, timeout=gateway.limit)  # a command waits longer than a page does
    try:
        found = _data(await answered(request(asked, given), api))
        if asked.question.whole:
            parts = dict(found["answer"])
            rests_on = parts.pop("restsOn")
            return {"rows": [parts], "totalCount": 1, "restsOn": rests_on}
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
    question = asked.question
    if question.connection:
        return _page(asked, question.connection, given, after)
    types = {p.name: _type(p) for p in question.parameters if p.name in given}
    variables = dict(given)
    if not question.whole:
        types |= {"first": "Int", "skip": "Int"}
        variables |= {"first": asked.first, "skip": asked.skip}
    answer = _field(f"answer: {question.field}", types, selection(question, asked.language))
    return Request(_operation(types, answer), variables, language=asked.language)


def known_requests(language: Language) -> list[Request]:
    """The questions of the catalogue as their examples ask them, whether what these name is in the graph or not."""
    return [request(Asked(each, {}, language), _exemplary(each)) for each in QUESTIONS.values()]


def _exemplary(question: Question) -> dict[str, Any]:
    """The arguments that a question's example gives; a place is taken for a channel."""
    words = question.example.split()
    told = list(zip(words[::2], words[1::2], strict=True))
    read: dict[type, Callable[[str], Any]] = {
        Endpoint: lambda place: {"channel": [place]},
        FeedEnds: lambda feed: dict(zip(("from", "to"), feed.split(":"), strict=True)),
    }
    given: dict[str, Any] = {}
    for parameter in question.parameters:
        taken = str.upper if issubclass(parameter.type, Word) else read.get(parameter.type, str)
        values = [taken(text) for flag, text in told if flag == f"--{parameter.flag}"]
        if values:
            given[parameter.name] = values if parameter.many else values[0]
    return given


def _page(asked: Asked, connection: Connection, given: dict[str, Any], after: str | None) -> Request:
    question = asked.question
    types = {p.name: _type(p) for p in question.parameters if p.name in given and p not in connection.filters}
    variables = {name: given[name] for name in types}
    variables |= {"first": PAGE, "after": after, "where": connection.where(given), "orderBy": [*connection.order]}
    types |= {"first": "Int", "after": "String"}
    types |= {"where": f"{connection.label}Filter", "orderBy": f"[{connection.label}Order!]"}
    answer = _field(f"answer: {question.field}", types, selection(question, asked.language))
    ground = _field("restsOn", [p.name for p in SCOPE if p.name in given], record(RestsOn))
    return Request(_operation(types, answer, ground), variables, language=asked.language)


def _operation(types: Mapping[str, str], *fields: str) -> str:
    """An operation with its fields, and the types of its variables."""
    declared = f"({' '.join(f'${name}: {type_}' for name, type_ in types.items())})" if types else ""
    return f"query{declared} {{ {' '.join(fields)} }}"


def _field(name: str, arguments: Collection[str], selected: str) -> str:
    """A field with what is selected of it; its arguments are given by variables of their names."""
    given = f"({' '.join(f'{each}: ${each}' for each in arguments)})" if arguments else ""
    return f"{name}{given} {{ {selected} }}"


def _type(parameter: Parameter) -> str:
    return type_name(parameter) + ("!" if parameter.required else "")


def _data(found: Answer) -> dict[str, Any]:
    for error in found.errors:
        raise raised(error)
    return found.data or {}


def raised(error: GraphQLError) -> ParcoursError:
    """Why nothing is answered, as who asks in a command is told: more than a client is."""
    if isinstance(error.original_error, ParcoursError):
        return error.original_error
    return NOT_ANSWERED.get(str((error.extensions or {}).get("code")), ParcoursError)(error.message)
