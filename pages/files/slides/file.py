"""The slides of a journey, for a board."""

from pathlib import Path

from graph.language import both
from pages.file import File
from pages.files.taken import variables
from pages.telling import Data
from pages.visitor import Visitor

FOLDER = Path(__file__).parent


def _write(data: Data, visitor: Visitor) -> bytes:
    from pages.files.slides.deck import deck  # which takes python-pptx along, that few pages are asked for

    return deck(data, visitor)


SLIDES = File(
    "pptx",
    FOLDER,
    ".pptx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    both("Slides", "Diapositives"),
    both(
        "slides of a journey for a board (PPTX): the answer, the map, what breaks, what repairs it, what is unknown",
        "les diapositives d'un parcours pour un comité (PPTX) : la réponse, la carte, ce qui rompt, ce qui le répare, "
        "ce qu'on ne sait pas",
    ),
    _write,
    variables,
    on_template=True,
    beside=FOLDER.parents[1] / "journey" / "page.graphql",
)
"""`as=pptx` on the page of a journey, and `parcours export pptx`."""
