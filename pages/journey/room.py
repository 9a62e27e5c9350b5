"""The map for a room with a beamer: a phase at a time, large enough for the last row."""

from collections.abc import Iterator

from graph.language import Language
from pages.font import Weight
from pages.journey.around import legend
from pages.journey.curve import ways
from pages.journey.focus import focused
from pages.journey.legend import occurring
from pages.journey.matters import matters
from pages.journey.sheet import sheet
from pages.journey.signs import lines
from pages.journey.told import Journey, Phase
from pages.journey.view import View
from pages.journey.window import concerned, window
from pages.journey.words import ALL
from pages.pictures.marks import Mark, Picture, Text, flat
from pages.pictures.palette import Paint
from pages.pictures.scale import scaled
from pages.pictures.text import shortened, width, wrapped

LEAST, MARGIN, HEAD, NARROWEST = 22, 14, 52, 640
"""The smallest text; the rest before it is enlarged."""

TOLD = ("stub", "outward", "unknown", "decided", "missing")
"""The marks that a room cannot guess."""


def room(journey: Journey, language: Language, view: View) -> Picture:
    """The first of the chosen phases, else the first of the journey."""
    phases, shown = _phases(journey, view)
    part = seen(journey, view)
    body = sheet(part, language, view, MARGIN, MARGIN + HEAD, ways(journey))
    right = max(body.right, MARGIN + NARROWEST)
    place = ALL[language].format(phases.index(shown) + 1, len(phases)) if shown else ""
    listed, bottom = matters(concerned(part), MARGIN, right, body.bottom + 8, language)
    signs, bottom = legend(
        [sign for sign in occurring(part, view) if sign in TOLD], MARGIN, right, bottom + 6, language
    )
    marks = (*focused(listed, body.focus), *_head(journey, place, right), *body.marks, *signs)
    picture = Picture(right + MARGIN, bottom + MARGIN, journey.title, journey.sentence, marks, language.name.lower())
    return scaled(picture, LEAST / min(mark.size for mark in flat(marks) if isinstance(mark, Text)))


def seen(journey: Journey, view: View) -> Journey:
    """The journey with the steps of the phase that is shown alone."""
    _, shown = _phases(journey, view)
    return window(journey, {step.key for step in journey.steps if shown and step.phase == shown.key})


def place(journey: Journey, view: View) -> tuple[str, int] | None:
    """The key of the phase that is shown, and which it is; null where none has steps."""
    phases, shown = _phases(journey, view)
    return (shown.key, phases.index(shown) + 1) if shown else None


def _phases(journey: Journey, view: View) -> tuple[list[Phase], Phase | None]:
    """The phases that have steps, and which of them is shown."""
    phases = [phase for phase in journey.phases if any(step.phase == phase.key for step in journey.steps)]
    return phases, next((phase for phase in phases if phase.key in view.phases), phases[0] if phases else None)


def _head(journey: Journey, place: str, right: float) -> Iterator[Mark]:
    """The title, the sentence, and which phase of how many it is."""
    room = right - MARGIN - width(place, 12, Weight.BOLD) - 20
    yield Text(MARGIN, MARGIN + 14, shortened(journey.title, room, 17, Weight.BOLD), 17, Weight.BOLD)
    yield from lines(MARGIN, MARGIN + 34, wrapped(journey.sentence, right - MARGIN, 12, 1), 12)
    yield Text(right, MARGIN + 14, place, 12, Weight.BOLD, Paint.MUTED, "end")
