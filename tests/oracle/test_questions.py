"""The oracle's questions, by hand: the worked case of questions.md, then a small case for each rule."""

import pytest
import yaml

from tests.graph.tables import WORKED

from .cases import LANDSCAPE, a_document, at, step
from .questions import compare, crossings, feelings, maps, matters, objects, ownership, repairs, ways, without

ASK, CALL, SIGN = (f"home-quote/{key}" for key in ("ask-quote/website", "call-to-adjust/phone", "sign/branch"))
FIRST, SECOND = f"{ASK}~{CALL}", f"{CALL}~{SIGN}"
LOSS = f"CONTEXT_LOSS~{ASK}~{CALL}~quote"


@pytest.fixture
def worked():
    return yaml.safe_load(WORKED.read_text(encoding="utf-8"))


def values(found, *names):
    return [tuple(row[name] for name in names) for row in found]


# --- the worked case -------------------------------------------------------------------------------------------------


def test_worked_crossings(worked):
    counted = {"external": 2, "internal": 0, "unknown": 0, "computed": 0, "eiIndex": 1, "crossingRate": 1}
    assert crossings.silo_crossings_summary(worked) == counted
    assert crossings.silo_crossings(worked) == [{"journey": "home-quote", "handoffs": [FIRST, SECOND], **counted}]


def test_worked_matrix(worked):
    names = ("from", "to", "handoffs", "broken", "sound", "volume")
    assert set(values(crossings.handoff_matrix(worked), *names)) == {
        ("website", "phone", 1, 1, 0, (4000, 4000)), ("phone", "branch", 1, 0, 1, (3000, 4000)),
    }  # fmt: skip


def test_worked_repair(worked):
    assert set(repairs.losses(worked)) == {LOSS}
    names = ("from", "to", "objects", "ruptures", "repaired", "partly", "volume")
    (row,) = values(repairs.best_repairs(worked), *names)
    assert row == ("web-cms", "crm", ["quote"], [LOSS], [], [FIRST], (4000, 4000))
    assert repairs.best_repairs(worked, {"channel": ["phone"]}) == []


def test_worked_matters(worked):
    switch, gap = f"FORCED_SWITCH~{FIRST}", "COVERAGE_GAP~home-quote/call-to-adjust~website"
    assert values(matters.matters(worked), "key", "ruptures", "handoffs", "volume") == [
        (gap, [gap, switch], [FIRST], (4000, 4000)),
        ("FEED~web-cms~crm", [LOSS], [FIRST], (4000, 4000)),
    ]


def test_worked_feeds(worked):
    feed = [{"from": "web-cms", "to": "crm"}]
    assert values(repairs.what_repairs(worked, feed), "objects", "handoffs", "ruptures") == [(["quote"], [], [LOSS])]
    assert repairs.what_repairs_summary(worked, feed) == {"handoffs": 0, "volume": (0, 0), "broken": 1}


@pytest.mark.parametrize(
    ("gone", "broken"),
    [
        ({"feed": {"from": "web-cms", "to": "core"}}, [(SECOND, ["quote"])]),
        ({"system": "web-cms"}, [(SECOND, ["quote"])]),
        ({"system": "core"}, [(SECOND, ["quote"])]),
        ({"system": "crm"}, []),
    ],
)
def test_worked_what_breaks(worked, gone, broken):
    assert values(without.what_breaks_without(worked, **gone), "handoff", "objects") == broken


def test_worked_objects(worked):
    names = ("system", "how", "origins", "channels", "touchpoints")
    assert values(objects.who_can_see(worked, "quote"), *names) == [
        ("core", ["FED"], ["web-cms"], ["branch"], 1),
        ("crm", ["STORED"], [], ["phone"], 1),
        ("web-cms", ["STORED"], [], ["website"], 1),
    ]
    sight = objects.who_can_see_summary(worked, "quote")
    assert (sight["needed"], sight["unknown"]) == (2, [])
    assert values(sight["cannot"], "touchpoint", "ruptures") == [(CALL, [LOSS])]
    touched = objects.change_impact(worked, system="web-cms")
    assert values(touched, "touchpoint", "how") == [(ASK, ["USES"]), (SIGN, ["FED"])]
    assert objects.change_impact_summary(worked, department="group")["touchpoints"] == 3


