"""The response of a connection, from the rows of a page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.compiler.context import Context, Field
from api.compiler.cursors import encode
from api.compiler.shapes import Parameters, Shape

Row = list[Any]
"""The place that a cursor holds, then a node for each selection of it."""


@dataclass
class Page:
    """One page: its rows, whether it has neighbours, and how many there are on all pages."""

    rows: list[Row]
    before: bool
    more: bool
    total: int | None
    parameters: Parameters


Part = Callable[[Page], Any]


def page(parts: dict[str, Part], limit: str, after: bool) -> Shape:
    """A connection from `[rows, count]`; the rows end with a look-ahead row where there are more."""

    def shape(value: list[Any], parameters: Parameters) -> dict[str, Any]:
        rows, total = value
        first = parameters[limit] - 1
        made = Page((rows or [])[:first], after, len(rows or []) > first, total, parameters)
        return {key: part(made) for key, part in parts.items()}

    return shape


def edges(parts: dict[str, Shape]) -> Part:
    """The edges of a page; each part reads from a row."""
    return lambda page: [{key: part(row, page.parameters) for key, part in parts.items()} for row in page.rows]


def page_info(context: Context, selected: Field) -> Part:
    """What a page tells about itself."""
    names = {each.key: INFO[each.name] for each in context.below(selected)}
    return lambda page: {key: read(page) for key, read in names.items()}


INFO: dict[str, Part] = {
    "hasNextPage": lambda page: page.more,
    "hasPreviousPage": lambda page: page.before,
    "startCursor": lambda page: encode(page.rows[0][0]) if page.rows else None,
    "endCursor": lambda page: encode(page.rows[-1][0]) if page.rows else None,
    "__typename": lambda _: "PageInfo",
}


def at(index: int, shape: Shape) -> Shape:
    """What a shape makes of one value of a row."""
    return lambda row, parameters: shape(row[index], parameters)


def cursor(row: Row, _: Parameters) -> str:
    """The cursor of a row."""
    return encode(row[0])
