"""What a source of contacts withdraws, what stops it, and what its report says of losses and doubts."""

import pytest

from events.store import EventStore
from graph.statement import Options
from parcours.commands.importing import within
from tests.events.contacts import held
from tests.graph.tables import dump, say
from tests.importers.contacts.contacts import gathered
from tests.importers.contacts.synced import CALLS, calls, sync

DRY, ALLOWED, PART = Options(dry_run=True), Options(allow_shrink=True), Options(sweep=False)


@pytest.fixture
def store(tmp_path):
    return EventStore(tmp_path / "events")


def rows(month, days=range(1, 29), customer="c", via="tel"):
    return [f"{month}-{day} {customer}{day} {month:02}-{day:02}T09:00 {via} quote -" for day in days]


def ids(store):
    return {id for _, id in held(store)}


def losses(report):
    told = report.to_json()["losses"]
    return {each["code"]: each["count"] for each in told["reasons"]}


def codes(report):
    return [(str(each.code), each.place[2], each.count) for each in report.problems]


def record(report):
    count = report.written["Record"]
    return count.created, count.updated, count.removed, count.unchanged


def test_a_file_a_month_adds_to_those_before_and_says_so(gateway, store, tmp_path):
    sync(gateway, store, calls(tmp_path, *rows(1)))
    dry = sync(gateway, store, calls(tmp_path, *rows(2)), options=DRY)
    report = sync(gateway, store, calls(tmp_path, *rows(2)))
    assert (record(report), losses(report), len(ids(store))) == ((28, 0, 0, 0), {}, 56)
    assert ("OUTSIDE", None, 28) in codes(report) and codes(dry) == codes(report)
    (said,) = (str(each.said) for each in report.problems if each.code == "OUTSIDE")
    assert said.startswith("28 contacts known from 2024-01-01 to 2024-01-28")
    again = sync(gateway, store, calls(tmp_path, *rows(2, days=[*range(1, 20), *range(21, 29)])))
    assert (record(again), losses(again)) == ((0, 0, 1, 27), {"WITHDRAWN": 1})


def test_whoever_allows_it_lets_a_month_take_the_place_of_all(gateway, store, tmp_path):
    sync(gateway, store, calls(tmp_path, *rows(1)))
    report = sync(gateway, store, calls(tmp_path, *rows(2)), options=ALLOWED)
    assert (record(report), losses(report), ids(store)) == (
        (28, 0, 28, 0), {"WITHDRAWN": 28}, {row.split()[0] for row in rows(2)},
    )  # fmt: skip
    assert not [each for each in report.problems if each.code == "OUTSIDE"]


def test_an_export_of_as_many_others_is_stopped(gateway, store, tmp_path):
    sync(gateway, store, calls(tmp_path, *rows(1)))
    others = [f"new{row}" for row in rows(1)]
    before = dump(gateway)
    report = sync(gateway, store, calls(tmp_path, *others))
    assert (report.status, losses(report)) == ("stopped", {})
    assert str(report.reason).startswith(
        "the source now says 28 contacts; of the 28 known from 2024-01-01 to 2024-01-28 it no longer has 28:"
    )
    assert dump(gateway) == before and len(ids(store)) == 28
    assert record(sync(gateway, store, calls(tmp_path, *others), options=PART)) == (28, 0, 0, 0)


def test_a_run_stopped_by_one_file_names_it(gateway, store, tmp_path):
    months = [calls(tmp_path, *rows(month), name=f"{month}.csv") for month in range(1, 8)]
    assert sync(gateway, store, *months).status == "done"
    calls(tmp_path, *rows(3, days=[1, 28]), name="3.csv")
    report = sync(gateway, store, *months)
    assert report.status == "stopped"
    assert "of the 28 known from 2024-03-01 to 2024-03-28, the time of" in str(report.reason)
    assert "3.csv, it no longer has 26" in str(report.reason)


def test_an_incremental_source_is_said_once(gateway, store, tmp_path):
    mapping = CALLS | {"incremental": True}
    sync(gateway, store, calls(tmp_path, *rows(1)), mapping=mapping)
    changed = calls(tmp_path, *rows(1, days=[3], via="web"), "new c9 01-20T09:00 tel quote -")
    found = gathered("contacts-csv", changed, mapping=mapping)
    assert found.partial and not within(Options(), found).sweep
    report = sync(gateway, store, changed, mapping=mapping, options=within(Options(), found))
    assert (report.status, record(report), losses(report)) == ("done", (1, 1, 0, 0), {})
    assert not gathered("contacts-csv", changed, mapping=CALLS).partial


