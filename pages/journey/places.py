"""From the grid and its tracks to coordinates."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from graph.language import Language
from pages.font import Weight
from pages.journey.grid import Cell, Grid
from pages.journey.told import Journey
from pages.journey.tracks import Course, Plan
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

TRACK, JOINT, GAP, ENTERING, WRITTEN = 8, 30, 14, 26, 14
"""The room of a way in a gutter, and of a joint; the least height of a gap; the room of ways from what is not shown,
and of a way at whose end something is written.
"""

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
    """How wide columns and, at least, gutters are, and how high the boxes of touchpoints.

    On paper each gutter is wider by the `spread`, a `point` of emotion may be less high, and the text of steps larger.
    """

    column: float
    gutter: float
    row: float
    spread: float = 0
    point: float = 32
    text: float = 12.5


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
    left: float
    """Where ways from other rows begin; those to other rows end at the right."""
    right: float
    edge: float
    """Where what is written at the right ends."""
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
    into, out = (_written(map(told, plan.courses)) for told in (before, after))
    begin = x = left + HEADS + into
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
        x += size.spread if gutter >= 0 else 0
        columns.append(Column(x, x + size.column))
        x += size.column
    rows, level, bottom = _rows(grid, plan, size.row, top)
    right = columns[-1].left
    return Places(
        tuple(columns[:-1]), rows, size.row, upright, level, arrives, labels, begin, right, right + out, bottom
    )


def before(course: Course) -> str:
    """What is written before a way that comes from another row: the number of the step that it left."""
    return f"{course.hence} →" if course.hence else ""


def after(course: Course) -> str:
    """What is written after a way that goes on in another row: the number of the step there."""
    return f"→ {course.onward}" if course.onward else ""


def _written(words: Iterable[str]) -> float:
    """How much room the words at an edge take."""
    widest = max((width(each, LABEL, Weight.BOLD) for each in words), default=0)
    return widest and widest + 6


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
    """What happens at the three largest matters, each told once, and what was decided of a rupture that stands alone;
    under the number 0 what contacts tell of a way.
    """
    happens = {matter.number: matter.happens for matter in journey.matters if matter.number <= LARGEST}
    joints = [(course.handoff.key, number, key) for course in plan.courses for number, key in course.handoff.matters]
    joints += [(each.key, each.matter, each.key) for each in journey.breaks if each.touchpoint or each.key in grid.gaps]
    beside = Counter(key for key, _, _ in joints)
    found: Labels = {}
    for key, number, rupture in joints:
        room = 62 if key not in grid.gaps else 46
        told = wrapped(happens.pop(number, ""), room, LABEL, 2, Weight.BOLD)
        if rupture in journey.decisions and beside[key] == 1:
            told += wrapped(journey.decisions[rupture], room, LABEL, 1, Weight.BOLD)
        if told:
            found[key, number] = told
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
    outward = {course.handoff.key for course in plan.courses if course.onward or course.hence}
    y = top
    for gap in range(0, 2 * grid.rows + 1, 2):
        tracks = plan.crossing.get(gap)
        if gap:
            rows.append(y)
            y += row
        room = WRITTEN if tracks and outward & tracks.of.keys() else TRACK
        high = max(GAP, room * (len(tracks.tracks) + 1)) if tracks else GAP
        for key, track in tracks.of.items() if tracks else ():
            level[gap, key] = y + room * (track + 1)
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
        if course.straight:
            (column, y), (other, at) = places.box(course.start), places.box(course.end)
            found[key] = ((column.right, y + half), (other.left, at + half))
            continue
        first, last = _start(course, places, leaving), _end(course, places, arriving)
        if not course.short:
            along = places.level[course.gap, key]
            first = (*first, (first[-1][0], along)) if first else ((places.left, along),)
            last = ((last[0][0], along), *last) if last else ((places.right, along),)
        found[key] = (*first, *last)
    return found


def _start(course: Course, places: Places, leaving: dict[str, float]) -> tuple[Point, ...]:
    """From the box to the gutter that the way leaves by; nothing if it comes from another row."""
    if course.hence:
        return ()
    column, y = places.box(course.start)
    y += places.row / 2 + leaving[course.handoff.key] * (places.row / 2 - 4)
    return (column.right, y), (places.upright[course.start[1], course.handoff.key], y)


def _end(course: Course, places: Places, arriving: dict[str, float]) -> tuple[Point, ...]:
    """From the gutter that the way arrives by to the box; nothing if it goes on in another row."""
    if course.onward:
        return ()
    column, y = places.box(course.end)
    y += 4 + arriving[course.handoff.key] * (places.row / 2 - 4)
    back = places.upright if course.short else places.arrives
    return (back[course.end[1] - 1, course.handoff.key], y), (column.left, y)


def _ports(plan: Plan, places: Places) -> tuple[dict[str, float], dict[str, float]]:
    """For each way the share of half a box at which it leaves and arrives: so that ways of one box do not cross."""
    leaving: dict[Cell, list[tuple[bool, float, str]]] = defaultdict(list)
    arriving: dict[Cell, list[tuple[bool, float, str]]] = defaultdict(list)
    for course in plan.courses:
        if not course.straight:
            key, (start, end) = course.handoff.key, course.leaving.span
            out, down = places.upright.get((course.start[1], key), 0.0), end > start
            if not course.hence:
                leaving[course.start].append((down, -out if down else out, key))
            if not course.onward:
                back = out if course.short else places.arrives[course.end[1] - 1, key]
                rising = not down if course.short else course.gap > 0
                arriving[course.end].append((rising, back if rising else -back, key))
    return _spread(leaving), _spread(arriving)


def _spread(ends: dict[Cell, list[tuple[bool, float, str]]]) -> dict[str, float]:
    return {
        key: place / (len(found) + 1) for found in ends.values() for place, (_, _, key) in enumerate(sorted(found), 1)
    }
