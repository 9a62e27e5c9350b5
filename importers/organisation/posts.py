"""Rows of an org chart, and what they tell by a mapping: a position, a department, or both."""

import datetime
import math
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from functools import cache

from graph.lengths import LONGEST
from graph.problems import Code, Tally
from graph.said import Place
from graph.saying import Saying, saying
from importers.organisation.chart_mapping import WITHHELD, ChartColumns, ChartMapping
from importers.rows import base

LOOKED_UP = ("key", "role", "reportsTo")
"""Columns whose words are looked up before they become pseudonyms."""

PERSONS = ("name", "nom", "mail")
"""What a column is called that holds names or addresses of people."""

TRUE = ("true", "yes", "y", "1", "oui", "ja", "vacant", "x")

NO_DEPARTMENT = saying("this row names no department", "cette ligne ne nomme aucune direction")
NO_KEY = saying(
    "this row has no key; each position needs one, the same in every export",
    "cette ligne n'a pas de clé ; chaque poste doit en avoir une, la même dans tous les exports",
)
LONG_KEY = saying("a key of {size:,} bytes; {most:,} are the most", "une clé de {size:,} octets ; {most:,} au plus")
LONG_TEXT = saying("a text of {size:,} bytes; {most:,} are the most", "un texte de {size:,} octets ; {most:,} au plus")
NOT_TOLD = saying("{value!r}: not told", "{value!r} : non communiqué")
NOT_YET = saying("{key} begins on {day}, after {as_of}: left out", "{key} commence le {day}, après le {as_of} : ignoré")
NO_MORE = saying(
    "{key} ended on {day}, before {as_of}: left out", "{key} a pris fin le {day}, avant le {as_of} : ignoré"
)
NO_DAY = saying(
    "{text!r} is no day as {formats}: say how with dates: ['%d/%m/%Y']",
    "{text!r} n'est pas une date au format {formats} : indiquez son format avec dates: ['%d/%m/%Y']",
)
NO_NUMBER = saying("{text!r} is no number of people", "{text!r} n'est pas un nombre de personnes")


@dataclass(slots=True)
class Unit:
    """A department, under the id or the name that the file gives it."""

    key: str
    place: Place
    name: str | None = None
    parent: str | None = None


@dataclass(slots=True)
class Post:
    """A position as one row tells it; `personal` when its key is made from what belongs to a person."""

    key: str
    place: Place
    title: str | None = None
    grade: str | None = None
    headcount: float | None = None
    vacant: bool | None = None
    holder: str | None = None
    unit: str | None = None
    manager: str | None = None
    role: str | None = None
    begins: datetime.date | None = None
    personal: bool = False
    shy: bool = False
    """Whether its manager is named by what belongs to a person."""


@dataclass(slots=True)
class Row(base.Row):
    """What a file says in one row, and what the place of the row in its file says."""

    units: tuple[Unit, ...] = field(default=())
    """Departments that the place of the row in its file tells of, the row's own the last."""
    personal: bool = False
    """Whether its key is a person's name or address."""
    department: bool = False
    """Whether it is a department only, and no position."""


Part = base.Part[ChartMapping, Row]
"""Rows of one shape of an org chart."""

Parts = base.Parts[ChartMapping, Row]
"""What a kind of org charts adds."""


