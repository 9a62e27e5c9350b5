"""Connections: the rows that a filter leaves, in an order, from a cursor on, and what all of them come to."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from api.compiler.aggregates import Members, Read, aggregate
from api.compiler.columns import Column, subquery, where
from api.compiler.context import LOOK, Arguments, Context, Field
from api.compiler.cursors import mark
from api.compiler.looks import filtered, ordered, sought
from api.compiler.orders import Order, Term, largest_first, terms
from api.compiler.pages import Part, Selected, Sides, bounds, cursor, edges, nodes, page, page_info, sides, whole
from api.compiler.shapes import Constant, Shape
from api.compiler.sizes import Factors, Grouped, Nodes, Page
from api.compiler.where import Chosen, Where, values
from graph.model import MODEL
from graph.schema import INDEXED


@dataclass(frozen=True)
class Items:
    """What a connection is over: the match that binds a variable to nodes of a label, and the conditions on them.

    `among` says how many there are; `distinct` when the match can bind the same node more than once; `start` is a
    condition that lets the store take the order by key from its index; `wanted` is what a filter asks of them; `usual`
    is what they are sorted by, before their key, unless another order is asked for.
    """

    match: str
    label: str
    variable: str
    item: Callable[[Field], Column]
    among: Factors
    conditions: list[str] = field(default_factory=list)
    distinct: bool = False
    start: str = ""
    wanted: Chosen = field(default_factory=Chosen)
    usual: tuple[Term, ...] = ()

    def chosen(self, filter_: Where, given: Arguments | None) -> "Items":
        """Those that a filter leaves."""
        return replace(self, wanted=filter_.chosen(self.label, given, self.variable)) if given else self

    @property
    def repeats(self) -> bool:
        """Whether the clauses that find the nodes can find one of them more than once."""
        return self.distinct or bool(self.wanted.matches)

    def found(self, *more: str) -> list[str]:
        """The clauses that find them, those of more conditions."""
        matches = "\n".join([self.match, *self.wanted.matches])
        return [matches, *where([*self.conditions, *self.wanted.conditions, *more])]

    @property
    def bound(self) -> list[str]:
        """The clauses that bind the variable to each node once."""
        return [*self.found(), *([f"WITH DISTINCT {self.variable}"] if self.repeats else [])]


def connection(context: Context, selected: Field, items: Items, read: Read, outer: str = "") -> Column:
    """The fields that are selected of a connection: `[rows, what is asked of the whole …]`."""
    given = selected.arguments(context.variables)
    ends = sides(given)
    order = _order(context, items, given, ends.backwards)
    own = mark(selected.path, order.name)
    prefix = context.bind(selected, lambda given: _parameters(items.label, given, order, own))
    look = _looks(context, items, given, prefix)
    items = items.chosen(Where(f"{prefix}where", context.variable), given.get("where"))

    within = Selected(items.item)
    wholes: list[Column] = []

    def part(asked: Field) -> Part:
        if asked.name in ("edges", "nodes"):
            with context.times(Page(f"{prefix}limit", items.label)):
                if asked.name == "nodes":
                    return nodes(*within.at(asked))
                return edges([_of_edge(each, asked, prefix, within) for each in context.below(asked)])
        if asked.name == "pageInfo":
            return page_info(context, asked)
        if asked.name in ("totalCount", "aggregate"):
            look(asked.name)
            wholes.append(_whole(context, items, asked, read, outer))
            return whole(len(wholes) - 1, wholes[-1].shape)
        return lambda _: selected.type_name

    fields = context.below(selected)
    parts = {each.key: part(each) for each in fields}
    clauses = [clause for each in wholes for clause in each.clauses]
    rows = "null"
    if any(each.name in ("edges", "nodes", "pageInfo") for each in fields):
        look("edges")
        rows = context.variable(f"{items.variable}Rows")
        clauses.append(subquery(outer, _rows(context, items, within, order, ends, prefix, rows)))
    return Column(f"[{', '.join([rows, *(each.expression for each in wholes)])}]", page(parts, ends, prefix), clauses)


def _looks(context: Context, items: Items, given: Arguments, prefix: str) -> Callable[[str], None]:
    """What charges a part of a connection for the nodes that it has to look at: those that an index has in order, or
    that the store has counted, it need not."""
    where, order = given.get("where") or {}, given.get("orderBy") or []
    known = bool(items.start) and not where
    by_index = not order and not MODEL[items.label].by_volume
    among = sought(items.label, where, prefix) if items.among == (Nodes(items.label),) else items.among

    def look(part: str) -> None:
        if known and (part == "totalCount" or (part == "edges" and by_index)):
            return
        with context.times(*among):
            context.charge(LOOK)
            filtered(context, items.label, where)
            for each in order if part == "edges" else ():
                ordered(context, each)

    return look


def _of_edge(selected: Field, above: Field, prefix: str, within: Selected) -> tuple[str, int, Shape]:
    """One field of an edge, from its row."""
    if selected.name == "node":
        return selected.key, *within.at(selected)
    return selected.key, 0, cursor(prefix) if selected.name == "cursor" else Constant(above.type_name)


def _whole(context: Context, items: Items, asked: Field, read: Read, outer: str) -> Column:
    if asked.name == "aggregate":
        with context.times(*items.among):
            members = Members(items.label, items.variable, items.bound, Grouped(items.among))
            return aggregate(context, members, asked, read, outer)
    made = context.variable("total")
    counted = f"DISTINCT {items.variable}" if items.repeats else "*"
    return Column(made, clauses=[subquery(outer, [*items.found(), f"RETURN count({counted}) AS {made}"])])


def _rows(
    context: Context, items: Items, within: Selected, order: Order, ends: Sides, prefix: str, made: str
) -> list[str]:
    computed = {term: context.variable("sort") for term in order.terms if not term.own}
    order = replace(order, terms=[replace(t, expression=computed.get(t, t.expression)) for t in order.terms])
    beyond = ends.beyond(order, prefix)
    if computed:
        # Sorted by what has to be worked out: once for each row, and then under a name.
        worked = ", ".join(f"{term.expression} AS {name}" for term, name in computed.items())
        found = [*items.bound, f"WITH {items.variable}, {worked}", *where(beyond)]
        found.append(f"WITH * ORDER BY {order.by} LIMIT ${prefix}limit")
    else:
        start = [items.start] if not order.terms and not beyond else []
        found = items.found(*start, *beyond)
        once = "DISTINCT " if items.repeats else ""
        found.append(f"WITH {once}{items.variable} ORDER BY {order.by} LIMIT ${prefix}limit")
        if _has_head(items, order, ends):
            found = _from_head(context, items, order, beyond, prefix, found)
    read = ", ".join([order.place, *within.expressions])
    return [
        *found,
        *within.clauses,
        f"WITH * ORDER BY {order.by}",
        f"RETURN collect([{read}]) AS {made}",
    ]


HEAD = 8
"""How many times a page is looked through in order before the store looks for all that a filter leaves."""


def _has_head(items: Items, order: Order, ends: Sides) -> bool:
    """Whether a page may be found by looking at the first rows alone, in order.

    All nodes of a label: by what an index has in order, or those that are joined to something. Where many are, the
    first rows hold a page; where few are, it is quicker to start from what they are joined to.
    """
    forwards = not ends.backwards and not ends.before
    return bool(items.start) and forwards and (bool(items.wanted.matches) or _by_index(items, order))


def _by_index(items: Items, order: Order) -> bool:
    return bool(order.terms) and (items.label, order.terms[0].own) in INDEXED


def _from_head(
    context: Context, items: Items, order: Order, beyond: list[str], prefix: str, found: list[str]
) -> list[str]:
    """The page from the first rows, if they hold it, else from all."""
    head, all_ = context.variable("head"), context.variable("all")
    known = _by_index(items, order)
    # An index has no nulls, and they come last: a page that known values fill is the page of all.
    by = order.by_known if known else order.by
    start = f"{order.terms[0].expression} IS NOT NULL" if known else "" if order.terms else items.start
    wanted = [*items.wanted.conditions]
    if items.wanted.matches:  # asked of each of the first; as a match the store would begin at its other end
        wanted = [f"EXISTS {{ {' '.join([*items.wanted.matches, *where(wanted)])} }}"]
    first = [items.match, *where([*items.conditions, start, *beyond])]
    if wanted:
        first += [f"WITH {items.variable} ORDER BY {by} LIMIT ${prefix}head", *where(wanted)]
    page = f"WITH {items.variable} ORDER BY {by} LIMIT ${prefix}limit"
    short = f"CASE WHEN size({head}) < ${prefix}limit"
    # The store would look for all before it looked at a WHERE; it does not look beyond an UNWIND of nothing.
    rest = [f"UNWIND {short} THEN [true] ELSE [] END AS short", *found, f"RETURN collect({items.variable}) AS {all_}"]
    return [
        subquery("", [*first, page, f"RETURN collect({items.variable}) AS {head}"]),
        subquery(head, rest),
        f"UNWIND {short} THEN {all_} ELSE {head} END AS {items.variable}",
    ]


def _order(context: Context, items: Items, given: Arguments, backwards: bool) -> Order:
    asked = given.get("orderBy")
    found = [largest_first(items.variable)] if MODEL[items.label].by_volume else [*items.usual]
    if asked:
        found = terms(items.label, asked, items.variable, context.variable)
    return Order(found, f"{items.variable}.key", backwards)


def _parameters(label: str, given: Arguments, order: Order, mark: str) -> dict[str, Any]:
    """What the paging and the filter of a connection bind."""
    found = values(label, given.get("where"), "where") | bounds(given, order, mark)
    return found | {"head": HEAD * found["limit"]}
