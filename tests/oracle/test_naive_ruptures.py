"""The oracle's ruptures, by hand: a small case for each rule."""

import pytest

from .cases import a_document, at, handoff, keys, step, switch
from .naive import ruptures
from .reading import sure

# --- context loss ----------------------------------------------------------------------------------------------------

PRODUCES, NEEDS = {"produces": ["quote"]}, {"needs": ["quote"]}


def status(a, b, **landscape):
    found = handoff(switch({**PRODUCES, **a}, {**NEEDS, **b}, **landscape), "s/website", "t/phone")
    return found.status, found.undecided


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ({}, {}, ("BROKEN", [])),
        ({}, {"uses": ["crm", "core"]}, ("SOUND", [])),
        ({}, {"uses": ["web-cms"]}, ("SOUND", [])),
        ({}, {"uses": ["core", "ghost"]}, ("SOUND", [])),
        ({}, {"uses": ["crm", "ghost"]}, ("UNKNOWN", ["SYSTEM_UNKNOWN"])),
        ({}, {"uses": []}, ("BROKEN", [])),
        ({"uses": []}, {}, ("BROKEN", [])),
        ({"uses": []}, {"uses": []}, ("BROKEN", [])),
        ({"uses": []}, {"uses": ["ghost"]}, ("UNKNOWN", ["SYSTEM_UNKNOWN"])),
        ({"uses": ["core"]}, {"uses": []}, ("UNKNOWN", ["STORE_UNKNOWN"])),
        ({"uses": ["core"]}, {}, ("UNKNOWN", ["STORE_UNKNOWN"])),
        ({"uses": ["ghost"]}, {"uses": ["ghost"]}, ("UNKNOWN", ["STORE_UNKNOWN", "SYSTEM_UNKNOWN"])),
        ({"uses": ["ghost", "crm"]}, {}, ("SOUND", [])),
    ],
)
def test_what_becomes_of_an_object(a, b, expected):
    assert status(a, b) == expected


@pytest.mark.parametrize(
    ("website", "phone", "expected"),
    [
        ({"runsOn": []}, {"runsOn": ["crm"]}, ("BROKEN", [])),
        ({"runsOn": ["web-cms"]}, {"runsOn": []}, ("BROKEN", [])),
        ({}, {"runsOn": ["crm"]}, ("UNKNOWN", ["STORE_UNKNOWN"])),
        ({"runsOn": ["web-cms"]}, {}, ("UNKNOWN", ["SYSTEM_UNKNOWN"])),
        ({"runsOn": []}, {}, ("UNKNOWN", ["SYSTEM_UNKNOWN"])),
        ({}, {}, ("UNKNOWN", ["STORE_UNKNOWN", "SYSTEM_UNKNOWN"])),
    ],
)
def test_a_channel_that_runs_on_nothing_says_so_for_its_touchpoints(website, phone, expected):
    channels = [{"key": "website", "kind": "WEBSITE", **website}, {"key": "phone", "kind": "PHONE", **phone}]
    assert status({}, {}, channels=channels) == expected


def test_the_proof_of_a_loss_on_paper_leaves_out_what_nobody_has():
    document = switch({**PRODUCES, "uses": []}, {**NEEDS, "uses": []})
    assert ruptures(document, "j")["CONTEXT_LOSS~j/s/website~j/t/phone~quote"].witness == [
        ("PRODUCED_AT", "Touchpoint:j/s/website"),
        ("OBJECT", "InformationObject:quote"),
        ("NEEDED_AT", "Touchpoint:j/t/phone"),
    ]


# --- what was never given --------------------------------------------------------------------------------------------


def test_what_nobody_gives_does_not_arrive():
    assert status({"produces": []}, {}) == ("UNKNOWN", ["NEVER_GIVEN"])
    assert status({"produces": ["order"]}, {"needs": ["order", "quote"], "uses": ["web-cms"]}) == (
        "UNKNOWN", ["STORE_UNKNOWN", "NEVER_GIVEN"],
    )  # fmt: skip
    assert status({"produces": []}, {"produces": ["quote"]}) == ("UNKNOWN", ["NEVER_GIVEN"])  # its own does not count


def test_what_the_customer_brings_needs_nobody_to_give_it():
    document = switch({}, {"needs": ["quote"]})
    document["journeys"][0]["brings"] = ["quote"]
    assert handoff(document, "s/website", "t/phone").status == "SOUND"
    document["journeys"][0]["brings"] = ["order"]
    assert handoff(document, "s/website", "t/phone").undecided == ["NEVER_GIVEN"]


def test_what_is_given_counts_on_its_own_way_only():
    a = step("a", at("website", produces=["quote"], uses=["core"]), next=["c"])
    b = step("b", at("website"), next=["c"])
    document = a_document(a, b, step("c", at("branch", needs=["quote"])))
    assert handoff(document, "a/website", "c/branch").undecided == ["STORE_UNKNOWN"]
    assert handoff(document, "b/website", "c/branch").undecided == ["NEVER_GIVEN"]


