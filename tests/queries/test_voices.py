"""What customers say at each step, and where nobody says anything."""

from typing import Any

import pytest

from tests.graph.tables import say
from tests.oracle.cases import a_document, at, step
from tests.queries.answers import rows, summary

COLUMNS = ("number", "about", "quote", "says", "saidBy", "speaker", "sampleSize", "date")
ON_PHONE = {"about": ["Touchpoint:j/b/phone"]}
VOICES: dict[str, dict[str, Any]] = {
    "again": {
        **ON_PHONE, "quote": "Again?", "says": "PAIN", "kind": "INTERVIEW", "saidBy": "nadia", "date": "2026-02-01",
    },
    "told": {**ON_PHONE, "quote": "They sigh", "says": "PAIN", "kind": "STAFF_COCREATION", "date": "2026-03-01"},
    "quick": {
        "about": ["Step:j/b"], "says": "EXPECTATION_MET", "kind": "SURVEY", "sampleSize": 40, "date": "2026-04-01",
    },
    "long": {
        "about": ["Journey:j"], "quote": "So long", "says": "EXPECTATION_MISSED", "kind": "VERBATIM",
        "stance": "CONTRADICTS",
    },
    "few": {"about": ["Step:j/a"], "quote": "Few ask", "kind": "EXPERT_OPINION"},
    "counted": {"about": ["Step:j/c"], "kind": "SURVEY", "sampleSize": 900},
}  # fmt: skip
LONG = (None, "j", "So long", "EXPECTATION_MISSED", None, "CUSTOMERS", None, None)
FEW = (1, "j/a", "Few ask", None, None, "STAFF", None, None)
QUICK = (2, "j/b", None, "EXPECTATION_MET", None, "CUSTOMERS", 40, "2026-04-01")
AGAIN = (2, "j/b/phone", "Again?", "PAIN", "nadia", "CUSTOMERS", None, "2026-02-01")
TOLD = (2, "j/b/phone", "They sigh", "PAIN", None, "STAFF", None, "2026-03-01")


@pytest.fixture
def told(gateway):
    steps = (step("a", at("website")), step("b", at("phone")), step("c"), step("d", outcome="ABANDON"))
    say(gateway, a_document(*steps, evidence=[{"key": key, **voice} for key, voice in VOICES.items()]))
    return gateway


def heard(gateway, **given):
    return [tuple(row[name] for name in COLUMNS) for row in rows(gateway, "voices", **given)]


def test_as_the_journey_goes_customers_before_staff_the_latest_first(told):
    assert heard(told) == [LONG, FEW, QUICK, AGAIN, TOLD]
    assert [row["stance"] for row in rows(told, "voices")] == ["CONTRADICTS", *["SUPPORTS"] * 4]
    assert summary(told, "voices") == {
        "voices": 5, "customers": 3, "staff": 2, "met": 1, "missed": 1, "steps": 3, "silent": ["j/c"],
        "withoutCustomers": ["j/a"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"says": ["PAIN", "EXPECTATION_MISSED"]}, [LONG, AGAIN, TOLD]),
        ({"says": ["PAIN"], "evidence": ["STAFF_COCREATION", "EXPERT_OPINION"]}, [TOLD]),
        ({"persona": "nadia"}, [AGAIN]),
        ({"perspectives": ["FUTURE"]}, []),
    ],
)
def test_only_what_is_asked_for(told, given, found):
    assert heard(told, **given) == found
    assert summary(told, "voices", **given)["voices"] == len(found)


def test_a_voice_about_a_step_and_its_touchpoint_is_one_voice(gateway):
    both = {"key": "e", "quote": "Well", "kind": "SURVEY", "about": ["Step:j/a", "Touchpoint:j/a/website"]}
    say(gateway, a_document(step("a", at("website")), evidence=[both]))
    assert [row["about"] for row in rows(gateway, "voices")] == ["j/a", "j/a/website"]
    assert summary(gateway, "voices")["voices"] == 1
