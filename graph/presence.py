"""Whether a store is there, however busy it is: something listens, and greets. Nothing is asked, nobody logs in."""

import socket
import time
from urllib.parse import urlsplit

GREETING = bytes.fromhex("6060b017 00000405 00000004 00000000 00000000")
"""Bolt's greeting, and the versions that it offers."""

PORT = 7687
"""Where a store listens whose address names no port."""


def greets(uri: str, within: float = 5.0) -> bool:
    """Whether a server greets us there, in so many seconds. One that is stopped takes connections, and says nothing."""
    where = urlsplit(uri)
    until = time.monotonic() + within
    try:
        with socket.create_connection((where.hostname, where.port or PORT), within) as plain:
            plain.settimeout(max(0.01, until - time.monotonic()))
            with _wrapped(plain, where.scheme) as sock:
                sock.settimeout(max(0.01, until - time.monotonic()))
                sock.sendall(GREETING)
                return sock.recv(4)[:1] == b"\0"  # as each version begins that it may answer; others speak HTTP, say
    except OSError:
        return False


def _wrapped(plain: socket.socket, scheme: str) -> socket.socket:
    """The connection under TLS where the address asks for it; whose certificate it is matters to who logs in."""
    if "+s" not in scheme:
        return plain
    import ssl  # which the keeper of a local store never needs

    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(plain)
