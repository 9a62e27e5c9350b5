"""What a change touches."""

import pytest

from tests.graph.tables import WORKED, say
from tests.oracle.cases import LANDSCAPE, a_document, at, step
from tests.queries.answers import rows, summary

WEB, PHONE, BRANCH = (f"home-quote/{t}" for t in ("ask-quote/website", "call-to-adjust/phone", "sign/branch"))


def touched(gateway, **given):
    return [(row["touchpoint"], row["how"]) for row in rows(gateway, "change-impact", **given)]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"channel": "phone"}, [(PHONE, ["ON"])]),
        ({"department": "digital"}, [(WEB, ["HANDLED"])]),
        ({"department": "group"}, [(WEB, ["HANDLED"]), (PHONE, ["HANDLED"]), (BRANCH, ["HANDLED"])]),
        ({"object": "quote"}, [(WEB, ["PRODUCES"]), (PHONE, ["NEEDS"]), (BRANCH, ["NEEDS"])]),
        ({"system": "web-cms"}, [(WEB, ["USES"]), (BRANCH, ["FED"])]),
        ({"system": "crm"}, [(PHONE, ["USES"])]),
        ({"system": "nothing"}, []),
    ],
)
def test_the_worked_case(gateway, given, found):
    say(gateway, WORKED)
    assert touched(gateway, **given) == found


def test_all_together(gateway):
    say(gateway, WORKED)
    assert summary(gateway, "change-impact", object="quote") == {
        "touchpoints": 3,
        "journeys": 1,
        "personas": ["nadia"],
        "departments": ["call-centre", "digital", "network"],
        "volume": None,
        "unknownVolumes": 1,
    }
    assert summary(gateway, "change-impact", system="crm")["volume"] == (3000, 4000)
    assert summary(gateway, "change-impact", system="nothing")["volume"] is None


def test_both_ways_and_over_a_chain_of_feeds_in_a_circle(gateway):
    systems = [
        {"key": "web-cms", "feeds": [{"system": "crm", "objects": ["quote"]}]},
        {
            "key": "crm",
            "feeds": [{"system": "core", "objects": ["quote"]}, {"system": "web-cms", "objects": ["quote"]}],
        },
        {"key": "core"},
    ]
    own = step("a", at("website", needs=["quote"], reliesOn=["digital"]))
    say(gateway, a_document(own, step("b", at("branch", needs=["quote"])), systems=systems))
    assert touched(gateway, system="web-cms") == [("j/a/website", ["USES", "FED"]), ("j/b/branch", ["FED"])]
    assert touched(gateway, department="digital") == [("j/a/website", ["HANDLED", "RELIED_ON"])]


def test_scope_and_evidence(gateway):
    say(gateway, WORKED)
    assert touched(gateway, channel="phone", perspectives=["FUTURE"]) == []
    assert touched(gateway, channel="phone", evidence=["SURVEY"]) == []
    proofs = [{"key": "e", "kind": "SURVEY", "about": ["Touchpoint:j/a/phone"]}]
    say(gateway, a_document(step("a", at("phone")), evidence=proofs, departments=LANDSCAPE["departments"]))
    assert touched(gateway, channel="phone", evidence=["SURVEY"]) == [("j/a/phone", ["ON"])]
