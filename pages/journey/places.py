"""From the grid and its tracks to coordinates."""

from collections import defaultdict
from dataclasses import dataclass

from pages.font import Weight
from pages.journey.grid import Cell, Grid
from pages.journey.told import Journey
from pages.journey.tracks import Plan
from pages.pictures.marks import Point
from pages.pictures.text import width, wrapped

COLUMN, ROW = 136, 62
"""A touchpoint's box."""

HEADS = 176
"""The heads of lanes, at the left."""

GUTTER, TRACK, JOINT, GAP = 44, 8, 30, 14
"""The least width of a gutter; the room of a way in it, and of a joint; the least height of a gap."""

LABEL, LARGEST = 10.5, 3
"""The size of what happens at a joint, and at how many matters it is told."""


Labels = dict[tuple[str, int], tuple[str, ...]]
"""What happens, by what it stands beside (a hand-off, or a rupture that breaks none) and the number of its matter."""


@dataclass(frozen=True)
class Places:
    """Where columns and rows begin, and where the tracks of gutters and gaps are."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    upright: dict[tuple[int, str], float]
    """By gutter and key: the runs of ways, and joints."""
    level: dict[tuple[int, str], float]
    arrives: dict[tuple[int, str], float]
    labels: Labels
    right: float
    bottom: float

    def box(self, cell: Cell) -> tuple[float, float]:
        """The upper left corner of a cell's box."""
        return self.columns[cell[1]], self.rows[cell[0]]


def places(journey: Journey, grid: Grid, plan: Plan, left: float, top: float) -> Places:
    """All places; lanes begin at `top`, their heads at `left`."""
    labels = _labels(journey, grid, plan)
    upright: dict[tuple[int, str], float] = {}
    arrives: dict[tuple[int, str], float] = {}
    columns: list[float] = []
    stubbed = _stubbed(grid, plan)
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
        x = max(x + 12, start + (GUTTER if gutter >= 0 else 16))
        columns.append(x)
        x += COLUMN
    rows, level, bottom = _rows(grid, plan, top)
    return Places(tuple(columns[:-1]), rows, upright, level, arrives, labels, columns[-1], bottom)


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


def _labels(journey: Journey, grid: Grid, plan: Plan) -> Labels:
    """What happens at the three largest matters, each told once."""
    happens = {matter.number: matter.happens for matter in journey.matters if matter.number <= LARGEST}
    joints = [(course.handoff.key, number) for course in plan.courses for number, _ in course.handoff.matters]
    joints += [(each.key, each.matter) for each in journey.breaks if each.touchpoint or each.key in grid.gaps]
    return {
        (key, number): wrapped(happens.pop(number), 62 if key not in grid.gaps else 46, LABEL, 2, Weight.BOLD)
        for key, number in joints
        if number in happens
    }


def _stubbed(grid: Grid, plan: Plan) -> dict[int, float]:
    """How much room stubs take in each gutter."""
    found: dict[int, float] = defaultdict(float)
    for key, handoffs in plan.stubs.items():
        gutter = grid.touchpoints[key][1]
        found[gutter] = max(found[gutter], 16 + width(f"?{len(handoffs)}", LABEL))
    return found


def _rows(grid: Grid, plan: Plan, top: float) -> tuple[tuple[float, ...], dict[tuple[int, str], float], float]:
    """Where rows begin, where ways run along gaps, and where the last gap ends."""
    rows: list[float] = []
    level: dict[tuple[int, str], float] = {}
    y = top
    for gap in range(0, 2 * grid.rows + 1, 2):
        tracks = plan.crossing.get(gap)
        if gap:
            rows.append(y)
            y += ROW
        high = max(GAP, TRACK * (len(tracks.tracks) + 1)) if tracks else GAP
        for key, track in tracks.of.items() if tracks else ():
            level[gap, key] = y + TRACK * (track + 1)
        y += high
    return tuple(rows), level, y


def ways(plan: Plan, grid: Grid, places: Places) -> dict[str, tuple[Point, ...]]:
    """The corners of each way that is drawn, from the right edge of its start to the left edge of its end.

    Ways leave in the lower half of a box and arrive in its upper half; only a straight one keeps to the middle.
    """
    leaving, arriving = _ports(plan, places)
    found: dict[str, tuple[Point, ...]] = {}
    for course in plan.courses:
        key = course.handoff.key
        (x, y), (to, at) = places.box(course.start), places.box(course.end)
        x += COLUMN
        if course.straight:
            found[key] = ((x, y + ROW / 2), (to, at + ROW / 2))
            continue
        y += ROW / 2 + leaving[key] * (ROW / 2 - 4)
        at += 4 + arriving[key] * (ROW / 2 - 4)
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
