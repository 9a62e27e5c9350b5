"""Load from plain sockets: a client that parses nothing but the length, so that it is never what is slow."""

import asyncio
import json
import statistics
import time
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

import psutil

from bench.servers import Server

EIGHT = 8
LARGEST = 2**24
"""Bytes of an answer that a connection holds at once."""


@dataclass(frozen=True)
class Figures:
    """p50 of one connection in seconds; requests a second of eight, and processor seconds of the server for each."""

    p50: float
    rate: float
    cpu: float


def measure(server: Server, bodies: list[tuple[str, bytes]], seconds: float) -> Figures:
    """One connection, then eight, for so many seconds each."""
    (alone,) = asyncio.run(load(server, bodies, seconds, 1))
    process = psutil.Process(server.pid)
    before = _spent(process)
    eight = asyncio.run(load(server, bodies, seconds, EIGHT))
    count = sum(map(len, eight))
    return Figures(statistics.median(alone[3:] or alone), count / seconds, (_spent(process) - before) / count)


def _spent(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


async def load(server: Server, bodies: list[tuple[str, bytes]], seconds: float, connections: int) -> list[list[float]]:
    """The times of all requests of each connection, in seconds; each begins at another of the bodies."""
    requests = [request(path, body) for path, body in bodies]
    return await asyncio.gather(*(connection(server.port, requests, n, seconds) for n in range(connections)))


async def connection(port: int, requests: list[bytes], first: int, seconds: float) -> list[float]:
    """The times of the requests that one connection makes, one after the other."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=LARGEST)
    found, end = [], time.perf_counter() + seconds
    for each in islice(cycle(requests), first, None):
        if (begun := time.perf_counter()) >= end:
            break
        await exchange(reader, writer, each)
        found.append(time.perf_counter() - begun)
    writer.close()
    return found


async def asked(server: Server, path: str, body: bytes) -> Any:
    """The data of one answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=LARGEST)
    content = await exchange(reader, writer, request(path, body))
    writer.close()
    return json.loads(content)["data"]


def request(path: str, body: bytes) -> bytes:
    """What goes over the wire."""
    fields = ("Host: 127.0.0.1", "Content-Type: application/json", f"Content-Length: {len(body)}")
    return "\r\n".join((f"POST {path} HTTP/1.1", *fields, "", "")).encode() + body


async def exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> bytes:
    """The content that answers a request; it has a length, and no errors."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    content = await reader.readexactly(length)
    assert b" 200 " in head.split(b"\r\n")[0] and b'"errors"' not in content[:200], content[:300]
    return content
