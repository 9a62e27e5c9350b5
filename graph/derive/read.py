"""Reading what a derivation looks at, and what was derived before."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypedDict

from graph.derive import following
from graph.derive.landscape import (
    Channel,
    DeclaredLead,
    Department,
    Interval,
    Journey,
    Landscape,
    Next,
    Step,
    System,
    Touchpoint,
)
from graph.derive.silos import Unit
from graph.gateway import Read
from graph.model.words import RuptureKind
from graph.said import Subgraph

CHANNELS = """
MATCH (c:Channel)
RETURN c.key, c.kind, c.stated, COLLECT { MATCH (c)-[:OPERATED_BY]->(d:Department) RETURN d.key },
       COLLECT { MATCH (c)-[:RUNS_ON]->(s:System) RETURN s.key }
"""
SYSTEMS = """
MATCH (s:System)
RETURN {key: s.key, stub: coalesce(s.stub, false),
        stores: COLLECT { MATCH (s)-[:STORES]->(o:InformationObject) RETURN o.key },
        feeds: COLLECT { MATCH (s)-[f:FEEDS]->(t:System) RETURN [t.key, f.objects] }}
"""
DEPARTMENTS = """
UNWIND $keys AS key
MATCH (:Department {key: key})-[:PART_OF*0..]->(d:Department)
WITH DISTINCT d
OPTIONAL MATCH (d)-[:PART_OF]->(p:Department)
OPTIONAL MATCH (d)-[:IN_SILO]->(s:Silo)
RETURN d.key, p.key, s.key, d.name
"""
UNITS = """
MATCH (d:Department)
OPTIONAL MATCH (d)-[:PART_OF]->(p:Department)
OPTIONAL MATCH (d)-[:IN_SILO {declared: true}]->(s:Silo)
RETURN d.key, p.key, s.key, coalesce(d.partner, false), d.name
"""
JOURNEYS = """
UNWIND $journeys AS journey
MATCH (j:Journey {key: journey})
RETURN j.key, j.title,
  COLLECT { MATCH (j)-[:FOR]->(p:Persona)
            RETURN [p.key, COLLECT { MATCH (p)-[:PREFERS]->(c:Channel) RETURN c.key }] },
  COLLECT { MATCH (j)-[:BRINGS]->(o:InformationObject) RETURN o.key },
  COLLECT { MATCH (j)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(s:Step)
    RETURN [s.key, s.order, s.outcome, s.stated, s.text, s.wait,
      COLLECT { MATCH (s)-[:EXPECTED_ON]->(c:Channel) RETURN c.key },
      COLLECT { MATCH (s)-[n:NEXT]->(t:Step) WHERE coalesce(n.declared, true)
                RETURN [t.key, n.share, n.kind] },
      COLLECT { MATCH (s)-[:HAS_TOUCHPOINT]->(t:Touchpoint)
        OPTIONAL MATCH (t)-[:ON]->(c:Channel)
        RETURN [t.key, c.key, t.missing, t.initiator, t.volumeLow, t.volumeHigh, t.stated, t.name,
          COLLECT { MATCH (t)-[:HANDLED_BY {declared: true}]->(d:Department) RETURN d.key },
          COLLECT { MATCH (t)-[:USES {declared: true}]->(y:System) RETURN y.key },
          COLLECT { MATCH (t)-[:PRODUCES]->(o:InformationObject) RETURN o.key },
          COLLECT { MATCH (t)-[:NEEDS]->(o:InformationObject) RETURN o.key },
          COLLECT { MATCH (t)-[l:LEADS_TO {basis: 'DECLARED'}]->(u:Touchpoint)
                    RETURN [u.key, l.share, l.volumeLow, l.volumeHigh, l.kind] }] }] }
