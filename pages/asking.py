"""What a page asks, and what it is told of it: the same for a browser, a command, or a file."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence

from api.execute import Answer, Request
from graph.language import Language
from pages.page import Data, Page, operations
from pages.visitor import Visitor

Ask = Callable[[Request], Awaitable[Answer]]
"""Has an operation answered."""


def known(pages: Sequence[Page], language: Language) -> Iterator[Request]:
    """What pages ask when nobody chose anything, of a journey that may not be there: planned before anybody does."""
    for page in pages:
        if page.made is None:
            who = Visitor(page.path, {}, language, key="-")
            document, given = page.document(who), page.variables(who)
            names = operations(document)
            yield from (Request(document, given, each, language=language) for each in names[: 1 if page.then else None])


async def told(page: Page, who: Visitor, ask: Ask, explain: bool = False) -> tuple[Data, list[Data]]:
    """The answers to all operations of a page as one, and how each was found where that is to be explained.

    BadInput for what the visitor asks, GraphQLError for what is not answered.
    """
    document, variables = page.document(who), page.variables(who)
    names = operations(document)
    data: Data = {}
    explained: list[Data] = []
    for round_ in [names] if page.then is None else [names[:1], names[1:]]:
        asked = (Request(document, variables, each, who.name, explain, who.language) for each in round_)
        for found in await asyncio.gather(*map(ask, asked)):
            for error in found.errors:
                raise error
            data |= found.data or {}
            explained += [found.extensions["explain"]] if explain else []
        variables = variables | (page.then(data) if page.then else {})
    return data, explained