def test_worked_people(worked):
    ends = {"channel": ["website"]}, {"department": ["call-centre"]}
    names = ("from", "to", "commonDepartment", "distance")
    assert values(ownership.common_manager(worked, *ends), *names) == [("digital", "call-centre", "group", 2)]
    assert values(ownership.stakeholder_coverage(worked), "department", "why") == [
        (key, "NOT_CONTRIBUTED") for key in ("call-centre", "digital", "network")
    ]
    assert ownership.unowned(worked) == []
    through = ownership.journeys_through(worked, {"department": ["group"]})
    assert values(through, "journey", "count", "of") == [("home-quote", 3, 3)]


def test_worked_ways(worked):
    found = ways.paths(worked, {"channel": ["website"]}, {"channel": ["branch"]})
    assert values(found, "touchpoints", "status", "broken") == [([ASK, CALL, SIGN], "BROKEN", 1)]
    assert ways.avoidable_contacts(worked) == []


def test_worked_map(worked):
    assert maps.hypotheses_summary(worked) == {"elements": 7, "withoutEvidence": 7, "withoutCustomers": 0}
    assert values(maps.map_checks(worked), "check", "element") == [("NO_SILO", "group")]


# --- a small case for each of the others -----------------------------------------------------------------------------


def test_emotions():
    document = a_document(
        step("s", at("website", emotion=1), at("phone", qualification="IRRITANT", volume=100)),
        step("t", at("branch", emotion=2, volume=7, felt={"nadia": {"emotion": -1}})),
        step("u"),
    )
    (curve,) = feelings.emotion_curve(document)
    assert [curve[name] for name in ("peak", "peakAt", "end", "endAt", "remembered")] == [
        -2, "j/s/phone", 2, "j/t", 0,
    ]  # fmt: skip
    assert curve["steps"][0] == {"step": "j/s", "worst": -2, "best": 1, "mean": -0.5}
    (curve,) = feelings.emotion_curve(document, "nadia")
    assert [point["rests"] for point in curve["points"]] == ["QUALIFICATION", "EMOTION", "PERSONA"]
    assert (curve["end"], curve["remembered"]) == (-1, -1.5)
    names = ("touchpoint", "entering", "perEntry")
    assert values(feelings.irritants_by_reach(document), *names) == [("j/s/phone", None, None)]


def test_reach_of_an_irritant():
    document = a_document(
        step("r"), step("s", at("website", volume=[10, 40])), step("t", at("phone", volume=60, emotion=-1))
    )
    assert values(feelings.irritants_by_reach(document), "entering", "perEntry") == [(40, 1.5)]


def test_moments_of_truth():
    survey, expert = ({"value": 2, "scale": [1, 5], "method": m, "to": d} for m, d in (("SURVEY", "1"), (None, "2")))
    document = a_document(
        step("s", at("website", volume=40, impact=0.9), at("phone", volume=20, impact=0.7), importance=0.8),
        step("t", at("branch", impact=1, volume=[1, 80], performance=0.5), importance=0.7),
    )
    document["journeys"][0]["phases"][0]["steps"][0]["touchpoints"][1]["measures"] = [expert, survey]
    names = ("touchpoint", "reach", "performance", "quadrant", "unknown")
    assert values(feelings.moments_of_truth(document), *names) == [
        ("j/t/branch", 1, 0.5, "KEEP_UP", []),
        ("j/s/phone", 0.25, 0.25, "CONCENTRATE_HERE", []),
        ("j/s/website", 0.5, None, None, ["PERFORMANCE"]),
    ]
    priorities = [row["priority"] for row in feelings.moments_of_truth(document)]
    assert priorities == [pytest.approx(0.35), pytest.approx(0.8 * 0.7 * 0.75 * 0.25), None]


def test_contacts_after_a_failure():
    steps = (
        step("s", at("website", volume=100), next=[{"step": "t", "kind": "FAILURE", "share": 0.25}]),
        step("t", at("phone", volume=50)),
        step("u", at("branch"), next="t"),
    )
    names = ("touchpoint", "from", "only", "avoidable")
    found = ways.avoidable_contacts(a_document(*steps[:2]))
    assert values(found, *names) == [("j/t/phone", ["j/s/website"], True, (50, 50))]
    found = ways.avoidable_contacts(a_document(*steps))
    assert values(found, *names) == [("j/t/phone", ["j/s/website"], False, (25, 25))]


