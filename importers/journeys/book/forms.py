"""How each kind of value stands in a cell of a workbook, and how it is read from one as programs write it.

What cannot be read stays as it is: the format says what is wrong with it, as of any other file.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph.labels import folded
from graph.language import Language, Told, both
from importers.journeys.book import texts

Cell = str | int | float | bool | datetime.datetime | datetime.date | None

YES, NO = both("yes", "oui"), both("no", "non")
TRUE, FALSE = frozenset(("yes", "oui", "true", "vrai")), frozenset(("no", "non", "false", "faux"))
PERIODS = {
    "year": both("year", "an"),
    "quarter": both("quarter", "trimestre"),
    "month": both("month", "mois"),
    "week": both("week", "semaine"),
    "day": both("day", "jour"),
}
EXACT, FIRST_YEAR = 2**53, 1901
"""Whole numbers that every program keeps are smaller; days before this year have no number in Excel."""


@dataclass(frozen=True)
class Form:
    """How values of one kind are written for a reader, and read; `text` where programs may take it for nothing else."""

    write: Callable[[Any, Language], Cell]
    read: Callable[[Any], Any]
    hint: Told
    text: bool = True


def plain(cell: Cell) -> str:
    """The text of a cell, whatever a program made of it: `1001.0` is 1001, a day year-month-day."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    return str(cell).strip()


def _number(value: Any, _: Language) -> Cell:
    """A number; as text where a workbook would round it."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return value if float(f"{value:.16g}") == value else repr(value)


def _as_number(cell: Cell) -> Any:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return int(cell)
    if not isinstance(cell, str):
        return _bare(cell)
    bare = cell.strip()
    if re.fullmatch(r"[-+]?\d{1,30}", bare):
        return int(bare)
    return float(bare) if re.fullmatch(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?", bare) else bare


def _bare(cell: Cell) -> Any:
    """What is none of the values of its kind: a text, where it is no number."""
    return cell if isinstance(cell, bool | int | float) else plain(cell)


def _day(value: Any, _: Language) -> Cell:
    try:
        day = datetime.date.fromisoformat(value)
    except (ValueError, TypeError):
        return str(value)
    return day if day.year >= FIRST_YEAR else str(value)


def _yes_or_no(cell: Cell) -> Any:
    word = folded(plain(cell))
    return True if word in TRUE else False if word in FALSE else _bare(cell)


def _period(cell: Cell) -> str:
    word = folded(plain(cell))
    return next((each for each, told in PERIODS.items() if word in (each, *told.values())), plain(cell))


def _link(value: Any) -> str:
    return value if isinstance(value, str) else f"{value['title']} <{value['url']}>"


def _as_link(member: str) -> Any:
    title, begins, url = member.removesuffix(">").rpartition("<")
    return {"title": title.strip(), "url": url} if begins and member.endswith(">") else member


def _list(value: Any, language: Language) -> str:
    return texts.joined([value] if isinstance(value, str) else value, language)


TEXT = Form(lambda value, _: texts.quoted(str(value)), lambda cell: texts.unquoted(plain(cell)), both("text", "texte"))
KEY = Form(TEXT.write, TEXT.read, both("a key", "une clé"))
DURATION = Form(TEXT.write, TEXT.read, both("a duration: P2D, PT4H", "une durée : P2D, PT4H"))
WORD = Form(TEXT.write, TEXT.read, both("a value of the list", "une valeur de la liste"))
NUMBER = Form(_number, _as_number, both("a number", "un nombre"), text=False)
DAY = Form(_day, plain, both("a day", "une date"), text=False)
YES_OR_NO = Form(
    lambda value, language: (YES if value else NO)[language], _yes_or_no, both("yes or no", "oui ou non"), text=False
)
PERIOD = Form(
    lambda value, language: PERIODS[value][language],
    _period,
    both("year, quarter, month, week or day", "an, trimestre, mois, semaine ou jour"),
)
LIST = Form(
    _list,
    lambda cell: texts.split(plain(cell)),
    both("several, with ; or line breaks between", "plusieurs, séparés par ; ou des sauts de ligne"),
)
LINKS = Form(
    lambda value, language: texts.joined(map(_link, value), language),
    lambda cell: [_as_link(member) for member in texts.split(plain(cell))],
    both("a URL, or: title <URL>; several with ; between", "une URL, ou : titre <URL> ; plusieurs séparées par ;"),
)
EMPTY = Form(
    lambda value, language: texts.NONE[language] if not value else None,
    lambda cell: [] if texts.says_none(plain(cell)) else plain(cell),
    both("“none”: it is known that there are none", "« aucun » : on sait qu'il n'y en a pas"),
)
