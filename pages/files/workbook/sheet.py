"""A table of the workbook: what its sheet is called, its heads, its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from wording.workbook import Value

Line = Sequence[Value]


@dataclass(frozen=True)
class Sheet:
    """A table. Null is unknown, an empty text is nothing; in one `to_fill` people say what is unknown."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Line]
    to_fill: bool = False
