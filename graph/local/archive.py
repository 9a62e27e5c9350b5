"""Java's class archives: laid out once per cache and Java, they halve the start. No start ever depends on them."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from graph import schema
from graph.address import Address
from graph.derive import upkeep
from graph.derive.moved import Moved
from graph.errors import ParcoursError, StoreUnavailable
from graph.gateway import Gateway
from graph.local import server
from graph.local.jars import Installation
from graph.local.java import java, jcmd
from graph.local.leases import Folder, locked
from graph.saying import Saying, saying

Say = Callable[[Saying], None]

PREPARING = saying(
    "Preparing Java for fast starts, once; this takes about as long as three starts.",
    "Préparation de Java à des démarrages rapides, une fois pour toutes ; cela dure autant que trois démarrages.",
)
NOT_PREPARED = saying(
    "Java could not be prepared for fast starts, so the local Neo4j starts more slowly: {error}",
    "Java n'a pas pu être préparé à des démarrages rapides, donc le Neo4j local démarre plus lentement : {error}",
)
JAVAS = saying("  Java's own classes are laid out", "  les classes de Java sont en place")
SERVERS = saying("  the server's are laid out", "  celles du serveur sont en place")
LOADED = saying("  the server's are loaded", "  celles du serveur sont chargées")
NO_SERVER = saying(
    "the server that was to load the classes did not start", "le serveur qui devait charger les classes n'a pas démarré"
)


def prepare(installation: Installation, say: Say) -> None:
    """Lay the archives out, unless they are there or could not be made before; says so, and never fails."""
    try:
        with locked(installation.root / "archive.lock"):
            if installation.unprepared():
                say(PREPARING())
                _lay_out(installation, say)
    except (OSError, subprocess.SubprocessError, ParcoursError) as error:
        say(NOT_PREPARED(error=error.said if isinstance(error, ParcoursError) else str(error)))
        with contextlib.suppress(OSError):
            installation.no_archive.write_text(f"{error}\nRemove this file to try again.\n", encoding="utf-8")


def _lay_out(installation: Installation, say: Say) -> None:
    for left_by_a_killed_one in installation.root.glob("trial-*"):
        shutil.rmtree(left_by_a_killed_one, ignore_errors=True)
    trial = Folder(installation.root / f"trial-{os.getpid()}")
    trial.make()
    try:
        _base(installation, trial.root / "java.jsa")
        say(JAVAS())
        _server(installation, trial, trial.root / "neo4j.jsa", say)
        say(SERVERS())
    finally:
        shutil.rmtree(trial.home, ignore_errors=True)


def _base(installation: Installation, partial: Path) -> None:
    """Java's own classes: the runtime comes without their archive, and the server's is laid on top of it."""
    _run(java(), "-Xshare:dump", "-XX:+UseSerialGC", f"-XX:SharedArchiveFile={partial}")
    partial.replace(installation.base_archive)


def _run(*words: str) -> None:
    subprocess.run(words, capture_output=True, check=True, env=server.environment(), timeout=server.START_WITHIN)


def _server(installation: Installation, trial: Folder, partial: Path, say: Say) -> None:
    """Run a server with data of its own, and have Java lay out the classes that it has loaded by then."""
    server.set_password(installation, trial)
    port = server.free_port()
    server.configure(trial, port)
    options = (f"-XX:SharedArchiveFile={installation.base_archive}", "-XX:+RecordDynamicDumpInfo")
    process = server.launch(installation, trial, *options)
    try:
        if not server.ready(process, trial, 0):
            raise StoreUnavailable(NO_SERVER())
        exercise(Address(f"bolt://127.0.0.1:{port}", "neo4j", trial.password.read_text(encoding="ascii")))
        say(LOADED())
        _run(jcmd(), str(process.pid), "VM.cds", "dynamic_dump", str(partial))
    finally:
        process.kill()
        process.wait()
    partial.replace(installation.archive)


def exercise(address: Address) -> None:
    """Ask an empty store for what commands ask for, so that the classes which plan and run statements are kept too."""
    gateway = Gateway(address)
    try:
        schema.prepare(gateway)
        with gateway.writing() as work:
            work.run(
                "CREATE (:Journey {key: 'j'})-[:HAS_PHASE]->(:Phase {key: 'j/p'})-[:HAS_STEP]->(:Step {key: 'j/s'})"
            )
            upkeep.everything(work, "trial", lambda what, done, of: None, Moved())
    finally:
        gateway.close()
