"""What was renamed keeps what is remembered of it."""

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.aliases import Names
from graph.model.words import Triage
from graph.problems import Code
from tests.graph.tables import RUN_KEYS, check_edges, check_nodes, codes, decide, dump, empty, graph_at, say, written
from tests.graph.test_derived_upkeep import CALL, GAP, LOSS, SWITCH, derived_anew, find, rupture, step, worked
from tests.often import often
from tests.oracle.documents import documents

SOURCE = "test-worked"
PHONE = "home-quote/phone-to-adjust"
ABOUT = {"evidence": [{"key": "e", "kind": "SURVEY", "about": [f"Touchpoint:{CALL}/phone", f"Step:{CALL}"]}]}


def now(key: str) -> str:
    return key.replace(CALL, PHONE)


def with_step(key: str, *aliases: str, journey: str = "home-quote"):
    document = worked()
    document["journeys"][0]["key"] = journey
    step(document, "call-to-adjust").update(key=key, aliases=list(aliases))
    return document


@pytest.fixture
def loaded(gateway):
    say(gateway, worked(), source=SOURCE)
    for key, state in ((LOSS, Triage.PLANNED), (GAP, Triage.IGNORED)):
        decide(gateway, key, state)
    return gateway


def remembered(gateway) -> dict[str, tuple[Any, ...]]:
    """What is known of the nodes, whatever their key: since when, and what people decided."""
    rows = gateway.read(
        "MATCH (n) WHERE n.firstSeen IS NOT NULL "
        "RETURN labels(n)[0], n.key, n.firstSeen, n.triage, n.resolved, n.reopened, n.lastResolved"
    )
    return {f"{label}:{key}": tuple(rest) for label, key, *rest in rows}


def test_a_renamed_step_keeps_everything(loaded):
    before = remembered(loaded)
    report = say(loaded, with_step("phone-to-adjust", "call-to-adjust"), source=SOURCE)
    assert (report.status, report.problems) == ("done", [])
    assert written(report) == {"Step": (0, 1, 0)}
    assert remembered(loaded) == {now(key): value for key, value in before.items()}
    assert check_nodes(loaded, "Step", ("aliases",)) >= {(PHONE, (CALL,))}
    assert graph_at(loaded) == (4, 4)
    derived_anew(loaded)
    assert not say(loaded, with_step("phone-to-adjust", "call-to-adjust"), source=SOURCE).changed


def test_a_rehearsal_tells_the_same_and_moves_nothing(loaded):
    before = dump(loaded)
    document = with_step("phone-to-adjust", "call-to-adjust")
    rehearsed = say(loaded, document, source=SOURCE, dry_run=True)
    assert dump(loaded) == before
    assert graph_at(loaded) == (3, 3)
    report = say(loaded, document, source=SOURCE)
    assert (written(rehearsed), codes(rehearsed)) == (written(report), codes(report))


def test_a_renamed_journey_keeps_everything(loaded):
    before = remembered(loaded)
    document = with_step("phone-to-adjust", "call-to-adjust", journey="house")
    document["journeys"][0]["aliases"] = ["home-quote"]
    report = say(loaded, document, source=SOURCE)
    assert written(report) == {"Journey": (0, 1, 0), "Step": (0, 1, 0)}
    assert remembered(loaded) == {now(key).replace("home-quote", "house"): value for key, value in before.items()}
    derived_anew(loaded)


@pytest.mark.parametrize("former", ["home-quote/call-to-adjust/phone", "phone"])
def test_a_renamed_touchpoint_keeps_everything(loaded, former):
    before = remembered(loaded)
    document = worked()
    step(document, "call-to-adjust")["touchpoints"][0].update(key="call", aliases=[former])
    report = say(loaded, document, source=SOURCE)
    assert (written(report), report.problems) == ({"Touchpoint": (0, 1, 0)}, [])
    assert remembered(loaded) == {key.replace(f"{CALL}/phone", f"{CALL}/call"): v for key, v in before.items()}
    derived_anew(loaded)


def test_a_renamed_object_keeps_what_was_decided_about_its_loss(loaded):
    document = json.loads(json.dumps(worked()).replace('"quote"', '"devis"'))
    for each in document["informationObjects"]:
        each["aliases"] = ["quote"]
    say(loaded, document, source=SOURCE)
    renamed = LOSS.replace("~quote", "~devis")
    assert check_nodes(loaded, "Rupture", ("triage", "resolved")) >= {(renamed, "PLANNED", None)}
    assert LOSS not in check_nodes(loaded, "Rupture")
    derived_anew(loaded)


def test_a_renamed_department_still_answers(loaded):
    decide(loaded, LOSS, Triage.PLANNED, {"owner": "digital"})
    document = json.loads(json.dumps(worked()).replace('"digital"', '"web-team"'))
    next(each for each in document["departments"] if each["key"] == "web-team")["aliases"] = ["digital"]
    say(loaded, document, source=SOURCE)
    assert check_nodes(loaded, "Rupture", ("triage", "triageOwner")) >= {(LOSS, "PLANNED", "web-team")}


