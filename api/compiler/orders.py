"""Orders: what a connection is sorted by, where a row stands in it, and what comes after or before a place.

Unknown values come last, whatever the direction; the key decides between equals, so that every order is total.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from api.compiler.paths import counted, path
from api.compiler.values import TIMES, stored
from api.shown import comparable, related
from graph.errors import BadInput


@dataclass(frozen=True)
class Term:
    """One thing to sort by: its name as `orderBy` writes it, its expression, its direction, the type of its values.

    `own` names the property of the row's own node that it is, which an index may have in order; else it is empty.
    """

    name: str
    expression: str
    descending: bool
    type: type
    own: str = ""

    @property
    def place(self) -> str:
        """The expression as a cursor holds it."""
        return f"toString({self.expression})" if self.type in TIMES else self.expression

    def parameter(self, name: str) -> str:
        """The value of a cursor, as it is compared."""
        return f"{TIMES[self.type]}(${name})" if self.type in TIMES else f"${name}"

    def read(self, value: Any) -> Any:
        """The value that a cursor holds, checked. ValueError if it is none of this type."""
        if value is None:
            return None
        if self.type in TIMES:
            datetime.datetime.fromisoformat(value)
            return value
        wanted = (int, float) if self.type in (int, float) else (bool,) if self.type is bool else (str,)
        if not isinstance(value, wanted) or isinstance(value, bool) != (self.type is bool):
            raise ValueError(f"{value!r} is no {self.type.__name__}")
        return value


def largest_first(variable: str) -> Term:
    """The order of hand-offs and ruptures unless another is asked for."""
    return Term("volumeHigh", f"{variable}.volumeHigh", True, float, "volumeHigh")


def terms(label: str, given: list[Mapping[str, Any]], variable: str, fresh: Callable[[str], str]) -> list[Term]:
    """The terms of an `orderBy` argument. BadInput for one that names no field, or several."""
    return [_term(label, each, variable, fresh) for each in given]


def _term(label: str, given: Mapping[str, Any], variable: str, fresh: Callable[[str], str]) -> Term:
    name, direction = _only(given)
    if name not in related(label):
        declared = comparable(label)[name]
        own = "" if declared.name == "performance" else name
        return Term(name, stored(declared, variable), direction == "DESC", declared.type, own)
    relation, target = related(label)[name]
    if relation.many:
        return Term(f"{name}.count", counted(relation, variable), _only(direction)[1] == "DESC", int)
    other = fresh(target)
    within = _term(target, direction, other, fresh)
    found = f"head(COLLECT {{ MATCH {path(relation, variable, other)} RETURN {within.expression} }})"
    return Term(f"{name}.{within.name}", found, within.descending, within.type)


def _only(given: Mapping[str, Any]) -> tuple[str, Any]:
    asked = [(name, value) for name, value in given.items() if value is not None]
    if len(asked) != 1:
        wrong = f"{len(asked)} fields in one" if asked else "an empty one"
        raise BadInput(f"orderBy: {wrong}; name one field in each: [{{title: ASC}}, {{key: DESC}}]")
    return asked[0]


@dataclass(frozen=True)
class Order:
    """Terms and then the key of a variable, forwards or backwards."""

    terms: list[Term]
    key: str
    backwards: bool = False

    @property
    def by(self) -> str:
        """What stands after ORDER BY."""
        return self._by(0)

    @property
    def by_known(self) -> str:
        """The same where the first term is known, so that an index can give the rows in this order."""
        return self._by(1)

    def _by(self, known: int) -> str:
        found = []
        for index, term in enumerate(self.terms):
            if index >= known:
                found.append(f"{term.expression} IS NULL{' DESC' if self.backwards else ''}")
            found.append(f"{term.expression}{' DESC' if term.descending != self.backwards else ''}")
        return ", ".join([*found, f"{self.key}{' DESC' if self.backwards else ''}"])

    @property
    def place(self) -> str:
        """Where a row stands: what its cursor holds."""
        return f"[{', '.join([*(term.place for term in self.terms), self.key])}]"

    @property
    def name(self) -> str:
        """What it goes by, forwards: `volumeHigh DESC`."""
        return ", ".join(f"{term.name} {'DESC' if term.descending else 'ASC'}" for term in self.terms)

    def beyond(self, name: str, backwards: bool) -> str:
        """The condition for rows after (or before) the place whose values are the parameters `name0`, `name1` …"""
        condition = f"{self.key} {'<' if backwards else '>'} ${name}{len(self.terms)}"
        for index in reversed(range(len(self.terms))):
            condition = self._beyond(self.terms[index], f"{name}{index}", condition, backwards)
        return condition

    def _beyond(self, term: Term, name: str, equal: str, backwards: bool) -> str:
        value, there = term.expression, term.parameter(name)
        sign = "<" if term.descending != backwards else ">"
        if backwards:
            known = f"{value} {sign} {there} OR {value} = {there} AND {equal}"
            return f"(${name} IS NULL AND ({value} IS NOT NULL OR {equal}) OR ${name} IS NOT NULL AND ({known}))"
        known = f"{value} {sign} {there} OR {value} = {there} AND {equal} OR {value} IS NULL"
        return f"(${name} IS NULL AND {value} IS NULL AND {equal} OR ${name} IS NOT NULL AND ({known}))"

    def read(self, place: Any) -> list[Any]:
        """The values of a cursor, checked. ValueError if it is none of this order."""
        if not isinstance(place, list) or len(place) != len(self.terms) + 1 or not isinstance(place[-1], str):
            raise ValueError("another order's")
        return [*(term.read(value) for term, value in zip(self.terms, place, strict=False)), place[-1]]
