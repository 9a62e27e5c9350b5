"""What pages tell, asked in this process: for commands that draw them, or write what they are taken away as."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from graphql import GraphQLError

from api.execute import answer
from graph.gateway import AsyncGateway, Gateway
from pages import asking
from pages.asking import Ask, Asks
from pages.away.taking import Taking
from pages.telling import Data
from pages.visitor import Visitor
from parcours.asking import raised
from parcours.away import Put


def told(gateway: Gateway, asks: Asks, who: Visitor) -> Data:
    """The answers to all that a page, or a file of it, asks. ParcoursError for what is not answered."""
    return asyncio.run(_told(gateway, asks, who))


def taken(gateway: Gateway, taking: Callable[[Ask], Taking], put: Put) -> int:
    """Puts all pages that are taken along; how many files that were. ParcoursError for what is not answered."""
    return asyncio.run(_taken(gateway, taking, put))


async def _told(gateway: Gateway, asks: Asks, who: Visitor) -> Data:
    async with _asking(gateway) as ask:
        data, _ = await asking.told(asks, who, ask)
    return data


async def _taken(gateway: Gateway, taking: Callable[[Ask], Taking], put: Put) -> int:
    count = 0
    async with _asking(gateway) as ask:
        async for name, content in taking(ask).files():
            put(name, content)
            count += 1
    return count


@asynccontextmanager
async def _asking(gateway: Gateway) -> AsyncIterator[Ask]:
    """Has operations answered."""
    api = AsyncGateway(gateway.address, timeout=gateway.limit)
    try:
        yield partial(answer, gateway=api)
    except GraphQLError as error:
        raise raised(error) from error
    finally:
        await api.close()
