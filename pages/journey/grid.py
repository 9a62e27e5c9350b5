"""Where things stand: steps are columns, channels are lanes, a lane has as many rows as touchpoints share a cell."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pages.journey.told import Channel, Journey, Silo, Touchpoint

Cell = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True)
class Lane:
    """A channel with its silo, and the rows that are its own."""

    channel: Channel
    silo: Silo | None
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


def grid(journey: Journey) -> Grid:
    """The grid of a journey: lanes by silo, within one the largest volume first; steps in their order."""
    columns = {step.key: column for column, step in enumerate(journey.steps)}
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    for touchpoint in journey.touchpoints:
        cells[touchpoint.channel, touchpoint.step].append(touchpoint.key)
    for each in journey.breaks:
        if each.kind == "COVERAGE_GAP" and each.channel is not None:
            cells[each.channel, each.step].append(each.key)
    lanes: list[Lane] = []
    places: dict[str, Cell] = {}
    first = 0
    silos = {silo.key: silo for silo in journey.silos}
    for channel in _ordered(journey, cells):
        own = {step: keys for (on, step), keys in cells.items() if on == channel.key}
        rows = max(map(len, own.values()))
        lanes.append(Lane(channel, silos.get(channel.silo or ""), first, rows))
        for step, keys in own.items():
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


def _ordered(journey: Journey, cells: Iterable[tuple[str, str]]) -> list[Channel]:
    """The channels that the map shows: by silo, the one where customers come first above."""
    columns = {step.key: column for column, step in enumerate(journey.steps)}
    known = {channel.key: channel for channel in journey.channels}
    volumes, first = _volumes(journey.touchpoints), dict[str | None, int]()
    used = {}
    for key, step in cells:
        channel = used[key] = known.get(key) or Channel(key, key)
        first[channel.silo] = min(first.get(channel.silo, columns[step]), columns[step])
    return sorted(
        used.values(),
        key=lambda channel: (first[channel.silo], channel.silo or "", -volumes[channel.key], channel.key),
    )


def _volumes(touchpoints: Iterable[Touchpoint]) -> defaultdict[str, float]:
    volumes: defaultdict[str, float] = defaultdict(float)
    for touchpoint in touchpoints:
        volumes[touchpoint.channel] += touchpoint.volume[1] if touchpoint.volume else 0
    return volumes