"""
DERIVED_NODES = """
UNWIND $prefixes AS prefix
MATCH (n:{label}) WHERE n.key STARTS WITH prefix
RETURN collect([n.key, properties(n)])
"""
DERIVED_EDGES = """
UNWIND $keys AS key
MATCH (n:{label} {{key: key}})-[r]->(m) WHERE {condition}
RETURN collect([key, type(r), labels(m)[0], m.key, properties(r)])
"""
PARTS = "UNWIND $prefixes AS prefix MATCH (n:{label}) WHERE n.key STARTS WITH prefix RETURN collect(n.key)"
DEFAULTS = {
    "Step": "r.declared = false",
    "Touchpoint": "r.declared = false OR (r:LEADS_TO AND r.basis <> 'DECLARED')",
}
"""The parts of journeys that edges leave which stand for defaults, and what tells these edges."""
NAMES = "MATCH (n:{label}) WHERE n.name IS NOT NULL RETURN n.key, n.name"

Names = dict[tuple[str, str], str]


class SystemFacts(TypedDict):
    """A system as it is read: whether it is a stub, the objects that it stores, what it feeds with which of them."""

    key: str
    stub: bool
    stores: list[str]
    feeds: list[tuple[str, list[str] | None]]


def landscape(read: Read) -> Landscape:
    """All channels and systems. Of departments there are too many to read them all for one step that is drawn."""
    channels = {
        key: Channel(key, kind, tuple(by), tuple(on) if on or "runsOn" in (stated or ()) else None)
        for key, kind, stated, by, on in read(CHANNELS)
    }
    return Landscape(channels, systems(found for (found,) in read(SYSTEMS)))


def peopled(read: Read, landscape: Landscape, journeys: Iterable[Journey]) -> tuple[Landscape, Names]:
    """The landscape with the departments that can handle what these journeys meet, and all above; and their names.

    The silos are those that the graph holds.
    """
    named = {key for channel in landscape.channels.values() for key in channel.operated_by}
    met = (each for journey in journeys for step in journey.steps for each in step.touchpoints)
    named |= {key for each in met for key in each.handled_by or ()}
    rows = read(DEPARTMENTS, keys=sorted(named)) if named else []
    departments = {key: Department(key, parent, silo) for key, parent, silo, _ in rows}
    names = {("Department", key): name for key, _, _, name in rows if name is not None}
    return replace(landscape, departments=departments), names


def systems(described: Iterable[SystemFacts]) -> dict[str, System]:
    """Systems by key."""
    return {
        each["key"]: System(
            each["key"],
            not each["stub"],
            frozenset(each["stores"]),
            tuple((to, frozenset(objects or ())) for to, objects in each["feeds"]),
        )
        for each in described
    }


def units(read: Read) -> tuple[list[Unit], dict[str, str | None]]:
    """All departments as sources tell them, and their names."""
    rows = read(UNITS)
    return [Unit(key, parent, silo, partner) for key, parent, silo, partner, _ in rows], {r[0]: r[4] for r in rows}


def names(read: Read) -> Names:
    """The names of what a rupture can name beside the journey, its parts, and departments."""
    labels = ("Channel", "System", "InformationObject", "Persona")
    return {(label, key): name for label in labels for key, name in read(NAMES.format(label=label))}


def journeys(read: Read, keys: list[str]) -> tuple[list[Journey], Names]:
    """The journeys that exist, and what they, their steps and touchpoints are called (some touchpoints: nothing)."""
    found: list[Journey] = []
    called: Names = {}
    for key, title, personas, brings, steps in read(JOURNEYS, journeys=keys):
        called["Journey", key] = title or key
        told = following.resolved((_step(row, called) for row in steps), dict(_unsaid(steps)))
        preferred = {persona: frozenset(prefers) for persona, prefers in personas}
        found.append(Journey(key, told, preferred, frozenset(brings)))
    return found, called


def _unsaid(rows: Iterable[list[Any]]) -> Iterator[tuple[str, str | None]]:
    """The steps of which nobody says where customers go on to, and how long it takes to the one that follows."""
    for key, _, _, stated, _, wait, _, declared, _ in rows:
        if not declared and "next" not in (stated or ()):
            yield key, wait


def _step(row: list[Any], called: Names) -> Step:
    key, order, outcome, stated, text, _, expected, declared, touchpoints = row
    called["Step", key] = text or key
    return Step(
        key,
        order if order is not None else 0,
        outcome,
        tuple(sorted(expected)) if expected or "expectedOn" in (stated or ()) else None,
        tuple(Next(step, share, kind or "PROGRESS") for step, share, kind in sorted(declared, key=lambda n: n[0])),
        tuple(sorted((_touchpoint(key, t, called) for t in touchpoints), key=lambda t: t.key)),
    )


def _touchpoint(step: str, row: list[Any], called: Names) -> Touchpoint:
    key, channel, missing, initiator, low, high, stated, name, handled, uses, produces, needs, leads = row
    if name:
        called["Touchpoint", key] = name
    said = set(stated or ())
    return Touchpoint(
        key,
        step,
        channel,
        bool(missing),
        initiator,
        interval(low, high),
        tuple(handled) if handled or "handledBy" in said else None,
        tuple(uses) if uses or "uses" in said else None,
        frozenset(produces),
        frozenset(needs) if needs or "needs" in said else None,
        tuple(_lead(*lead) for lead in sorted(leads)) if leads or "leadsTo" in said else None,
    )


def _lead(to: str, share: float | None, low: float | None, high: float | None, kind: str | None) -> DeclaredLead:
    return DeclaredLead(to, share, interval(low, high), kind or "PROGRESS")


def interval(low: float | None, high: float | None) -> Interval | None:
    """A volume from its two ends; unknown where one of them is."""
    return None if low is None or high is None else (low, high)


def derived(read: Read, journeys: list[str]) -> Subgraph:
    """What was derived of these journeys before, resolved ruptures too, whether or not the journeys still exist."""
    held = Subgraph()
    prefixes = {"Handoff": [f"{key}/" for key in journeys]}
    prefixes["Rupture"] = [f"{kind}~{key}/" for key in journeys for kind in RuptureKind]
    for label, starts in prefixes.items():
        ((rows,),) = read(DERIVED_NODES.replace("{label}", label), prefixes=starts)
        held.nodes[label] = {key: {n: v for n, v in p.items() if n != "key"} for key, p in rows}
        _edges(read, label, list(held.nodes[label]), "true", held)
    _edges(read, "Journey", journeys, "r:HAS_HANDOFF OR r:HAS_RUPTURE", held)
    for label, condition in DEFAULTS.items():
        ((keys,),) = read(PARTS.replace("{label}", label), prefixes=prefixes["Handoff"])
        _edges(read, label, keys, condition, held)
    return held


def _edges(read: Read, label: str, keys: list[str], condition: str, held: Subgraph) -> None:
    if not keys:
        return
    statement = DERIVED_EDGES.format(label=label, condition=condition)
    ((rows,),) = read(statement, keys=keys)
    for key, type, target, other, properties in rows:
        held.edges.setdefault((label, type, target), {})[key, other] = properties
