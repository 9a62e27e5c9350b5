"""The map of a journey: one pure function from what is told to a picture."""

from collections.abc import Iterator

from graph.language import Language
from pages.journey import around, curve, lanes, steps
from pages.journey.grid import grid
from pages.journey.places import COLUMN, places
from pages.journey.signs import lines
from pages.journey.told import Journey
from pages.journey.tracks import plan
from pages.journey.words import INTERACTION, VISIBILITY
from pages.pictures.marks import Mark, Picture, Way
from pages.pictures.palette import Paint

MARGIN = 28
NARROWEST = 1100
"""The least width of a map, for its title block."""


def draw(journey: Journey, language: Language) -> Picture:
    """The map of the journey in its work look."""
    cells = grid(journey)
    planned = plan(journey, cells)
    left = top = MARGIN
    y: float = top + around.TITLE + 8
    tops: dict[str, float] = {}
    for name, height in _bands(journey):
        tops[name] = y
        y += height
    placed = places(journey, cells, planned, left, y)
    columns, right = placed.columns, max(placed.right, left + NARROWEST)
    marks: list[Mark] = [*around.title(journey, left, right, top, language)]
    if columns:
        marks += steps.phases(journey, columns, tops["phases"])
        marks += steps.steps(journey, columns, tops["steps"])
        marks += steps.needs(journey, columns, tops["needs"])
        marks += steps.exits(journey, columns, tops["exits"], language)
        marks += steps.waits(journey, columns, tops["waits"])
        middles = [x + COLUMN / 2 for x in columns]
        marks += curve.curve(journey, middles, left, placed.right, tops["curve"], language)
        marks += around.voices(journey, columns, left, tops["voices"], language) if _spoken(journey) else ()
        marks += _divided(INTERACTION[language], left, placed.right, tops["interaction"])
        marks += lanes.lanes(cells, placed, left)
        marks += lanes.drawn(journey, planned, cells, placed, language)
        marks += lanes.touchpoints(journey, cells, placed, language)
        marks += lanes.joints(journey, planned, cells, placed)
    y = placed.bottom + 8
    marks += _divided(VISIBILITY[language], left, placed.right, y)
    y += 22
    marks += around.behind(journey, left, right, y, language)
    y += around.LINE * (bool(journey.behind) + bool(journey.systems)) + 8
    if any(step.opportunities for step in journey.steps):
        marks += around.ideas(journey, columns, left, y, language)
        y += around.IDEA + 12
    marks += around.matters(journey, left, right, y, language)
    y += around.high(journey) + 12
    signs, y = around.legend(tuple(_occurring(journey)), left, right, y, language)
    marks += signs
    return Picture(right + MARGIN, y + MARGIN / 2, journey.title, journey.sentence, tuple(marks), language.name.lower())


def _bands(journey: Journey) -> Iterator[tuple[str, float]]:
    """What stands above the lanes, from above, and how high it is."""
    yield "phases", steps.PHASE + 10
    yield "steps", steps.STEP + 6
    yield "needs", steps.NEED if any(step.need for step in journey.steps) else 0
    yield "exits", steps.below(journey) + 4
    yield "waits", steps.WAIT if any(going.wait for step in journey.steps for going in step.goings) else 0
    yield "curve", curve.HEIGHT
    yield "voices", around.SAID if _spoken(journey) else 0
    yield "interaction", 26


def _spoken(journey: Journey) -> bool:
    return any(step.voice for step in journey.steps)


def _divided(words: str, left: float, right: float, y: float) -> tuple[Mark, ...]:
    return (
        Way(((left, y + 8), (right, y + 8)), Paint.MUTED, 1, (8, 5)),
        *lines(left, y + 4, (words,), 10, ink=Paint.MUTED),
    )


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
