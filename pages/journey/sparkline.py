"""What is felt along a journey, in the size of a word."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from graph.language import Language
from pages.journey.words import SPARK, UNFELT
from pages.pictures.marks import Circle, Mark, Picture, Way
from pages.pictures.palette import Paint
from wording.writing import number

WIDTH, HEIGHT, EDGE = 110, 24, 4


def sparkline(feelings: Sequence[float | None], language: Language) -> Picture:
    """The mean of each step, in order; unknown ones are gaps. Its title says the best, the worst and the last."""
    known = [feeling for feeling in feelings if feeling is not None]
    if known:
        told = SPARK[language].format(
            *(number(round(value, 1), language) for value in (max(known), min(known), known[-1]))
        )
    else:
        told = UNFELT[language]
    marks = tuple(_marks(feelings))
    return Picture(WIDTH, HEIGHT, told, told, marks, language.name.lower())


def _marks(feelings: Sequence[float | None]) -> Iterator[Mark]:
    across = (WIDTH - 2 * EDGE) / max(len(feelings) - 1, 1)
    at = [
        (EDGE + across * place, None if value is None else HEIGHT / 2 - value * (HEIGHT / 2 - EDGE) / 2)
        for place, value in enumerate(feelings)
    ]
    yield Way(((EDGE, HEIGHT / 2), (WIDTH - EDGE, HEIGHT / 2)), Paint.FAINT, 1)
    for known, run in groupby(at, key=lambda point: point[1] is not None):
        points = [(x, y) for x, y in run if y is not None]
        if known and len(points) > 1:
            yield Way(tuple(points), Paint.INK, 1.5)
        elif known:
            yield Circle(*points[0], 1.5, Paint.INK)
    ends = [(x, y) for x, y in at if y is not None]
    if ends:
        lowest = max(ends, key=lambda point: point[1])
        yield Circle(*lowest, 2.5, Paint.PAPER, Paint.INK, 1.5)
        yield Circle(*ends[-1], 2.5, Paint.INK)
