"""What a system or a feed carries."""

import pytest

from graph.errors import WrongUsage
from tests.graph.tables import WORKED, say
from tests.oracle.cases import a_document, at, step
from tests.queries.answers import rows

SIGN = "home-quote/call-to-adjust/phone~home-quote/sign/branch"


def test_the_worked_case(gateway):
    say(gateway, WORKED)
    (row,) = rows(gateway, "what-breaks-without", feed={"from": "web-cms", "to": "core"})
    assert (row["handoff"], row["objects"], row["volume"]) == (SIGN, ["quote"], (3000, 4000))


@pytest.mark.parametrize(("system", "broken"), [("web-cms", [SIGN]), ("core", [SIGN]), ("crm", [])])
def test_a_system(gateway, system, broken):
    say(gateway, WORKED)
    assert [row["handoff"] for row in rows(gateway, "what-breaks-without", system=system)] == broken


def test_either_a_system_or_a_feed(gateway):
    with pytest.raises(WrongUsage, match="either a system or a feed"):
        rows(gateway, "what-breaks-without")


def test_a_way_to_a_contact_that_does_not_happen_is_none(gateway):
    there = at("website", needs=[], produces=["quote"], leadsTo=["b/phone", "b/branch"])
    then = step("b", at("phone", needs=["quote"], missing=True), at("branch", needs=["quote"]))
    say(gateway, a_document(step("a", there), then))
    (row,) = rows(gateway, "what-breaks-without", system="web-cms")
    assert row["handoff"] == "j/a/website~j/b/branch"
    (crossings,) = rows(gateway, "silo-crossings")
    assert (crossings["external"], crossings["internal"], crossings["unknown"]) == (1, 0, 0)


def test_a_loop_and_what_is_unknown_today(gateway):
    a = step("a", at("website", needs=["quote"], produces=["quote"]), next=["b"])
    b = step("b", at("branch", needs=["quote"]), next=["a"])
    say(gateway, a_document(a, b))
    assert [row["handoff"] for row in rows(gateway, "what-breaks-without", system="core")] == ["j/a/website~j/b/branch"]
    systems = [{"key": "web-cms", "stores": ["quote"], "feeds": [{"system": "unheard-of", "objects": ["quote"]}]}]
    say(gateway, a_document(a, b, systems=systems))
    assert rows(gateway, "what-breaks-without", system="web-cms") == []


def test_a_way_to_what_nobody_describes(gateway):
    a = step("a", at("website", produces=["quote"], leadsTo=["b/unheard-of"]))
    say(gateway, a_document(a, step("b", at("branch", needs=["quote"]))))
    assert rows(gateway, "what-breaks-without", system="core") == []
