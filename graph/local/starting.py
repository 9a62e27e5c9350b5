"""Coming to use the server: share the one that runs, or have a keeper start one."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from graph import schema
from graph.derive import store
from graph.errors import StoreUnavailable
from graph.gateway import Address, Gateway
from graph.local import jars, server
from graph.local.jars import Installation
from graph.local.leases import Folder, LocalStore, is_locked, keeping, locked, running_store, turn

KEEPERS: list[subprocess.Popen[bytes]] = []
"""Keepers outlive the call that started them, and often the command: nobody waits for them."""

TAIL = 15
"""Lines of the server's log that an error shows."""


def share(folder: Folder, installation: Installation, say: Callable[[str], None]) -> LocalStore:
    """The server that runs, or one that is started now; the caller holds a lease, so that it is not stopped meanwhile.

    Whoever comes second waits for the first. StoreUnavailable, with the end of the logs, when it does not start.
    """
    with locked(turn(folder)):
        store = _shared(folder)
        if store is not None:
            return store
        if not installation.archive.exists():
            with locked(installation.root / "archive.lock"):
                _archive(folder, installation, say)
        return _start(folder, installation)


def _shared(folder: Folder) -> LocalStore | None:
    """The server that runs or is being started; one that is being stopped is waited for, and is none."""
    deadline = time.monotonic() + server.START_WITHIN
    while is_locked(keeping(folder)) and time.monotonic() < deadline:
        store = running_store(folder)
        if store is not None and not folder.ending.exists():
            return store
        time.sleep(0.05)
    return None


def _start(folder: Folder, installation: Installation) -> LocalStore:
    folder.address.unlink(missing_ok=True)  # a killed keeper's, which the new one may be taken for
    with (folder.root / "logs" / "keeper.log").open("wb") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "graph.local.keeper", str(folder.root.parent), str(installation.root)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=Path(__file__).parents[2],
        )
    KEEPERS.append(keeper)
    while keeper.poll() is None:
        store = running_store(folder)
        if store is not None:
            return store
        time.sleep(0.05)
    jars.doubt(installation)
    raise StoreUnavailable(f"the local Neo4j does not start; the end of {folder.log}:\n{_tail(folder)}")


def _tail(folder: Folder) -> str:
    lines: list[str] = []
    for path in (folder.root / "logs" / "keeper.log", folder.log, folder.said):
        if path.exists():
            lines += path.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL:]
    return "\n".join(f"  {line}" for line in lines)


def _archive(folder: Folder, installation: Installation, say: Callable[[str], None]) -> None:
    """Run a server with data of its own, once, so that Java keeps the classes that it loads until it stops."""
    if installation.archive.exists():
        return
    say("Preparing Java for a fast start, once.")
    jars.archive_base(installation)
    trial = Folder(folder.root / f"trial-{os.getpid()}")
    trial.make()
    server.set_password(installation, trial)
    port = server.free_port()
    server.configure(trial, port)
    partial = installation.archive.with_suffix(f".{os.getpid()}")
    options = (f"-XX:SharedArchiveFile={installation.base_archive}", f"-XX:ArchiveClassesAtExit={partial}")
    process = server.launch(installation, trial, *options)
    if server.ready(process, trial, 0):
        _exercise(Address(f"bolt://127.0.0.1:{port}", "neo4j", trial.password.read_text(encoding="ascii")))
    server.end(process)
    if partial.exists():
        partial.replace(installation.archive)
    shutil.rmtree(trial.root.parent, ignore_errors=True)


def _exercise(address: Address) -> None:
    """Ask for what commands ask for, so that the classes which plan and run statements are kept too."""
    gateway = Gateway(address)
    try:
        schema.prepare(gateway)
        with gateway.writing() as work:
            work.run(
                "CREATE (:Journey {key: 'j'})-[:HAS_PHASE]->(:Phase {key: 'j/p'})-[:HAS_STEP]->(:Step {key: 'j/s'})"
            )
            store.everything(work, "trial", lambda what, done, of: None, store.Moved())
    finally:
        gateway.close()
