"""The worst operations that still pass, and the store's time for them. `python -m bench.worst [JOURNEYS]`

Of each family of nasty operations the largest is looked for that the limits let pass; it is run as a new statement and
again. Beside the times stands how often they are those of a reference, a page of 1,000 steps. Exits with 1 when one
takes longer than is allowed, in a store that does nothing else.
"""

import asyncio
import os
import statistics
import sys

from graphql import GraphQLError

from api.census import Census
from api.compiler import Plan, compile_operation
from api.compiler.sizes import Sizes
from api.documents import operation, parsed
from api.execute import Request, answer
from api.profile import DEVELOPMENT
from api.schema import schema
from bench.corpus import corpus
from bench.nasty import FAMILIES, Family
from bench.place import place
from graph import run
from graph.address import Address
from graph.errors import OverLimit
from graph.gateway import AsyncGateway
from graph.language import Language
from graph.statement import Statement

ALLOWED = 2_000
"""Milliseconds of the store, on 2,000 journeys."""

LARGEST, ROUNDS = 1_000, 3
REFERENCE = "{ steps(first: 1000) { edges { node { key text } } } }"


def main(journeys: int) -> int:
    """One line for each family; 1 when one that passes takes too long."""
    with place() as gateway:
        run.apply(gateway, Statement("bench", "knowledge", corpus(journeys)))
        return asyncio.run(table(gateway.address))


async def table(address: Address) -> int:
    """Print what each family comes to; 1 when one takes too long."""
    api = AsyncGateway(address)
    sizes = await Census(api).sizes(None)
    base = statistics.median([await store(api, sizes, REFERENCE) for _ in range(9)][3:])
    print(f"{'':<30}{'size':>6}{'cost':>10}{'planning':>10}{'new':>10}{'again':>10}{'×':>7}")
    worst = 0.0
    for name, family in FAMILIES.items():
        size = largest(family, sizes)
        if size == 0:
            print(f"{name:<30}  none passes")
            continue
        cost, planning = measured(family(size), sizes)
        new, *rest = [await store(api, sizes, family(size)) for _ in range(1 + ROUNDS)]
        again = statistics.median(rest)
        worst = max(worst, again, new - again)
        print(
            f"{name:<30}{size:>6}{cost:>10,}{planning:>10,}{new:>7.0f} ms{again:>7.0f} ms{again / base:>7.1f}",
            flush=True,
        )
    await api.close()
    print(f"reference {base:.0f} ms, worst {worst:.0f} ms of {ALLOWED}, load {os.getloadavg()[0]:.1f}")
    return int(worst > ALLOWED)


async def store(api: AsyncGateway, sizes: Sizes, document: str) -> float:
    """The milliseconds that the store takes; infinite where it gives up."""

    async def known() -> Sizes:
        return sizes

    found = await answer(Request(document, explain=True), api, sizes=known)
    if found.errors:
        print(found.errors[0].message)
        return float("inf")
    return float(found.extensions["explain"]["milliseconds"]["store"])


def largest(family: Family, sizes: Sizes) -> int:
    """The largest of a family that passes; 0 if none does."""
    low, high = 0, LARGEST
    while low < high:
        size = (low + high + 1) // 2
        low, high = (size, high) if passes(family(size), sizes) else (low, size - 1)
    return low


def passes(document: str, sizes: Sizes) -> bool:
    """Whether the limits let an operation pass."""
    try:
        DEVELOPMENT.limits.afford(*measured(document, sizes))
    except (OverLimit, GraphQLError):
        return False
    return True


def measured(document: str, sizes: Sizes) -> tuple[int, int]:
    """What an operation costs, and its statement to plan. OverLimit or GraphQLError where it is refused."""
    plan = planned(document)
    return plan.cost(plan.parameters({}), sizes), plan.planning


def planned(document: str) -> Plan:
    """The plan of an operation without variables."""
    found, wrong = parsed(document, DEVELOPMENT)
    if found is None or wrong:
        raise wrong[0]
    asked = operation(found, None)
    return compile_operation(schema(), asked.document, asked.node, {}, Language.EN)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
