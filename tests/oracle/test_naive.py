"""The oracle itself, by hand: the worked case of questions.md, then a small case for each rule up to the hand-offs."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.often import often

from .cases import LANDSCAPE, a_document, at, handoff, step, switch
from .documents import documents
from .naive import Lead, handoffs, leads, ruptures, silos


def edges(*steps, **landscape):
    """Who leads to whom, without the journey's name: {(from, to): (share, basis)}."""
    found = leads(a_document(*steps, **landscape), "j")
    return {(lead.from_[2:], lead.to[2:]): (lead.share, lead.basis) for lead in found}


# --- the worked case -------------------------------------------------------------------------------------------------


@pytest.fixture
def home_quote():
    ask, call, sign = (
        step("ask", at("website", volume=12000, needs=[], produces=["quote"])),
        step("call", at("phone", volume=[3000, 4000], needs=["quote"]), expectedOn=["website", "phone"]),
        step("sign", at("branch", needs=["quote"]), expectedOn=["branch"], outcome="GOAL"),
    )
    return a_document(ask, call, sign, personas=["nadia"])


LOSS = "CONTEXT_LOSS~j/ask/website~j/call/phone~quote"
SWITCH = "FORCED_SWITCH~j/ask/website~j/call/phone"
GAP = "COVERAGE_GAP~j/call~website"


def test_worked_case_leads(home_quote):
    assert leads(home_quote, "j") == {
        Lead("j/ask/website", "j/call/phone", 1, "PROGRESS", "IMPOSED", None),
        Lead("j/call/phone", "j/sign/branch", 1, "PROGRESS", "IMPOSED", None),
    }


def test_worked_case_handoffs(home_quote):
    told: dict[Any, Any] = {edge: tuple(found[2:]) for edge, found in handoffs(home_quote, "j").items()}
    assert told == {
        ("j/ask/website", "j/call/phone"): (
            "IMPOSED", "BROKEN", [], True, True, True, (4000, 4000), "group", 2, {LOSS, SWITCH},
        ),
        ("j/call/phone", "j/sign/branch"): (
            "IMPOSED", "SOUND", [], True, True, True, (3000, 4000), "group", 2, set(),
        ),
    }  # fmt: skip


def test_worked_case_ruptures(home_quote):
    found = ruptures(home_quote, "j")
    assert set(found) == {LOSS, SWITCH, GAP}
    assert found[SWITCH].caused_by == GAP
    assert [found[key].volume for key in (LOSS, SWITCH, GAP)] == [(4000, 4000), (4000, 4000), (3000, 4000)]
    assert [found[key].step for key in (LOSS, SWITCH, GAP)] == ["j/call"] * 3
    assert found[LOSS].witness == [
        ("PRODUCED_AT", "Touchpoint:j/ask/website"),
        ("OBJECT", "InformationObject:quote"),
        ("STORED_IN", "System:web-cms"),
        ("FED_TO", "System:core"),
        ("USED_BY", "System:crm"),
        ("NEEDED_AT", "Touchpoint:j/call/phone"),
    ]
    assert found[SWITCH].witness == [
        ("LEFT_FROM", "Touchpoint:j/ask/website"),
        ("EXPECTED_CHANNEL", "Channel:website"),
        ("OFFERED_ON", "Touchpoint:j/call/phone"),
    ]


def test_worked_case_silos(home_quote):
    assert silos(home_quote) == {
        "group": None, "digital": "marketing", "call-centre": "customer-service", "network": "sales",
    }  # fmt: skip


def test_worked_case_without_the_feed(home_quote):
    home_quote["systems"] = [{"key": "web-cms", "stores": ["quote"]}, *LANDSCAPE["systems"][1:]]
    assert handoff(home_quote, "call/phone", "sign/branch").status == "BROKEN"
    lost = ruptures(home_quote, "j")["CONTEXT_LOSS~j/ask/website~j/sign/branch~quote"]
    assert lost.handoffs == {("j/call/phone", "j/sign/branch")}


# --- silos -----------------------------------------------------------------------------------------------------------


def tree(**above):
    """department=what it is part of, after a `!` for a partner and a `?silo` for a declared one."""
    found = []
    for key, text in above.items():
        whole, _, silo = text.partition("?")
        fields = {"key": key, "partOf": whole.strip("!") or None, "partner": "!" in whole, "silo": silo or None}
        found.append({name: value for name, value in fields.items() if value})
    return {"departments": found}


