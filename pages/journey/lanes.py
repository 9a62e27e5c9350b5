"""Lanes with their touchpoints, ways, stubs and joints."""

from itertools import groupby

from graph.labels import LABELS
from graph.language import Language
from graph.model.words import HandoffStatus
from pages.font import Weight
from pages.journey.grid import Cell, Grid, Lane
from pages.journey.places import COLUMN, HEADS, LABEL, ROW, Places, ways
from pages.journey.signs import HALF, bar, chip, diamond, face, hue, lines, sound, unknown
from pages.journey.told import Handoff, Journey, Silo, Touchpoint
from pages.journey.tracks import Course, Plan
from pages.journey.words import EXPECTED, UNTOLD, volume
from pages.pictures.marks import Box, Mark, Part, Point, Text, Way
from pages.pictures.palette import Hatch, Paint
from pages.pictures.text import shortened, width, wrapped
from wording.writing import COLON


def lanes(grid: Grid, places: Places, left: float) -> tuple[Mark, ...]:
    """The head of each lane, the line below it, and the edge of each silo."""
    tops = (*places.rows, places.bottom)
    silos = [tuple(group) for _, group in groupby(grid.lanes, key=lambda lane: lane.silo)]
    return (
        *(_edge(left, tops[lanes[0].first] - 2, tops[_last(lanes[-1])] + ROW + 2, lanes[0].silo) for lanes in silos),
        *(_lane(lane, places, left, tops[_last(lane) + 1]) for lane in grid.lanes),
    )


def _edge(left: float, top: float, bottom: float, silo: Silo | None) -> Box:
    return Box(left, top, 6, bottom - top, hue(silo))


def _last(lane: Lane) -> int:
    return lane.first + lane.rows - 1


def _lane(lane: Lane, places: Places, left: float, below: float) -> Part:
    top = places.rows[lane.first]
    name = wrapped(lane.channel.name, HEADS - 62, 12.5, 2, Weight.BOLD)
    owner = wrapped(lane.channel.owner or "", HEADS - 62, 10.5, 3 - len(name))
    first = top + (18 if len(name) == 2 else 24)
    marks: tuple[Mark, ...] = (
        Way(((left, below - 2), (places.right, below - 2)), Paint.FAINT, 1),
        *chip(left + 12, top + 12, lane.silo),
        *lines(left + 50, first, name, 12.5, 1.2, Weight.BOLD),
        *lines(left + 50, first + 15 * len(name), owner, 10.5, 1.2, ink=Paint.MUTED),
    )
    return Part(marks, {"lane": lane.channel.key}, label=lane.channel.name)


def touchpoints(journey: Journey, grid: Grid, places: Places, language: Language) -> tuple[Mark, ...]:
    """The box of each touchpoint, and a hatched one where nobody said how a step is done."""
    largest = max((each.volume[1] for each in journey.touchpoints if each.volume), default=0)
    at, names = grid.touchpoints, {lane.channel.key: lane.channel.name for lane in grid.lanes}
    return (
        *(_untold(places, cell, language) for cell in grid.untold),
        *(
            _touchpoint(each, names[each.channel], *places.box(at[each.key]), largest, language)
            for each in sorted(journey.touchpoints, key=lambda each: at[each.key][::-1])
        ),
    )


def _untold(places: Places, cell: Cell, language: Language) -> Part:
    x, y = places.box(cell)
    text = wrapped(UNTOLD[language], COLUMN - 24, 11, 2)
    ground = Box(x + 6, y + 8, COLUMN - 12, ROW - 16, Paint.PAPER)
    marks: tuple[Mark, ...] = (
        Box(x, y, COLUMN, ROW, Hatch.UNTOLD, Paint.MUTED, 1, (4, 3), 4),
        ground,
        *lines(x + COLUMN / 2, y + ROW / 2 + 4 - 7 * (len(text) - 1), text, 11, ink=Paint.MUTED, anchor="middle"),
    )
    return Part(marks, {"untold": ""})


def _touchpoint(each: Touchpoint, on: str, x: float, y: float, largest: float, language: Language) -> Part:
    """By default three things: its name, the face, the volume as text and bar."""
    box = Box(x, y, COLUMN, ROW, Paint.PAPER, Paint.INK, 1.4, (5, 3) if each.missing else (), 4)
    name = each.name or _handed(each)
    text = wrapped(name, COLUMN - 16 - (20 if each.emotion is not None else 0), 11.5, 2, Weight.BOLD)
    told = shortened(EXPECTED[language] if each.missing else volume(each.volume, language), COLUMN - 16, 11)
    ink = Paint.INK if each.volume and not each.missing else Paint.MUTED
    marks: tuple[Mark, ...] = (
        box,
        *(face(x + COLUMN - 16, y + 16, each.emotion) if each.emotion is not None else ()),
        *lines(x + 8, y + 18, text, 11.5, 1.15, Weight.BOLD),
        Text(x + 8, y + 20 + 13 * len(text), told, 11, ink=ink),
        *(bar(x + 8, y + ROW - 10, COLUMN - 16, each.volume, largest) if each.volume and not each.missing else ()),
    )
    return Part(marks, {"touchpoint": each.key, "box": box.told}, label=f"{on} · {name}" if name else on)


def _handed(each: Touchpoint) -> str:
    """What is handed over: what is needed goes in, what is made comes out."""
    needed, made = ", ".join(each.needed), ", ".join(each.made)
    return f"{needed} → {made}" if needed and made else f"→ {needed}" if needed else f"{made} →" if made else ""


