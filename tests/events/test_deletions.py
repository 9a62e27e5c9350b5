"""What a source says it deleted goes with its case, in a part of what it says as in the whole."""

import pyarrow.parquet as pq
import pytest

from events.engine import duckdb
from events.record import Deleted
from events.staged import BATCH, stage
from events.store import EventStore
from tests.events.contacts import batch, held, record
from tests.often import each_with_each

HELD = (record("t1", case="t1"), record("t1/a", case="t1"), record("t2", case="t2"), record("t3"))


@pytest.fixture
def store(tmp_path):
    store = EventStore(tmp_path)
    batch(store, "r1", HELD)
    batch(store, "r2", HELD, "desk")
    return store


def ids(store, source="crm"):
    return {id for of, id in held(store) if of == source}


GONE = [
    ([Deleted("t3")], {"t1", "t1/a", "t2"}),
    ([Deleted("t1")], {"t1/a", "t2", "t3"}),
    ([Deleted("t1", "t1")], {"t2", "t3"}),
    ([Deleted(None, "t1")], {"t2", "t3"}),
    ([Deleted("t3"), Deleted("t3"), Deleted("t2", "t2")], {"t1", "t1/a"}),
    ([Deleted("never", "known")], {"t1", "t1/a", "t2", "t3"}),
]


@pytest.mark.parametrize(("told", "stay", "sweep"), each_with_each(GONE, (True, False)))
def test_what_is_deleted_goes_with_its_case_sweep_or_not(store, told, stay, sweep):
    count = batch(store, "r3", told, sweep=sweep)
    assert (count.created, count.removed) == (0, 4 - len(stay))
    assert (ids(store), len(ids(store, "desk"))) == (stay, 4)
    assert not batch(store, "r4", told, sweep=sweep).changed


@pytest.mark.parametrize(
    "version, deleted, there",
    [("2024-02", "2024-01", True), ("2024-01", "2024-02", False), ("2024-01", "2024-01", False), ("2024-01", "", True)],
)
def test_of_a_contact_and_its_deletion_the_newer_counts(store, version, deleted, there):
    told = [record("t3", version=version, channel="tel"), Deleted("t3", version=deleted)]
    for order in (told, told[::-1]):
        batch(store, f"r{3 + order.index(told[0])}", order, sweep=False)
        assert ("t3" in ids(store)) is there


def test_a_deletion_without_a_date_comes_after_all(store):
    batch(store, "r3", [record("t3", version="2999-12-31"), Deleted("t3")], sweep=False)
    assert "t3" not in ids(store)


def test_what_was_deleted_and_is_there_again_counts(store):
    batch(store, "r3", [Deleted("t1", "t1")], sweep=False)
    count = batch(store, "r4", HELD[:2], sweep=False)
    assert count.created == 2 and {"t1", "t1/a"} <= ids(store)


def test_a_deletion_told_without_a_sweep_is_stored_as_a_tombstone_of_its_run(store):
    batch(store, "r3", [Deleted("t3"), record("t4")], sweep=False)
    rows = pq.read_table(store.path("r3")).to_pylist()
    assert {(row["source"], row["id"], row["withdrawn"]) for row in rows} == {("crm", "t3", True), ("crm", "t4", False)}


def test_a_contact_whose_case_is_deleted_beside_it_is_none(tmp_path):
    staged = stage([record("a", case="k"), record("b", case="j"), record("k", case="k", row=7), Deleted("k", "k")])
    with duckdb() as engine:
        assert [row["id"] for row in engine.rows(staged.records(engine))] == ["b"]
    assert [(id, row) for id, _, row in staged.dropped()] == [("a", 0), ("k", 7)]


def test_more_deletions_than_are_held_in_memory(store):
    batch(store, "r3", [Deleted(f"x{n}") for n in range(BATCH + 1)] + [Deleted("t3")], sweep=False)
    assert ids(store) == {"t1", "t1/a", "t2"}