def test_renames_follow_one_another(loaded):
    before = remembered(loaded)
    say(loaded, with_step("b", "call-to-adjust"), source=SOURCE)
    say(loaded, with_step("phone-to-adjust", "b", "call-to-adjust"), source=SOURCE)
    assert remembered(loaded) == {now(key): value for key, value in before.items()}


@pytest.mark.parametrize("aliases", [["phone-to-adjust"], []])
def test_renamed_and_back(loaded, aliases):
    before = remembered(loaded)
    say(loaded, with_step("phone-to-adjust", "call-to-adjust"), source=SOURCE)
    report = say(loaded, with_step("call-to-adjust", *aliases), source=SOURCE)
    assert report.problems == []
    assert remembered(loaded) == before
    derived_anew(loaded)


def test_renamed_without_saying_so_and_then_said(loaded):
    """What RENAMED invites to: the decision comes from the rupture that seemed to be gone."""
    before = remembered(loaded)
    report = say(loaded, with_step("phone-to-adjust"), source=SOURCE)
    (found,) = [p for p in report.problems if p.code is Code.RENAMED]
    assert found.value == CALL
    assert "aliases: [call-to-adjust]" in found.message and PHONE in found.message
    assert rupture(loaded, LOSS)["resolved"] == report.run
    assert rupture(loaded, now(LOSS))["triage"] == "OPEN"
    again = say(loaded, with_step("phone-to-adjust", "call-to-adjust"), source=SOURCE)
    assert again.problems == []
    ruptures = {key: value for key, value in remembered(loaded).items() if key.startswith("Rupture")}
    assert ruptures == {now(key): value for key, value in before.items() if key.startswith("Rupture")}
    derived_anew(loaded)


def test_what_others_say_of_it_follows_at_once_and_when_they_speak_again(loaded):
    say(loaded, ABOUT, "test-other")
    say(loaded, with_step("phone-to-adjust", "call-to-adjust"), source=SOURCE)
    for _ in range(2):
        assert check_edges(loaded, "Evidence", "ABOUT", "Touchpoint") == {("e", f"{PHONE}/phone")}
        assert check_edges(loaded, "Evidence", "ABOUT", "Step") == {("e", PHONE)}
        report = say(loaded, ABOUT, "test-other")
        assert (report.problems, report.changed) == ([], False)
    assert check_nodes(loaded, "Step", ("stub",)) == {
        (k, None) for k in (PHONE, "home-quote/ask-quote", "home-quote/sign")
    }


def test_a_stub_that_others_refer_to_becomes_one_with_what_was_renamed(loaded):
    say(loaded, ABOUT, "test-other")
    say(loaded, with_step("phone-to-adjust"), source=SOURCE)
    assert (CALL, True) in check_nodes(loaded, "Step", ("stub",))
    say(loaded, with_step("phone-to-adjust", "call-to-adjust"), source=SOURCE)
    assert check_edges(loaded, "Evidence", "ABOUT", "Step", ("sources",)) == {("e", PHONE, ("test-other",))}
    assert check_edges(loaded, "Evidence", "ABOUT", "Touchpoint") == {("e", f"{PHONE}/phone")}
    assert not [row for row in check_nodes(loaded, "Step", ("stub",)) if row[1]]
    derived_anew(loaded)


def test_two_sources_that_describe_it(loaded):
    """The second says the former key: its words count for the node of today."""
    before = remembered(loaded)
    second = {"journeys": copy.deepcopy(worked()["journeys"])}
    say(loaded, second, "test-second")
    say(loaded, with_step("phone-to-adjust", "call-to-adjust"), source=SOURCE)
    assert check_nodes(loaded, "Step", ("sources",)) >= {(PHONE, ("test-second", SOURCE))}
    second["journeys"][0]["phases"][0]["steps"][1]["importance"] = 0.5
    report = say(loaded, second, "test-second")
    assert written(report) == {"Step": (0, 1, 0)}
    assert check_nodes(loaded, "Step", ("importance",)) >= {(PHONE, 0.5)}
    assert remembered(loaded) == {now(key): value for key, value in before.items()}
    derived_anew(loaded)


