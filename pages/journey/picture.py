"""The map of a journey: one pure function from what is told to a picture."""

from graph.language import Language
from pages.journey import around
from pages.journey.board import board
from pages.journey.curve import ways
from pages.journey.focus import focused
from pages.journey.legend import occurring
from pages.journey.matters import matters
from pages.journey.overview import LONG, overview
from pages.journey.overview import height as high
from pages.journey.room import room
from pages.journey.sheet import sheet
from pages.journey.title import title
from pages.journey.told import Journey
from pages.journey.view import PLAIN, Look, View
from pages.journey.window import concerned, window
from pages.pictures.marks import Mark, Picture

MARGIN = 28
NARROWEST = 1100
"""The least width of a map, for its title block."""


def draw(journey: Journey, language: Language, view: View = PLAIN) -> Picture:
    """The map of the journey, as it is looked at."""
    match view.look:
        case Look.BOARD:
            return board(journey, language)
        case Look.ROOM:
            return room(journey, language, view)
        case Look.WORK:
            return work(journey, language, view)


def work(journey: Journey, language: Language, view: View) -> Picture:
    """The map for an hour's work: all of it; of a very long journey a strip, and below it some phases in full."""
    left = top = MARGIN
    between, part = ways(journey), _part(journey, view)
    right = max(sheet(part, language, view, left, top, between).right, left + NARROWEST)
    if high(journey):
        _, right = overview(journey, part, between, left, right, top, language)
    head, y = title(journey, left, right, top, language) if view.framed else ((), top - 16)
    y += 16
    strip: tuple[Mark, ...] = ()
    if high(journey):
        strip, _ = overview(journey, part, between, left, right, y, language)
    body = sheet(part, language, view, left, y + high(journey), between)
    marks: list[Mark] = [*head, *strip, *body.marks]
    y = body.bottom + 8
    if any(step.opportunities for step in part.steps):
        marks += focused(around.ideas(part, body.columns, left, y, language), body.focus)
        y += around.IDEA + 12
    told = part.matters if part is journey else concerned(part)
    listed, y = matters(told, left, right, y, language) if view.framed else ((), y)
    signs, y = around.legend(tuple(occurring(part, view)), left, right, y + 12, language)
    whole = (*focused(listed, body.focus), *marks, *signs)  # what breaks is what a keyboard meets first
    return Picture(right + MARGIN, y + MARGIN / 2, journey.title, journey.sentence, whole, language.name.lower())


def _part(journey: Journey, view: View) -> Journey:
    """The chosen phases; without a choice all of a journey, of a very long one that with the largest matter."""
    keys = {step.key for step in journey.steps if step.phase in view.phases}
    if not keys and len(journey.steps) > LONG:
        phase = _largest(journey)
        keys = {step.key for step in journey.steps if step.phase == phase}
    return window(journey, keys) if keys else journey


def _largest(journey: Journey) -> str:
    """The phase in which the largest matter is, else the first."""
    step = {each.key: each.step for each in journey.touchpoints}
    first = [lost.step for lost in journey.breaks if lost.matter == 1]
    first += [step[each.end] for each in journey.handoffs if any(number == 1 for number, _ in each.matters)]
    return next((each.phase for each in journey.steps if each.key in first), journey.steps[0].phase)
