"""Who says what: how the statement of one source settles with what the graph holds and others say.

Each node keeps the names of the sources that describe it. Once more than one does, it keeps each one's description
too (`said`, as JSON, in the order of their last change): of differing values the one of the highest rank speaks, among
equals the latest, and when a source withdraws, the others' values are there again. A relation to at most one node is
part of a description like a property.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

import orjson

from graph.model import MODEL, One, Property
from graph.problems import Problem
from graph.relations import telling
from graph.said import EdgeType, Ref, Said, Subgraph
from graph.settling.ranks import Ranks

Description = dict[str, Any]
"""What one source says of a node: properties, and `->TYPE` with the `Label:key` of the one node at the other end."""

INTERNAL = {"sources", "firstSeen", "lastChanged", "said", "stub"}
"""Properties that the writer keeps for itself, on nodes and edges."""

RUNS = ("firstSeen", "lastChanged")
"""Those of them that name a run; a new settling leaves them as they are."""

ONES = {label: {r.type: r for r in node.said if r.shape is One} for label, node in MODEL.items()}
DATES = {
    label: {p.name: p.type for p in node.properties if p.type in (datetime.date, datetime.datetime)}
    for label, node in MODEL.items()
}
UNIONS = {label: {p.name for p in node.properties if p.union} for label, node in MODEL.items()}
"""Lists that several sources add to; of every other property one source's value speaks."""


@dataclass(frozen=True)
class Differing:
    """Where a source says otherwise than another: of a node, or of what its edge of a type to `end` carries.

    `field` is a column of the store, or `->TYPE`, of which values are `Label:key`; `speaks` is the source that counts.
    """

    ref: Ref
    edge: tuple[str, Ref] | None
    field: str
    source: str
    value: Any
    other: str
    theirs: Any
    speaks: str


@dataclass
class Settled:
    """What the graph should hold of the nodes that a run is about; `bare` ones nobody describes any more."""

    wanted: Subgraph = field(default_factory=Subgraph)
    bare: set[Ref] = field(default_factory=set)
    differing: list[Differing] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


NOBODY = Ranks({})
"""Ranks that tell no source from another."""


def settle(
    held: Subgraph, claimed: set[Ref], said: Said, source: str, run: str, sweep: bool = True, ranks: Ranks = NOBODY
) -> Settled:
    """Put the source's statement in the place of its former one; `held` has the nodes of both with their edges."""
    settled = Settled()
    ones_held, many_held = _split(held)
    ones_said, many_said = _split(said)
    for label, key in [*said.refs(), *(ref for ref in claimed if not said.has(ref))]:
        ref = (label, key)
        properties = held.nodes.get(label, {}).get(key, {})
        descriptions = _descriptions(label, properties, ones_held.get(ref, {}))
        if said.has(ref):
            kept = _kept(descriptions.get(source, {}), said)
            _say(descriptions, source, {**kept, **said.nodes[label][key], **ones_said.get(ref, {})})
        elif sweep:
            descriptions.pop(source, None)
        # Which runs wrote a node is in nobody's description: what is there keeps it, whoever speaks now.
        known = {"firstSeen": run} | {name: properties[name] for name in RUNS if name in properties}
        if descriptions:
            ranked = _ranked(descriptions, label, ranks)
            settled.differing += _differing(ref, None, ranked, source)
            effective = _effective(label, ranked)
            _node(settled.wanted, ref, descriptions, effective, known)
            _link_ones(settled.wanted, held, ref, effective, descriptions, run)
        else:  # edges of others may lead to it: it stands as a stub until all of them are known
            settled.bare.add(ref)
            settled.wanted.nodes.setdefault(label, {})[key] = {"sources": [], "stub": True, **known}
    settled.differing += _link_many(settled.wanted, many_held, many_said, said, source, run, sweep)
    return settled


def _kept(former: Description, said: Said) -> Description:
    """What a source said of all that it may leave unsaid now."""
    return {n: word for n, word in former.items() if (n[2:] in said.silent if n.startswith("->") else said.amends)}


def _split(part: Subgraph) -> tuple[dict[Ref, Description], dict[EdgeType, dict[tuple[str, str], Any]]]:
    """The edges that go to at most one node, as parts of descriptions; and all others."""
    ones: dict[Ref, Description] = {}
    many: dict[EdgeType, dict[tuple[str, str], Any]] = {}
    for (label, type, target), edges in part.edges.items():
        if type not in ONES[label]:
            many[label, type, target] = edges
            continue
        for (start, end), carried in edges.items():
            if telling(label, type, carried).many:
                many.setdefault((label, type, target), {})[start, end] = carried
            else:
                ones.setdefault((label, start), {})[f"->{type}"] = f"{target}:{end}"
    return ones, many


def _descriptions(label: str, properties: dict[str, Any], ones: Description) -> dict[str, Description]:
    """Source → what it says, the one that changed last at the end."""
    sources = properties.get("sources") or []
    if len(sources) > 1:
        return {
            source: _typed(label, orjson.loads(text)) for source, text in zip(sources, properties["said"], strict=True)
        }
    own = {name: value for name, value in properties.items() if name not in INTERNAL}
    return {source: {**own, **ones} for source in sources}


def _typed(label: str, description: Description) -> Description:
    for name, type in DATES[label].items():
        if name in description:
            description[name] = type.fromisoformat(description[name])
    return description


