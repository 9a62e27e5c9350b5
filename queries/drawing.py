"""A question's own way to show its answer, where a column for each field does not do: a table, or a drawing.

It knows the words of its question alone: what renders names, numbers and decisions is handed to it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph.language import Language, Told
from graph.model import Word

Row = dict[str, Any]
"""A row of an answer, or a node in it."""


class Words(Protocol):
    """What renders the values of answers: `wording.cells`."""

    UNKNOWN: Told

    def called(self, node: Row, /) -> str:
        """What a node is called."""

    def apart(self, nodes: Iterable[Row], /) -> dict[str, str]:
        """What nodes are called, by key; those of one name have their key beside it."""

    def decided(self, rupture: Row, language: Language, /) -> str:
        """What people decided about a rupture."""

    def volume(self, interval: Row | None, language: Language, /) -> str:
        """Contacts a year."""

    def cost(self, interval: Row | None, language: Language, /) -> str:
        """Money."""

    def label(self, word: Word, language: Language, /) -> str:
        """A value of a closed list."""

    def number(self, value: float, language: Language, /) -> str:
        """A number."""

    def signed(self, value: float, language: Language, /) -> str:
        """A number that tells a direction."""


@dataclass(frozen=True)
class Drawing:
    """Texts in columns, with what stands above and below. Without heads there are no lines between them either.

    `numbers` are the places of the columns that are set to the right; `card_heads` stand before the texts where each
    row is a card, if its heads mean something only together. Where it is drawn `by_row`, the lines are of the rows in
    their order, and a workbook has these columns, too.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: str = ""
    below: str = ""
    card_heads: Sequence[str] = ()
    numbers: Collection[int] = ()
    by_row: bool = False
