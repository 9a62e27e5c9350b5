"""What was observed at a hand-off: the statement adds it up, only where it is asked for."""

from api.compiler.columns import COMPUTED, Column, columns, maybe, subquery
from api.compiler.context import READ, Arguments, Context, Field
from api.compiler.shapes import as_is
from api.compiler.sizes import Along
from queries.declare import fields
from queries.observed import HANDOFF, LEAST, ObservedFlow


def observed(context: Context, variable: str, selected: Field) -> Column:
    """What was observed at a hand-off, for the reasons and months that the field's arguments name."""
    context.charge(3 * READ)
    with context.times(Along("Channel", "flowsOut")):
        context.look()
    prefix = context.bind(selected, _parameters)
    made = context.variable("observed")
    own = f"WITH {variable} AS handoff\n{HANDOFF.prefixed(prefix)}\nRETURN observed AS {made}"
    shown = fields(ObservedFlow)

    def column(field: Field) -> Column:
        return Column(f"{made}.{field.name}", COMPUTED if shown[field.name].type is float else as_is)

    within = columns(context.below(selected), selected.type_name, column)
    return maybe(made, within, subquery(variable, [own]))


def _parameters(given: Arguments) -> Arguments:
    names = ("reasons", "since", "until")
    return {**{name: given.get(name) for name in names}, "minimum": given.get("minimum", LEAST)}
