"""Reads rows that tell of contacts by a mapping: what is wrong with one is noted."""

import datetime
from collections.abc import Callable, Mapping
from functools import lru_cache

from events.record import LATEST, Deleted, Record
from graph.lengths import LONGEST
from graph.problems import Code, Tally
from graph.said import Place
from graph.saying import saying
from importers.contacts import times
from importers.contacts.contact_mapping import DIRECTIONS, ContactColumns, ContactMapping
from importers.contacts.customers import WHOLE, Customers, Whose, numbered
from importers.contacts.rows import Gone, Row
from importers.pseudonym import pseudonym
from importers.reading import marked
from importers.rows import base

NUMBERED = frozenset(("id", "case"))
"""Columns of keys, of which programs make numbers with a point."""

UNKNOWN = "unknown"
"""The end of the key of the channel on which contacts stand that came on nobody knows which."""

NOT_TAKEN = saying(
    "left out: the mapping takes only {values} of this column",
    "ignoré : le mapping ne retient que {values} dans cette colonne",
)
NO_ID = saying(
    "this row has no id; each contact needs one, the same in every export, or a case that it is part of",
    "cette ligne n'a pas d'identifiant ; chaque contact doit en avoir un, le même dans tous les exports, ou un dossier"
    " dont il fait partie",
)
NO_DELETION = saying(
    "this row says that something was deleted, and not what: it has no id",
    "cette ligne dit une suppression sans dire de quoi : elle n'a pas d'identifiant",
)
LONG_ID = saying(
    "an id of {length:,} characters; {most:,} are the most",
    "un identifiant de {length:,} caractères ; {most:,} au plus",
)
NO_TIME = saying("nobody knows when this was: left out", "la date manque : ignoré")
NO_VERSION = saying(
    "no time that can be read: of several copies the last in the order of letters counts; "
    "say dates: ['%d/%m/%Y %H:%M']",
    "pas une date lisible : de plusieurs copies, la dernière par ordre alphabétique compte ; "
    "indiquez dates: ['%d/%m/%Y %H:%M']",
)
NO_CHANNEL = saying("no channel is called {name!r} here", "aucun canal ne s'appelle {name!r} ici")
CHANNEL_UNKNOWN = saying("nobody knows on which channel this was", "on ne sait pas sur quel canal c'était")
ON_A_STUB = saying(
    "{why}: it stands on the stub {stub!r} until the mapping says channels: {{{told}: …}}",
    "{why} : le contact reste sur le canal {stub!r}, non décrit,"
    " tant que le mapping n'indique pas channels: {{{told}: …}}",
)
LONG_REASON = saying(
    "a reason of {length:,} characters is free text: it is left out, the contact stays",
    "un motif de {length:,} caractères est du texte libre : il est ignoré, le contact est gardé",
)
NO_DEPARTMENT = saying(
    "no department is called {name!r} here: say departments: {{{told}: …}}",
    "aucune direction ne s'appelle {name!r} ici : indiquez departments: {{{told}: …}}",
)
NO_DIRECTION = saying(
    "{value!r} does not say who began it: say directions: {{{told}: CUSTOMER}}",
    "{value!r} ne dit pas qui a pris contact : indiquez directions: {{{told}: CUSTOMER}}",
)


