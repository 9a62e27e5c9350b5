"""What filters and orders look at: every node that they may have to, and every value that they compare."""

from api.compiler.context import COMPARE, LOOK, Context
from api.compiler.sizes import Along, Factors, Nodes, Page
from api.compiler.where import Filter
from api.shown import related
from graph.errors import OverLimit

DEEPEST = 10
"""How deep a filter may be: relations that it follows, and AND, OR and NOT, one in another."""

WORKED_OUT = 3 * LOOK
"""What a touchpoint's performance is worked out of, on average."""


def sought(label: str, given: Filter, prefix: str) -> Factors:
    """How many nodes of a label a filter may have to look at: all, unless it begins with their keys."""
    keys = given.get("key") or {}
    if keys.get("eq") is not None:
        return ()
    return (Page(f"{prefix}where_key_in"),) if keys.get("in") is not None else (Nodes(label),)


def filtered(context: Context, label: str, given: Filter, depth: int = 1) -> None:
    """Charge a filter on one node of a label. OverLimit for one that is too deep, or compares too much."""
    if depth > DEEPEST:
        raise OverLimit(f"where: it is more than {DEEPEST} levels deep: ask for less at once")
    for name, asked in given.items():
        if asked is None:
            continue
        if name in ("AND", "OR", "NOT"):
            for each in asked if isinstance(asked, list) else [asked]:
                context.charge(0)
                filtered(context, label, each, depth + 1)
        elif name in related(label):
            _related(context, label, name, asked, depth)
        else:
            for _ in asked:
                context.charge(COMPARE)
            context.look(WORKED_OUT if name == "performance" else 0)


def _related(context: Context, label: str, name: str, given: Filter, depth: int) -> None:
    relation, target = related(label)[name]
    if not relation.many:
        context.charge(LOOK)
        filtered(context, target, given, depth + 1)
        return
    for quantifier, asked in given.items():
        if quantifier == "count":
            context.charge(LOOK + COMPARE)
        elif asked is not None:
            with context.times(Along(label, name)):
                context.charge(LOOK)
                filtered(context, target, asked, depth + 1)


def ordered(context: Context, given: Filter) -> None:
    """Charge one thing to sort by: the node itself, and what it is joined to."""
    context.charge(LOOK)
    for name, asked in given.items():
        if isinstance(asked, dict):
            context.charge(3 * LOOK)
            ordered(context, asked)
        elif asked is not None and name == "performance":
            context.look(WORKED_OUT)
