"""The sentence of a rupture: the statement brings names, the catalogue of sentences makes words of them."""

from typing import Any

from api.compiler.columns import Column, subquery
from api.compiler.context import READ, Context, Field
from api.compiler.shapes import Made, Parameters
from graph.language import Language
from queries.witness import WITNESS, witness
from wording.sentences import explain

WITNESSED = 8 * READ
"""What it costs to read what a rupture rests on."""


def explanation(context: Context, variable: str, selected: Field) -> Column:
    """A rupture in one sentence, in the language that the field's argument names, else in the reader's."""
    context.charge(WITNESSED)
    prefix = context.bind(selected, lambda given: {"language": given.get("language") or context.language})
    made = context.variable("witness")

    def shape(value: Any, parameters: Parameters) -> str:
        return explain(witness(value), Language(parameters[f"{prefix}language"]))

    inner = f"WITH {variable} AS rupture\n{WITNESS} AS {made}"
    return Column(made, Made(shape), [subquery(variable, [inner])])
