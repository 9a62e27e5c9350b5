"""How long the local Neo4j takes to its first answered query, jars and archives in place. `python -m bench.start`"""

import statistics
import tempfile
import time
from pathlib import Path

from graph import local
from graph.address import Address
from graph.gateway import Gateway
from parcours.settings import load

TIMES = 5


def main() -> None:
    """Start and stop it a few times over the same data."""
    cache, found = load().cache, []
    with tempfile.TemporaryDirectory() as home:
        for _ in range(TIMES + 1):
            begun = time.perf_counter()
            with local.running(Path(home), cache) as store:
                gateway = Gateway(Address(store.uri, store.username, store.password))
                gateway.read("RETURN 1")
                found.append(time.perf_counter() - begun)
                gateway.close()
            begun = time.perf_counter()
            local.stop(Path(home))
            print(f"start {found[-1]:.2f} s, stop {time.perf_counter() - begun:.2f} s")
    print(f"first start {found[0]:.2f} s; then median {statistics.median(found[1:]):.2f} s of {TIMES}")


if __name__ == "__main__":
    main()
