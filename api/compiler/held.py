"""What people hold of a node, and what its sources say there."""

from typing import Any

from api.compiler import ids
from api.compiler.columns import Column, subquery
from api.compiler.context import Context, Field
from api.compiler.shapes import Made, Parameters
from graph.settling.beside import PLACED, beside
from graph.statement import EDITS
from queries.former import by_key


def held(context: Context, selected: Field) -> Column:
    """The fields that people hold of a node, by its id of today or a former one; none of one that is not there."""
    label = ids.label(selected.arguments(context.variables)["id"])
    prefix, made = context.bind(selected, ids.asked), context.variable("held")
    context.charge()
    fields = context.below(selected)

    def shape(value: Any, parameters: Parameters) -> list[dict[str, Any]]:
        return [
            {each.key: "Held" if each.name == "__typename" else getattr(found, each.name) for each in fields}
            for found in (beside(str(label), *value) if value else ())
        ]

    put = f"EXISTS {{ (there)<-[r:HAS_STEP]-() WHERE '{EDITS}' IN r.sources }}" if label in PLACED else "false"
    found = f"RETURN head(collect([there.sources, there.said, {put}])) AS {made}"
    clauses = [by_key(str(label), "there", f"${prefix}key"), found]
    return Column(made, Made(shape), [subquery("", clauses)])
