"""Searching: whatever was found, best first, page by page."""

from typing import Any

from api.compiler.columns import Column, subquery, where
from api.compiler.context import LOOK, Arguments, Context, Field
from api.compiler.cursors import mark
from api.compiler.nodes import anything
from api.compiler.orders import Order, Term
from api.compiler.pages import Part, Selected, Sides, bounds, cursor, edges, nodes, page, page_info, sides, whole
from api.compiler.shapes import Constant, Made, Shape, as_is
from api.compiler.sizes import Nodes, Page
from graph.texts import NAMES, TEXTS
from queries.search import SEARCH, parameters
from queries.search.excerpt import excerpt

FOUND = 3 * LOOK
"""What a search is counted with for each node that has words: nobody knows how many it finds."""


def search(context: Context, selected: Field) -> Column:
    """The fields that are selected of what a search finds: `[rows, count]`."""
    ends = sides(selected.arguments(context.variables))
    order = Order([Term("score", "score", True, float)], "id", ends.backwards)
    prefix = context.bind(selected, lambda given: _parameters(selected.path, given, order))
    node, found, rows = (context.variable(stem) for stem in ("node", "found", "rows"))
    read = Selected(lambda asked: _read(context, asked, prefix, node))
    for label in TEXTS:
        with context.times(Nodes(label)):
            context.charge(FOUND)
    parts = {each.key: _part(context, each, selected, prefix, read) for each in context.below(selected)}
    looked = [SEARCH.prefixed(prefix), f"RETURN collect([node, score, id]) AS {found}"]
    clauses = [subquery("", looked), subquery(found, _rows(found, node, order, ends, prefix, read, rows))]
    return Column(f"[{rows}, size({found})]", page(parts, ends, prefix), clauses)


def _part(context: Context, selected: Field, above: Field, prefix: str, read: Selected) -> Part:
    """One field of the connection."""
    if selected.name == "totalCount":
        return whole(0, as_is)
    if selected.name == "pageInfo":
        return page_info(context, selected)
    if selected.name in ("edges", "nodes"):
        with context.times(Page(f"{prefix}limit")):
            if selected.name == "nodes":
                return nodes(*read.at(selected))
            return edges([_of_edge(each, selected, prefix, read) for each in context.below(selected)])
    return lambda _: above.type_name


def _of_edge(selected: Field, above: Field, prefix: str, read: Selected) -> tuple[str, int, Shape]:
    """One field of an edge, from its row."""
    if selected.name in ("node", "excerpt"):
        return selected.key, *read.at(selected)
    place = {"cursor": cursor(prefix), "score": SCORE}
    return selected.key, 0, place.get(selected.name) or Constant(above.type_name)


def _read(context: Context, asked: Field, prefix: str, node: str) -> Column:
    """What is read of a node that was found: its fields, or the texts of which a piece is shown."""
    if asked.name == "excerpt":
        texts = ", ".join(f"{node}.{name}" for name in NAMES)
        return Column(f"[{texts}]", _excerpt(f"{prefix}words"))
    context.charge()
    return anything(context, node, asked.nodes)


SCORE = Made(lambda place, _: place[0])
"""The score of a row, from its place."""


def _excerpt(words: str) -> Shape:
    """What of a node's texts shows the words, which stand in a parameter."""
    return Made(lambda texts, parameters: excerpt(texts, parameters[words]))


def _rows(found: str, node: str, order: Order, ends: Sides, prefix: str, read: Selected, made: str) -> list[str]:
    """The rows of a page: `[[score, id], …]`, one more than asked for."""
    return [
        f"UNWIND {found} AS one",
        f"WITH one[0] AS {node}, one[1] AS score, one[2] AS id",
        *where(ends.beyond(order, prefix)),
        f"WITH {node}, score, id ORDER BY {order.by} LIMIT ${prefix}limit",  # no row carries along all that was found
        *read.clauses,
        f"WITH * ORDER BY {order.by}",
        f"RETURN collect([{', '.join([order.place, *read.expressions])}]) AS {made}",
    ]


def _parameters(path: str, given: Arguments, order: Order) -> dict[str, Any]:
    """What a search binds; scores are of these words, so that cursors of other words mean nothing."""
    found = parameters(given["text"], given.get("types"))
    words = " ".join(sorted(found["words"]))
    return found | bounds(given, order, mark(path, f"{order.name}: {found['key']} {words}"))
