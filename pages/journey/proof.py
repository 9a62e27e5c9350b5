"""The proof of a rupture on the map: its path from where something is given, through the systems, to where it lacks."""

from collections.abc import Iterator, Mapping

from graph.labels import LABELS
from graph.language import Language
from graph.model.words import WitnessRole
from pages.font import Weight
from pages.journey.backstage import LANE
from pages.journey.grid import Grid
from pages.journey.places import LABEL, Places
from pages.journey.signs import lines
from pages.journey.tracks import TRAIL
from pages.journey.trail import STORED, Trail
from pages.pictures.marks import Box, Circle, Mark, Part, Point, Text, Way
from pages.pictures.palette import Paint
from pages.pictures.text import shortened, width


def proof(trail: Trail, grid: Grid, places: Places, lanes: Mapping[str, float], language: Language) -> tuple[Mark, ...]:
    """The path, and at each node that stands on the map the number of its part; `lanes` are those of systems."""
    marks: list[Mark] = []
    if trail.systems and trail.start in grid.touchpoints and trail.end in grid.touchpoints:
        marks += _path(trail, grid, places, lanes, language)
    for node in trail.nodes:
        cell = grid.touchpoints.get(node.key) if node.label == "Touchpoint" else None
        if cell:
            column, y = places.box(cell)
            marks.append(_number(trail, node.role, (column.left, y - 4)))  # off the first letters
    for lane in grid.lanes:
        for node in trail.nodes:
            if lane.head.node == f"Channel:{node.key}" and node.label == "Channel":
                marks.append(_number(trail, node.role, (places.columns[0].left - 40, places.rows[lane.first] + 14)))
    return tuple(marks)


def roles(trail: Trail, left: float, right: float, top: float, language: Language) -> tuple[tuple[Mark, ...], float]:
    """What the numbers stand for; and where that ends."""
    marks: list[Mark] = []
    x, y = left, top
    for role in trail.numbers:
        text = LABELS[WitnessRole][role][language]
        wide = 44 + width(text, 11)
        if x > left and x + wide > right:
            x, y = left, y + 26
        marks += [_number(trail, role, (x + 10, y + 13)), Text(x + 25, y + 17, text, 11, ink=Paint.MUTED)]
        x += wide
    return tuple(marks), y + 30


def _path(trail: Trail, grid: Grid, places: Places, lanes: Mapping[str, float], language: Language) -> Iterator[Mark]:
    start, end = grid.touchpoints[trail.start or ""], grid.touchpoints[trail.end or ""]
    out, back = places.upright[start[1], TRAIL], places.arrives[end[1] - 1, TRAIL]
    kept = [lanes[node.key] for node in trail.all(*STORED)]
    used = [lanes[node.key] for node in trail.all("USED_BY")]
    first = min(lanes.values()) - LANE / 2 - 20
    last = max(kept, default=first)
    (column, y), (other, at) = places.box(start), places.box(end)
    y, at = y + places.row / 2 - 8, at + places.row / 2 + 8
    yield Way(((column.right, y), (out, y), (out, last)), Paint.INK, 2.5, radius=6)
    low = min(used, default=last + LANE)
    broken = ((out, last), (out, low), (back, low))
    yield Way(broken, Paint.BROKEN, 2.5, (5, 4), 6)
    yield Way(((back, max(used, default=low)), (back, at), (other.left, at)), Paint.INK, 2.5, radius=6, head=True)
    yield from _stop((out, (last + low) / 2), trail.why(language))
    for node in trail.all("OBJECT"):
        yield from _called(trail, node.role, node.name, (out, first))
    for role in (*STORED, "USED_BY"):
        for node in trail.all(role):
            yield _number(trail, role, (back if role == "USED_BY" else out, lanes[node.key]))


def _stop(at: Point, words: str) -> Iterator[Mark]:
    """Where it does not go on."""
    x, y = at
    wide = width(words, LABEL, Weight.BOLD)
    yield Box(x - 12 - wide, y - 8, wide + 4, 15, Paint.PAPER)
    yield Text(x - 10, y + 3.8, words, LABEL, Weight.BOLD, Paint.BROKEN, "end")
    yield Way(((x - 5, y - 5), (x + 5, y + 5)), Paint.BROKEN, 3)
    yield Way(((x - 5, y + 5), (x + 5, y - 5)), Paint.BROKEN, 3)


def _called(trail: Trail, role: str, name: str, at: Point) -> Iterator[Mark]:
    told = (shortened(name, 120, 11, Weight.BOLD),)
    x, y = at
    yield Box(x, y - 9, 17 + width(told[0], 11, Weight.BOLD), 18, Paint.PAPER)
    yield from lines(x + 14, y + 4, told, 11, weight=Weight.BOLD)
    yield _number(trail, role, at)


def _number(trail: Trail, role: str, at: Point) -> Part:
    """The number of a part, on what plays it."""
    x, y = at
    number = str(trail.numbers[role])
    ring = Circle(x, y, 9.5, Paint.PAPER, Paint.BROKEN, 2)
    return Part((ring, Text(x, y + 4, number, 11, Weight.BOLD, Paint.BROKEN, "middle")), {"role": role})