def test_an_alias_of_what_another_source_describes_is_said_and_waits_for_it(loaded):
    second = {"journeys": copy.deepcopy(worked()["journeys"])}
    say(loaded, second, "test-second")
    say(loaded, with_step("phone-to-adjust"), source=SOURCE)
    report = say(loaded, with_step("phone-to-adjust", "call-to-adjust"), source=SOURCE)
    assert (Code.CONFLICTING_VALUE.value, CALL) in codes(report)
    assert {CALL, PHONE} <= check_nodes(loaded, "Step")
    derived_anew(loaded)
    assert (rupture(loaded, LOSS)["triage"], rupture(loaded, now(LOSS))["triage"]) == ("PLANNED", "OPEN")
    assert say(loaded, second, "test-second").status == "done"
    assert CALL not in check_nodes(loaded, "Step")
    assert rupture(loaded, now(LOSS))["triage"] == "PLANNED"
    assert LOSS not in check_nodes(loaded, "Rupture")
    derived_anew(loaded)


def test_a_step_that_moves_to_another_journey_takes_its_decision_along(loaded):
    document = worked()
    moved = step(document, "call-to-adjust")
    document["journeys"][0]["phases"][0]["steps"].remove(moved)
    moved["aliases"] = [CALL]
    document["journeys"].append({"key": "other", "title": "Other", "phases": [{"key": "p", "steps": [moved]}]})
    (first,) = {first for key, first in check_nodes(loaded, "Rupture", ("firstSeen",)) if key == GAP}
    assert say(loaded, document, source=SOURCE).problems == []
    gap = GAP.replace("home-quote", "other")
    assert (gap, "IGNORED", first, None) in check_nodes(loaded, "Rupture", ("triage", "firstSeen", "resolved"))
    assert {edge for edge in check_edges(loaded, "Journey", "HAS_RUPTURE", "Rupture") if edge[1] == gap} == {
        ("other", gap)
    }
    derived_anew(loaded)


def test_what_several_sources_say_refers_to_it_still(gateway):
    """A relation to at most one node is part of what each of them says, which is kept as text."""
    told = {"journeys": [{"key": "j", "phases": [{"key": "p", "steps": [{"key": "s", "detailedBy": "details"}]}]}]}
    say(gateway, told, "test-1")
    say(gateway, told, "test-2")
    say(gateway, {"journeys": [{"key": "details", "title": "D"}]}, "test-3")
    say(gateway, {"journeys": [{"key": "in-detail", "title": "D", "aliases": ["details"]}]}, "test-3")
    assert check_edges(gateway, "Step", "DETAILED_BY", "Journey") == {("j/s", "in-detail")}
    say(gateway, {"needs": []}, "test-2", allow_shrink=True)
    assert check_edges(gateway, "Step", "DETAILED_BY", "Journey", ("sources",)) == {("j/s", "in-detail", ("test-1",))}
    assert "details" not in check_nodes(gateway, "Journey")


def test_what_imports_moved_is_remembered_under_the_new_key(loaded):
    document = worked()
    find(document["channels"], "phone")["operatedBy"] = ["digital"]
    find(document["departments"], "network")["silo"] = "marketing"
    run = say(loaded, document, source=SOURCE).run
    lists = ("ownerChanged", "ownersGained", "ownersLost", "crossingsBegun", "crossingsEnded")
    (before,) = [rest for key, *rest in check_nodes(loaded, "ImportRun", lists) if key == run]
    assert f"{CALL}/phone" in before[0] and before[4]
    step(document, "call-to-adjust").update(key="phone-to-adjust", aliases=["call-to-adjust"])
    say(loaded, document, source=SOURCE)
    (after,) = [rest for key, *rest in check_nodes(loaded, "ImportRun", lists) if key == run]
    assert after == [tuple(now(entry) for entry in entries) for entries in before]


def test_measures_go_along(loaded):
    document = worked()
    measures = [{"name": "CSAT", "value": 3, "method": "SURVEY"}]
    step(document, "call-to-adjust")["touchpoints"][0]["measures"] = measures
    say(loaded, document, source=SOURCE)
    before = remembered(loaded)
    step(document, "call-to-adjust").update(key="phone-to-adjust", aliases=["call-to-adjust"])
    assert written(say(loaded, document, source=SOURCE)) == {"Step": (0, 1, 0)}
    assert remembered(loaded) == {now(key): value for key, value in before.items()}


def test_a_source_that_tells_two_apart_keeps_them_apart(loaded):
    """Whoever says that they are one."""
    other = {"journeys": [{"key": "home-quote", "phases": [{"key": "before", "steps": [
        {"key": "sign", "aliases": ["call-to-adjust"]}]}]}]}  # fmt: skip
    report = say(loaded, other, "test-other")
    assert (Code.CONFLICTING_VALUE.value, CALL) in codes(report)
    report = say(loaded, worked(), source=SOURCE)
    assert (Code.CONFLICTING_VALUE.value, CALL) in codes(report)
    assert {CALL, "home-quote/sign"} <= check_nodes(loaded, "Step")
    assert rupture(loaded, LOSS)["triage"] == "PLANNED"


