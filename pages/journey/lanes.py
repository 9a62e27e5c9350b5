"""Lanes: their heads, the edge of each silo, and the touchpoints in them."""

from collections.abc import Iterator
from itertools import groupby

from graph.language import Language
from pages.font import Weight
from pages.journey.grid import Cell, Grid, Lane
from pages.journey.places import HEADS, Column, Places
from pages.journey.signs import bar, chip, face, hue, lines
from pages.journey.told import Evidence, Journey, Silo, Touchpoint
from pages.journey.view import Show, View
from pages.journey.words import EXPECTED, HYPOTHESIS, UNTOLD, VOLUME_UNKNOWN
from pages.pictures.marks import Box, Mark, Part, Polygon, Text, Way
from pages.pictures.palette import EVIDENCE, Fill, Hatch, Paint
from pages.pictures.text import shortened, wrapped
from wording.writing import between


def lanes(grid: Grid, places: Places, left: float) -> tuple[Mark, ...]:
    """The head of each lane, the line below it, and the edge of each silo."""
    tops = (*places.rows, places.bottom)
    silos = [tuple(group) for _, group in groupby(grid.lanes, key=lambda lane: (lane.head.silo, lane.head.plain))]
    return (
        *(
            _edge(left, tops[lanes[0].first] - 2, tops[_last(lanes[-1])] + places.row + 2, lanes[0].head.silo)
            for lanes in silos
            if not lanes[0].head.plain
        ),
        *(_lane(lane, places, left, tops[_last(lane) + 1]) for lane in grid.lanes),
    )


def _edge(left: float, top: float, bottom: float, silo: Silo | None) -> Box:
    return Box(left, top, 6, bottom - top, hue(silo))


def _last(lane: Lane) -> int:
    return lane.first + lane.rows - 1


def _lane(lane: Lane, places: Places, left: float, below: float) -> Part:
    top, head = places.rows[lane.first], lane.head
    start = left + (12 if head.plain else 50)
    room = HEADS - 12 - (start - left)
    name = wrapped(head.name, room, 12.5, 2, Weight.BOLD)
    under = wrapped(head.under or "", room, 10.5, 3 - len(name))
    first = top + (18 if len(name) == 2 else 24)
    marks: tuple[Mark, ...] = (
        Way(((left, below - 2), (places.right, below - 2)), Paint.FAINT, 1),
        *(() if head.plain else chip(left + 12, top + 12, head.silo)),
        *lines(start, first, name, 12.5, 1.2, Weight.BOLD),
        *lines(start, first + 15 * len(name), under, 10.5, 1.2, ink=Paint.MUTED),
    )
    return Part(marks, {"lane": head.key} | ({"node": head.node} if head.node else {}), label=head.name)


def touchpoints(journey: Journey, grid: Grid, places: Places, language: Language, view: View) -> tuple[Mark, ...]:
    """The box of each touchpoint, and a hatched one where nobody said how a step is done."""
    boxes = _Boxes(journey, places.row, language, view)
    at, mixed = grid.touchpoints, {row for lane in grid.lanes if lane.head.mixed for row in _rows(lane)}
    return (
        *(_untold(places, cell, language) for cell in grid.untold),
        *(
            boxes.box(each, *places.box(at[each.key]), at[each.key][0] in mixed)
            for each in sorted(journey.touchpoints, key=lambda each: at[each.key][::-1])
        ),
    )


def _rows(lane: Lane) -> range:
    return range(lane.first, lane.first + lane.rows)


def _untold(places: Places, cell: Cell, language: Language) -> Part:
    column, y = places.box(cell)
    text = wrapped(UNTOLD[language], column.wide - 24, 11, 2)
    marks: tuple[Mark, ...] = (
        Box(column.left, y, column.wide, places.row, Hatch.UNTOLD, Paint.MUTED, 1, (4, 3), 4),
        Box(column.left + 6, y + 8, column.wide - 12, places.row - 16, Paint.PAPER),
        *lines(column.middle, y + places.row / 2 + 4 - 7 * (len(text) - 1), text, 11, ink=Paint.MUTED, anchor="middle"),
    )
    return Part(marks, {"untold": ""})


