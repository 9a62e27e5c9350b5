"""References that stand in a property of an edge instead of an edge: the objects that a feed hands on."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from graph.gateway import Work
from graph.held import Holdings
from graph.model import MODEL
from graph.said import EdgeType, Ref, Subgraph

REFERRING = {
    (label, relation.type): (property.name, property.refers)
    for label, node in MODEL.items()
    for relation in node.said
    if relation.edge
    for property in relation.edge.properties
    if property.refers
}
"""The label that an edge leaves and its type → the property that holds keys, and the label that they belong to."""

EDGES = """
MATCH (:{start})-[r:{type}]->() WHERE r.{name} IS NOT NULL
  AND (any(key IN r.{name} WHERE $anew[key] IS NOT NULL) OR r.said IS NOT NULL)
RETURN elementId(r), r.{name}, r.said
"""
REFER = "MATCH (:{start})-[r:{type}]->() WHERE elementId(r) = $id SET r.{name} = $keys, r.said = $said"
KEPT = "MATCH (n:{start}) WHERE n.said IS NOT NULL RETURN elementId(n), n.said"
KEEP = "MATCH (n) WHERE elementId(n) = $id SET n.said = $said"
"""Lists that people hold are kept as texts on the node that the edges leave."""


def pairs(part: Subgraph) -> Iterator[tuple[Ref, Ref]]:
    """Who refers to what."""
    for type, edges in part.edges.items():
        for name, label in _of(type):
            for (start, _), properties in edges.items():
                yield from (((type[0], start), (label, key)) for key in properties.get(name, ()))


def within(part: Subgraph) -> set[Ref]:
    """What edges of this part refer to."""
    return {end for _, end in pairs(part)}


def elsewhere(graph: Holdings, refs: Iterable[Ref], held: Subgraph) -> set[Ref]:
    """Those of the nodes that edges outside of `held` refer to."""
    asked, found = set(refs), set()
    for (start, type), (name, label) in REFERRING.items():
        if not any(ref[0] == label for ref in asked):
            continue
        for whole, edges in graph.edges(start, type).edges.items():
            others = [edge for ends, edge in edges.items() if ends not in held.edges.get(whole, {})]
            found |= {(label, key) for edge in others for key in edge.get(name, ())}
    return found & asked


def say_anew(work: Work, label: str, anew: Mapping[str, str]) -> None:
    """Have edges refer to what was renamed by its new key; `anew` are the new keys by the old ones."""
    for (start, type), (name, referred) in REFERRING.items() if anew else ():
        if referred != label:
            continue

        def of(statement: str, start: str = start, type: str = type, name: str = name) -> str:
            return statement.replace("{start}", start).replace("{type}", type).replace("{name}", name)

        for id_, keys, said in work.run(of(EDGES), anew=anew):
            told = _anew(keys, anew), said and [_retold(text, name, anew) for text in said]
            if told != (keys, said):
                work.run(of(REFER), id=id_, keys=told[0], said=told[1])
        for id_, said in work.run(of(KEPT)):
            texts = [_retold(text, name, anew) for text in said]
            if texts != said:
                work.run(KEEP, id=id_, said=texts)


def _retold(text: str, name: str, anew: Mapping[str, str]) -> str:
    """What a source says, as JSON: of an edge, or of a node with the edges of its lists."""
    told = _within(orjson.loads(text), name, anew)
    return orjson.dumps(told, option=orjson.OPT_SORT_KEYS).decode()


def _within(told: dict[str, Any], name: str, anew: Mapping[str, str]) -> dict[str, Any]:
    return {
        each: _anew(value, anew) if each == name and isinstance(value, list)
        else _within(value, name, anew) if isinstance(value, dict) else value
        for each, value in told.items()
    }  # fmt: skip


def _anew(keys: Iterable[str], anew: Mapping[str, str]) -> list[str]:
    """Keys of today, each once."""
    return list(dict.fromkeys(anew.get(key, key) for key in keys))


def _of(type: EdgeType) -> Iterable[tuple[str, str]]:
    found = REFERRING.get((type[0], type[1]))
    return [found] if found else []
