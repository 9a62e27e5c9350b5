"""What is derived follows every change: what a run derives of what it touched is what deriving everything gives."""

from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.derive import upkeep
from graph.derive.moved import Moved
from graph.derive.upkeep import quiet
from graph.gateway import Gateway
from tests.graph.tables import RUN_KEYS, WORKED, check_edges, check_nodes, dump, empty, say
from tests.often import often
from tests.oracle import naive
from tests.oracle.documents import documents
from tests.oracle.reading import read_journey

Document = dict[str, Any]

HANDOFFS = """
MATCH (j:Journey {key: $key})-[:HAS_HANDOFF]->(h:Handoff), (a)<-[:FROM]-(h)-[:TO]->(b)
OPTIONAL MATCH (h)-[:UNDER]->(d)
RETURN a.key, b.key, h.basis, h.status, h.undecided, h.changesChannel, h.changesDepartment, h.crossesSilo,
       [h.volumeLow, h.volumeHigh], d.key, h.distance, COLLECT { MATCH (h)-[:BROKEN_BY]->(r) RETURN r.key }
"""
RUPTURES = """
MATCH (j:Journey {key: $key})-[:HAS_RUPTURE]->(r:Rupture) WHERE r.resolved IS NULL
RETURN r.key, r.kind, COLLECT { MATCH (r)-[:AT]->(n) RETURN n.key }, COLLECT { MATCH (r)-[:FROM]->(n) RETURN n.key },
       COLLECT { MATCH (r)-[:TO]->(n) RETURN n.key }, COLLECT { MATCH (r)-[:ON]->(n) RETURN n.key },
       COLLECT { MATCH (r)-[:LOSES]->(n) RETURN n.key }, COLLECT { MATCH (r)-[:CAUSED_BY]->(n) RETURN n.key },
       [r.volumeLow, r.volumeHigh],
       COLLECT { MATCH (r)<-[:BROKEN_BY]-(h), (a)<-[:FROM]-(h)-[:TO]->(b) RETURN [a.key, b.key] },
       COLLECT { MATCH (r)-[w:WITNESS]->(n) RETURN [w.role, labels(n)[0] + ':' + n.key] ORDER BY w.order }
"""
NEXT = """
MATCH (j:Journey {key: $key})-[:HAS_PHASE]->()-[:HAS_STEP]->(a)-[n:NEXT]->(b)
RETURN a.key, b.key, n.kind, n.declared = (n.sources IS NOT NULL)
"""
LEADS = """
MATCH (j:Journey {key: $key})-[:HAS_PHASE]->()-[:HAS_STEP]->()-[:HAS_TOUCHPOINT]->(a)-[l:LEADS_TO]->(b)
RETURN a.key, b.key, l.share, coalesce(l.kind, 'PROGRESS'), l.basis, [l.volumeLow, l.volumeHigh]
"""


def _interval(pair):
    return None if pair[0] is None else tuple(pair)


def _one(found):
    assert len(found) < 2, found
    return found[0] if found else None


def handoffs(gateway: Gateway, journey: str) -> dict[tuple[str, str], naive.Handoff]:
    rows = gateway.read(HANDOFFS, key=journey)
    return {
        (a, b): naive.Handoff._make((a, b, *facts, _interval(volume), above, distance, frozenset(ruptures)))
        for a, b, *facts, volume, above, distance, ruptures in rows
    }


def ruptures(gateway: Gateway, journey: str) -> dict[str, naive.Rupture]:
    rows = gateway.read(RUPTURES, key=journey)
    return {
        key: naive.Rupture._make((
            key, kind, *map(_one, ends), _interval(volume),
            frozenset(map(tuple, broken)), [tuple(item) for item in witness],
        ))
        for key, kind, *ends, volume, broken, witness in rows
    }  # fmt: skip


def derived_anew(gateway: Gateway) -> None:
    """The graph is the one that deriving everything gives."""
    before = dump(gateway)
    moved = Moved()
    with gateway.writing() as work:
        upkeep.everything(work, "anew", quiet, moved)
    assert dump(gateway) == before
    assert (moved.owners, moved.silos) == (set(), set())


