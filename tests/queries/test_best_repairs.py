"""The feeds that would repair most."""

from typing import Any

from tests.graph.tables import WORKED, say
from tests.oracle.cases import LANDSCAPE, a_document, at, step
from tests.queries.answers import rows

COLUMNS = ("from", "to", "objects", "repaired", "partly", "volume", "knownVolume")


def table(found):
    return [tuple(row[name] for name in COLUMNS) for row in found]


def test_the_worked_case_repairs_one_of_two_ruptures(gateway):
    say(gateway, WORKED)
    switch = "home-quote/ask-quote/website~home-quote/call-to-adjust/phone"
    assert table(rows(gateway, "best-repairs")) == [("web-cms", "crm", ["quote"], [], [switch], (4000, 4000), 4000)]


SYSTEMS: list[dict[str, Any]] = [
    {"key": "web-cms", "stores": ["quote"], "runBy": "digital"},
    {"key": "crm", "runBy": "call-centre"},
    {"key": "core", "feeds": [{"system": "crm", "objects": ["quote"]}]},
]


def document(**more):
    """Two ways to the phone, from the website and, without a need for it, from the branch."""
    web = step("a", at("website", needs=[], produces=["quote"], volume=100), next=["b"])
    phone = step("b", at("phone", needs=["quote"], volume=40), expectedOn=["phone"])
    return a_document(web, phone, step("c", at("branch", needs=["quote"])), **{"systems": SYSTEMS, **more})


def test_what_a_feed_leads_on_to_counts(gateway):
    say(gateway, document())
    found = {(row["from"], row["to"]): (row["repaired"], row["partly"]) for row in rows(gateway, "best-repairs")}
    both = ["j/a/website~j/b/phone", "j/b/phone~j/c/branch"]
    assert found[("web-cms", "core")] == (both, [])


def test_owners_and_who_stands_above_them(gateway):
    positions = [{"key": "head", "heads": "group"}]
    say(gateway, document(systems=SYSTEMS[:2], positions=positions))
    (row,) = rows(gateway, "best-repairs")
    assert (row["fromOwner"], row["toOwner"], row["commonDepartment"], row["distance"]) == (
        "digital", "call-centre", "group", 2
    )  # fmt: skip
    assert row["heads"] == ["head"] and row["volume"] == row["repairedVolume"] == (40, 40)


def test_what_is_asked_about_does_not_change_what_is_repaired(gateway):
    chat = {"key": "chat", "kind": "CHAT", "runsOn": ["web-cms"]}
    given = {"needs": [], "produces": ["quote"]}
    steps = step("a", at("website", **given), at("chat", **given)), step("b", at("branch", needs=[]))
    last = step("c", at("phone", needs=["quote"]))
    say(
        gateway,
        a_document(*steps, last, systems=[*SYSTEMS[:2], {"key": "core"}], channels=[*LANDSCAPE["channels"], chat]),
    )
    for narrowed, ruptures in (({}, 2), ({"from_": {"channel": ["chat"]}}, 1)):
        (row,) = rows(gateway, "best-repairs", **narrowed)
        assert (row["repaired"], row["partly"]) == (["j/b/branch~j/c/phone"], [])
        assert len(row["ruptures"]) == ruptures


def test_unknown_volumes_and_nothing_to_repair(gateway):
    say(gateway, document(systems=[*SYSTEMS[:2], {"key": "core"}]))
    found = {(row["to"], row["volume"], row["knownVolume"]) for row in rows(gateway, "best-repairs")}
    assert found == {("core", (40, 40), 40), ("crm", (40, 40), 40)}
    assert (
        rows(gateway, "best-repairs", perspectives=["FUTURE"])
        == rows(gateway, "best-repairs", evidence=["SURVEY"])
        == []
    )
    say(gateway, document(systems=[{"key": "web-cms", "stores": ["quote"]}, {"key": "core"}]))
    assert rows(gateway, "best-repairs", to={"channel": ["phone"]}) == []


