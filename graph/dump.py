"""The graph as lines of JSON, and back: every node and edge of ours with all its properties, whoever wrote them.

An edge of ours is one that the model declares; in a store that is shared, others may draw theirs between our nodes.

Nodes go by label and key, since what the store calls them inside does not survive. A day or a moment, which JSON does
not have, stands as `{"Date": "2026-11-28"}`, by the name of the store's type.
"""

import datetime
import math
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import orjson

from graph.errors import BadInput
from graph.gateway import BATCH, TEMPORAL, Gateway, Rows, Work
from graph.held import by_key
from graph.model import MODEL
from graph.saying import saying

OURS = "|".join(MODEL)
TYPES = "|".join(sorted({type for node in MODEL.values() for relation in node.relations for type in relation.path}))
NAME = re.compile(r"[A-Za-z]\w*")
"""What may be the name of a label or a type: these alone go into a statement as text."""

NODES = "MATCH (n:{label}) RETURN properties(n)"
EDGES = f"""
MATCH (a:{{label}})-[r:{TYPES}]->(b)
WITH a, r, b, [each IN labels(b) WHERE each IN $labels] AS found WHERE size(found) > 0
RETURN a.key, type(r), found[0], b.key, properties(r)
"""
COUNTED = [
    " UNION ALL ".join(f"MATCH {pattern.format(label=label)} RETURN count(x) AS found" for label in MODEL)
    for pattern in ("(x:{label})", "(:{label})-[x]->()")
]
"""What the store keeps count of, label by label; many labels in one pattern take it half a minute to plan."""

WIPE = f"MATCH (n:{OURS}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF {BATCH} ROWS"

Progress = Callable[[int], None]

NO_NAME = saying("{text!r} is no label or type of ours", "{text!r} n'est pas un label ou un type à nous")
STRANGE = saying(
    "{where} holds a {kind}, which nothing of ours writes: remove it",
    "{where} contient une valeur {kind}, que rien chez nous n'écrit : retirez-la",
)


def nodes(gateway: Gateway) -> Iterator[bytes]:
    """Each node, as a line: its label and its properties."""
    for label in MODEL:
        for (properties,) in gateway.each(NODES.format(label=label)):
            yield line([label, _encoded(properties, f"{label}:{properties.get('key')}")])


def edges(gateway: Gateway) -> Iterator[bytes]:
    """Each edge, as a line: label and key of where it begins, its type, label and key of where it ends, properties."""
    for label in MODEL:
        rows = gateway.each(EDGES.format(label=label), labels=list(MODEL))
        for start, type, end, other, properties in rows:
            yield line([label, start, type, end, other, _encoded(properties, f"{label}:{start}")])


def graph(gateway: Gateway) -> dict[str, Any]:
    """What the graph knows of itself: its revision, its format."""
    rows = gateway.read("MATCH (g:Graph {key: 'graph'}) RETURN properties(g)")
    return _encoded(rows[0][0], "Graph:graph") if rows else {}


def write_nodes(work: Work, lines: Iterable[bytes], written: Progress) -> None:
    """Create the nodes that the lines tell of. BadInput for a line that tells of none."""
    for batch in _batches(lines):
        groups: dict[str, list[Any]] = {}
        for label, properties in batch:
            groups.setdefault(_name(label), []).append(decoded(properties))
        for label, rows in groups.items():
            work.write(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", rows)
        written(len(batch))


def write_edges(work: Work, lines: Iterable[bytes], written: Progress) -> None:
    """Create the edges that the lines tell of, between nodes that are there. BadInput for a line that tells of none."""
    for batch in _batches(lines):
        groups: dict[tuple[str, str, str], list[Any]] = {}
        for label, start, type, end, other, properties in batch:
            group = groups.setdefault((_name(label), _name(type), _name(end)), [])
            group.append([start, other, decoded(properties)])
        for (label, type, end), rows in groups.items():
            ends = f"{by_key('a', label, 'row[0]')} {by_key('b', end, 'row[1]')}"
            work.write(f"UNWIND $rows AS row {ends} CREATE (a)-[r:{type}]->(b) SET r = row[2]", rows)
        written(len(batch))


def sizes(read: Callable[..., Rows]) -> tuple[int, int]:
    """How many nodes of ours there are, and how many edges leave them."""
    nodes, edges = (sum(found for (found,) in read(statement)) for statement in COUNTED)
    return nodes, edges


def line(value: Any) -> bytes:
    """A value as a line."""
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS)


def decoded(properties: dict[str, Any]) -> dict[str, Any]:
    """The properties as the store takes them."""
    return {name: _decoded(value) for name, value in properties.items()}


def _batches(lines: Iterable[bytes]) -> Iterator[list[Any]]:
    coming = iter(lines)
    while batch := [orjson.loads(each) for each in islice(coming, BATCH)]:
        yield batch


def _name(text: str) -> str:
    if not NAME.fullmatch(text):
        raise BadInput(NO_NAME(text=text))
    return text


def _encoded(properties: dict[str, Any], where: str) -> dict[str, Any]:
    return {name: _value(value, f"{where}, property {name},") for name, value in properties.items()}


def _value(value: Any, where: str) -> Any:
    if isinstance(value, str | bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    if isinstance(value, list):
        return [_value(each, where) for each in value]
    kind = type(value).__name__
    if kind not in TEMPORAL:
        raise BadInput(STRANGE(where=where, kind=kind))
    return {kind: value.iso_format()}


def _decoded(value: Any) -> Any:
    if isinstance(value, list):
        return [_decoded(each) for each in value]
    if isinstance(value, dict):
        ((kind, text),) = value.items()
        return _moment(TEMPORAL[kind].from_iso_format(text))
    return value


def _moment(value: Any) -> Any:
    """With its offset, as it was written: the driver would make a zone of `+00:00`, which reads `[UTC]` in answers."""
    offset = value.utcoffset() if hasattr(value, "utcoffset") else None
    return value if offset is None else value.replace(tzinfo=datetime.timezone(offset))
