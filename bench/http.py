"""GraphQL over HTTP against a hand-written endpoint on the same store. `python -m bench.http [JOURNEYS]`

Both are served by uvicorn in processes of their own; the client is one process with plain connections.
"""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench import floor
from bench.corpus import corpus
from bench.place import place
from graph import run
from graph.gateway import AsyncGateway

SECONDS, ROUNDS = 3.0, 3

MAP = """
query ($key: String!) {
  journey(key: $key) {
    key title
    phases { key name order
      steps { key text order
        touchpoints { key emotion qualification volume { low high } channel { key name }
          handledBy { key name silo { key } } } } }
  }
}"""
STEPS = """
{ steps(first: 1000) { edges { node { key text order importance
  touchpoints { key emotion volume { low high } } } } } }"""
CASES = {"a journey's map": (MAP, {"key": "j00077"}), "1,000 steps": (STEPS, {})}
HAND = {"a journey's map": ("map", {"key": "j00077"}), "1,000 steps": ("steps", {"first": 1000})}


def main(journeys: int) -> None:
    """Measure both by turns, then where our time goes."""
    with place() as gateway:
        run.apply(gateway, run.Statement("bench", "knowledge", corpus(journeys)))
        address = gateway.address
        environment = os.environ | {
            "NEO4J_URI": address.uri,
            "NEO4J_USERNAME": address.username,
            "NEO4J_PASSWORD": address.password,
        }
        with served("bench.floor:app", environment) as hand, served("bench.ours:app", environment) as ours:
            for name, (query, variables) in CASES.items():
                path, parameters = HAND[name]
                body = json.dumps({"query": query, "variables": variables}).encode()
                both = {
                    "hand-written": (hand, f"/{path}", json.dumps(parameters).encode()),
                    "ours": (ours, "/graphql", body),
                }
                print(f"\n{name}")
                compare(both)
        asyncio.run(shares(AsyncGateway(address)))
        print(f"\nload {os.getloadavg()[1]:.1f}")


def compare(both: dict[str, tuple[int, str, bytes]]) -> None:
    """p50 of one connection and requests a second of eight, by turns."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in both}
    for _ in range(ROUNDS):
        for name, target in both.items():
            found[name].append(asyncio.run(load(*target)))
    for name, figures in found.items():
        p50, rate = (statistics.median(each) for each in zip(*figures, strict=True))
        print(f"  {name:<13} p50 {p50 * 1000:>7.2f} ms   {rate:>7.0f} requests/s at eight")


async def load(port: int, path: str, body: bytes) -> tuple[float, float]:
    """p50 at one connection in seconds, and requests a second at eight."""
    one = await asyncio.gather(connection(port, path, body, SECONDS))
    eight = await asyncio.gather(*(connection(port, path, body, SECONDS) for _ in range(8)))
    return statistics.median(one[0]), sum(map(len, eight)) / SECONDS


async def connection(port: int, path: str, body: bytes, seconds: float) -> list[float]:
    """The times of all requests that one connection makes in these seconds, the first few left out."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    fields = ("Host: 127.0.0.1", "Content-Type: application/json", f"Content-Length: {len(body)}")
    head = "\r\n".join((f"POST {path} HTTP/1.1", *fields, "", ""))
    found, end = [], time.perf_counter() + seconds
    while (begun := time.perf_counter()) < end:
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = int(answer.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        content = await reader.readexactly(length)
        assert b" 200 " in answer.split(b"\r\n")[0] and b'"errors"' not in content[:200], content[:300]
        found.append(time.perf_counter() - begun)
    writer.close()
    return found[3:] or found


@contextmanager
def served(app: str, environment: dict[str, str]) -> Iterator[int]:
    """The port of an application that uvicorn serves."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = int(sock.getsockname()[1])
    command = [sys.executable, "-m", "uvicorn", app, "--port", str(port), "--log-level", "warning", "--no-access-log"]
    process = subprocess.Popen(command, env=environment)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


async def shares(gateway: AsyncGateway) -> None:
    """Where the time of one operation goes, in one process: store, our Python, completion, encoding."""
    for name, (query, variables) in CASES.items():
        rows = [await floor.phases(query, variables, gateway) for _ in range(60)][10:]
        medians = [statistics.median(each) * 1000 for each in zip(*rows, strict=True)]
        whole = sum(medians)
        parts = ("compile", "store", "shape", "completion", "encoding")
        told = "  ".join(f"{part} {ms:.2f} ms ({ms / whole:.0%})" for part, ms in zip(parts, medians, strict=True))
        print(f"\n{name}, in process: {told}")
    await gateway.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
