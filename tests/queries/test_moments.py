"""Since when: what people may say, and what the keys of imports then sort behind."""

import datetime
import time

import pytest

from graph.errors import WrongUsage
from queries.moments import since

NOW = datetime.datetime(2026, 11, 28, 10, 0)
RUN = "20261128T051234.123456Z-a1b2c3"


@pytest.fixture(autouse=True)
def paris(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("2026-11-20", "20261119T230000.000000"),
        ("2026-07-20", "20260719T220000.000000"),  # in summer
        ("2026-11-20T14:30", "20261120T133000.000000"),
        ("2026-11-20 14:30", "20261120T133000.000000"),
        ("2026-11-20T14:30:05Z", "20261120T143005.000000"),
        ("2026-11-20T14:30+02:00", "20261120T123000.000000"),
        ("today", "20261127T230000.000000"),
        ("Aujourd’hui", "20261127T230000.000000"),
        ("yesterday", "20261126T230000.000000"),
        (" Hier ", "20261126T230000.000000"),
        ("0999-06-01T12:00Z", "09990601T120000.000000"),
        (RUN, RUN),
        ("20261128T051234Z-a1b2c3", "20261128T051234Z-a1b2c3"),
    ],
)
def test_a_moment(said, key):
    assert since(said, NOW) == key


@pytest.mark.parametrize(
    "said", ["", "tomorrow", "2026-02-30", "2026-11", "20261128", "2026-11-20T25:00", "0001-01-01", f"{RUN} OR true"]
)
def test_anything_else_is_told_what_would_be_right(said):
    with pytest.raises(WrongUsage, match=r"since: .*parcours runs.*2026-11-23T14:30.*yesterday"):
        since(said, NOW)
