"""The event store: batches, tombstones, compaction, and what is in it."""

from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest
from fsspec.exceptions import FSTimeoutError

from events.batches import Batches
from events.check import check
from events.engine import duckdb
from events.status import status
from events.store import EventStore
from graph.errors import BadInput, NoRoom, Refused
from tests.events.contacts import batch, held, record


@pytest.fixture(params=["folder", "memory"])
def store(request, tmp_path):
    return EventStore(tmp_path / "events" if request.param == "folder" else f"memory://{tmp_path.name}/events")


def counts(count):
    return count.created, count.updated, count.unchanged, count.removed


def test_the_same_twice_writes_nothing(store):
    records = [record(1), record(2, case="k", reason="r")]
    assert counts(batch(store, "r1", records)) == (2, 0, 0, 0)
    assert counts(batch(store, "r2", records)) == (0, 0, 2, 0)
    assert len(store.batches()) == 1


def test_the_latest_run_of_a_record_counts(store):
    batch(store, "r1", [record(1), record(2), record(3)])
    assert counts(batch(store, "r2", [record(1, channel="phone"), record(2)])) == (0, 1, 1, 1)
    assert held(store) == {("crm", "1"): "r2", ("crm", "2"): "r1"}
    assert counts(batch(store, "r3", [record(1), record(2), record(3)])) == (1, 1, 1, 0)
    assert held(store) == {("crm", "1"): "r3", ("crm", "2"): "r1", ("crm", "3"): "r3"}


def test_a_part_of_a_source_withdraws_nothing(store):
    batch(store, "r1", [record(1), record(2)])
    assert counts(batch(store, "r2", [record(3)], sweep=False)) == (1, 0, 0, 0)
    assert len(held(store)) == 3


def test_sources_do_not_touch_each_other(store):
    batch(store, "r1", [record(1), record(2)])
    batch(store, "r2", [record(1)], "desk")
    batch(store, "r3", [], "desk")
    assert held(store) == {("crm", "1"): "r1", ("crm", "2"): "r1"}


def test_nothing_is_rewritten(tmp_path):
    store = EventStore(tmp_path)
    batch(store, "r1", [record(1), record(2)])
    before = (tmp_path / "r1.parquet").read_bytes()
    batch(store, "r2", [record(2, channel="phone")])
    assert (tmp_path / "r1.parquet").read_bytes() == before
    rows = pq.read_table(tmp_path / "r2.parquet").to_pylist()
    assert {(row["id"], row["withdrawn"], row["run"]) for row in rows} == {("1", True, "r2"), ("2", False, "r2")}
    assert {path.name for path in tmp_path.iterdir()} == {"r1.parquet", "r2.parquet"}


def test_compaction_keeps_what_counts(store):
    batch(store, "r1", [record(1), record(2), record(3)])
    batch(store, "r2", [record(1, channel="phone"), record(2)])
    before = held(store)
    assert store.compact() == 2
    assert (held(store), len(store.batches()), store.size()) == (before, 1, 2)
    assert store.compact() == 0
    batch(store, "r3", [record(1), record(2), record(3)])
    assert held(store) == {("crm", "1"): "r3", ("crm", "2"): "r1", ("crm", "3"): "r3"}


def test_a_compaction_that_was_cut_off_does_no_harm(tmp_path):
    store = EventStore(tmp_path)
    batch(store, "r1", [record(1), record(2)])
    batch(store, "r2", [record(1, channel="phone")])
    old = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    before = held(store)
    store.compact()
    for name, content in old.items():  # as if it had ended before it took them away
        (tmp_path / name).write_bytes(content)
    assert held(store) == before
    batch(store, "r3", [record(1)])
    assert held(store) == {("crm", "1"): "r3"}


def test_what_is_half_written_is_no_batch(tmp_path):
    store = EventStore(tmp_path)
    batch(store, "r1", [record(1)])
    (tmp_path / ".r2.parquet.part").write_bytes(b"half")
    assert held(store) == {("crm", "1"): "r1"}


def test_files_that_a_cut_off_compaction_left_go(store):
    batch(store, "r1", [record(1), record(2)])
    batch(store, "r2", [record(1, channel="phone")])
    old = {name: store._files.cat_file(store.path(name)) for name in ("r1", "r2")}
    store.compact()
    for name, content in old.items():
        store._files.pipe_file(store.path(name), content)
    store._files.pipe_file(f"{store._root}/.r3.parquet.part", b"half")
    assert (store.names().superseded, store.names().unfinished) == (["r1", "r2"], [".r3.parquet.part"])
    batch(store, "r4", [record(1)])
    assert store.tidy() == 3
    assert sorted(store.names().files) == ["r2.whole.parquet", "r4.parquet"]


def test_nothing_goes_while_what_stands_for_it_is_damaged(store):
    batch(store, "r1", [record(1), record(2)])
    batch(store, "r2", [record(1, channel="phone")])
    old = store._files.cat_file(store.path("r1"))
    store.compact()
    store._files.pipe_file(store.path("r1"), old)
    store._files.pipe_file(store.path("r2.whole"), store._files.cat_file(store.path("r2.whole"))[:-10])
    assert store.tidy() == 0 and store.names().all == ["r1", "r2.whole"]
    batch(store, "r3", [record(3)])
    with pytest.raises(Refused, match=r"r2\.whole\.parquet is damaged"):
        store.compact()
    assert store.names().all == ["r1", "r2.whole", "r3"]


