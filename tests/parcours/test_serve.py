"""`parcours serve` and `parcours token`, as processes."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import httpx
import psutil
import pytest

from api.access import LOOPBACK
from api.profile import DEVELOPMENT, PRODUCTION
from graph.errors import WrongUsage
from parcours import serving
from parcours.commands.serve import listening
from parcours.settings import Settings, load
from tests.asking import PATIENCE

ASKED = {"query": "{channels {totalCount}}"}
NONE = {"data": {"channels": {"totalCount": 0}}, "extensions": {"cost": 0}}


@pytest.fixture
def served(gateway, environment):
    """Serve with these words; gives the process and the API's address, and ends what is left."""
    started = []

    @contextlib.contextmanager
    def served(*words, **changed):
        command = [str(Path(sys.executable).parent / "parcours"), "serve", "--port", "0", *words]
        env = environment | changed
        process = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True, start_new_session=True)
        started.append(process)
        assert process.stderr is not None
        told = next(line for line in process.stderr if "/graphql" in line)
        at = re.findall(r"http://\S+(?=/graphql)", told)[0].replace("0.0.0.0", "127.0.0.1")
        wait(lambda: answers(at))
        yield process, at
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)

    yield served
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_where_one_process_serves_more_are_refused(monkeypatch):
    monkeypatch.setattr(serving, "SEVERAL_SERVE", False)
    with pytest.raises(WrongUsage, match="leave --workers"):
        serving.prepared(Settings(workers=2), "127.0.0.1")
    serving.prepared(Settings(workers=1), "127.0.0.1")


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


def test_it_speaks_the_language_that_is_set(served):
    query = {"query": "{questions {sentence}}"}
    with served(PARCOURS_LANG="fr") as (_, at):
        for asked, begins in ((None, "Quels "), ("de, *;q=0.5", "Quels "), ("en-GB", "Which ")):
            headers = {"accept-language": asked} if asked else {}
            found = httpx.post(f"{at}/graphql", json=query, headers=headers).json()["data"]["questions"]
            assert found[0]["sentence"].startswith(begins)


def test_others_need_a_token(parcours, served):
    refused = parcours("serve", "--host", "0.0.0.0", "--port", "0")
    assert refused.returncode == 2 and "parcours token create" in refused.stderr
    token = parcours("token", "create", "app", "--days", "2").stdout.strip()
    assert re.fullmatch(rf"app\t…{token[-4:]}\t\S+\tuntil \S+\treader\n", parcours("token", "list").stdout)
    with served("--host", "0.0.0.0", PARCOURS_LOG="json") as (_, at):
        assert ask(at).status_code == 401 and httpx.get(f"{at}/health").json() == {"status": "ok"}
        assert ask(at, authorization=f"Bearer {token}").json() == NONE
        assert parcours("token", "revoke", "app").returncode == 0
        assert ask(at, authorization=f"Bearer {token}").status_code == 401
    assert parcours("token", "revoke", "app").returncode == 1


def test_workers_share_who_is_signed_in(parcours, served):
    given = {"name": "anna", "password": "correct horse battery"}
    parcours("account", "create", "anna", "--role", "author", given=given["password"])
    with served("--host", "0.0.0.0", "--workers", "2") as (_, at):
        kept = {"session": httpx.post(f"{at}/sign-in", data=given, timeout=PATIENCE).cookies["session"]}

        def opened(**how):
            return {httpx.get(f"{at}/ask", timeout=PATIENCE, **how).status_code for _ in range(8)}

        assert opened(cookies=kept) == {200} and opened() == {303}
        assert parcours("account", "disable", "anna").returncode == 0
        assert opened(cookies=kept) == {303}


def test_a_proxy_says_who_is_signed_in(served):
    told = {"PARCOURS_TRUSTED_HEADER": "X-Remote-User"}
    sent = {"x-remote-user": "anna", "x-forwarded-for": "198.51.100.9"}
    for proxies, status in (("127.0.0.1", 200), ("192.0.2.7", 303)):
        with served("--host", "0.0.0.0", PARCOURS_TRUSTED_PROXIES=proxies, **told) as (_, at):
            assert httpx.get(f"{at}/ask", headers=sent, timeout=PATIENCE).status_code == status


def test_the_other_loopback(served):
    try:
        listening("::1", 0).close()
    except Exception:
        pytest.skip("this machine has no IPv6")
    with served("--host", "::1") as (_, at):
        assert at.startswith("http://[::1]:") and ask(at).json() == NONE


