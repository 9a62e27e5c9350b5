"""Commands that are told to end, that wait too long, and that find no room."""

import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.errors import NoRoom, TookTooLong
from graph.gateway import Gateway
from parcours import room
from tests.graph.tables import check_nodes, say

GREETING = b"\x00\x00\x04\x05"
MUCH = {"needs": [{"key": f"n{number}"} for number in range(30)]}
SLOW = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)"
BUSY = "import sys, time; from parcours import signals; signals.heed(); print('on', flush=True)\n"
DEAF = "try:\n    time.sleep(60)\nfinally:\n    sum(10**9 // n for n in range(1, 10**10))"


@contextmanager
def silent_store():
    """A store that greets whoever comes, and says nothing more; gives its port, and an event: somebody came."""
    came = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            kept = []
            while True:
                try:
                    kept.append(server.accept()[0])
                except OSError:
                    return
                kept[-1].recv(20)
                kept[-1].sendall(GREETING)
                came.set()

        threading.Thread(target=greet, daemon=True).start()
        yield server.getsockname()[1], came


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_command_that_waits_for_a_silent_store_ends_when_it_is_told_to(environment, number):
    command = [str(Path(sys.executable).parent / "parcours"), "ask", "ruptures"]
    with silent_store() as (port, came):
        surroundings = environment | {"NEO4J_URI": f"bolt://127.0.0.1:{port}"}
        with subprocess.Popen(command, env=surroundings, stderr=subprocess.PIPE) as process:
            assert came.wait(60)
            process.send_signal(number)
            assert process.wait(20) == 128 + number
            assert process.stderr and b"Traceback" not in process.stderr.read()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_does_not_unwind_is_cut_off(number):
    with subprocess.Popen([sys.executable, "-c", BUSY + DEAF], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "on\n"
        process.send_signal(number)
        assert process.wait(20) == 128 + number


def test_a_statement_of_a_command_is_stopped_by_the_store(gateway_address):
    impatient = Gateway(gateway_address, limit=0.2)
    for run in (impatient.read, impatient.command):
        with pytest.raises(TookTooLong):
            run(SLOW)
    impatient.close()


def test_where_no_room_is_left_nothing_more_is_written(gateway):
    say(gateway, MUCH)

    def full() -> None:
        raise NoRoom("only 0 MB are left")

    gateway.room = full
    with pytest.raises(NoRoom):
        say(gateway, {"needs": [{"key": "other"}]}, allow_shrink=True)
    assert check_nodes(gateway, "Need") == {each["key"] for each in MUCH["needs"]}
    gateway.room = lambda: None
    assert say(gateway, {"needs": [{"key": "other"}]}, allow_shrink=True).status == "done"


def test_room_is_looked_for_where_the_data_will_be(tmp_path):
    room.demand(tmp_path / "not" / "yet", 0)
    with pytest.raises(NoRoom, match="MB are needed"):
        room.demand(tmp_path / "not" / "yet", 10**18)


def test_a_drive_that_is_not_there_has_no_room(monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "exists", lambda path: False)
    with pytest.raises(FileNotFoundError, match="drive"):
        room.demand(tmp_path / "drive", 0)
