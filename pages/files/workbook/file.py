"""The workbook of a journey, for architects and for departments that complete it."""

from pathlib import Path

from graph.language import both
from pages.file import File
from pages.files.taken import variables
from pages.telling import Data
from pages.visitor import Visitor

FOLDER = Path(__file__).parent


def _write(data: Data, visitor: Visitor) -> bytes:
    from pages.files.workbook.book import book  # which takes openpyxl along, that few pages are asked for

    return book(data, visitor)


WORKBOOK = File(
    "xlsx",
    FOLDER,
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    both("Workbook", "Classeur"),
    both(
        "the workbook of a journey (XLSX): the map, touchpoints, hand-offs, ruptures, repairs, what is to be asked",
        "le classeur d'un parcours (XLSX) : la carte, les points de contact, les passages de relais, les ruptures, "
        "les réparations, ce qu'il reste à demander",
    ),
    _write,
    variables,
    beside=FOLDER.parents[1] / "journey" / "page.graphql",
)
"""`as=xlsx` on the page of a journey, and `parcours export xlsx`."""
