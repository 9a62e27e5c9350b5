"""What is behind a rupture: worked out of one statement more, once for all ruptures of an operation."""

from collections.abc import Mapping
from typing import Any

from api.compiler.columns import Column, subquery
from api.compiler.context import READ, Context, Facts, Field
from api.compiler.records import Read, record
from queries.root_causes import CAUSE, CAUSES, Causes, RootCause, root_causes

PREFIX = "rootCauses_"

ALL = 300
"""What it costs to read what is behind all ruptures of 2,000 journeys, in milliseconds."""


def root_cause(context: Context, variable: str, selected: Field, read: Read) -> Column:
    """The root cause of a rupture."""
    if FACTS not in context.facts:
        context.facts.append(FACTS)
        context.whole(ALL)
    context.charge(2 * READ)
    made = context.variable("rootCause")
    own = f"WITH {variable} AS rupture\n{CAUSE.prefixed(PREFIX)} AS {made}"
    within = record(context, RootCause, selected, made, read)
    return Column(within.expression, within.shape, [subquery(variable, [own]), *within.clauses])


def _parameters(causes: Any, _: Mapping[str, Any]) -> dict[str, Any]:
    found = root_causes(Causes(**causes))
    return {f"{PREFIX}feeds": found.feeds, f"{PREFIX}repaired": found.repaired}


FACTS = Facts(f"{CAUSES}\nRETURN causes", _parameters)
