"""Which contacts a file speaks of, and what stops a run that lacks too many of them."""

import datetime

import pytest

from events.gone import gone
from events.record import Deleted
from events.span import Span, joined
from events.staged import stage
from events.store import EventStore
from tests.events.contacts import START, WEEK, batch, held, record

DAY = 24


@pytest.fixture
def store(tmp_path):
    return EventStore(tmp_path)


def of(days, prefix="", file="a.csv", every=1):
    """A contact each day, known by it."""
    return [record(f"{prefix}{day}", hours=day * DAY, file=file) for day in days if day % every == 0]


def spans(*days):
    return [Span(START + datetime.timedelta(first), START + datetime.timedelta(last)) for first, last in days]


@pytest.mark.parametrize(
    "files, whole",
    [
        ([], []),
        ([(0, 30)], [(0, 30)]),
        ([(31, 60), (0, 30)], [(0, 60)]),
        ([(0, 30), (60, 90)], [(0, 30), (60, 90)]),
        ([(0, 30), (10, 20), (25, 40)], [(0, 40)]),
        ([(0, 30), (32, 32)], [(0, 30), (32, 32)]),
        ([(0, 30), (30, 30)], [(0, 30)]),
        ([(0, 10), (11, 21), (22, 32), (90, 95)], [(0, 32), (90, 95)]),
    ],
)
def test_files_that_nearly_meet_are_one_list(files, whole):
    assert joined(spans(*files)) == spans(*whole)


@pytest.mark.parametrize(
    "now, gone",
    [
        (of(range(31, 60)), set()),
        (of(range(-20, 0)), set()),
        (of(range(5, 25), every=2), {7, 9, 11, 13, 15, 17, 19, 21, 23}),
        (of([10]), set()),
        (of([10, 12]), {11}),
        (of(range(10)) + of(range(20, 30), file="b.csv"), set()),
        (of(range(-10, 14)) + of(range(15, 45), file="b.csv"), {14}),
        ([], {*range(30)}),
        ([Deleted("3")], {3}),
        ([*of([10, 12]), Deleted("3")], {3, 11}),
    ],
)
def test_what_lies_outside_of_what_the_files_speak_of_stays(store, now, gone):
    batch(store, "r1", of(range(30)))
    batch(store, "r2", now)
    assert {int(id) for _, id in held(store)} & {*range(30)} == {*range(30)} - gone


def test_whoever_says_that_the_files_are_all_there_is_withdraws_what_lies_outside(store):
    from events.difference import difference

    batch(store, "r1", of(range(30)))
    for whole, outside, removed in ((False, 20, 0), (True, 0, 20)):
        with store.engine() as engine:
            found = difference(store, engine, stage(of(range(20, 60))), "crm", "r2", True, whole)
        assert (found.outside.count, found.count.removed) == (outside, removed)
    with store.engine() as engine:
        stays = difference(store, engine, stage(of(range(20, 60))), "crm", "r2", True).outside
    assert (stays.first, stays.last) == (START, START + datetime.timedelta(19))


def stops(store, now, unread=0):
    with store.engine() as engine:
        return [each.file for each in gone(store, engine, stage(now), "crm") if each.too_many(unread)]


@pytest.mark.parametrize(
    "now, unread, files",
    [
        (of(range(100)), 0, []),
        (of(range(100))[10:90], 0, []),
        (of([0, *range(21, 100)]), 0, []),  # a fifth
        (of([0, *range(22, 100)]), 0, ["", "a.csv"]),
        (of([0, *range(22, 100)]), 1, []),
        (of([0, *range(22, 100)]) + of(range(200, 300), "new"), 0, ["", "a.csv"]),  # as many as before, not the same
        (of([0, *range(22, 100)]) + [Deleted(str(day)) for day in range(1, 22)], 0, []),
        (of([0, 99], "new"), 0, ["", "a.csv"]),
        (of(range(100, 200), "new"), 0, []),
        ([], 0, [""]),
        ([Deleted("3")], 0, []),
        (of(range(12)) + of([12, 30], file="b.csv") + of(range(31, 100), file="c.csv"), 0, ["b.csv"]),
    ],
)
def test_too_many_are_gone_within_what_a_file_speaks_of(store, now, unread, files):
    batch(store, "r1", of(range(100)))
    assert stops(store, now, unread) == files


def test_a_few_that_are_gone_stop_nothing(store):
    batch(store, "r1", of(range(12)))
    assert stops(store, of([0, 10, 11])) == []
    assert stops(store, of([0, 11])) == ["", "a.csv"]


def test_many_files_each_of_which_lacks_a_few_lack_too_many_together(store):
    batch(store, "r1", of(range(100)))
    assert stops(store, [one for n in range(10) for one in of([n * 10, n * 10 + 9], file=f"{n}.csv")]) == [""]


def test_a_file_for_each_day_of_years(store):
    days = range(0, 2400, 2)
    every = [record(f"{day}/{part}", hours=day * DAY + part) for day in days for part in range(3)]
    batch(store, "r1", [*every, record("between", hours=DAY)], sweep=False)
    now = [record(f"{day}/{part}", hours=day * DAY + part, file=f"{day}.csv") for day in days for part in (0, 2)]
    assert stops(store, now) == [""]
    count = batch(store, "r2", now)
    assert (count.removed, len(held(store))) == (1200, 2401)


def test_windows_know_nothing_of_each_others_sources(store):
    batch(store, "r1", of(range(100)), "desk")
    assert WEEK and stops(store, of([0, 99], "new")) == []
