"""Journeys side by side."""

from tests.graph.tables import say
from tests.oracle.cases import LANDSCAPE, at, step
from tests.queries.answers import rows, summary


def journey(key, *steps, **more):
    return {"key": key, "phases": [{"key": "p", "steps": list(steps)}], **more}


TODAY = journey(
    "today",
    step("ask", at("website", emotion=1, volume=100, produces=["quote"], needs=[]), need="get-a-quote"),
    step("call", at("phone", qualification="IRRITANT", volume=40, needs=["quote"]), need="adjust"),
    step("wait", at("phone", needs=[], volume=10)),
    step("sign", at("branch", emotion=2, needs=[]), need="sign", outcome="GOAL"),
)
TARGET = journey(
    "target",
    step("be-greeted", at("branch", needs=[]), need="be-known"),
    step("all", at("website", emotion=2, volume=[80, 120], needs=[]), need="get-a-quote"),
    step(
        "sign",
        at("website", missing=True),
        at("website", key="sign-here", emotion=1, needs=[]),
        need="sign",
        outcome="GOAL",
    ),
    perspective="FUTURE",
)


def compared(gateway, *journeys, **given):
    say(gateway, {**LANDSCAPE, "journeys": list(journeys)})
    keys = [each["key"] for each in journeys]
    return rows(gateway, "compare", journeys=keys, **given), summary(gateway, "compare", journeys=keys, **given)[
        "journeys"
    ]


def test_a_row_for_each_need_in_the_order_of_the_first(gateway):
    found, _ = compared(gateway, TODAY, TARGET)
    cells = {row["need"]: [cell["steps"] for cell in row["cells"]] for row in found}
    assert list(cells) == ["get-a-quote", "adjust", "sign", "be-known", None]
    assert cells == {
        "get-a-quote": [["today/ask"], ["target/all"]],
        "adjust": [["today/call"], []],
        "sign": [["today/sign"], ["target/sign"]],
        "be-known": [[], ["target/be-greeted"]],
        None: [["today/wait"], []],
    }
    assert [row["only"] for row in found] == [None, "today", None, "target", "today"]


def test_what_a_cell_holds(gateway):
    found, _ = compared(gateway, TODAY, TARGET)
    call = found[1]["cells"][0]
    assert (call["worst"], call["best"], call["mean"], call["channels"]) == (-2, -2, -2, ["phone"])
    ask = found[0]["cells"][0]
    assert (ask["handoffs"], ask["broken"], ask["unknown"], ask["sound"]) == (1, 1, 0, 0)
    assert found[1]["cells"][1] == {
        "journey": "target", "steps": [], "channels": [], "worst": None, "best": None, "mean": None,
        "handoffs": 0, "broken": 0, "unknown": 0, "sound": 0,
    }  # fmt: skip


def test_totals_and_what_is_more_or_less(gateway):
    _, (today, target) = compared(gateway, TODAY, TARGET)
    assert (today["steps"], today["touchpoints"], today["channels"]) == (4, 4, ["branch", "phone", "website"])
    assert (target["steps"], target["touchpoints"], target["channels"]) == (3, 3, ["branch", "website"])
    assert (today["handoffs"], today["broken"], today["sound"]) == (2, 1, 1)
    assert (today["external"], today["internal"], today["eiIndex"]) == (2, 1, 1 / 3)
    assert (today["remembered"], target["remembered"]) == (0, 1.5)
    assert today["delta"] is None and target["delta"]["steps"] == -1 and target["delta"]["remembered"] == 1.5
    kinds = {each["kind"]: (each["count"], each["delta"]) for each in target["ruptures"]}
    assert kinds["CONTEXT_LOSS"] == (0, -1) and kinds["SILENT_GAP"] == (1, 1)


def test_contacts_of_each_department(gateway):
    _, (today, target) = compared(gateway, TODAY, TARGET)
    assert {c["department"]: c["contacts"] for c in today["contacts"]} == {
        "call-centre": 50, "digital": 100, "network": None,
    }  # fmt: skip
    assert {c["department"]: (c["contacts"], c["delta"]) for c in target["contacts"]} == {
        "call-centre": (0, -50), "digital": (None, None), "network": (None, None),
    }  # fmt: skip


def test_a_journey_without_touchpoints_and_one_that_is_not_there(gateway):
    _, totals = compared(gateway, TODAY, journey("bare"))
    assert totals[1]["steps"] == totals[1]["touchpoints"] == 0 and totals[1]["eiIndex"] is None
    assert totals[1]["delta"]["crossingRate"] is None and totals[1]["delta"]["broken"] == -1
    assert len(summary(gateway, "compare", journeys=["today", "nowhere"])["journeys"]) == 1


def test_only_what_evidence_supports(gateway):
    found, totals = compared(gateway, TODAY, TARGET, evidence=["SURVEY"])
    assert found == [] and [each["touchpoints"] for each in totals] == [0, 0]


def test_a_way_counts_where_either_end_is_proven(gateway):
    proof = {"key": "e", "kind": "SURVEY", "about": ["Step:today/ask", "Touchpoint:today/call/phone"]}
    say(gateway, {**LANDSCAPE, "journeys": [TODAY, TARGET], "evidence": [proof]})
    asked = {"journeys": ["today", "target"], "evidence": ["SURVEY"]}
    cells = {row["need"]: row["cells"][0] for row in rows(gateway, "compare", **asked)}
    assert {need: (cell["handoffs"], cell["channels"]) for need, cell in cells.items()} == {
        "get-a-quote": (1, []),
        "adjust": (0, ["phone"]),
    }
    today = summary(gateway, "compare", **asked)["journeys"][0]
    assert (today["steps"], today["touchpoints"], today["handoffs"]) == (2, 1, 1)
    assert (today["external"], today["internal"]) == (1, 1)  # to the call, and from it to the wait on the same channel
