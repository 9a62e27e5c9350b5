"""Import and derivation against hand-written MERGE of the same rows. `python -m bench.imports [JOURNEYS]`"""

import statistics
import sys
import time
from collections.abc import Callable

from bench.corpus import corpus, rows
from bench.place import place, wipe
from graph import run
from graph.derive import store
from graph.gateway import BATCH, Gateway
from graph.said import Said

ROUNDS = 3


def main(journeys: int) -> None:
    """Hand-written and ours by turns, then everything derived anew, then one journey."""
    said = corpus(journeys)
    print(f"{journeys} journeys: {rows(said)} nodes and edges")
    with place() as gateway:
        hand, ours, derived = [], [], []
        for _ in range(ROUNDS):
            wipe(gateway)
            hand.append(timed(lambda: by_hand(gateway, said)))
            wipe(gateway)
            writing, deriving = ours_timed(gateway, said)
            ours.append(writing)
            derived.append(deriving)
        same = timed(lambda: run.apply(gateway, run.Statement("bench", "knowledge", said)))
        print(f"hand-written MERGE   {per_second(said, hand):>9,.0f} rows/s")
        print(f"import, not deriving {per_second(said, ours):>9,.0f} rows/s")
        print(f"ratio                {statistics.median(hand) / statistics.median(ours):>9.2f}")
        print(f"derivation of it     {statistics.median(derived):>9.1f} s")
        print(f"the same file again  {same:>9.1f} s")
        anew(gateway)


def ours_timed(gateway: Gateway, said: Said) -> tuple[float, float]:
    """Seconds for the import without and for the derivation."""
    spent = 0.0
    after = store.after

    def measured(*arguments: object) -> store.Moved:
        nonlocal spent
        begun = time.perf_counter()
        moved = after(*arguments)  # type: ignore[arg-type]
        spent += time.perf_counter() - begun
        return moved

    store.after = measured
    try:
        whole = timed(lambda: run.apply(gateway, run.Statement("bench", "knowledge", said)))
    finally:
        store.after = after
    return whole - spent, spent


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
        whole = timed(lambda: store.everything(work, "bench", run.quiet, store.Moved()))
    with gateway.writing() as work:
        one = [
            timed(lambda k=key: store.derive_journeys(work, [k], "bench", run.quiet, store.Moved()))
            for key in (f"j{n:05d}" for n in range(25))
        ]
    print(f"everything anew      {whole:>9.1f} s")
    print(f"one journey, p50     {statistics.median(one[5:]) * 1000:>9.1f} ms")


def timed(act: Callable[[], object]) -> float:
    """Seconds that it takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def per_second(said: Said, seconds: list[float]) -> float:
    """Rows a second, by the median."""
    return rows(said) / statistics.median(seconds)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
