"""The oracle's ruptures, by hand: a small case for each rule."""

import pytest

from .cases import a_document, at, handoff, keys, step, switch
from .naive import ruptures

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
        ({}, {"uses": []}, ("UNKNOWN", ["SYSTEM_UNKNOWN"])),
        ({"uses": []}, {}, ("UNKNOWN", ["STORE_UNKNOWN"])),
        ({"uses": ["core"]}, {}, ("UNKNOWN", ["STORE_UNKNOWN"])),
        ({"uses": ["ghost"]}, {"uses": ["ghost"]}, ("UNKNOWN", ["STORE_UNKNOWN", "SYSTEM_UNKNOWN"])),
        ({"uses": ["ghost", "crm"]}, {}, ("SOUND", [])),
    ],
)
def test_what_becomes_of_an_object(a, b, expected):
    assert status(a, b) == expected


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
        (loss.from_[2:], loss.to[2:]): {a[2:] for a, _ in loss.handoffs}
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


def test_coverage_gap_takes_its_volume_from_the_steps_before():
    first = step("r", at("website", volume=5), at("phone", volume=[1, 2]), next=["t"]), step("s", next=["t"])
    document = a_document(*first, step("t", expectedOn=["branch"]))
    assert ruptures(document, "j")["COVERAGE_GAP~j/t~branch"].volume == (6, 7)
    assert ruptures(a_document(step("t", expectedOn=["branch"])), "j")["COVERAGE_GAP~j/t~branch"].volume is None


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
