"""A run that is killed in the middle, and runs that come at the same time."""

import itertools
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph import gateway as gateways
from graph import revision
from graph.derive.upkeep import quiet
from graph.gateway import Gateway
from graph.model.words import Triage
from tests.graph.cut import SMALL, environment
from tests.graph.tables import RUN_KEYS, WORKED, check_nodes, decide, dump, empty, graph_at, say
from tests.graph.test_derived_upkeep import LOSS, derived_anew
from tests.often import every

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
RENAMED = (
    TEXT.replace("  - key: home-quote\n", "  - key: house\n    aliases: [home-quote]\n")
    .replace("          - key: call-to-adjust\n", "          - key: call\n            aliases: [call-to-adjust]\n")
    .replace("{channel: branch,", "{channel: branch, key: desk, aliases: [branch],")
)
VERSIONS = {"nothing": "parcours: 1\nneeds: []\n", "worked": TEXT, "changed": CHANGED, "renamed": RENAMED}


@pytest.fixture
def command(gateway: Gateway, tmp_path: Path):
    """Import a version in a process of its own, killed at a statement; without one, gives how many there are."""

    def start(version: str, source: str = SOURCE, after: int = 0) -> subprocess.Popen[str]:
        file = tmp_path / f"{source}-{version}.yaml"
        file.write_text(VERSIONS[version], encoding="utf-8")
        words = [sys.executable, "-m", "tests.graph.cut", str(file), source, str(after)]
        return subprocess.Popen(words, cwd=ROOT, env=environment(gateway), stdout=subprocess.PIPE, text=True)

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


def statements(gateway: Gateway, tmp_path: Path, after: str, monkeypatch) -> list[str]:
    """The statements that a run sends when it writes in small parts."""
    sent: list[str] = []
    with monkeypatch.context() as patch:
        in_small_parts(gateway, patch, lambda text, parameters: sent.append(text))
        put(gateway, tmp_path, after)
    return sent


def in_small_parts(gateway: Gateway, patch: pytest.MonkeyPatch, observer) -> None:
    patch.setattr(gateways, "PART", SMALL)
    patch.setattr(gateways, "BATCH", SMALL)
    patch.setattr(gateway, "observer", observer)


def but_ruptures(lines: set[str]) -> set[str]:
    return {line for line in lines if "Rupture:" not in line}


PAIRS = pytest.mark.parametrize(
    ("before", "after"), [("nothing", "worked"), ("worked", "changed"), ("worked", "nothing"), ("worked", "renamed")]
)