def as_defined(gateway: Gateway, document: Document) -> None:
    """Hand-offs, ruptures and silos are those of the naive reading of the definitions."""
    for key in [each["key"] for each in document["journeys"]]:
        journey = read_journey(document, key)
        existing = journey.existing
        ways = {(step.key, way.to, way.kind, True) for step in journey.steps.values() for way in step.next}
        assert set(map(tuple, gateway.read(NEXT, key=key))) == ways
        assert handoffs(gateway, key) == naive.handoffs(document, key)
        assert ruptures(gateway, key) == naive.ruptures(document, key)
        told = {tuple(lead) for lead in naive.leads(document, key) if lead.basis != "DECLARED" and lead.to in existing}
        found = {(*lead, _interval(volume)) for *lead, volume in gateway.read(LEADS, key=key)}
        assert {lead for lead in found if lead[4] != "DECLARED"} == told
    standing = naive.silos(document)
    assert dict(gateway.read("MATCH (d:Department) OPTIONAL MATCH (d)-[:IN_SILO]->(s) RETURN d.key, s.key")) == standing


# --- random documents, one after another -----------------------------------------------------------------------------

FAMILIES = ("departments", "systems", "channels", "personas", "informationObjects", "journeys")


@st.composite
def histories(draw: st.DrawFn) -> list[Document]:
    """A document and its next versions: each takes one family, or everything, from another document."""
    versions = [draw(documents())]
    for changed in draw(st.lists(st.sampled_from((*FAMILIES, None)), min_size=2, max_size=3)):
        other = draw(documents())
        versions.append(other if changed is None else {**versions[-1], changed: other[changed]})
    return versions


