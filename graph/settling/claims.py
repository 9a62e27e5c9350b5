"""Who says what: how the statement of one source settles with what the graph holds and others say.

Each node keeps the names of the sources that describe it. Once more than one does, it keeps each one's description
too (`said`, as JSON, in the order of their last change): of differing values the one of the highest rank speaks, among
equals the latest, and when a source withdraws, the others' values are there again. A relation to at most one node is
part of a description like a property; so is a list that people edited (see `graph.settling.pen`).
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

import orjson

from graph.model import MODEL, One, Property
from graph.problems import Problem
from graph.relations import telling
from graph.said import EdgeType, Ref, Said, Subgraph
from graph.settling import pen
from graph.settling.pen import UNIONS
from graph.settling.ranks import Ranks
from graph.statement import EDITS

Description = dict[str, Any]
"""What one source says of a node: properties, `->TYPE` with the `Label:key` of the one node at the other end, and
`=>name` with all that a relation leads to, where people edited it."""

Ends = tuple[str, str]

INTERNAL = {"sources", "firstSeen", "lastChanged", "said", "stub"}
"""Properties that the writer keeps for itself, on nodes and edges."""

RUNS = ("firstSeen", "lastChanged")
"""Those of them that name a run; a new settling leaves them as they are."""

ONES = {label: {r.type: r for r in node.said if r.shape is One} for label, node in MODEL.items()}
DATES = {
    label: {p.name: p.type for p in node.properties if p.type in (datetime.date, datetime.datetime)}
    for label, node in MODEL.items()
}


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
    outlived: list[Ref] = field(default_factory=list)


NOBODY = Ranks({})
"""Ranks that tell no source from another."""


@dataclass
class Claims:
    """What each source says of nodes, and of the edges that leave them: the source that changed last at the end."""

    nodes: dict[Ref, dict[str, Description]] = field(default_factory=dict)
    edges: dict[EdgeType, dict[Ends, dict[str, Description]]] = field(default_factory=dict)
    outlived: list[Ref] = field(default_factory=list)
    """What its last source says no more and people edited: it is theirs now."""

    def read(self, held: Subgraph) -> None:
        """Take in what the graph holds."""
        ones, many = _split(held)
        for label, nodes in held.nodes.items():
            for key, properties in nodes.items():
                ref = (label, key)
                self.nodes[ref] = _descriptions(label, properties, ones.get(ref, {}))
        for type, edges in many.items():
            into = self.edges.setdefault(type, {})
            for ends, known in edges.items():
                if not pen.holds(self.nodes.get((type[0], ends[0]), {}), telling(type[0], type[1], known)):
                    into[ends] = _carried(known)

    def say(self, said: Said, source: str, withdrawn: list[Ref]) -> None:
        """Put the source's statement in the place of its former one, of the same nodes and of what it withdraws."""
        ones, many = _split(said)
        lists = pen.take_lists(self, said, many)
        self.outlived += pen.outliving(self, source, withdrawn)
        for label, key in said.refs():
            ref = (label, key)
            descriptions = self.nodes.setdefault(ref, {})
            if source != EDITS and EDITS in descriptions:
                pen.release(self, ref)
            kept = _kept(descriptions.get(source, {}), said, ref, lists)
            _say(descriptions, source, {**kept, **said.nodes[label][key], **ones.get(ref, {}), **lists.get(ref, {})})
        for ref in withdrawn:
            self.nodes.setdefault(ref, {}).pop(source, None)
        gone = set(withdrawn)
        for type in {**many, **self.edges}:
            self._say_edges(type, many.get(type, {}), said, source, gone)

    def _say_edges(
        self, type: EdgeType, now: dict[Ends, Description], said: Said, source: str, withdrawn: set[Ref]
    ) -> None:
        telling = {start for start, _ in now}
        before = self.edges.get(type, {})
        after = self.edges[type] = {}
        for ends in {**now, **before}:
            carried, start = before.get(ends, {}), (type[0], ends[0])
            if ends in now:
                _say(carried, source, now[ends])
            elif (start in withdrawn or said.has(start)) and (type[1] not in said.silent or ends[0] in telling):
                carried.pop(source, None)
            if carried:
                after[ends] = carried

    def settled(self, refs: list[Ref], held: Subgraph, run: str, source: str, ranks: Ranks) -> Settled:
        """What the graph should hold of these nodes, now that the source has spoken."""
        settled = Settled(outlived=self.outlived)
        for ref in refs:
            label, key = ref
            descriptions = self.nodes.get(ref, {})
            pen.give_back(self, ref, ranks)
            # Which runs wrote a node is in nobody's description: what is there keeps it, whoever speaks now.
            properties = held.nodes.get(label, {}).get(key, {})
            known = {"firstSeen": run} | {name: properties[name] for name in RUNS if name in properties}
            if descriptions:
                ranked = _ranked(descriptions, label, ranks)
                settled.differing += _differing(ref, None, ranked, source)
                effective = _effective(label, ranked)
                _node(settled.wanted, ref, descriptions, effective, known)
                _link_ones(settled.wanted, held, ref, effective, descriptions, run)
                _link_lists(settled.wanted, held, ref, effective, run)
            else:  # edges of others may lead to it: it stands as a stub until all of them are known
                settled.bare.add(ref)
                settled.wanted.nodes.setdefault(label, {})[key] = {"sources": [], "stub": True, **known}
        for type, edges in self.edges.items():
            settled.differing += _link_many(settled.wanted, held, type, edges, source, run)
        return settled

    def effective(self, ref: Ref, ranks: Ranks) -> Description:
        """What counts of a node, without what is carried by edges of lists that nobody holds."""
        descriptions = self.nodes.get(ref, {})
        return _effective(ref[0], _ranked(descriptions, ref[0], ranks)) if descriptions else {}