class _Boxes:
    """Draws touchpoints: by default three things, the name, the face, the volume as text and bar."""

    def __init__(self, journey: Journey, row: float, language: Language, view: View) -> None:
        self._row, self._language, self._view = row, language, view
        self._largest = max((each.volume[1] for each in journey.entire.touchpoints if each.volume), default=0)
        self._channels = {channel.key: channel.name for channel in journey.channels}
        self._departments = {department.key: department.name for department in journey.departments}

    def box(self, each: Touchpoint, column: Column, y: float, mixed: bool) -> Part:
        """One touchpoint; in a `mixed` lane it names its channel."""
        box = Box(
            column.left, y, column.wide, self._row, Paint.PAPER, Paint.INK, 1.4, (5, 3) if each.missing else (), 4
        )
        room, beside = column.wide - 16, 20 if each.emotion is not None and not mixed else 0
        name, on = each.name or _handed(each), self._channels.get(each.channel, each.channel)
        text = wrapped(on if mixed else name, room - beside, 11.5, 1 if mixed else 2, Weight.BOLD)
        also = wrapped(name, room, 11, 1) if mixed else ()
        first = y + 20 + 13 * (len(text) + len(also))
        marks: tuple[Mark, ...] = (
            *self._ground(each, box),
            *(face(box.right - 16, y + (44 if mixed else 16), each.emotion) if each.emotion is not None else ()),
            *lines(box.x + 8, y + 18, text, 11.5, 1.15, Weight.BOLD),
            *lines(box.x + 8, y + 18 + 13 * len(text), also, 11),
            *self._details(each, box.x + 8, first, room),
        )
        if each.volume and not each.missing and self._view.shows(Show.VOLUMES):
            marks += bar(box.x + 8, box.bottom - 10, room, each.volume, self._largest)
        return Part(marks, {"touchpoint": each.key, "box": box.told}, label=f"{on} · {name}" if name else on)

    def _ground(self, each: Touchpoint, box: Box) -> Iterator[Box]:
        """The box, tinted by what supports it; hatched around its text where nothing does."""
        if not self._view.shows(Show.EVIDENCE) or each.missing:
            yield box
            return
        fill: Fill = Hatch.UNTOLD if each.evidence is None else EVIDENCE[min((each.evidence.rank - 1) // 2, 2)]
        yield Box(box.x, box.y, box.width, box.height, fill, box.stroke, box.thickness, box.dash, box.radius)
        if each.evidence is None:
            yield Box(box.x + 5, box.y + 5, box.width - 10, box.height - 10, Paint.PAPER, radius=3)

    def _details(self, each: Touchpoint, x: float, y: float, room: float) -> Iterator[Mark]:
        """How often, whose and how well known it is, a line each."""
        if each.missing or self._view.shows(Show.VOLUMES):
            told = (EXPECTED if each.missing else VOLUME_UNKNOWN)[self._language]
            if each.volume and not each.missing:
                told = between(*each.volume, self._language)
            ink = Paint.INK if each.volume and not each.missing else Paint.MUTED
            yield Text(x, y, shortened(told, room, 11), 11, ink=ink)
            y += 13
        if self._view.shows(Show.OWNERS):
            yield from self._owners(each, x, y, room)
            y += 13
        if self._view.shows(Show.EVIDENCE) and not each.missing:
            yield Text(x, y, shortened(_support(each.evidence, self._language), room, 11), 11)

    def _owners(self, each: Touchpoint, x: float, y: float, room: float) -> Iterator[Mark]:
        """Who begins, and who is in charge; several are told as such."""
        tip, back = (x, x + 6) if each.company else (x + 6, x)
        yield Polygon(((tip, y - 4), (back, y - 8), (back, y)), Paint.MUTED)
        several = f"{len(each.owners)}× " if len(each.owners) > 1 else ""
        names = ", ".join(self._departments.get(owner, owner) for owner in each.owners) or "?"
        yield Text(x + 10, y, shortened(several + names, room - 10, 11), 11)


def _handed(each: Touchpoint) -> str:
    """What is handed over: what is needed goes in, what is made comes out."""
    needed, made = ", ".join(each.needed), ", ".join(each.made)
    return f"{needed} → {made}" if needed and made else f"→ {needed}" if needed else f"{made} →" if made else ""


def _support(evidence: Evidence | None, language: Language) -> str:
    """What supports an element, and whether something speaks against it."""
    if evidence is None:
        return f"H · {HYPOTHESIS[language]}"
    return ("≠ " if evidence.contradicted else "") + evidence.kind
