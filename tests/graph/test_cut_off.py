"""A run that is killed in the middle, and runs that come at the same time."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph import gateway as gateways
from graph import revision
from graph.gateway import Gateway
from graph.run import quiet
from tests.graph.tables import RUN_KEYS, WORKED, check_nodes, dump, empty, graph_at, say
from tests.graph.test_derived_upkeep import derived_anew

ROOT = Path(__file__).parents[2]
SOURCE = "test-worked"
TEXT = WORKED.read_text(encoding="utf-8")
OTHER_SOURCE = {"systems": [{"key": "crm", "name": "CRM", "runBy": "it"}], "channels": [{"key": "website"}]}

CHANGED = (
    TEXT[: TEXT.index("          - key: sign")]
    .replace("operatedBy: [call-centre], runsOn: [crm]", "operatedBy: [network, outsourced], runsOn: [crm, telephony]")
    .replace("feeds: [{system: core, objects: [quote]}]", "feeds: [{system: crm, objects: [quote, order]}]")
    .replace("  - {key: crm, name: CRM, stores: [quote]}\n", "")
    .replace("partOf: group, silo: sales", "partOf: digital")
    .replace("channel: phone, volume: [3000, 4000]", "channel: phone, handledBy: [call-centre]")
)
VERSIONS = {"nothing": "parcours: 1\nneeds: []\n", "worked": TEXT, "changed": CHANGED}


@pytest.fixture
def command(gateway: Gateway, tmp_path: Path):
    """Import a version in a process of its own, killed at a statement; without one, gives how many there are."""

    def start(version: str, source: str = SOURCE, after: int = 0) -> subprocess.Popen[str]:
        file = tmp_path / f"{source}-{version}.yaml"
        file.write_text(VERSIONS[version], encoding="utf-8")
        address = gateway.address
        store = {"STORE_URI": address.uri, "STORE_USER": address.username, "STORE_PASSWORD": address.password}
        words = [sys.executable, "-m", "tests.graph.cut", str(file), source, str(after)]
        return subprocess.Popen(words, cwd=ROOT, env={**os.environ, **store}, stdout=subprocess.PIPE, text=True)

    return start


def put(gateway: Gateway, tmp_path: Path, *versions: str) -> set[str]:
    """The graph after these versions, none of them cut off."""
    for version in versions:
        file = tmp_path / "version.yaml"
        file.write_text(VERSIONS[version], encoding="utf-8")
        assert say(gateway, file, source=SOURCE, allow_shrink=True).status == "done"
    return dump(gateway, RUN_KEYS)


def begin(gateway: Gateway, tmp_path: Path, before: str) -> None:
    empty(gateway)
    say(gateway, OTHER_SOURCE, "test-other")
    put(gateway, tmp_path, before)


def statements(gateway: Gateway, tmp_path: Path, before: str, after: str, monkeypatch) -> list[str]:
    """The statements that a run sends when it writes in small parts."""
    sent: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(gateways, "PART", 4)
        patch.setattr(gateways, "BATCH", 4)
        patch.setattr(gateway, "observer", lambda text, parameters: sent.append(text))
        put(gateway, tmp_path, after)
    return sent


def resolved(lines: set[str]) -> set[str]:
    """Without ruptures: which of them are remembered as resolved depends on what was ever derived."""
    return {line for line in lines if "Rupture:" not in line}


@pytest.mark.parametrize(("before", "after"), [("nothing", "worked"), ("worked", "changed"), ("worked", "nothing")])
def test_the_next_run_makes_good_what_a_killed_one_left(gateway, tmp_path, command, monkeypatch, before, after):
    begin(gateway, tmp_path, before)
    sent = statements(gateway, tmp_path, before, after, monkeypatch)
    whole = dump(gateway, RUN_KEYS)
    first = next(place for place, text in enumerate(sent, 1) if "ImportRun" in text and "RUNNING" in text)
    cuts = {first + (len(sent) - first) * part // 5 for part in range(1, 5)}
    half_written = 0
    for cut in sorted(cuts):
        begin(gateway, tmp_path, before)
        held = dump(gateway, RUN_KEYS)
        process = command(after, after=cut)
        process.communicate(timeout=120)
        assert process.returncode == -signal.SIGKILL
        half_written += dump(gateway, RUN_KEYS) not in (held, whole)
        at, derived = graph_at(gateway)
        report = say(gateway, tmp_path / f"{SOURCE}-{after}.yaml", source=SOURCE, allow_shrink=True)
        assert report.status == "done"
        assert dump(gateway, RUN_KEYS) == whole
        assert graph_at(gateway)[0] == graph_at(gateway)[1]
        statuses = [status for _, status in sorted(check_nodes(gateway, "ImportRun", ("status",)))]
        assert statuses[-2:] == (["STOPPED", "DONE"] if at != derived else ["DONE", "DONE"])
        assert not say(gateway, tmp_path / f"{SOURCE}-{after}.yaml", source=SOURCE).changed
        derived_anew(gateway)
    assert half_written


@pytest.mark.parametrize(("before", "after"), [("nothing", "worked"), ("worked", "changed"), ("worked", "nothing")])
def test_a_killed_run_can_be_taken_back(gateway, tmp_path, command, monkeypatch, before, after):
    """The next run says what the one before the killed one said: nothing of the killed one is left behind."""
    begin(gateway, tmp_path, before)
    whole = resolved(dump(gateway, RUN_KEYS))
    sent = statements(gateway, tmp_path, before, after, monkeypatch)
    writes = [place for place, text in enumerate(sent, 1) if "$rows" in text]
    for cut in {writes[len(writes) // 4], writes[len(writes) // 2], writes[-1]}:
        begin(gateway, tmp_path, before)
        command(after, after=cut).communicate(timeout=120)
        left = resolved(put(gateway, tmp_path, before))
        assert left == whole
        derived_anew(gateway)


def every_cut(gateway, tmp_path, before, after, monkeypatch, then):
    """Cut at every statement, in this process: what was not committed is rolled back, as when it is killed."""
    begin(gateway, tmp_path, before)
    sent = statements(gateway, tmp_path, before, after, monkeypatch)
    for cut in range(1, len(sent) + 1):
        begin(gateway, tmp_path, before)
        count = 0

        def cut_here(*_: object, cut: int = cut) -> None:
            nonlocal count
            count += 1
            if count == cut:
                raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(gateways, "PART", 4)
            patch.setattr(gateways, "BATCH", 4)
            patch.setattr(gateway, "observer", cut_here)
            with pytest.raises(KeyboardInterrupt):
                put(gateway, tmp_path, after)
        then(cut, sent[cut - 1])