def test_what_is_given_again():
    steps = step("s", at("website", produces=["quote"])), step("t", at("phone", produces=["quote"], volume=5))
    names = ("object", "from", "to", "storedIn", "usedThere")
    assert values(objects.repeated_asks(a_document(*steps)), *names) == [
        ("quote", "j/s/website", "j/t/phone", ["web-cms"], ["crm"])
    ]
    assert objects.repeated_asks(a_document(steps[0], step("t", at("branch", produces=["quote"])))) == []


def test_whose():
    document = a_document(
        step("s", at("website", handledBy=[]), at("phone", handledBy=["digital", "network"], volume=3, missing=True))
    )
    assert values(ownership.unowned(document), "touchpoint", "why") == [
        ("j/s/phone", "CONTESTED"), ("j/s/website", "NOBODY"),
    ]  # fmt: skip
    document["journeys"][0]["contributedBy"] = ["digital", {"department": "network", "validated": True}]
    assert values(ownership.stakeholder_coverage(document), "department", "why") == [("digital", "NOT_VALIDATED")]


def test_what_supports_the_map():
    document = a_document(step("s", at("website")))
    document["evidence"] = [
        {"kind": "SURVEY", "about": ["Journey:j"]},
        {"kind": "EXPERT_OPINION", "about": ["Step:j/s"]},
        {"kind": "SURVEY", "stance": "CONTRADICTS", "about": ["Step:j/s"]},
    ]
    assert values(maps.hypotheses(document), "element", "why", "kinds", "contradicted") == [
        ("j/s", "NOT_FROM_CUSTOMERS", ["EXPERT_OPINION"], 1),
        ("j/s/website", "NO_EVIDENCE", [], 0),
    ]


def test_how_the_map_is_made():
    document = a_document(
        step("s", text="Je demande", need="buy"),
        step("t", text="The file is checked", need="buy"),
        step("u", at("website", needs=["quote"]), text="Jean calls"),
        departments=[{**LANDSCAPE["departments"][1]}, *LANDSCAPE["departments"][2:]],
        silos=[{"key": key} for key in ("marketing", "customer-service", "sales")],
        needs=[{"key": "buy"}],
    )
    assert set(values(maps.map_checks(document), "check", "element", "other")) == {
        ("NO_GOAL", "j", None),
        ("NO_PERSONA", "j", None),
        ("NO_KEEPER", "j", None),
        ("NEEDS_WITHOUT_PRODUCER", "j/u/website", "quote"),
        ("NOT_FIRST_PERSON", "j/t", None),
        ("BACK_OFFICE", "j/t", None),
        ("NOT_FIRST_PERSON", "j/u", None),
        ("SAME_DECISION", "j/s", "j/t"),
        ("NO_SILO", "group", None),
        ("STUB", "group", None),
        ("STUB", "quote", None),
    }


def test_side_by_side():
    first, second = (
        a_document(step("s", at(channel, volume=volume, emotion=1), need="buy"), step("t"))["journeys"][0]
        for channel, volume in (("website", 10), ("phone", 4))
    )
    document = {**LANDSCAPE, "journeys": [first, {**second, "key": "k"}]}
    need, without = compare.compare(document, ["j", "k"])
    assert (need["need"], without["need"], need["only"]) == ("buy", None, None)
    assert values(need["cells"], "steps", "channels", "mean") == [(["j/s"], ["website"], 1), (["k/s"], ["phone"], 1)]
    one, other = compare.compare_summary(document, ["j", "k"])["journeys"]
    assert (one["delta"], other["delta"]["remembered"]) == (None, 0)
    assert sorted(values(other["contacts"], "department", "contacts", "delta")) == [
        ("call-centre", 4, 4), ("digital", 0, -10),
    ]  # fmt: skip


def test_scope():
    document = a_document(step("s", at("website")))
    document["journeys"][0]["status"] = "ARCHIVED"
    for where, found in (({}, 0), ({"archived": True}, 1), ({"journeys": ["j"]}, 1)):
        assert len(crossings.silo_crossings(document, **where)) == found
