"""What a page asks, and what it is told of it: the same for a browser, a command, or a file."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from typing import Protocol

from api.execute import Answer, Request
from graph.language import Language
from pages.page import Page, operations
from pages.telling import Data
from pages.visitor import Visitor

Ask = Callable[[Request], Awaitable[Answer]]
"""Has an operation answered."""


class Asks(Protocol):
    """What asks the API for itself: a page, or a file that it is taken away as."""

    @property
    def variables(self) -> Callable[[Visitor], Data]:
        """Makes the variables of all operations."""

    @property
    def then(self) -> Callable[[Data], Data] | None:
        """What the answer to the first operation gives to the others, as variables."""

    def document(self, visitor: Visitor) -> str:
        """The operations."""


def known(pages: Sequence[Page], language: Language) -> Iterator[Request]:
    """What pages ask when nobody chose anything, of a journey that may not be there: planned before anybody does."""
    for page in pages:
        if page.made is None:
            who = Visitor(page.path, {}, language, key="-")
            document, given = page.document(who), page.variables(who)
            names = operations(document)
            yield from (Request(document, given, each, language=language) for each in names[: 1 if page.then else None])


async def told(asks: Asks, who: Visitor, ask: Ask, explain: bool = False) -> tuple[Data, list[Data]]:
    """The answers to all operations of a page or a file as one, and how each was found where that is to be explained.

    BadInput for what the visitor asks, GraphQLError for what is not answered.
    """
    document, variables = asks.document(who), asks.variables(who)
    names = operations(document)
    data: Data = {}
    explained: list[Data] = []
    for round_ in [names] if asks.then is None else [names[:1], names[1:]]:
        asked = (Request(document, variables, each, who.name, explain, who.language) for each in round_)
        answered = await _answered(asked, ask)
        for found in answered:
            data |= found.data or {}
            explained += [found.extensions["explain"]] if explain else []
        variables = variables | (asks.then(data) if asks.then else {})
    return data, explained


async def known_before(document: str, variables: Data, who: Visitor, ask: Ask) -> Data:
    """What has to be known before an act, all operations as one. GraphQLError for what is not answered."""
    names = operations(document) if document else ()
    asked = (Request(document, variables, each, who.name, language=who.language) for each in names)
    data: Data = {}
    for found in await _answered(asked, ask):
        data |= found.data or {}
    return data


async def _answered(asked: Iterable[Request], ask: Ask) -> list[Answer]:
    found = await asyncio.gather(*map(ask, asked))
    for error in (error for each in found for error in each.errors):
        raise error
    return found
