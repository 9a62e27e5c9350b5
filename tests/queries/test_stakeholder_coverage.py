"""Departments that have a part in a journey, and had none in its map."""

from tests.graph.tables import WORKED, say
from tests.oracle.cases import a_document, at, step
from tests.queries.answers import rows, summary

COLUMNS = ("department", "why", "validated", "touchpoints", "volume")


def absent(gateway, *steps, contributed=(), **given):
    document = a_document(*steps)
    document["journeys"][0]["contributedBy"] = list(contributed)
    say(gateway, document)
    return [tuple(row[name] for name in COLUMNS) for row in rows(gateway, "stakeholder-coverage", **given)]


def test_nobody_contributed(gateway):
    say(gateway, WORKED)
    assert [(r["department"], r["why"]) for r in rows(gateway, "stakeholder-coverage")] == [
        ("call-centre", "NOT_CONTRIBUTED"),
        ("digital", "NOT_CONTRIBUTED"),
        ("network", "NOT_CONTRIBUTED"),
    ]


def test_validated_or_not_or_nobody_said(gateway):
    steps = [step("a", at("website"), at("phone"), at("branch"))]
    contributed = [
        {"department": "digital", "validated": True},
        {"department": "call-centre", "validated": False},
        {"department": "network", "role": "author"},
    ]
    assert absent(gateway, *steps, contributed=contributed) == [
        ("call-centre", "NOT_VALIDATED", False, ["j/a/phone"], None),
        ("network", "NOT_VALIDATED", None, ["j/a/branch"], None),
    ]


def test_volumes_add_up_unless_one_is_unknown(gateway):
    a, b = step("a", at("phone", volume=[10, 20])), step("b", at("phone", volume=5, missing=True))
    assert absent(gateway, a, b) == [("call-centre", "NOT_CONTRIBUTED", None, ["j/a/phone", "j/b/phone"], (15, 25))]
    assert absent(gateway, a, step("b", at("phone")))[0][-1] is None


def test_contested_and_unowned(gateway):
    found = absent(
        gateway, step("a", at("phone", handledBy=["digital", "network"])), step("b", at("phone", handledBy=[]))
    )
    assert [row[0] for row in found] == ["digital", "network"]


def test_scope_and_evidence(gateway):
    assert absent(gateway, step("a")) == []
    assert absent(gateway, step("a", at("phone")), perspectives=["FUTURE"]) == []
    assert absent(gateway, step("a", at("phone")), evidence=["SURVEY"]) == []


def test_one_above_counts_and_is_named(gateway):
    steps = [step("a", at("website"), at("phone"))]
    assert absent(gateway, *steps, contributed=[{"department": "group", "validated": True}]) == []
    assert summary(gateway, "stakeholder-coverage") == {
        "parts": 2, "validated": 2, "byOneAbove": 2, "above": ["group"]
    }  # fmt: skip
    contributed = [{"department": "group", "validated": False}, "digital"]
    document = a_document(*steps)
    document["journeys"][0]["contributedBy"] = contributed
    say(gateway, document)
    found = rows(gateway, "stakeholder-coverage")
    assert [(row["department"], row["why"], row["contributor"], row["validated"]) for row in found] == [
        ("call-centre", "NOT_VALIDATED", "group", False),
        ("digital", "NOT_VALIDATED", "digital", None),
    ]
    assert summary(gateway, "stakeholder-coverage") == {"parts": 2, "validated": 0, "byOneAbove": 0, "above": []}


def test_its_own_validation_comes_first_and_one_below_counts_for_nobody(gateway):
    both = [{"department": each, "validated": True} for each in ("digital", "group")]
    assert absent(gateway, step("a", at("website")), contributed=both) == []
    assert summary(gateway, "stakeholder-coverage")["above"] == []
    found = absent(gateway, step("a", at("website", handledBy=["group"])), contributed=both[:1])
    assert [row[:2] for row in found] == [("group", "NOT_CONTRIBUTED")]
