"""What feeds would repair, from facts alone: what derivation and store would have to be brought to."""

from queries.catalogue.best_repairs.compute import repairs
from queries.catalogue.what_repairs.compute import repaired, together
from queries.root_causes import root_causes

SYSTEMS = [
    ["web", False, ["quote"], []],
    ["crm", False, [], []],
    ["core", False, [], [["dwh", ["quote"]]]],
    ["dwh", True, [], []],
]


def loss(key, before, used, *handoffs, object="quote"):
    return [key, object, before, used, list(handoffs)]


def test_what_lies_on_paper_has_no_feed():
    losses = [
        loss("paper", [], ["crm"], ["a~b", 1.0, 2.0, 1]),
        loss("no-screen", ["web"], [], ["a~c", 1.0, 2.0, 1]),
        loss("not-stored", ["crm"], ["web"], ["a~d", 1.0, 2.0, 1]),
    ]
    keys = [key for key, *_ in losses]
    assert repairs([SYSTEMS, [], keys, losses], {}) == []
    found = root_causes([SYSTEMS, [], keys, losses])
    assert [found.of(key, None) for key in keys] == keys
    facts = [SYSTEMS, ["a~b", "a~c", "a~d"], losses]
    (row,) = repaired(facts, {"feed": [{"from": "web", "to": "crm"}]})
    assert (row["handoffs"], row["objects"], row["ruptures"]) == ([], [], [])


def test_what_nobody_described_repairs_nothing():
    losses = [loss("L", ["web"], ["dwh"], ["a~b", 1.0, 2.0, 1])]
    assert repairs([SYSTEMS, [], ["L"], losses], {}) == []
    facts = [SYSTEMS, ["a~b"], losses]
    (row,) = repaired(facts, {"feed": [{"from": "web", "to": "dwh"}]})
    assert row["handoffs"] == [] and together([row]) == {"handoffs": 0, "volume": (0.0, 0.0)}


def test_none_laid():
    assert repaired([SYSTEMS, [], []], {"feed": []}) == []
    assert together([]) == {"handoffs": 0, "volume": (0.0, 0.0)}


def test_a_loss_that_is_not_asked_about_is_repaired_all_the_same():
    losses = [loss("L", ["web"], ["crm"], ["a~b", 1.0, 2.0, 2]), loss("M", ["web"], ["crm"], ["a~b", 1.0, 2.0, 2])]
    (row,) = repairs([SYSTEMS, [], ["L"], losses], {})
    assert (row["ruptures"], row["repaired"], row["partly"]) == (["L"], ["a~b"], [])


def test_the_root_cause_carries_what_is_lost_today():
    losses = [loss("today", ["web"], ["crm"]), loss("tomorrow", ["web"], ["crm"], object="order")]
    systems = [["web", False, ["quote", "order"], []], *SYSTEMS[1:]]
    found = root_causes([systems, [], ["today"], losses])
    assert found.feeds == [{"key": "FEED~web~crm", "from": "web", "to": "crm", "objects": ["quote"]}]
    assert found.repaired == {"today": 0}
