"""Numbers that are computed have the digits that were said."""

import pytest

from api.execute import Request
from graph.rounding import rounded
from tests.asking import asked
from tests.graph.tables import check_edges, check_nodes, say
from tests.oracle.cases import a_document, at, step


@pytest.mark.parametrize(
    ("computed", "told"),
    [
        (6000 * 0.55, 3300.0),
        (0.1 + 0.2, 0.3),
        (275.1 * 12, 3301.2),
        (1 / 3, 0.333333333333),
        (-2 / 3, -0.666666666667),
        (0.0, 0.0),
        (7, 7.0),
        (123456789.123, 123456789.123),
        (1e-9 * 3 * 1.1, 3.3e-9),
    ],
)
def test_to_twelve_digits_wherever_the_point_is(computed, told):
    assert rounded(computed) == told == rounded(told)


@pytest.fixture
def ask(gateway):
    def ask(query):
        answer = asked(gateway.address, Request(query)).to_json()
        assert "errors" not in answer, answer
        return answer["data"]

    return ask


FORK = [
    step("a", at("website", volume=6000), next=[{"step": "b", "share": 0.55}, {"step": "c", "share": 0.45}]),
    step("b", at("phone", needs=[], volume=275.1, per="month"), expectedOn=["website"]),
    step("c", at("branch", needs=[], volume=[0.1, 0.2]), outcome="GOAL"),
    step("d", at("website", missing=True), outcome="GOAL"),
]


def test_what_is_derived(gateway):
    say(gateway, a_document(*FORK))
    ends = ("volumeLow", "volumeHigh")
    assert check_nodes(gateway, "Handoff", ends) == {
        ("j/a/website~j/b/phone", 3300, 3300), ("j/b/phone~j/c/branch", 0.2, 0.2), ("j/a/website~j/c/branch", 0.2, 0.2),
    }  # fmt: skip
    assert ("j/b/phone", 3301.2, 3301.2) in check_nodes(gateway, "Touchpoint", ends)


def test_shares_that_add_up(gateway):
    steps = (
        step("a", at("website"), next=[{"step": "x", "share": 0.1}, {"step": "y", "share": 0.2}, {"step": "z"}]),
        step("x", next=["b"]),
        step("y", next=["b"]),
        step("z", at("website"), outcome="ABANDON"),
        step("b", at("phone"), outcome="GOAL"),
    )
    say(gateway, a_document(*steps))
    shares = check_edges(gateway, "Touchpoint", "LEADS_TO", "Touchpoint", ("share",))
    assert shares == {("j/a/website", "j/b/phone", 0.3), ("j/a/website", "j/z/website", None)}


def test_what_answers_add_up(gateway, ask):
    steps = [
        step("a", at("website", volume=0.1, emotion=0.1), next=[{"step": "b", "kind": "FAILURE", "share": 0.7}]),
        step("b", at("phone", emotion=0.2), next=["c"]),
        step("c", at("website", volume=0.2, emotion=0.3), outcome="GOAL"),
    ]
    say(gateway, a_document(*steps))
    data = ask("""{
      touchpoints { aggregate {
        emotion { sum avg } volumeLow { known sum avg min max } byChannel { volumeHigh { sum } } } }
      changeImpact(channel: "website") { summary { volume { low high } } }
      avoidableContacts { rows { avoidable { low high } } }
    }""")
    assert data["touchpoints"]["aggregate"] == {
        "emotion": {"sum": 0.6, "avg": 0.2},
        "volumeLow": {"known": 2, "sum": 0.3, "avg": 0.15, "min": 0.1, "max": 0.2},
        "byChannel": [{"volumeHigh": {"sum": 0.3}}, {"volumeHigh": {"sum": None}}],
    }
    assert data["changeImpact"]["summary"]["volume"] == {"low": 0.3, "high": 0.3}
    assert data["avoidableContacts"]["rows"] == [{"avoidable": {"low": 0.07, "high": 0.07}}]
