"""Leases, the password, the keeper's mark, and processes that are ours or not: all without a server."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import local
from graph.errors import StoreUnavailable
from graph.local import leases, server
from graph.local.leases import Folder

ROOT = Path(__file__).parents[3]

HOLDS = """
import sys
from pathlib import Path
from graph.local import leases
with leases.held(leases.Folder(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""
SLEEPS = "import time; print('here', flush=True); time.sleep(600)"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path)
    folder.make()
    return folder


@pytest.fixture
def sleeper(folder: Folder, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """A process that is noted as the server, with this on its command line."""
    command = [sys.executable, "-c", SLEEPS, request.param.format(root=folder.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        (folder.root / "server.pid").write_text(str(process.pid), encoding="ascii")
        yield process
        process.kill()


def test_data_whose_password_is_gone_gets_no_other(folder: Folder) -> None:
    (folder.root / "data" / "databases").mkdir()
    folder.password.unlink()
    with pytest.raises(StoreUnavailable, match="password is gone: put it back"):
        folder.make()


def test_what_somebody_wrote_into_settings_of_their_own_comes_last(folder: Folder) -> None:
    folder.own.write_text("server.memory.pagecache.size=1g\n", encoding="utf-8")
    server.configure(folder, 7)
    told = (folder.root / "conf" / "neo4j.conf").read_text(encoding="utf-8")
    assert "bolt.listen_address=127.0.0.1:7\n" in told and told.endswith("\nserver.memory.pagecache.size=1g\n")


def test_a_home_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match="PARCOURS_HOME"), leases.held(Folder(tmp_path / "file")):
        pass


def test_a_lease_lasts_as_long_as_its_block(folder: Folder) -> None:
    with leases.held(folder), leases.held(folder):
        assert leases.users(folder) == 2
    assert leases.users(folder) == 0


def test_the_kernel_takes_the_lease_of_a_killed_command_back(folder: Folder) -> None:
    command = [sys.executable, "-c", HOLDS, str(folder.home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout and process.stdout.readline() == "held\n"
        assert leases.users(folder) == 1
        process.send_signal(signal.SIGKILL)
    assert leases.users(folder) == 0
    leases.clear(folder)
    assert list(folder.leases.iterdir()) == []


def test_a_forked_worker_that_ends_leaves_the_lease_to_its_parent(folder: Folder) -> None:
    with leases.held(folder):
        leave = leases.held(folder)
        leave.__enter__()
        worker = os.fork()
        if worker == 0:
            leave.__exit__(None, None, None)
            os._exit(0)
        os.waitpid(worker, 0)
        assert leases.users(folder) == 2
        leave.__exit__(None, None, None)


def test_an_order_to_stop_is_for_one_keeper_only(folder: Folder) -> None:
    leases.keeping(folder).write_text("one", encoding="ascii")
    assert not leases.is_ending(folder)
    folder.ending.write_text("one", encoding="ascii")
    assert leases.is_ending(folder)
    leases.keeping(folder).write_text("the next", encoding="ascii")
    assert not leases.is_ending(folder)


@pytest.mark.parametrize("sleeper", ["--home-dir={root}"], indirect=True)
def test_a_server_without_keeper_is_ended(folder: Folder, sleeper: subprocess.Popen[str]) -> None:
    assert local.stop(folder.home) is True
    assert sleeper.wait() == -signal.SIGTERM


@pytest.mark.parametrize("sleeper", ["--home-dir={root}/elsewhere"], indirect=True)
def test_a_stranger_who_got_the_servers_number_is_left_alone(folder: Folder, sleeper: subprocess.Popen[str]) -> None:
    assert local.stop(folder.home) is False
    assert sleeper.poll() is None


def test_java_is_told_nothing_but_what_we_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Xmx1m")
    monkeypatch.setenv("LC_ALL", "POSIX")
    assert "JAVA_TOOL_OPTIONS" not in server.environment()
    assert server.environment()["LC_ALL"] == "C.UTF-8"
