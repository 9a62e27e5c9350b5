"""Pages: which rows they ask for, and the response of a connection from these rows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from graphql import print_ast

from api.compiler.columns import Column
from api.compiler.context import Arguments, Context, Field
from api.compiler.cursors import decode, encode
from api.compiler.orders import Order
from api.compiler.shapes import Each, Made, Parameters, Record, Shape
from api.shown import DEFAULT_FIRST, LARGEST_FIRST
from graph.errors import BadInput

Row = list[Any]
"""The place that a cursor holds, then a node for each selection of it."""


@dataclass
class Selected:
    """What the rows of a page hold beside their place: one column for all fields that select the same of a node."""

    read: Callable[[Field], Column]
    columns: dict[str, Column] = field(default_factory=dict)

    def at(self, asked: Field) -> tuple[int, Shape]:
        """Where in a row a field has its value, and the shape of that."""
        said = "".join(print_ast(each.selection_set) for each in asked.nodes if each.selection_set) or asked.name
        if said not in self.columns:
            self.columns[said] = self.read(asked)
        return 1 + list(self.columns).index(said), self.columns[said].shape

    @property
    def expressions(self) -> list[str]:
        """What the columns are made of, in order."""
        return [each.expression for each in self.columns.values()]

    @property
    def clauses(self) -> list[str]:
        """The clauses that run before."""
        return [clause for each in self.columns.values() for clause in each.clauses]


@dataclass
class Page:
    """One page: the mark of its cursors, its rows, whether it has neighbours, what was asked of all pages together."""

    mark: str
    rows: list[Row]
    before: bool
    after: bool
    whole: list[Any]
    parameters: Parameters

    def cursor(self, index: int) -> str | None:
        """The cursor of one of its rows; null where it has none."""
        return encode(self.mark, self.rows[index][0]) if self.rows else None


Part = Callable[[Page], Any]


@dataclass(frozen=True)
class Sides:
    """How a page was asked for: from which end, with what cursors.

    A page that is read backwards comes in reverse, and what it has more of lies before it.
    """

    backwards: bool
    after: bool
    before: bool

    def beyond(self, order: Order, prefix: str) -> list[str]:
        """The conditions that the cursors set."""
        names = [name for name in ("after", "before") if getattr(self, name)]
        return [order.beyond(f"{prefix}{name}", name == "before") for name in names]

    def page(self, value: list[Any], prefix: str, parameters: Parameters) -> Page:
        """The page in what a statement gives: `[rows, what was asked of the whole …]`, one row more than its size."""
        rows, *whole = value
        limit, mark = parameters[f"{prefix}limit"], parameters[f"{prefix}mark"]
        more, rows = len(rows or []) >= limit, (rows or [])[: limit - 1]
        if self.backwards:
            return Page(mark, rows[::-1], more, self.before, whole, parameters)
        return Page(mark, rows, self.after, more, whole, parameters)


def sides(given: Arguments) -> Sides:
    """From which end, and with what cursors. BadInput for both ends at once."""
    first, last, after, before = (given.get(name) is not None for name in ("first", "last", "after", "before"))
    if first and last:
        raise BadInput("first and last: give one of them; last counts back from the end, or from before")
    return Sides(last or (before and not first), after, before)


def bounds(given: Arguments, order: Order, mark: str) -> dict[str, Any]:
    """The parameters of a page: its `limit`, one more than its size, the `mark` of its cursors, and their places."""
    found: dict[str, Any] = {"limit": size(given) + 1, "mark": mark}
    for name in ("after", "before"):
        if given.get(name) is not None:
            place = decode(given[name], name, mark, order.read)
            found |= {f"{name}{index}": value for index, value in enumerate(place)}
    return found


def size(given: Arguments) -> int:
    """How many are asked for. BadInput when that is out of range."""
    name = "first" if given.get("last") is None else "last"
    asked = given.get(name)
    if asked is None:
        return DEFAULT_FIRST
    if not 0 <= asked <= LARGEST_FIRST:
        raise BadInput(f"{name}: {asked} is out of range; give a number from 0 to {LARGEST_FIRST}")
    return int(asked)


def page(parts: dict[str, Part], sides: Sides, prefix: str) -> Shape:
    """A connection, from its parts; `prefix` begins the names of its parameters."""

    def shape(value: list[Any], parameters: Parameters) -> dict[str, Any]:
        made = sides.page(value, prefix, parameters)
        return {key: part(made) for key, part in parts.items()}

    return Made(shape)


def edges(entries: list[tuple[str, int, Shape]]) -> Part:
    """The edges of a page, each made of its row."""
    shape = Each(Record(tuple(entries)))
    return lambda page: shape(page.rows, page.parameters)


def nodes(index: int, shape: Shape) -> Part:
    """The nodes of a page, each from its place in a row."""
    each = Each(shape)
    return lambda page: each([row[index] for row in page.rows], page.parameters)


def page_info(context: Context, selected: Field) -> Part:
    """What a page tells about itself."""
    names = {each.key: INFO[each.name] for each in context.below(selected)}
    return lambda page: {key: read(page) for key, read in names.items()}


INFO: dict[str, Part] = {
    "hasNextPage": lambda page: page.after,
    "hasPreviousPage": lambda page: page.before,
    "startCursor": lambda page: page.cursor(0),
    "endCursor": lambda page: page.cursor(-1),
    "__typename": lambda _: "PageInfo",
}


def whole(index: int, shape: Shape) -> Part:
    """What a shape makes of something that was asked of all pages together."""
    return lambda page: shape(page.whole[index], page.parameters)


def cursor(prefix: str) -> Shape:
    """The cursor of a row, from its place."""
    name = f"{prefix}mark"
    return Made(lambda place, parameters: encode(parameters[name], place))
