"""More than can be done at once: which answers `parcours serve` gives. `python -m bench.overload [JOURNEYS]`

Fifty clients on a cold cache; six long operations, and short ones meanwhile; a store that is stopped, and goes on; more
than may wait. Each client has an address of its own on loopback. Everything ends by itself.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.client import LARGEST, request
from bench.corpus import corpus
from graph import local, run, schema
from graph.address import Address
from graph.gateway import Gateway
from graph.statement import Statement
from parcours.settings import load

CLIENTS = 50
LONG = """{ journeys(first: 200) { edges { node { handoffs(first: 40) {
  aggregate { count volumeHigh { sum } } edges { node { key ruptures { key explanation } } } } } } } }"""
SHORT = '{{ channel(key: "c{}") {{ key }} }}'
PATIENT = 120.0
"""Seconds that a client waits at most."""

Answered = tuple[str, float]


def main(journeys: int) -> None:
    """One line for each trial."""
    with tempfile.TemporaryDirectory() as name:
        home, cache = Path(name), load().cache
        with local.running(home, cache) as store:
            gateway = Gateway(Address(store.uri, store.username, store.password))
            schema.prepare(gateway)
            run.apply(gateway, Statement("bench", "knowledge", corpus(journeys)))
            gateway.close()
            print(f"{journeys} journeys, {os.cpu_count()} cores\n{'':<44}{'answers':>8}   {'slowest':>8}   by code")
            with served(home, cache) as port:
                asyncio.run(trials(port, store.pid))
    print(f"load {os.getloadavg()[1]:.1f}")


@contextmanager
def served(home: Path, cache: Path, **more: str) -> Iterator[int]:
    """`parcours serve` with nothing in its memory: its port."""
    words = [str(Path(sys.executable).parent / "parcours"), "serve", "--port", "0"]
    told = {"PARCOURS_HOME": str(home), "PARCOURS_CACHE": str(cache), "PARCOURS_ANSWER_CACHE": "off", **more}
    process = subprocess.Popen(words, env=os.environ | told, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        yield next(int(line.split("/graphql")[0].rsplit(":", 1)[1]) for line in process.stderr if "/graphql" in line)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


async def trials(port: int, store: int) -> None:
    """All trials, one after the other."""
    cold = [ask(port, n, LONG.replace("first: 200", f"first: {5 + n}")) for n in range(CLIENTS)]
    told("fifty clients, a document of each", await asyncio.gather(*cold))
    long = [asyncio.ensure_future(ask(port, 0, LONG.replace("200", f"{190 + n}"))) for n in range(6)]
    await asyncio.sleep(0.5)
    short = [ask(port, n, SHORT.format(n)) for n in range(1, 12)]
    told("short ones of others while six are long", await asyncio.gather(*short))
    told("the six", await asyncio.gather(*long))
    os.kill(store, signal.SIGSTOP)
    told("the store's process is stopped", await asyncio.gather(*(ask(port, n, SHORT.format(n)) for n in range(10))))
    os.kill(store, signal.SIGCONT)
    told("it goes on", await asyncio.gather(*(ask(port, n, SHORT.format(n)) for n in range(10))))
    many = [ask(port, n % 100, LONG.replace("200", "40")) for n in range(400)]
    told("four hundred at once, of a hundred clients", await asyncio.gather(*many))
    many = [ask(port, 0, LONG.replace("200", "20")) for n in range(200)]
    told("two hundred at once, of one client", await asyncio.gather(*many))


def told(trial: str, answers: list[Answered]) -> None:
    """The line of a trial."""
    codes = Counter(code for code, _ in answers)
    found = ", ".join(f"{count} {code}" for code, count in sorted(codes.items()))
    print(f"{trial:<44}{len(answers):>8}   {max(seconds for _, seconds in answers):>6.1f} s   {found}", flush=True)


async def ask(port: int, client: int, document: str) -> Answered:
    """What a client is answered: a code, or `data`; and after how many seconds."""
    begun = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENT):
            code = await _asked(port, client, document)
    except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
        code = type(error).__name__
    return code, time.perf_counter() - begun


async def _asked(port: int, client: int, document: str) -> str:
    here = f"127.0.1.{client + 1}", 0
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=LARGEST, local_addr=here)
    writer.write(request("/graphql", json.dumps({"query": document}).encode()))
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    found = json.loads(await reader.readexactly(length))
    writer.close()
    return str(found["errors"][0]["extensions"]["code"]) if "errors" in found else "data"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
