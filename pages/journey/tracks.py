"""Which way runs where: a track of its own in each gutter and gap that it passes, in ordinals, before any coordinate.

What lies in another row of steps is beyond the last column, or before the first: its way goes to the edge, along the
gap below the row of its touchpoint.

Row `r` has the level `2 r + 1`, the gap below it `2 r + 2`; above the first row is the gap 0. Gutter `c` is at the
right of column `c`, gutter -1 at the left of the first. Whoever goes on runs along the gap below the row of arrival;
whoever goes back, along the gap 0.
"""

import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from pages.journey.grid import Cell, Grid
from pages.journey.told import Break, Handoff, Journey
from pages.journey.trail import Trail
from pages.journey.view import Show, View

Span = tuple[int, int]

BEFORE = -3
"""The column of what lies in another row, where its way begins."""

TRAIL = ""
"""Stands for the key where the way of a proof runs: no hand-off has an empty one."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a way along a gutter (between levels) or along a gap (between gutters)."""

    key: str
    along: int
    span: Span


@dataclass
class Tracks:
    """The tracks of one gutter or gap; on none do two runs meet."""

    tracks: list[list[Span]] = field(default_factory=list)
    of: dict[str, int] = field(default_factory=dict)

    def put(self, run: Run, alone: bool = False) -> None:
        """The run on the first track that is free there; `alone`, on one that stays its own."""
        low, high = (-1, sys.maxsize) if alone else (min(run.span), max(run.span))
        free = (place for place, track in enumerate(self.tracks) if all(high < a or b < low for a, b in track))
        place = next(free, len(self.tracks))
        if place == len(self.tracks):
            self.tracks.append([])
        self.tracks[place].append((low, high))
        self.of[run.key] = place


@dataclass(frozen=True)
class Course:
    """A way that is drawn, with the cells at its ends."""

    handoff: Handoff
    start: Cell
    end: Cell
    onward: int | None = None
    """The number of the step at its end, where that is in another row."""
    hence: int | None = None
    """The number of the step at its start, where that is in another row."""

    @property
    def straight(self) -> bool:
        """Whether its ends are neighbours in one row."""
        return self.start[0] == self.end[0] and self.short

    @property
    def short(self) -> bool:
        """Whether one gutter lies between its ends."""
        return self.end[1] == self.start[1] + 1

    @property
    def gap(self) -> int:
        """The level of the gap that it runs along, unless it is short."""
        return 2 * self.end[0] + 2 if self.end[1] > self.start[1] else 0

    @property
    def leaving(self) -> Run:
        """Its run in the gutter that it leaves by."""
        to = _level(self.end[0]) if self.short else self.gap
        return Run(self.handoff.key, self.start[1], (_level(self.start[0]), to))

    @property
    def crossing(self) -> Run:
        """Its run along a gap."""
        return Run(self.handoff.key, self.gap, (self.start[1], self.end[1] - 1))

    @property
    def arriving(self) -> Run:
        """Its run in the gutter that it arrives by."""
        return Run(self.handoff.key, self.end[1] - 1, (self.gap, _level(self.end[0])))


@dataclass(frozen=True)
class Plan:
    """All ways that are drawn and those that are stubs, where they leave or, from a step not shown, where they arrive.

    Those between steps that are both not shown are `elsewhere`. The tracks are those of all runs.
    """

    courses: tuple[Course, ...]
    stubs: dict[str, tuple[Handoff, ...]]
    entering: dict[str, tuple[Handoff, ...]]
    elsewhere: tuple[Handoff, ...]
    silences: tuple[tuple[Break, Cell], ...]
    leaving: dict[int, Tracks]
    joints: dict[int, Tracks]
    arriving: dict[int, Tracks]
    crossing: dict[int, Tracks]


def plan(journey: Journey, grid: Grid, view: View, trail: Trail | None) -> Plan:
    """The plan of a journey's ways: those that break, and those that are certain; the others are stubs."""
    courses, elsewhere = [], []
    stubs, entering = defaultdict[str, list[Handoff]](list), defaultdict[str, list[Handoff]](list)
    at = grid.touchpoints
    for handoff in journey.handoffs:
        if handoff.start in at and handoff.end in at:
            if full(handoff, view):
                courses.append(Course(handoff, at[handoff.start], at[handoff.end]))
            else:
                stubs[handoff.start].append(handoff)
        elif journey.whole and full(handoff, view):
            courses.append(_outward(handoff, grid, journey.numbers))
        elif handoff.start in at:
            stubs[handoff.start].append(handoff)
        elif handoff.end in at:
            entering[handoff.end].append(handoff)
        else:
            elsewhere.append(handoff)
    silences = tuple((each, at[each.touchpoint]) for each in journey.breaks if each.touchpoint in at)
    made = Plan(
        tuple(courses),
        {key: tuple(found) for key, found in stubs.items()},
        {key: tuple(found) for key, found in entering.items()},
        tuple(elsewhere),
        silences,
        *(defaultdict(Tracks) for _ in range(4)),
    )
    for silence, (row, column) in silences:
        made.joints[column].put(Run(silence.key, column, (_level(row), _level(row))))
    for course in sorted(courses, key=lambda course: (course.start[1], -course.start[0], course.end)):
        _put(made, course, view)
    _trailed(made, grid, trail)
    return made


def full(handoff: Handoff, view: View) -> bool:
    """Whether it is drawn from end to end."""
    return handoff.status == "BROKEN" or handoff.certain or view.ways


def _outward(handoff: Handoff, grid: Grid, numbers: Mapping[str, int]) -> Course:
    """The course of a way of which one end lies in another row."""
    if start := grid.touchpoints.get(handoff.start):
        return Course(handoff, start, (start[0], grid.columns + 1), onward=numbers[handoff.end])
    end = grid.touchpoints[handoff.end]
    return Course(handoff, (end[0], BEFORE), end, hence=numbers[handoff.start])


def _put(plan: Plan, course: Course, view: View) -> None:
    told = view.shows(Show.OBSERVED) and course.handoff.observed is not None
    if course.handoff.matters or told:
        plan.joints[course.start[1]].put(course.leaving, alone=told or len(course.handoff.matters) > 1)
    elif not course.straight:
        plan.leaving[course.start[1]].put(course.leaving)
    if not course.short:
        plan.crossing[course.gap].put(course.crossing)
        plan.arriving[course.end[1] - 1].put(course.arriving)


def _trailed(plan: Plan, grid: Grid, trail: Trail | None) -> None:
    """The tracks along which a proof goes down to the systems, and comes up from them."""
    if trail is None or not trail.systems:
        return
    for cell in filter(None, (grid.touchpoints.get(trail.start or ""),)):
        plan.leaving[cell[1]].put(Run(TRAIL, cell[1], (_level(cell[0]), sys.maxsize)), alone=True)
    for cell in filter(None, (grid.touchpoints.get(trail.end or ""),)):
        plan.arriving[cell[1] - 1].put(Run(TRAIL, cell[1] - 1, (_level(cell[0]), sys.maxsize)), alone=True)


def _level(row: int) -> int:
    return 2 * row + 1