class Reader:
    """Reads rows by a mapping. `unread` counts what could not be read, by label."""

    def __init__(self, mapping: ChartMapping, as_of: datetime.date, found: Tally, secret: Callable[[str], str]) -> None:
        self.mapping = mapping
        self.as_of = as_of
        self.found = found
        self.unread: dict[str, int] = {}
        self._secret = secret
        roles = " ".join(mapping.columns.names("role")).casefold()
        self._by_name = any(word in roles for word in PERSONS)
        self._told: set[tuple[str, str | None, str | None]] = set()
        self._empty = _nothing(tuple(mapping.empty))
        self._columns = {ours: mapping.columns.names(ours) for ours in ChartColumns.model_fields}

    def read(self, row: Row) -> Iterator[Unit | Post]:
        """The department and the position of a row; what is wrong with it is noted."""
        cell = self._cells(row)
        unit = yield from self._unit(row, cell)
        if row.department or not self._columns["key"]:
            if unit is None:
                self._refuse(row, "department", Code.MISSING_KEY, NO_DEPARTMENT(), None, "Department")
            return
        key = cell("key")
        if key is None:
            self._refuse(row, "key", Code.MISSING_KEY, NO_KEY(), None)
        elif len(key.encode()) > LONGEST // 2:
            said = LONG_KEY(size=len(key.encode()), most=LONGEST // 2)
            self._refuse(row, "key", Code.BAD_VALUE, said, f"{key[:60]}…")
        else:
            begins, ends = self._day(row, "validFrom", cell), self._day(row, "validTo", cell)
            if self._counts(row, key, begins, ends):
                yield self._post(row, cell, key, unit, begins)

    def _cells(self, row: Row) -> Callable[[str], str | None]:
        def cell(ours: str) -> str | None:
            for name in self._columns[ours]:
                value = row.cells.get(name)
                if value:
                    hidden = name in self.mapping.pseudonymise and ours not in LOOKED_UP
                    return self._secret(value) if hidden else base.sound(value, (*row.place, name))
            return None

        return cell

    def _unit(self, row: Row, cell: Callable[[str], str | None]) -> Generator[Unit, None, str | None]:
        key = self.present(row, "department", cell("department"))
        if key is None:
            for unit in row.units:
                base.sound(f"{unit.key}{unit.name}", unit.place)
                yield unit
            return row.units[-1].key if row.units else None
        parent = self.present(row, "departmentParent", cell("departmentParent"))
        name = cell("departmentName")
        if (key, name, parent) not in self._told:  # a department stands in each of its rows
            self._told.add((key, name, parent))
            yield Unit(key, self.place(row, "departmentParent" if parent else "department"), name, parent)
        return key

    def present(self, row: Row, ours: str, value: str | None) -> str | None:
        """A unit or a manager, if there is one: what stands for none is none, what is withheld is noted."""
        if value is None:
            return None
        plain = _plain(value)
        if plain in self._empty:
            if plain in WITHHELD:
                self.found.note(Code.WITHHELD, NOT_TOLD(value=value), self.place(row, ours), value)
            return None
        if len(value) > LONGEST // 4 and len(value.encode()) > LONGEST // 2:
            said = LONG_TEXT(size=len(value.encode()), most=LONGEST // 2)
            self.found.note(Code.BAD_VALUE, said, self.place(row, ours), f"{value[:60]}…")
            return None
        return value

    def _counts(self, row: Row, key: str, begins: datetime.date | None, ends: datetime.date | None) -> bool:
        if begins and begins > self.as_of:
            said = NOT_YET(key=key, day=begins, as_of=self.as_of)
            self.found.note(Code.DELETED_UPSTREAM, said, self.place(row, "validFrom"), str(begins))
            return False
        if ends and ends < self.as_of:
            said = NO_MORE(key=key, day=ends, as_of=self.as_of)
            self.found.note(Code.DELETED_UPSTREAM, said, self.place(row, "validTo"), str(ends))
            return False
        return True

    def _day(self, row: Row, ours: str, cell: Callable[[str], str | None]) -> datetime.date | None:
        text = cell(ours)
        if text is None or _plain(text) in self._empty:
            return None
        day = self.mapping.day(text)
        if day is None:
            said = NO_DAY(text=text[:40], formats=", ".join(self.mapping.dates))
            self.found.note(Code.BAD_VALUE, said, self.place(row, ours), text[:40])
        return day

    def _post(
        self, row: Row, cell: Callable[[str], str | None], key: str, unit: str | None, begins: datetime.date | None
    ) -> Post:
        hidden = self.mapping.pseudonymise
        names = [
            self._secret(name) if column in hidden else base.sound(name, (*row.place, column))
            for column in self.mapping.names
            if (name := row.cells.get(column))
        ]
        manager = self.present(row, "reportsTo", cell("reportsTo"))
        personal = row.personal or "@" in key or self._columns["key"][0] in hidden
        named_by = next((name for name in self._columns["reportsTo"] if row.cells.get(name)), None)
        return Post(
            key=key,
            place=(*row.place, None),
            title=_short(cell("title")),
            grade=_short(cell("grade")),
            headcount=self._number(row, cell("headcount")),
            vacant=self._vacant(cell("vacant")),
            holder=_short(" ".join(names)) if names else None,
            unit=unit,
            manager=manager,
            role=cell("role"),
            begins=begins,
            personal=personal,
            shy=manager is not None and (personal or self._by_name or "@" in manager or named_by in hidden),
        )

    def _number(self, row: Row, text: str | None) -> float | None:
        if text is None or _plain(text) in self._empty:
            return None
        number = amount(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
        if number is None:
            self.found.note(Code.BAD_VALUE, NO_NUMBER(text=text[:40]), self.place(row, "headcount"), text[:40])
        return number

    def _vacant(self, text: str | None) -> bool | None:
        """True where a cell says so; a name or anything else in it says nothing."""
        return True if text is not None and _plain(text) in TRUE else None

    def place(self, row: Row, ours: str) -> Place:
        """Where in a file a cell of the row stands."""
        return (*row.place, self.column(ours))

    def column(self, ours: str) -> str | None:
        """What the file calls a column of ours."""
        return next(iter(self._columns[ours]), None)

    def _refuse(
        self, row: Row, ours: str, code: Code, said: Saying, value: str | None, label: str = "Position"
    ) -> None:
        self.found.note(code, said, self.place(row, ours), value)
        self.unread[label] = self.unread.get(label, 0) + 1


def is_none(mapping: ChartMapping, text: str | None) -> bool:
    """Whether a cell says that there is none."""
    return not text or _plain(text) in _nothing(tuple(mapping.empty))


@cache
def _nothing(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_plain, words))


def amount(text: str) -> float | None:
    """A number that is finite and not below 0; None for any other text."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number < math.inf else None


def _plain(text: str) -> str:
    return text.strip().strip("'\"").strip().casefold()


def _short(text: str | None) -> str | None:
    """A title or a grade, cut where no index could hold it."""
    return text if text is None or len(text) * 4 <= LONGEST else text.encode()[: LONGEST // 2].decode(errors="ignore")
