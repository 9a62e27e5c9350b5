"""What was observed: flows between places, routes, repeat contacts, and the map beside them."""

import asyncio

import pytest

from api.execute import execute
from events.store import EventStore
from graph.gateway import AsyncGateway
from tests.graph.tables import say
from tests.importers.contacts.synced import CALLS, calls, sync
from tests.queries.answers import rows, summary

MAP = {
    "departments": [{"key": "digital"}, {"key": "call-centre"}],
    "systems": [{"key": "cms", "stores": ["quote"]}, {"key": "crm", "stores": []}],
    "channels": [
        {"key": "website", "kind": "WEBSITE", "operatedBy": ["digital"], "runsOn": ["cms"]},
        {"key": "phone", "kind": "PHONE", "operatedBy": ["call-centre"], "runsOn": ["crm"]},
        {"key": "app", "kind": "APP", "operatedBy": ["digital"], "runsOn": ["cms"]},
    ],
    "needs": [{"key": "get-a-quote"}],
    "journeys": [
        {
            "key": "j",
            "phases": [
                {
                    "key": "p",
                    "steps": [
                        {
                            "key": "ask",
                            "need": "get-a-quote",
                            "touchpoints": [{"channel": "website", "produces": ["quote"], "needs": []}],
                        },
                        {"key": "call", "touchpoints": [{"channel": "phone", "needs": ["quote"]}], "outcome": "GOAL"},
                    ],
                }
            ],
        }
    ],
}


def year():
    """47 quotes that go on from the website to the phone, 12 of them anew; claims that do; others go elsewhere."""
    found = []
    for n in range(47):
        day, case = f"01-{n % 28 + 1:02}", f"k{n}" if n >= 12 else "-"
        found += [f"q{n}a q{n} {day}T10:00 web quote k{n}", f"q{n}b q{n} {day}T11:00 tel quote {case}"]
    for n in range(40):
        day = f"02-{n % 28 + 1:02}"
        found += [f"c{n}a c{n} {day}T10:00 web claim -", f"c{n}b c{n} {day}T11:00 tel claim -"]
    for n in range(5):
        day = f"03-0{n + 1}"
        found += [f"a{n}a a{n} {day}T10:00 tel claim x{n}", f"a{n}b a{n} {day}T11:00 app claim x{n}"]
        found += [f"r{n}a r{n} {day}T10:00 tel bill -", f"r{n}b r{n} {day}T11:00 tel bill -"]
    return found


@pytest.fixture
def observed(gateway, tmp_path):
    say(gateway, MAP)
    assert sync(gateway, EventStore(tmp_path / "events"), calls(tmp_path, *year())).status == "done"
    return gateway


PHONE = {"from": {"channel": ["website"]}, "to": {"channel": ["phone"]}}


def close(found, rate, low, high):
    told = found["breakRate"], found["breakRateLow"], found["breakRateHigh"]
    assert told == pytest.approx((rate, low, high), abs=5e-5)


def test_a_break_rate_has_wilsons_interval(observed):
    found = summary(observed, "observed-flows", **PHONE, reasons=["quote"])
    assert {n: found[n] for n in ("count", "carried", "restarted")} == {"count": 47, "carried": 35, "restarted": 12}
    close(found, 0.2553, 0.1525, 0.3951)


def test_flows_are_told_by_reason_and_month(observed):
    found = rows(observed, "observed-flows", **PHONE)
    assert [(r["reason"], r["month"], r["count"], r["restarted"], r["need"]) for r in found] == [
        ("quote", "2024-01", 47, 12, "get-a-quote"),
        ("claim", "2024-02", 40, 40, None),
    ]
    assert [r["month"] for r in rows(observed, "observed-flows", **PHONE, since="2024-02", until="2024-02")] == [
        "2024-02"
    ]
    by_unit = {"from": {"department": ["digital"]}, "to": {"channelKind": ["PHONE"]}}
    assert rows(observed, "observed-flows", **by_unit) == found


def test_below_the_minimum_nobody_knows(observed):
    few = summary(observed, "observed-flows", **PHONE, reasons=["quote"], minimum=48)
    assert few["count"] == 47 and few["breakRate"] is None and few["breakRateLow"] is None
    nothing = summary(observed, "observed-flows", **PHONE, reasons=["none"])
    assert nothing["count"] == 0 and nothing["breakRate"] is None


def test_who_comes_in_and_who_leaves_is_a_flow_with_one_end(observed):
    everything = rows(observed, "observed-flows", reasons=["bill"])
    assert [(r["from"], r["to"], r["count"], r["undecided"]) for r in everything] == [
        ("phone", "phone", 5, 0), ("phone", None, 5, 5), (None, "phone", 5, 5),
    ]  # fmt: skip


def test_the_most_frequent_routes(observed):
    found = rows(observed, "frequent-routes")
    assert [(r["channels"], r["count"], r["contacts"], r["reasons"]) for r in found] == [
        (["website", "phone"], 87, 2, ["quote", "claim"]),
        (["phone", "app"], 5, 2, ["claim"]),
        (["phone", "phone"], 5, 2, ["bill"]),
    ]
    assert found[0]["share"] == pytest.approx(87 / 97)
    assert [r["count"] for r in rows(observed, "frequent-routes", channel="app")] == [5]
    assert summary(observed, "frequent-routes", since="2024-03") == {"episodes": 10, "rest": 0}


def test_who_comes_back_on_the_same_channel(observed):
    (found,) = rows(observed, "repeat-contacts")
    assert (found["channel"], found["reason"], found["count"], found["contacts"], found["restarted"]) == (
        "phone", "bill", 5, 10, 5,
    )  # fmt: skip
    assert found["share"] == 0.5
    assert rows(observed, "repeat-contacts", until="2024-02") == []


def test_the_map_and_what_was_observed_stand_side_by_side(observed):
    handoff, unknown_way = rows(observed, "designed-vs-observed")
    assert (handoff["handoff"], handoff["designed"], handoff["count"]) == ("j/ask/website~j/call/phone", "BROKEN", 47)
    assert (handoff["verdict"], handoff["agree"]) == ("UNKNOWN", None)
    assert (unknown_way["handoff"], unknown_way["from"], unknown_way["to"]) == (None, "phone", "app")
    assert (unknown_way["designed"], unknown_way["verdict"], unknown_way["count"]) == (None, "UNKNOWN", 5)
    strict, _ = rows(observed, "designed-vs-observed", threshold=0.15)
    assert (strict["verdict"], strict["agree"]) == ("BROKEN", True)
    lenient, _ = rows(observed, "designed-vs-observed", threshold=0.4)
    assert (lenient["verdict"], lenient["agree"]) == ("SOUND", False)
    (alone,) = rows(observed, "designed-vs-observed", **PHONE, reasons=["claim"])
    assert (alone["count"], alone["verdict"], alone["agree"]) == (40, "BROKEN", True)


def ask(gateway, document):
    async def run():
        api = AsyncGateway(gateway.address)
        try:
            return await execute(document, {}, gateway=api)
        finally:
            await api.close()

    return asyncio.run(run())


FIELD = "{ handoffs { edges { node { observed%s { count restarted breakRate } } } } }"


def one(gateway, given=""):
    ((edge),) = ask(gateway, FIELD % given)["data"]["handoffs"]["edges"]
    return edge["node"]["observed"]


def test_a_hand_off_shows_what_was_observed_of_its_need(observed):
    assert one(observed) == {"count": 47, "restarted": 12, "breakRate": pytest.approx(12 / 47)}
    assert one(observed, '(reasons: ["claim"])') == {"count": 40, "restarted": 40, "breakRate": 1.0}
    assert one(observed, '(reasons: ["quote"], since: "2024-02")') is None
    assert one(observed, '(reasons: ["quote", "claim"], until: "2024-02", minimum: 100)')["breakRate"] is None


def test_without_needs_all_reasons_count(gateway, tmp_path):
    say(gateway, MAP)
    sync(gateway, EventStore(tmp_path / "events"), calls(tmp_path, *year()), mapping=CALLS | {"needs": {}})
    assert one(gateway)["count"] == 87


def test_what_is_no_month_is_refused(observed):
    found = ask(observed, FIELD % '(since: "2024-13")')
    assert "2024-13" in found["errors"][0]["message"]


def test_a_map_without_contacts_has_nothing_observed(gateway):
    say(gateway, MAP)
    assert one(gateway) is None
    (row,) = rows(gateway, "designed-vs-observed")
    assert (row["verdict"], row["agree"], row["count"]) == ("UNKNOWN", None, None)
