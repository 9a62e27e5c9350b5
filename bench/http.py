"""GraphQL over HTTP: ours, the peer, hand-written endpoints on one store. `python -m bench.http [JOURNEYS] [SECONDS]`

Every server is a process of its own, so is the client. `PEER` names a folder with the peer's modules; without it the
peer is left out.
"""

import asyncio
import os
import statistics
import sys
import time
from dataclasses import astuple
from typing import Any

import orjson

from api.execute import Request, answer
from bench import client, dbhits, floor
from bench.client import Figures
from bench.corpus import corpus
from bench.operations import Operation, operations, plain
from bench.place import place
from bench.servers import Server, running
from graph import run
from graph.gateway import AsyncGateway, Gateway
from graph.statement import Statement

ROUNDS, WARM = 3, 0.5
BASE = "hand-written"


def main(journeys: int, seconds: float) -> None:
    """Load the store, hold all answers against each other, then measure operation by operation."""
    with place() as gateway:
        run.apply(gateway, Statement("bench", "knowledge", corpus(journeys)))
        gateway.command(floor.INDEX)
        with running(gateway.address) as servers:
            six = operations(journeys)
            for operation in six:
                asyncio.run(agree(operation, servers))
            print(f"{journeys} journeys; equal data from {', '.join(each.name for each in servers)}")
            for operation in six:
                told(operation, compare(operation, servers, seconds))
        asyncio.run(shares(gateway, journeys))
        dbhits.told(gateway, dbhits.ours(gateway, journeys), journeys)
        print(f"\nload {os.getloadavg()[1]:.1f}")


async def agree(operation: Operation, servers: list[Server]) -> None:
    """AssertionError when two servers give different data for the same values."""
    for index, values in enumerate(operation.variables):
        first, *others = [(each.name, await data(each, operation, index)) for each in servers]
        for name, found in others:
            assert found == first[1], f"{operation.title}, {values}: {name} differs from {first[0]}"


async def data(server: Server, operation: Operation, index: int) -> Any:
    """What a server answers, in the form that all have in common."""
    found = plain(await client.asked(server, *server.bodies(operation)[index]))
    if server.name != BASE:
        (found,) = found.values()
    if server.name == "peer" and operation.name in ("journey", "map"):
        (found,) = found
    return found


def compare(operation: Operation, servers: list[Server], seconds: float) -> dict[str, Figures]:
    """The median figures of each server, measured by turns after a round that warms them up."""
    bodies = {each.name: each.bodies(operation) for each in servers}
    for server in servers:
        client.measure(server, bodies[server.name], WARM)
    rounds = [{each.name: client.measure(each, bodies[each.name], seconds) for each in servers} for _ in range(ROUNDS)]
    return {name: _median([each[name] for each in rounds]) for name in bodies}


def _median(figures: list[Figures]) -> Figures:
    return Figures(*(statistics.median(each) for each in zip(*map(astuple, figures), strict=True)))


def told(operation: Operation, found: dict[str, Figures]) -> None:
    """Each server's figures, and how many times slower or dearer than the hand-written endpoint it is."""
    print(f"\n{operation.title:<28}{'p50':>10}{'×':>6}{'at eight':>12}{'×':>6}{'processor':>12}{'×':>6}")
    base = found[BASE]
    for name, each in found.items():
        print(
            f"  {name:<26}{each.p50 * 1000:>7.2f} ms{each.p50 / base.p50:>6.2f}"
            f"{each.rate:>10.0f}/s{base.rate / each.rate:>6.2f}"
            f"{each.cpu * 1000:>9.2f} ms{each.cpu / base.cpu:>6.2f}"
        )


async def shares(gateway: Gateway, journeys: int) -> None:
    """Where the time of one operation goes, in one process: plan, store, shape, encoding."""
    api = AsyncGateway(gateway.address)
    print(f"\n{'in process':<28}{'plan':>9}{'store':>9}{'shape':>9}{'encoding':>9}  ms")
    for each in operations(journeys):
        rows = [await phases(each, api) for _ in range(60)][10:]
        parts = (statistics.median(part) for part in zip(*rows, strict=True))
        print(f"{each.title:<28}" + "".join(f"{ms:>9.2f}" for ms in parts))
    await api.close()


async def phases(operation: Operation, api: AsyncGateway) -> tuple[float, ...]:
    """The milliseconds of each part of one answer."""
    found = await answer(Request(operation.ours, operation.variables[0], explain=True), api)
    begun = time.perf_counter()
    orjson.dumps({"data": found.data})
    encoding = 1000 * (time.perf_counter() - begun)
    return (*found.extensions["explain"]["milliseconds"].values(), encoding)


if __name__ == "__main__":
    size, seconds = [*sys.argv[1:], *("2000", "3")[len(sys.argv) - 1 :]][:2]
    main(int(size), float(seconds))
