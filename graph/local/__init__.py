"""The local Neo4j: real and full, fetched once, shared by the commands that use it, gone some time after the last one.

A command holds a *lease*, a file that it locks. A *keeper*, a process of its own, runs the server as its child for as
long as somebody holds a lease, or `start` asked to keep it. Locks are the kernel's, so they are released however a
process ends.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.local import jars, leases, server
from graph.local.leases import Folder, LocalStore
from graph.local.starting import share, tail
from graph.saying import Saying, saying

__all__ = ["LocalStore", "has_data", "installed", "lives", "log", "password_file", "running", "start", "status", "stop"]

Say = Callable[[Saying], None]


USED = saying(
    "Other commands still use it: {commands}. They lose it.",
    "D'autres commandes s'en servent encore : {commands}. Elles le perdent.",
)


def _silent(line: Saying) -> None:
    pass


@contextmanager
def running(home: Path, cache: Path, say: Say = print, keep: float = 0.0) -> Iterator[LocalStore]:
    """Start the local Neo4j, or share the one that runs; it stays until the block is left, and `keep` seconds longer.

    StoreUnavailable when it cannot be fetched or does not start, with the end of its log.
    """
    folder = Folder(home)
    installation = jars.install(cache, say)
    with leases.held(folder, keep):
        yield share(folder, installation, say)


def start(home: Path, cache: Path, say: Say = print) -> LocalStore:
    """Start it and keep it, whoever uses it, until `stop`."""
    folder = Folder(home)
    with running(home, cache, say) as store:
        folder.kept.touch()
        return store


def stop(home: Path, say: Say = _silent) -> bool:
    """Stop it now, also for those who still use it (and say so), and wait until it is gone; whether one ran.

    StoreUnavailable when it does not stop.
    """
    folder = Folder(home)
    folder.kept.unlink(missing_ok=True)
    if using := leases.users(folder):
        say(USED(commands=using))
    return leases.end(folder) or server.end_orphan(folder)


def status(home: Path) -> LocalStore | None:
    """Where it is, if it runs."""
    return leases.running_store(Folder(home))


def has_data(home: Path) -> bool:
    """Whether a store was ever started there."""
    return Folder(home).has_data()


def lives(home: Path) -> bool:
    """Whether its keeper and its server get on: then it is busy at worst, however long it takes to answer."""
    store = status(home)
    return store is not None and server.is_working(store.pid)


def password_file(home: Path) -> Path:
    """The file, for its owner's eyes only, that holds the password of the user `neo4j`."""
    return Folder(home).password


def log(home: Path) -> str:
    """The end of its logs, a line each; empty where it never ran."""
    return tail(Folder(home))


def installed(cache: Path) -> bool:
    """Whether everything that it needs was fetched."""
    return jars.complete(cache)
