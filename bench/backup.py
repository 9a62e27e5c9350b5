"""Backup and restore of many nodes: `python -m bench.backup [POSITIONS]`: seconds, the file, our process's memory."""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.place import place, wipe
from graph.gateway import Gateway
from parcours import archive, backing
from parcours.events import event_store
from parcours.settings import Settings

DEPARTMENTS = 1_000
FILL = """
UNWIND range(1, $departments) AS d
CREATE (:Department {key: 'd' + d, name: 'Department ' + d, sources: ['hr'], firstSeen: 'run'})
"""
POSITIONS = """
UNWIND range(1, $positions) AS p
CALL (p) {
  MATCH (d:Department {key: 'd' + (1 + p % $departments)})
  CREATE (:Position {key: 'p' + p, title: 'Position ' + p, sources: ['hr'], firstSeen: 'run', seen: datetime()})
    -[:IN {sources: ['hr']}]->(d)
} IN TRANSACTIONS OF 10000 ROWS
"""


def timed(what: str, work: Callable[[], object]) -> None:
    """Do it; say how long it took, and the most memory that this process ever had."""
    start = time.perf_counter()
    work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what}: {time.perf_counter() - start:.1f} s; peak memory so far {peak:.0f} MB", flush=True)


def main(positions: int = 1_000_000) -> None:
    """Fill a store, back it up, empty it, restore it, count."""
    with tempfile.TemporaryDirectory() as folder, place() as gateway:
        file, settings = Path(folder) / "all.zip", Settings(home=Path(folder))
        gateway.command(FILL, departments=DEPARTMENTS)
        gateway.command(POSITIONS, positions=positions, departments=DEPARTMENTS)
        timed("nothing yet", lambda: None)
        timed(f"backup of {positions:,} nodes and edges", lambda: _take(gateway, settings, file))
        print(f"the file: {file.stat().st_size / 1e6:.0f} MB")
        wipe(gateway)
        timed("restore", lambda: _put(gateway, settings, file))
        print(gateway.read("MATCH (p:Position)-[r]->(d) RETURN count(DISTINCT p), count(r), count(DISTINCT d)"))


def _take(gateway: Gateway, settings: Settings, file: Path) -> None:
    with archive.writing(file) as writer:
        backing.take(gateway, event_store(settings), settings, writer)


def _put(gateway: Gateway, settings: Settings, file: Path) -> None:
    with archive.reading(file) as found:
        found.check()
        backing.put(gateway, event_store(settings), settings, found, lambda *_: None)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
