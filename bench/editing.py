"""What an edit takes until its consequences are told, on 2,000 journeys. `python -m bench.editing [JOURNEYS]`.

Each kind of edit one after the other, written and as a dry run, beside reading the one journey; then ten clients at
once, each on a journey of its own: how many acts a second, and whether any was lost.
"""

import asyncio
import os
import statistics
import sys
import time
from typing import Any

from api.acts import Acts
from api.execute import Request, answer
from api.rights import Role, Who
from bench.corpus import corpus
from bench.place import place
from graph import run
from graph.gateway import AsyncGateway
from graph.statement import Statement

TIMES, CLIENTS, EACH = 40, 10, 20
EDIT = """
mutation($changes: [Change!]!, $dryRun: Boolean) {
  edit(changes: $changes, dryRun: $dryRun) {
    revision nodes { id }
    consequences { appeared { id } resolved { id } handoffs { key before after } counts { appeared resolved handoffs } }
  }
}
"""
READ = "query($key: String!) { journey(key: $key) { key steps { key text touchpoints { key } } } }"
PLACES = "{ journeys(first: 60) { edges { node { key phases { key } steps { key touchpoints { key } } } } } }"


def main(journeys: int) -> None:
    """The medians, each beside that of a reading in the same run."""
    with place() as gateway:
        run.apply(gateway, Statement("bench", "knowledge", corpus(journeys)))
        asyncio.run(_measured(AsyncGateway(gateway.address), journeys))
    print(f"load {os.getloadavg()[1]:.1f}")


async def _measured(gateway: AsyncGateway, journeys: int) -> None:
    found = [edge["node"] for edge in (await _asked(gateway, PLACES, {}))["journeys"]["edges"]]
    read = await _median([(READ, {"key": each["key"]}) for each in found[:TIMES]], gateway)
    print(f"{journeys} journeys; one read in {read * 1000:.0f} ms")
    for name, make in KINDS.items():
        for dry in (True, False):
            asked = [
                (EDIT, {"changes": make(each, number), "dryRun": dry}) for number, each in enumerate(found[:TIMES])
            ]
            took = await _median(asked, gateway)
            how = "dry run" if dry else "written"
            print(f"{name}, {how}: p50 {took * 1000:.0f} ms, {took / read:.1f} times the read")
    await _at_once(gateway, found[TIMES : TIMES + CLIENTS])
    await gateway.close()


KINDS: dict[str, Any] = {
    "a text": lambda each, n: [{"step": {"key": each["steps"][0]["key"], "text": f"Je compare {n} {time.time()}"}}],
    "a step": lambda each, n: [{"step": {"phase": each["phases"][0]["key"], "text": f"J'attends {n}"}}],
    "an emotion": lambda each, n: [{"touchpoint": {"key": _touchpoint(each), "emotion": (n % 5) - 2}}],
    "what is needed": lambda each, n: [{"touchpoint": {"key": _touchpoint(each), "needs": []}}],
}


def _touchpoint(journey: Any) -> str:
    return str(next(touchpoint["key"] for step in journey["steps"] for touchpoint in step["touchpoints"]))


async def _asked(gateway: AsyncGateway, document: str, variables: dict[str, Any], acts: Acts | None = None) -> Any:
    """The data of an answer that has no errors."""
    found = await answer(Request(document, variables, by=Who("bench", Role.STEWARD)), gateway, acts=acts)
    assert not found.errors, found.errors
    return found.data


async def _median(asked: list[tuple[str, Any]], gateway: AsyncGateway) -> float:
    """Seconds that the middle one of these takes, one after the other."""
    taken = []
    for document, variables in asked:
        begun = time.perf_counter()
        await _asked(gateway, document, variables)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken[2:])  # the first ones are planned


async def _at_once(gateway: AsyncGateway, journeys: list[Any]) -> None:
    """Clients that each draw in a journey of their own."""
    acts = Acts()

    async def draws(journey: Any) -> None:
        for number in range(EACH):
            changes = [{"step": {"phase": journey["phases"][0]["key"], "text": f"Étape {number}"}}]
            await _asked(gateway, EDIT, {"changes": changes}, acts)

    begun = time.perf_counter()
    await asyncio.gather(*map(draws, journeys))
    taken = time.perf_counter() - begun
    acts.close()
    lost = 0
    for journey in journeys:
        now = (await _asked(gateway, READ, {"key": journey["key"]}))["journey"]
        lost += len(journey["steps"]) + EACH - len(now["steps"])
    print(f"{CLIENTS} clients: {CLIENTS * EACH / taken:.1f} acts a second, {lost} lost")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