def test_what_was_given_long_before_and_on_the_same_channel_arrives():
    a, b = step("a", at("website", produces=["quote"])), step("b", at("website"))
    document = a_document(a, b, step("c", at("branch", needs=["quote"])))
    assert handoff(document, "b/website", "c/branch").status == "SOUND"


# --- losses ----------------------------------------------------------------------------------------------------------


def test_feeds_in_a_chain_and_only_of_what_they_name():
    chain = [
        {"key": "web-cms", "stores": ["quote", "order"], "feeds": [{"system": "hub", "objects": ["quote"]}]},
        {"key": "hub", "feeds": [{"system": "crm", "objects": ["quote", "order"]}, {"system": "web-cms"}]},
        {"key": "crm"},
    ]
    assert status({}, {}, systems=chain) == ("SOUND", [])
    assert status({"produces": ["order"]}, {"needs": ["order"]}, systems=chain) == ("BROKEN", [])


def test_an_object_fed_to_a_stub_may_be_anywhere():
    feeds = [{"key": "web-cms", "stores": ["quote"], "feeds": [{"system": "ghost", "objects": ["quote"]}]}]
    assert status({}, {}, systems=[*feeds, {"key": "crm"}]) == ("UNKNOWN", ["SYSTEM_UNKNOWN"])
    assert status({}, {"uses": ["ghost"]}, systems=feeds) == ("UNKNOWN", ["SYSTEM_UNKNOWN"])


def losses(*steps, **landscape):
    """{(producer, needer): hand-offs broken, named by where they leave}."""
    found = ruptures(a_document(*steps, **landscape), "j").values()
    return {
        (sure(loss.from_)[2:], sure(loss.to)[2:]): {a[2:] for a, _ in loss.handoffs}
        for loss in found
        if loss.kind == "CONTEXT_LOSS"
    }


def test_a_later_producer_hides_an_earlier_one():
    first, again = step("s", at("website", **PRODUCES)), step("x", at("website", **PRODUCES))
    last = step("t", at("phone", **NEEDS))
    assert losses(first, again, last) == {("x/website", "t/phone"): {"x/website"}}
    around = step("s", at("website", **PRODUCES), next=["x", "t"])
    assert losses(around, again, last) == {
        ("s/website", "t/phone"): {"s/website"}, ("x/website", "t/phone"): {"x/website"},
    }  # fmt: skip


def test_a_loss_breaks_only_the_handoffs_on_its_ways():
    found = losses(
        step("s", at("website", **PRODUCES)),
        step("x", at("branch", needs=[])),
        step("t", at("phone", **NEEDS), outcome="GOAL"),
        step("elsewhere", at("website"), next="t"),
    )
    assert found == {("s/website", "t/phone"): {"x/branch"}}


def test_a_way_may_pass_through_the_one_that_needs():
    loop = step("s", at("website", **PRODUCES)), step("t", at("phone", **NEEDS)), step("x", at("branch"), next="t")
    assert losses(*loop) == {("s/website", "t/phone"): {"s/website", "x/branch"}}
    renews = step("t", at("phone", **NEEDS, **PRODUCES))
    assert losses(loop[0], renews, loop[2]) == {("s/website", "t/phone"): {"s/website"}}


def test_nobody_loses_an_object_to_itself():
    assert losses(step("s", at("phone", **NEEDS, **PRODUCES, uses=["web-cms"]), next="x"), step("x", next="s")) == {}


def test_a_loss_without_a_handoff_is_a_rupture_all_the_same():
    document = a_document(
        step("s", at("website", volume=5, **PRODUCES)), step("t", at("website", volume=5, uses=["crm"], **NEEDS))
    )
    (lost,) = ruptures(document, "j").values()
    assert (lost.kind, lost.handoffs, lost.volume) == ("CONTEXT_LOSS", frozenset(), None)


def test_volume_of_a_loss_is_the_sum_over_its_handoffs():
    def lost(**branch):
        loop = step("t", at("phone", **NEEDS)), step("x", at("branch", **branch), next="t")
        document = a_document(step("s", at("website", volume=[1, 2], **PRODUCES)), *loop)
        return ruptures(document, "j")["CONTEXT_LOSS~j/s/website~j/t/phone~quote"].volume

    assert lost(volume=10) == (11, 12)
    assert lost() is None


# --- the other ruptures ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "b", "forced"),
    [
        ({"expectedOn": ["website"]}, {}, True),
        ({"expectedOn": ["website"]}, {"initiator": "COMPANY"}, True),
        ({"expectedOn": ["phone"]}, {}, False),
        ({"expectedOn": []}, {}, False),
        ({}, {}, True),
        ({}, {"initiator": "COMPANY"}, False),
    ],
)
def test_forced_switch(fields, b, forced):
    document = a_document(step("s", at("website")), step("t", at("phone", **b), **fields), personas=["nadia", "ghost"])
    assert ("FORCED_SWITCH~j/s/website~j/t/phone" in keys(document)) is forced


def test_who_prefers_the_channel_is_a_witness():
    found = ruptures(switch(personas=["nadia"]), "j")
    assert ("PREFERRED_BY", "Persona:nadia") in found["FORCED_SWITCH~j/s/website~j/t/phone"].witness


