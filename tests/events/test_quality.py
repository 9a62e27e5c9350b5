"""What looks wrong in the contacts of a source, and what does not."""

import random

import pytest

from events.engine import duckdb
from events.quality import DIGITS, all_stubs, doubts, stubs
from events.staged import stage
from graph.language import Language
from tests.events.contacts import record
from wording.problems import said

HOUR, MONTH = 1, 730


def found(records):
    """Column and value of each doubt."""
    staged = stage(records)
    with duckdb() as engine:
        return [(each.place[2], each.value) for each in doubts(engine, staged.records(engine))]


def ordinary(count=3000, customers=900, months=12, seed=1):
    """Contacts of customers, some of whom come often, through a year."""
    draw = random.Random(seed)
    return [
        record(n, f"{int(draw.paretovariate(1.2) * 40) % customers:064x}", draw.random() * months * MONTH)
        for n in range(count)
    ]


def monthly(*counts, start=0):
    """So many contacts in each month from February on, each of another customer."""
    places = [place for place, count in enumerate(counts) for _ in range(count)]
    return [record(f"{start}/{n}", f"c{n}", (place + start + 0.5) * MONTH) for n, place in enumerate(places)]


@pytest.mark.parametrize("seed", range(3))
def test_ordinary_contacts_are_not_doubted(seed):
    assert found(ordinary(seed=seed)) == []


@pytest.mark.parametrize(
    "busy, others, customers, doubted",
    [
        (400, 3000, 1000, True),  # a number that is withheld
        (100, 100, 50, True),
        (99, 1000, 400, False),  # fewer than a hundred
        (100, 5000, 1500, False),  # no fiftieth
        (600, 3000, 40, False),  # firms, each of which has many
        (150, 0, 1, True),  # all of one
    ],
)
def test_a_customer_with_more_than_a_person_has(busy, others, customers, doubted):
    one = [record(f"b{n}", "ab" * 32, n * HOUR) for n in range(busy)]
    rest = [record(n, f"c{n % customers}", n * HOUR) for n in range(others)]
    assert found(one + rest) == ([("customer", ("ab" * 32)[:DIGITS])] if doubted else [])


def test_contacts_of_which_none_has_a_customer():
    assert found([record(n, None, n * HOUR) for n in range(500)]) == [("customer", None)]
    assert found([record(n, None, n * HOUR) for n in range(99)]) == []


@pytest.mark.parametrize(("count", "again", "doubted"), [(1000, 0, True), (999, 0, False), (1000, 1, False)])
def test_contacts_of_as_many_customers(count, again, doubted):
    records = [record(n, f"c{n}", n * HOUR) for n in range(count)] + [record("x", "c0", HOUR / 2)] * again
    assert found(records) == ([("customer", None)] if doubted else [])


@pytest.mark.parametrize(
    "twice, gaps, doubted", [(30, 299, True), (30, 300, False), (29, 100, False), (200, 300, True), (0, 300, False)]
)
def test_contacts_at_the_very_moment_of_the_one_before(twice, gaps, doubted):
    first = [record(n, f"c{n}") for n in range(gaps)]
    later = [record(f"l{n}", f"c{n}", 0 if n < twice else HOUR) for n in range(gaps)]
    assert found(first + later) == ([("at", None)] if doubted else [])


@pytest.mark.parametrize(
    "counts, doubted",
    [
        ((50, 50, 50, 50, 50, 50, 50), []),
        ((2, 50, 60, 40, 55, 50, 3), []),  # the first and the last are cut
        ((50, 50, 50, 9, 50, 50, 50), ["2024-05"]),
        ((50, 50, 50, 10, 50, 50, 50), []),
        ((50, 50, 0, 0, 50, 50, 50, 50, 50), ["2024-04", "2024-05"]),
        ((50, 50, 50, 0, 0, 0, 50, 50, 50, 50, 50), []),  # a season
        ((50, 50, 50, 251, 50, 50, 50), ["2024-05"]),
        ((50, 50, 50, 250, 50, 50, 50), []),
        ((1, 2, 4, 8, 16, 32, 64, 128, 256, 512), []),  # growth
        ((20, 20, 20, 0, 20, 20, 20), []),  # too few to say so
        ((50, 50, 0, 50, 50), []),  # too few months to say so
    ],
)
def test_months_far_from_the_others(counts, doubted):
    assert [each for each in found(monthly(*counts)) if each[0] == "at"] == [("at", month) for month in doubted]


@pytest.mark.parametrize(
    "apart, few, doubted", [(-600, 3, True), (900, 3, True), (-60, 3, False), (-61, 3, True), (-600, 6, False)]
)
def test_a_few_contacts_years_from_all_others(apart, few, doubted):
    records = monthly(100, 100, 100, 100, 100) + monthly(few, start=apart)
    assert found(records) == ([("at", None)] if doubted else [])


@pytest.mark.parametrize(
    "channels, count, all_of_them",
    [
        (["crm:web", "crm:tel"], 100, ["crm:tel", "crm:web"]),
        (["crm:web", "crm:tel"], 98, []),
        (["crm:web", "website"], 400, []),
        (["desk:web"], 100, []),
    ],
)
def test_channels_that_are_all_called_as_their_source_calls_them(channels, count, all_of_them):
    staged = stage([record(n, channel=channels[n % len(channels)]) for n in range(count)])
    with duckdb() as engine:
        assert stubs(engine, staged.records(engine), "crm") == all_of_them


def test_what_is_said_names_what_to_do_and_nobody():
    busy = [record(f"b{n}", "ab" * 32, n // 2) for n in range(200)] + [record(n, f"{n:064x}") for n in range(300)]
    months = monthly(50, 50, 50, 1, 50, 50, 50, 300, 50) + monthly(2, start=-600)
    lots = [stage(busy), stage(months)]
    with duckdb() as engine:
        told = [each for staged in lots for each in doubts(engine, staged.records(engine))]
    told.append(all_stubs(["crm:web"], 120, "crm"))
    english, french = ([said(each.said, language) for each in told] for language in (Language.EN, Language.FR))
    assert [each.split("`")[1] if "`" in each else each.rpartition(":")[2] for each in english] == [
        "empty: [that value]", "only:", "dates:", " if the export was cut, export it again and import it",
        " are some in it twice under other ids, or times that could not be told and stand for others?",
        "channels: {'web': …}",
    ]  # fmt: skip
    assert len(french) == len(english) and not {*english} & {*french}
    assert not any("ab" * 7 in each for each in english + french)


def test_fewer_than_a_hundred_contacts_are_not_looked_at():
    same = [record(n, "c") for n in range(99)]
    assert found(same) == []
    assert found([*same, record("one more", "c")]) == [("customer", "c"), ("at", None)]
