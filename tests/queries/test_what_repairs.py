"""What several feeds would repair together."""

from typing import Any

from tests.graph.tables import WORKED, say
from tests.oracle.cases import a_document, at, step
from tests.queries.answers import rows, summary

COLUMNS = ("from", "to", "objects", "handoffs", "volume", "cumulativeHandoffs", "cumulativeVolume")
WEB_CMS: dict[str, Any] = {"key": "web-cms", "stores": ["quote", "order"]}
SYSTEMS = [WEB_CMS, {"key": "crm"}, {"key": "core"}, {"key": "hub"}]
ON_PHONE, ON_BRANCH = "j/a/website~j/b/phone", "j/a/website~j/b/branch"
NOTHING = (0, 0)


def feeds(*ends):
    return [dict(zip(("from", "to"), each.split(":"), strict=True)) for each in ends]


def laid(gateway, *ends, **given):
    return [tuple(row[name] for name in COLUMNS) for row in rows(gateway, "what-repairs", feed=feeds(*ends), **given)]


def document(needs=("quote",), **branch):
    """From the website to the phone and to the branch."""
    web = step("a", at("website", needs=[], produces=["quote", "order"], volume=100), next=["b"])
    there = at("phone", needs=["quote"], volume=40), at("branch", **{"needs": list(needs), "volume": 30, **branch})
    return a_document(web, step("b", *there, expectedOn=["phone", "branch"]), systems=SYSTEMS)


def test_the_worked_case_still_has_its_switch(gateway):
    say(gateway, WORKED)
    assert laid(gateway, "web-cms:crm") == [("web-cms", "crm", ["quote"], [], NOTHING, 0, NOTHING)]
    assert summary(gateway, "what-repairs", feed=feeds("web-cms:crm")) == {
        "handoffs": 0, "broken": 1, "volume": NOTHING
    }  # fmt: skip


def test_each_adds_to_those_before(gateway):
    say(gateway, document())
    assert laid(gateway, "web-cms:crm", "web-cms:core", "web-cms:core") == [
        ("web-cms", "crm", ["quote"], [ON_PHONE], (0, 40), 1, (0, 40)),
        ("web-cms", "core", ["quote"], [ON_BRANCH], (0, 30), 2, (0, 70)),
        ("web-cms", "core", ["quote"], [], NOTHING, 2, (0, 70)),
    ]
    given = feeds("web-cms:core", "web-cms:crm")
    assert [row["handoffs"] for row in rows(gateway, "what-repairs", feed=given)] == [[ON_BRANCH], [ON_PHONE]]
    assert summary(gateway, "what-repairs", feed=given) == {"handoffs": 2, "broken": 2, "volume": (0, 70)}


def test_what_two_repair_together_counts_with_the_last(gateway):
    say(gateway, document())
    assert laid(gateway, "hub:crm", "web-cms:hub", "hub:core") == [
        ("hub", "crm", ["quote"], [], NOTHING, 0, NOTHING),
        ("web-cms", "hub", ["quote"], [ON_PHONE], (0, 40), 1, (0, 40)),
        ("hub", "core", ["quote"], [ON_BRANCH], (0, 30), 2, (0, 70)),
    ]


def test_a_feed_the_wrong_way_round_carries_nothing(gateway):
    say(gateway, document())
    found = laid(gateway, "crm:web-cms", "web-cms:crm", "core:hub")
    assert [(row[0], row[2], row[3]) for row in found] == [
        ("crm", [], []), ("web-cms", ["quote"], [ON_PHONE]), ("core", [], [])
    ]  # fmt: skip


def test_a_hand_off_that_loses_two_objects_holds_when_both_are_there(gateway):
    say(gateway, document(needs=("quote", "order")))
    (row,) = laid(gateway, "web-cms:core")
    assert row[2:4] == (["order", "quote"], [ON_BRANCH])
    only = {**WEB_CMS, "feeds": [{"system": "core", "objects": ["order"]}]}
    say(gateway, {**document(needs=("quote", "order")), "systems": [only, *SYSTEMS[1:]]})
    (row,) = rows(gateway, "what-repairs", feed=feeds("web-cms:core"))
    assert (row["widens"], row["objects"], row["handoffs"]) == (True, ["quote"], [ON_BRANCH])


def test_unknown_volumes(gateway):
    web = step("a", at("website", needs=[], produces=["quote"]), next=["b"])
    say(gateway, a_document(web, step("b", at("phone", needs=["quote"]), expectedOn=["phone"]), systems=SYSTEMS))
    assert laid(gateway, "web-cms:crm") == [("web-cms", "crm", ["quote"], [ON_PHONE], None, 1, None)]


def test_scope_and_systems_that_are_not_there(gateway):
    say(gateway, document())
    assert laid(gateway, "web-cms:nowhere") == []
    for narrowed in ({"perspectives": ["FUTURE"]}, {"evidence": ["SURVEY"]}, {"journeys": ["other"]}):
        assert [row[5] for row in laid(gateway, "web-cms:crm", **narrowed)] == [0]
        assert summary(gateway, "what-repairs", feed=feeds("web-cms:crm"), **narrowed)["broken"] == 0
