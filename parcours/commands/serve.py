"""`parcours serve`: pages and API."""

import socket
from functools import partial
from typing import Annotated

from graph.errors import WrongUsage
from graph.machine.sockets import ALONE
from graph.saying import saying
from parcours.help import option
from parcours.language import french
from parcours.opening import Purpose, opened, revived, say
from parcours.options import Demo
from parcours.settings import load

Host = Annotated[
    str | None,
    option(
        "The address to listen on (PARCOURS_HOST; 127.0.0.1 unless set).",
        "L'adresse où écouter (PARCOURS_HOST ; sinon 127.0.0.1).",
    ),
]
Port = Annotated[
    int | None,
    option("The port (PARCOURS_PORT; 8000 unless set).", "Le port (PARCOURS_PORT ; sinon 8000).", min=0, max=65535),
]
Open = Annotated[
    bool,
    option(
        "Let whoever can reach the address read, without saying who they are.",
        "Laisser lire qui atteint l'adresse, sans dire qui il est.",
        "--open",
    ),
]
Demand = Annotated[
    bool,
    option(
        "Demand an account or an access token on loopback too (PARCOURS_TOKENS).",
        "Exiger un compte ou un jeton d'accès sur cette machine aussi (PARCOURS_TOKENS).",
        "--tokens",
    ),
]
Workers = Annotated[
    int | None,
    option(
        "Processes that serve (PARCOURS_WORKERS; 1 unless set).",
        "Le nombre de processus qui servent (PARCOURS_WORKERS ; sinon 1).",
        min=1,
    ),
]

TAKEN = saying(
    "port {port} on {host} is taken or not allowed: choose another with --port",
    "le port {port} de {host} est pris, ou interdit : choisissez-en un autre avec --port",
)
SERVED = saying(
    "Pages: {at}/\nGraphQL (and GraphiQL in a browser): {at}/graphql\nHealth: {at}/health\nCtrl-C ends it.",
    "Pages : {at}/\nGraphQL (et GraphiQL dans un navigateur) : {at}/graphql\nÉtat : {at}/health\nCtrl-C y met fin.",
)


@french("Servir les pages et l'API GraphQL : à tous sur cette machine, ailleurs à qui est connu.")
def serve(
    host: Host = None, port: Port = None, open_: Open = False, tokens: Demand = False, workers: Workers = None,
    demo: Demo = False,
) -> None:  # fmt: skip
    """Serve the pages and the GraphQL API: on loopback to anybody, elsewhere to who is known."""
    from parcours import serving  # which takes FastAPI along, that few commands need
    from parcours.workers import run

    settings = load()
    settings.workers = workers or settings.workers
    host, port = host or settings.host, settings.port if port is None else port
    home = settings.of(demo)
    application = serving.prepared(settings, host, open_, tokens, home)
    with listening(host, port) as sock, opened(settings, home, Purpose.SERVING) as gateway, revived(settings, home):
        run(partial(application, gateway.address), sock, settings, partial(tell, sock))


def listening(host: str, port: int, otherwise_next: bool = False) -> socket.socket:
    """A socket that listens there; when the port is taken, on one of the next twenty if that will do."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, port + 20 if otherwise_next and port else port + 1):
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.setsockopt(socket.SOL_SOCKET, ALONE, 1)
        try:
            sock.bind((host, candidate))
        except OSError:
            sock.close()
            continue
        sock.listen(2048)
        return sock
    raise WrongUsage(TAKEN(port=port, host=host))


def tell(sock: socket.socket) -> None:
    """Say where the API is, now that it answers."""
    host, port = sock.getsockname()[:2]
    at = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    say(SERVED(at=at))
