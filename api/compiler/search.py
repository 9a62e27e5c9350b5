"""Searching: whatever was found, best first, page by page."""

from typing import Any

from api.compiler.columns import Column, subquery
from api.compiler.context import Arguments, Context, Field
from api.compiler.cursors import decode
from api.compiler.nodes import anything
from api.compiler.pages import CURSOR, Part, Sides, edges, page, page_info, whole
from api.compiler.shapes import Constant, Made, Shape, as_is
from api.shown import DEFAULT_FIRST, LARGEST_FIRST
from graph.errors import BadInput
from graph.texts import NAMES
from queries.search import SEARCH, parameters
from queries.search.excerpt import excerpt

ORDER = "score DESC, id"
"""Best first; total, since ids are unique."""

LOOKED = 500
"""How many nodes a search is counted with, whatever it finds: it looks at all of these before there is a page."""


def search(context: Context, selected: Field) -> Column:
    """The fields that are selected of what a search finds: `[rows, count]`."""
    prefix = context.bind(selected, _parameters)
    after = selected.arguments(context.variables).get("after") is not None
    sides = Sides(f"{prefix}limit", backwards=False, after=after, before=False)
    node, found, rows = (context.variable(stem) for stem in ("node", "found", "rows"))
    read: list[Column] = []
    with context.times(LOOKED):
        context.charge()
    parts = {each.key: _part(context, each, selected, prefix, node, read) for each in context.below(selected)}
    looked = [SEARCH.replace("$", f"${prefix}"), f"RETURN collect([node, score, id]) AS {found}"]
    clauses = [subquery("", looked), subquery(found, _rows(found, node, prefix, after, read, rows))]
    return Column(f"[{rows}, size({found})]", page(parts, sides), clauses)


def _part(context: Context, selected: Field, above: Field, prefix: str, node: str, read: list[Column]) -> Part:
    """One field of the connection; appends what it needs of each node found."""
    if selected.name == "totalCount":
        return whole(0, as_is)
    if selected.name == "pageInfo":
        return page_info(context, selected)
    if selected.name == "edges":
        with context.times(f"{prefix}limit"):
            return edges([_of_edge(context, each, selected, prefix, node, read) for each in context.below(selected)])
    return lambda _: above.type_name


def _of_edge(
    context: Context, selected: Field, above: Field, prefix: str, node: str, read: list[Column]
) -> tuple[str, int, Shape]:
    """One field of an edge, from its row; appends what it needs of the node."""
    if selected.name == "node":
        context.charge()
        read.append(anything(context, node, selected.nodes))
        return selected.key, len(read), read[-1].shape
    if selected.name == "excerpt":
        texts = ", ".join(f"{node}.{name}" for name in NAMES)
        read.append(Column(f"[{texts}]", _excerpt(f"{prefix}words")))
        return selected.key, len(read), read[-1].shape
    place = {"cursor": CURSOR, "score": SCORE}
    return selected.key, 0, place.get(selected.name) or Constant(above.type_name)


SCORE = Made(lambda place, _: place[0])
"""The score of a row, from its place."""


def _excerpt(words: str) -> Shape:
    """What of a node's texts shows the words, which stand in a parameter."""
    return Made(lambda texts, parameters: excerpt(texts, parameters[words]))


def _rows(found: str, node: str, prefix: str, after: bool, read: list[Column], made: str) -> list[str]:
    """The rows of a page: `[[score, id], …]`, one more than asked for."""
    beyond = f"WHERE score < ${prefix}score OR score = ${prefix}score AND id > ${prefix}id"
    return [
        f"UNWIND {found} AS one",
        f"WITH one[0] AS {node}, one[1] AS score, one[2] AS id",
        *([beyond] if after else []),
        f"WITH * ORDER BY {ORDER} LIMIT ${prefix}limit",
        *(clause for each in read for clause in each.clauses),
        f"WITH * ORDER BY {ORDER}",
        f"RETURN collect([{', '.join(['[score, id]', *(each.expression for each in read)])}]) AS {made}",
    ]


def _parameters(given: Arguments) -> dict[str, Any]:
    first = DEFAULT_FIRST if given.get("first") is None else given["first"]
    if not 0 <= first <= LARGEST_FIRST:
        raise BadInput(f"first: {first} is out of range; give a number from 0 to {LARGEST_FIRST}")
    found = parameters(given["text"], given.get("types")) | {"limit": first + 1}
    if given.get("after") is None:
        return found
    score, id_ = decode(given["after"], "after", _place)
    return found | {"score": score, "id": id_}


def _place(value: Any) -> list[Any]:
    """The score and the id that a cursor holds. ValueError if it holds anything else."""
    score, id_ = value
    if not isinstance(score, float) or not isinstance(id_, str):
        raise ValueError(value)
    return [score, id_]
