"""What pages tell, asked in this process: for commands that draw them, or write what they are taken away as."""

import asyncio
from functools import partial

from graphql import GraphQLError

from api.execute import answer
from graph.gateway import AsyncGateway, Gateway
from pages import asking
from pages.asking import Asks
from pages.telling import Data
from pages.visitor import Visitor
from parcours.asking import raised


def told(gateway: Gateway, asks: Asks, who: Visitor) -> Data:
    """The answers to all that a page, or a file of it, asks. ParcoursError for what is not answered."""
    return asyncio.run(_told(gateway, asks, who))


async def _told(gateway: Gateway, asks: Asks, who: Visitor) -> Data:
    api = AsyncGateway(gateway.address, timeout=gateway.limit)
    try:
        data, _ = await asking.told(asks, who, partial(answer, gateway=api))
    except GraphQLError as error:
        raise raised(error) from error
    finally:
        await api.close()
    return data
