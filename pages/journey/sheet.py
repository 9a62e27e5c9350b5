"""The body of a map: phases, steps, the curve, voices, lanes with their ways, and what is behind."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.language import Language
from pages.journey import around, curve, drawn, lanes, steps
from pages.journey.backstage import backstage, divided
from pages.journey.curve import Between
from pages.journey.focus import Focus, focus, focused
from pages.journey.grid import Grid, grid
from pages.journey.heads import Heads
from pages.journey.places import Column, Sizes, labels, places, sizes
from pages.journey.proof import proof, roles
from pages.journey.signs import lines
from pages.journey.told import Journey
from pages.journey.tracks import Plan, plan
from pages.journey.trail import trail
from pages.journey.view import View
from pages.journey.words import ELSEWHERE, INTERACTION
from pages.pictures.marks import Mark, Part
from pages.pictures.palette import Paint


@dataclass(frozen=True)
class Sheet:
    """What is drawn, where it ends at the right and below, its columns, and what does not fade."""

    marks: tuple[Mark, ...]
    right: float
    bottom: float
    columns: tuple[Column, ...]
    focus: Focus | None


def sheet(
    journey: Journey, language: Language, view: View, left: float, top: float, between: Between, bare: bool = False,
    size: Sizes | None = None,
) -> Sheet:  # fmt: skip
    """The body of a map; `between` are the ways of the whole journey. A `bare` one has steps and lanes alone.

    On paper it has another `size`.
    """
    size = size or sizes(len(journey.steps), view)
    followed = trail(journey, view.witness)
    cells = grid(journey, Heads(journey.entire, language, view))
    planned = plan(journey, cells, view, None if bare else followed)
    beside = labels(journey, cells, planned, language, view)
    tops, y = {}, top
    for name, height in _bands(journey, view, bare, size):
        tops[name], y = y, y + height
    placed = places(planned, cells, beside, size, left, y)
    columns, right = placed.columns, placed.right
    stays = _with_lanes(focus(journey, view, followed), cells)
    marks: list[Mark] = [*steps.steps(journey, columns, tops["steps"], size)]
    if columns and not bare:
        marks += steps.needs(journey, columns, tops["needs"])
        marks += steps.waits(journey, columns, tops["waits"])
        middles = [column.middle for column in columns]
        marks += curve.curves(
            journey, between, middles, left, right, tops["curve"], language, view.personas, size.point
        )
        marks += around.voices(journey, columns, left, tops["voices"], language) if _spoken(journey) else ()
    marks += steps.exits(journey, columns, tops["exits"], language, view)
    marks += divided(INTERACTION[language], left, right, tops["interaction"])
    marks += lanes.lanes(cells, placed, left)
    marks += drawn.drawn(journey, planned, cells, placed, language)
    marks += lanes.touchpoints(journey, cells, placed, language, view)
    marks += drawn.joints(journey, planned, cells, placed)
    path: tuple[Mark, ...] = ()
    bottom = placed.bottom + 8
    if not bare:
        behind = backstage(journey, columns, left, right, bottom, language, view, followed)
        marks += behind.marks
        right, bottom = behind.right, behind.bottom
        if followed:
            path, bottom = roles(followed, left, right, bottom, language)
            path += proof(followed, cells, placed, behind.lanes, language)
        path += tuple(behind.over)
    if planned.elsewhere:
        marks.append(_elsewhere(planned, left, bottom + 12, language))
        bottom += 20
    bars = steps.phases(journey, columns, tops["phases"]) if columns else ()
    return Sheet((*bars, *focused(marks, stays), *path), max(right, placed.edge), bottom, columns, stays)


def _bands(journey: Journey, view: View, bare: bool, size: Sizes) -> Iterator[tuple[str, float]]:
    """What stands above the lanes, from above, and how high it is."""
    yield "phases", steps.PHASE + 10
    yield "steps", steps.high(journey, size) + 6
    if not bare:
        yield "needs", steps.NEED if any(step.need for step in journey.steps) else 0
    yield "exits", steps.below(journey, view) + 4
    if not bare:
        yield "waits", steps.WAIT if journey.waiting or any(steps.waited(journey)) else 0
        yield "curve", curve.height(journey, view.personas, size.point)
        yield "voices", around.SAID if _spoken(journey) else 0
    yield "interaction", 26


def _spoken(journey: Journey) -> bool:
    return any(step.voice for step in journey.steps)


def _with_lanes(stays: Focus | None, cells: Grid) -> Focus | None:
    """What stays, with the lanes in which it is."""
    if stays is None:
        return None
    at = cells.touchpoints | cells.gaps
    return stays | {("lane", cells.lane(at[key]).head.key) for _, key in stays if key in at}


def _elsewhere(planned: Plan, left: float, y: float, language: Language) -> Part:
    """How many ways are between steps that are not shown."""
    told = ELSEWHERE[language].format(len(planned.elsewhere))
    marks: tuple[Mark, ...] = (*lines(left, y, (told,), 11, ink=Paint.MUTED), *drawn.listed(planned.elsewhere))
    return Part(marks, {"elsewhere": str(len(planned.elsewhere))})