@pytest.mark.parametrize(
    ("above", "silo"),
    [
        (tree(top="", mid="top", a="mid", b="mid", aa="a"), {"top": None, "mid": None, "a": "a", "aa": "a", "b": "b"}),
        (tree(top="", mid="top", low="mid"), {"top": None, "mid": None, "low": None}),
        (tree(top="", a="top", p="top!"), {"top": None, "a": "a", "p": "p"}),
        (tree(top="", p="top!", pp="p!", ppp="pp"), {"top": None, "p": "p", "pp": "p", "ppp": "p"}),
        (tree(p="!", a="p", b="p"), {"p": "p", "a": "p", "b": "p"}),
        (tree(a="ghost", b="ghost"), {"ghost": None, "a": "a", "b": "b"}),
    ],
    ids=["cut-below-root", "never-branches", "partner-makes-the-cut", "topmost-partner", "partner-root", "stub-root"],
)
def test_computed_silos(above, silo):
    assert silos(above) == {key: unit and f"unit:{unit}" for key, unit in silo.items()}


def test_declared_silos_go_down_and_come_first():
    found = silos(tree(top="?all", a="top", b="top?own", bb="b!", bbb="bb"))
    assert found == {"top": "all", "a": "all", "b": "own", "bb": "own", "bbb": "own"}


# --- LEADS_TO --------------------------------------------------------------------------------------------------------


def test_basis():
    found = edges(step("s", at("website"), at("phone")), step("t", at("phone"), at("branch")))
    assert found == {
        ("s/website", "t/phone"): (None, "IMPOSED"),
        ("s/website", "t/branch"): (None, "IMPOSED"),
        ("s/phone", "t/phone"): (None, "CONTINUED"),
        ("s/phone", "t/branch"): (None, "POSSIBLE"),
    }


def test_two_touchpoints_on_one_channel():
    found = edges(step("s", at("website")), step("t", at("website", key="form"), at("website", key="chat")))
    assert found == {("s/website", "t/form"): (None, "CONTINUED"), ("s/website", "t/chat"): (None, "CONTINUED")}


def test_passed_through_with_shares_multiplied_and_ways_added():
    found = edges(
        step("s", at("website"), next=[{"step": "x", "share": 0.5}, {"step": "t", "share": 0.25}]),
        step("x", at("phone", missing=True), next=[{"step": "t", "share": 0.5}, {"step": "s", "share": 0.5}]),
        step("t", at("website"), next="y"),
        step("y", next=["x"]),
    )
    # t goes to y, y to x (a lone NEXT counts 1), x back to s; and x → t is a way back to t's own start
    assert found == {
        ("s/website", "t/website"): (0.5, "CONTINUED"),
        ("t/website", "s/website"): (0.5, "CONTINUED"),
    }


def test_each_step_once_in_a_loop_of_empty_steps():
    found = edges(
        step("s", at("website"), next=["x"]),
        step("x", next=[{"step": "y", "share": 0.5}, {"step": "t", "share": 0.5}]),
        step("y", next=["x"]),
        step("t", at("phone")),
    )
    assert found == {("s/website", "t/phone"): (0.5, "IMPOSED")}


@pytest.mark.parametrize("unknown", [["t", "u"], [{"step": "t", "share": 0.5}, "u"]], ids=["none", "one"])
def test_a_way_with_an_unknown_share_has_none(unknown):
    found = edges(step("s", at("website"), next=unknown), step("u", next="t"), step("t", at("phone")))
    assert found == {("s/website", "t/phone"): (None, "IMPOSED")}


def test_where_a_step_goes_by_default():
    steps = [step("s", at("website")), step("t", at("website"), outcome="ABANDON"), step("u", at("phone"), next=[])]
    assert set(edges(*steps)) == {("s/website", "t/website")}
    assert set(edges(*steps[1:], steps[0])) == set()
    back = step("t", at("website"), outcome="GOAL", next="s")
    assert ("t/website", "s/website") in edges(steps[0], back)


def test_a_step_that_goes_to_itself_or_to_a_stub_leads_nowhere():
    assert edges(step("s", at("website"), at("phone"), next=["s", "ghost"])) == {}


def test_declared_edges_are_all_there_is():
    to = [{"to": "u/phone", "share": 0.5, "volume": [1, 2], "per": "week", "kind": "FAILURE"}, "t/ghost", "t/mail"]
    t = step("t", at("website"), at("mail", missing=True))
    steps = step("s", at("website", leadsTo=to), at("phone", leadsTo=[])), t, step("u", at("phone"))
    assert {lead for lead in leads(a_document(*steps), "j") if lead.from_.startswith("j/s/")} == {
        Lead("j/s/website", "j/u/phone", 0.5, "FAILURE", "DECLARED", (52, 104)),
        Lead("j/s/website", "j/t/ghost", None, "PROGRESS", "DECLARED", None),
    }


