"""Neo4j as a child process: its settings, its command line, its start and stop."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time

from graph.errors import StoreUnavailable
from graph.local.jars import Installation, java
from graph.local.leases import Folder

START_WITHIN = 120.0
"""Seconds in which a server must have started."""

STARTED = b" INFO  Started."

SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=256m
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
db.tx_log.rotation.retention_policy=2 files
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""

OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
HEAP_SHARE, HEAP_MOST = 4, 2048


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def configure(folder: Folder, port: int) -> None:
    """Write the server's settings."""
    (folder.root / "conf" / "neo4j.conf").write_text(SETTINGS.format(port=port), encoding="utf-8")


def _java(installation: Installation, *options: str) -> list[str]:
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    fast = ["-XX:+UseSerialGC", "-Xms256m", f"-Xmx{_heap()}m", "-Dfile.encoding=UTF-8"]
    return [java(), *fast, *opened, *options, "-cp", installation.class_path()]


def _heap() -> int:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return max(512, min(HEAP_MOST, memory // HEAP_SHARE))


def set_password(installation: Installation, folder: Folder) -> None:
    """Give the user `neo4j` the password in the folder; before the first start only. StoreUnavailable if that fails.

    The password goes through its file (`@`), so that no list of processes shows it.
    """
    command = [*_java(installation, *archives(installation)), "org.neo4j.cli.AdminTool"]
    environment = {**os.environ, "NEO4J_HOME": str(folder.root), "NEO4J_CONF": str(folder.root / "conf")}
    words = ["dbms", "set-initial-password", f"@{folder.password}"]
    done = subprocess.run([*command, *words], env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        raise StoreUnavailable(f"the local Neo4j does not take a first password: {done.stderr.strip()[-500:]}")


def archives(installation: Installation) -> list[str]:
    """The options that make Java use the class archives that are there, and ignore those that do not fit."""
    if installation.archive.exists():
        return ["-Xshare:auto", f"-XX:SharedArchiveFile={installation.archive}"]
    if installation.base_archive.exists():
        return ["-Xshare:auto", f"-XX:SharedArchiveFile={installation.base_archive}"]
    return []


def launch(installation: Installation, folder: Folder, *options: str) -> subprocess.Popen[bytes]:
    """Start the server; it is ended when this process dies."""
    main = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={folder.root}", f"--config-dir={folder.root / 'conf'}"]
    with folder.log.open("wb") as log:
        return subprocess.Popen(
            [*_java(installation, *(options or archives(installation))), *main],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder.root,
            preexec_fn=_die_with_parent,
        )


def _die_with_parent() -> None:
    """On Linux the kernel ends the server when its keeper dies; elsewhere the next start does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def ready(process: subprocess.Popen[bytes], folder: Folder, since: int) -> bool:
    """Wait until the server says in its own log, after the first `since` bytes, that it has started.

    False when it ended or took too long.
    """
    deadline = time.monotonic() + START_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(FileNotFoundError), folder.said.open("rb") as log:
            log.seek(since)
            if STARTED in log.read():
                return True
        time.sleep(0.05)
    return False


def said_so_far(folder: Folder) -> int:
    """The size of the server's own log, in bytes."""
    return folder.said.stat().st_size if folder.said.exists() else 0


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop the server cleanly; end it if it does not stop."""
    process.terminate()
    try:
        process.wait(50)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
