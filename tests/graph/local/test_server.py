"""The local Neo4j as commands live it: started, shared, stopped, and killed in every way."""

import fcntl
import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from graph import local
from graph.address import Address
from graph.gateway import Gateway
from graph.local import keeper, server
from graph.local.leases import Folder, LocalStore, is_locked, keeping

ROOT = Path(__file__).parents[3]
SOON = 40
"""Seconds in which what must happen at once happens, however busy the machine is."""

HOLD = """
import sys
from pathlib import Path
from graph import local
from graph.address import Address
from graph.gateway import Gateway
with local.running(Path(sys.argv[1]), Path(sys.argv[2]), lambda line: None) as store:
    if len(sys.argv) > 3:
        gateway = Gateway(Address(store.uri, store.username, store.password))
        gateway.command("CREATE (:Kept {key: $key})", key=sys.argv[3])
    print(store.uri, store.pid, flush=True)
    sys.stdin.readline()
"""
"""A command that uses the server until it is told to go; given a key, it writes a node first."""

Command = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One home for all, with a space in its path."""
    path = tmp_path_factory.mktemp("a") / "home of mine"
    yield path
    local.stop(path)


@pytest.fixture
def folder(home: Path) -> Folder:
    return Folder(home)


@pytest.fixture
def command(home: Path, cache: Path) -> Iterator[Command]:
    """Start a command in a process of its own."""
    running = []

    def start(*key: str) -> subprocess.Popen[str]:
        words = [sys.executable, "-c", HOLD, str(home), str(cache), *key]
        process = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def served(process: subprocess.Popen[str]) -> tuple[str, int]:
    """Where the server of a command is, once it has one."""
    assert process.stdout is not None
    uri, pid = process.stdout.readline().split()
    return uri, int(pid)


def leave(process: subprocess.Popen[str]) -> None:
    assert process.communicate("\n", timeout=SOON)[0] == ""
    assert process.returncode == 0


def happens(what: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + SOON
    while not what():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def kept(store: LocalStore) -> list[str]:
    gateway = Gateway(Address(store.uri, store.username, store.password))
    try:
        return [key for (key,) in gateway.read("MATCH (n:Kept) RETURN n.key ORDER BY n.key")]
    finally:
        gateway.close()


def test_two_that_come_at_once_share_one_server(command, folder, home, cache):
    first, second = command(), command()
    uri, pid = served(first)
    assert served(second) == (uri, pid)
    assert len(list(folder.leases.iterdir())) == 2
    leave(first)
    time.sleep(keeper.GRACE + 1)
    assert alive(pid)
    with local.running(home, cache) as store:
        assert (store.uri, store.pid) == (uri, pid)
    leave(second)
    assert happens(lambda: not alive(pid))
    assert happens(lambda: not is_locked(keeping(folder)))
    assert not folder.address.exists()
    assert local.status(home) is None


def test_only_its_owner_may_look(folder, home):
    assert stat.S_IMODE(folder.password.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700
    password = local.password_file(home).read_text(encoding="ascii")
    assert len(password) >= 24
    assert password not in repr(LocalStore("bolt://x", "neo4j", password, "5", 1))


def test_it_outlives_its_last_user_as_long_as_whoever_came_last_said(home, cache):
    with local.running(home, cache, keep=600) as store:
        pass
    time.sleep(keeper.GRACE + 1)
    assert local.status(home) == store
    with local.running(home, cache) as again:
        assert again == store
    assert happens(lambda: not alive(store.pid))
    assert happens(lambda: local.status(home) is None)


def test_start_keeps_it_until_stop(command, home, cache):
    store = local.start(home, cache, lambda line: None)
    time.sleep(keeper.GRACE + 1)
    assert local.status(home) == store
    again = local.start(home, cache, lambda line: None)
    assert again == store
    process = command("while it is kept")
    assert served(process) == (store.uri, store.pid)
    leave(process)
    assert alive(store.pid)
    words = psutil.Process(store.pid).cmdline()
    assert not any(store.password in word for word in words)
    assert local.stop(home) is True
    assert not alive(store.pid)
    assert local.status(home) is None
    assert local.stop(home) is False


def test_whatever_is_killed_nothing_is_left_and_nothing_is_lost(command, folder, home, cache):
    killed = command("the command was killed")
    _, pid = served(killed)
    killed.kill()
    assert happens(lambda: not alive(pid))

    bereft = command("Java was killed")
    _, pid = served(bereft)
    os.kill(pid, signal.SIGKILL)
    assert happens(lambda: not is_locked(keeping(folder)))
    assert local.status(home) is None

    orphan = command("the keeper was killed")  # while `bereft`, without a server, still holds its lease
    _, pid = served(orphan)
    os.kill(psutil.Process(pid).ppid(), signal.SIGKILL)
    assert happens(lambda: not is_locked(keeping(folder)))
    assert folder.address.exists()
    assert local.status(home) is None
    with local.running(home, cache) as store:  # at once: the server of the killed keeper may not be gone yet
        assert not alive(pid)
        assert kept(store) == [
            "Java was killed", "the command was killed", "the keeper was killed", "while it is kept",
        ]  # fmt: skip
        leave(bereft)
        leave(orphan)
        assert alive(store.pid)
    assert happens(lambda: not is_locked(keeping(folder)))
    assert not alive(store.pid)
    assert list(folder.leases.iterdir()) == []


def test_files_that_were_left_behind_mislead_nobody(folder, home, cache):
    with subprocess.Popen(["sleep", "600"]) as innocent:
        try:
            facts = {"uri": "bolt://127.0.0.1:1", "username": "neo4j", "version": "5", "pid": innocent.pid}
            folder.address.write_text(json.dumps(facts), encoding="utf-8")
            (folder.root / "server.pid").write_text(str(innocent.pid), encoding="ascii")
            (folder.leases / "1-dead").touch()
            folder.ending.touch()
            keeping(folder).touch()
            assert local.status(home) is None
            assert local.stop(home) is False
            with local.running(home, cache) as store:
                assert store.pid != innocent.pid
                assert kept(store)
            assert happens(lambda: not is_locked(keeping(folder)))
            assert innocent.poll() is None
            assert list(folder.leases.iterdir()) == []
        finally:
            innocent.kill()


def test_nonsense_in_the_files_is_no_server(folder, home):
    folder.address.write_text("{", encoding="utf-8")
    (folder.root / "server.pid").write_text("not a number", encoding="ascii")
    with keeping(folder).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert local.status(home) is None
    folder.address.unlink()
    assert server.end_orphan(folder) is False


def test_who_looks_is_not_taken_for_a_keeper(folder):
    with keeping(folder).open() as looking:
        fcntl.flock(looking, fcntl.LOCK_SH)
        assert not is_locked(keeping(folder))
        leaves = threading.Timer(0.2, lambda: fcntl.flock(looking, fcntl.LOCK_UN))
        leaves.start()
        with keeping(folder).open("a") as mine:
            assert keeper._alone(mine)
            assert is_locked(keeping(folder))
        leaves.join()
    assert not is_locked(keeping(folder))