WAREHOUSE = {"key": "dwh", "stores": ["quote", "order"], "runBy": "call-centre"}


def two_sources(*systems, needs=("quote",), **more):
    """The website keeps what it is told in `web-cms` and in `dwh`; the phone looks into `crm`."""
    web = at("website", needs=[], produces=["quote", "order"], uses=["web-cms", "dwh"], volume=100)
    there = step("b", at("phone", needs=list(needs), volume=40), expectedOn=["phone"])
    return a_document(step("a", web), there, systems=list(systems), **more)


def test_a_feed_carries_all_objects_and_counts_a_hand_off_once(gateway):
    stores = {**SYSTEMS[0], "stores": ["quote", "order"]}
    say(gateway, two_sources(stores, SYSTEMS[1], {"key": "dwh"}, needs=("quote", "order")))
    (row,) = rows(gateway, "best-repairs")
    assert (row["from"], row["to"], row["objects"], row["object"]) == ("web-cms", "crm", ["order", "quote"], "order")
    assert (len(row["ruptures"]), row["repaired"], row["volume"]) == (2, ["j/a/website~j/b/phone"], (40, 40))
    assert (row["widens"], row["alternatives"]) == (False, [])


def test_a_feed_that_is_there_is_widened(gateway):
    fed = {**SYSTEMS[0], "feeds": [{"system": "crm", "objects": ["order"]}]}
    say(gateway, two_sources(fed, SYSTEMS[1], {"key": "dwh"}, needs=("quote", "order")))
    (row,) = rows(gateway, "best-repairs")
    assert (row["objects"], row["widens"]) == (["quote"], True)


def test_of_equal_sources_the_one_with_the_nearest_owners_is_named(gateway):
    say(gateway, two_sources(*SYSTEMS[:2], WAREHOUSE))
    (row,) = rows(gateway, "best-repairs")
    assert (row["from"], row["to"], row["distance"], row["commonDepartment"]) == ("dwh", "crm", 0, "call-centre")
    assert row["alternatives"] == [
        {"from": "web-cms", "to": "crm", "widens": False, "fromOwner": "digital", "toOwner": "call-centre",
         "commonDepartment": "group", "distance": 2}
    ]  # fmt: skip


def test_an_unknown_owner_is_far_away(gateway):
    say(gateway, two_sources(*SYSTEMS[:2], {"key": "dwh", "stores": ["quote"]}))
    (row,) = rows(gateway, "best-repairs")
    assert (row["from"], row["distance"]) == ("web-cms", 2)
    assert [(each["from"], each["fromOwner"], each["distance"]) for each in row["alternatives"]] == [
        ("dwh", None, None)
    ]
    strangers = [{"key": "digital"}, {"key": "call-centre"}, {"key": "network"}]
    say(gateway, two_sources(*SYSTEMS[:2], {"key": "dwh", "stores": ["quote"]}, departments=strangers))
    (row,) = rows(gateway, "best-repairs")
    assert (row["from"], row["distance"], row["commonDepartment"]) == ("dwh", None, None)  # then by key


def test_the_source_of_more_objects_repairs_more(gateway):
    say(gateway, two_sources(*SYSTEMS[:2], WAREHOUSE, needs=("quote", "order")))
    found = [(row["from"], row["objects"], row["repaired"], row["volume"]) for row in rows(gateway, "best-repairs")]
    handoff = "j/a/website~j/b/phone"
    assert found == [("dwh", ["order", "quote"], [handoff], (40, 40)), ("web-cms", ["quote"], [], (40, 40))]


def test_another_system_that_is_looked_into_is_as_good(gateway):
    chat = {"key": "phone", "kind": "PHONE", "runsOn": ["crm", "core"]}
    say(gateway, document(systems=[*SYSTEMS[:2], {"key": "core"}], channels=[LANDSCAPE["channels"][0], chat]))
    (row,) = rows(gateway, "best-repairs", to={"channel": ["phone"]})
    assert (row["to"], [each["to"] for each in row["alternatives"]]) == ("crm", ["core"])
