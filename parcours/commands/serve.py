"""`parcours serve`: the API."""

import socket
from collections.abc import Sequence
from typing import Annotated

import typer
import uvicorn

from api.app import create_app
from graph.errors import WrongUsage
from graph.gateway import AsyncGateway
from parcours import memory
from parcours.settings import load
from parcours.store import opened, revived, say

LOOPBACK = ("127.0.0.1", "::1", "localhost")
"""The only addresses that the API serves on while it asks nobody who they are."""

HOSTS = (*LOOPBACK, "[::1]")
"""What a request for one of them calls its host."""

Host = Annotated[str | None, typer.Option(help="The address to listen on (PARCOURS_HOST; 127.0.0.1 unless set).")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="The port (PARCOURS_PORT; 8000 unless set).")]

Open = Annotated[bool, typer.Option("--open", help="Serve on any address, to whoever can reach it.")]


def serve(host: Host = None, port: Port = None, open_: Open = False) -> None:
    """Serve the GraphQL API."""
    settings = load()
    host, port = host or settings.host, settings.port if port is None else port
    if not open_:
        check(host)
    with listening(host, port) as sock, opened(settings) as gateway, revived(settings):
        tell(sock)
        run(AsyncGateway(gateway.address), sock, ["*"] if open_ else HOSTS)


def check(host: str) -> None:
    """WrongUsage for any address but loopback."""
    if host not in LOOPBACK:
        raise WrongUsage(
            f"on {host} others could reach the API, which asks nobody who they are: "
            f"use 127.0.0.1, or --open if that is what you want"
        )


def listening(host: str, port: int, otherwise_next: bool = False) -> socket.socket:
    """A socket that listens there; when the port is taken, on one of the next twenty if that will do."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, port + 20 if otherwise_next and port else port + 1):
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, candidate))
        except OSError:
            sock.close()
            continue
        sock.listen(2048)
        return sock
    raise WrongUsage(f"port {port} on {host} is taken or not allowed: choose another with --port")


def tell(sock: socket.socket) -> None:
    """Say where the API is."""
    host, port = sock.getsockname()[:2]
    at = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    say(f"GraphQL (and GraphiQL in a browser): {at}/graphql\nHealth: {at}/health\nCtrl-C ends it.")


def run(gateway: AsyncGateway, sock: socket.socket, hosts: Sequence[str] = HOSTS) -> None:
    """Serve on this socket until told to stop, to whoever asks for one of these hosts."""
    config = uvicorn.Config(create_app(gateway, hosts), log_level="warning", access_log=False)
    memory.steady()
    uvicorn.Server(config).run(sockets=[sock])
