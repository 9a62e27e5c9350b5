"""The derivation against a naive reading of the definitions, on random journeys, without a store."""

from hypothesis import HealthCheck, given, settings

from graph.derive import Journey, Landscape, derive
from graph.derive.landscape import Channel as Way
from graph.derive.landscape import DeclaredLead, Department, Next, Step, System, Touchpoint
from graph.derive.silos import Unit, silos
from tests.often import often
from tests.oracle import naive, reading
from tests.oracle.documents import documents


def landscape(document) -> Landscape:
    systems = {
        s["key"]: System(
            s["key"],
            True,
            frozenset(s.get("stores") or ()),
            tuple((f["system"], frozenset(f["objects"])) for f in s.get("feeds") or ()),
        )
        for s in document.get("systems") or ()
    }
    standing = naive.silos(document)
    departments = {
        d["key"]: Department(d["key"], d.get("partOf"), standing[d["key"]]) for d in document.get("departments") or ()
    }
    kinds = {c["key"]: Way(c["key"], c.get("kind")) for c in document.get("channels") or ()}
    return Landscape(kinds, systems, departments)


def journey(document, key: str) -> Journey:
    told = reading.read_journey(document, key)
    steps = tuple(_step(step, order) for order, step in enumerate(told.steps.values(), 1))
    return Journey(key, steps, told.preferred, told.brings)


def _step(step: reading.Step, order: int) -> Step:
    following = tuple(Next(n.to, n.share, n.kind) for n in step.next)
    touchpoints = tuple(_touchpoint(t) for t in step.touchpoints)
    return Step(step.key, order, step.outcome, step.expected_on, following, touchpoints)


def _touchpoint(t: reading.Touchpoint) -> Touchpoint:
    leads = None if t.leads_to is None else tuple(DeclaredLead(d.to, d.share, d.volume, d.kind) for d in t.leads_to)
    uses = tuple(t.systems) if t.systems or t.paper else None
    return Touchpoint(
        t.key, t.step, t.channel.key, t.missing, t.initiator, t.volume, tuple(t.departments), uses,
        t.produces, t.needs, leads,
    )  # fmt: skip


def _handoffs(derived):
    return {
        (j.handoff.start.key, j.handoff.end.key): naive.Handoff(
            j.handoff.start.key, j.handoff.end.key, j.handoff.basis, j.status, list(j.undecided),
            j.handoff.changes_channel, j.handoff.changes_department, j.handoff.crosses_silo, j.handoff.volume,
            j.handoff.under, j.handoff.distance,
            frozenset(r.key for r in derived.ruptures if j.handoff.key in r.handoffs),
        )
        for j in derived.handoffs
    }  # fmt: skip


def _ruptures(derived):
    edges = {j.handoff.key: (j.handoff.start.key, j.handoff.end.key) for j in derived.handoffs}
    return {
        r.key: naive.Rupture(
            r.key, r.kind, r.step, r.start, r.end, r.channel, r.object, r.caused_by, r.volume,
            frozenset(edges[h] for h in r.handoffs), [(role, f"{label}:{key}") for role, label, key in r.witness],
        )
        for r in derived.ruptures
    }  # fmt: skip


@settings(max_examples=often(250), deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_the_definitions_hold(document):
    for told in document["journeys"]:
        derived = derive(journey(document, told["key"]), landscape(document))
        existing = reading.read_journey(document, told["key"]).existing
        assert {(e.start, e.end, e.share, e.kind, e.basis, e.volume) for e in derived.leads} == {
            tuple(lead) for lead in naive.leads(document, told["key"]) if lead.to in existing
        }
        assert _handoffs(derived) == naive.handoffs(document, told["key"])
        assert _ruptures(derived) == naive.ruptures(document, told["key"])


@settings(max_examples=often(200), deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_departments_stand_in_their_silos(document):
    told = {d["key"]: d for d in document.get("departments") or ()}
    expected = naive.silos(document)
    known = {key: told.get(key, {}) for key in expected}
    units = [Unit(key, d.get("partOf"), d.get("silo"), bool(d.get("partner"))) for key, d in known.items()]
    assert silos(units) == expected
