"""The response of a connection, from the rows of a page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.compiler.context import Context, Field
from api.compiler.cursors import encode
from api.compiler.shapes import Each, Made, Parameters, Record, Shape

Row = list[Any]
"""The place that a cursor holds, then a node for each selection of it."""


@dataclass
class Page:
    """One page: its rows, whether it has neighbours, and what was asked of all pages together."""

    rows: list[Row]
    before: bool
    after: bool
    whole: list[Any]
    parameters: Parameters


Part = Callable[[Page], Any]


@dataclass(frozen=True)
class Sides:
    """How a page was asked for: the parameter that holds one row more than its size, from which end, with what cursors.

    A page that is read backwards comes in reverse, and what it has more of lies before it.
    """

    limit: str
    backwards: bool
    after: bool
    before: bool

    def page(self, value: list[Any], parameters: Parameters) -> Page:
        """The page in what a statement gives: `[rows, what was asked of the whole …]`."""
        rows, *whole = value
        size = parameters[self.limit] - 1
        more, rows = len(rows or []) > size, (rows or [])[:size]
        if self.backwards:
            return Page(rows[::-1], more, self.before, whole, parameters)
        return Page(rows, self.after, more, whole, parameters)


def page(parts: dict[str, Part], sides: Sides) -> Shape:
    """A connection, from its parts."""

    def shape(value: list[Any], parameters: Parameters) -> dict[str, Any]:
        made = sides.page(value, parameters)
        return {key: part(made) for key, part in parts.items()}

    return Made(shape)


def edges(entries: list[tuple[str, int, Shape]]) -> Part:
    """The edges of a page, each made of its row."""
    shape = Each(Record(tuple(entries)))
    return lambda page: shape(page.rows, page.parameters)


def page_info(context: Context, selected: Field) -> Part:
    """What a page tells about itself."""
    names = {each.key: INFO[each.name] for each in context.below(selected)}
    return lambda page: {key: read(page) for key, read in names.items()}


INFO: dict[str, Part] = {
    "hasNextPage": lambda page: page.after,
    "hasPreviousPage": lambda page: page.before,
    "startCursor": lambda page: encode(page.rows[0][0]) if page.rows else None,
    "endCursor": lambda page: encode(page.rows[-1][0]) if page.rows else None,
    "__typename": lambda _: "PageInfo",
}


def whole(index: int, shape: Shape) -> Part:
    """What a shape makes of something that was asked of all pages together."""
    return lambda page: shape(page.whole[index], page.parameters)


CURSOR = Made(lambda place, _: encode(place))
"""The cursor of a row, from its place."""