def _say(descriptions: dict[str, Description], source: str, description: Description) -> None:
    if descriptions.get(source) != description:
        descriptions.pop(source, None)
        descriptions[source] = description


def _ranked(descriptions: dict[str, Description], label: str, ranks: Ranks) -> dict[str, Description]:
    """The descriptions in the order in which they speak, the last one before all others."""
    if len(descriptions) == 1:
        return descriptions
    return dict(sorted(descriptions.items(), key=lambda item: ranks(item[0], label)))


def _effective(label: str, ranked: dict[str, Description]) -> Description:
    """What the graph shows: each value as the last in order says it."""
    if len(ranked) == 1:
        return next(iter(ranked.values()))
    effective: Description = {}
    for description in ranked.values():
        unions = {n: sorted({*effective.get(n, ()), *description[n]}) for n in UNIONS[label] if n in description}
        effective |= description | unions
    return effective


def _node(
    wanted: Subgraph, ref: Ref, descriptions: dict[str, Description], effective: Description, known: Description
) -> None:
    properties = {name: value for name, value in effective.items() if not name.startswith("->")}
    properties |= {"sources": list(descriptions), **known}
    if len(descriptions) > 1:
        properties["said"] = [orjson.dumps(d, option=orjson.OPT_SORT_KEYS).decode() for d in descriptions.values()]
    wanted.nodes.setdefault(ref[0], {})[ref[1]] = properties


def _differing(
    ref: Ref, edge: tuple[str, Ref] | None, descriptions: dict[str, Description], source: str
) -> list[Differing]:
    """Where the source says otherwise than others; the last in order speaks."""
    if len(descriptions) < 2 or source not in descriptions:
        return []
    found = []
    for name, value in descriptions[source].items():
        for other, description in descriptions.items():
            if name not in UNIONS[ref[0]] and description.get(name, value) != value:
                speaks = [one for one, words in descriptions.items() if name in words][-1]
                found.append(Differing(ref, edge, name, source, value, other, description[name], speaks))
    return found


def _link_ones(
    wanted: Subgraph, held: Subgraph, ref: Ref, effective: Description, descriptions: dict[str, Description], run: str
) -> None:
    label, key = ref
    for type, one in ONES[label].items():
        target = effective.get(f"->{type}")
        if target is None:
            continue
        target_label, _, target_key = target.partition(":")
        ends, edge_type = (key, target_key), (label, type, target_label)
        before = held.edges.get(edge_type, {}).get(ends, {})
        sources = sorted(s for s, d in descriptions.items() if d.get(f"->{type}") == target)
        declared = {"declared": True} if one.edge and _has_declared(one.edge.properties) else {}
        constant = {name: str(value) for name, value in one.constant.items()}
        properties = {**constant, **declared, "sources": sources, "firstSeen": before.get("firstSeen", run)}
        wanted.edges.setdefault(edge_type, {})[ends] = properties


def _has_declared(properties: tuple[Property, ...]) -> bool:
    return any(p.name == "declared" for p in properties)


def _link_many(
    wanted: Subgraph,
    held: dict[EdgeType, dict[tuple[str, str], Any]],
    many: dict[EdgeType, dict[tuple[str, str], Any]],
    said: Said,
    source: str,
    run: str,
    sweep: bool,
) -> list[Differing]:
    differing = []
    for type in {**many, **held}:
        telling = {start for start, _ in many.get(type, {})}
        into, now, before = wanted.edges.setdefault(type, {}), many.get(type, {}), held.get(type, {})
        for ends in {**now, **before}:
            known = before.get(ends, {})
            carried = _carried(known)
            if ends in now:
                _say(carried, source, now[ends])
            elif (sweep or said.has((type[0], ends[0]))) and (type[1] not in said.silent or ends[0] in telling):
                carried.pop(source, None)
            if carried and not (type[1] in ONES[type[0]] and ends in into):  # the line of command before one beside it
                into[ends] = _edge(carried, known.get("firstSeen", run))
                (label, name, target), (start, end) = type, ends
                differing += _differing((label, start), (name, (target, end)), carried, source)
    return differing


def one_edge(former: Description, now: Description) -> Description:
    """An edge that takes the place of two: who says either says it; of what one source says twice, `now` counts."""
    return _edge({**_carried(former), **_carried(now)}, min(former["firstSeen"], now["firstSeen"]))


def _carried(known: Description) -> dict[str, Description]:
    """Source → what it says that the edge carries, the one that changed last at the end."""
    sources = known.get("sources", ())
    if "said" in known:
        return {source: orjson.loads(text) for source, text in zip(sources, known["said"], strict=True)}
    own = {name: value for name, value in known.items() if name not in INTERNAL}
    return dict.fromkeys(sources, own)


def _edge(carried: dict[str, Description], first: str) -> Description:
    """The edge as the graph should hold it; each one's words are kept only where they differ."""
    said = list(carried.values())
    if all(each == said[0] for each in said):
        return {**said[0], "sources": sorted(carried), "firstSeen": first}
    texts = [orjson.dumps(each, option=orjson.OPT_SORT_KEYS).decode() for each in said]
    effective = {name: value for each in said for name, value in each.items()}
    return {**effective, "sources": list(carried), "said": texts, "firstSeen": first}
