"""`parcours serve`: the API."""

import socket
from functools import partial
from typing import Annotated

import typer

from graph.errors import WrongUsage
from parcours.opening import Purpose, opened, revived, say
from parcours.settings import load

Host = Annotated[str | None, typer.Option(help="The address to listen on (PARCOURS_HOST; 127.0.0.1 unless set).")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="The port (PARCOURS_PORT; 8000 unless set).")]
Open = Annotated[bool, typer.Option("--open", help="Let in whoever can reach the address, without a token.")]
Demand = Annotated[bool, typer.Option("--tokens", help="Demand access tokens on loopback too (PARCOURS_TOKENS).")]
Workers = Annotated[int | None, typer.Option(min=1, help="Processes that serve (PARCOURS_WORKERS; 1 unless set).")]


def serve(
    host: Host = None, port: Port = None, open_: Open = False, tokens: Demand = False, workers: Workers = None
) -> None:
    """Serve the GraphQL API: on loopback to anybody, elsewhere to those with an access token."""
    from parcours import serving  # which takes FastAPI along, that few commands need
    from parcours.workers import run

    settings = load()
    settings.workers = workers or settings.workers
    host, port = host or settings.host, settings.port if port is None else port
    application = serving.prepared(settings, host, open_, tokens)
    with listening(host, port) as sock, opened(settings, purpose=Purpose.SERVING) as gateway, revived(settings):
        run(partial(application, gateway.address), sock, settings, partial(tell, sock))


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
    """Say where the API is, now that it answers."""
    host, port = sock.getsockname()[:2]
    at = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    say(f"GraphQL (and GraphiQL in a browser): {at}/graphql\nHealth: {at}/health\nCtrl-C ends it.")
