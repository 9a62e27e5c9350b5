"""Phases and steps: what the customer does, where waits are, and where customers leave."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from graph.language import Language
from pages.font import Weight
from pages.journey.places import WIDE, Column, Sizes
from pages.journey.signs import HALF, diamond, hourglass, lines
from pages.journey.told import Break, Journey, Step
from pages.journey.view import Show, View
from pages.journey.words import DEAD_END
from pages.pictures.marks import Box, Circle, Mark, Part, Text, Way
from pages.pictures.palette import Paint
from pages.pictures.text import shortened, width, wrapped
from wording.cells import share

PHASE, STEP, NEED, WAIT, EXIT = 30, 78, 18, 22, 28

LARGE = 16
"""Text of steps from this size on stands below their numbers."""

HEAD = 150
"""How wide what stands before the first column may be, in pixels."""


def phases(journey: Journey, columns: Sequence[Column], y: float) -> tuple[Mark, ...]:
    """A bar over the steps of each phase."""
    names = {phase.key: phase for phase in journey.phases}
    marks: list[Mark] = []
    for key, group in groupby(enumerate(journey.steps), key=lambda pair: pair[1].phase):
        places = [place for place, _ in group]
        x, end = columns[places[0]].left - WIDE, columns[places[-1]].right + WIDE
        phase = names[key]
        name = shortened(phase.name, end - x - 20, 13, Weight.BOLD)
        left = end - x - 32 - width(name, 13, Weight.BOLD)
        stage = phase.stage if phase.stage and phase.stage != phase.name and width(phase.stage, 11) <= left else ""
        marks.append(
            Part(
                (
                    Box(x, y, end - x, PHASE, Paint.INK, radius=4),
                    Text(x + 10, y + 19.5, name, 13, Weight.BOLD, Paint.PAPER),
                    *lines(end - 10, y + 19.5, (stage,) if stage else (), 11, ink=Paint.PAPER, anchor="end"),
                ),
                {"phase": key},
                label=phase.name,
            )
        )
    return tuple(marks)


def steps(journey: Journey, columns: Sequence[Column], y: float, sizes: Sizes) -> tuple[Mark, ...]:
    """The box of each step."""
    tall = high(journey, sizes)
    return tuple(
        _step(step.number or place, step, column, y, sizes, tall)
        for place, (step, column) in enumerate(zip(journey.steps, columns, strict=True), 1)
    )


def high(journey: Journey, sizes: Sizes) -> float:
    """How high the boxes of all steps are: in large text the longest has the lines that it needs, eight at most."""
    if sizes.text < LARGE:
        return STEP
    return 46 + sizes.text * 1.22 * max((len(_large(step, sizes)) for step in journey.steps), default=1)


def _large(step: Step, sizes: Sizes) -> tuple[str, ...]:
    """The text below the number, where it has the whole width."""
    return wrapped(step.text, sizes.column + 2 * WIDE - 22, sizes.text, 8, Weight.BOLD)


def _step(number: int, step: Step, column: Column, y: float, sizes: Sizes, tall: float) -> Part:
    box = Box(column.left - WIDE, y, column.wide + 2 * WIDE, tall, Paint.PAPER, Paint.INK, 1.2, radius=6)
    signs = "".join(sign for sign, there in (("★", step.star), ("✓", step.goal)) if there)
    digits = str(number)
    if sizes.text < LARGE:
        size, most, first = (sizes.text, 4, 22) if box.width > 120 else (11, 5, 19.5)
        beside = wrapped(step.text, box.width - 42, size, most, Weight.BOLD)
        text = lines(box.x + 34, y + first, beside, size, 1.22, Weight.BOLD)
        signed = lines(box.x + 19, y + 45, tuple(signs), 14, 1.3, anchor="middle")
    else:
        text = lines(box.x + 12, y + 34 + sizes.text, _large(step, sizes), sizes.text, 1.22, Weight.BOLD)
        signed = lines(box.x + 36, y + 23, (" ".join(signs),), 14)
    marks: tuple[Mark, ...] = (
        box,
        *((Box(box.x, y + 5, 5, tall - 10, Paint.GOAL),) if step.goal else ()),
        Circle(box.x + 19, y + 18, 10.5, Paint.INK),
        Text(box.x + 19, y + 22, digits, 11 if len(digits) < 3 else 10.5, Weight.BOLD, Paint.PAPER, "middle"),
        *signed,
        *text,
    )
    if step.hypothesis:
        edge = ((box.right - 4, y + 6), (box.right - 4, y + tall - 6))
        letter = Text(box.right - 9, y + tall - 7, "H", 10.5, Weight.BOLD, anchor="end")
        marks += (Way(edge, Paint.INK, 1.5, (1.5, 3)), letter)
    return Part(marks, {"step": step.key, "box": box.told}, label=f"{number} · {step.text}")


def needs(journey: Journey, columns: Sequence[Column], y: float) -> tuple[Mark, ...]:
    """The need that neighbouring steps serve, once."""
    marks: list[Mark] = []
    for need, group in groupby(enumerate(journey.steps), key=lambda pair: pair[1].need):
        places = [place for place, _ in group]
        x, end = columns[places[0]].left, columns[places[-1]].right
        if need:
            name = shortened(need, end - x, 10.5)
            room = (end - x - width(name, 10.5)) / 2 - 5
            sides = ((x, x + room), (end - room, end)) if room > 4 else ()
            marks += [Way(((one, y + 9), (other, y + 9)), Paint.FAINT) for one, other in sides]
            marks.append(Text((x + end) / 2, y + 13, name, 10.5, ink=Paint.MUTED, anchor="middle"))
    return tuple(marks)


def waits(journey: Journey, columns: Sequence[Column], y: float) -> tuple[Mark, ...]:
    """How long customers wait, where the wait ends; at the end of the row how long in all."""
    places = {step.key: place for place, step in enumerate(journey.steps)}
    ending: dict[int, list[str]] = {}
    for key, wait in waited(journey):
        ending.setdefault(places[key], []).append(wait)
    marks: list[Mark] = []
    for place, found in ending.items():
        column = columns[place]
        text = shortened(" · ".join(dict.fromkeys(found)), column.wide, 11, Weight.BOLD)
        start = column.left - 22 - (width(text, 11, Weight.BOLD) + 12) / 2
        marks += [*hourglass(start + 4, y + 11), Text(start + 12, y + 15, text, 11, Weight.BOLD)]
    if journey.waiting:
        # The last wait may end where the row does: then there is room before the first column alone.
        room = columns[-1].right - columns[max(ending, default=0)].left - 30
        if width(journey.waiting, 11) <= room:
            marks.append(Text(columns[-1].right, y + 15, journey.waiting, 11, ink=Paint.MUTED, anchor="end"))
        else:
            told = wrapped(journey.waiting, HEAD, 11, 2)
            marks += lines(columns[0].left - HEAD - 14, y + 15 - 6 * (len(told) - 1), told, 11, ink=Paint.MUTED)
    return tuple(marks)


def waited(journey: Journey) -> Iterator[tuple[str, str]]:
    """The waits that end at its steps, wherever they begin: the key of the step, and how long, in words."""
    here = {step.key for step in journey.steps}
    for step in journey.entire.steps:
        for going in step.goings:
            if going.wait and going.step in here:
                yield going.step, going.wait


def exits(journey: Journey, columns: Sequence[Column], y: float, language: Language, view: View) -> tuple[Mark, ...]:
    """Under the step: where customers leave, and where the journey ends without a word."""
    ends = {each.step: each for each in journey.breaks if each.kind == "DEAD_END"}
    marks: list[Mark] = []
    for step, column in zip(journey.steps, columns, strict=True):
        down = y
        for leaving in step.exits if view.shows(Show.EXITS) else ():
            told = " ".join(("↗", share(leaving.share, language), leaving.text))
            marks += lines(
                column.left, down + 10, wrapped(told, column.wide + WIDE, 10.5, 2), 10.5, 1.2, ink=Paint.MUTED
            )
            down += EXIT
        if step.key in ends:
            marks.append(_end(ends[step.key], column, down, language))
    return tuple(marks)


def _end(end: Break, column: Column, y: float, language: Language) -> Part:
    x = column.left
    box = Box(x, y, 2 * HALF, 2 * HALF)
    words = shortened(DEAD_END[language], column.wide - 30, 10.5)
    marks = (box, *diamond(x + HALF, y + HALF, end.matter), Text(x + 30, y + 16, words, 10.5, ink=Paint.BROKEN))
    return Part(marks, {"matter": str(end.matter), "rupture": end.key, "box": box.told})


def below(journey: Journey, view: View) -> float:
    """How much room exits take below the steps."""
    ends, shown = {each.step for each in journey.breaks if each.kind == "DEAD_END"}, view.shows(Show.EXITS)
    return max((EXIT * (len(step.exits) * shown + (step.key in ends)) for step in journey.steps), default=0)
