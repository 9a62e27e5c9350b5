"""A long journey in one strip: its phases, what is felt, where it breaks, a line for each channel."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from graph.language import Language
from pages.font import Weight
from pages.journey.curve import Between, Curve
from pages.journey.places import HEADS, Column
from pages.journey.signs import diamond, hue, lines
from pages.journey.told import Journey
from pages.journey.words import OVERVIEW
from pages.pictures.marks import Box, Mark, Part
from pages.pictures.palette import Paint
from pages.pictures.text import shortened

LONG = 60
"""Above so many steps a map begins with the strip."""

WIDEST, NARROWEST = 40, 12
"""How wide a step is: as wide as the map below has room for."""

BAR, POINT, JOINT, STACK, PIXEL = 24, 16, 7, 4, 4
"""The heights of phases, of a point of emotion, of half a joint, how many joints a step shows, and of a channel."""


def height(journey: Journey) -> float:
    """How high the strip of a journey is; nothing if it is short enough to be seen in full."""
    if len(journey.steps) <= LONG:
        return 0
    channels = {each.channel for each in journey.touchpoints}
    return BAR + 5 * POINT + 2 * JOINT * STACK + PIXEL * len(channels) + 40


def overview(
    journey: Journey, shown: Journey, between: Between, left: float, right: float, top: float, language: Language
) -> tuple[tuple[Mark, ...], float]:
    """The strip, what is `shown` below in full on a ground of its own; and where it ends at the right."""
    edge = left + HEADS + 16
    across = min(WIDEST, max(NARROWEST, (right - edge) / len(journey.steps)))
    columns = [
        Column(edge + across * place, edge + across * (place + 1) - 1.5) for place, _ in enumerate(journey.steps)
    ]
    middles = {step.key: column.middle for step, column in zip(journey.steps, columns, strict=True)}
    curve = Curve(between, middles, edge - 20, columns[-1].right, POINT, 4)
    y = top + BAR + 4
    joints = y + curve.height + 4
    channels = joints + 2 * JOINT * STACK + 8
    bottom = top + height(journey) - 12
    marks = (
        *_ground(journey, shown, columns, top, bottom),
        *lines(left, top + 17, (OVERVIEW[language],), 12, weight=Weight.BOLD),
        *_phases(journey, columns, top),
        *curve.drawn({step.key: step.feeling for step in journey.steps}, y, language),
        *_broken(journey, columns, joints + JOINT),
        *_channels(journey, columns, channels),
    )
    return marks, max(right, columns[-1].right)


def _ground(journey: Journey, shown: Journey, columns: Sequence[Column], top: float, bottom: float) -> Iterator[Box]:
    keys = {step.key for step in shown.steps}
    for here, group in groupby(enumerate(journey.steps), key=lambda pair: pair[1].key in keys):
        places = [place for place, _ in group]
        if here:
            x, end = columns[places[0]].left, columns[places[-1]].right
            yield Box(x - 3, top - 4, end - x + 6, bottom - top + 8, Paint.GROUND, Paint.INK, 1.5, radius=4)


def _phases(journey: Journey, columns: Sequence[Column], y: float) -> Iterator[Part]:
    names = {phase.key: phase.name for phase in journey.phases}
    for key, group in groupby(enumerate(journey.steps), key=lambda pair: pair[1].phase):
        places = [place for place, _ in group]
        x, end = columns[places[0]].left, columns[places[-1]].right
        text = shortened(names.get(key, key), end - x - 12, 12, Weight.BOLD) if end - x > 40 else ""
        marks: tuple[Mark, ...] = (
            Box(x, y, end - x, BAR, Paint.INK, radius=3),
            *lines(x + 6, y + 16, (text,) if text else (), 12, weight=Weight.BOLD, ink=Paint.PAPER),
        )
        yield Part(marks, {"window": key}, label=names.get(key, key))


def _broken(journey: Journey, columns: Sequence[Column], y: float) -> Iterator[Part]:
    """A joint at the step where something breaks, several below each other; of very many the first."""
    place = {step.key: number for number, step in enumerate(journey.steps)}
    at = {each.key: place[each.step] for each in journey.touchpoints}
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for each in journey.handoffs:
        for number, rupture in each.matters:
            found[at[each.end]].setdefault(number, rupture)
    for lost in journey.breaks:
        found[place[lost.step]].setdefault(lost.matter, lost.key)
    for column, matters in sorted(found.items()):
        x = columns[column].middle
        for row, (number, rupture) in enumerate(sorted(matters.items())[:STACK]):
            shape, _ = diamond(x, y + 2 * JOINT * row, number, half=JOINT)
            yield Part((shape,), {"node": f"Rupture:{rupture}"}, label=str(number))


def _channels(journey: Journey, columns: Sequence[Column], y: float) -> Iterator[Box]:
    """For each channel, where it is used, in the hue of its silo."""
    silos = {silo.key: silo for silo in journey.silos}
    known = {channel.key: silos.get(channel.silo or "") for channel in journey.channels}
    place = {step.key: number for number, step in enumerate(journey.steps)}
    used: defaultdict[str, set[int]] = defaultdict(set)
    for each in journey.touchpoints:
        used[each.channel].add(place[each.step])
    for row, key in enumerate(sorted(used, key=lambda key: (min(used[key]), key))):
        for _, run in groupby(enumerate(sorted(used[key])), key=lambda pair: pair[1] - pair[0]):
            taken = [column for _, column in run]
            x, end = columns[taken[0]].left, columns[taken[-1]].right
            yield Box(x, y + PIXEL * row, end - x, PIXEL - 1, hue(known.get(key)))
