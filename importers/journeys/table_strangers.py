"""Tables that are no maps: contacts, org charts, shapes of a drawing program; told with what would read them."""

from collections.abc import Iterator

from graph.errors import BadInput
from graph.saying import saying
from importers.journeys.vocabulary import plain, words
from importers.reading.blocks import HEADS
from importers.reading.grid import Grid
from importers.reading.sheets import Sheets

EVENTS = saying(
    "{file} holds contacts, one in a row ({columns}): `parcours import contacts-csv {file}` reads them; "
    "a journey map has stages, steps or channels",
    "{file} contient des contacts, un par ligne ({columns}) : `parcours import contacts-csv {file}` les lit ; "
    "une carte de parcours a des étapes ou des canaux",
)
STAFF = saying(
    "{file} holds an org chart ({columns}): `parcours import org-csv {file}` reads it",
    "{file} contient un organigramme ({columns}) : `parcours import org-csv {file}` le lit",
)
SHAPES = saying(
    "{file} holds the shapes and lines of a drawing ({columns}), and none of them says what it means: "
    "copy the table out of it",
    "{file} contient les formes et les traits d'un dessin ({columns}), et aucun ne dit ce qu'il signifie : "
    "copiez-en le tableau",
)
STRANGERS = {"events": EVENTS, "staff": STAFF, "shapes": SHAPES}
"""What is said of a table, by the list of words that its heads are among."""


def refuse(found: Sheets) -> None:
    """BadInput for a file whose first table is something else."""
    for row in _heads(found.grids[0]) if found.grids else ():
        for stranger, said in STRANGERS.items():
            if columns := _all_of(row, stranger):
                raise BadInput(said(file=found.name, columns=", ".join(columns)))


def _heads(grid: Grid) -> Iterator[dict[str, str]]:
    """The first rows: what stands there, by its plain words."""
    rows = sorted({row for row, _ in grid.cells})[:HEADS]
    for row in rows:
        yield {plain(text): text for (at, _), text in grid.cells.items() if at == row}


def _all_of(row: dict[str, str], stranger: str) -> list[str] | None:
    """One column for each group of words that such tables have; None where one is missing."""
    found = []
    for group in words(stranger).values():
        column = next((row[word] for word in group if word in row), None)
        if column is None:
            return None
        found.append(column)
    return found
