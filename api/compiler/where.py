"""Conditions: from a `where` argument to a Cypher predicate, and to the values that it compares with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.errors import BadInput

OPERATORS = {
    "eq": "{stored} = ${name}",
    "ne": "({stored} IS NULL OR {stored} <> ${name})",
    "in": "{stored} IN ${name}",
    "lt": "{stored} < ${name}",
    "lte": "{stored} <= ${name}",
    "gt": "{stored} > ${name}",
    "gte": "{stored} >= ${name}",
    "contains": "{stored} CONTAINS ${name}",
    "startsWith": "{stored} STARTS WITH ${name}",
    "isNull": "({stored} IS NULL) = ${name}",
}


@dataclass
class Where:
    """The predicate of one `where` argument. Which operators it has makes the text, their values only `values`."""

    prefix: str
    values: dict[str, Any] = field(default_factory=dict)

    def all(self, given: Mapping[str, Any], variable: str) -> str:
        """Every condition of a filter, on a variable of the statement."""
        return _joined("AND", [self._one(name, what, variable) for name, what in given.items() if what is not None])

    def _one(self, name: str, given: Any, variable: str) -> str:
        if name == "AND":
            return _joined("AND", [self.all(each, variable) for each in given])
        if name == "OR":
            return _joined("OR", [self.all(each, variable) for each in given])
        if name == "NOT":
            return f"NOT coalesce({self.all(given, variable)}, false)"
        if name == "journey":
            return self.all(given, "journey")
        return _joined("AND", [self._compared(f"{variable}.{name}", operator, v) for operator, v in given.items()])

    def _compared(self, stored: str, operator: str, value: Any) -> str:
        if value is None:
            wanted = stored.partition(".")[2]
            raise BadInput(f"where: {wanted}: {{{operator}: null}} compares with nothing; ask {{isNull: true}}")
        name = f"where{len(self.values)}"
        self.values[name] = value
        return OPERATORS[operator].format(stored=stored, name=self.prefix + name)


def _joined(word: str, conditions: list[str]) -> str:
    if not conditions:
        return "true" if word == "AND" else "false"
    return conditions[0] if len(conditions) == 1 else f"({f' {word} '.join(conditions)})"
