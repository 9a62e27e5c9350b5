"""Coming to use the server: share the one that runs, or have a keeper start one."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from graph.errors import StoreUnavailable
from graph.local import jars, server
from graph.local.jars import Installation
from graph.local.leases import Folder, LocalStore, is_ending, is_locked, keeping, locked, running_store, turn
from graph.machine import files, processes
from graph.presence import greets
from graph.saying import Saying, saying

TOLD_TO_STOP = saying(
    "the local Neo4j was told to stop while it was starting: start it again",
    "le Neo4j local a reçu l'ordre de s'arrêter pendant son démarrage : redémarrez-le",
)
NO_START = saying(
    "the local Neo4j does not start; the end of {log}:\n{tail}",
    "le Neo4j local ne démarre pas ; la fin de {log} :\n{tail}",
)


class Keeper(subprocess.Popen[bytes]):
    """A keeper outlives the call that started it, and often the command: to leave it running is no oversight."""

    def __del__(self) -> None:
        """Not warn of it."""


KEEPERS: list[Keeper] = []
"""Those that this process started, so that the ended ones leave no zombies behind."""

TAIL = 15
"""Lines of the server's log that an error shows."""


def share(folder: Folder, installation: Installation, say: Callable[[Saying], None]) -> LocalStore:
    """The server that runs, or one that is started now; the caller holds a lease, so that it is not stopped meanwhile.

    Whoever comes second waits for the first. StoreUnavailable, with the end of the logs, when it does not start.
    """
    with locked(turn(folder)):
        store = _shared(folder)
        if store is not None:
            return store
        if installation.unprepared():
            from graph.local import archive  # needs all that asks the store; the keeper imports this file and does not

            archive.prepare(installation, say)
        return _start(folder, installation)


def _shared(folder: Folder) -> LocalStore | None:
    """The server that runs or is being started; one that is being stopped is waited for, and is none."""
    deadline = time.monotonic() + server.START_WITHIN
    while is_locked(keeping(folder)) and time.monotonic() < deadline:
        store = running_store(folder)
        if store is not None and not is_ending(folder) and greets(store.uri):
            return store
        time.sleep(0.05)
    return None


def _start(folder: Folder, installation: Installation) -> LocalStore:
    KEEPERS[:] = [keeper for keeper in KEEPERS if keeper.poll() is None]
    files.remove(folder.address)  # a killed keeper's, which the new one may be taken for
    with (folder.root / "logs" / "keeper.log").open("wb") as log:
        keeper = Keeper(
            [sys.executable, "-m", "graph.local.keeper", str(folder.root.parent), str(installation.root)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=Path(__file__).parents[2],
            **processes.APART,
        )
    KEEPERS.append(keeper)
    while keeper.poll() is None:
        store = running_store(folder)
        if store is not None:
            return store
        time.sleep(0.05)
    if keeper.returncode == 0:
        raise StoreUnavailable(TOLD_TO_STOP())
    jars.doubt(installation)
    raise StoreUnavailable(NO_START(log=folder.log, tail=tail(folder)))


def tail(folder: Folder) -> str:
    """The last that the keeper and the server wrote into their logs, and the last that went wrong."""
    lines: list[str] = []
    for path in (folder.root / "logs" / "keeper.log", folder.log, folder.said):
        lines += _lines(path)[-TAIL:]
    lines += [line for line in _lines(folder.root / "logs" / "debug.log") if " ERROR " in line][-TAIL:]
    return "\n".join(f"  {line}" for line in lines)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
