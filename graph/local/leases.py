"""Who uses the local Neo4j: lease files that the kernel unlocks when their holder is gone."""

import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import StoreUnavailable
from graph.machine import files, locks
from graph.saying import saying

STOP_WITHIN = 60.0
"""Seconds in which a server must have stopped."""

NO_PASSWORD = saying(
    "{password} is gone: put it back, or remove {root} with its data",
    "{password} a disparu : remettez-le, ou supprimez {root} avec ses données",
)
UNUSABLE = saying(
    "{place} cannot be used, make room in it or name another: {detail}",
    "{place} ne peut pas servir, faites-y de la place ou nommez un autre lieu : {detail}",
)
NOT_STOPPED = saying(
    "the local Neo4j did not stop within {seconds:.0f} s; see {log}",
    "le Neo4j local ne s'est pas arrêté en {seconds:.0f} s ; voyez {log}",
)


@dataclass(frozen=True)
class LocalStore:
    """Where the local Neo4j is, and who may ask it."""

    uri: str
    username: str
    password: str = field(repr=False)
    version: str
    pid: int


class Folder:
    """The files of one local Neo4j, below `PARCOURS_HOME`."""

    def __init__(self, home: Path) -> None:
        self.home = home.absolute()
        self.root = self.home / "neo4j"
        self.leases = self.root / "leases"
        self.password = self.root / "password"
        self.address = self.root / "address.json"
        self.kept = self.root / "kept"
        self.keep_seconds = self.root / "keep"
        self.port = self.root / "port"
        self.ending = self.root / "ending"
        self.own = self.root / "conf" / "own.conf"
        self.log = self.root / "logs" / "console.log"
        self.said = self.root / "logs" / "neo4j.log"

    def make(self) -> None:
        """Make the folders, and a password on the first call; both for their owner only.

        StoreUnavailable when there is data but no longer the password that opens it.
        """
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.root.mkdir(exist_ok=True, mode=0o700)
        with locked(turn(self)):
            for path in (self.leases, self.log.parent, self.root / "conf", self.root / "data", self.root / "tmp"):
                path.mkdir(exist_ok=True, mode=0o700)
            if not self.password.exists():
                if self.has_data():
                    raise StoreUnavailable(NO_PASSWORD(password=self.password, root=self.root))
                write_whole(self.password, secrets.token_hex(20))

    def has_data(self) -> bool:
        """Whether a server has ever started here."""
        return (self.root / "data" / "databases").exists()


def write_whole(path: Path, text: str | bytes, mode: int = 0o600) -> None:
    """Write a file, by default for its owner only, so that nobody ever reads half of it."""
    partial = path.with_name(f".{path.name}-{os.getpid()}")
    partial.unlink(missing_ok=True)
    partial.touch(mode=mode)
    partial.write_bytes(text.encode() if isinstance(text, str) else text)
    files.replace(partial, path)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock on this file; waits for whoever holds it."""
    with path.open("ab") as file:
        locks.hold(file.fileno())
        yield


def turn(folder: Folder) -> Path:
    """The file whose lock is held by whoever starts or stops the server, or comes to use it."""
    return folder.root / "turn.lock"


def keeping(folder: Folder) -> Path:
    """The file whose lock the keeper holds for as long as it lives; it holds the keeper's mark."""
    return folder.root / "keeper.lock"


def is_locked(path: Path) -> bool:
    """Whether a living process holds the lock on this file; two that look at once do not see each other."""
    try:
        with path.open("rb") as file:
            return locks.is_held(file.fileno())
    except FileNotFoundError:
        return False


@contextmanager
def held(folder: Folder, keep: float = 0.0) -> Iterator[None]:
    """A lease for as long as the block lasts, or the process lives, or those that it forked inside the block.

    The server is kept so many seconds longer, unless somebody comes after us and says otherwise, whatever becomes of
    them. StoreUnavailable when the home cannot be used.
    """
    owner = os.getpid()
    path = folder.leases / f"{owner}-{secrets.token_hex(4)}"
    try:
        folder.make()
        with locked(turn(folder)):
            lease = path.open("wb")
            locks.hold(lease.fileno())
            write_whole(folder.keep_seconds, str(keep))
    except OSError as error:
        raise StoreUnavailable(UNUSABLE(place="PARCOURS_HOME", detail=str(error))) from error
    try:
        yield
    finally:
        lease.close()
        if os.getpid() == owner:
            files.remove(path)


def in_use(folder: Folder) -> bool:
    """Whether anybody holds a lease, or the server is kept."""
    return folder.kept.exists() or users(folder) > 0


def seconds_kept(folder: Folder) -> float:
    """How many seconds the server is to outlive its last user, as whoever came last said."""
    try:
        return float(folder.keep_seconds.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0.0


def users(folder: Folder) -> int:
    """How many leases are held."""
    return sum(is_locked(path) for path in folder.leases.iterdir()) if folder.leases.exists() else 0


def clear(folder: Folder) -> None:
    """Take the leases of the dead away; only in one's turn, since a new lease is not locked at once."""
    for path in folder.leases.iterdir():
        if not is_locked(path):
            files.remove(path)


def running_store(folder: Folder) -> LocalStore | None:
    """What the keeper wrote down of the server that it runs; None when no keeper lives."""
    if not is_locked(keeping(folder)):
        return None
    try:
        facts = json.loads(folder.address.read_text(encoding="utf-8"))
        password = folder.password.read_text(encoding="ascii")
    except (FileNotFoundError, ValueError):
        return None
    return LocalStore(facts["uri"], facts["username"], password, facts["version"], facts["pid"])


def mark_of(path: Path) -> str:
    """What stands in the keeper's lock, or in `ending`; empty when there is none."""
    return path.read_text(encoding="ascii") if path.exists() else ""


def is_ending(folder: Folder) -> bool:
    """Whether this keeper, and not one before it, was told to stop."""
    return folder.ending.exists() and mark_of(folder.ending) == mark_of(keeping(folder))


def end(folder: Folder) -> bool:
    """Tell the keeper to stop the server, and wait until both are gone; whether there was one that could be told.

    StoreUnavailable when it does not stop.
    """
    if not is_locked(keeping(folder)):
        return False
    mark = mark_of(keeping(folder))
    try:
        write_whole(folder.ending, mark)
    except OSError:  # the disk is full; the keeper also goes when its server does
        return False
    deadline = time.monotonic() + STOP_WITHIN
    while is_locked(keeping(folder)) and mark_of(keeping(folder)) == mark:
        if time.monotonic() > deadline:
            raise StoreUnavailable(NOT_STOPPED(seconds=STOP_WITHIN, log=folder.said))
        time.sleep(0.05)
    return True
