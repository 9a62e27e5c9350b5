"""Flows and routes: by hand, against a literal reading, in parts, and on Spark."""

import datetime

import pytest

from events import engine as engines
from events import flows as mining
from events.spark import spark
from events.store import EventStore
from events.window import Window
from tests.events import naive
from tests.events.contacts import WEEK, batch, crowd, record, told


@pytest.fixture
def store(tmp_path):
    return EventStore(tmp_path / "events")


def check(store, records, window, engine=None):
    flows, routes, volumes = told(store, window, engine)
    assert flows == naive.flows(records, window)
    assert routes == naive.routes(records, window)
    assert volumes == naive.volumes(records)
    for flow in flows.values():
        assert flow["count"] == sum(flow[name] for name in ("carried", "restarted", "unrelated", "undecided"))


def test_what_counts_as_what(store):
    records = [
        record(1, "a", 0, "web", reason="quote", case="k1"),
        record(2, "a", 1, "phone", reason="quote", case="k1"),
        record(3, "a", 2, "web", reason="quote", case="k2"),
        record(4, "a", 3, "phone", reason="claim"),
        record(5, "a", 4, "phone"),
        record(6, None, 5, "phone", reason="quote"),
        record(7, "b", 0, "web", reason="quote"),
    ]
    batch(store, "r1", records)
    flows, routes, volumes = told(store, WEEK)
    counts = {key: tuple(flow[n] for n in naive.flows(records, WEEK)[key]) for key, flow in flows.items()}
    assert counts == {
        (None, "web", "quote", "2024-01"): (2, 2, 0, 0, 0, 2, None, ["→ 1", "→ 7"]),
        ("web", "phone", "quote", "2024-01"): (2, 1, 1, 0, 1, 0, 3600.0, ["1 → 2", "3 → 4"]),
        ("phone", "web", "quote", "2024-01"): (1, 1, 0, 1, 0, 0, 3600.0, ["2 → 3"]),
        ("phone", "phone", "claim", "2024-01"): (1, 1, 0, 0, 0, 1, 3600.0, ["4 → 5"]),
        ("phone", None, None, "2024-01"): (1, 1, 0, 0, 0, 1, None, ["5 →"]),
        ("web", None, "quote", "2024-01"): (1, 1, 0, 0, 0, 1, None, ["7 →"]),
    }
    assert routes == {
        (("web", "phone", "web", "phone", "phone"), "quote", "2024-01"): 1,
        (("web",), "quote", "2024-01"): 1,
    }
    assert volumes == {("web", "2024"): 3, ("phone", "2024"): 4}


def test_a_window_includes_its_end(store):
    records = [record(1, hours=0), record(2, hours=168), record(3, hours=336.001)]
    batch(store, "r1", records)
    routes = told(store, WEEK)[1]
    assert routes == {(("web", "web"), None, "2024-01"): 1, (("web",), None, "2024-02"): 1}
    check(store, records, WEEK)
    check(store, records, None)


def test_months_are_those_of_utc(store):
    paris = datetime.timezone(datetime.timedelta(hours=1))
    late = datetime.datetime(2024, 2, 1, 0, 30, tzinfo=paris).astimezone(datetime.UTC)
    moved = record(1)
    moved.at = late
    batch(store, "r1", [moved])
    assert {key[3] for key in told(store, WEEK)[0]} == {"2024-01"}


def test_rare_routes_are_summed(store, monkeypatch):
    monkeypatch.setattr(mining, "ROUTES", 2)
    chain = [
        record(f"{c}{n}", f"{c}{n}", 0, c) for c, size in (("a", 3), ("b", 2), ("c", 2), ("d", 1)) for n in range(size)
    ]
    batch(store, "r1", chain)
    routes = told(store, WEEK)[1]
    assert routes == {(("a",), None, "2024-01"): 3, (("b",), None, "2024-01"): 2, (None, None, "2024-01"): 3}
    assert routes == naive.routes(chain, WEEK, most=2)


@pytest.mark.parametrize("seed", range(4))
def test_they_are_what_their_definitions_say(store, seed):
    records = crowd(seed)
    batch(store, "r1", records)
    for window in (WEEK, datetime.timedelta(hours=1), None):
        check(store, records, window)


def test_parts_of_customers_come_to_the_same(store, monkeypatch):
    records = crowd(7, 600)
    for one in records:
        one.customer = one.customer and f"{hash(one.customer) % 256:02x}{one.customer}"
    batch(store, "r1", records)
    monkeypatch.setattr(engines, "AT_ONCE", 50)
    check(store, records, WEEK)


def test_batches_of_several_runs_and_sources_are_mined_as_one(store):
    first, other = crowd(1, 200), crowd(2, 150)
    for one in other:
        one.source = "desk"
    batch(store, "r1", first)
    batch(store, "r2", other, "desk")
    changed = [*first[50:150], *crowd(3, 20)]
    for one in changed[-20:]:
        one.id = f"new{one.id}"
    changed[0].channel = "z"
    batch(store, "r3", changed)
    check(store, [*changed, *other], WEEK)


def test_spark_counts_the_same(store):
    records = crowd(11, 500)
    batch(store, "r1", records)
    batch(store, "r2", records[:400])
    check(store, records[:400], WEEK, spark("local[2]"))


def test_nothing_comes_of_nothing(store):
    assert told(store, WEEK) == ({}, {}, {})


@pytest.mark.parametrize(
    ("text", "days"), [("P7D", 7), ("P2W", 14), ("PT36H", 1.5), ("P1DT12H", 1.5), ("PT0S", 0), ("unlimited", None)]
)
def test_a_window_is_a_duration(text, days):
    assert Window(text).longest == (None if days is None else datetime.timedelta(days=days))


@pytest.mark.parametrize("text", ["", "P", "7", "P1M", "P1Y", "-P7D", "PT", "P99999999999999D"])
def test_what_is_no_duration_is_no_window(text):
    with pytest.raises(ValueError, match=r"duration|reckoned"):
        Window(text)