def drawn(journey: Journey, plan: Plan, grid: Grid, places: Places, language: Language) -> tuple[Mark, ...]:
    """Ways from below: those that hold, those nobody knows of, those that break."""
    found = ways(plan, grid, places)
    names = {lane.channel.key: lane.channel.name for lane in grid.lanes}
    at = {each.key: names[each.channel] for each in journey.touchpoints}
    order = ("SOUND", "UNKNOWN", "BROKEN")
    courses = sorted(plan.courses, key=lambda course: order.index(course.handoff.status))

    def told(handoff: Handoff) -> str:
        """The way in words: from where to where, and whether it holds."""
        verdict = LABELS[HandoffStatus][handoff.status][language]
        return f"{at[handoff.start]} → {at[handoff.end]}{COLON[language]} {verdict}"

    return (
        *(_way(course.handoff, found[course.handoff.key], told(course.handoff)) for course in courses),
        *(_stub(handoffs, places.box(grid.touchpoints[key])) for key, handoffs in plan.stubs.items()),
    )


def _way(handoff: Handoff, points: tuple[Point, ...], label: str) -> Part:
    middle, data = _middle(points), {"key": handoff.key, "status": handoff.status}
    dotted = (2, 4) if handoff.failure else ()
    match handoff.status:
        case "BROKEN":
            marks: tuple[Mark, ...] = (Way(points, Paint.BROKEN, 3, dotted, 6, True, data),)
        case "UNKNOWN":
            marks = (Way(points, Paint.MUTED, 1.5, (5, 4), 6, True, data), *unknown(*middle))
        case _:
            marks = (Way(points, Paint.MUTED, 1.3, dotted, 6, True, data), *sound(*middle, upright=len(points) > 2))
    return Part(marks, label=label)


def _middle(points: tuple[Point, ...]) -> Point:
    """Where the mark of a way stands: on its run in the gutter that it leaves by."""
    (x, y), (to, at) = points[:2] if len(points) == 2 else points[1:3]
    return (x + to) / 2, (y + at) / 2


def _stub(handoffs: tuple[Handoff, ...], corner: Point) -> Part:
    """Ways that are only possible: a short line with their number, each told apart for whoever checks."""
    x, y = corner[0] + COLUMN, corner[1] + 10
    doubtful = sum(handoff.status == "UNKNOWN" for handoff in handoffs)
    count = f"?{doubtful}" if doubtful == len(handoffs) else str(len(handoffs))
    marks: tuple[Mark, ...] = (
        Way(((x, y), (x + 10, y)), Paint.MUTED, 1.5, (2, 2) if doubtful else ()),
        Text(x + 12, y + 3.6, count, LABEL, Weight.BOLD, Paint.MUTED),
        *(Part((), {"key": handoff.key, "status": handoff.status}) for handoff in handoffs),
    )
    return Part(marks, {"stub": str(len(handoffs))})


def joints(journey: Journey, plan: Plan, grid: Grid, places: Places) -> tuple[Mark, ...]:
    """The joints of ways that break, of contacts that never come, and of what a channel does not offer."""
    found, sentences = ways(plan, grid, places), {matter.number: matter.sentence for matter in journey.matters}

    def joint(key: str, at: Point, matter: int, rupture: str, hollow: bool = False) -> Part:
        return _joint(at, matter, rupture, places.labels.get((key, matter), ()), sentences.get(matter), hollow)

    marks: list[Mark] = []
    for course in plan.courses:
        key, matters = course.handoff.key, course.handoff.matters
        x, y = _at(course, found[key], places)
        for place, (number, rupture) in enumerate(matters):
            down = y + (place - (len(matters) - 1) / 2) * (2 * HALF + 4)
            marks.append(joint(key, (x, down), number, rupture))
    for silence, (row, column) in plan.silences:
        x, y = places.upright[column, silence.key], places.rows[row] + ROW / 2
        marks.append(Way(((places.columns[column] + COLUMN, y), (x, y)), Paint.BROKEN, 2, (2, 2)))
        marks.append(joint(silence.key, (x, y), silence.matter, silence.key))
    for each in journey.breaks:
        if each.key in grid.gaps:
            x, y = places.box(grid.gaps[each.key])
            marks.append(joint(each.key, (x + COLUMN / 2, y + ROW / 2), each.matter, each.key, hollow=True))
    return tuple(marks)


def _at(course: Course, points: tuple[Point, ...], places: Places) -> Point:
    """Where the joint of a way is."""
    if course.straight and course.handoff.matters:
        return places.upright[course.start[1], course.handoff.key], points[0][1]
    return _middle(points)


def _joint(at: Point, matter: int, rupture: str, label: tuple[str, ...], sentence: str | None, hollow: bool) -> Part:
    x, y = at
    box = Box(x - HALF, y - HALF, 2 * HALF, 2 * HALF)
    marks: tuple[Mark, ...] = diamond(x, y, matter, hollow)
    if hollow:
        marks = (Way(((x - HALF - 5, y), (x + HALF + 5, y)), Paint.BROKEN, 2), *marks)
    start, first = x + HALF + (8 if hollow else 3), y + 3.8 - 6.5 * (len(label) - 1)
    wide = max((width(line, LABEL, Weight.BOLD) for line in label), default=0)
    if label:  # keeps ways off what happens
        marks += (Box(start - 1, first - LABEL, wide + 2, 13 * len(label), Paint.PAPER),)
    marks += lines(start, first, label, LABEL, 1.24, Weight.BOLD, Paint.BROKEN)
    told = f"{matter} · {sentence}" if sentence else None
    return Part(marks, {"matter": str(matter), "rupture": rupture, "box": box.told}, label=told)