def test_a_compaction_whose_file_reads_back_damaged_takes_nothing_away(tmp_path):
    class Rotten(EventStore):
        """Lies on a disk that does not keep what it is given."""

        def _put(self, file, name):
            super()._put(file, name)
            path = tmp_path / f"{name}.parquet"
            path.write_bytes(path.read_bytes()[:-10])

    for run in ("r1", "r2"):
        batch(EventStore(tmp_path), run, [record(run)], run)
    with pytest.raises(BadInput, match=r"r2\.whole\.parquet read back damaged"):
        Rotten(tmp_path).compact()
    assert EventStore(tmp_path).names().all == ["r1", "r2"]


def test_what_a_damaged_whole_stands_for_is_still_there(store):
    batch(store, "r1", [record(1)])
    batch(store, "r2", [record(1, channel="phone")])
    old = store._files.cat_file(store.path("r1"))
    store.compact()
    store._files.pipe_file(store.path("r1"), old)
    store._files.pipe_file(store.path("r2.whole"), b"")
    (lost,) = check(EventStore(store.place), lambda *_, **__: [])
    assert lost.superseded == 1 and str(lost.remedy).startswith("move the file elsewhere: what it stands for (1 file)")


@pytest.mark.parametrize(
    "error", [FSTimeoutError(), TimeoutError("read"), ConnectionResetError(), PermissionError(13, "no")]
)
def test_what_cannot_be_had_is_not_damaged(store, error):
    batch(store, "r1", [record(1)])

    def away(path, mode):
        raise error

    store._files = SimpleNamespace(open=away, ls=store._files.ls)
    for look in (store.readable, store.examine):
        with pytest.raises(BadInput, match="cannot be had"):
            look()
    assert store.damaged == {}


def test_where_no_room_is_left_no_batch_is_put(tmp_path):
    asked = []

    def full(folder, size):
        asked.append((folder, size > 100))
        raise NoRoom("only 0 MB are left")

    with pytest.raises(NoRoom):
        batch(EventStore(tmp_path / "events", full), "r1", [record(1)])
    assert asked == [(tmp_path / "events", True)] and not (tmp_path / "events").exists()


@pytest.mark.parametrize("harm", ["cut", "empty", "other", "pages"])
def test_a_damaged_file_is_known_and_the_others_work(store, harm):
    batch(store, "r1", [record(n, hours=n) for n in range(100)])
    batch(store, "r2", [record(n) for n in range(9)], "desk")
    path = store.path("r1")
    content = store._files.cat_file(path)
    pages = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    harmed = {
        "cut": content[: len(content) // 2],
        "empty": b"",
        "other": store._files.cat_file(store.path("r2")).replace(b"withdrawn", b"withdrown"),
        "pages": bytes(pages) + content[pages:],
    }
    store._files.pipe_file(path, harmed[harm])
    found = status(store)
    assert (found["records"], [each["file"] for each in found["damaged"]]) == (9, [path])
    again = EventStore(store.place)
    assert [*again.examine()] == [path]
    with pytest.raises(Refused, match=r"r1\.parquet is damaged"):
        again.compact()


def test_what_the_graph_was_not_told_and_what_is_missing():
    def names(*stems):
        return Batches([f"{stem}.parquet" for stem in stems])

    assert names("r1", "r2").untold(["r1"]) == ["r2"] and names("r1").lacking(["r1", "r2"]) == ["r2"]
    assert names("r2.whole").untold(["r1", "r2"]) == names("r2.whole").lacking(["r1", "r2"]) == []
    assert names("r1", "r2").untold(["r2.whole"]) == names("r1", "r2").lacking(["r2.whole"]) == []
    assert names("r2.whole", "r3").untold(["r1", "r2"]) == ["r3"] and names("r3.whole").untold(["r2"]) == ["r3.whole"]
    assert Batches(["r1.parquet.damaged"]).lacking(["r1"]) == [] and Batches(["r1.parquet.damaged"]).runs == ["r1"]


def test_customers_stand_together_so_that_a_part_of_them_is_found_fast(tmp_path):
    store = EventStore(tmp_path)
    batch(store, "r1", [record(n, f"{n % 7}", hours=-n) for n in range(50)])
    rows = pq.read_table(tmp_path / "r1.parquet").to_pylist()
    assert rows == sorted(rows, key=lambda row: (row["customer"], row["at"]))


def test_what_is_in_it(store):
    batch(store, "r1", [record(1), record(2, "d"), record(3, None, hours=48), record(4, channel="phone")])
    found = status(store)
    assert (found["records"], found["customers"], found["files"]) == (4, 2, 1)
    assert [(r["channel"], r["month"], r["records"], r["customers"]) for r in found["rows"]] == [
        ("phone", "2024-01", 1, 1),
        ("web", "2024-01", 2, 2),
        ("web", "2024-02", 1, 0),
    ]
    assert status(EventStore("memory://nothing-here"))["records"] == 0


def test_a_record_is_what_it_was(tmp_path):
    store = EventStore(tmp_path)
    batch(store, "r1", [record(1, "c" * 64, reason="é~%\n", case="k", direction="CUSTOMER", department="d")])
    with duckdb() as engine:
        (row,) = engine.rows(store.records(engine))
    assert row["reason"] == "é~%\n" and row["at"].isoformat() == "2024-01-30T12:00:00+00:00"
    assert row["closedAt"] is None and row["withdrawn"] is False