SAID = [
    # what changes beside the key, whether its ruptures were decided on, whether RENAMED is said
    ({}, True, True),
    ({}, False, True),
    ({"text": "J'appelle"}, True, True),
    ({"text": "J'appelle"}, False, False),
    ({"text": "J'appelle", "touchpoints": [{"channel": "branch"}]}, True, False),
]


@pytest.mark.parametrize(("changed", "decided", "said"), SAID)
@pytest.mark.parametrize("dry_run", [True, False])
def test_what_probably_only_changed_its_key_is_said(gateway, changed, decided, said, dry_run):
    say(gateway, worked(), source=SOURCE)
    if decided:
        decide(gateway, LOSS, Triage.PLANNED)
    document = with_step("phone-to-adjust")
    step(document, "phone-to-adjust").update(changed)
    report = say(gateway, document, source=SOURCE, dry_run=dry_run)
    assert [p.value for p in report.problems if p.code is Code.RENAMED] == ([CALL] if said else [])


def test_of_a_renamed_journey_its_own_key_is_said_alone(loaded):
    report = say(loaded, with_step("call-to-adjust", journey="house"), source=SOURCE)
    (found,) = report.problems
    assert (found.code, found.value) == (Code.RENAMED, "home-quote")
    assert "with 2 decided ruptures" in found.message and "aliases: [home-quote]" in found.message
    document = with_step("call-to-adjust", journey="house")
    document["journeys"][0]["aliases"] = ["home-quote"]
    say(loaded, document, source=SOURCE)
    assert rupture(loaded, LOSS.replace("home-quote", "house"))["triage"] == "PLANNED"
    assert check_nodes(loaded, "Rupture") == {k.replace("home-quote", "house") for k in (LOSS, GAP, SWITCH)}


def test_a_renamed_touchpoint_is_said(loaded):
    document = worked()
    step(document, "call-to-adjust")["touchpoints"][0]["key"] = "call"
    (found,) = say(loaded, document, source=SOURCE).problems
    assert (found.code, found.value) == (Code.RENAMED, f"{CALL}/phone")
    assert "write aliases: [phone] at call" in found.message


def test_an_alias_that_stands_for_two_things_is_said(loaded):
    """Here the source's own word counts."""
    say(loaded, {"channels": [{"key": "web", "aliases": ["site"]}]}, "test-1")
    (found,) = say(loaded, {"channels": [{"key": "net", "aliases": ["site"]}]}, "test-2").problems
    assert (found.code, found.value, found.place[1]) == (Code.CONFLICTING_VALUE, "site", 1)
    assert "'site' stands for channel 'net' here, and for 'web'" in found.message


# --- random documents, renamed at random -----------------------------------------------------------------------------


@st.composite
def renames(draw):
    """A document, the same with other keys for some of what it describes, and what stands for what."""
    before = draw(documents())
    after = copy.deepcopy(before)
    aliases: dict[str, dict[str, str]] = {"Journey": {}, "Step": {}, "Touchpoint": {}}

    def rename(label, item, above, key):
        new = f"x-{key}" if draw(st.booleans()) else key
        if new != key:
            former = draw(st.sampled_from([key, f"{above[0]}{key}"]))
            item.update(key=new, aliases=[former])
            aliases[label][f"{above[0]}{key}"] = f"{above[1]}{new}"
        return tuple(f"{whole}{own}/" for whole, own in zip(above, (key, new), strict=True))

    for journey in after["journeys"]:
        at = rename("Journey", journey, ("", ""), journey["key"])
        for one in (one for phase in journey["phases"] for one in phase["steps"]):
            within = rename("Step", one, at, one["key"])
            for touchpoint in one["touchpoints"]:
                rename("Touchpoint", touchpoint, within, touchpoint.get("key", touchpoint["channel"]))
    return before, after, Names(aliases)


@settings(max_examples=often(8), deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(renames(), st.randoms(use_true_random=False))
def test_whatever_is_renamed_the_graph_is_the_new_one_and_remembers(gateway, renamed, chance):
    """References go on naming the former keys."""
    before, after, names = renamed
    empty(gateway)
    say(gateway, before)
    for (key,) in gateway.read("MATCH (r:Rupture) RETURN r.key ORDER BY r.key"):
        decide(gateway, key, chance.choice(list(Triage)))
    known = remembered(gateway)
    report = say(gateway, after)
    assert not [p for p in report.problems if p.code in (Code.RENAMED, Code.CONFLICTING_VALUE)]
    expected = {}
    for id_, value in known.items():
        label, _, key = id_.partition(":")
        expected[f"{label}:{names.key(label, key)}"] = value
    assert remembered(gateway) == expected
    derived_anew(gateway)
    found = dump(gateway, (*RUN_KEYS, "triage", "triagedAt", "triagedBy"))
    empty(gateway)
    say(gateway, after)
    assert found == dump(gateway, (*RUN_KEYS, "triage", "triagedAt", "triagedBy"))