@pytest.mark.parametrize("kind", ["WEBSITE", None])
def test_no_switch_is_forced_to_a_channel_of_the_same_or_an_unknown_kind(kind):
    channels = [{"key": "website", "kind": "WEBSITE"}, {"key": "phone", "kind": kind}]
    document = a_document(step("s", at("website")), step("t", at("phone"), expectedOn=["website"]), channels=channels)
    assert keys(document) == {"COVERAGE_GAP~j/t~website"}


def test_a_missing_touchpoint_covers_but_does_not_offer():
    t = step("t", at("phone"), at("website", missing=True), expectedOn=["website"])
    found = ruptures(a_document(step("s", at("website", volume=7)), t), "j")
    assert set(found) == {"FORCED_SWITCH~j/s/website~j/t/phone", "SILENT_GAP~j/t/website"}
    assert found["FORCED_SWITCH~j/s/website~j/t/phone"].caused_by is None
    assert found["SILENT_GAP~j/t/website"].volume == (7, 7)


@pytest.mark.parametrize("kind", ["FIELD", "POST"])
def test_a_preference_does_not_keep_the_parcel_from_the_door(kind):
    channels = [{"key": "website", "kind": "WEBSITE"}, {"key": "phone", "kind": kind}]
    personas = [{"key": "nadia", "prefers": ["website"]}]

    def forced(**fields):
        steps = step("s", at("website")), step("t", at("phone"), **fields)
        found = keys(a_document(*steps, personas=["nadia"], channels=channels) | {"personas": personas})
        return "FORCED_SWITCH~j/s/website~j/t/phone" in found

    assert not forced()
    assert forced(expectedOn=["website"])


# --- contacts at a step ----------------------------------------------------------------------------------------------


def gap(*before, t=(), **fields):
    """The volume of a gap at step t: who is there, or arrives there."""
    document = a_document(*before, step("t", *t, expectedOn=["branch"], **fields))
    return ruptures(document, "j")["COVERAGE_GAP~j/t~branch"].volume


def test_who_is_at_the_step_is_counted_there():
    first = step("s", at("website", volume=100))
    assert gap(first, t=[at("phone", volume=3), at("website", volume=[1, 2])]) == (4, 5)
    assert gap(first, t=[at("phone", volume=3), at("website")]) == (100, 100)  # not all of them are known
    assert gap(first, t=[at("website", missing=True)]) == (100, 100)


def test_who_arrives_is_counted_share_by_share():
    first = step("r", at("website", volume=5), at("phone", volume=[1, 2]), next=["t"]), step("s", next=["t"])
    assert gap(*first) == (6, 7)
    assert gap() is None
    split = step("r", at("website", volume=100), next=[{"step": "s", "share": 0.75}, {"step": "t", "share": 0.25}])
    assert gap(split, step("s", at("phone", volume=40), outcome="GOAL")) == (25, 25)
    assert gap(split, step("s")) == (100, 100)  # a quarter at once, three quarters through a step where nothing happens
    either = step("r", at("website", volume=[60, 100]), next=["s", "t"])
    assert gap(either, step("s", at("phone", volume=40), outcome="GOAL")) == (0, 100)
    assert gap(either, step("s", at("phone"), next="t")) is None


def test_nobody_arrives_from_the_step_itself():
    assert gap(step("s", at("website", volume=7)), t=[at("phone")], next="t") == (7, 7)


def test_declared_ways_stand_for_all_others():
    there = [at("phone", volume=9), at("website")]
    assert gap(step("s", at("website", volume=7, leadsTo=["t/phone"])), t=there) == (7, 7)
    assert gap(step("s", at("website", volume=7, leadsTo=[{"to": "t/phone", "volume": 2}])), t=there) == (2, 2)
    assert gap(step("s", at("website", volume=7, leadsTo=["u/phone"])), step("u", at("phone", volume=3)), t=there) == (
        3,
        3,
    )
    assert gap(step("s", at("website", volume=7, leadsTo=["t/phone"]))) is None
    assert gap(step("s", at("website", volume=7, leadsTo=[]))) is None


def test_dead_ends_and_silences_count_who_is_there():
    stop = (
        step("s", at("website", volume=5), next=[]),
        step("t", at("phone", missing=True), at("website", volume=[1, 2])),
    )
    found = ruptures(a_document(*stop), "j")
    assert found["DEAD_END~j/s"].volume == (5, 5)
    assert found["SILENT_GAP~j/t/phone"].volume == (1, 2)


@pytest.mark.parametrize(
    ("steps", "dead"),
    [
        ([step("s", next=[]), step("t")], {"s"}),
        ([step("s", next=["ghost"]), step("t")], set()),
        ([step("s", outcome="ABANDON"), step("t")], set()),
        ([step("s", next="t"), step("u", outcome="GOAL"), step("t")], set()),
        ([step("u", next=[]), step("s", outcome="GOAL", next="t"), step("t")], {"u"}),
        ([step("g", next=["u", "t"]), step("u", next="g", outcome="ABANDON"), step("t")], set()),
    ],
)
def test_dead_ends(steps, dead):
    assert keys(a_document(*steps)) == {f"DEAD_END~j/{key}" for key in dead}
