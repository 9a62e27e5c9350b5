"""What files cost that are taken away, beside the operations that they ask. `python -m bench.files [JOURNEYS]`.

The largest journey of the demo, or of a corpus; each file by turns: its operations bare, then the file asked for and
written; medians of nine, in process. The first of each loads what writes it, and is told apart.
"""

import asyncio
import os
import statistics
import sys
import time
from functools import partial

from api.execute import answer
from bench.corpus import corpus
from bench.place import place
from demo import statement
from graph import run
from graph.gateway import AsyncGateway, Gateway
from graph.language import Language
from graph.statement import Statement
from pages.asking import told
from pages.file import File
from pages.register import files
from pages.visitor import Visitor

TIMES = 9
LARGEST = (
    "MATCH (j:Journey)-[:HAS_PHASE]->()-[:HAS_STEP]->(s) WITH j.key AS key, count(s) AS steps "
    "RETURN key, steps ORDER BY steps DESC, key LIMIT 1"
)


def main(journeys: int) -> None:
    """A line for each kind of file of a journey."""
    with place() as gateway:
        said = Statement("bench", "knowledge", corpus(journeys)) if journeys else statement(Language.FR)
        run.apply(gateway, said)
        key, steps = gateway.read(LARGEST)[0]
        print(f"{key}, {steps} steps\n{'':<10}{'bare':>9}{'file':>9}{'ratio':>8}{'first':>9}{'KiB':>7}")
        asyncio.run(_files(gateway, key))
    print(f"load {os.getloadavg()[1]:.1f}")


async def _files(gateway: Gateway, key: str) -> None:
    api = AsyncGateway(gateway.address, timeout=600)
    for page, file in files():
        if "journeys/{key" in page.path:
            await _file(file, Visitor(f"/journeys/{key}", {"as": (file.kind,)}, Language.FR, key=key), api)
    await api.close()


async def _file(file: File, who: Visitor, api: AsyncGateway) -> None:
    asked = partial(told, file, who, partial(answer, gateway=api))
    data, _ = await asked()
    began = time.perf_counter()
    content = file.write(data, who)
    first = time.perf_counter() - began
    bare, whole = [], []
    for _ in range(TIMES):
        began = time.perf_counter()
        data, _ = await asked()
        bare.append(time.perf_counter() - began)
        file.write(data, who)
        whole.append(time.perf_counter() - began)
    one, all_ = statistics.median(bare), statistics.median(whole)
    print(f"{file.kind:<10}{_ms(one)}{_ms(all_)}{all_ / one:>8.1f}{_ms(first)}{len(content) / 1024:>7.0f}")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:>7.1f}ms"


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 0)
