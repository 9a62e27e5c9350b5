"""The keeper: a process of its own that runs the server while somebody uses it.

`python -m graph.local.keeper HOME INSTALLATION`
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from graph.errors import StoreUnavailable
from graph.local import jars, server
from graph.local.leases import Folder, clear, in_use, is_ending, keeping, locked, seconds_kept, turn, write_whole
from graph.machine import files, locks
from graph.saying import saying

LOOK_EVERY = 0.25
GRACE = 1.0
"""Seconds without any lease before which no server is stopped: the next command often follows at once."""

TRIES = 20
"""How often, every twentieth of a second, the keeper tries to be the only one."""

PORTS = 3
"""How many ports are tried, should somebody take one in between."""

HELD = saying(
    "another keeper holds this folder, and its server does not answer",
    "un autre gardien tient ce dossier, et son serveur ne répond pas",
)


def main(home: Path, installation: Path) -> int:
    """Run the server until nobody uses it; 1 when it does not start. StoreUnavailable when it cannot even be tried."""
    folder = Folder(home)
    with keeping(folder).open("a", encoding="ascii") as mine:
        if not _alone(mine):
            raise StoreUnavailable(HELD())
        mine.truncate(0)
        mine.write(secrets.token_hex(8))
        mine.flush()
        files.remove(folder.address)
        process = _start(jars.Installation(installation), folder)
        if process is None:
            return 1
        try:
            _keep(folder, process)
        finally:
            files.remove(folder.address)
            server.end(process)
    return 0


def _alone(lock: IO[str]) -> bool:
    """Take the keeper's lock. Whoever looks whether a keeper lives holds it for an instant, so one try is too few."""
    for _ in range(TRIES):
        if locks.try_to_hold(lock.fileno()):
            return True
        time.sleep(0.05)
    return False


def _start(installation: jars.Installation, folder: Folder) -> subprocess.Popen[bytes] | None:
    server.end_orphan(folder)
    _empty(folder.root / "tmp")
    if not folder.has_data():
        server.set_password(installation, folder)
    for attempt in range(PORTS):
        port = server.free_port(None if attempt else folder.port)  # the same again: who serves it finds it by itself
        server.configure(folder, port)
        since = server.said_so_far(folder)
        process = server.launch(installation, folder)
        if server.ready(process, folder, since):
            _announce(folder, port, process.pid)
            return process
        server.end(process)
        if not server.is_taken(port):
            break
    return None


def _announce(folder: Folder, port: int, pid: int) -> None:
    folder.port.write_text(str(port), encoding="ascii")
    facts = {"uri": f"bolt://127.0.0.1:{port}", "username": "neo4j", "version": jars.VERSION, "pid": pid}
    write_whole(folder.address, json.dumps(facts))


def _empty(temporary: Path) -> None:
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(exist_ok=True, mode=0o700)


def _keep(folder: Folder, process: subprocess.Popen[bytes]) -> None:
    """Stay while the server lives and somebody uses it."""
    unused_since: float | None = None
    while process.poll() is None and not is_ending(folder):
        time.sleep(LOOK_EVERY)
        if in_use(folder):
            unused_since = None
            continue
        unused_since = unused_since or time.monotonic()
        if time.monotonic() - unused_since >= max(GRACE, seconds_kept(folder)) and _stop_unused(folder, process):
            return


def _stop_unused(folder: Folder, process: subprocess.Popen[bytes]) -> bool:
    """Stop the server while nobody can come to use it; False when somebody just did."""
    with locked(turn(folder)):
        if in_use(folder):
            return False
        clear(folder)
        files.remove(folder.address)
        server.end(process)
        return True


if __name__ == "__main__":
    os.umask(0o077)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
    except StoreUnavailable as error:
        sys.exit(str(error))
