"""What feeds would repair, from facts alone: what derivation and store would have to be brought to."""

from queries.catalogue.best_repairs import compute as best_repairs
from queries.catalogue.best_repairs.compute import repairs
from queries.catalogue.what_repairs import compute as what_repairs
from queries.catalogue.what_repairs.compute import repaired, together
from queries.root_causes import Causes, root_causes


def system(key, *stores, stub=False, feeds=()):
    return {"key": key, "stub": stub, "stores": list(stores), "feeds": list(feeds)}


SYSTEMS = [system("web", "quote"), system("crm"), system("core", feeds=[["dwh", ["quote"]]]), system("dwh", stub=True)]


def loss(key, before, used, *handoffs, object="quote"):
    broken = [dict(zip(("key", "low", "high", "ruptures"), each, strict=True)) for each in handoffs]
    return {"key": key, "object": object, "before": before, "used": used, "handoffs": broken}


def test_what_lies_on_paper_has_no_feed():
    losses = [
        loss("paper", [], ["crm"], ["a~b", 1.0, 2.0, 1]),
        loss("no-screen", ["web"], [], ["a~c", 1.0, 2.0, 1]),
        loss("not-stored", ["crm"], ["web"], ["a~d", 1.0, 2.0, 1]),
    ]
    keys = [loss["key"] for loss in losses]
    assert repairs(best_repairs.RepairFacts(SYSTEMS, [], keys, losses), {}) == []
    found = root_causes(Causes(SYSTEMS, [], keys, losses))
    assert [found.of(key, None) for key in keys] == keys
    facts = what_repairs.FeedFacts(SYSTEMS, ["a~b", "a~c", "a~d"], losses)
    (row,) = repaired(facts, {"feed": [{"from": "web", "to": "crm"}]})
    assert (row["handoffs"], row["objects"], row["ruptures"]) == ([], [], [])


def test_what_nobody_described_repairs_nothing():
    losses = [loss("L", ["web"], ["dwh"], ["a~b", 1.0, 2.0, 1])]
    assert repairs(best_repairs.RepairFacts(SYSTEMS, [], ["L"], losses), {}) == []
    facts = what_repairs.FeedFacts(SYSTEMS, ["a~b"], losses)
    (row,) = repaired(facts, {"feed": [{"from": "web", "to": "dwh"}]})
    assert row["handoffs"] == [] and together([row]) == {"handoffs": 0, "volume": (0.0, 0.0)}


def test_none_laid():
    assert repaired(what_repairs.FeedFacts(SYSTEMS, [], []), {"feed": []}) == []
    assert together([]) == {"handoffs": 0, "volume": (0.0, 0.0)}


def test_a_loss_that_is_not_asked_about_is_repaired_all_the_same():
    losses = [loss("L", ["web"], ["crm"], ["a~b", 1.0, 2.0, 2]), loss("M", ["web"], ["crm"], ["a~b", 1.0, 2.0, 2])]
    (row,) = repairs(best_repairs.RepairFacts(SYSTEMS, [], ["L"], losses), {})
    assert (row["ruptures"], row["repaired"], row["partly"]) == (["L"], ["a~b"], [])


def test_the_root_cause_carries_what_is_lost_today():
    losses = [loss("today", ["web"], ["crm"]), loss("tomorrow", ["web"], ["crm"], object="order")]
    systems = [system("web", "quote", "order"), *SYSTEMS[1:]]
    found = root_causes(Causes(systems, [], ["today"], losses))
    assert found.feeds == [{"key": "FEED~web~crm", "from": "web", "to": "crm", "objects": ["quote"]}]
    assert found.repaired == {"today": 0}
