"""Parcours as on Windows, so far as that can be had elsewhere: with the stand-in in `standin/sitecustomize.py`."""

import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the stand-in asks /proc who has which file open")

STANDIN = Path(__file__).parent / "standin"
PORTABLE = ("tests/graph/local", "tests/graph/machine", "tests/parcours", "tests/wording")
"""The part of the suite that is run again; of it what asks no store."""

LEFT_OUT = ("tests/graph/local/test_server.py", "tests/parcours/test_workers.py")
"""What kills in ways that Windows has not, and several processes that serve."""

PARCOURS = (sys.executable, "-c", "from parcours.main import main; main()")

EVERYTHING = """
import importlib, pkgutil, sitecustomize
for package in sitecustomize.OURS:
    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
        importlib.import_module(module.name)
        print(module.name)
"""
TRIALS = """
import json, sys
told = []
for trial in json.loads(sys.argv[1]):
    try:
        exec(trial, {"__name__": "graph.trial", "__package__": "graph"})
        told.append(None)
    except Exception as error:
        told.append(type(error).__name__)
print(json.dumps(told))
"""
REFUSED = {
    "import fcntl": "ModuleNotFoundError",
    "import os; os.getuid()": "AttributeError",
    "from signal import SIGKILL": "ImportError",
    "open('read').close()": "EncodingWarning",
    "import os; read = open('read', 'rb'); os.unlink('read')": "PermissionError",
    "import os; read = open('read', 'rb'); os.replace('new', 'read')": "PermissionError",
    "import os; os.fsync(open('read', 'rb').fileno())": "OSError",
    "open('a:b', 'wb')": "OSError",
    "import subprocess; subprocess.run(['x.exe'], preexec_fn=print)": "ValueError",
    "import subprocess; subprocess.run(['/bin/true'])": "FileNotFoundError",
    "import subprocess; subprocess.run(['/bin/true.exe'])": None,
    "import sys, msvcrt; assert sys.platform == 'win32'": None,
}
"""What our code would do there in vain, and what comes of it; the last ones show that not everything is refused."""


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """In which Python begins as on Windows: a console of code page 1252, everything in the folder of the user."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "PARCOURS_", "PYTEST"))}
    return kept | {
        "AS_ON_WINDOWS": secrets.token_hex(4),
        "PYTHONPATH": os.pathsep.join([str(STANDIN), str(ROOT)]),
        "PYTHONIOENCODING": "cp1252",
        "PYTHONWARNDEFAULTENCODING": "1",
        "HOME": str(tmp_path),
    }


def test_the_stand_in_refuses_what_windows_refuses(surroundings, tmp_path):
    for name in ("read", "new"):
        (tmp_path / name).touch()
    words = [sys.executable, "-c", TRIALS, json.dumps([*REFUSED])]
    done = subprocess.run(words, env=surroundings, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert dict(zip(REFUSED, json.loads(done.stdout), strict=True)) == REFUSED


def test_everything_is_imported(surroundings):
    words = [sys.executable, "-c", EVERYTHING]
    done = subprocess.run(words, env=surroundings, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {*done.stdout.split()} >= {"graph.local.keeper", "parcours.workers", "pages.site", "importers.mapping"}


def test_what_asks_no_store_passes(surroundings, tmp_path):
    options = ["-q", "-p", "no:cacheprovider", "-p", "tests.windows.storeless", "--basetemp", str(tmp_path / "t")]
    words = [sys.executable, "-m", "pytest", *options, "-W", "ignore::EncodingWarning", *PORTABLE]
    words += [f"--ignore={file}" for file in LEFT_OUT]
    done = subprocess.run(words, env=surroundings, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed and int(passed[1]) > 500


def test_the_demo_is_loaded_answered_and_served(surroundings, tmp_path, cache):
    """On a local Neo4j of its own, which is cut off at the end and comes back for another question."""
    home = tmp_path / "home"
    surroundings |= {"PARCOURS_HOME": str(home), "PARCOURS_CACHE": str(cache), "HOME": "/", "PARCOURS_LANG": "en"}
    words = [*PARCOURS, "demo", "--port", "0"]
    with subprocess.Popen(words, env=surroundings, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        said: list[str] = []
        while not (at := re.match(r"Pages: (\S+)", (said or [""])[-1])):
            said.append(process.stderr.readline().decode())
            assert said[-1], said
        assert "silo" in page(at[1])
        process.send_signal(signal.SIGINT)
        assert "→" in process.stdout.read().decode()
        assert process.wait(60) == 128 + signal.SIGINT
    assert ends(home)
    words = [*PARCOURS, "ask", "ruptures", "--demo"]
    asked = subprocess.run(words, env=surroundings, cwd=ROOT, capture_output=True, check=False)
    assert asked.returncode == 0, asked.stderr.decode()
    assert "→" in asked.stdout.decode()
    assert ends(home)


def page(at: str) -> str:
    """What a page says, once a machine that has much else to do gets to it."""
    deadline = time.monotonic() + 120
    while True:
        try:
            with urlopen(at) as found:
                return str(found.read().decode())
        except HTTPError as error:
            if error.status != 503 or time.monotonic() > deadline:
                raise
        time.sleep(1)


def ends(home: Path) -> bool:
    """Whether all processes of a local store are gone before long."""
    deadline = time.monotonic() + 60
    while any(str(home) in word for process in psutil.process_iter() for word in _words(process)):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []
