"""What the command line does where event store and graph were cut off from each other, or a file broke."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from events.store import EventStore
from events.sync import Mining
from parcours.commands import events
from parcours.opening import opened
from parcours.settings import load
from tests.conftest import ROOT
from tests.events.contacts import held
from tests.graph.tables import RUN_KEYS, dump, empty
from tests.importers.contacts.synced import CALLS, calls

FIRST = ("1 a 01-30T12:00 web quote k1", "2 a 01-30T13:00 tel quote k1", "3 b 01-30T12:00 web quote -")
SECOND = ("1 a 01-30T12:00 web quote k1", "2 a 01-30T13:00 app quote k2", "4 c 02-20T12:00 tel claim -")
CUT = """
import os, signal, sys
from events.store import EventStore
from parcours.main import main
def cut(step):
    whole = getattr(EventStore, step)
    def until(self, *words):
        whole(self, *words)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(EventStore, step, until)
cut(sys.argv.pop(1))
main()
"""
"""The command line, killed as soon as a step of the event store is done."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "home" / "events"


@pytest.fixture
def bring(parcours, tmp_path: Path):
    """Import a table of contacts of a source."""
    (tmp_path / "calls.yaml").write_text(json.dumps(CALLS), encoding="utf-8")

    def run(*rows: str, source: str = "crm", more: tuple[str, ...] = ()):
        file = calls(tmp_path, *rows, name=f"{source}.csv")
        return parcours("import", "contacts-csv", file, "--mapping", "calls.yaml", "--source", source, *more)

    return run