@settings(max_examples=often(8), deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(histories())
def test_every_version_is_derived_as_it_is_defined(gateway, versions):
    empty(gateway)
    for version in versions:
        assert say(gateway, version, allow_shrink=True).status == "done"
        as_defined(gateway, version)
        derived_anew(gateway)


# --- one change at a time --------------------------------------------------------------------------------------------

ASK, CALL, SIGN = "home-quote/ask-quote", "home-quote/call-to-adjust", "home-quote/sign"
FIRST, SECOND = f"{ASK}/website~{CALL}/phone", f"{CALL}/phone~{SIGN}/branch"
LOSS = f"CONTEXT_LOSS~{ASK}/website~{CALL}/phone~quote"
LATER = f"CONTEXT_LOSS~{ASK}/website~{SIGN}/branch~quote"
SWITCH = f"FORCED_SWITCH~{ASK}/website~{CALL}/phone"
GAP = f"COVERAGE_GAP~{CALL}~website"


def worked() -> Document:
    return yaml.safe_load(WORKED.read_text(encoding="utf-8"))


def find(items: list[Document], key: str) -> Document:
    (found,) = [item for item in items if item["key"] == key]
    return found


def step(document: Document, key: str) -> Document:
    return find(document["journeys"][0]["phases"][0]["steps"], key)


def feed_gone(document):
    del find(document["systems"], "web-cms")["feeds"]


def feed_laid(document):
    find(document["systems"], "web-cms")["feeds"].append({"system": "crm", "objects": ["quote"]})


def feed_through_another(document):
    find(document["systems"], "core")["feeds"] = [{"system": "bus", "objects": ["quote"]}]
    document["systems"].append({"key": "bus", "feeds": [{"system": "crm", "objects": ["quote"]}]})


def feed_to_a_stub(document):
    find(document["systems"], "core")["feeds"] = [{"system": "bus", "objects": ["quote"]}]


def system_withdrawn(document):
    document["systems"].remove(find(document["systems"], "crm"))


def other_operator(document):
    find(document["channels"], "phone")["operatedBy"] = ["digital"]


def contested(document):
    find(document["channels"], "phone")["operatedBy"] = ["digital", "call-centre"]


def other_kind(document):
    find(document["channels"], "phone")["kind"] = "WEBSITE"


def other_parent(document):
    find(document["departments"], "call-centre")["partOf"] = "digital"


def other_silo(document):
    find(document["departments"], "call-centre")["silo"] = "marketing"


def no_silos(document):
    for department in document["departments"]:
        department.pop("silo", None)


def silo_above(document):
    no_silos(document)
    find(document["departments"], "group")["silo"] = "marketing"


def nothing_expected(document):
    del step(document, "call-to-adjust")["expectedOn"]  # Nadia still prefers the website


def nothing_preferred(document):
    nothing_expected(document)
    del find(document["personas"], "nadia")["prefers"]


def needs_unstated(document):
    del step(document, "sign")["touchpoints"][0]["needs"]


def renamed(document):
    find(document["systems"], "crm")["name"] = "CRM 2"


def journey_gone(document):
    document["journeys"] = []


CHANGES = {
    # change: (hand-offs with their status, ruptures that are open)
    feed_gone: ({FIRST: "BROKEN", SECOND: "BROKEN"}, {LOSS, LATER, SWITCH, GAP}),
    feed_laid: ({FIRST: "BROKEN", SECOND: "SOUND"}, {SWITCH, GAP}),
    feed_through_another: ({FIRST: "BROKEN", SECOND: "SOUND"}, {SWITCH, GAP}),
    feed_to_a_stub: ({FIRST: "BROKEN", SECOND: "SOUND"}, {SWITCH, GAP}),  # the loss is undecided: bus is a stub
    system_withdrawn: ({FIRST: "BROKEN", SECOND: "SOUND"}, {SWITCH, GAP}),
    other_operator: ({FIRST: "BROKEN", SECOND: "SOUND"}, {LOSS, SWITCH, GAP}),
    contested: ({FIRST: "BROKEN", SECOND: "SOUND"}, {LOSS, SWITCH, GAP}),
    other_kind: ({FIRST: "BROKEN", SECOND: "SOUND"}, {LOSS, GAP}),
    other_parent: ({FIRST: "BROKEN", SECOND: "SOUND"}, {LOSS, SWITCH, GAP}),
    other_silo: ({FIRST: "BROKEN", SECOND: "SOUND"}, {LOSS, SWITCH, GAP}),
    no_silos: ({FIRST: "BROKEN", SECOND: "SOUND"}, {LOSS, SWITCH, GAP}),
    silo_above: ({FIRST: "BROKEN", SECOND: "SOUND"}, {LOSS, SWITCH, GAP}),
    nothing_expected: ({FIRST: "BROKEN", SECOND: "SOUND"}, {LOSS, SWITCH}),
    nothing_preferred: ({FIRST: "BROKEN", SECOND: "SOUND"}, {LOSS}),
    needs_unstated: ({FIRST: "BROKEN", SECOND: "UNKNOWN"}, {LOSS, SWITCH, GAP}),
    renamed: ({FIRST: "BROKEN", SECOND: "SOUND"}, {LOSS, SWITCH, GAP}),
    journey_gone: ({}, set()),
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_one_change_and_back(gateway, change):
    say(gateway, worked(), source="test-worked")
    fresh = dump(gateway)
    document = worked()
    change(document)
    say(gateway, document, source="test-worked")
    statuses, open_ones = CHANGES[change]
    assert check_nodes(gateway, "Handoff", ("status",)) == set(statuses.items())
    assert {key for key, gone in check_nodes(gateway, "Rupture", ("resolved",)) if gone is None} == open_ones
    as_defined(gateway, document)
    derived_anew(gateway)
    say(gateway, worked(), source="test-worked")
    as_defined(gateway, worked())
    derived_anew(gateway)
    left = {line for line in dump(gateway, RUN_KEYS) if LATER not in line}  # resolved by now, kept
    gateway.command("MATCH (n) DETACH DELETE n")
    empty(gateway)
    say(gateway, worked(), source="test-worked")
    assert left == dump(gateway, RUN_KEYS)
    assert len(fresh) == len(left)


def test_other_journeys_are_not_derived(gateway):
    """A change derives what it touches: a mark on an untouched hand-off stays, one on a touched hand-off goes."""
    other = {
        "key": "other",
        "title": "Other",
        "phases": [{"key": "p", "name": "P", "steps": [
            {"key": "a", "text": "I a", "touchpoints": [{"channel": "chat"}]},
            {"key": "b", "text": "I b", "touchpoints": [{"channel": "shop"}]},
        ]}],
    }  # fmt: skip
    document = worked()
    document["journeys"].append(other)
    say(gateway, document, source="test-worked")
    gateway.command("MATCH (h:Handoff) SET h.marked = true")
    find(document["channels"], "phone")["operatedBy"] = ["digital"]
    say(gateway, document, source="test-worked")
    assert check_nodes(gateway, "Handoff", ("marked",)) == {
        ("other/a/chat~other/b/shop", True), (FIRST, None), (SECOND, None),
    }  # fmt: skip


# --- what the graph remembers ----------------------------------------------------------------------------------------


def rupture(gateway: Gateway, key: str) -> dict[str, Any]:
    ((found,),) = gateway.read("MATCH (r:Rupture {key: $key}) RETURN properties(r)", key=key)
    return dict(found)


def test_a_resolved_rupture_keeps_its_proof_and_comes_back(gateway):
    first = say(gateway, worked(), source="test-worked")
    before = rupture(gateway, LOSS)
    gateway.command("MATCH (r:Rupture {key: $key}) SET r.triage = 'PLANNED'", key=LOSS)
    document = worked()
    feed_laid(document)
    second = say(gateway, document, source="test-worked")
    assert rupture(gateway, LOSS) == {**before, "triage": "PLANNED", "resolved": second.run}
    assert check_edges(gateway, "Handoff", "BROKEN_BY", "Rupture") == {(FIRST, SWITCH)}
    assert check_edges(gateway, "Rupture", "WITNESS", "System", ("role",)) == {
        (LOSS, "web-cms", "STORED_IN"), (LOSS, "core", "FED_TO"), (LOSS, "crm", "USED_BY"),
    }  # fmt: skip
    document["departments"][0]["name"] = "Another"
    say(gateway, document, source="test-worked")
    assert rupture(gateway, LOSS)["resolved"] == second.run
    third = say(gateway, worked(), source="test-worked")
    runs = {"firstSeen": first.run, "reopened": third.run, "lastResolved": second.run}
    back = {**before, "triage": "PLANNED", **runs}
    assert rupture(gateway, LOSS) == back


def test_a_rupture_says_when_it_was_last_reopened(gateway):
    there, gone = worked(), worked()
    feed_laid(gone)

    def after(document):
        run = say(gateway, document, source="test-worked").run
        found = {key: rupture(gateway, key) for key in (LOSS, SWITCH)}
        assert found[SWITCH].get("reopened") is None  # it was never gone
        derived_anew(gateway)
        return run, (found[LOSS].get("resolved"), found[LOSS].get("reopened"))

    assert after(there)[1] == (None, None)
    second, state = after(gone)
    assert state == (second, None)
    third, state = after(there)
    assert state == (None, third)
    there["departments"][0]["name"] = gone["departments"][0]["name"] = "Another"
    assert after(there)[1] == (None, third)
    fifth, state = after(gone)
    assert state == (fifth, third)
    sixth, state = after(there)
    assert state == (None, sixth)


def test_a_resolved_rupture_has_relations_to_what_exists_only(gateway):
    say(gateway, worked(), source="test-worked")
    texts = check_nodes(gateway, "Rupture", ("witnessText",))
    report = say(gateway, {"systems": [{"key": "crm", "name": "CRM"}]}, source="test-worked")
    assert check_nodes(gateway, "Rupture", ("resolved",)) == {(key, report.run) for key in (LOSS, SWITCH, GAP)}
    assert check_nodes(gateway, "Rupture", ("witnessText",)) == texts
    assert check_nodes(gateway, "Handoff") == set()
    edges = gateway.read("MATCH (r:Rupture)-[e]-(n) RETURN DISTINCT r.key, type(e), n.key")
    assert {tuple(row) for row in edges} == {
        (LOSS, "WITNESS", "crm"), (SWITCH, "CAUSED_BY", GAP), (GAP, "CAUSED_BY", SWITCH),
    }  # fmt: skip
    derived_anew(gateway)


def test_a_handoff_keeps_its_first_run(gateway):
    first = say(gateway, worked(), source="test-worked")
    document = worked()
    feed_gone(document)
    say(gateway, document, source="test-worked")
    assert check_nodes(gateway, "Handoff", ("firstSeen",)) == {(FIRST, first.run), (SECOND, first.run)}
