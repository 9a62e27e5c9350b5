"""The demo, served in both profiles from a home that is gone afterwards."""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from graph.local.server import free_port

PARCOURS = str(Path(sys.executable).with_name("parcours"))
PATIENCE = 300
"""Seconds in which a server must be there; on a new machine the store is fetched first."""


@contextmanager
def served() -> Iterator[dict[str, str]]:
    """The address of GraphQL by profile."""
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        urls = {"development": stack.enter_context(_server(Path(home), "demo", "--lang", "fr"))}
        production = {"PARCOURS_PROFILE": "production"}
        urls["production"] = stack.enter_context(_server(Path(home) / "demo", "serve", **production))
        yield urls


@contextmanager
def _server(home: Path, *command: str, **settings: str) -> Iterator[str]:
    port = free_port()
    environment = {**os.environ, **settings, "PARCOURS_HOME": str(home)}
    log = (home / f"{command[0]}.log").open("w")
    process = subprocess.Popen([PARCOURS, *command, "--port", str(port)], env=environment, stdout=log, stderr=log)
    try:
        _wait(process, f"http://127.0.0.1:{port}/health", Path(log.name))
        yield f"http://127.0.0.1:{port}/graphql"
    finally:
        process.terminate()
        process.wait()
        log.close()


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if json.load(answer)["status"] == "ok":
                    return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"the demo is not served:\n{log.read_text()}")
