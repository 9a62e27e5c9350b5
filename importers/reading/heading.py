"""The row of column names: by those that are sought, else the likeliest, below titles, prompts and remarks."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

Row = tuple[int, list[str]]
"""A row's number, and its cells in which something stands in at least one."""

Heading = Callable[[Sequence[str]], bool]
"""Whether cells are the column names that somebody seeks."""

NEAR = 100
"""How many rows are looked at for the likeliest."""

FAR = 5_000
"""How many rows are looked at for names that are sought."""

DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
REMARKS = ("#", "//")
PROMPT = 2
"""So many cells has what was asked before a report was made: a name and a value."""


def found(rows: Iterator[Row], sought: Heading | None = None) -> Row | None:
    """The row of column names; None where no row holds anything."""
    near = list(islice(rows, NEAR))
    far = islice(chain(near, rows), FAR)
    known = next((row for row in far if sought(row[1])), None) if sought else None
    return known or (_likeliest(near) if near else None)


def _likeliest(rows: Sequence[Row]) -> Row:
    """The first row, unless it is a title: then the first of names that is as wide as those beneath it.

    A row of prompts may be so, too: the names stand in the last of rows that follow each other and grow wider.
    """
    counts = [_count(cells) for _, cells in rows]
    width = sorted(counts)[-2:][0]  # one row may have a cell too many
    if not _is_title(rows, counts[0], width):
        return rows[0]
    names = [place for place, (_, cells) in enumerate(rows) if place and _are_names(cells)]
    place = max(names, key=lambda each: min(counts[each], width), default=0)
    while place + 1 in names and counts[place + 1] > counts[place]:
        place += 1
    return rows[place]


def _count(cells: Sequence[str]) -> int:
    return sum(map(bool, cells))


def _is_title(rows: Sequence[Row], count: int, width: int) -> bool:
    """Whether the first row is none of names: a few cells above a wider table, a prompt, a remark, or set apart."""
    if count >= width:
        return False
    number, cells = rows[0]
    lines = 1 + sum(cell.count("\n") for cell in cells)
    apart = rows[1][0] > number + lines
    marked = next(filter(None, cells)).startswith(REMARKS)
    prompt = count == PROMPT and any(_is_value(cell) or cell.endswith(":") for cell in cells)
    return apart or marked or prompt or count == 1 or count * 2 < width


def _are_names(cells: Sequence[str]) -> bool:
    """Whether the cells are texts, most of them distinct, and none of them a value."""
    texts = [cell.casefold() for cell in cells if cell]
    return len({*texts}) * 2 > len(texts) and not any(map(_is_value, texts))


def _is_value(cell: str) -> bool:
    """Whether a cell holds a number, a day or an address, as no name of a column does."""
    return "@" in cell or bool(DAY.match(cell)) or (any(map(str.isdigit, cell)) and not any(map(str.isalpha, cell)))
