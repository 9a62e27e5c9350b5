"""The map of a journey: one pure function from what is told to a picture."""

from collections.abc import Iterator

from graph.language import Language
from pages.journey import around
from pages.journey.curve import ways
from pages.journey.focus import focused
from pages.journey.sheet import sheet
from pages.journey.told import Journey
from pages.journey.view import PLAIN, View
from pages.pictures.marks import Mark, Picture

MARGIN = 28
NARROWEST = 1100
"""The least width of a map, for its title block."""


def draw(journey: Journey, language: Language, view: View = PLAIN) -> Picture:
    """The map of the journey, as it is looked at."""
    left = top = MARGIN
    body = sheet(journey, language, view, left, top + around.TITLE + 8, ways(journey))
    right = max(body.right, left + NARROWEST)
    marks: list[Mark] = [*around.title(journey, left, right, top, language), *body.marks]
    y = body.bottom + 8
    if any(step.opportunities for step in journey.steps):
        marks += focused(around.ideas(journey, body.columns, left, y, language), body.focus)
        y += around.IDEA + 12
    listed = focused(around.matters(journey, left, right, y, language), body.focus)
    y += around.high(journey) + 12
    signs, y = around.legend(tuple(_occurring(journey)), left, right, y, language)
    whole = (*listed, *marks, *signs)  # what breaks is what a keyboard meets first
    return Picture(right + MARGIN, y + MARGIN / 2, journey.title, journey.sentence, whole, language.name.lower())


def _occurring(journey: Journey) -> Iterator[str]:
    """What the legend has to explain."""
    happening = [each for each in journey.touchpoints if not each.missing]
    for name, there in (
        ("volume", any(each.volume for each in happening)),
        ("made", any(each.made for each in happening if not each.name)),
        ("needed", any(each.needed for each in happening if not each.name)),
    ):
        if there:
            yield name
    for status in ("BROKEN", "UNKNOWN", "SOUND"):
        if any(each.status == status and (each.certain or status == "BROKEN") for each in journey.handoffs):
            yield status.lower()
    if any(each.failure and (each.certain or each.status == "BROKEN") for each in journey.handoffs):
        yield "failure"
    if any(each.status != "BROKEN" and not each.certain for each in journey.handoffs):
        yield "stub"
    if any(each.kind == "COVERAGE_GAP" for each in journey.breaks):
        yield "gap"
    if any(each.missing for each in journey.touchpoints):
        yield "missing"
    for name, there in (
        ("star", any(step.star for step in journey.steps)),
        ("goal", any(step.goal for step in journey.steps)),
        ("hypothesis", any(step.hypothesis for step in journey.steps)),
        ("exit", any(step.exits for step in journey.steps)),
    ):
        if there:
            yield name