def settle(
    held: Subgraph, claimed: set[Ref], said: Said, source: str, run: str, sweep: bool = True, ranks: Ranks = NOBODY
) -> Settled:
    """Put the source's statement in the place of its former one; `held` has the nodes of both with their edges."""
    claims = Claims()
    claims.read(held)
    silent = [ref for ref in claimed if not said.has(ref)]
    claims.say(said, source, silent if sweep else [])
    return claims.settled([*said.refs(), *silent], held, run, source, ranks)


def _kept(former: Description, said: Said, ref: Ref, lists: dict[Ref, Description]) -> Description:
    """What a source said of all that it may leave unsaid now."""
    if not (said.silent or said.amends):
        return {}
    told = lists.get(ref, {})
    return {name: word for name, word in former.items() if name not in told and _may_stay(name, ref[0], said)}


def _may_stay(name: str, label: str, said: Said) -> bool:
    if name.startswith(pen.LIST):
        return pen.relation(label, name).type in said.silent
    return name[2:] in said.silent if name.startswith("->") else said.amends


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
    if "said" in properties:
        return {
            source: typed(label, orjson.loads(text)) for source, text in zip(sources, properties["said"], strict=True)
        }
    aside = INTERNAL | pen.ASIDE if sources == [EDITS] else INTERNAL
    own = {name: value for name, value in properties.items() if name not in aside}
    if sources == [EDITS]:
        return {EDITS: {**pen.own(label, own), **ones}}
    return {source: {**own, **ones} for source in sources}


def typed(label: str, description: Description) -> Description:
    """A description as it was before it was written as JSON, in place."""
    for name, type in DATES[label].items():
        if description.get(name) is not None:
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
    if len(ranked) == 1 and EDITS not in ranked:
        return next(iter(ranked.values()))
    effective: Description = {}
    for source, description in ranked.items():
        shared = UNIONS[label] if source != EDITS else pen.SHARED
        unions = {n: sorted({*effective.get(n, ()), *description[n]}) for n in shared if n in description}
        effective |= description | unions
    return pen.spoken(label, effective, ranked[EDITS]) if EDITS in ranked else effective


def _node(
    wanted: Subgraph, ref: Ref, descriptions: dict[str, Description], effective: Description, known: Description
) -> None:
    properties = {n: value for n, value in effective.items() if value is not None and _is_property(n)}
    properties |= {"sources": list(descriptions), **known}
    if len(descriptions) > 1 or pen.needs_words(descriptions):
        properties["said"] = [orjson.dumps(d, option=orjson.OPT_SORT_KEYS).decode() for d in descriptions.values()]
    wanted.nodes.setdefault(ref[0], {})[ref[1]] = properties


def _is_property(name: str) -> bool:
    return name[:2] not in ("->", pen.LIST) and name != pen.RELEASED


def _differing(
    ref: Ref, edge: tuple[str, Ref] | None, descriptions: dict[str, Description], source: str
) -> list[Differing]:
    """Where the source says otherwise than others; the last in order speaks."""
    if len(descriptions) < 2 or source not in descriptions:
        return []
    found = []
    for name, value in descriptions[source].items():
        for other, description in descriptions.items():
            shared = pen.SHARED if other == EDITS else UNIONS[ref[0]]
            if name not in shared and description.get(name, value) != value:
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


def _link_lists(wanted: Subgraph, held: Subgraph, ref: Ref, effective: Description, run: str) -> None:
    """The edges of lists that people edited: they lead where these say, and nowhere else."""
    label, key = ref
    for name in [name for name in effective if name.startswith(pen.LIST)]:
        type = pen.relation(label, name).type
        for target, carried in (effective[name] or {}).items():
            other, _, end = target.partition(":")
            before = held.edges.get((label, type, other), {}).get((key, end), {})
            told = {**carried, "sources": [EDITS], "firstSeen": before.get("firstSeen", run)}
            wanted.edges.setdefault((label, type, other), {})[key, end] = told


def _link_many(
    wanted: Subgraph, held: Subgraph, type: EdgeType, edges: dict[Ends, dict[str, Description]], source: str, run: str
) -> list[Differing]:
    differing = []
    into, before = wanted.edges.setdefault(type, {}), held.edges.get(type, {})
    for ends, carried in edges.items():
        if len(carried) > 1 and (type[0], type[1]) in pen.OWNED:
            carried.pop(EDITS, None)  # people hold the place of a part only where nobody else puts it
        if not (type[1] in ONES[type[0]] and ends in into):  # the line of command before one beside it
            into[ends] = _edge(carried, before.get(ends, {}).get("firstSeen", run))
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