def test_the_only_declared_edge_has_the_whole_share():
    found = edges(step("s", at("website", leadsTo=["t/phone"])), step("t", at("phone")))
    assert found == {("s/website", "t/phone"): (1, "DECLARED")}


@pytest.mark.parametrize(("second", "kind"), [("FAILURE", "FAILURE"), ("PROGRESS", "PROGRESS")])
def test_a_failure_is_a_failure_on_every_way(second, kind):
    s = step("s", at("website"), next=[{"step": "x", "kind": "FAILURE"}, {"step": "t", "kind": second}])
    (lead,) = leads(a_document(s, step("x"), step("t", at("phone"))), "j")
    assert lead.kind == kind


# --- hand-offs -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ones", "others", "changes", "crosses", "common", "distance"),
    [
        (["digital"], ["network"], True, True, "group", 2),
        (["digital"], ["digital"], False, False, "digital", 0),
        (["digital", "network"], ["digital"], None, None, "digital", 0),
        (["digital", "network"], ["call-centre"], True, True, "group", 2),
        (["digital"], [], None, None, None, None),
        (["digital"], ["group"], True, None, "group", 1),
        (["digital"], ["ghost"], True, None, None, None),
        (["digital", "network"], ["network", "digital"], None, None, "digital", 0),
        (["shop", "stand"], ["network"], True, False, "network", 1),
    ],
)
def test_departments(ones, others, changes, crosses, common, distance):
    below = [{"key": "shop", "partOf": "network"}, {"key": "stand", "partOf": "network"}]
    document = switch(
        {"handledBy": ones}, {"handledBy": others}, departments=[*LANDSCAPE["departments"], *below]
    )  # fmt: skip
    found = handoff(document, "s/website", "t/phone")
    assert (found.changes_department, found.crosses_silo, found.common, found.distance) == (
        changes, crosses, common, distance,
    )  # fmt: skip


def test_a_contested_channel():
    channels = [{"key": "website", "operatedBy": ["digital", "network"]}, *LANDSCAPE["channels"][1:]]
    contested = a_document(step("s", at("website")), step("t", at("website", handledBy=["network"])), channels=channels)
    assert handoffs(contested, "j") == {}
    apart = a_document(step("s", at("website")), step("t", at("website", handledBy=["group"])), channels=channels)
    assert handoff(apart, "s/website", "t/website").basis == "CONTINUED"


@pytest.mark.parametrize(
    ("a", "b", "volume"),
    [
        ({"volume": 1200}, {"volume": [300, 400]}, (400, 400)),
        ({"volume": [100, 1200]}, {"volume": [300, 400]}, (100, 400)),
        ({"volume": 1200}, {}, (1200, 1200)),
        ({}, {"volume": [300, 400]}, (0, 400)),
        ({}, {}, None),
        ({"volume": 100, "per": "month"}, {"volume": [1, 2], "per": "day"}, (730, 730)),
        ({"volume": 100, "leadsTo": [{"to": "t/phone", "volume": 900}]}, {"volume": 5}, (900, 900)),
        ({"volume": 100, "leadsTo": [{"to": "t/phone", "share": 0.25}]}, {}, (25, 25)),
        ({"volume": [50, 100], "leadsTo": ["t/phone", "s/website"]}, {"volume": 70}, (0, 70)),
    ],
)
def test_volume(a, b, volume):
    assert handoff(switch(a, b), "s/website", "t/phone").volume == volume


def test_what_nobody_checked_is_not_sound():
    unstated = handoff(switch(b={"needs": None}), "s/website", "t/phone")
    assert (unstated.status, unstated.undecided) == ("UNKNOWN", ["NEEDS_UNSTATED"])
    assert handoff(switch(), "s/website", "t/phone").status == "SOUND"


def test_a_stub_touchpoint_makes_no_handoff():
    assert handoffs(a_document(step("s", at("website", leadsTo=["s/ghost"]))), "j") == {}


# --- whatever the document -------------------------------------------------------------------------------------------


@settings(max_examples=often(40), deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_what_always_holds(document):
    for journey in document["journeys"]:
        found, broken = handoffs(document, journey["key"]), ruptures(document, journey["key"])
        for edge, one in found.items():
            assert one.changes_channel or one.changes_department
            assert (one.status == "BROKEN") == bool(one.ruptures)
            assert (one.status == "UNKNOWN") == bool(one.undecided)
            assert all(edge in broken[key].handoffs for key in one.ruptures)
            assert (one.common is None) == (one.distance is None)
        for rupture in broken.values():
            assert rupture.handoffs <= set(found)
            assert rupture.caused_by is None or rupture.caused_by in broken
