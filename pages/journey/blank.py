"""Sheets to be filled by hand: phases, steps and empty lanes, in which notes have room."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from graph.language import Language, both
from pages.font import Weight
from pages.journey.bodies import BETWEEN, EDGE, HEAD
from pages.journey.grid import grid
from pages.journey.heads import Head, Heads
from pages.journey.rows import lengths, row
from pages.journey.signs import chip, face, lines
from pages.journey.title import title
from pages.journey.told import Journey
from pages.journey.view import PLAIN
from pages.journey.words import EMOTION, IDEAS, VOICE
from pages.pictures.marks import Box, Circle, Mark, Part, Text, Way
from pages.pictures.palette import Paint
from pages.pictures.text import shortened, wrapped

MOST, EMPTY = 9, 8
"""The most steps of a sheet: 80 mm each are wider than a note; how many columns wait for steps where there are none."""

HEADS, COLUMN, LANE, PHASE, TEXT = 190, 190, 104, 40, 18
"""The heads of lanes; the least width of a step and height of a lane; the height of a phase; the size of a step."""

NAMED = 5
"""How many channels have a lane of their own; more of them share empty ones."""

CHANNELS = both("Where it happens", "Par où cela passe")
MORE = both("… and where else?", "… et par où encore ?")


class Blank:
    """A sheet with the steps of a row, or with columns in which none is yet."""

    def __init__(self, journey: Journey, row: Journey, language: Language, titled: bool) -> None:
        self.journey, self.row, self.language, self.titled = journey, row, language, titled
        self.columns = len(row.steps) or EMPTY
        self.width = HEADS + COLUMN * self.columns
        self.lanes = tuple(self._lanes())

    def height(self, wide: float, scale: float) -> float:
        """How high it is at least."""
        _, top = self._above(wide)
        return top + PHASE + 10 + self._tall(wide) + LANE * len(self.lanes)

    def drawn(self, wide: float, high: float, scale: float) -> tuple[Mark, ...]:
        """Its marks; lanes fill the sheet."""
        above, y = self._above(wide)
        room = (wide - HEADS) / self.columns
        columns = [HEADS + room * place for place in range(self.columns)]
        marks: list[Mark] = [*above, *self._phases(columns, y, room)]
        y += PHASE + 10
        tall = self._tall(wide)
        for place, x in enumerate(columns):
            marks.append(self._step(place, Box(x + 6, y, room - 12, tall, Paint.PAPER, Paint.INK, 1.4, radius=6)))
        y += tall + BETWEEN
        each = (high - y) / len(self.lanes)
        for x in columns[1:]:
            marks.append(Way(((x, y), (x, high)), Paint.FAINT, 1, (4, 6)))
        for place, lane in enumerate(self.lanes):
            marks += self._lane(lane, y + each * place, each, wide)
        return tuple(marks)

    def _above(self, wide: float) -> tuple[tuple[Mark, ...], float]:
        if not self.titled:
            return (), HEAD
        head, end = title(self.journey, EDGE, wide - EDGE, HEAD, self.language, printed=True)
        return head, end + BETWEEN

    def _lanes(self) -> Iterator[str | Head]:
        """What each lane is for: channels by name if they are few."""
        yield EMOTION[self.language]
        yield VOICE[self.language]
        heads = [lane.head for lane in grid(self.journey, Heads(self.journey, self.language, PLAIN)).lanes]
        if 0 < len(heads) <= NAMED:
            yield from heads
            yield MORE[self.language]
        else:
            yield from (CHANNELS[self.language], *[""] * 2)
        yield IDEAS[self.language]

    def _phases(self, columns: Sequence[float], y: float, room: float) -> Iterator[Mark]:
        names = {phase.key: phase.name for phase in self.row.phases}
        of = [step.phase for step in self.row.steps]
        for key, group in groupby(range(len(of)), key=of.__getitem__):
            places = list(group)
            x, end = columns[places[0]] + 6, columns[places[-1]] + room - 6
            name = shortened(names[key], end - x - 24, 16, Weight.BOLD)
            box = Box(x, y, end - x, PHASE, Paint.INK, radius=4)
            yield Part((box, Text(x + 12, y + 26, name, 16, Weight.BOLD, Paint.PAPER)), {"phase": key})
        if not of:
            yield Box(columns[0] + 6, y, columns[-1] + room - 12 - columns[0], PHASE, None, Paint.INK, 1.4, radius=4)

    def _tall(self, wide: float) -> float:
        room = (wide - HEADS) / self.columns - 32
        longest = max((len(self._text(step.text, room)) for step in self.row.steps), default=4)
        return 54 + TEXT * 1.22 * max(3, longest)

    def _text(self, text: str, room: float) -> tuple[str, ...]:
        return wrapped(text, room, TEXT, 8, Weight.BOLD)

    def _step(self, place: int, box: Box) -> Part:
        number = str(self.row.steps[place].number or 0) if self.row.steps else str(place + 1)
        marks: tuple[Mark, ...] = (
            box,
            Circle(box.x + 22, box.y + 22, 13, Paint.INK),
            Text(box.x + 22, box.y + 27, number, 13, Weight.BOLD, Paint.PAPER, "middle"),
        )
        if not self.row.steps:
            return Part(marks, {"column": number, "box": box.told})
        step = self.row.steps[place]
        text = self._text(step.text, box.width - 20)
        marks += lines(box.x + 10, box.y + 44 + TEXT * 0.73, text, TEXT, 1.22, Weight.BOLD)
        return Part(marks, {"step": step.key, "box": box.told}, label=f"{number} · {step.text}")

    def _lane(self, lane: str | Head, y: float, high: float, wide: float) -> Iterator[Mark]:
        yield Way(((0, y), (wide, y)), Paint.MUTED, 1.2)
        if isinstance(lane, Head):
            text = wrapped(lane.name, HEADS - 56, 14, 3, Weight.BOLD)
            marks = (*chip(EDGE, y + 12, lane.silo), *lines(42, y + 26, text, 14, 1.2, Weight.BOLD))
            yield Part(marks, {"lane": lane.key}, label=lane.name)
            return
        yield from lines(EDGE, y + 26, wrapped(lane, HEADS - 40, 14, 3, Weight.BOLD), 14, 1.2, Weight.BOLD)
        if lane == EMOTION[self.language]:
            middle, point = y + high / 2, high / 5
            yield Way(((HEADS, middle), (wide, middle)), Paint.FAINT, 1.2)
            for feeling in (2, 0, -2):
                yield from face(HEADS - 20, middle - point * feeling * 0.8, feeling, 11)


def blank(journey: Journey, language: Language) -> list[Blank]:
    """The journey on sheets that hang beside each other; one without steps is an empty grid."""
    found: list[Blank] = []
    start = 0
    while start < len(journey.steps):
        long = next(lengths(journey, start, min(MOST, len(journey.steps) - start)))
        found.append(Blank(journey, row(journey, start, start + long, language), language, not found))
        start += long
    return found or [Blank(journey, journey, language, True)]
