"""The command line, run as anybody runs it: a process of its own, against the store of the tests."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.address import Address
from graph.gateway import Gateway
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
    }


@pytest.fixture
def parcours(gateway: Gateway, environment: dict[str, str], tmp_path: Path) -> Run:
    """Run `parcours` with these words, in a folder of its own; the store is empty at first."""

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
