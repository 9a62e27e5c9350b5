"""Who stands above two departments."""

import pytest

from tests.graph.tables import WORKED, say
from tests.queries.answers import rows

COLUMNS = ("from", "to", "commonDepartment", "distance", "heads")


def managers(gateway, one, other):
    return [tuple(row[name] for name in COLUMNS) for row in rows(gateway, "common-manager", from_=one, to=other)]


def departments(*keys):
    return {"department": list(keys)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (departments("digital"), departments("call-centre")),
        ({"channel": ["website"]}, {"silo": ["customer-service"]}),
        ({"channelKind": ["WEBSITE"]}, {"touchpoint": ["home-quote/call-to-adjust/phone"]}),
        ({"step": ["home-quote/ask-quote"]}, {"channel": ["phone"], "department": ["call-centre"]}),
    ],
)
def test_the_worked_case(gateway, one, other):
    say(gateway, WORKED)
    assert managers(gateway, one, other) == [("digital", "call-centre", "group", 2, [])]


TREES = {
    "departments": [
        {"key": "group"},
        {"key": "sales", "partOf": "group"},
        {"key": "north", "partOf": "sales"},
        {"key": "south", "partOf": "sales"},
        {"key": "partner", "partner": True},
    ],
    "positions": [{"key": "head", "heads": "sales"}, {"key": "deputy", "heads": "sales"}],
    "systems": [{"key": "crm", "runBy": "north"}],
}


def test_the_lowest_the_one_itself_and_none_across_trees(gateway):
    say(gateway, TREES)
    assert managers(gateway, departments("north"), departments("south")) == [
        ("north", "south", "sales", 2, ["deputy", "head"])
    ]
    assert managers(gateway, departments("north"), departments("sales"))[0][2:4] == ("sales", 1)
    assert managers(gateway, departments("north"), departments("north"))[0][2:4] == ("north", 0)
    assert managers(gateway, departments("north"), departments("partner")) == [("north", "partner", None, None, [])]
    assert managers(gateway, {"system": ["crm"]}, departments("south"))[0][2] == "sales"


def test_the_nearest_pair_first(gateway):
    say(gateway, TREES)
    found = managers(gateway, departments("north"), departments("group", "partner", "south"))
    assert [(row[1], row[3]) for row in found] == [("group", 2), ("south", 2), ("partner", None)]


def test_nobody_is_called_so(gateway):
    assert managers(gateway, departments("nobody"), departments("group")) == []
