"""One operation, in process, through a gateway of its own."""

import asyncio
from typing import Any

from api.execute import Answer, Request, answer
from graph.address import Address
from graph.gateway import AsyncGateway, Observer

PATIENCE = 300.0
"""Seconds that a statement may take here: a busy machine is no fault of the statement's."""


def asked(address: Address, request: Request, observer: Observer | None = None, **how: Any) -> Answer:
    """The answer; `observer` sees each statement as it leaves; `how` goes to `answer`: a profile, a budget."""

    async def once() -> Any:
        gateway = AsyncGateway(address, observer, timeout=PATIENCE)
        try:
            return await answer(request, gateway, **how)
        finally:
            await gateway.close()

    return asyncio.run(once())
