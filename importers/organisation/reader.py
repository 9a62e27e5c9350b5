"""Reads rows of an org chart by a mapping: what is wrong with one is noted, who is gone or withheld left out."""

import datetime
import math
import re
import unicodedata
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import cache

from graph.lengths import LONGEST
from graph.problems import Code, Tally
from graph.said import Place
from graph.saying import Saying, saying
from importers.organisation import leavers
from importers.organisation.chart_mapping import WITHHELD, ChartColumns, ChartMapping
from importers.organisation.posts import Gone, Identity, Post, Row, Unit
from importers.organisation.privacy import UNITS, Privacy, Sample
from importers.rows import base, people

LOOKED_UP = ("key", "role", "reportsTo")
"""Columns whose words are looked up before they become pseudonyms."""

REFERRED = frozenset(("key", "role", "reportsTo", "department", "departmentParent"))
"""Columns that hold keys, whole numbers perhaps."""

WRITTEN = re.compile(r"(\d+)\.0+")
TRUE = ("true", "yes", "y", "1", "oui", "ja", "vacant", "x")

NO_DEPARTMENT = saying("this row names no department", "cette ligne ne nomme aucune direction")
NO_KEY = saying(
    "this row has no key; each position needs one, the same in every export",
    "cette ligne n'a pas de clé ; chaque poste doit en avoir une, la même dans tous les exports",
)
SUMS = frozenset(
    ("total", "totals", "totaux", "sous-total", "subtotal", "grand total", "total général", "gesamt", "summe")
)
BAND = saying(
    "{key!r} stands here as a title or a sum does, and no position: left out",
    "{key!r} figure ici comme un titre ou un total, et non un poste : ignoré",
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


class Reader:
    """Reads rows by a mapping. `unread` counts what could not be read, by label."""

    def __init__(
        self, mapping: ChartMapping, as_of: datetime.date, found: Tally, secret: Callable[[str], str],
        there: Sequence[str] | None = None, sample: Sample | None = None,
    ) -> None:  # fmt: skip
        self.mapping = mapping
        self.as_of = as_of
        self.found = found
        self.unread: dict[str, int] = {}
        self._secret = secret
        self._told: set[tuple[str, str | None, str | None]] = set()
        self._empty = _nothing(tuple(mapping.empty))
        self._columns = {ours: mapping.columns.names(ours) for ours in ChartColumns.model_fields}
        if self._columns["departmentParent"] == self._columns["department"]:
            self._columns["departmentParent"] = []  # one column, which a mapping takes for either
        self._active = {word.strip().casefold() for word in mapping.status.active} if mapping.status else set()
        self._there = there is not None
        self._status = self._telling(there)
        self._privacy = Privacy(self._columns, there, sample or {})

    def _telling(self, there: Sequence[str] | None) -> Callable[[Row], Sequence[str]]:
        """The columns that say who is there: of a table always the same."""
        mapped = {name for names in self._columns.values() for name in names}
        if there is None:
            return lambda row: leavers.telling(row.cells, mapped)
        columns = leavers.telling(there, mapped)
        return lambda row: columns

    def read(self, row: Row) -> Iterator[Unit | Post | Gone]:
        """The department and the position of a row; what is wrong with it is noted, and who is gone left out."""
        if row.gone or self._gone(row):
            yield from self._left_out(row)
            return
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
        elif self._is_band(row, key):
            self.found.note(Code.BAD_VALUE, BAND(key=key[:60]), self.place(row, "key"), key[:60])
        else:
            begins, ends = self._day(row, "validFrom", cell), self._day(row, "validTo", cell)
            if self._counts(row, key, begins, ends):
                yield self._post(row, cell, key, unit, begins)
            else:
                yield from self._left_out(row)

    def _is_band(self, row: Row, key: str) -> bool:
        """Whether a row is none of the table: a title across it, or a sum below."""
        is_sum = key[:1] in "tsgTSG" and _plain(key).rstrip(" :") in SUMS
        if is_sum or not (self._there and " " in key and len(row.cells) > 2):
            return is_sum
        return not any(cell for cell in row.cells.values() if cell and cell != key)

    def _left_out(self, row: Row) -> Iterator[Gone]:
        if person := self._privacy.holder(row.cells):
            yield Gone(person)

    def _gone(self, row: Row) -> bool:
        """Whether the row says of itself that it does not count; it is noted."""
        status = self.mapping.status
        if status is not None:
            value = row.cells.get(status.column) or ""
            if value.strip().casefold() in self._active:
                return False
            said = leavers.OTHER_STATUS(value=value, active=", ".join(status.active))
            self.found.note(Code.DELETED_UPSTREAM, said, (*row.place, status.column), value)
            return True
        column = leavers.gone(row.cells, self._status(row), self.as_of, self.mapping.day)
        if column is not None:
            leavers.note(self.found, row.place, column, row.cells[column] or "")
        return column is not None

    def _cells(self, row: Row) -> Callable[[str], str | None]:
        def cell(ours: str) -> str | None:
            for name in self._columns[ours]:
                value = row.cells.get(name)
                if value:
                    hidden = name in self.mapping.pseudonymise and ours not in LOOKED_UP
                    if hidden:
                        return self._secret(people.spoken(value))
                    if value[-1] == "0" and ours in REFERRED and (number := WRITTEN.fullmatch(value)):
                        value = number[1]  # pandas and Excel make 1001.0 of the ids in a column with gaps
                    if ours in UNITS:
                        value = _written(value)
                    return base.sound(value, (*row.place, name))
            return None

        return cell

    def _unit(self, row: Row, cell: Callable[[str], str | None]) -> Generator[Unit, None, Identity | None]:
        key = self.present(row, "department", cell("department"))
        if key is None:
            units = [unit for unit in row.units if self.present(row, "department", unit.key)]
            if len(units) < len(row.units):  # what stands above and below one that is none cannot be told
                return None
            for unit in units:
                base.sound(f"{unit.key}{unit.name}", unit.place)
                yield unit
            return units[-1].identity if units else None
        parent = self.present(row, "departmentParent", cell("departmentParent"))
        name = cell("departmentName")
        path = () if self._columns["departmentName"] else (parent, key) if parent and parent != key else (key,)
        if (key, name, parent) not in self._told:  # a department stands in each of its rows
            self._told.add((key, name, parent))
            place = self.place(row, "departmentParent" if parent else "department")
            yield Unit(key, place, name, parent, path, self._privacy.called_after)
        return path if len(path) > 1 else key

    def _manager(self, row: Row, word: str) -> str | None:
        """A manager beside the first, held to what that one is held to."""
        return self.present(row, "reportsTo", base.sound(word, self.place(row, "reportsTo")))

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
        self, row: Row, cell: Callable[[str], str | None], key: str, unit: Identity | None, begins: datetime.date | None
    ) -> Post:
        hidden = self.mapping.pseudonymise
        names = [
            self._secret(name) if column in hidden else base.sound(name, (*row.place, column))
            for column in self.mapping.names
            if (name := row.cells.get(column))
        ]
        manager = self.present(row, "reportsTo", cell("reportsTo"))
        person = self._privacy.holder(row.cells)
        if (
            person is not None
            and unit is not None
            and person == people.canonical(unit if isinstance(unit, str) else unit[-1])
        ):
            person = None  # an account of the department's own
        personal = row.personal or self._columns["key"][0] in hidden or self._privacy.is_personal(key, person)
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
            beside=tuple(filter(None, (self._manager(row, word) for word in row.beside))) if row.beside else (),
            role=cell("role") or row.cells.get(self._privacy.address or ""),
            person=person,
            begins=begins,
            personal=personal,
            shy=manager is not None and (personal or self._privacy.names_manager(manager) or named_by in hidden),
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


def _written(name: str) -> str:
    """The name of a department as it is written anywhere: one space between words, letters with their accents."""
    return unicodedata.normalize("NFC", " ".join(name.split())) if "  " in name or not name.isascii() else name


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
