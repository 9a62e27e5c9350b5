"""The server's jars: fetched once by a lock of their hashes, checked, kept under `PARCOURS_CACHE`."""

import hashlib
import importlib.resources
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreUnavailable
from graph.local.java import java, version
from graph.local.leases import UNUSABLE, locked, write_whole
from graph.machine import files
from graph.saying import Saying, saying

VERSION = "5.26.20"
LOCK = importlib.resources.files("graph.local") / "neo4j.lock"
AT_ONCE = 12
READABLE, SEARCHABLE = 0o644, 0o755
"""The modes of what several users may share: all read it, one writes it."""

TRIES = 3
CHECKED = "complete"
"""The file that says in what state the jars were when their hashes were checked."""

Say = Callable[[Saying], None]

NO_PATH = saying(
    "Java takes no '{sign}' in a path: name another PARCOURS_CACHE than {cache}",
    "Java n'accepte pas '{sign}' dans un chemin : nommez un autre PARCOURS_CACHE que {cache}",
)
FETCHING = saying(
    "Fetching Neo4j {version} (Community), once: {n} of {of} files; all of them are 130 MB.",
    "Téléchargement de Neo4j {version} (Community), une fois pour toutes : {n} fichiers sur {of} ; 130 Mo en tout.",
)
FETCHED = saying("  {n} of {of} files", "  {n} fichiers sur {of}")
ANOTHER_JAR = saying(
    "{jar} is not what the lock says: its SHA-256 differs", "{jar} n'est pas le fichier attendu : son SHA-256 diffère"
)
NOT_FETCHED = saying(
    "{jar} cannot be fetched ({detail}): the first start needs the network; what is there already stays, try again",
    "{jar} n'a pas pu être téléchargé ({detail}) : le premier démarrage a besoin du réseau ; ce qui est déjà là reste,"
    " réessayez",
)


@dataclass(frozen=True)
class Jar:
    """One jar of the lock: its Maven coordinates and the SHA-256 that it must have."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def name(self) -> str:
        """The file's name in the cache."""
        tail = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{tail}.jar"


@dataclass(frozen=True)
class Installation:
    """A complete server in the cache: its jars and, once made, Java's class archives."""

    root: Path

    @property
    def jars(self) -> Path:
        """The folder of all jars."""
        return self.root / "jars"

    @property
    def base_archive(self) -> Path:
        """Java's own classes, laid out for a fast start."""
        return self.root / f"java-{version()}.jsa"

    @property
    def archive(self) -> Path:
        """The server's classes, on top of Java's; another Java would not take it, and gets its own."""
        return self.root / f"neo4j-on-java-{version()}.jsa"

    @property
    def no_archive(self) -> Path:
        """Why the archives could not be made, so that not every start tries again."""
        return self.archive.with_suffix(".failed")

    def is_ours_alone(self) -> bool:
        """Whether nobody but us, and root, can change it: an archive is code that nothing is checked by."""
        return _is_ours_alone(self.root)

    def unprepared(self) -> bool:
        """Whether the archives are yet to be made; in a cache that others write to there are none."""
        return self.is_ours_alone() and not self.archive.exists() and not self.no_archive.exists()

    def class_path(self) -> str:
        """All jars in a fixed order: an archive holds for the class path that it was made with."""
        return os.pathsep.join(str(self.jars / jar.name) for jar in locked_jars())


