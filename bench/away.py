"""What taking all pages away costs beside the operations that they ask. `python -m bench.away [JOURNEYS]`.

The pages of a corpus (100 journeys unless said) as files in memory: once to plan all statements, then timed, with the
time that the operations alone take by themselves, one after the other and as often as they were asked.
"""

import asyncio
import os
import sys
import time
from functools import partial

from api.execute import Answer, Request, answer
from bench.corpus import corpus
from bench.place import place
from graph import run
from graph.gateway import AsyncGateway, Gateway
from graph.language import Language
from graph.statement import Statement
from pages.asking import Ask
from pages.away.taking import Taking


def main(journeys: int) -> None:
    """How many files, how large, how long, and how that compares to the bare operations."""
    with place() as gateway:
        run.apply(gateway, Statement("bench", "knowledge", corpus(journeys)))
        asyncio.run(_measured(gateway, journeys))
    print(f"load {os.getloadavg()[1]:.1f}")


async def _measured(gateway: Gateway, journeys: int) -> None:
    api = AsyncGateway(gateway.address, timeout=600)
    asked: list[Request] = []

    async def ask(request: Request) -> Answer:
        asked.append(request)
        return await answer(request, gateway=api)

    await _taken(partial(answer, gateway=api))
    begun = time.perf_counter()
    count, size = await _taken(ask)
    taken = time.perf_counter() - begun
    begun = time.perf_counter()
    for request in asked:
        await answer(request, gateway=api)
    bare = time.perf_counter() - begun
    await api.close()
    print(f"{journeys} journeys: {count} files, {size / 2**20:.0f} MiB, {len(asked)} operations")
    print(f"taken away {taken:.1f} s, bare operations {bare:.1f} s, ratio {taken / bare:.2f}")


async def _taken(ask: Ask) -> tuple[int, int]:
    count = size = 0
    async for _, content in Taking(ask, Language.FR).files():
        count, size = count + 1, size + len(content)
    return count, size


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
