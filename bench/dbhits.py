"""What the store looks at for each of the six operations: ours, and by hand. `python -m bench.dbhits`

Writes `dbhits.json` anew: ours, on a small corpus, against which a test holds every change of the compiler.
"""

import asyncio
import json
from pathlib import Path
from typing import Any

from api.execute import execute
from bench import floor
from bench.corpus import corpus
from bench.operations import Operation, operations
from bench.place import place
from bench.questions import hits
from graph import run
from graph.gateway import AsyncGateway, Gateway
from graph.statement import Statement

JOURNEYS = 30
RECORD = Path(__file__).with_name("dbhits.json")


def main() -> None:
    """Measure, print and record."""
    with place() as gateway:
        load(gateway)
        found = ours(gateway, JOURNEYS)
        gateway.command(floor.INDEX)
        told(gateway, found, JOURNEYS)
    RECORD.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def load(gateway: Gateway) -> None:
    """Bring the small corpus into an empty store."""
    run.apply(gateway, Statement("bench", "knowledge", corpus(JOURNEYS)))


def told(gateway: Gateway, found: dict[str, int], journeys: int) -> None:
    """Ours beside what the hand-written statements need."""
    hand = by_hand(gateway, journeys)
    print(f"\n{'dbHits':<28}{'ours':>10}{'by hand':>10}{'ratio':>8}")
    for each in operations(journeys):
        mine, theirs = found[each.name], hand[each.name]
        print(f"{each.title:<28}{mine:>10,}{theirs:>10,}{mine / theirs:>8.1f}")


def ours(gateway: Gateway, journeys: int) -> dict[str, int]:
    """The dbHits of each operation of ours, with the first of its values."""
    _replan(gateway)
    return {each.name: hits(gateway, *asyncio.run(compiled(gateway, each))) for each in operations(journeys)}


def by_hand(gateway: Gateway, journeys: int) -> dict[str, int]:
    """The dbHits of each hand-written statement, with the first of its values."""
    _replan(gateway)
    return {each.name: hits(gateway, each.cypher, each.variables[0]) for each in operations(journeys)}


def _replan(gateway: Gateway) -> None:
    """Have every plan made on what the store holds now."""
    gateway.command("CALL db.prepareForReplanning(60)")


async def compiled(gateway: Gateway, operation: Operation) -> tuple[str, dict[str, Any]]:
    """The one statement that our API sends for an operation, with its parameters."""
    sent: list[tuple[str, dict[str, Any]]] = []
    api = AsyncGateway(gateway.address, lambda text, values: sent.append((text, dict(values))))
    answer = await execute(operation.ours, operation.variables[0], gateway=api)
    await api.close()
    assert "errors" not in answer, answer["errors"]
    (found,) = sent
    return found


if __name__ == "__main__":
    main()
