"""From what is told in the graph to a document of the format: the way back of `transform`."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from graph.carried import PROGRESS
from graph.model import Link, Property, Relation
from graph.said import Ref, Subgraph
from graph.wholes import DEPTHS, LEAVING, MADE, cut, inside
from importers.journeys import told
from importers.journeys.told import TOP, VERSION

Links = dict[tuple[str, str, str], list[tuple[str, str, dict[str, Any]]]]
"""(label, key, type) → label, key and properties of each edge's other end."""


def document(told_part: Subgraph) -> dict[str, Any]:
    """The document that says the same."""
    back = _Back(told_part)
    lists = {
        name: [back.item(label, key) for key in sorted(told_part.nodes.get(label, {}))] for label, name in TOP.items()
    }
    return {"parcours": VERSION, **{name: items for name, items in lists.items() if items}}


class _Back:
    def __init__(self, part: Subgraph) -> None:
        self.nodes = part.nodes
        self.links: Links = {}
        for (label, type, other), edges in part.edges.items():
            for (start, end), properties in edges.items():
                if (label, type) in LEAVING:
                    self.links.setdefault((other, end, type), []).append((label, start, properties))
                else:
                    self.links.setdefault((label, start, type), []).append((other, end, properties))

    def item(self, label: str, key: str) -> dict[str, Any]:
        """One node as an entry of the file, its parts in it."""
        properties = self.nodes[label][key]
        item: dict[str, Any] = {} if label in MADE else {"key": cut(label, key)[1]}
        for property in told.properties(label):
            item |= told_value(property, properties)
        if label in DEPTHS and "aliases" in item:
            item["aliases"] = [alias.removeprefix(f"{cut(label, key)[0]}/") for alias in item["aliases"]]
        if all(name in properties for name in told.SCALE):
            item["scale"] = [_number(properties[name]) for name in told.SCALE]
        for relation in (*told.references(label), *told.parts(label)):
            item |= self._relation(label, key, relation, properties.get("stated"))
        like = told.key_of(label)
        if like and like.told:
            other = item.pop(like.told, None)
            own = {} if item["key"] == other else {"key": item["key"]}
            return {**own, like.told: other, **{name: value for name, value in item.items() if name != "key"}}
        return item

    def _relation(self, label: str, key: str, relation: Relation, stated: list[str] | None) -> dict[str, Any]:
        assert relation.told
        ends = [end for end in self.links.get((label, key, relation.type), []) if _is_of(relation, end)]
        if relation.owned:
            ends = [end for end in ends if end[1] in self.nodes.get(end[0], {})]
        if not ends and (relation.told not in (stated or ()) or not relation.many):
            return {}
        if not relation.many:
            return {relation.told: _short(relation, (label, key), ends[0])}
        ends.sort(key=self._order(relation))
        if relation.owned:
            return {relation.told: [self.item(other, end) for other, end, _ in ends]}
        entries = [_entry(relation, (label, key), end, len(ends) == 1) for end in ends]
        if relation.by_key:
            return {relation.told: {entry.pop(relation.item or ""): entry for entry in entries}}
        return {relation.told: [_bare(entry) for entry in entries]}

    def _order(self, relation: Relation) -> Callable[[tuple[str, str, dict[str, Any]]], Any]:
        """Parts in their own order, steps in the journey's, the first department first; all else by key."""

        def order(end: tuple[str, str, dict[str, Any]]) -> tuple[bool, float, str, str]:
            label, key, properties = end
            place = self.nodes.get(label, {}).get(key, {}).get("order")
            later = float("inf") if place is None else place
            return not properties.get("primary"), later, label, key

        return order


def _is_of(relation: Relation, end: tuple[str, str, Mapping[str, Any]]) -> bool:
    """Whether an edge of the relation's type is one that the relation's field tells."""
    label, _, properties = end
    constant = all(properties.get(name) == str(value) for name, value in relation.constant.items())
    return constant and label in told.NAMED and properties.get("declared") is not False


def _short(relation: Relation, ref: Ref, end: tuple[str, str, Any]) -> str:
    """The other end as it stands in the file: within the journey, by label, or by its key alone."""
    label, other, _ = end
    if relation.target is None:
        return f"{label}:{other}"
    return other.removeprefix(f"{ref[1].split('/', 1)[0]}/") if inside(ref[0], label) else other


def _entry(relation: Relation, ref: Ref, end: tuple[str, str, Mapping[str, Any]], only: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {relation.item or "": _short(relation, ref, end)}
    for property in told.edge_properties(relation):
        entry |= told_value(property, end[2])
    if entry.get("kind") == PROGRESS:
        del entry["kind"]
    if relation.type == "LEADS_TO" and only and entry.get("share") == 1:
        del entry["share"]
    return entry


def _bare(entry: dict[str, Any]) -> Any:
    return next(iter(entry.values())) if len(entry) == 1 else entry


def told_value(property: Property, properties: Mapping[str, Any]) -> dict[str, Any]:
    """A property as a file tells it: whole numbers without a point, days as text, an interval as one, no blank word."""
    values = [properties.get(name) for name in property.columns]
    if None in values:
        return {}
    if property.interval:
        low, high = map(_number, values)
        return {property.name: low if low == high else [low, high]}
    (value,) = values
    read = _link if property.type is Link else _number
    return {property.name: [read(one) for one in value or () if str(one).strip()] if property.many else read(value)}


def _link(value: Any) -> Any:
    url, _, title = value.partition(" ")
    return {"title": title, "url": url} if title else url


def _number(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value