def locked_jars() -> list[Jar]:
    """The jars that the lock names."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    return [_jar(*line.split()) for line in lines if line and not line.startswith("#")]


def _jar(coordinates: str, sha256: str) -> Jar:
    group, artifact, version, classifier = coordinates.split(":")
    return Jar(group, artifact, version, classifier, sha256)


def complete(cache: Path) -> bool:
    """Whether every jar of the lock is there, and none was touched since its hash was checked.

    Where others could have touched one, and what was noted of it, they are all hashed again.
    """
    root = _root(cache)
    try:
        if not _is_ours_alone(root):
            return all(_whole(root / "jars" / jar.name, jar) for jar in locked_jars())
        return (root / CHECKED).read_text(encoding="utf-8") == _state(root)
    except OSError:
        return False


def install(cache: Path, say: Say) -> Installation:
    """The installation in this cache, fetched first if need be.

    Whoever comes second waits for the first. StoreUnavailable when a jar cannot be had, or the cache cannot be used, or
    there is no Java.
    """
    java()
    installation = Installation(_root(cache))
    if os.pathsep in str(installation.root):
        raise StoreUnavailable(NO_PATH(sign=os.pathsep, cache=cache))
    if complete(cache):
        return installation
    try:
        installation.jars.mkdir(parents=True, exist_ok=True)
        for folder in (installation.root, installation.jars):
            with suppress(PermissionError):  # another user's, who shares it
                folder.chmod(SEARCHABLE)
        with locked(installation.root / "fetch.lock"):
            if not complete(cache):
                _fetch_all(installation, say)
                write_whole(installation.root / CHECKED, _state(installation.root), mode=READABLE)
    except OSError as error:
        raise StoreUnavailable(UNUSABLE(place="PARCOURS_CACHE", detail=str(error))) from error
    return installation


def doubt(installation: Installation) -> None:
    """Have every jar checked before the next start: one may have gone bad since it was fetched."""
    with suppress(PermissionError):  # another user's, which is hashed before each start anyway
        files.remove(installation.root / CHECKED)


def _root(cache: Path) -> Path:
    return cache.absolute() / f"neo4j-{VERSION}"


def _is_ours_alone(root: Path) -> bool:
    """Whether nobody but us, and root, can change what lies in the cache."""
    jars = Installation(root).jars
    there = (root.parent, root, jars, *(jars / jar.name for jar in locked_jars()))
    return files.are_ours_alone(there)


def _state(root: Path) -> str:
    """Hash, size and time of change of each jar: hashing them all again would take a tenth of the start."""
    jars = Installation(root).jars
    seen = [(jar.sha256, (at := (jars / jar.name).stat()).st_size, at.st_mtime_ns) for jar in locked_jars()]
    return json.dumps(seen)


def _fetch_all(installation: Installation, say: Say) -> None:
    wanted = [jar for jar in locked_jars() if not _whole(installation.jars / jar.name, jar)]
    if not wanted:
        return
    total = len(locked_jars())
    say(FETCHING(version=VERSION, n=len(wanted), of=total))
    with _scratch(installation.root) as scratch, ThreadPoolExecutor(AT_ONCE) as pool:
        jobs = [pool.submit(_fetch, jar, installation.jars, scratch) for jar in wanted]
        try:
            for done, job in enumerate(as_completed(jobs), 1):
                job.result()
                if done % 40 == 0 or done == len(jobs):
                    say(FETCHED(n=total - len(jobs) + done, of=total))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _scratch(root: Path) -> Iterator[Path]:
    scratch = root / "repository"
    scratch.mkdir(exist_ok=True)
    yield scratch
    shutil.rmtree(scratch, ignore_errors=True)


def _fetch(jar: Jar, into: Path, scratch: Path) -> None:
    from jgo.maven import MavenContext  # slow to import, and only ever needed once

    component = MavenContext(repo_cache=scratch, timeout=60).project(jar.group, jar.artifact).at_version(jar.version)
    artifact = component.artifact(classifier=jar.classifier, packaging="jar")
    for attempt in range(1, TRIES + 1):
        try:
            found = artifact.resolve()
            if not _whole(found, jar):
                found.unlink(missing_ok=True)
                raise StoreUnavailable(ANOTHER_JAR(jar=jar.name))
            found.chmod(READABLE)
            found.replace(into / jar.name)
        except Exception as error:
            if attempt < TRIES:
                time.sleep(attempt)
            else:
                raise StoreUnavailable(NOT_FETCHED(jar=jar.name, detail=str(error))) from error
        else:
            return


def _whole(path: Path, jar: Jar) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256
    except FileNotFoundError:
        return False
