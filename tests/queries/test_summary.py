"""A journey, or all in scope, on one page: parts that are asked for one by one."""

from typing import Any

import pytest

from api.execute import Request, prepared
from graph.language import Language
from parcours.selection import part as selected
from parcours.selection import selection
from queries.catalogue import QUESTIONS
from queries.declare import fields
from tests.asking import asked
from tests.graph.tables import WORKED, empty, say
from tests.oracle.cases import a_document, at, step

SUMMARY = QUESTIONS["summary"]
PARTS = fields(SUMMARY.row)


def summary(gateway, selected: str, scope: str = "") -> dict[str, Any]:
    answer = asked(gateway.address, Request(f"{{ summary{scope} {{ {selected} }} }}"))
    assert not answer.errors and answer.data
    return dict(answer.data["summary"])


def statements(selected: str) -> list[str]:
    """What is asked of the store for these parts."""
    plan, _ = prepared(Request(f"{{ summary {{ {selected} }} }}"))
    return [*(facts.cypher for facts in plan.facts), plan.cypher]


def test_the_worked_case(gateway):
    say(gateway, WORKED)
    volumes = "volume { low high } brokenVolume { low high } knownBrokenVolume soundVolume { low high }"
    found = summary(
        gateway,
        f"customers {{ key }} journeys {{ total broken steps }} handoffs {{ total broken unknown sound {volumes} }} "
        "siloCrossings { summary { external internal crossingRate } } "
        "matters { totalCount rows { number volume { high } } } "
        "bestRepairs { rows { from { key } to { key } commonDepartment { key } distance } } "
        "changes { appeared gone elements }",
    )
    assert found == {
        "customers": [{"key": "nadia"}],
        "journeys": {"total": 1, "broken": 1, "steps": 3},
        "handoffs": {
            "total": 2, "broken": 1, "unknown": 0, "sound": 1,
            "volume": {"low": 7000, "high": 8000}, "brokenVolume": {"low": 4000, "high": 4000},
            "knownBrokenVolume": 4000, "soundVolume": {"low": 3000, "high": 4000},
        },
        "siloCrossings": {"summary": {"external": 2, "internal": 0, "crossingRate": 1}},
        "matters": {
            "totalCount": 2,
            "rows": [{"number": 1, "volume": {"high": 4000}}, {"number": 2, "volume": {"high": 4000}}],
        },
        "bestRepairs": {"rows": [
            {"from": {"key": "web-cms"}, "to": {"key": "crm"}, "commonDepartment": None, "distance": None}
        ]},
        "changes": {"appeared": 3, "gone": 0, "elements": 8},
    }  # fmt: skip


@pytest.mark.parametrize("part", PARTS.values(), ids=lambda part: part.name)
def test_a_part_is_asked_for_only_where_it_is_selected(part):
    """What its own statement says stands in no other part's."""
    own = part.asks.question.cypher if part.asks else SUMMARY.text(f"{part.name}.cypher")
    mark = " ".join(own.rpartition("\nRETURN ")[2].rpartition(" AS ")[0].split())
    alone = {name: " ".join(" ".join(statements(selected(each, Language.EN))).split()) for name, each in PARTS.items()}
    assert [name for name, text in alone.items() if mark in text] == [part.name]


def test_the_same_scope_for_all(gateway):
    today = a_document(step("a", at("website", volume=100)), step("b", at("phone", emotion=-2, volume=10)))
    target = {**today["journeys"][0], "key": "k", "perspective": "FUTURE"}
    today["journeys"].append(target)
    say(gateway, today)
    parts = (
        "journeys { total } handoffs { total } irritantsByReach { rows { touchpoint { key } } } restsOn { journeys }"
    )
    for scope, keys in (("", ["j"]), ('(journeys: ["k"])', ["k"]), ("(perspectives: [REALITY, FUTURE])", ["j", "k"])):
        found = summary(gateway, parts, scope)
        assert found["journeys"]["total"] == found["handoffs"]["total"] == found["restsOn"]["journeys"] == len(keys)
        assert [row["touchpoint"]["key"] for row in found["irritantsByReach"]["rows"]] == [
            f"{key}/b/phone" for key in keys
        ]


def test_the_first_few_are_the_most_important_of_all_journeys(gateway):
    """By themselves, moments of truth and curves come journey by journey."""
    weighs = {"impact": 1, "performance": 0.5}
    few = step("a", at("phone", volume=10, emotion=1, **weighs), importance=1)
    many = step("a", at("phone", volume=1000, emotion=-1, **weighs), importance=1)
    document = a_document(few)
    document["journeys"].append({**a_document(many)["journeys"][0], "key": "k"})
    say(gateway, document)
    found = summary(
        gateway, "momentsOfTruth(first: 1) { totalCount rows { touchpoint { key } } } "
        "emotionCurve { rows { journey { key } remembered } }",
    )  # fmt: skip
    assert found["momentsOfTruth"] == {"totalCount": 2, "rows": [{"touchpoint": {"key": "k/a/phone"}}]}
    curves = [(row["journey"]["key"], row["remembered"]) for row in found["emotionCurve"]["rows"]]
    assert curves == [("k", -1), ("j", 1)]


def test_what_changed_is_what_the_last_command_that_changed_something_did(gateway):
    changes = "changes { appeared back gone elements imports { source { key } } }"
    broken = a_document(step("a", at("website")), step("b", at("website", missing=True)))
    say(gateway, broken)
    say(gateway, broken)  # changes nothing
    assert summary(gateway, changes)["changes"]["appeared"] == 1
    mended = a_document(step("a", at("website")), step("b", at("website")))
    say(gateway, mended)
    found = summary(gateway, changes)["changes"]
    assert found == {"appeared": 0, "back": 0, "gone": 1, "elements": 1, "imports": [{"source": {"key": "test"}}]}
    say(gateway, broken)
    found = summary(gateway, changes)["changes"]
    assert (found["appeared"], found["back"], found["gone"]) == (0, 1, 0)
    assert summary(gateway, changes, "(perspectives: [FUTURE])")["changes"]["back"] == 0


def test_nothing_is_known_of_an_empty_store(gateway):
    empty(gateway)
    found = summary(gateway, selection(SUMMARY, Language.FR))
    assert found["customers"] == [] and found["journeys"] == {"total": 0, "broken": 0, "steps": 0}
    assert found["handoffs"]["total"] == 0 and found["matters"] == {"rows": [], "totalCount": 0}
