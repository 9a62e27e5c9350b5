"""`parcours serve` and `parcours token`, as processes."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil
import pytest

from parcours.commands.serve import listening

ASKED = {"query": "{channels {totalCount}}"}
NONE = {"data": {"channels": {"totalCount": 0}}}


@pytest.fixture
def serving(gateway, environment):
    """Serve with these words; gives the process and the API's address, and ends what is left."""
    started = []

    @contextlib.contextmanager
    def serving(*words, **changed):
        command = [str(Path(sys.executable).parent / "parcours"), "serve", "--port", "0", *words]
        env = environment | changed
        process = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True, start_new_session=True)
        started.append(process)
        told = next(line for line in process.stderr if "/graphql" in line)
        at = re.search(r"http://\S+(?=/graphql)", told)[0].replace("0.0.0.0", "127.0.0.1")
        wait(lambda: answers(at))
        yield process, at
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)

    yield serving
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def answers(at):
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(f"{at}/health").status_code in (200, 503)
    return False


def wait(until):
    deadline = time.monotonic() + 60
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def ask(at, **headers):
    return httpx.post(f"{at}/graphql", json=ASKED, headers=headers)


def test_others_need_a_token(parcours, serving):
    refused = parcours("serve", "--host", "0.0.0.0", "--port", "0")
    assert refused.returncode == 2 and "parcours token create" in refused.stderr
    token = parcours("token", "create", "app", "--days", "2").stdout.strip()
    assert re.fullmatch(rf"app\t…{token[-4:]}\t\S+\tuntil \S+\n", parcours("token", "list").stdout)
    with serving("--host", "0.0.0.0", PARCOURS_LOG="json") as (_, at):
        assert ask(at).status_code == 401 and httpx.get(f"{at}/health").json() == {"status": "ok"}
        assert ask(at, authorization=f"Bearer {token}").json() == NONE
        assert parcours("token", "revoke", "app").returncode == 0
        assert ask(at, authorization=f"Bearer {token}").status_code == 401
    assert parcours("token", "revoke", "app").returncode == 1


def test_the_other_loopback(serving):
    try:
        listening("::1", 0).close()
    except Exception:
        pytest.skip("this machine has no IPv6")
    with serving("--host", "::1") as (_, at):
        assert at.startswith("http://[::1]:") and ask(at).json() == NONE


def test_settings_that_cannot_be_used(parcours, tmp_path):
    for name, value, told in (
        ("PARCOURS_CORS", "*", "no origin"),
        ("PARCOURS_CORS", "https://a.example/path", "no origin"),
        ("PARCOURS_DOCUMENTS", str(tmp_path / "none.json"), "PARCOURS_DOCUMENTS"),
        ("PARCOURS_TOKENS", "on", "parcours token create"),
        ("PARCOURS_PROFILE", "prod", "profile"),
    ):
        done = parcours("serve", "--port", "0", **{name: value})
        assert done.returncode == 2 and told in done.stderr, done.stderr


def test_workers_serve_together_and_end_together(serving):
    with serving("--workers", "2", PARCOURS_PROFILE="production", PARCOURS_GET="on") as (process, at):
        workers = spawned(process)
        assert len(workers) == 2 and ask(at).json() == NONE
        assert httpx.get(f"{at}/graphql", params=ASKED).json() == NONE
        workers[0].kill()
        wait(lambda: len(spawned(process)) == 2 and workers[0] not in spawned(process))
        assert ask(at).json() == NONE
    wait(lambda: not any(said(each) for each in workers))


def test_workers_do_not_outlive_a_parent_that_is_killed(serving):
    with serving("--workers", "2") as (process, _):
        workers = spawned(process)
        process.kill()
        wait(lambda: not any(said(each) for each in workers))


def spawned(process):
    return [each for each in psutil.Process(process.pid).children() if "spawn_main" in " ".join(said(each))]


def said(process):
    """The command line of a process; none of one that is gone, or dead and not yet buried."""
    with contextlib.suppress(psutil.Error):
        return process.cmdline()
    return []
