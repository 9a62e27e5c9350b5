"""The state that the graph is in: what everything that is told belongs to."""

from api.compiler.columns import Column, subquery
from api.compiler.context import Context, Field

STATE = {"revision": "coalesce(graph.revision, 0)", "lastChange": "toString(graph.changedAt)"}
"""The fields of `Query` that tell it, and how each is read."""


def state(context: Context, selected: Field) -> Column:
    """One of them; the graph is looked for even where nothing was ever written."""
    context.charge()
    made = context.variable(selected.name)
    read = f"RETURN {STATE[selected.name]} AS {made}"
    return Column(made, clauses=[subquery("", ["OPTIONAL MATCH (graph:Graph {key: 'graph'})", read])])
