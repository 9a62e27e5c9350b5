"""What became of a node: the runs that changed it, the newest first."""

from api.compiler import ids
from api.compiler.columns import Column, subquery
from api.compiler.connections import Items, connection
from api.compiler.context import Context, Field
from api.compiler.nodes import node, of
from api.compiler.orders import Term
from api.compiler.sizes import Along
from queries.former import by_key

FEW = Along("", "")
"""How many runs it is counted with that changed a node: nobody counts them."""


def history(context: Context, selected: Field) -> Column:
    """The runs that changed a node, by its id of today or a former one; of one that is gone, by its last."""
    label = ids.label(selected.arguments(context.variables)["id"])
    prefix = context.bind(selected, ids.asked)
    run, change, now = (context.variable(stem) for stem in ("run", "change", "now"))
    key = f"${prefix}key"
    clauses = [by_key(str(label), "there", key), f"RETURN head(collect(there.key)) AS {now}"]
    named = f"'{label}:' + coalesce({now}, {key})"
    items = Items(
        match=f"{subquery('', clauses)}\nMATCH ({change}:FieldChange {{node: {named}}})<-[:CHANGED]-({run}:ImportRun)",
        label="ImportRun",
        variable=run,
        item=lambda field: node(context, "ImportRun", run, field.nodes),
        among=(FEW,),
        distinct=True,
        usual=(Term("newest", f"{run}.key", True, str, "key"),),  # the keys of runs begin with the time
    )
    return connection(context, selected, items, of)
