"""Where things stand: steps are columns, channels are lanes, a lane has as many rows as touchpoints share a cell."""

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pages.journey.heads import Head, Heads
from pages.journey.told import Journey, Silo

Cell = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True)
class Lane:
    """What a lane is, and the rows that are its own."""

    head: Head
    first: int
    rows: int


@dataclass(frozen=True)
class Grid:
    """All lanes from above, and the cell of each touchpoint, and of each gap in what a channel offers."""

    lanes: tuple[Lane, ...]
    columns: int
    touchpoints: dict[str, Cell]
    gaps: dict[str, Cell]
    untold: tuple[Cell, ...]
    """Where a step has no touchpoint: nobody said how it is done."""

    @property
    def rows(self) -> int:
        """How many rows all lanes have."""
        return sum(lane.rows for lane in self.lanes)

    def lane(self, cell: Cell) -> Lane:
        """The lane in which a cell lies."""
        return next(lane for lane in self.lanes if lane.first <= cell[0] < lane.first + lane.rows)


def grid(journey: Journey, heads: Heads) -> Grid:
    """The grid of a journey: lanes by silo, within one the largest volume first; steps in their order."""
    columns = {step.key: column for column, step in enumerate(journey.steps)}
    cells = _cells(journey, heads)
    lanes: list[Lane] = []
    places: dict[str, Cell] = {}
    first = 0
    for head in filter(cells.__contains__, _ordered(journey.entire, _cells(journey.entire, heads))):
        rows = max(map(len, cells[head].values()))
        lanes.append(Lane(head, first, rows))
        for step, keys in cells[head].items():
            places |= {key: (first + row, columns[step]) for row, key in enumerate(keys)}
        first += rows
    touched = {touchpoint.step for touchpoint in journey.touchpoints}
    taken = set(places.values())
    untold = [
        next(((row, column) for row in range(first) if (row, column) not in taken), None)
        for step, column in columns.items()
        if step not in touched
    ]
    happening = {touchpoint.key for touchpoint in journey.touchpoints}
    return Grid(
        tuple(lanes),
        len(columns),
        {key: cell for key, cell in places.items() if key in happening},
        {key: cell for key, cell in places.items() if key not in happening},
        tuple(cell for cell in untold if cell),
    )


def _cells(journey: Journey, heads: Heads) -> dict[Head, dict[str, list[str]]]:
    """What stands in each lane at each step: touchpoints, and gaps in what a channel offers."""
    cells: dict[Head, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for touchpoint in journey.touchpoints:
        cells[heads.of(touchpoint.channel, touchpoint.key)][touchpoint.step].append(touchpoint.key)
    for each in journey.breaks:
        if each.kind == "COVERAGE_GAP" and each.channel is not None:
            cells[heads.of(each.channel)][each.step].append(each.key)
    return cells


def _ordered(journey: Journey, cells: Mapping[Head, Mapping[str, Sequence[str]]]) -> list[Head]:
    """The lanes of the map: by silo, the one where customers come first above; what folds is the last."""
    columns = {step.key: column for column, step in enumerate(journey.steps)}
    volumes = {each.key: each.volume[1] if each.volume else 0 for each in journey.touchpoints}
    first: dict[Silo | None, int] = {}
    for head, steps in cells.items():
        first[head.silo] = min(first.get(head.silo, sys.maxsize), *(columns[step] for step in steps))

    def order(head: Head) -> tuple[bool, int, str, float, str]:
        volume = sum(volumes.get(key, 0) for keys in cells[head].values() for key in keys)
        return head.plain, first[head.silo], head.silo.key if head.silo else "", -volume, head.key

    return sorted(cells, key=order)
