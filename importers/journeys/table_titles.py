"""What stands above a table that is a map: what its journey is called, and whose it is."""

import re
from collections.abc import Iterator

from importers.journeys.vocabulary import lane
from importers.reading.blocks import Block, Cell

PLAIN = ("sheet", "feuil", "feuille", "tabelle", "hoja", "лист", "foglio", "planilha")
"""How programs call a sheet that nobody named."""

PAIR = re.compile(r"([^:：]+?)\s*[:：]\s*(\S.*)", re.DOTALL)
"""A name and what it is, as in `Persona: Claire`."""


def titled(block: Block, file: str) -> tuple[str, Cell | None]:
    """What a journey is called, and where that stands: above its table, else its sheet where it has a name, else the
    file."""
    if named := above(block, "journey"):
        return named
    alone = (cells[0] for cells in block.titles() if len(cells) == 1 and not _pair(cells[0].text))
    if cell := next(alone, None):
        return cell.text, cell
    sheet = block.grid.sheet
    named_ = sheet if sheet and not sheet.casefold().rstrip("0123456789 ").endswith(PLAIN) else ""
    return named_ or file, None


def above(block: Block, aim: str) -> tuple[str, Cell] | None:
    """What is said of the journey above its table, in a cell or in the one beside it: `Persona: Claire`."""
    return next(((value, cell) for to, value, cell in _pairs(block) if to == aim), None)


def _pairs(block: Block) -> Iterator[tuple[str, str, Cell]]:
    for cells in block.titles():
        for place, cell in enumerate(cells):
            if found := _pair(cell.text):
                yield *found, cell
            elif place + 1 < len(cells) and (to := _said_of(cell.text.rstrip(" :："))):
                yield to, cells[place + 1].text, cell


def _pair(text: str) -> tuple[str, str] | None:
    found = PAIR.fullmatch(text)
    to = found and _said_of(found[1])
    return (to, found[2]) if found and to else None


def _said_of(name: str) -> str | None:
    """What a name of few words says of a journey as a whole."""
    found = lane(name) if len(name.split()) <= 3 else None
    return found[0] if found and found[0] in ("journey", "persona", "goal", "scenario") else None