def test_the_next_run_makes_good_what_a_killed_one_left(gateway, tmp_path, command, monkeypatch):
    begin(gateway, tmp_path, "worked")
    sent = statements(gateway, tmp_path, "changed", monkeypatch)
    whole = dump(gateway, RUN_KEYS)
    writes = [place for place, text in enumerate(sent, 1) if "$rows" in text]
    for cut in (writes[len(writes) // 3], writes[2 * len(writes) // 3], writes[-1]):
        begin(gateway, tmp_path, "worked")
        held = dump(gateway, RUN_KEYS)
        process = command("changed", after=cut)
        process.communicate(timeout=120)
        assert process.returncode == -signal.SIGKILL
        assert dump(gateway, RUN_KEYS) not in (held, whole)  # half written
        revisions = graph_at(gateway)
        assert revisions[0] == revisions[1] + 1
        assert put(gateway, tmp_path, "changed") == whole
        assert graph_at(gateway) == (revisions[0] + 1, revisions[0] + 1)
        statuses = [status for _, status in sorted(check_nodes(gateway, "ImportRun", ("status",)))]
        assert statuses == ["DONE", "DONE", "STOPPED", "DONE"]
        derived_anew(gateway)


def test_what_a_killed_run_renamed_is_remembered(gateway, tmp_path, monkeypatch):
    """Wherever it was cut off, once it is said again."""
    begin(gateway, tmp_path, "worked")
    sent = statements(gateway, tmp_path, "renamed", monkeypatch)
    for cut in every(range(5, len(sent) + 1, 11), 10):
        begin(gateway, tmp_path, "worked")
        decide(gateway, LOSS, Triage.PLANNED)
        (first,) = {first for _, first in check_nodes(gateway, "Rupture", ("firstSeen",))}
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            in_small_parts(gateway, patch, cutting_at(cut))
            put(gateway, tmp_path, "renamed")
        put(gateway, tmp_path, "renamed")
        loss = LOSS.replace("home-quote/call-to-adjust", "house/call").replace("home-quote", "house")
        found = check_nodes(gateway, "Rupture", ("triage", "firstSeen", "resolved", "reopened"))
        assert (loss, "PLANNED", first, None, None) in found, sent[cut - 1]
        assert len(found) == 3
        derived_anew(gateway)


@PAIRS
def test_cut_anywhere(gateway, tmp_path, monkeypatch, before, after):
    """Whether the next run says the same again or takes it back: the graph is as if nothing had been cut off."""
    begin(gateway, tmp_path, before)
    had = but_ruptures(dump(gateway, RUN_KEYS))
    sent = statements(gateway, tmp_path, after, monkeypatch)
    whole = dump(gateway, RUN_KEYS)
    for cut, then in zip(every(range(3, len(sent) + 1, 13), 15), itertools.cycle((after, before)), strict=False):
        begin(gateway, tmp_path, before)
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            in_small_parts(gateway, patch, cutting_at(cut))
            put(gateway, tmp_path, after)
        found = put(gateway, tmp_path, then)
        if then == after:
            assert found == whole, sent[cut - 1]
        else:  # which ruptures are remembered as resolved depends on what was ever derived
            assert but_ruptures(found) == had, sent[cut - 1]
        derived_anew(gateway)


def cutting_at(place: int):
    """An observer that stops at a statement; what was not committed is rolled back, as when the process is killed."""
    count = itertools.count(1)

    def observe(*_: object) -> None:
        if next(count) == place:
            raise KeyboardInterrupt

    return observe


def test_repair(gateway, tmp_path, monkeypatch):
    """Without another import: what is derived belongs to what is told, and the run is noted as stopped."""
    begin(gateway, tmp_path, "worked")
    sent = statements(gateway, tmp_path, "changed", monkeypatch)
    derives = next(place for place, text in enumerate(sent, 1) if "Handoff" in text)
    begin(gateway, tmp_path, "worked")
    assert revision.is_whole(gateway)
    with gateway.writing() as work:
        assert not revision.repair(work, quiet)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        in_small_parts(gateway, patch, cutting_at(derives))
        put(gateway, tmp_path, "changed")
    assert not revision.is_whole(gateway)
    with gateway.writing() as work:
        assert revision.repair(work, quiet)
        assert not revision.repair(work, quiet)
    assert revision.is_whole(gateway)
    assert [status for _, status in sorted(check_nodes(gateway, "ImportRun", ("status",)))][-1] == "STOPPED"
    derived_anew(gateway)
    repaired = dump(gateway, RUN_KEYS)
    assert put(gateway, tmp_path, "changed") == repaired  # all of it had been told


def test_repair_resolves_the_ruptures_of_a_journey_that_is_gone(gateway, tmp_path):
    """Also where the journey had no hand-off."""
    step = {"key": "s", "text": "I", "expectedOn": ["web"], "touchpoints": []}
    say(gateway, {"journeys": [{"key": "j", "title": "J", "phases": [{"key": "p", "name": "P", "steps": [step]}]}]})
    assert check_nodes(gateway, "Rupture", ("resolved",)) == {("COVERAGE_GAP~j/s~web", None)}
    gateway.command("MATCH (n) WHERE n:Journey OR n:Phase OR n:Step DETACH DELETE n")
    gateway.command("MATCH (g:Graph {key: 'graph'}) SET g.revision = g.revision + 1")
    with gateway.writing() as work:
        assert revision.repair(work, quiet)
    ((resolved,),) = gateway.read("MATCH (r:Rupture) RETURN r.resolved IS NOT NULL")
    assert resolved


def test_a_run_that_is_stopped_by_a_guard_repairs_all_the_same(gateway):
    say(gateway, {"needs": [{"key": f"n{number}"} for number in range(20)]})
    gateway.command("MATCH (g:Graph {key: 'graph'}) SET g.revision = g.revision + 1")
    assert say(gateway, {"needs": []}).status == "stopped"
    assert revision.is_whole(gateway)


def test_two_imports_at_once_come_one_after_the_other(gateway, command):
    first, second = command("worked", "test-1"), command("changed", "test-2")
    ends = [process.communicate(timeout=120)[0].split()[-1] for process in (first, second)]
    assert ends == ["done", "done"]
    runs = gateway.read("MATCH (r:ImportRun)-[:OF]->(s) RETURN s.key, r.status, r.revision ORDER BY r.revision")
    assert {key for key, _, _ in runs} == {"test-1", "test-2"}
    assert [tuple(rest) for _, *rest in runs] == [("DONE", 1), ("DONE", 2)]
    assert graph_at(gateway) == (2, 2)
    derived_anew(gateway)