@pytest.fixture
def said(monkeypatch, tmp_path):
    """The settings, of an environment that says this and nothing else."""
    monkeypatch.chdir(tmp_path)

    def said(**settings):
        for name in [name for name in os.environ if name.startswith("PARCOURS_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("PARCOURS_HOME", str(tmp_path))
        for name, value in settings.items():
            monkeypatch.setenv(f"PARCOURS_{name.upper()}", value)
        return load()

    return said


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("cors", "*", "no origin"),
        ("cors", "https://a.example/path", "no origin"),
        ("documents", "none.json", "PARCOURS_DOCUMENTS"),
        ("tokens", "on", "parcours token create"),
        ("profile", "prod", "PROFILE"),
        ("edits", "proposals", "EDITS: 'proposals' is none of on, off"),
        ("workers", "0", "WORKERS"),
        ("slides", "none.pptx", "none.pptx"),
    ],
)
def test_settings_that_cannot_be_used(said, name, value, told):
    with pytest.raises(WrongUsage, match=told):
        serving.prepared(said(**{name: value}), "127.0.0.1")


@pytest.mark.parametrize(
    ("host", "given", "hosts", "demanded"),
    [
        ("127.0.0.1", {}, LOOPBACK, False),
        ("::1", {"demand": True}, LOOPBACK, True),
        ("127.0.0.1", {"open_": True}, None, False),
        ("0.0.0.0", {}, None, True),
        ("0.0.0.0", {"open_": True}, None, False),
    ],
)
def test_who_may_ask_where(said, host, given, hosts, demanded):
    settings = said(cors="https://a.example, http://b.example:81")
    serving.tokens(settings).create("a")
    access = serving.access(settings, host, **{"open_": False, "demand": False} | given)
    assert access.hosts == hosts and access.demands is demanded
    assert access.origins == {"https://a.example", "http://b.example:81"}
    named = serving.access(said(hosts="API.example"), host, open_=True, demand=False)
    assert named.hosts == frozenset({"api.example"})


def test_a_profile_and_its_exceptions(said):
    assert serving.profile(said()) == DEVELOPMENT
    assert serving.profile(said(profile="production")) == PRODUCTION
    assert serving.profile(said(profile="production", get="on")) == replace(PRODUCTION, get=True)
    assert serving.profile(said(introspection="off")) == replace(DEVELOPMENT, introspection=False)


def test_workers_serve_together_and_end_together(served):
    with served("--workers", "2", PARCOURS_PROFILE="production", PARCOURS_GET="on") as (process, at):
        workers = spawned(process)
        assert len(workers) == 2 and ask(at).json() == NONE
        assert httpx.get(f"{at}/graphql", params=ASKED).json() == NONE
        workers[0].kill()
        wait(lambda: len(spawned(process)) == 2 and workers[0] not in spawned(process))
        assert ask(at).json() == NONE
    wait(lambda: not any(words(each) for each in workers))


@pytest.mark.parametrize("number", ["1", "2"])
def test_who_listens_keeps_nobody_from_the_end(served, number):
    with (
        served("--workers", number) as (process, at),
        httpx.stream("GET", f"{at}/changes/stream", timeout=60) as stream,
    ):
        assert stream.headers["content-type"].startswith("text/event-stream")
        process.send_signal(signal.SIGINT)
        assert not b"".join(stream.iter_raw()).strip(b": here\n")
        told = process.stderr.read()
    assert "Traceback" not in told
    assert "exceeded" not in told


def test_a_worker_that_is_slow_is_kept_and_one_that_is_gone_is_told(served):
    with served("--workers", "2", PARCOURS_LOG="json") as (process, at):
        slow, gone = spawned(process)
        slow.suspend()
        time.sleep(7)  # a worker that was still importing its modules was killed after five
        slow.resume()
        gone.kill()
        told = next(line for line in process.stderr if "replaces it" in line)
        assert json.loads(told)["message"].startswith(f"worker {gone.pid} is gone (exit status -9): ")
        wait(lambda: len(spawned(process)) == 2)
        assert slow in spawned(process) and ask(at).json() == NONE


def test_workers_do_not_outlive_a_parent_that_is_killed(served):
    with served("--workers", "2") as (process, _):
        workers = spawned(process)
        process.kill()
        wait(lambda: not any(words(each) for each in workers))


def spawned(process):
    return [each for each in psutil.Process(process.pid).children() if "spawn_main" in " ".join(words(each))]


def words(process):
    """The command line of a process; none of one that is gone, or dead and not yet buried."""
    with contextlib.suppress(psutil.Error):
        return process.cmdline()
    return []
