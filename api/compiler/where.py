"""Conditions: from a `where` argument to Cypher, and to the values that it compares with.

Which fields and operators a filter has makes the text; what they are compared with are parameters, named by their
place in the filter. Related nodes that must exist are matched, so that the store can begin with the rarest of them;
where a condition may fail without the node being left out, it is asked for with EXISTS.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from api.compiler.paths import counted, path
from api.compiler.values import TIMES, moment, stored
from api.shown import comparable, related
from graph.errors import BadInput
from graph.model import Property, Relation

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

Filter = Mapping[str, Any]
To = tuple[Relation, str]
"""A relation, and the label that it leads to."""


@dataclass
class Chosen:
    """What a filter asks: related nodes to match, each once for every way there is, and conditions."""

    matches: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Where:
    """Writes the text of one `where` argument; `name` begins its parameters, `fresh` gives names for variables."""

    name: str
    fresh: Callable[[str], str]

    def chosen(self, label: str, given: Filter, variable: str) -> Chosen:
        """What a filter asks of a variable that stands for a node of this label."""
        found = Chosen()
        self._choose(found, label, given, variable, self.name, True)
        return found

    def _choose(self, found: Chosen, label: str, given: Filter, variable: str, place: str, free: bool) -> bool:
        """`free` while no list is matched: two side by side would give every pair, so the second is only looked into.

        Gives whether it still is.
        """
        for name, asked in _asked(given):
            here = f"{place}_{name}"
            if name == "AND":
                for index, each in enumerate(asked):
                    free = self._choose(found, label, each, variable, f"{here}{index}", free)
            elif name not in related(label):
                found.conditions.append(self._condition(label, name, asked, variable, here))
            elif related(label)[name][0].many:
                free = self._list(found, related(label)[name], asked, variable, here, free)
            else:
                free = self._match(found, related(label)[name], asked, variable, here, free)
        return free

    def _match(self, found: Chosen, to: To, given: Filter, variable: str, place: str, free: bool) -> bool:
        relation, label = to
        other = self.fresh(label)
        found.matches.append(f"MATCH {path(relation, variable, other)}")
        return self._choose(found, label, given, other, place, free)

    def _list(self, found: Chosen, to: To, given: Filter, variable: str, place: str, free: bool) -> bool:
        for quantifier, asked in _asked(given):
            here = f"{place}_{quantifier}"
            if quantifier == "some" and free:
                self._match(found, to, asked, variable, here, True)
                free = False
            else:
                found.conditions.append(self._quantified(quantifier, to, asked, variable, here))
        return free

    def _condition(self, label: str, name: str, given: Any, variable: str, place: str) -> str:
        if name == "OR":
            return _joined("OR", [self._all(label, each, variable, f"{place}{i}") for i, each in enumerate(given)])
        if name == "NOT":
            return self._failing(label, given, variable, place)
        value = stored(comparable(label)[name], variable)
        return _joined("AND", [_compared(value, name, operator, v, place) for operator, v in given.items()])

    def _all(self, label: str, given: Filter, variable: str, place: str) -> str:
        """A filter as one condition, which matches nothing outside of itself."""
        conditions = []
        for name, asked in _asked(given):
            here = f"{place}_{name}"
            if name == "AND":
                conditions += [self._all(label, each, variable, f"{here}{i}") for i, each in enumerate(asked)]
            else:
                conditions += self._each(label, name, asked, variable, here)
        return _joined("AND", conditions)

    def _failing(self, label: str, given: Filter, variable: str, place: str) -> str:
        """That a filter does not hold, said of its parts.

        With a function around them the store would take ten times as long to plan for each EXISTS in another.
        """
        conditions = []
        for name, asked in _asked(given):
            here = f"{place}_{name}"
            if name == "NOT":
                conditions.append(self._all(label, asked, variable, here))
            elif name in ("AND", "OR"):
                parts = [self._failing(label, each, variable, f"{here}{i}") for i, each in enumerate(asked)]
                conditions.append(_joined("OR" if name == "AND" else "AND", parts))
            else:
                conditions += map(_not, self._each(label, name, asked, variable, here))
        return _joined("OR", conditions)

    def _each(self, label: str, name: str, given: Any, variable: str, place: str) -> list[str]:
        """What one field of a filter asks: one condition for each quantifier of a list."""
        if name not in related(label):
            return [self._condition(label, name, given, variable, place)]
        to = related(label)[name]
        if not to[0].many:
            return [self._quantified("some", to, given, variable, place)]
        return [self._quantified(each, to, value, variable, f"{place}_{each}") for each, value in _asked(given)]

    def _quantified(self, quantifier: str, to: To, given: Any, variable: str, place: str) -> str:
        relation, label = to
        if quantifier == "count":
            number = counted(relation, variable)
            return _joined("AND", [_compared(number, "count", op, v, place) for op, v in given.items()])
        other = self.fresh(label)
        if quantifier == "every":
            fails = self._failing(label, given, other, place)
            return f"NOT EXISTS {{ MATCH {path(relation, variable, other)} WHERE {fails} }}"
        within = Chosen()
        self._choose(within, label, given, other, place, True)
        text = " ".join([f"MATCH {path(relation, variable, other)}", *within.matches])
        where = f" WHERE {' AND '.join(within.conditions)}" if within.conditions else ""
        return f"{'NOT ' if quantifier == 'none' else ''}EXISTS {{ {text}{where} }}"


def values(label: str, given: Filter | None, place: str) -> dict[str, Any]:
    """What a filter on a label compares with, by the names that its text gives them. BadInput for what is no time."""
    return dict(_values(label, given or {}, place))


def _values(label: str, given: Filter, place: str) -> Iterator[tuple[str, Any]]:
    for name, asked in _asked(given):
        here = f"{place}_{name}"
        if name in ("AND", "OR"):
            for index, each in enumerate(asked):
                yield from _values(label, each, f"{here}{index}")
        elif name == "NOT":
            yield from _values(label, asked, here)
        elif name not in related(label):
            read = _reader(comparable(label)[name])
            yield from ((f"{here}_{operator}", read(operator, value)) for operator, value in asked.items())
        elif related(label)[name][0].many:
            for quantifier, each in _asked(asked):
                yield from _of_list(quantifier, related(label)[name][1], each, f"{here}_{quantifier}")
        else:
            yield from _values(related(label)[name][1], asked, here)


def _of_list(quantifier: str, label: str, given: Filter, place: str) -> Iterator[tuple[str, Any]]:
    if quantifier == "count":
        return ((f"{place}_{operator}", value) for operator, value in given.items())
    return _values(label, given, place)


def _reader(declared: Property) -> Callable[[str, Any], Any]:
    """What makes of a given value the one that the store compares with: times are given as text."""
    if declared.type not in TIMES:
        return lambda _, value: value

    def read(operator: str, value: Any) -> Any:
        if operator == "isNull" or value is None:
            return value
        return [moment(declared, each) for each in value] if operator == "in" else moment(declared, value)

    return read


def _asked(given: Filter) -> list[tuple[str, Any]]:
    """What a filter says; a part that is null says nothing, but for what a value is compared with."""
    return [(name, asked) for name, asked in given.items() if asked is not None]


def _compared(value: str, name: str, operator: str, given: Any, place: str) -> str:
    if given is None:
        raise BadInput(f"where: {name}: {{{operator}: null}} compares with nothing; ask {{isNull: true}}")
    return OPERATORS[operator].format(stored=value, name=f"{place}_{operator}")


def _not(condition: str) -> str:
    """That one condition does not hold, be it false or unknown."""
    if condition.startswith("NOT EXISTS {"):
        return condition.removeprefix("NOT ")
    return f"NOT {condition}" if condition.startswith("EXISTS {") else f"NOT coalesce({condition}, false)"


def _joined(word: str, conditions: list[str]) -> str:
    if not conditions:
        return "true" if word == "AND" else "false"
    return conditions[0] if len(conditions) == 1 else f"({f' {word} '.join(conditions)})"
