"""Where an information object can be read."""

from tests.graph.tables import WORKED, say
from tests.oracle.cases import a_document, at, step
from tests.queries.answers import rows, summary

PHONE = "home-quote/call-to-adjust/phone"


def test_the_worked_case(gateway):
    say(gateway, WORKED)
    found = rows(gateway, "who-can-see", object="quote")
    columns = ("system", "how", "origins", "channels", "departments", "touchpoints")
    assert [tuple(row[name] for name in columns) for row in found] == [
        ("core", ["FED"], ["web-cms"], ["branch"], ["network"], 1),
        ("crm", ["STORED"], [], ["phone"], ["call-centre"], 1),
        ("web-cms", ["STORED"], [], ["website"], ["digital"], 1),
    ]
    sight = summary(gateway, "who-can-see", object="quote")
    assert sight["needed"] == 2 and sight["unknown"] == []
    assert [(row["touchpoint"], row["ruptures"]) for row in sight["cannot"]] == [
        (PHONE, [f"CONTEXT_LOSS~home-quote/ask-quote/website~{PHONE}~quote"])
    ]


def test_nobody_holds_it_there_or_nobody_knows(gateway):
    steps = [
        step("a", at("branch", needs=["claim"])),
        step("b", at("phone", needs=["claim"], uses=[])),
        step("c", at("phone", needs=["claim"], uses=["nobody-described"])),
        step("d", at("website", needs=["claim"], missing=True)),
    ]
    say(gateway, a_document(*steps, informationObjects=[{"key": "claim"}]))
    assert rows(gateway, "who-can-see", object="claim") == []
    sight = summary(gateway, "who-can-see", object="claim")
    assert [row["touchpoint"] for row in sight["cannot"]] == ["j/b/phone"]  # where no system is used nothing is read
    assert sight["unknown"] == ["j/a/branch", "j/c/phone"]
    systems = [{"key": "web-cms", "stores": ["claim"]}, {"key": "crm"}, {"key": "core"}]
    say(gateway, a_document(*steps, informationObjects=[{"key": "claim"}], systems=systems))
    sight = summary(gateway, "who-can-see", object="claim")
    assert [row["touchpoint"] for row in sight["cannot"]] == ["j/a/branch", "j/b/phone"]
    assert sight["unknown"] == ["j/c/phone"] and sight["needed"] == 3


def test_what_is_fed_to_a_system_that_nobody_described_may_be_there_or_not(gateway):
    feeds = [{"system": key, "objects": ["quote"]} for key in ("crm", "ghost")]
    systems = [{"key": "web-cms", "stores": ["quote"], "feeds": feeds}, {"key": "crm"}, {"key": "core"}]
    steps = [
        step("a", at("website", needs=["quote"], uses=["ghost"])),
        step("b", at("phone", needs=["quote"], uses=["ghost", "crm"])),
        step("c", at("branch", needs=["quote"], uses=["core"])),
    ]
    say(gateway, a_document(*steps, systems=systems))
    assert [row["system"] for row in rows(gateway, "who-can-see", object="quote")] == ["crm", "ghost", "web-cms"]
    sight = summary(gateway, "who-can-see", object="quote")
    assert (sight["needed"], sight["cannot"], sight["unknown"]) == (3, [], ["j/a/website", "j/c/branch"])


def test_feeds_in_a_circle(gateway):
    systems = [
        {"key": "web-cms", "stores": ["quote"], "feeds": [{"system": "crm", "objects": ["quote"]}]},
        {"key": "crm", "feeds": [{"system": "web-cms", "objects": ["quote"]}]},
        {"key": "core"},
    ]
    say(gateway, a_document(step("a", at("website", needs=["quote"])), systems=systems))
    found = {row["system"]: (row["how"], row["origins"]) for row in rows(gateway, "who-can-see", object="quote")}
    assert found == {"web-cms": (["STORED", "FED"], []), "crm": (["FED"], ["web-cms"])}


def test_only_what_is_in_scope_and_supported(gateway):
    say(gateway, WORKED)
    for given in ({"perspectives": ["FUTURE"]}, {"evidence": ["SURVEY"]}):
        assert summary(gateway, "who-can-see", object="quote", **given)["needed"] == 0
        assert {row["touchpoints"] for row in rows(gateway, "who-can-see", object="quote", **given)} == {0}


def test_nothing_is_called_so(gateway):
    assert rows(gateway, "who-can-see", object="nothing") == []
    assert summary(gateway, "who-can-see", object="nothing") == {"needed": 0, "cannot": [], "unknown": []}
