"""What annoys, and how many meet it."""

from tests.graph.tables import WORKED, say
from tests.oracle.cases import a_document, at, step
from tests.queries.answers import rows

COLUMNS = ("touchpoint", "value", "entering", "perEntry")
NADIA = [{"key": "nadia"}]


def irritants(gateway, *steps, **given):
    say(gateway, a_document(*steps, personas=["nadia"]))
    return [tuple(row[name] for name in COLUMNS) for row in rows(gateway, "irritants-by-reach", **given)]


def test_nothing_annoys(gateway):
    say(gateway, WORKED)
    assert rows(gateway, "irritants-by-reach") == []


def test_the_most_met_first_unknown_last(gateway):
    found = irritants(
        gateway,
        step("empty"),
        step("a", at("website", volume=100), at("branch", volume=[20, 100], emotion=-1)),
        step("b", at("phone", volume=300, qualification="IRRITANT"), at("website", emotion=-0.5)),
        step("c", at("phone", emotion=0, volume=5), at("branch", emotion=1, qualification="IRRITANT")),
    )
    assert found == [
        ("j/b/phone", -2, 200, 1.5),
        ("j/a/branch", -1, 200, 0.5),
        ("j/b/website", -0.5, 200, None),
    ]


def test_an_unknown_volume_at_the_entry_leaves_the_reach_unknown(gateway):
    a, b = step("a", at("website", volume=100), at("branch")), step("b", at("phone", volume=3, emotion=-1))
    assert irritants(gateway, a, b) == [("j/b/phone", -1, None, None)]


def test_a_contact_that_does_not_happen_annoys_elsewhere(gateway):
    a = step("a", at("website", volume=0), at("phone", missing=True, emotion=-2))
    assert irritants(gateway, a, step("b", at("phone", volume=3, emotion=-1))) == [("j/b/phone", -1, 0, None)]


def test_a_persona_feels_for_itself(gateway):
    felt = {"nadia": {"emotion": -2}}
    a = step("a", at("website", volume=10, emotion=1, felt=felt), at("phone", volume=5, emotion=-1))
    assert irritants(gateway, a) == [("j/a/phone", -1, 15, 5 / 15)]
    assert irritants(gateway, a, persona="nadia")[0] == ("j/a/website", -2, 15, 10 / 15)
    assert irritants(gateway, a, evidence=["SURVEY"]) == []
