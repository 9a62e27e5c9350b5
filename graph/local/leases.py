"""Who uses the local Neo4j: lease files that the kernel unlocks when their holder is gone."""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

STOP_WITHIN = 60.0
"""Seconds in which a server must have stopped."""


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
        self.root = home.absolute() / "neo4j"
        self.leases = self.root / "leases"
        self.password = self.root / "password"
        self.address = self.root / "address.json"
        self.kept = self.root / "kept"
        self.ending = self.root / "ending"
        self.log = self.root / "logs" / "console.log"
        self.said = self.root / "logs" / "neo4j.log"

    def make(self) -> None:
        """Make the folders, and a password on the first call; both for their owner only."""
        for path in (self.root, self.leases, self.log.parent, self.root / "conf", self.root / "data"):
            path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self.password.exists():
            new = self.root / f".password-{os.getpid()}"
            new.touch(mode=0o600)
            new.write_text(secrets.token_hex(20), encoding="ascii")
            new.replace(self.password)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock on this file; waits for whoever holds it."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def turn(folder: Folder) -> Path:
    """The file whose lock is held by whoever starts or stops the server, or comes to use it."""
    return folder.root / "turn.lock"


def keeping(folder: Folder) -> Path:
    """The file whose lock the keeper holds for as long as it lives."""
    return folder.root / "keeper.lock"


def is_locked(path: Path) -> bool:
    """Whether a living process holds the lock on this file; two that look at once do not see each other."""
    try:
        with path.open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


@contextmanager
def held(folder: Folder) -> Iterator[None]:
    """A lease for as long as the block lasts, or the process lives."""
    folder.make()
    path = folder.leases / f"{os.getpid()}-{secrets.token_hex(4)}"
    with locked(turn(folder)):
        lease = path.open("w")
        fcntl.flock(lease, fcntl.LOCK_EX)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        lease.close()


def in_use(folder: Folder) -> bool:
    """Whether anybody holds a lease, or the server is kept."""
    return folder.kept.exists() or any(is_locked(path) for path in folder.leases.iterdir())


def clear(folder: Folder) -> None:
    """Take the leases of the dead away; only in one's turn, since a new lease is not locked at once."""
    for path in folder.leases.iterdir():
        if not is_locked(path):
            path.unlink(missing_ok=True)


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


def end(folder: Folder) -> bool:
    """Tell the keeper to stop the server, and wait until both are gone; whether there was one."""
    if not is_locked(keeping(folder)):
        return False
    folder.ending.touch()
    deadline = time.monotonic() + STOP_WITHIN
    while is_locked(keeping(folder)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return True
