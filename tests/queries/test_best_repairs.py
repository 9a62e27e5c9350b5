"""The feeds that would repair most."""

from tests.graph.tables import WORKED, say
from tests.queries.answers import rows

COLUMNS = ("from", "to", "object", "repaired", "partly", "volume", "knownVolume")


def table(found):
    return [tuple(row[name] for name in COLUMNS) for row in found]


def test_the_worked_case_repairs_one_of_two_ruptures(gateway):
    say(gateway, WORKED)
    switch = "home-quote/ask-quote/website~home-quote/call-to-adjust/phone"
    assert table(rows(gateway, "best-repairs")) == [("web-cms", "crm", "quote", [], [switch], (4000, 4000), 4000)]