def test_an_older_part_is_refused_until_it_is_allowed(gateway, store, tmp_path):
    import os

    late = calls(tmp_path, *rows(1), name="late.csv")
    os.utime(late, (1_600_000_000, 1_600_000_000))
    sync(gateway, store, calls(tmp_path, *rows(2)), options=PART)
    report = sync(gateway, store, late, options=PART)
    assert report.status == "refused" and "--allow-older" in str(report.reason)
    assert len(ids(store)) == 28
    taken = sync(gateway, store, late, options=Options(sweep=False, allow_older=True))
    assert (record(taken), losses(taken)) == ((28, 0, 0, 0), {})


def test_the_report_tells_what_could_not_be_read_and_of_what_file_nothing_counted(gateway, store, tmp_path):
    good = calls(tmp_path, *rows(1, days=range(1, 9)), "x c1 01-99T09:00 tel quote -", name="good.csv")
    lost = calls(tmp_path, *rows(2, days=range(1, 4)), "y c1 01-99T09:00 tel quote -", name="lost.csv")
    lost.write_text(lost.read_text().replace("tel", "fax", 3))
    report = sync(gateway, store, good, lost, mapping=CALLS | {"only": {"via": ["tel"]}})
    assert losses(report) == {"UNREADABLE": 2, "UNCOUNTED": 3}
    assert [(each.place[0], str(each.said)[:39]) for each in report.problems if each.code == "QUALITY"] == [
        (str(lost), "nothing in this file counted (4 rows): ")
    ]
    assert report.status == "done" and report.to_json()["losses"]["count"] == 5


def test_doubts_stop_nothing_and_are_told_in_a_dry_run_too(gateway, store, tmp_path):
    lines = [f"{n} gateway 01-{1 + n // 9:02}T09:{n % 60:02} fax quote -" for n in range(120)]
    file = calls(tmp_path, *lines)
    told = [
        [(p.place[2], p.value) for p in report.problems if p.code == "QUALITY"]
        for report in (sync(gateway, store, file, options=DRY), sync(gateway, store, file), sync(gateway, store, file))
    ]
    (customer,) = {digits or "" for column, digits in told[0] if column == "customer"}
    assert told == [[("customer", customer), ("channel", None)]] * 3
    assert len(customer) == 12 and not set(customer) - set("0123456789abcdef")


def test_a_stub_that_the_map_describes_is_a_channel(gateway, store, tmp_path):
    say(gateway, {"channels": [{"key": "letters", "kind": "POST", "aliases": ["crm:fax"]}]})
    file = calls(tmp_path, *[f"{n} c{n} 01-{1 + n // 9:02}T09:00 fax quote -" for n in range(120)])
    assert [p for p in sync(gateway, store, file).problems if p.code == "QUALITY"] == []


def test_a_part_does_not_stand_for_a_damaged_file(gateway, store, tmp_path):
    sync(gateway, store, calls(tmp_path, *rows(1)))
    sync(gateway, store, calls(tmp_path, *rows(2)))
    january = tmp_path / "events" / f"{min(store.names().counting)}.parquet"
    whole = january.read_bytes()
    january.write_bytes(whole[: len(whole) // 2])
    damaged = EventStore(tmp_path / "events")
    sync(gateway, damaged, calls(tmp_path, *rows(3)))
    assert january.exists()
    sync(gateway, damaged, calls(tmp_path, *rows(1), *rows(2), *rows(3)))
    assert not january.exists() and len(ids(damaged)) == 84


def test_a_contact_whose_row_cannot_be_read_any_more_stays(gateway, store, tmp_path):
    sync(gateway, store, calls(tmp_path, *rows(1)))
    told = [*rows(1, days=range(1, 28)), "1-28 c28 never tel quote -"]
    report = sync(gateway, store, calls(tmp_path, *told))
    assert (report.status, record(report), len(ids(store))) == ("done", (0, 0, 0, 27), 28)
    assert losses(report) == {"UNREADABLE": 1}


NAMELESS = {
    "columns": {"customer": "who", "at": "when", "channel": "via", "case": "case"},
    "channels": {"tel": "phone"},
}


def nameless(folder, name, *rows):
    path = folder / name
    path.write_text("\n".join(("who,when,via,case", *rows)) + "\n", encoding="utf-8")
    return path


def test_contacts_without_ids_do_not_take_the_place_of_those_of_another_month(gateway, store, tmp_path):
    january = nameless(tmp_path, "1.csv", "z,2024-01-30,tel,K", "z,2024-01-31,tel,K")
    february = nameless(tmp_path, "2.csv", "z,2024-02-02,tel,K")
    assert record(sync(gateway, store, january, mapping=NAMELESS)) == (2, 0, 0, 0)
    before = ids(store)
    report = sync(gateway, store, february, mapping=NAMELESS)
    assert report.status == "stopped" and "have no ids of their own" in str(report.reason) and ids(store) == before
    assert record(sync(gateway, store, january, february, mapping=NAMELESS)) == (1, 0, 0, 2)
    assert len(ids(store)) == 3
