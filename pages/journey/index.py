"""The first of several sheets: what the journey is, which steps stand on which sheet, and all that breaks."""

from collections.abc import Iterator, Sequence

from graph.language import Language, both
from pages.font import Weight
from pages.journey.bodies import BETWEEN, EDGE, HEAD
from pages.journey.matters import matters
from pages.journey.paper import Paper
from pages.journey.signs import diamond, lines
from pages.journey.title import title
from pages.journey.told import Journey, Matter
from pages.pictures.marks import Mark, Text, Way
from pages.pictures.palette import Paint
from pages.pictures.text import shortened, width, wrapped

BESIDE, AROUND, LINE = 330, 28, 16
"""How wide a column is at least, what is between two, and the height of a line."""

SHEET = both("Sheet {number}", "Feuille {number}")
STEPS = both("steps {first} to {last}", "étapes {first} à {last}")


class Index:
    """The index sheet: the title block, a column's piece for each other sheet, and the matters that are `listed`.

    Steps are told by their text, or where there are too many only from which to which.
    """

    titled = True

    def __init__(
        self, journey: Journey, groups: Sequence[Sequence[Journey]], language: Language, paper: Paper, *,
        brief: bool, listed: Sequence[Matter],
    ) -> None:  # fmt: skip
        self.journey, self.language, self.listed, self.decided = journey, language, listed, paper.poster
        self.groups, self.brief, self.width = groups, brief, 0.0

    def height(self, wide: float, scale: float) -> float:
        """How high it is."""
        return self._all(wide)[1]

    def drawn(self, wide: float, high: float, scale: float) -> tuple[Mark, ...]:
        """Its marks."""
        return self._all(wide)[0]

    def _all(self, wide: float) -> tuple[tuple[Mark, ...], float]:
        head, y = title(self.journey, EDGE, wide - EDGE, HEAD, self.language, printed=True)
        pieces, y = self._pieces(wide, y + BETWEEN)
        broken, y = matters(self.listed, EDGE, wide - EDGE, y + BETWEEN, self.language, self.decided)
        return (*head, *pieces, *broken), y

    def _pieces(self, wide: float, top: float) -> tuple[list[Mark], float]:
        """A piece for each sheet, in columns that are about equally high."""
        across = max(1, min(len(self.groups), int((wide - 2 * EDGE + AROUND) // (BESIDE + AROUND))))
        room = (wide - 2 * EDGE - AROUND * (across - 1)) / across
        pieces = [tuple(self._lines(group, room)) for group in self.groups]
        heights = [LINE * len(piece) + 44 for piece in pieces]
        marks: list[Mark] = []
        for number, (column, y) in enumerate(_spread(heights, across), 2):
            x = EDGE + column * (room + AROUND)
            marks += self._piece(number, self.groups[number - 2], pieces[number - 2], x, top + y, room)
        ends = [y + high for (_, y), high in zip(_spread(heights, across), heights, strict=True)]
        return marks, top + max(ends, default=0)

    def _lines(self, group: Sequence[Journey], room: float) -> Iterator[str]:
        numbered = {step.key: (step.number or 0, step) for row in group for step in row.steps}
        if self.brief:
            numbers = sorted(number for number, _ in numbered.values())
            yield STEPS[self.language].format(first=numbers[0], last=numbers[-1])
            return
        for number, step in numbered.values():
            yield from wrapped(f"{number} · {step.text}", room, 12, 3)

    def _piece(
        self, number: int, group: Sequence[Journey], piece: Sequence[str], x: float, y: float, room: float
    ) -> Iterator[Mark]:
        sheet = SHEET[self.language].format(number=number)
        names = {phase.key: phase.name for phase in self.journey.phases}
        phases = ", ".join(dict.fromkeys(names[step.phase] for row in group for step in row.steps))
        broken = sorted({matter.number for row in group for matter in row.matters})
        start = x + width(sheet, 13, Weight.BOLD) + 8
        joints = [at for at in range(len(broken)) if x + room - 26 * (at + 1) > start + 60]
        yield Way(((x, y + 1), (x + room, y + 1)), Paint.INK, 2)
        yield Text(x, y + 22, sheet, 13, Weight.BOLD)
        yield Text(start, y + 22, shortened(phases, room - start + x - 26 * len(joints), 12), 12, ink=Paint.MUTED)
        for at in joints:
            yield from diamond(x + room - 13 - 26 * (len(joints) - 1 - at), y + 18, broken[at])
        yield from lines(x, y + 44, piece, 12, LINE / 12)


def _spread(heights: Sequence[float], across: int) -> list[tuple[int, float]]:
    """The column of each piece and where it begins in it: as low as so many columns can be in which pieces follow."""
    for most in sorted({sum(heights[first:last]) for last in range(len(heights) + 1) for first in range(last)}):
        places: list[tuple[int, float]] = []
        column, y = 0, 0.0
        for high in heights:
            if y and y + high > most:
                column, y = column + 1, 0.0
            places.append((column, y))
            y += high
        if column < across and max(heights) <= most:
            return places
    return []
