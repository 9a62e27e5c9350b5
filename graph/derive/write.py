"""From what was derived to the nodes and edges that the graph should hold."""

from typing import Any

from graph.derive.handoffs import Owned
from graph.derive.journey import Derived, Judged
from graph.derive.landscape import Journey, Step
from graph.derive.leads import Lead
from graph.derive.memory import Memory
from graph.derive.read import Names
from graph.derive.remembered import DECISION
from graph.derive.ruptures import Rupture
from graph.rounding import rounded
from graph.said import Subgraph

DEFAULT = {"declared": False}
"""An edge that stands for a default."""


def wanted(journey: Journey, derived: Derived, held: Subgraph, names: Names, run: str) -> Subgraph:
    """The derived part of one journey, keeping what the graph remembers: first seen, reopened, triage."""
    part = Subgraph()
    for step in journey.steps:
        _next(part, step)
    for owned in derived.owned:
        _owner(part, owned)
    for lead in derived.leads:
        _lead(part, lead)
    for judged in derived.handoffs:
        _handoff(part, journey.key, judged, held, run)
    memory = Memory(journey.key, {owned.key: owned for owned in derived.owned}, names)
    for rupture in derived.ruptures:
        _rupture(part, rupture, held, memory, run)
    return part


def _next(part: Subgraph, step: Step) -> None:
    for following in step.next:
        if not following.declared:
            properties = {**DEFAULT, "kind": following.kind, "wait": following.wait}
            part.edge(("Step", "NEXT", "Step"), (step.key, following.step), properties)


def _owner(part: Subgraph, owned: Owned) -> None:
    if owned.touchpoint.handled_by is None:
        for department in owned.handled_by:
            part.edge(("Touchpoint", "HANDLED_BY", "Department"), (owned.key, department), DEFAULT)
    if owned.touchpoint.uses is None:
        for system in owned.uses or ():
            part.edge(("Touchpoint", "USES", "System"), (owned.key, system), DEFAULT)


def _lead(part: Subgraph, lead: Lead) -> None:
    if lead.basis != "DECLARED":
        share = None if lead.share is None else rounded(lead.share)
        properties = {"basis": lead.basis, "kind": lead.kind, "share": share}
        part.edge(("Touchpoint", "LEADS_TO", "Touchpoint"), (lead.start, lead.end), properties)


def _volume(interval: tuple[float, float] | None) -> dict[str, Any]:
    return {"volumeLow": interval[0], "volumeHigh": interval[1]} if interval else {}


def _handoff(part: Subgraph, journey: str, judged: Judged, held: Subgraph, run: str) -> None:
    handoff = judged.handoff
    key = handoff.key
    part.node(
        "Handoff",
        key,
        {
            "basis": handoff.basis,
            "status": judged.status,
            "undecided": list(judged.undecided),
            "changesChannel": handoff.changes_channel,
            "changesDepartment": handoff.changes_department,
            "crossesSilo": handoff.crosses_silo,
            "distance": handoff.distance,
            "firstSeen": _remembered(held, "Handoff", key).get("firstSeen", run),
            **_volume(handoff.volume),
        },
    )
    part.edge(("Journey", "HAS_HANDOFF", "Handoff"), (journey, key))
    part.edge(("Handoff", "FROM", "Touchpoint"), (key, handoff.start.key))
    part.edge(("Handoff", "TO", "Touchpoint"), (key, handoff.end.key))
    if handoff.under:
        part.edge(("Handoff", "UNDER", "Department"), (key, handoff.under))


def _rupture(part: Subgraph, rupture: Rupture, held: Subgraph, memory: Memory, run: str) -> None:
    key = rupture.key
    before = _remembered(held, "Rupture", key)
    remembered = {
        "triage": "OPEN",
        **{name: value for name, value in before.items() if name.startswith(DECISION)},
        "firstSeen": before.get("firstSeen", run),
        "reopened": run if "resolved" in before else before.get("reopened"),
        "lastResolved": before.get("resolved", before.get("lastResolved")),
        **memory.texts(rupture),
    }
    part.node("Rupture", key, {"kind": rupture.kind, **remembered, **_volume(rupture.volume)})
    part.edge(("Journey", "HAS_RUPTURE", "Rupture"), (memory.journey, key))
    for type, label, other in (
        ("AT", "Step", rupture.step),
        ("FROM", "Touchpoint", rupture.start),
        ("TO", "Touchpoint", rupture.end),
        ("LOSES", "InformationObject", rupture.object),
        ("ON", "Channel", rupture.channel),
        ("CAUSED_BY", "Rupture", rupture.caused_by),
    ):
        if other:
            part.edge(("Rupture", type, label), (key, other))
    for handoff in rupture.handoffs:
        part.edge(("Handoff", "BROKEN_BY", "Rupture"), (handoff, key))
    for order, (role, label, other) in enumerate(rupture.witness, 1):
        part.edge(("Rupture", "WITNESS", label), (key, other), {"order": order, "role": role})


def _remembered(held: Subgraph, label: str, key: str) -> dict[str, Any]:
    return held.nodes.get(label, {}).get(key, {})


def keep_resolved(held: Subgraph, wanted: Subgraph, run: str) -> None:
    """Ruptures that are gone stay, marked as resolved, with those of their edges that still lead somewhere."""
    present = wanted.nodes.get("Rupture", {})
    gone = {key: p for key, p in held.nodes.get("Rupture", {}).items() if key not in present}
    for key, properties in gone.items():
        wanted.node("Rupture", key, {**properties, "resolved": properties.get("resolved", run)})
    for type, edges in held.edges.items():
        if type[0] == "Rupture":
            wanted.edges.setdefault(type, {}).update({ends: p for ends, p in edges.items() if ends[0] in gone})
        elif type[1] == "HAS_RUPTURE":
            wanted.edges.setdefault(type, {}).update({ends: p for ends, p in edges.items() if ends[1] in gone})
