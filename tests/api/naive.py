"""A second reading of filters and orders, over a copy of the whole graph in plain Python."""

import datetime
from functools import cmp_to_key, partial
from typing import Any

from api.shown import comparable, constant, related
from graph.gateway import Gateway
from graph.model import Relation

NODES = "MATCH (n) WHERE n.key IS NOT NULL RETURN labels(n)[0], n.key, properties(n)"
EDGES = "MATCH (a)-[r]->(b) RETURN labels(a)[0], a.key, type(r), properties(r), labels(b)[0], b.key"

Id = tuple[str, str]


class Copy:
    """Nodes with their properties, and edges both ways."""

    def __init__(self, gateway: Gateway) -> None:
        self.nodes: dict[Id, dict[str, Any]] = {(label, key): p for label, key, p in gateway.read(NODES)}
        self.edges: dict[tuple[Id, str, bool], list[tuple[Id, dict[str, Any]]]] = {}
        for start, a, type_, properties, end, b in gateway.read(EDGES):
            self.edges.setdefault(((start, a), type_, True), []).append(((end, b), properties))
            self.edges.setdefault(((end, b), type_, False), []).append(((start, a), properties))

    def all(self, label: str) -> list[Id]:
        return sorted(node for node in self.nodes if node[0] == label)

    def value(self, node: Id, name: str) -> Any:
        found: Any = self.nodes[node].get(name)
        if found is None and name in comparable(node[0]):
            return comparable(node[0])[name].default
        return found.to_native() if hasattr(found, "to_native") else found

    def follow(self, node: Id, relation: Relation) -> list[Id]:
        if relation.joined:
            there = ("ImportRun", self.nodes[node].get(relation.joined))
            return [there] if there in self.nodes else []
        here, fixed = {node}, constant(relation)
        for type_ in relation.path:
            here = self._reached(here, type_, relation.outgoing, fixed)
        return sorted(other for other in here if relation.target in (None, other[0]))

    def _reached(self, here: set[Id], type_: str, outgoing: bool, fixed: dict[str, Any]) -> set[Id]:
        """The nodes one hop away; of a type with a star any number of hops."""
        lines = [line for one in here for line in self.edges.get((one, type_.removesuffix("*"), outgoing), ())]
        found = {other for other, p in lines if all(p.get(name) == word for name, word in fixed.items())}
        return found | self._reached(found, type_, outgoing, fixed) if found and type_.endswith("*") else found

    def holds(self, node: Id, where: dict[str, Any]) -> bool:
        """Whether a filter holds; what is unknown does not."""
        return all(self._holds(node, name, asked) for name, asked in where.items() if asked is not None)

    def _holds(self, node: Id, name: str, asked: Any) -> bool:
        if name in ("AND", "OR"):
            return (all if name == "AND" else any)(self.holds(node, each) for each in asked)
        if name == "NOT":
            return not self.holds(node, asked)
        if name in comparable(node[0]):
            return all(compared(self.value(node, name), operator, value) for operator, value in asked.items())
        relation, _ = related(node[0])[name]
        others = self.follow(node, relation)
        if not relation.many:
            return any(self.holds(other, asked) for other in others)
        return all(self._quantified(others, word, inner) for word, inner in asked.items())

    def _quantified(self, others: list[Id], word: str, inner: Any) -> bool:
        if word == "count":
            return all(compared(len(others), operator, value) for operator, value in inner.items())
        found = [self.holds(other, inner) for other in others]
        return {"some": any(found), "every": all(found), "none": not any(found)}[word]

    def sorted(self, nodes: list[Id], orders: list[dict[str, Any]]) -> list[Id]:
        """In these orders, unknown last either way, then by key."""

        def compare(one: Id, other: Id) -> int:
            for order in orders:
                (a, descending), (b, _) = self._sort_value(one, order), self._sort_value(other, order)
                if a != b:
                    if a is None or b is None:
                        return 1 if a is None else -1
                    return (1 if a > b else -1) * (-1 if descending else 1)
            return 1 if one > other else -1

        return sorted(nodes, key=cmp_to_key(compare))

    def _sort_value(self, node: Id, order: dict[str, Any]) -> tuple[Any, bool]:
        ((name, asked),) = order.items()
        if name in comparable(node[0]):
            return self.value(node, name), asked == "DESC"
        relation, _ = related(node[0])[name]
        others = self.follow(node, relation)
        if relation.many:
            return len(others), asked["count"] == "DESC"
        descending = self._descending(asked)
        return (self._sort_value(others[0], asked)[0] if others else None), descending

    def _descending(self, order: Any) -> bool:
        (asked,) = order.values()
        return asked == "DESC" if isinstance(asked, str) else self._descending(asked)


def moment(type_: type[datetime.date], text: str) -> datetime.date:
    read = type_.fromisoformat(text)
    return read.replace(tzinfo=read.tzinfo or datetime.UTC) if isinstance(read, datetime.datetime) else read


def compared(value: Any, operator: str, given: Any) -> bool:
    if operator == "isNull":
        return (value is None) == given
    if value is None:
        return operator == "ne"
    if isinstance(value, datetime.date):
        read = partial(moment, type(value))
        given = [read(each) for each in given] if operator == "in" else read(given)
    tests = {
        "eq": lambda: value == given,
        "ne": lambda: value != given,
        "in": lambda: value in given,
        "lt": lambda: value < given,
        "lte": lambda: value <= given,
        "gt": lambda: value > given,
        "gte": lambda: value >= given,
        "contains": lambda: given in value,
        "startsWith": lambda: value.startswith(given),
    }
    return bool(tests[operator]())