@pytest.fixture
def killed(environment, tmp_path: Path):
    """Run the command line until a step of the event store is done, and kill it there."""

    def run(step: str, *words: str) -> None:
        done = subprocess.run(
            [sys.executable, "-c", CUT, step, *words], env=environment | {"PYTHONPATH": str(ROOT)}, cwd=tmp_path,
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == -signal.SIGKILL, done.stderr

    return run


def importing(tmp_path: Path, *rows: str) -> tuple[str, ...]:
    file = calls(tmp_path, *rows, name="crm.csv")
    return "import", "contacts-csv", str(file), "--mapping", "calls.yaml", "--source", "crm", "--allow-shrink"


def files(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def flows(gateway) -> set[str]:
    """Without the needs that they are about: which these are the source tells the graph when it comes again."""
    return {line for line in dump(gateway, RUN_KEYS) if line.startswith("(Flow") and "[ABOUT" not in line}


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("before", [(), FIRST])
def test_a_kill_between_event_store_and_graph_is_seen_and_made_good(
    gateway, parcours, bring, killed, tmp_path, place, before
):
    if before:
        bring(*before)
    killed("append", *importing(tmp_path, *SECOND))
    assert len(files(place)) == (2 if before else 1)
    doctor = parcours("doctor")
    assert doctor.returncode == 3 and "look  flows were mined without 1 of its files" in doctor.stdout
    asked = parcours("ask", "observed-flows")
    assert asked.returncode == 0 and "flows are mined anew" in asked.stderr
    mended = flows(gateway)
    doctor = parcours("doctor")
    assert doctor.returncode == 0 and "flows were mined from all of them" in doctor.stdout
    assert bring(*SECOND).returncode == 0 and len(mended) == 11
    assert flows(gateway) == mended


def test_an_event_store_that_lacks_what_flows_were_mined_from_takes_none_away(gateway, parcours, bring, place):
    bring(*FIRST)
    before = dump(gateway)
    place.rename(place.with_name("elsewhere"))
    doctor = parcours("doctor")
    assert doctor.returncode == 3 and "lacks" in doctor.stdout and ".parquet" in doctor.stdout
    mined = parcours("events", "mine")
    assert mined.returncode == 1 and "PARCOURS_EVENTS" in mined.stderr
    assert parcours("ask", "observed-flows").returncode == 0
    other = bring("9 z 01-30T12:00 web quote -", source="desk", more=("--no-sweep",))
    assert other.returncode == 1 and "--allow-shrink" in other.stderr
    assert dump(gateway) == before and not place.exists()
    assert bring(*FIRST, more=("--allow-shrink",)).returncode == 0
    assert parcours("doctor").returncode == 0


def test_another_graph_is_not_told_of_contacts_that_it_never_knew(gateway, parcours, bring):
    bring(*FIRST)
    empty(gateway)
    assert parcours("ask", "observed-flows").returncode == 0
    assert gateway.read("MATCH (f:Flow) RETURN count(f)") == [[0]]
    doctor = parcours("doctor")
    assert doctor.returncode == 0 and "the graph was told nothing of them" in doctor.stdout


@pytest.mark.parametrize("step", ["compact", "append", "status"])
def test_what_a_compaction_that_was_cut_off_left_goes(gateway, parcours, bring, killed, tmp_path, place, step):
    bring(*FIRST)
    bring(*SECOND, more=("--allow-shrink",))
    before = held(EventStore(place))
    killed("_put", "events", "compact")
    (place / ".20200101T000000.000000Z-abcdef.parquet.part").write_bytes(b"half")
    assert len(files(place)) == 4
    told = parcours("events", "status")
    assert told.returncode == 0 and "3 files left by" in told.stderr
    assert "look  3 files left by" in parcours("doctor").stdout
    if step == "compact":
        parcours("events", "compact")
    elif step == "append":
        bring(*SECOND, "5 d 02-20T12:00 tel claim -")
    else:
        parcours("runs")
    assert len(files(place)) == (2 if step == "append" else 1)
    assert before.keys() <= held(EventStore(place)).keys()
    assert parcours("doctor").returncode == 0


def test_a_damaged_file_is_named_and_an_import_of_its_source_makes_it_good(gateway, parcours, bring, place):
    bring(*FIRST)
    bring("9 z 01-30T12:00 web quote -", source="desk")
    whole = dump(gateway, RUN_KEYS)
    crm, desk = files(place)
    damage(place / crm)
    told = parcours("events", "status", "--format", "json")
    assert told.returncode == 0 and f"{crm} is damaged" in told.stderr
    assert json.loads(told.stdout)["records"] == 1
    mined, compacted, checked = (parcours("events", word) for word in ("mine", "compact", "check"))
    for done in (mined, compacted):
        assert done.returncode == 1 and f"{crm} is damaged" in done.stderr
    assert checked.returncode == 1 and "1 of 2 files" in checked.stderr
    assert "contacts of crm" in checked.stdout and "Record +3 ~0 -0 =0" in checked.stdout
    assert "import crm whole again" in checked.stdout
    assert f"look  {place / crm} is damaged" in parcours("doctor").stdout
    assert (dump(gateway, RUN_KEYS), files(place)) == (whole, [crm, desk])

    other = bring("9 z 01-30T12:00 web quote -", "8 z 01-30T13:00 tel quote -", source="desk")
    assert other.returncode == 0 and "flows stay as they were" in other.stderr
    assert len(files(place)) == 3 and gateway.read("MATCH (f:Flow) RETURN sum(f.count)") == [[7]]
    asked = parcours("ask", "observed-flows")
    assert asked.returncode == 0 and "is damaged" in asked.stderr

    dry = bring(*FIRST, more=("--dry-run",))
    assert "is damaged" not in dry.stderr and files(place)[0] == crm
    assert bring(*FIRST).returncode == 0
    assert f"{crm}.damaged" in files(place)
    assert gateway.read("MATCH (f:Flow) RETURN sum(f.count)") == [[8]]
    assert len(held(EventStore(place))) == 5
    assert parcours("doctor").returncode == 0 and parcours("events", "check").returncode == 0


def test_runs_come_after_a_batch_that_a_clock_ahead_named(gateway, parcours, bring, place):
    bring(*FIRST)
    (name,) = files(place)
    ahead = "29991231T000000.000000Z-abcdef"
    table = pq.read_table(place / name)
    runs = pa.array([ahead] * len(table))
    pq.write_table(table.set_column(table.schema.names.index("run"), "run", runs), place / f"{ahead}.parquet")
    (place / name).unlink()
    gateway.command("MATCH (g:Graph {key: 'graph'}) SET g.minedFrom = [$run]", run=ahead)
    bring(*SECOND, more=("--allow-shrink",))
    assert {id: run > ahead for (_, id), run in held(EventStore(place)).items()} == {"1": False, "2": True, "4": True}
    newest = gateway.read(
        "MATCH (r:ImportRun) WHERE r.key > $ahead RETURN r.startedAt.year ORDER BY r.key", ahead=ahead
    )
    assert newest == [[2999], [2999]]
    assert parcours("events", "compact").returncode == 0
    assert {id for _, id in held(EventStore(place))} == {"1", "2", "4"}


@pytest.fixture
def here(gateway, bring, environment, monkeypatch):
    """Commands in this process, where contacts were brought."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert bring(*FIRST).returncode == 0
    return gateway


def test_what_is_mined_is_found_out_while_nobody_else_can_write(here, monkeypatch):
    whole, free = Mining.again, []

    def again(mining, read):
        free.append(here.is_free())
        return whole(mining, read)

    monkeypatch.setattr(Mining, "again", again)
    before = dump(here, RUN_KEYS)
    events.mine()
    here.command("MATCH (g:Graph {key: 'graph'}) SET g.minedFrom = []")
    here.command("MATCH (f:Flow) DETACH DELETE f")  # as after a first import that was cut off
    with opened(load()):
        assert free == [False, False]
    assert dump(here, RUN_KEYS) == before


def test_a_check_writes_nothing(here, place, capsys):
    (place / ".20200101T000000.000000Z-abcdef.parquet.part").write_bytes(b"half")
    here.command("MATCH (g:Graph {key: 'graph'}) SET g.format = 1, g.minedFrom = [], g.derived = 0")
    before = here.read("MATCH (g:Graph) RETURN properties(g)"), files(place), flows(here)
    events.check()
    assert (here.read("MATCH (g:Graph) RETURN properties(g)"), files(place), flows(here)) == before
    here.command("MATCH (n) DETACH DELETE n")
    events.check()
    assert here.read("MATCH (n) RETURN count(n)") == [[0]]
    assert capsys.readouterr().out.count("all files can be read") == 2
