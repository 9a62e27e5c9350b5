"""The map on slides, in the look for boards: whole on one, and step by step on more where it is long."""

from collections.abc import Iterator

from graph.language import Language, both
from pages.files.slides.room import Room
from pages.files.slides.slide import Slide
from pages.files.taken import Taken
from pages.journey.board import MARGIN, MATTERS, MOST, PHASES, band
from pages.journey.rows import lengths, row
from pages.journey.told import Journey
from pages.pictures.marks import Part

TITLE = both("The journey, and where it breaks", "Le parcours, et là où il rompt")
SOUND = both("The journey", "Le parcours")
DETAIL = both("Step by step, {} of {}", "Étape par étape, {} sur {}")

STEP, EDGE, WIDEST = 108, 130, 1520
"""The width of a step that is read with ease, what stands left of all steps, and the widest map, in pixels."""
SMALLEST = 10
"""The size of the smallest text of the map, in points, wherever all steps have a box; it has 14 pixels."""
HIGH = MATTERS - PHASES


def plan(taken: Taken, room: Room) -> Slide:
    """The whole map: each step has its box where all are read with ease, else each phase has one."""
    journey = taken.journey
    most = min(MOST, _most(room))
    return _slide(taken, journey, room, (TITLE if journey.matters else SOUND)[taken.language], most)


def details(taken: Taken, room: Room) -> Iterator[Slide]:
    """The map step by step, where the whole of it shows but phases."""
    journey, most = taken.journey, _most(room)
    if len(journey.steps) > min(MOST, most):
        parts = list(_parts(journey, most, taken.language))
        for place, part in enumerate(parts, 1):
            yield _slide(taken, part, room, DETAIL[taken.language].format(place, len(parts)), most)


def _parts(journey: Journey, most: int, language: Language) -> Iterator[Journey]:
    """The journey in pieces that are read with ease, which end with a phase where they can."""
    start = 0
    while start < len(journey.steps):
        end = start + next(lengths(journey, start, most))
        yield row(journey, start, end, language)
        start = end


def _most(room: Room) -> int:
    """How many steps are read with ease beside each other."""
    return int((room.width / (SMALLEST / 14) - EDGE) / STEP)


def _slide(taken: Taken, journey: Journey, room: Room, title: str, most: int) -> Slide:
    """Steps, feelings, voices; as large as the room allows, and in the middle of it."""
    wide = min(WIDEST, max(room.width / (SMALLEST / 14), HIGH * room.width / room.height))
    scale = min(room.width / wide, room.height / HIGH)
    marks = tuple(band(journey, MARGIN + wide, taken.language, most))
    left, top = (room.width - wide * scale) / 2, (room.height - HIGH * scale) / 2
    whole = Part(marks, label=f"{taken.journey.title}. {taken.journey.sentence}")
    links = taken.visitor.links
    notes = [taken.link(links.journey(taken.key, look="board"))]
    return Slide(
        title, (whole,), notes, scale=scale,
        left=left - MARGIN * scale, top=top - PHASES * scale,
    )  # fmt: skip
