"""What the card of a node says: the statement brings what names it, and words are made of that."""

from collections.abc import Callable
from typing import Any

from api.compiler.columns import Column
from api.compiler.context import LOOK, READ, Context, Field
from api.compiler.shapes import Made, Parameters
from graph.language import Language
from queries.cards import PARTS, card
from wording.cards import called

Said = Callable[[str, Any, Parameters], str]
"""What the card of a node of a label says, of what was read of it."""

JOINED = 3 * READ
"""What it costs to read what names a node that no property of its own does."""


def label(context: Context, of: str, variable: str, selected: Field) -> Column:
    """What the card of a node of a label says, in the language of the field's argument, else the reader's."""
    if of not in PARTS:
        context.charge(LOOK)
        return Column(card(of, variable))
    context.charge(JOINED)
    say = said(context, selected)
    return Column(card(of, variable), Made(lambda parts, parameters: say(of, parts, parameters)))


def said(context: Context, selected: Field) -> Said:
    """What makes words of what was read."""
    prefix = context.bind(selected, lambda given: {"language": given.get("language") or context.language})
    return lambda of, parts, parameters: called(of, parts, Language(parameters[f"{prefix}language"]))
