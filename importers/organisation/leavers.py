"""Who is no longer of the house, or never was: what HR systems and directories say of it in columns of their own.

A mapping says it with `status`; without it, columns that are called so and words that leave no doubt count.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.problems import Code, Tally
from graph.saying import saying
from importers.organisation.chart_mapping import day_as
from importers.rows.people import plain
from importers.rows.words import folded, listed

EITHER = ("%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y")
"""How days are written that could be two."""

WORDS = listed(Path(__file__).with_suffix(".yaml"))
"""Columns by what they are called, and their words that count."""

OTHER_STATUS = saying("{value!r} is none of {active}: left out", "{value!r} n'est pas parmi {active} : ignoré")
NO_MORE = saying("{column} says {value!r}: left out", "{column} indique {value!r} : ignoré")
STRANGER = saying(
    "{column} says {value!r}, which is no staff: left out", "{column} indique {value!r}, hors personnel : ignoré"
)

Day = Callable[[str], datetime.date | None]
"""From how a mapping has days written to a day."""

Rule = Callable[[str, datetime.date, Day], bool]
"""Whether what a column says on a day leaves its row out."""

RULES: dict[str, Rule] = {
    "status": lambda value, today, day: says_gone(value),
    "active": lambda value, today, day: value in WORDS["no"] or value in WORDS["left"],
    "gone": lambda value, today, day: value in WORDS["yes"],
    "ended": lambda value, today, day: _past(value, today, day),
    "sort": lambda value, today, day: value in WORDS["stranger"],
}


@lru_cache(maxsize=1024)
def sort_of(column: str) -> str | None:
    """What a column says of who is there, by what it is called: one of the `RULES`; None for any other column."""
    name = _glued(plain(column))
    return next((sort for sort in RULES if name in map(_glued, WORDS[sort])), None)


def is_status(column: str) -> bool:
    """Whether a column tells who is there in words of its own."""
    return sort_of(column) == "status"


def says_gone(word: str) -> bool:
    """Whether a word of such a column leaves no doubt that somebody is gone."""
    told = folded(word).replace("(e)", "").strip()
    return told in WORDS["left"] or any(told.startswith((f"{each} ", f"{each},")) for each in WORDS["left"])


def telling(columns: Iterable[str], mapped: Collection[str]) -> list[str]:
    """The columns that tell of who is there, but for those that a mapping reads as something else."""
    return [column for column in columns if column not in mapped and sort_of(column)]


def gone(cells: Mapping[str, Any], columns: Iterable[str], today: datetime.date, day: Day) -> str | None:
    """The column that says of a row that it does not count today."""
    for column in columns:
        value = cells.get(column)
        if value and (sort := sort_of(column)) and RULES[sort](folded(value).strip(), today, day):
            return column
    return None


def note(found: Tally, place: tuple[str, int], column: str, value: str) -> None:
    """Tell that a row is left out, and why."""
    stranger = sort_of(column) == "sort"
    said = (STRANGER if stranger else NO_MORE)(column=column, value=value)
    found.note(Code.UNMAPPED_VALUE if stranger else Code.DELETED_UPSTREAM, said, (*place, column), value)


def _past(value: str, today: datetime.date, day: Day) -> bool:
    """Whether a day is past; one that could be two is, if both are."""
    told = day(value)
    either = [told] if told else [found for format in EITHER if (found := day_as(value, format))]
    return bool(either) and max(either) < today


def _glued(name: str) -> str:
    """A name of a column as directories write it, whose attributes know no capitals: accountstatus."""
    return name.replace(" ", "")
