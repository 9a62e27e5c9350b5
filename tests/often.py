"""How much of what is alike tests try: by day some of it, all of it at night (`--hypothesis-profile=nightly`).

Random tests draw by their own measure by day, and ten times as often at night.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, TypeVar

from hypothesis import settings

T = TypeVar("T")

TIMES = settings.default.max_examples // 100 if settings.default else 1
NIGHT = TIMES > 1


def often(examples: int) -> int:
    """So many examples; more of them at night."""
    return examples * TIMES


def every(places: Sequence[T], apart: int = 5) -> Sequence[T]:
    """Some of the places, spread evenly, that a test goes through one by one; all of them at night."""
    return places if NIGHT else places[::apart]


def each_with_each(first: Iterable[tuple[Any, ...]], *others: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Each of the first with one of each of the others, which take turns; at night with all of them."""
    turns = [*product(*others)]
    if NIGHT:
        return [(*each, *turn) for each in first for turn in turns]
    return [(*each, *turns[number % len(turns)]) for number, each in enumerate(first)]


def turn(things: Sequence[T], mine: int, of: int) -> Sequence[T]:
    """Those of the things that are one's turn where several share them, each another part; all of them at night."""
    return things if NIGHT else things[mine::of]
