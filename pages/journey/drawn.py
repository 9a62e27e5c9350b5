"""Ways, stubs and joints: how customers go on, and where it breaks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from graph.labels import LABELS
from graph.language import Language
from graph.model.words import HandoffStatus
from pages.font import Weight
from pages.journey.grid import Grid
from pages.journey.places import LABEL, Places, after, before, ways
from pages.journey.signs import HALF, diamond, lines, sound, unknown
from pages.journey.told import Handoff, Journey
from pages.journey.tracks import Course, Plan
from pages.journey.words import NOT_DRAWN
from pages.pictures.marks import Box, Mark, Part, Point, Text, Way
from pages.pictures.palette import Paint
from pages.pictures.text import width
from wording.writing import COLON

ORDER = ("SOUND", "UNKNOWN", "BROKEN")
"""Of what lies on the other: what breaks is above."""


def drawn(journey: Journey, plan: Plan, grid: Grid, places: Places, language: Language) -> tuple[Mark, ...]:
    """Ways from below: those that hold, those nobody knows of, those that break; and the stubs of the others."""
    found, at = ways(plan, places), grid.touchpoints
    told = _sentences(journey, language)
    return (
        *(
            _way(course, found[course.handoff.key], told(course.handoff))
            for course in sorted(plan.courses, key=lambda course: ORDER.index(course.handoff.status))
        ),
        *(
            _stub(key, handoffs, (places.box(at[key])[0].right, places.box(at[key])[1] + 10), 1, language)
            for key, handoffs in plan.stubs.items()
        ),
        *(
            _stub(key, handoffs, (places.box(at[key])[0].left, places.box(at[key])[1] + places.row - 10), -1, language)
            for key, handoffs in plan.entering.items()
        ),
    )


def _sentences(journey: Journey, language: Language) -> Callable[[Handoff], str]:
    """Says a way in words: from where to where, and whether it holds."""
    names = {channel.key: channel.name for channel in journey.channels}
    at = {each.key: names.get(each.channel, each.channel) for each in journey.entire.touchpoints}

    def told(handoff: Handoff) -> str:
        verdict = LABELS[HandoffStatus][handoff.status][language]
        return f"{at[handoff.start]} → {at[handoff.end]}{COLON[language]} {verdict}"

    return told


def _way(course: Course, points: tuple[Point, ...], label: str) -> Part:
    """A way; of one in two rows the half that leaves is the hand-off, for whoever checks."""
    handoff, middle, head = course.handoff, _middle(points), not course.onward
    data = {"continued" if course.hence else "key": handoff.key, "status": handoff.status}
    dotted = (2, 4) if handoff.failure else ()
    match handoff.status:
        case "BROKEN":
            marks: tuple[Mark, ...] = (Way(points, Paint.BROKEN, 3, dotted, 6, head, data),)
        case "UNKNOWN":
            marks = (Way(points, Paint.MUTED, 1.5, (5, 4), 6, head, data), *unknown(*middle))
        case _:
            marks = (Way(points, Paint.MUTED, 1.3, dotted, 6, head, data), *sound(*middle, upright=len(points) > 2))
    return Part((*marks, *_beyond(course, points)), {"way": handoff.key}, label=label)


def _beyond(course: Course, points: tuple[Point, ...]) -> Iterator[Text]:
    """At the edge of a row: the number of the step in another one where the way begins, or goes on."""
    ink = Paint.BROKEN if course.handoff.status == "BROKEN" else Paint.INK
    (first, y), (last, at) = points[0], points[-1]
    if course.hence:
        yield Text(first - 4, y + 3.8, before(course), LABEL, Weight.BOLD, ink, "end")
    if course.onward:
        yield Text(last + 4, at + 3.8, after(course), LABEL, Weight.BOLD, ink)


def _middle(points: tuple[Point, ...]) -> Point:
    """Where the mark of a way stands: on its run in the gutter that it leaves by."""
    (x, y), (to, at) = points[:2] if len(points) == 2 else points[1:3]
    return (x + to) / 2, (y + at) / 2


def _stub(touchpoint: str, handoffs: tuple[Handoff, ...], at: Point, towards: int, language: Language) -> Part:
    """Ways that are not drawn: a short line with their number, each told apart for whoever checks."""
    (x, y), doubtful = at, sum(handoff.status == "UNKNOWN" for handoff in handoffs)
    count = f"?{doubtful}" if doubtful == len(handoffs) else str(len(handoffs))
    ink = Paint.BROKEN if any(handoff.status == "BROKEN" for handoff in handoffs) else Paint.MUTED
    anchor, dash = "start" if towards > 0 else "end", (2, 2) if doubtful else ()
    marks: tuple[Mark, ...] = (
        Way(((x, y), (x + 10, y)) if towards > 0 else ((x - 10, y), (x, y)), ink, 1.5, dash, head=towards < 0),
        Text(x + 12 * towards, y + 3.6, count, LABEL, Weight.BOLD, ink, anchor),
        *listed(handoffs),
    )
    data = {"stub": str(len(handoffs)), "from": touchpoint}
    return Part(marks, data, label=NOT_DRAWN[language].format(len(handoffs)))


def listed(handoffs: tuple[Handoff, ...]) -> Iterator[Part]:
    """Ways that are not drawn one by one, for whoever checks."""
    return (Part((), {"key": handoff.key, "status": handoff.status}) for handoff in handoffs)


def joints(journey: Journey, plan: Plan, grid: Grid, places: Places) -> tuple[Mark, ...]:
    """The joints of ways that break, of contacts that never come, and of what a channel does not offer."""
    found, sentences = ways(plan, places), {matter.number: matter.sentence for matter in journey.matters}

    def joint(key: str, at: Point, matter: int, rupture: str, hollow: bool = False) -> Part:
        decision = journey.decisions.get(rupture)
        told = "".join((sentences.get(matter, ""), f" ({decision})" if decision else ""))
        label = places.labels.get((key, matter), ())
        return _joint(at, matter, rupture, label, told, hollow, decision is not None)

    marks: list[Mark] = []
    for course in plan.courses:
        key, matters = course.handoff.key, course.handoff.matters
        x, y = _at(course, found[key], places)
        for place, (number, rupture) in enumerate(matters):
            down = y + (place - (len(matters) - 1) / 2) * (2 * HALF + 4)
            marks.append(joint(key, (x, down), number, rupture))
    marks += _observed(plan, found, places)
    for silence, (row, column) in plan.silences:
        x, y = places.upright[column, silence.key], places.rows[row] + places.row / 2
        tie = Way(((places.columns[column].right, y), (x, y)), Paint.BROKEN, 2, (2, 2))
        here = joint(silence.key, (x, y), silence.matter, silence.key)
        marks.append(replace(here, marks=(tie, *here.marks)))
    for each in journey.breaks:
        if each.key in grid.gaps:
            middle, y = places.box(grid.gaps[each.key])[0].middle, places.box(grid.gaps[each.key])[1]
            marks.append(joint(each.key, (middle, y + places.row / 2), each.matter, each.key, hollow=True))
    return tuple(marks)


def _at(course: Course, points: tuple[Point, ...], places: Places) -> Point:
    """Where the joint of a way is."""
    x = places.upright.get((course.start[1], course.handoff.key))
    return (x, points[0][1]) if course.straight and x is not None else _middle(points)


def _observed(plan: Plan, found: Mapping[str, tuple[Point, ...]], places: Places) -> Iterator[Part]:
    """What contacts tell of ways, each beside its own, where no other passes."""
    level = [
        (min(x, to), max(x, to), y) for points in found.values() for (x, y), (to, at) in pairwise(points) if y == at
    ]
    for course in plan.courses:
        key, told = course.handoff.key, places.labels.get((course.handoff.key, 0))
        if told:
            x, y = _at(course, found[key], places)
            tall, wide = 12 * len(told), max(width(line, LABEL) for line in told)
            passing = [at for start, end, at in level if start < x + 14 + wide and x + 2 < end]
            joints = len(course.handoff.matters)
            happens = max(
                (len(places.labels.get((key, number), ())) for number, _ in course.handoff.matters), default=0
            )
            first = y + max(joints * (HALF + 2), 6.5 * happens) + 2 if joints else y - tall / 2
            tops = (first + far * side for far in range(0, 160, 4) for side in ((1,) if joints else (1, -1)))
            top = next((top for top in tops if all(not top - 2 < at < top + tall + 2 for at in passing)), first)
            yield Part(lines(x + 12, top + LABEL, told, LABEL, 1.15), {"observed": key})


def _joint(
    at: Point, matter: int, rupture: str, label: tuple[str, ...], sentence: str, hollow: bool, decided: bool
) -> Part:
    x, y = at
    box = Box(x - HALF, y - HALF, 2 * HALF, 2 * HALF)
    marks: tuple[Mark, ...] = (box, *diamond(x, y, matter, hollow, decided=decided))
    if hollow:
        marks = (Way(((x - HALF - 5, y), (x + HALF + 5, y)), Paint.BROKEN, 2), *marks)
    start, first = x + HALF + (8 if hollow else 3), y + 3.8 - 6.5 * (len(label) - 1)
    wide = max((width(line, LABEL, Weight.BOLD) for line in label), default=0)
    if label:  # keeps ways off what happens
        marks += (Box(start - 1, first - LABEL, wide + 2, 13 * len(label), Paint.PAPER),)
    marks += lines(start, first, label, LABEL, 1.24, Weight.BOLD, Paint.BROKEN)
    told = f"{matter} · {sentence}" if sentence else None
    return Part(marks, {"matter": str(matter), "rupture": rupture, "box": box.told}, label=told)
