"""A pasted table as an act: what it says is added to the map, and what nobody understood of it is told with it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from graph.editing.edit import MOST
from graph.errors import BadInput
from graph.language import Language
from graph.saying import Saying, counting, saying
from pages.acting import Sent
from pages.describing.asking import named
from pages.describing.naming import Names
from pages.editing.adding import LANDSCAPE, STANDS, Adding
from pages.visitor import Visitor
from wording.problems import said
from wording.writing import beginning, listed, quoted

if TYPE_CHECKING:
    from pages.editing.table import Table

ASKS = "\n".join([STANDS, *map(named, LANDSCAPE)])
"""Asks for what has to be known before a table is added."""

SHOWN, LONGEST = 5, 40
"""How many texts are shown that nobody understood, and how much of each."""

TOO_MANY = saying(
    "This table makes {many:,} changes, and an act has {most:,} at most: paste it in parts, or bring it as a file.",
    "Ce tableau fait {many:,} modifications, et un geste en a {most:,} au plus : collez-le en plusieurs fois, ou "
    "apportez-le comme fichier.",
)
CELLS = counting(
    "1 cell of the table was not understood", "{n:,} cells of the table were not understood",
    "1 cellule du tableau n'a pas été comprise", "{n:,} cellules du tableau n'ont pas été comprises",
)  # fmt: skip
NOT_UNDERSTOOD = saying(
    "{cells}: {shown}. What could be kept is a note of its step.",
    "{cells}\N{NO-BREAK SPACE}: {shown}. Ce qui pouvait l'être est gardé en note de l'étape.",
)
NOT_ALL = saying(
    "{cells}: {shown} and others. What could be kept is a note of its step.",
    "{cells}\N{NO-BREAK SPACE}: {shown} et d'autres. Ce qui pouvait l'être est gardé en note de l'étape.",
)
KEPT = saying(
    "Columns kept as a note of their step: {lanes}.",
    "Colonnes gardées en note de leur étape\N{NO-BREAK SPACE}: {lanes}.",
)
SCALE = saying(
    "{lane} was read on a scale from {low:g} to {high:g}.", "{lane} a été lu sur une échelle de {low:g} à {high:g}."
)


def tabbed(form: Sent) -> bool:
    """Whether what was typed or pasted as lines may be a table."""
    return form.one("verb") == "lines" and "\t" in _line(form)


def pasted(form: Sent, visitor: Visitor) -> tuple[list[dict[str, Any]], str | None] | None:
    """What adds the table to the journey, and what is to be said with it; None where no table was pasted.

    BadInput for a table that cannot be taken.
    """
    stands = form.known.get("stands")
    if stands is None or not tabbed(form):
        return None
    from pages.editing.table import read  # which takes importers along, that few acts need

    table = read(_line(form), visitor.language)
    if table is None:
        return None
    adding = Adding(table.said, visitor.key, stands, Names.of(form.known), visitor.language, visitor.edits)
    changes = adding.changes(form.one("phase"))
    if len(changes) > MOST:
        raise BadInput(TOO_MANY(many=len(changes), most=MOST))
    notes = [said(each, visitor.language) for each in _notes(table, adding.left, visitor.language)]
    return changes, " ".join(notes) or None


def _line(form: Sent) -> str:
    """What was typed, with the tabs around it: cells may be empty."""
    return (form.fields.get("line") or ("",))[-1]


def _notes(table: "Table", left: Sequence[str], language: Language) -> Iterator[Saying]:
    """What was guessed, and what nobody understood."""
    for lane, (low, high) in table.scales.items():
        yield SCALE(lane=quoted(beginning(lane, LONGEST), language), low=low, high=high)
    if table.kept:
        yield KEPT(lanes=listed([quoted(beginning(lane, LONGEST), language) for lane in table.kept], language))
    texts = list(dict.fromkeys([*(each.value or "" for each in table.unread), *left]))
    if texts:
        cells = CELLS(sum(each.count for each in table.unread) + len(left))
        shown = [quoted(beginning(text, LONGEST), language) for text in texts[:SHOWN]]
        yield (NOT_UNDERSTOOD if len(texts) <= SHOWN else NOT_ALL)(cells=cells, shown=listed(shown, language))