class Reader:
    """Reads rows by a mapping, in the order of their file. `unread` counts those that could not be read."""

    def __init__(
        self, mapping: ContactMapping, source: str, found: Tally, secret: Callable[[], bytes],
        merged: Mapping[str, str] | None = None, numbers: dict[str, int] | None = None,
    ) -> None:  # fmt: skip
        self.mapping = mapping
        self.unread = 0
        self.missed: str | None = None
        """The id of the row that was read last, where it could be read no further."""
        self.needs = dict(mapping.needs)
        """Reasons as they stand, and the need of each."""
        self._found = found
        self._source = source
        self._moment = times.reader(mapping.timezone, mapping.dates, mapping.since)
        self._columns = {ours: mapping.columns.names(ours) for ours in ContactColumns.model_fields}
        self._empty = {word.strip().casefold() for word in (*marked.NOTHING, *mapping.empty)}
        self._begins = {letter for word in self._empty for letter in (word[:1], word[:1].upper())}
        self._directions = DIRECTIONS | {their.casefold(): ours for their, ours in mapping.directions.items()}
        self._channels = _by_case(mapping.channels)
        self._reasons = _by_case(mapping.reasons)
        self._needs = _by_case(mapping.needs)
        self._departments = _by_case(mapping.departments)
        self._hidden = self._pseudonymised()
        self._numbers: dict[str, int] = {} if numbers is None else numbers
        self.made = False
        """Whether ids were made, of a case and the place of a contact in it."""
        self._only = {column: {value.casefold() for value in values} for column, values in mapping.only.items()}
        shared = mapping.customers == "shared"
        self._scope = f"{source}:" if shared and mapping.cases == "own" else ""
        of = "" if shared else source
        self.pseudonym = lru_cache(maxsize=65_536)(lambda text: pseudonym(secret(), f"{of}\0{text}", cased=True))
        self._phones = numbered(self._columns["customer"], mapping.numbers)
        self._customers = Customers(mapping.country, mapping.nobody, merged)
        self._known = lru_cache(maxsize=65_536)(self._whose)

    def read(self, row: Row) -> Record | None:
        """The contact of a row; None, with a note of what is wrong, when it tells of none."""
        self.missed = None
        case, (column, customer) = self._cell(row, "case"), self._standing(row, "customer")
        named = case is not None and customer is not None
        is_case = named and (case == customer or self._is_customer(row, str(case), column, str(customer)))
        number = self._number(case)  # also of rows that do not count: ids stay, whatever the mapping comes to take
        if self._only and not self._counts(row):
            return None
        hidden = self._customer(row, column, customer) if customer is not None else None
        if is_case and customer is not None:
            case = hidden or self.pseudonym(customer)
        id, at = self._cell(row, "id"), self._at(row, "at")
        if id is None and case is not None:
            id, self.made = f"{case}/{number:06d}", True
        elif id is not None and id == customer:
            id = hidden or self.pseudonym(id)
        if id is None or at is None or len(id) > LONGEST // 4:
            self._refuse(row, id, self._cell(row, "at"))
            return None
        return Record(
            id=id,
            customer=hidden,
            at=at,
            channel=self._channel(row, self._cell(row, "channel")),
            reason=self._reason(row, self._cell(row, "reason")),
            case=case and f"{self._scope}{case}",
            direction=self._direction(row, self._cell(row, "direction")),
            department=self._department(row, self._cell(row, "department")),
            closedAt=self._at(row, "closedAt"),
            version=self._version(row),
            file=row.place[0],
            row=row.place[1],
        )

    def deletion(self, row: Row) -> Deleted | None:
        """What a row says was deleted, by the ids that a contact of the same row would have; None without any."""
        id, case = self._cell(row, "id"), self._cell(row, "case") if row.gone is Gone.CASE else None
        if id is None and case is None:
            self._found.note(Code.MISSING_KEY, NO_DELETION(), self._place(row, "id"))
            return None
        column, customer = self._standing(row, "customer")
        if customer is not None and customer in (id, case):
            hidden = self._customer(row, column, customer) or self.pseudonym(customer)
            id, case = (hidden if each == customer else each for each in (id, case))
        return Deleted(id, case and f"{self._scope}{case}", self._version(row) or LATEST)

    def _is_customer(self, row: Row, case: str, column: str, customer: str) -> bool:
        """Whether a case goes by its customer's id, in whatever way of writing."""
        case = self._standing(row, "case")[1] or case if self._hidden else case
        if case == customer or case.isalnum():
            return case == customer
        number = column in self._phones
        whose = self._known(case, number)[0].id
        return whose is not None and whose == self._known(customer, number)[0].id

    def _pseudonymised(self) -> set[str]:
        """The columns that are kept as pseudonyms: those that are named, and what is read of one of them and others."""
        named = {name.casefold() for name in self.mapping.pseudonymise}
        names = (name for names in self._columns.values() for name in names)
        return {name for name in names if named & {name.casefold(), *map(str.casefold, self.mapping.several(name))}}

    def _standing(self, row: Row, ours: str) -> tuple[str, str | None]:
        """What stands in the first column of ours that has a value, and that column."""
        for name in self._columns[ours]:
            value = row.cells.get(name)
            if value and not (value[0] in self._begins and value.casefold() in self._empty):
                return name, value if value.isascii() else value.encode("utf-8", "replace").decode()
        return "", None

    def _cell(self, row: Row, ours: str) -> str | None:
        """What stands in a column of ours as it may be kept: a pseudonym of it where the mapping says so."""
        cells, begins = row.cells, self._begins
        for name in self._columns[ours]:
            value = cells.get(name)
            if not value or (value[0] in begins and value.casefold() in self._empty):
                continue
            if not value.isascii():
                value = value.encode("utf-8", "replace").decode()
            if value[-1] == "0" and ours in NUMBERED and (whole := WHOLE.match(value)):
                value = whole[1]
            if name in self._hidden:
                return self.pseudonym(value)
            return value if value.isprintable() else base.sound(value, (*row.place, name))
        return None

    def _customer(self, row: Row, column: str, text: str) -> str | None:
        """The pseudonym of a customer; None for who is none."""
        whose, hidden = self._known(text, column in self._phones)
        if whose.said is not None:
            self._found.note(whose.code, whose.said, (*row.place, column), whose.shown)
        return hidden

    def _whose(self, text: str, number: bool) -> tuple[Whose, str | None]:
        """Whose a contact is, and the pseudonym of that customer."""
        whose = self._customers.whose(text, number)
        return whose, self.pseudonym(whose.id) if whose.id is not None else None

    def _version(self, row: Row) -> str:
        """What tells which of several copies counts: moments in one way of writing, so that they compare as text."""
        changed = self._standing(row, "updatedAt")[1] if self._columns["updatedAt"] else None
        if changed is None:
            return row.version
        moment = self._moment(changed).at
        if moment is None:
            self._found.note(Code.BAD_VALUE, NO_VERSION(), self._place(row, "updatedAt"), changed[:40])
        return f"{row.version} {moment.isoformat() if moment else changed}"

    def _number(self, case: str | None) -> int:
        """Which row of its case it is."""
        if case is None:
            return 0
        self._numbers[case] = self._numbers.get(case, 0) + 1
        return self._numbers[case]

    def _counts(self, row: Row) -> bool:
        for column, wanted in self._only.items():
            value = row.cells.get(column) or ""
            others = row.words.get(column, ()) if row.words else ()
            if value.casefold() not in wanted and not any(word.casefold() in wanted for word in others):
                said = NOT_TAKEN(values=", ".join(sorted(wanted)))
                self._found.note(Code.UNMAPPED_VALUE, said, (*row.place, column), value[:60])
                return False
        return True

    def _refuse(self, row: Row, id: str | None, at: str | None) -> None:
        """Say why a row is no contact; a time that cannot be read is told by whoever read it."""
        self.unread += 1
        if id is None:
            self._found.note(Code.MISSING_KEY, NO_ID(), self._place(row, "id"))
        elif len(id) <= LONGEST // 4:
            self.missed = id
        else:
            said = LONG_ID(length=len(id), most=LONGEST // 4)
            self._found.note(Code.BAD_VALUE, said, self._place(row, "id"), f"{id[:60]}…")
        if at is None:
            self._found.note(Code.BAD_VALUE, NO_TIME(), self._place(row, "at"))

    def _at(self, row: Row, ours: str) -> datetime.datetime | None:
        if (text := self._cell(row, ours)) is None:
            return None
        moment = self._moment(text)
        if moment.said is not None:
            self._found.note(moment.code, moment.said, self._place(row, ours), text[:40])
        return moment.at

    def _channel(self, row: Row, value: str | None) -> str:
        mapped = self._named(row, "channel", value, self._channels) if value else self._channels.get("")
        if mapped is not None:
            return mapped
        stub = f"{self._source}:{value or UNKNOWN}"[: LONGEST // 4]
        why = NO_CHANNEL(name=value[:60]) if value else CHANNEL_UNKNOWN()
        said = ON_A_STUB(why=why, stub=stub[:80], told=_told(value))
        self._found.note(Code.UNMAPPED_VALUE, said, self._place(row, "channel"), value and value[:60])
        return stub

    def _reason(self, row: Row, value: str | None) -> str | None:
        if value is None:
            return None
        if (known := self._named(row, "reason", value, self._reasons)) is not None:
            return known
        if len(value) > LONGEST // 4:
            said = LONG_REASON(length=len(value))
            self._found.note(Code.BAD_VALUE, said, self._place(row, "reason"), f"{value[:60]}…")
            return None
        if self._needs and value not in self.needs and (need := self._named(row, "reason", value, self._needs)):
            self.needs[value] = need
        return value

    def _department(self, row: Row, value: str | None) -> str | None:
        if value is None:
            return None
        known = self._named(row, "department", value, self._departments)
        if known is None:
            said = NO_DEPARTMENT(name=value[:60], told=_told(value))
            self._found.note(Code.UNMAPPED_VALUE, said, self._place(row, "department"), value[:60])
            return f"{self._source}:{value}"[: LONGEST // 4]
        return known

    def _direction(self, row: Row, value: str | None) -> str | None:
        if value is None:
            return None
        known = self._directions.get(value.casefold()) or self._directions.get(value.casefold().split("-")[0])
        if known is None:
            said = NO_DIRECTION(value=value[:40], told=_told(value))
            self._found.note(Code.UNMAPPED_VALUE, said, self._place(row, "direction"), value[:40])
        return known and str(known)

    def _named(self, row: Row, ours: str, value: str, words: Mapping[str, str]) -> str | None:
        """What the mapping calls a value, or the option that it is: by its number or one of its labels."""
        if (known := words.get(value) or words.get(value.casefold())) or not row.words:
            return known
        others = row.words.get(self._standing(row, ours)[0], ())
        return next((known for word in others if (known := words.get(word) or words.get(word.casefold()))), None)

    def _place(self, row: Row, ours: str) -> Place:
        """Where in a file a cell of the row stands."""
        return (*row.place, next(iter(self._columns[ours]), None))


def _by_case(words: dict[str, str]) -> dict[str, str]:
    """Their words and ours; where case alone differs, as they are written."""
    return {their.casefold(): ours for their, ours in words.items()} | words


def _told(value: str | None) -> str:
    return repr((value or "")[:40])
