"""Locks on open files, as this system has them; `tests/windows` runs this again with those of Windows."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from graph.machine import locks
from tests.conftest import ROOT

HOLDS = """
import sys
from graph.machine import locks
file = open(sys.argv[1], "ab")
locks.hold(file.fileno())
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_text("what stands in it", encoding="ascii")
    return path


def held(path: Path) -> bool:
    with path.open("rb") as file:
        return locks.is_held(file.fileno())


def test_one_holds_it_and_whoever_looks_sees_that(path):
    assert not held(path)
    with path.open("ab") as mine, path.open("ab") as other:
        assert locks.try_to_hold(mine.fileno())
        assert not locks.try_to_hold(other.fileno())
        assert held(path)
    assert not held(path)


def test_what_is_held_can_be_read_and_written(path):
    with path.open("ab") as mine:
        locks.hold(mine.fileno())
        mine.write(b", and more")
        mine.flush()
        assert path.read_text(encoding="ascii") == "what stands in it, and more"


def test_those_who_look_leave_it_as_it_was(path):
    with path.open("rb") as one, path.open("rb") as other, path.open("ab") as mine:
        for looking in (one, other):
            assert not locks.is_held(looking.fileno())
            assert looking.tell() == 0
        assert locks.try_to_hold(mine.fileno())


def test_whoever_waits_comes_next(path):
    came = threading.Event()

    def wait() -> None:
        with path.open("ab") as file:
            locks.hold(file.fileno())
            came.set()

    with path.open("ab") as mine:
        locks.hold(mine.fileno())
        waiting = threading.Thread(target=wait)
        waiting.start()
        assert not came.wait(0.2)
    assert came.wait(60)
    waiting.join()


def test_the_system_takes_the_lock_of_a_killed_process_back(path):
    words = [sys.executable, "-c", HOLDS, str(path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout and process.stdout.readline() == "held\n"
        assert held(path)
        process.kill()
    assert not held(path)
