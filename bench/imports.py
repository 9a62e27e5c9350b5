"""Import and derivation against hand-written MERGE of the same rows. `python -m bench.imports [JOURNEYS]`"""

import os
import statistics
import sys
import time
from collections.abc import Callable

from bench.corpus import corpus, rows
from bench.place import place, wipe
from graph import run
from graph.derive import upkeep
from graph.derive.moved import Moved
from graph.gateway import BATCH, Gateway
from graph.said import Said
from graph.saying import Saying
from graph.statement import Statement

ROUNDS = 3


def main(journeys: int) -> None:
    """Hand-written and ours by turns, then everything derived anew, then one journey."""
    said = corpus(journeys)
    print(f"{journeys} journeys: {rows(said)} nodes and edges")
    with place() as gateway:
        hand: list[float] = []
        ours: list[tuple[float, float, float]] = []
        for _ in range(ROUNDS):
            wipe(gateway)
            hand.append(timed(lambda: by_hand(gateway, said)))
            wipe(gateway)
            ours.append(ours_timed(gateway, said))
        told(said, hand, ours)
        same = timed(lambda: run.apply(gateway, Statement("bench", "knowledge", said)))
        print(f"the same file again  {same:>9.1f} s")
        anew(gateway)
        print(f"load                 {os.getloadavg()[1]:>9.1f}")


def told(said: Said, hand: list[float], ours: list[tuple[float, float, float]]) -> None:
    """What the rounds gave, by their medians."""
    settling, writing, deriving = (statistics.median(each) for each in zip(*ours, strict=True))
    by_us = statistics.median(one + two for one, two, _ in ours)
    print(f"hand-written MERGE   {rows(said) / statistics.median(hand):>9,.0f} rows/s")
    print(f"import, not deriving {rows(said) / by_us:>9,.0f} rows/s")
    print(f"ratio                {statistics.median(hand) / by_us:>9.2f}")
    print(f"settling             {settling:>9.1f} s")
    print(f"writing              {writing:>9.1f} s")
    print(f"derivation of it     {deriving:>9.1f} s")


def ours_timed(gateway: Gateway, said: Said) -> tuple[float, float, float]:
    """Seconds to settle with the graph, to write, and to derive, the last commit with it."""
    marks = [time.perf_counter()]

    def watch(what: Saying, done: int, of: int) -> None:
        if what == run.WRITING():
            marks.append(time.perf_counter())

    run.apply(gateway, Statement("bench", "knowledge", said), progress=watch)
    begun, settled, written, ended = *marks, time.perf_counter()
    return settled - begun, written - settled, ended - written


def by_hand(gateway: Gateway, said: Said) -> None:
    """What one would write for this corpus alone: nodes by label, edges by type, in batches."""
    for label, nodes in said.nodes.items():
        found = [{"key": key, "p": properties} for key, properties in nodes.items()]
        for start in range(0, len(found), BATCH):
            statement = f"UNWIND $rows AS row MERGE (n:{label} {{key: row.key}}) SET n += row.p"
            gateway.command(statement, rows=found[start : start + BATCH])
    for (one, type, other), edges in said.edges.items():
        links = [[*ends, properties] for ends, properties in edges.items()]
        for start in range(0, len(links), BATCH):
            statement = (
                f"UNWIND $rows AS row MATCH (a:{one} {{key: row[0]}}) MATCH (b:{other} {{key: row[1]}}) "
                f"MERGE (a)-[r:{type}]->(b) SET r += row[2]"
            )
            gateway.command(statement, rows=links[start : start + BATCH])


def anew(gateway: Gateway) -> None:
    """Everything derived again, and one journey."""
    with gateway.writing() as work:
        whole = timed(lambda: upkeep.everything(work, "bench", upkeep.quiet, Moved()))
    one = []
    with gateway.writing() as work:
        for key in (f"j{n:05d}" for n in range(25)):
            begun = time.perf_counter()
            upkeep.derive_journeys(work, [key], "bench", upkeep.quiet, Moved())
            one.append(time.perf_counter() - begun)
    print(f"everything anew      {whole:>9.1f} s")
    print(f"one journey, p50     {statistics.median(one[5:]) * 1000:>9.1f} ms")


def timed(act: Callable[[], object]) -> float:
    """Seconds that it takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
