"""Neo4j as a child process: its settings, its command line, its start and stop."""

import contextlib
import os
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import StoreUnavailable
from graph.local.jars import Installation
from graph.local.java import java
from graph.local.leases import Folder, write_whole
from graph.machine import processes
from graph.machine.sockets import ALONE
from graph.saying import saying

if TYPE_CHECKING:
    import psutil

END_WITHIN = 50.0
"""Seconds in which a server that was told to stop must be gone; then it is killed."""

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

JAVA_READS = ("CLASSPATH", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
"""Variables that would change this Java too, whatever they were set for."""

NO_FIRST_PASSWORD = saying(
    "the local Neo4j does not take a first password: {detail}",
    "le Neo4j local n'accepte pas de premier mot de passe : {detail}",
)


def environment() -> dict[str, str]:
    """The surroundings of our Java. In the plain C locale it could not open a path with an accent."""
    return {name: value for name, value in os.environ.items() if name not in JAVA_READS} | {"LC_ALL": "C.UTF-8"}


def is_taken(port: int) -> bool:
    """Whether somebody else has this port."""
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, ALONE, 1)
        try:
            sock.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def free_port(last: Path | None = None) -> int:
    """A loopback port that nobody listens on at this moment: the one that `last` remembers, if it is free."""
    with contextlib.suppress(OSError, ValueError):
        if last and not is_taken(int(last.read_text(encoding="ascii"))):
            return int(last.read_text(encoding="ascii"))
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def configure(folder: Folder, port: int) -> None:
    """Write the server's settings, and below them what somebody wrote into `own.conf` beside."""
    own = folder.own.read_text(encoding="utf-8") if folder.own.exists() else ""
    (folder.root / "conf" / "neo4j.conf").write_text(SETTINGS.format(port=port) + own, encoding="utf-8")


def java_command(installation: Installation, folder: Folder, *options: str) -> list[str]:
    """Java with what every Neo4j needs, and all that it may load."""
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    fast = ["-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xms256m", f"-Xmx{_heap()}m", "-Dfile.encoding=UTF-8"]
    return [java(), *fast, *opened, *options, f"@{_loaded(installation, folder)}"]


def _loaded(installation: Installation, folder: Folder) -> Path:
    """The file that names all jars to Java: a command of Windows has no room for them."""
    file = folder.root / "conf" / "class-path"
    path = installation.class_path().replace("\\", r"\\").replace('"', r"\"")
    write_whole(file, processes.encoded(f'-cp "{path}"\n'))
    return file


def _heap() -> int:
    import psutil

    memory = psutil.virtual_memory().total // 2**20
    return max(512, min(HEAP_MOST, memory // HEAP_SHARE))


def set_password(installation: Installation, folder: Folder) -> None:
    """Give the user `neo4j` the password in the folder; before the first start only. StoreUnavailable if that fails.

    The password goes through its file (`@`), so that no list of processes shows it.
    """
    command = [*java_command(installation, folder, *archives(installation)), "org.neo4j.cli.AdminTool"]
    surroundings = {**environment(), "NEO4J_HOME": str(folder.root), "NEO4J_CONF": str(folder.root / "conf")}
    words = ["dbms", "set-initial-password", f"@{folder.password}"]
    done = subprocess.run([*command, *words], env=surroundings, check=False, capture_output=True)
    if done.returncode:
        raise StoreUnavailable(NO_FIRST_PASSWORD(detail=done.stderr.decode(errors="replace").strip()[-500:]))


def archives(installation: Installation) -> list[str]:
    """The options that make Java use the class archives that are there, and ignore those that do not fit."""
    if not installation.is_ours_alone():
        return []
    if installation.archive.exists():
        return ["-Xshare:auto", f"-XX:SharedArchiveFile={installation.archive}"]
    if installation.base_archive.exists():
        return ["-Xshare:auto", f"-XX:SharedArchiveFile={installation.base_archive}"]
    return []


def launch(installation: Installation, folder: Folder, *options: str) -> subprocess.Popen[bytes]:
    """Start the server; it is ended when this process dies, or by the next start."""
    temporary = [f"-Djava.io.tmpdir={folder.root / 'tmp'}", f"-Djna.tmpdir={folder.root / 'tmp'}"]
    main = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={folder.root}", f"--config-dir={folder.root / 'conf'}"]
    with folder.log.open("wb") as log:
        process = subprocess.Popen(
            [*java_command(installation, folder, *temporary, *(options or archives(installation))), *main],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder.root,
            env=environment(),
            **processes.ending_with_us(),
        )
    write_whole(_pid_file(folder), str(process.pid))
    return process


def ready(process: subprocess.Popen[bytes], folder: Folder, since: int) -> bool:
    """Wait until the server says in its own log, after the first `since` bytes, that it has started.

    False when it ended or took too long.
    """
    deadline = time.monotonic() + START_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(FileNotFoundError), folder.said.open("rb") as log:
            log.seek(since if since <= folder.said.stat().st_size else 0)  # it may just have been rotated
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
        process.wait(END_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end_orphan(folder: Folder) -> bool:
    """End a server of ours that outlived its keeper, and wait for it; whether there was one.

    Its command line tells it from a stranger who got its number later: that one is left alone.
    """
    if not _pid_file(folder).exists():
        return False
    import psutil

    try:
        process = psutil.Process(int(_pid_file(folder).read_text(encoding="ascii")))
        if f"--home-dir={folder.root}" not in process.cmdline():
            return False
        _end_other(process)
    except (ValueError, psutil.Error):
        return False
    return True


def is_working(pid: int) -> bool:
    """Whether this process is there and neither stopped nor dead: however slow, it gets on."""
    import psutil

    try:
        return psutil.Process(pid).status() not in ("stopped", "tracing-stop", "zombie", "dead")
    except psutil.Error:
        return False


def _pid_file(folder: Folder) -> Path:
    return folder.root / "server.pid"


def _end_other(process: "psutil.Process") -> None:
    """End a process that is not our child; where nobody reaps it, a zombie stays, and that is gone enough."""
    process.terminate()
    deadline = time.monotonic() + END_WITHIN
    while process.is_running() and process.status() != "zombie":
        if time.monotonic() > deadline:
            process.kill()
        time.sleep(0.05)
