"""Pages: rows after a cursor, one more than asked for to know whether there are more, and a count if asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from api.compiler.columns import Column, subquery
from api.compiler.context import Arguments, Context, Field
from api.compiler.cursors import decode
from api.compiler.pages import Part, at, cursor, edges, page, page_info
from api.compiler.paths import by_volume
from api.compiler.shapes import Shape
from api.shown import DEFAULT_FIRST, LARGEST_FIRST
from graph.errors import BadInput


@dataclass(frozen=True)
class Items:
    """What a connection is over: the match that binds its variable, and how one item is read.

    `kept` are the variables that an item needs; `distinct` when the match can bind the same node more than once;
    `start` stands for a cursor where there is none.
    """

    match: str
    variable: str
    kept: list[str]
    by_volume: bool
    item: Callable[[Field], Column]
    conditions: list[str] = field(default_factory=list)
    distinct: bool = False
    start: str = ""

    @property
    def order(self) -> str:
        """The order of the items; total, since keys are unique."""
        return by_volume(self.variable) if self.by_volume else f"{self.variable}.key"

    @property
    def place(self) -> str:
        """The values that a cursor holds."""
        key = f"{self.variable}.key"
        return f"[{self.variable}.volumeHigh, {key}]" if self.by_volume else f"[{key}]"


def connection(context: Context, selected: Field, items: Items, outer: str = "") -> Column:
    """The fields that are selected of a connection: `[rows, count]`, either null unless asked for."""
    prefix, after = _paging(context, selected, items)
    rows, total = context.variable(f"{items.variable}Rows"), context.variable("total")
    nodes: list[Column] = []
    fields = context.below(selected)
    parts = {each.key: _part(context, each, selected, items, nodes) for each in fields}
    asked = {each.name for each in fields}
    clauses = []
    if asked & {"edges", "pageInfo"}:
        clauses.append(subquery(outer, _rows(items, nodes, after, f"${prefix}limit", rows)))
    if "totalCount" in asked:
        clauses.append(subquery(outer, _count(items, total)))
    values = (rows if asked & {"edges", "pageInfo"} else "null", total if "totalCount" in asked else "null")
    return Column(f"[{', '.join(values)}]", page(parts, f"{prefix}limit", bool(after)), clauses)


def _part(context: Context, selected: Field, above: Field, items: Items, nodes: list[Column]) -> Part:
    """One field of a connection; appends the nodes that it needs of each row."""
    if selected.name == "totalCount":
        return lambda page: page.total
    if selected.name == "pageInfo":
        return page_info(context, selected)
    if selected.name == "edges":
        return edges({each.key: _of_edge(each, selected, items, nodes) for each in context.below(selected)})
    typename = above.type_name
    return lambda _: typename


def _of_edge(selected: Field, above: Field, items: Items, nodes: list[Column]) -> Shape:
    if selected.name == "node":
        nodes.append(items.item(selected))
        return at(len(nodes), nodes[-1].shape)
    if selected.name == "cursor":
        return cursor
    typename = above.type_name
    return lambda *_: typename


def _rows(items: Items, nodes: list[Column], after: str, limit: str, made: str) -> list[str]:
    read = ", ".join([items.place, *(each.expression for each in nodes)])
    return [
        items.match,
        *_where([*items.conditions, after or items.start]),
        f"WITH {'DISTINCT ' if items.distinct else ''}{', '.join(items.kept)} ORDER BY {items.order} LIMIT {limit}",
        *(clause for each in nodes for clause in each.clauses),
        f"WITH * ORDER BY {items.order}",
        f"RETURN collect([{read}]) AS {made}",
    ]


def _count(items: Items, made: str) -> list[str]:
    counted = f"DISTINCT {items.variable}" if items.distinct else "*"
    return [items.match, *_where(items.conditions), f"RETURN count({counted}) AS {made}"]


def _where(conditions: list[str]) -> list[str]:
    asked = [condition for condition in conditions if condition]
    return [f"WHERE {' AND '.join(asked)}"] if asked else []


def _paging(context: Context, selected: Field, items: Items) -> tuple[str, str]:
    """The prefix of the paging's parameters, and the condition that a cursor sets (empty without one)."""

    def read(given: Arguments) -> dict[str, Any]:
        limit = {"limit": _first(given) + 1}
        if given.get("after") is None:
            return limit
        place = decode(given["after"], items.by_volume)
        return limit | {"key": place[-1], "volume": place[0] if items.by_volume else None}

    prefix = context.bind(selected, read)
    if selected.arguments(context.variables).get("after") is None:
        return prefix, ""
    further = f"{items.variable}.key > ${prefix}key"
    if not items.by_volume:
        return prefix, further
    volume, last = f"{items.variable}.volumeHigh", f"${prefix}volume"
    known = f"{last} IS NOT NULL AND ({volume} < {last} OR {volume} = {last} AND {further} OR {volume} IS NULL)"
    return prefix, f"({last} IS NULL AND {volume} IS NULL AND {further} OR {known})"


def _first(arguments: Arguments) -> int:
    first = arguments.get("first")
    if first is None:
        return DEFAULT_FIRST
    if not 0 <= first <= LARGEST_FIRST:
        raise BadInput(f"first: {first} is out of range; give a number from 0 to {LARGEST_FIRST}")
    return int(first)
