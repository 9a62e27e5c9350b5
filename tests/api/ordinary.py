"""A second way to every answer: resolvers that look one field up at a time, in a copy of the whole graph."""

import datetime
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLResolveInfo, GraphQLSchema, build_schema, execute

from api.schema.making import sdl
from api.shown import grouped, numbers, pages, shown, shows_edge
from graph.model import MODEL, Cost, Link, Property, Relation

from .naive import Copy, Id

VOLUME_ORDERED = {"Handoff", "Rupture"}
"""The labels whose lists begin with the largest volume."""


@dataclass(frozen=True)
class Group:
    """Some nodes of a label, and what they have in common."""

    label: str
    members: tuple[Id, ...]
    value: str | None = None
    node: Id | None = None


class Ordinary:
    """Executes operations as any GraphQL server does, over a schema that has nothing of ours but its text."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.schema: GraphQLSchema = build_schema(sdl())

    def __call__(self, document: Any, variables: dict[str, Any]) -> Any:
        return execute(
            self.schema,
            document,
            variable_values=variables,
            field_resolver=self.resolve,
            type_resolver=lambda node, *_: node[0],
        )

    def resolve(self, source: Any, info: GraphQLResolveInfo, **given: Any) -> Any:
        name = info.field_name
        if source is None:
            if given.get("journeys") is not None and "perspectives" not in {
                each.name.value for each in info.field_nodes[0].arguments
            }:
                given["perspectives"] = None
            return self._root(name, given)
        if isinstance(source, Group):
            return self._of_group(source, name)
        return self._of_node(source, name, given) if isinstance(source, tuple) else source[name]

    def _root(self, name: str, given: dict[str, Any]) -> Any:
        if name == "node":
            return self._known(given["id"])
        if name == "nodes":
            return [self._known(each) for each in given["ids"]]
        for label, node in MODEL.items():
            if name == node.singular:
                return self._known(f"{label}:{given['key']}")
            if name == node.plural:
                return self._connection(label, [n for n in self.copy.all(label) if self._in_scope(n, given)], given)
        raise KeyError(name)

    def _known(self, id_: str) -> Id | None:
        node = (id_.partition(":")[0], id_.partition(":")[2])
        return node if node in self.copy.nodes else None

    def _in_scope(self, node: Id, given: dict[str, Any]) -> bool:
        if node[0] not in VOLUME_ORDERED:
            return True
        if node[0] == "Rupture" and not given["resolved"] and self.copy.value(node, "resolved"):
            return False
        named, perspectives = given.get("journeys"), given.get("perspectives")
        journey = shown(node[0])["journey"]
        assert isinstance(journey, Relation)
        return any(
            (perspectives is None or (self.copy.value(each, "perspective") or "REALITY") in perspectives)
            and (each[1] in named if named is not None else self._lives(each) or given["archived"])
            for each in self.copy.follow(node, journey)
        )

    def _lives(self, journey: Id) -> bool:
        return self.copy.value(journey, "status") != "ARCHIVED"

    def _of_node(self, node: Id, name: str, given: dict[str, Any]) -> Any:
        if name in ("id", "key"):
            return ":".join(node) if name == "id" else node[1]
        declared = shown(node[0])[name]
        if isinstance(declared, Property):
            return self._property(declared, self.copy.nodes[node])
        if pages(declared):
            assert declared.target is not None
            return self._connection(declared.target, self.copy.follow(node, declared), given)
        if shows_edge(declared):
            return self._edges(node, declared)
        found = self._listed(declared, self.copy.follow(node, declared))
        return found if declared.many else next(iter(found), None)

    def _property(self, declared: Property, values: dict[str, Any]) -> Any:
        if declared.interval:
            low, high = (values.get(column) for column in declared.columns)
            more = {"currency": "EUR"} if declared.type is Cost else {}
            return None if low is None or high is None else {"low": low, "high": high, **more}
        found: Any = values.get(declared.name)
        if declared.type is Link:
            return [
                {"url": url, "title": title or url} for url, _, title in (each.partition(" ") for each in found or ())
            ]
        if declared.many:
            return found or []
        found = found.to_native() if hasattr(found, "to_native") else found
        if isinstance(found, datetime.date):
            return found.isoformat().replace("+00:00", "Z")
        return declared.default if found is None else found

    def _listed(self, relation: Relation, nodes: list[Id]) -> list[Id]:
        if relation.target in VOLUME_ORDERED:
            return self.copy.sorted(nodes, [{"volumeHigh": "DESC"}])
        if relation.target is None:
            return sorted(nodes, key=lambda node: node[::-1])
        return self.copy.sorted(nodes, [{name: "ASC"} for name in relation.order])

    def _edges(self, node: Id, relation: Relation) -> list[dict[str, Any]]:
        assert relation.edge is not None
        lines = self.copy.edges.get((node, relation.path[0], relation.outgoing), [])
        lines = [(other, p) for other, p in lines if relation.target in (None, other[0])]
        if any(p.name == "order" for p in relation.edge.properties):
            lines = sorted(lines, key=lambda line: (line[1]["order"], line[0][1]))
        else:
            place = {other: n for n, other in enumerate(self._listed(relation, [other for other, _ in lines]))}
            lines = sorted(lines, key=lambda line: place[line[0]])
        return [self._edge(node, relation, other, values) for other, values in lines]

    def _edge(self, node: Id, relation: Relation, other: Id, values: dict[str, Any]) -> dict[str, Any]:
        assert relation.edge is not None
        start, end = (node, other) if relation.outgoing else (other, node)
        ends = {"from": start, "to": end, "other": other}
        properties = {p.name: self._property(p, values) for p in relation.edge.properties}
        return properties | {name: ends[which] for name, which in relation.edge.ends.items()}

    def _connection(self, label: str, nodes: list[Id], given: dict[str, Any]) -> dict[str, Any]:
        chosen = [node for node in nodes if self.copy.holds(node, given.get("where") or {})]
        usual = [{"volumeHigh": "DESC"}] if label in VOLUME_ORDERED else []
        ordered = self.copy.sorted(chosen, given.get("orderBy") or usual)
        first, last = given.get("first"), given.get("last")
        begin = max(len(ordered) - last, 0) if last is not None else 0
        end = len(ordered) if last is not None else 50 if first is None else first
        return {
            "edges": [{"node": node} for node in ordered[begin:end]],
            "nodes": ordered[begin:end],
            "pageInfo": {"hasNextPage": end < len(ordered), "hasPreviousPage": begin > 0},
            "totalCount": len(chosen),
            "aggregate": Group(label, tuple(chosen)),
        }

    def _of_group(self, group: Group, name: str) -> Any:
        if name in ("value", "node"):
            return getattr(group, name)
        if name == "count":
            return len(group.members)
        if name in numbers(group.label):
            return sums([v for v in (self.copy.value(node, name) for node in group.members) if v is not None])
        return self._groups(group, grouped(group.label)[name])

    def _groups(self, group: Group, declared: Property | Relation) -> list[Group]:
        members: dict[tuple[str | None, Id | None], list[Id]] = {}
        for node in group.members:
            for common in self._common(node, declared):
                members.setdefault(common, []).append(node)
        largest = sorted(members, key=lambda each: (-len(members[each]), each[0] is None, each[0]))
        return [Group(group.label, tuple(members[each]), *each) for each in largest]

    def _common(self, node: Id, declared: Property | Relation) -> list[tuple[str | None, Id | None]]:
        if isinstance(declared, Relation):
            return [(other[1], other) for other in self.copy.follow(node, declared)] or [(None, None)]
        value = self.copy.value(node, declared.name)
        return [({True: "true", False: "false"}.get(value, value), None)]


def sums(values: list[float]) -> dict[str, Any]:
    if not values:
        return {"known": 0, "sum": None, "avg": None, "min": None, "max": None}
    total = sum(values)
    return {
        "known": len(values),
        "sum": total,
        "avg": total / len(values),
        "min": min(values),
        "max": max(values),
    }
