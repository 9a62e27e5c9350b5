"""What a sync of contacts promises, in the event store and in the graph."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from events.store import EventStore
from events.sync import Mining
from events.window import Window
from graph.editing.change import Remove
from graph.errors import WrongChange, WrongUsage
from graph.gateway import Gateway
from graph.run import FOLLOWING, apply
from graph.statement import Options
from importers.journeys.export import export_knowledge
from parcours.events import mining
from parcours.settings import load
from tests.events.contacts import held
from tests.graph.cut import environment
from tests.graph.editing.acts import edit, release, say_of
from tests.graph.tables import RUN_KEYS, dump, empty, say
from tests.importers.contacts.contacts import gathered
from tests.importers.contacts.synced import CALLS, beside, calls, sync

ROOT = Path(__file__).parents[3]
FIRST = (
    "1 a 01-30T12:00 web quote k1", "2 a 01-30T13:00 tel quote k1", "3 a 01-31T12:00 web quote k2",
    "4 b 01-30T12:00 web quote -", "5 b 02-20T12:00 fax claim -", "6 - 02-20T12:00 tel claim -",
)  # fmt: skip
SECOND = (*FIRST[:2], "4 b 01-30T12:00 app quote -", "7 c 02-21T12:00 tel claim -", "8 c 02-21T12:30 tel claim -")


@pytest.fixture
def store(tmp_path):
    return EventStore(tmp_path / "events")


@pytest.mark.parametrize("ref", [("Channel", "website"), ("Channel", "crm:fax"), ("Need", "get-a-quote")])
def test_what_contacts_were_observed_on_is_removed_by_nobody(gateway, store, tmp_path, ref):
    say(gateway, {"channels": [{"key": "website"}], "needs": [{"key": "get-a-quote"}]})
    sync(gateway, store, calls(tmp_path, *FIRST))
    before = dump(gateway)
    for cascade in (False, True):
        with pytest.raises(WrongChange, match="flows of contacts refer to it") as refused:
            edit(gateway, Remove((ref,), cascade))
        assert refused.value.field == "ids" and dump(gateway) == before


def counts(report, name):
    count = report.written.get(name)
    return count and (count.created, count.updated, count.removed, count.unchanged)


def test_contacts_go_into_the_event_store_and_flows_into_the_graph(gateway, store, tmp_path):
    report = sync(gateway, store, calls(tmp_path, *FIRST))
    assert (report.status, counts(report, "Record"), counts(report, "Flow")) == ("done", (6, 0, 0, 0), (6, 0, 0, 0))
    rows = gateway.read(
        "MATCH (f:Flow) OPTIONAL MATCH (f)-[:FROM]->(a) OPTIONAL MATCH (f)-[:TO]->(b) OPTIONAL MATCH (f)-[:ABOUT]->(n)"
        " RETURN a.key, b.key, f.reason, f.month, f.count, f.carried, f.restarted, f.examples, n.key ORDER BY f.key"
    )
    assert sorted(rows, key=str) == sorted(
        [
            [None, "website", "quote", "2024-01", 2, 0, 0, ["→ 1", "→ 4"], "get-a-quote"],
            ["website", "phone", "quote", "2024-01", 1, 1, 0, ["1 → 2"], "get-a-quote"],
            ["phone", "website", "quote", "2024-01", 1, 0, 1, ["2 → 3"], "get-a-quote"],
            ["website", None, "quote", "2024-01", 2, 0, 0, ["4 →", "3 →"], "get-a-quote"],
            [None, "crm:fax", "claim", "2024-02", 1, 0, 0, ["→ 5"], None],
            ["crm:fax", None, "claim", "2024-02", 1, 0, 0, ["5 →"], None],
        ],
        key=str,
    )
    routes = gateway.read("MATCH (r:Route) RETURN r.channels, r.reason, r.month, r.count, r.rest ORDER BY r.key")
    assert routes == [
        [["website", "phone", "website"], "quote", "2024-01", 1, False],
        [["website"], "quote", "2024-01", 1, False],
        [["crm:fax"], "claim", "2024-02", 1, False],
    ]


def test_the_same_twice_writes_nothing(gateway, store, tmp_path):
    file = calls(tmp_path, *FIRST)
    sync(gateway, store, file)
    before, batches = dump(gateway), store.batches()
    report = sync(gateway, store, file)
    assert not report.changed and store.batches() == batches
    assert dump(gateway) == before


def test_what_a_source_has_no_more_is_withdrawn_and_its_flows_go(gateway, store, tmp_path):
    sync(gateway, store, calls(tmp_path, *FIRST))
    report = sync(gateway, store, calls(tmp_path, *SECOND))
    assert counts(report, "Record") == (2, 1, 3, 2)
    assert {id for _, id in held(store)} == {"1", "2", "4", "7", "8"}
    ends = "MATCH (f:Flow) OPTIONAL MATCH (f)-[:FROM]->(a) OPTIONAL MATCH (f)-[:TO]->(b) RETURN a.key, b.key"
    assert ["phone", "phone"] in gateway.read(ends) and ["phone", "website"] not in gateway.read(ends)
    assert gateway.read("MATCH (c:Channel {key: 'crm:fax'}) RETURN c") == []


def test_however_it_comes_to_be_it_is_the_same(gateway, store, tmp_path):
    sync(gateway, store, calls(tmp_path, *FIRST))
    sync(gateway, store, calls(tmp_path, *SECOND))
    both = dump(gateway, RUN_KEYS)
    empty(gateway)
    sync(gateway, EventStore(tmp_path / "other"), calls(tmp_path, *SECOND))
    assert dump(gateway, RUN_KEYS) == both


def test_a_dry_run_tells_what_a_run_would_write(gateway, store, tmp_path):
    sync(gateway, store, calls(tmp_path, *FIRST))
    before, batches = dump(gateway), store.batches()
    dry = sync(gateway, store, calls(tmp_path, *SECOND), options=Options(dry_run=True))
    assert dump(gateway) == before and store.batches() == batches
    wet = sync(gateway, store, calls(tmp_path, *SECOND))
    assert dry.status == "dry-run" and dry.written == wet.written
    assert [p.value for p in dry.problems] == [p.value for p in wet.problems]


def test_a_source_that_shrank_is_stopped(gateway, store, tmp_path):
    many = [f"{n} c{n} 01-30T12:00 web quote -" for n in range(60)]
    sync(gateway, store, calls(tmp_path, *many))
    report = sync(gateway, store, calls(tmp_path, *many[:40]))
    assert report.status == "stopped" and report.reason and "now says 40 contacts" in str(report.reason)
    assert len(held(store)) == 60
    assert sync(gateway, store, calls(tmp_path, *many[:40]), options=Options(sweep=False)).status == "done"
    assert len(held(store)) == 60
    sync(gateway, store, calls(tmp_path, *many[:40]), options=Options(allow_shrink=True))
    assert len(held(store)) == 40


def test_an_older_export_is_refused(gateway, store, tmp_path):
    file = calls(tmp_path, *FIRST)
    sync(gateway, store, file)
    os.utime(file, (1_600_000_000, 1_600_000_000))
    assert sync(gateway, store, file).status == "refused"
    assert sync(gateway, store, file, options=Options(allow_older=True)).status == "done"


def test_customers_of_two_sources_meet_where_a_mapping_shares_them(gateway, store, tmp_path):
    shared = CALLS | {"customers": "shared"}
    sync(gateway, store, calls(tmp_path, "1 a 01-30T12:00 web quote -"), mapping=shared)
    desk = calls(tmp_path, "1 a 01-30T13:00 tel quote -", name="desk.csv")
    sync(gateway, store, desk, mapping=shared, source="desk")
    ((restarted,),) = gateway.read("MATCH (:Channel {key: 'website'})<-[:FROM]-(f:Flow)-[:TO]->() RETURN f.restarted")
    assert restarted == 1


def test_volumes_of_channels_are_measures(gateway, store, tmp_path):
    sync(gateway, store, calls(tmp_path, *FIRST))
    rows = gateway.read(
        "MATCH (m:Measure)-[:MEASURES]->(c:Channel)"
        " RETURN m.key, c.key, m.value, toString(m.from), toString(m.to), m.method ORDER BY c.key"
    )
    assert rows == [
        [f"Channel:{c}~contacts~2024-01-01", c, n, "2024-01-01", "2024-12-31", "STRUCTURED_DATA"]
        for c, n in (("crm:fax", 1.0), ("phone", 2.0), ("website", 3.0))
    ]


def test_a_figure_that_people_correct_is_held_and_told_once(gateway, store, tmp_path):
    file, key = calls(tmp_path, *FIRST), "Channel:phone~contacts~2024-01-01"
    sync(gateway, store, file)
    edit(gateway, say_of("Measure", key, value=5.0))
    report = sync(gateway, store, file)
    assert [(each.code, each.value) for each in report.problems if each.code == "HELD"] == [("HELD", "2.0")]
    assert not [each for each in sync(gateway, store, file).problems if each.code == "HELD"]
    assert gateway.read("MATCH (m:Measure {key: $key}) RETURN m.value", key=key) == [[5.0]]
    release(gateway, ("Measure", key))
    sync(gateway, store, file)
    assert gateway.read("MATCH (m:Measure {key: $key}) RETURN m.value", key=key) == [[2.0]]


def test_what_is_mined_is_no_knowledge_to_export(gateway, store, tmp_path):
    measured = {"name": "CSAT", "value": 3.0, "method": "SURVEY"}
    say(gateway, {"channels": [{"key": "website", "kind": "WEBSITE", "measures": [measured]}]})
    before = export_knowledge(gateway.read)
    sync(gateway, store, calls(tmp_path, *FIRST))
    assert export_knowledge(gateway.read) == before and "CSAT" in before


def test_another_window_is_mined_anew(gateway, store, tmp_path):
    sync(gateway, store, calls(tmp_path, *FIRST))
    mining = Mining(store, Window("unlimited"))
    report = apply(gateway, mining.again(gateway.read), FOLLOWING)
    assert report.changed
    assert {window for (window,) in gateway.read("MATCH (f:Flow) RETURN f.window")} == {"unlimited"}
    ((count,),) = gateway.read("MATCH (:Channel {key: 'crm:fax'})<-[:TO]-(f:Flow)-[:FROM]->() RETURN f.count")
    assert count == 1
    assert gateway.read("MATCH (f:Flow)-[:ABOUT]->(n:Need {key: 'get-a-quote'}) RETURN count(f) > 0") == [[True]]


@pytest.mark.parametrize("engine", ["nonsense", "spark:", "local[x]", ""])
def test_an_engine_that_is_none_is_refused(monkeypatch, engine):
    monkeypatch.setenv("PARCOURS_EVENTS_ENGINE", engine)
    with pytest.raises(WrongUsage, match="neither duckdb nor spark"):
        mining(load())


def test_a_source_cannot_bear_the_name_of_what_is_mined(store, tmp_path):
    found = gathered("contacts-csv", calls(tmp_path, *FIRST), mapping=CALLS, source="events")
    with pytest.raises(WrongUsage, match="choose another"):
        beside(store, found)


def test_what_is_mined_derives_nothing_anew(gateway, store, tmp_path):
    say(gateway, {"channels": [{"key": "website", "kind": "WEBSITE"}]})
    seen = []
    gateway.observer = lambda statement, _: seen.append(statement)
    sync(gateway, store, calls(tmp_path, *FIRST))
    gateway.observer = None
    assert not any("HAS_HANDOFF" in statement for statement in seen)


@pytest.fixture(scope="module")
def twice(gateway_address, tmp_path_factory):
    """What there is after the second file, whole, and in how many statements it came after the first."""
    gateway, folder = Gateway(gateway_address), tmp_path_factory.mktemp("twice")
    store = EventStore(folder / "events")
    empty(gateway)
    sync(gateway, store, calls(folder, *FIRST))
    ran = process(gateway, calls(folder, *SECOND), folder / "events", 0, "-")
    assert ran.returncode == 0, ran.stderr
    whole = dump(gateway, RUN_KEYS), held(store).keys()
    gateway.close()
    return whole, int(ran.stdout.split()[0])


@pytest.mark.parametrize(("share", "step"), [(0.3, "-"), (0.6, "-"), (0.95, "-"), (0, "append"), (0, "_put")])
def test_a_run_that_was_cut_off_is_made_good_by_the_next(gateway, store, tmp_path, twice, share, step):
    whole, statements = twice
    sync(gateway, store, calls(tmp_path, *FIRST))
    file = calls(tmp_path, *SECOND)
    cut = process(gateway, file, tmp_path / "events", round(share * statements), step)
    assert cut.returncode == -signal.SIGKILL, cut.stderr
    sync(gateway, store, file, options=Options(allow_shrink=True))
    assert (dump(gateway, RUN_KEYS), held(store).keys()) == whole


def process(gateway, file, events, after, step):
    words = [sys.executable, "-m", "tests.importers.contacts.cut", str(file), str(events), str(after), step]
    return subprocess.run(words, env=environment(gateway), cwd=ROOT, capture_output=True, text=True, timeout=120)
