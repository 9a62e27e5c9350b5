"""The text of cells without what programs write around it: padding that nobody sees, guards against other programs."""

import re
from collections.abc import Sequence

_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters without a width, which no `strip` takes away: a copy from a page or a chat brings them along."""

_PADDING = "".join(char for char in map(chr, range(0x3001)) if char.isspace()) + _UNSEEN
_KEPT = re.compile(r'="(.*)"', re.DOTALL)
"""A formula that gives one text: so zeros before a number survive Excel."""

_GUARDED = re.compile(r"'(?=[\d=+@-])(?!.*'\Z)", re.DOTALL)
"""An apostrophe that keeps a program from calculating what follows; one that ends the cell, too, is a quote."""


def are_plain(cells: Sequence[str]) -> bool:
    """Whether nothing stands around any of these cells, and no character in them that cannot be seen.

    All of them are looked at as one text: a table may have millions of rows.
    """
    text = f"|{'|'.join(cells)}|"
    guarded = "=" in text or ("'" in text and "|'" in text)  # one character is found faster than two
    return text.isprintable() and not (guarded or " |" in text or "| " in text)


def plain(cell: str) -> str:
    """The text that somebody meant."""
    cell = cell.strip(_PADDING)
    if cell[:1] == "=" and (kept := _KEPT.fullmatch(cell)):
        return kept[1].replace('""', '"').strip(_PADDING)
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell
