"""The command line against the store of the tests: within this process, or as anybody runs it, in one of its own."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import IO
from unittest.mock import patch

import pytest

from graph.address import Address
from graph.gateway import Gateway
from parcours import cli, language, private
from tests.conftest import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]
WORKED = ROOT / "tests" / "worked" / "home-quote.yaml"


@pytest.fixture
def environment(gateway_address: Address, tmp_path: Path) -> dict[str, str]:
    """An environment in which the store of the tests is the one that NEO4J_URI names."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "PARCOURS_", "LC_", "LANG"))
    }
    return kept | {
        "NEO4J_URI": gateway_address.uri,
        "NEO4J_USERNAME": gateway_address.username,
        "NEO4J_PASSWORD": gateway_address.password,
        "PARCOURS_HOME": str(tmp_path / "home"),
        "PARCOURS_STORE_KEEP": "PT0S",
        "COLUMNS": "140",  # whatever the terminal is that the tests run in
        "LANG": "C.UTF-8",
    }


@pytest.fixture
def parcours(gateway: Gateway, environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `parcours` with these words within this process, in a folder of its own; the store is empty at first."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str | Path, given: str = "", **changed: str) -> subprocess.CompletedProcess[str]:
        command = ["parcours", *map(str, words)]
        out, err = _stream(io.BytesIO()), _stream(io.BytesIO())
        umask = os.umask(0o022)
        try:
            with (
                patch.dict(os.environ, environment | changed, clear=True),
                patch.object(sys, "argv", command),
                patch.object(sys, "stdin", _stream(io.BufferedReader(io.BytesIO(given.encode())))),
                redirect_stdout(out),
                redirect_stderr(err),
            ):
                private.begin()
                language.heed(command[1:])
                cli.main()
                status: str | int | None = None
        except SystemExit as ended:
            status = ended.code
        finally:
            os.umask(umask)
        return subprocess.CompletedProcess(command, int(status or 0), _told(out), _told(err))

    return run


def _stream(of: IO[bytes]) -> io.TextIOWrapper:
    return io.TextIOWrapper(of, "utf-8", "backslashreplace", write_through=True)


def _told(stream: io.TextIOWrapper) -> str:
    """What was written; its lines end as those of another process, read as text."""
    stream.seek(0)
    return stream.read()


@pytest.fixture
def process(gateway: Gateway, environment: dict[str, str], tmp_path: Path) -> Run:
    """The same in a process of its own, where it is the process that matters."""

    def run(*words: str | Path, given: str | None = None, **changed: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).parent / "parcours"), *map(str, words)]
        return subprocess.run(
            command,
            env=environment | changed,
            input=given,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            timeout=180,
            check=False,
        )

    return run
