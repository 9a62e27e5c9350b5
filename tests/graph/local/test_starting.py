"""Starts under hardship: an odd home, a broken class archive, a taken port, a server that cannot start."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import local
from graph.address import Address
from graph.errors import StoreUnavailable
from graph.gateway import Gateway
from graph.local import archive, jars, keeper, leases, server
from graph.local.leases import Folder, LocalStore
from graph.presence import greets
from graph.saying import Saying

ROOT = Path(__file__).parents[3]

USES = """
import sys
from pathlib import Path
from graph import local
with local.running(Path(sys.argv[1]), Path(sys.argv[2]), print) as store:
    print(store.uri, flush=True)
    sys.stdin.read()
"""


def silent(line: Saying) -> None:
    pass


@pytest.fixture(scope="module")
def broken_cache(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All jars, and a class archive that is none."""
    whole = jars.install(cache, silent)
    broken = jars.Installation(tmp_path_factory.mktemp("cache") / whole.root.name)
    broken.root.mkdir()
    (broken.root / "jars").symlink_to(whole.jars)
    shutil.copy2(whole.root / jars.CHECKED, broken.root)
    broken.archive.write_bytes(b"no archive")
    return broken.root.parent


@pytest.fixture(scope="module")
def odd_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("homes") / "chez Zoé d'été"


@pytest.fixture(scope="module")
def store(odd_home: Path, broken_cache: Path) -> Iterator[LocalStore]:
    """Started from a plain C locale, by a relative path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", "POSIX")
        patch.setenv("JAVA_TOOL_OPTIONS", "-Xmx1m")
        patch.chdir(odd_home.parent)
        started = local.start(Path(odd_home.name), broken_cache, silent)
    yield started
    local.stop(odd_home)


def test_an_odd_home_and_a_broken_archive_do_not_matter(store: LocalStore, odd_home: Path) -> None:
    assert local.status(odd_home) == store
    assert greets(store.uri)
    assert not greets("bolt://127.0.0.1:1")


def test_what_the_archive_is_laid_out_with_can_be_asked(store: LocalStore) -> None:
    address = Address(store.uri, store.username, store.password)
    archive.exercise(address)
    gateway = Gateway(address)
    assert gateway.read("MATCH (s:Step) RETURN count(*)") == [[1]]
    gateway.close()


def test_ctrl_c_ends_the_command_and_not_the_server(store: LocalStore, odd_home: Path, broken_cache: Path) -> None:
    command = [sys.executable, "-c", USES, str(odd_home), str(broken_cache)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=ROOT, start_new_session=True
    ) as process:
        assert process.stdout and process.stdout.readline().strip() == store.uri
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the command and all that it started
        process.communicate()
    assert greets(store.uri)


def test_stop_says_who_else_uses_it(store: LocalStore, odd_home: Path) -> None:
    said: list[Saying] = []
    with leases.held(Folder(odd_home)):
        assert local.stop(odd_home, said.append) is True
    assert [*map(str, said)] == ["Other commands still use it: 1. They lose it."]
    assert not greets(store.uri)


@pytest.mark.parametrize(("taken", "tries"), [(True, keeper.PORTS), (False, 1)])
def test_another_port_is_tried_only_if_somebody_took_the_first(
    taken: bool, tries: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path)
    folder.make()
    (folder.root / "data" / "databases").mkdir()
    tried: list[int] = []

    def launch(installation: jars.Installation, folder: Folder) -> subprocess.Popen[bytes]:
        tried.append(1)
        return subprocess.Popen(["/bin/false"])

    monkeypatch.setattr(server, "launch", launch)
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        taken_port = somebody.getsockname()[1]
        free_port = server.free_port()
        monkeypatch.setattr(server, "free_port", lambda last=None: taken_port if taken else free_port)
        assert keeper._start(jars.Installation(tmp_path), folder) is None
    assert len(tried) == tries


def test_a_server_that_cannot_start_says_why(odd_home: Path, cache: Path) -> None:
    data = odd_home / "neo4j" / "data"
    shutil.rmtree(data)
    data.mkdir()
    (data / "databases").touch()
    with pytest.raises(StoreUnavailable, match=r"does not start; the end of (?s:.*)FileAlreadyExists|Not a directory"):
        local.start(odd_home, cache, silent)
    assert local.status(odd_home) is None


def test_an_archive_that_cannot_be_made_is_told_once(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installation = jars.Installation(tmp_path)
    monkeypatch.setattr(archive, "java", lambda: "/bin/false")
    said: list[Saying] = []
    archive.prepare(installation, said.append)
    archive.prepare(installation, said.append)
    assert [str(line).split(",")[0] for line in said] == [
        "Preparing Java for fast starts",
        "Java could not be prepared for fast starts",
    ]
    assert not installation.unprepared()
    assert not list(tmp_path.glob("trial-*"))
