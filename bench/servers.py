"""The servers that are measured, each a process of its own on loopback over the same store."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson

from bench.operations import Operation
from graph.address import Address
from graph.local.server import free_port

PEER = Path(__file__).parent / "peer"
Body = tuple[str, bytes]


@dataclass(frozen=True)
class Server:
    """A server that runs, and what has to be sent to it for an operation: path and body, for each set of values."""

    name: str
    port: int
    pid: int
    bodies: Callable[[Operation], list[Body]]


@contextmanager
def running(address: Address) -> Iterator[list[Server]]:
    """All that can run here; says which cannot."""
    environment = {
        **os.environ,
        "NEO4J_URI": address.uri,
        "NEO4J_USERNAME": address.username,
        "NEO4J_PASSWORD": address.password,
        "NODE_ENV": "production",
    }
    with ExitStack() as stack:

        def start(name: str, bodies: Callable[[Operation], list[Body]], *command: str) -> Server:
            port, pid = stack.enter_context(_process(command, environment))
            return Server(name, port, pid, bodies)

        found = [start("hand-written", by_hand, *_uvicorn("bench.floor:app"))]
        found.append(start("ours", of_ours, *_uvicorn("bench.ours:app", "--factory")))
        found.append(start("ours, remembering", of_ours, *_uvicorn("bench.ours:remembering", "--factory")))
        modules = Path(os.environ.get("PEER", ".")) / "node_modules"
        if shutil.which("node") and modules.is_dir():
            folder = stack.enter_context(_beside(modules))
            found.append(start("peer", of_peer, "node", str(folder / "server.mjs")))
        else:
            print("without the peer: there is no node, or PEER names no folder in which its modules are installed")
        yield found


def by_hand(operation: Operation) -> list[Body]:
    """For the endpoint of its own that an operation has."""
    return [(f"/{operation.name}", orjson.dumps(values)) for values in operation.variables]


def of_ours(operation: Operation) -> list[Body]:
    """For our GraphQL."""
    return [("/graphql", orjson.dumps({"query": operation.ours, "variables": each})) for each in operation.variables]


def of_peer(operation: Operation) -> list[Body]:
    """For the peer's GraphQL."""
    return [("/", orjson.dumps({"query": operation.peer, "variables": each})) for each in operation.variables]


def _uvicorn(app: str, *more: str) -> tuple[str, ...]:
    """With uvloop and httptools where they are installed."""
    return (sys.executable, "-m", "uvicorn", app, *more, "--log-level", "warning", "--no-access-log", "--port")


@contextmanager
def _beside(modules: Path) -> Iterator[Path]:
    """The peer's own files beside its modules, outside of the repository."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(PEER, folder, dirs_exist_ok=True)
        (folder / "node_modules").symlink_to(modules.resolve())
        yield folder


@contextmanager
def _process(command: tuple[str, ...], environment: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """A server that takes its port as its last argument: its port and its process, once it listens."""
    port = free_port()
    process = subprocess.Popen([*command, str(port)], env=environment)
    try:
        while not _listens(port):
            if process.poll() is not None:
                raise RuntimeError(f"{' '.join(command)} ended with {process.returncode} before it listened")
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
