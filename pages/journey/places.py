"""From the grid and its tracks to coordinates."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from graph.language import Language
from pages.font import Weight
from pages.journey.grid import Cell, Grid
from pages.journey.told import Journey
from pages.journey.tracks import Plan
from pages.journey.view import Lanes, Show, View
from pages.journey.words import observed
from pages.pictures.marks import Point
from pages.pictures.text import width, wrapped

WIDE = 8
"""How far a step's box reaches beyond its column, on either side."""

DENSE = 24
"""Above so many steps columns are narrower."""

HEADS = 176
"""The heads of lanes, at the left."""

TRACK, JOINT, GAP, ENTERING = 8, 30, 14, 26
"""The room of a way in a gutter, and of a joint; the least height of a gap; the room of ways from what is not shown."""

LABEL, LARGEST = 10.5, 3
"""The size of what happens at a joint, and at how many matters it is told."""


Labels = dict[tuple[str, int], tuple[str, ...]]
"""What happens, by what it stands beside (a hand-off, or a rupture that breaks none) and the number of its matter."""


class Column(NamedTuple):
    """Where the boxes of a step begin and end."""

    left: float
    right: float

    @property
    def wide(self) -> float:
        """How wide a box is."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Its middle."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Sizes:
    """How wide columns and, at least, gutters are, and how high the boxes of touchpoints."""

    column: float
    gutter: float
    row: float


def sizes(steps: int, view: View) -> Sizes:
    """Many steps stand closer; what is shown beside takes a line each."""
    row = 62 + 13 * sum((view.lanes is not Lanes.CHANNELS, view.shows(Show.OWNERS), view.shows(Show.EVIDENCE)))
    return Sizes(136, 44, row) if steps <= DENSE else Sizes(96, 32, row)


@dataclass(frozen=True)
class Places:
    """Where columns are and rows begin, and where the tracks of gutters and gaps are."""

    columns: tuple[Column, ...]
    rows: tuple[float, ...]
    row: float
    upright: dict[tuple[int, str], float]
    """By gutter and key: the runs of ways, and joints."""
    level: dict[tuple[int, str], float]
    arrives: dict[tuple[int, str], float]
    labels: Labels
    right: float
    bottom: float

    def box(self, cell: Cell) -> tuple[Column, float]:
        """The column of a cell, and where its box begins."""
        return self.columns[cell[1]], self.rows[cell[0]]


def places(plan: Plan, grid: Grid, labels: Labels, size: Sizes, left: float, top: float) -> Places:
    """All places; lanes begin at `top`, their heads at `left`."""
    upright: dict[tuple[int, str], float] = {}
    arrives: dict[tuple[int, str], float] = {}
    columns: list[Column] = []
    stubbed, entering = _stubbed(grid, plan), {grid.touchpoints[key][1] - 1 for key in plan.entering}
    x = left + HEADS
    for gutter in range(-1, grid.columns):
        start = x
        x += max(10, stubbed.get(gutter, 0))
        for tracks, found in ((plan.leaving.get(gutter), upright), (plan.arriving.get(gutter), arrives)):
            if found is arrives:
                x = _joints(gutter, plan, labels, upright, x)
            if tracks:
                for key, track in tracks.of.items():
                    found[gutter, key] = x + TRACK * (track + 0.5)
                x += TRACK * len(tracks.tracks)
        x = max(x + 12 + ENTERING * (gutter in entering), start + (size.gutter if gutter >= 0 else 16))
        columns.append(Column(x, x + size.column))
        x += size.column
    rows, level, bottom = _rows(grid, plan, size.row, top)
    return Places(tuple(columns[:-1]), rows, size.row, upright, level, arrives, labels, columns[-1].left, bottom)


def _joints(gutter: int, plan: Plan, labels: Labels, upright: dict[tuple[int, str], float], x: float) -> float:
    """The tracks of joints, each as wide as what stands beside it; returns where they end."""
    tracks = plan.joints.get(gutter)
    if tracks is None:
        return x
    for track in range(len(tracks.tracks)):
        keys = [key for key, place in tracks.of.items() if place == track]
        for key in keys:
            upright[gutter, key] = x + JOINT / 2
        beside = [
            width(line, LABEL, Weight.BOLD) for (key, _), found in labels.items() if key in keys for line in found
        ]
        x += JOINT + (max(beside) + 4 if beside else 0)
    return x


def labels(journey: Journey, grid: Grid, plan: Plan, language: Language, view: View) -> Labels:
    """What happens at the three largest matters, each told once; under the number 0 what contacts tell of a way."""
    happens = {matter.number: matter.happens for matter in journey.matters if matter.number <= LARGEST}
    joints = [(course.handoff.key, number) for course in plan.courses for number, _ in course.handoff.matters]
    joints += [(each.key, each.matter) for each in journey.breaks if each.touchpoint or each.key in grid.gaps]
    found = {
        (key, number): wrapped(happens.pop(number), 62 if key not in grid.gaps else 46, LABEL, 2, Weight.BOLD)
        for key, number in joints
        if number in happens
    }
    if view.shows(Show.OBSERVED):
        for handoff in (course.handoff for course in plan.courses):
            if handoff.observed:
                found[handoff.key, 0] = observed(handoff.observed, language)
    return found


def _stubbed(grid: Grid, plan: Plan) -> dict[int, float]:
    """How much room stubs take in each gutter."""
    found: dict[int, float] = defaultdict(float)
    for key, handoffs in plan.stubs.items():
        gutter = grid.touchpoints[key][1]
        found[gutter] = max(found[gutter], 16 + width(f"?{len(handoffs)}", LABEL))
    return found


def _rows(
    grid: Grid, plan: Plan, row: float, top: float
) -> tuple[tuple[float, ...], dict[tuple[int, str], float], float]:
    """Where rows begin, where ways run along gaps, and where the last gap ends."""
    rows: list[float] = []
    level: dict[tuple[int, str], float] = {}
    y = top
    for gap in range(0, 2 * grid.rows + 1, 2):
        tracks = plan.crossing.get(gap)
        if gap:
            rows.append(y)
            y += row
        high = max(GAP, TRACK * (len(tracks.tracks) + 1)) if tracks else GAP
        for key, track in tracks.of.items() if tracks else ():
            level[gap, key] = y + TRACK * (track + 1)
        y += high
    return tuple(rows), level, y


def ways(plan: Plan, places: Places) -> dict[str, tuple[Point, ...]]:
    """The corners of each way that is drawn, from the right edge of its start to the left edge of its end.

    Ways leave in the lower half of a box and arrive in its upper half; only a straight one keeps to the middle.
    """
    leaving, arriving = _ports(plan, places)
    found: dict[str, tuple[Point, ...]] = {}
    half = places.row / 2
    for course in plan.courses:
        key = course.handoff.key
        (column, y), (other, at) = places.box(course.start), places.box(course.end)
        x, to = column.right, other.left
        if course.straight:
            found[key] = ((x, y + half), (to, at + half))
            continue
        y += half + leaving[key] * (half - 4)
        at += 4 + arriving[key] * (half - 4)
        out = places.upright[course.start[1], key]
        if course.short:
            found[key] = ((x, y), (out, y), (out, at), (to, at))
        else:
            along, back = places.level[course.gap, key], places.arrives[course.end[1] - 1, key]
            found[key] = ((x, y), (out, y), (out, along), (back, along), (back, at), (to, at))
    return found


def _ports(plan: Plan, places: Places) -> tuple[dict[str, float], dict[str, float]]:
    """For each way the share of half a box at which it leaves and arrives: so that ways of one box do not cross."""
    leaving: dict[Cell, list[tuple[bool, float, str]]] = defaultdict(list)
    arriving: dict[Cell, list[tuple[bool, float, str]]] = defaultdict(list)
    for course in plan.courses:
        if not course.straight:
            key, (start, end) = course.handoff.key, course.leaving.span
            out, down = places.upright[course.start[1], key], end > start
            leaving[course.start].append((down, -out if down else out, key))
            back = out if course.short else places.arrives[course.end[1] - 1, key]
            rising = not down if course.short else course.gap > 0
            arriving[course.end].append((rising, back if rising else -back, key))
    return _spread(leaving), _spread(arriving)


def _spread(ends: dict[Cell, list[tuple[bool, float, str]]]) -> dict[str, float]:
    return {
        key: place / (len(found) + 1) for found in ends.values() for place, (_, _, key) in enumerate(sorted(found), 1)
    }
