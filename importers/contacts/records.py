"""Rows that tell of contacts, and the records that they make by a mapping."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache

from events.record import LABEL, LATEST, Deleted, Record
from graph.lengths import LONGEST
from graph.problems import Code, Tally
from graph.said import Place, Said
from graph.saying import saying
from graph.terms import ROWS
from importers.contacts import times
from importers.contacts.contact_mapping import DIRECTIONS, ContactColumns, ContactMapping
from importers.kind import Fetched, Instructions, Reading
from importers.pseudonym import pseudonym
from importers.rows import base

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
BAD_TIME = saying(
    "{text!r} is no time: say how it is written with dates: ['%d/%m/%Y %H:%M']",
    "{text!r} n'est pas une date : indiquez son format avec dates: ['%d/%m/%Y %H:%M']",
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
DELETED = saying("{id!r}, or its case, was deleted: left out", "{id!r}, ou son dossier, a été supprimé : ignoré")
NOTHING_OF = saying(
    "nothing in this file counted ({rows}): what is said of its rows tells why; does the mapping, above all its"
    " `only:`, fit this file?",
    "rien dans ce fichier n'a compté ({rows}) : ce qui est dit de ses lignes en donne la raison ; le mapping,"
    " son `only:` surtout, convient-il à ce fichier ?",
)
AGAIN = saying("{id!r} stands here again: left out", "{id!r} figure à nouveau ici : ignoré")
CUSTOMERS = saying("customers stand here", "des clients figurent ici")
NO_EVENTS = saying("{files} holds no events", "aucun événement dans {files}")
NOTHING = saying("nothing in it is a contact that can be read", "on n'y trouve aucun contact lisible")


class Gone(Enum):
    """What a system says it deleted: a contact, or a case with all contacts that belong to it."""

    CONTACT = "contact"
    CASE = "case"


@dataclass(slots=True)
class Row(base.Row):
    """What a file says in one row; of several for one id the one with the greatest `version` counts."""

    version: str = ""
    gone: Gone | None = None
    """What the system says it deleted by this row, if it says that."""


Part = base.Part[ContactMapping, Row]
"""Rows of one shape that tell of contacts."""

Parts = base.Parts[ContactMapping, Row]
"""What a kind of contacts adds."""


class Reader:
    """Reads rows by a mapping, in the order of their file. `unread` counts those that could not be read."""

    def __init__(self, mapping: ContactMapping, source: str, found: Tally, secret: Callable[[], bytes]) -> None:
        self.mapping = mapping
        self.unread = 0
        self._found = found
        self._source = source
        self._moment = times.reader(mapping.timezone, mapping.dates)
        self._columns = {ours: mapping.columns.names(ours) for ours in ContactColumns.model_fields}
        self._empty = {word.strip().casefold() for word in mapping.empty}
        self._directions = DIRECTIONS | {their.casefold(): ours for their, ours in mapping.directions.items()}
        self._channels = _by_case(mapping.channels)
        self._reasons = _by_case(mapping.reasons)
        self._departments = _by_case(mapping.departments)
        self._hidden = self._pseudonymised()
        self._numbers: dict[str, int] = {}
        self._only = {column: {value.casefold() for value in values} for column, values in mapping.only.items()}
        scope = "" if mapping.customers == "shared" else source
        self.pseudonym = lru_cache(maxsize=65_536)(lambda text: pseudonym(secret(), f"{scope}\0{text}", cased=True))

    def read(self, row: Row) -> Record | None:
        """The contact of a row; None, with a note of what is wrong, when it tells of none."""
        cell = self._cells(row)
        case, customer = cell("case"), cell("customer")
        number = self._number(case)  # also of rows that do not count: ids stay, whatever the mapping comes to take
        if not self._counts(row):
            return None
        hidden = self.pseudonym(customer) if customer is not None else None
        if case is not None and case == customer:
            case = hidden
        id, at = cell("id"), self._at(row, "at", cell)
        if id is None and case is not None:
            id = f"{case}/{number:06d}"
        elif id is not None and id == customer:
            id = hidden
        if id is None or at is None or len(id) > LONGEST // 4:
            self._refuse(row, id, cell("at"))
            return None
        return Record(
            id=id,
            customer=hidden,
            at=at,
            channel=self._channel(row, cell("channel")),
            reason=self._reason(row, cell("reason")),
            case=case,
            direction=self._direction(row, cell("direction")),
            department=self._department(row, cell("department")),
            closedAt=self._at(row, "closedAt", cell),
            version=row.version,
            file=row.place[0],
            row=row.place[1],
        )

    def deletion(self, row: Row) -> Deleted | None:
        """What a row says was deleted, by the ids that a contact of the same row would have; None without any."""
        cell = self._cells(row)
        id, case = cell("id"), cell("case") if row.gone is Gone.CASE else None
        if id is None and case is None:
            self._found.note(Code.MISSING_KEY, NO_DELETION(), self._place(row, "id"))
            return None
        customer = cell("customer")
        hidden = self.pseudonym(customer) if customer is not None and customer in (id, case) else None
        id, case = (hidden if hidden and each == customer else each for each in (id, case))
        return Deleted(id, case, row.version or LATEST)

    def _pseudonymised(self) -> set[str]:
        """The columns that are kept as pseudonyms: those that are named, and what is read of one of them and others."""
        named = {name.casefold() for name in self.mapping.pseudonymise}
        names = (name for names in self._columns.values() for name in names)
        return {name for name in names if named & {name.casefold(), *map(str.casefold, self.mapping.several(name))}}

    def _cells(self, row: Row) -> Callable[[str], str | None]:
        def cell(ours: str) -> str | None:
            for name in self._columns[ours]:
                value = row.cells.get(name)
                if value and value.casefold() not in self._empty:
                    value = value if value.isascii() else value.encode("utf-8", "replace").decode()
                    if name in self._hidden:
                        return self.pseudonym(value)
                    return value if ours == "customer" else base.sound(value, (*row.place, name))
            return None

        return cell

    def _number(self, case: str | None) -> int:
        """Which row of its case it is."""
        if case is None:
            return 0
        self._numbers[case] = self._numbers.get(case, 0) + 1
        return self._numbers[case]

    def _counts(self, row: Row) -> bool:
        for column, wanted in self._only.items():
            value = row.cells.get(column) or ""
            if value.casefold() not in wanted:
                said = NOT_TAKEN(values=", ".join(sorted(wanted)))
                self._found.note(Code.UNMAPPED_VALUE, said, (*row.place, column), value[:60])
                return False
        return True

    def _refuse(self, row: Row, id: str | None, at: str | None) -> None:
        """Say why a row is no contact; a time that cannot be read is told by whoever read it."""
        self.unread += 1
        if id is None:
            self._found.note(Code.MISSING_KEY, NO_ID(), self._place(row, "id"))
        elif len(id) > LONGEST // 4:
            said = LONG_ID(length=len(id), most=LONGEST // 4)
            self._found.note(Code.BAD_VALUE, said, self._place(row, "id"), f"{id[:60]}…")
        if at is None:
            self._found.note(Code.BAD_VALUE, NO_TIME(), self._place(row, "at"))

    def _at(self, row: Row, ours: str, cell: Callable[[str], str | None]) -> datetime.datetime | None:
        text = cell(ours)
        if text is None:
            return None
        moment = self._moment(text)
        if moment is None:
            self._found.note(Code.BAD_VALUE, BAD_TIME(text=text[:40]), self._place(row, ours), text[:40])
        return moment

    def _channel(self, row: Row, value: str | None) -> str:
        mapped = self._channels.get(value or "") or self._channels.get((value or "").casefold())
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
        known = self._reasons.get(value) or self._reasons.get(value.casefold())
        if known is None and len(value) > LONGEST // 4:
            said = LONG_REASON(length=len(value))
            self._found.note(Code.BAD_VALUE, said, self._place(row, "reason"), f"{value[:60]}…")
            return None
        return known or value

    def _department(self, row: Row, value: str | None) -> str | None:
        if value is None:
            return None
        known = self._departments.get(value) or self._departments.get(value.casefold())
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

    def _place(self, row: Row, ours: str) -> Place:
        """Where in a file a cell of the row stands."""
        return (*row.place, next(iter(self._columns[ours]), None))


def _by_case(words: dict[str, str]) -> dict[str, str]:
    """Their words and ours; where case alone differs, as they are written."""
    return {their.casefold(): ours for their, ours in words.items()} | words


def _told(value: str | None) -> str:
    return repr((value or "")[:40])


@dataclass
class Counted:
    """The rows of each file, by its place: contacts and deletions, what nobody could read, what was passed over."""

    taken: Counter[int] = field(default_factory=Counter)
    unread: Counter[int] = field(default_factory=Counter)
    passed: Counter[int] = field(default_factory=Counter)

    def nothing_of(self, fetched: Sequence[Fetched], found: Tally) -> int:
        """Note of which files nothing counted; how many of their rows could be read."""
        none = [place for place, n in (self.unread + self.passed).items() if n and not self.taken[place]]
        for place in none:
            rows = ROWS(self.unread[place] + self.passed[place])
            found.note(Code.QUALITY, NOTHING_OF(rows=rows), (fetched[place].files[0].name, None, "file"))
        return sum(self.passed[place] for place in none)


def transform(fetched: Sequence[Fetched], told: Instructions, parts: Parts) -> Reading:
    """What the files of one source say, as the parts of a kind; BadKnowledge when one of them cannot be used."""
    from events.staged import stage  # which takes Arrow along, that no other import needs

    taking = base.Taking(fetched, told, ContactMapping)
    counted = Counted()
    staged = stage(_records(taking, told, parts, counted))
    for id, file, row in staged.doubles():
        taking.found.note(Code.DUPLICATE_KEY, AGAIN(id=id), (file, row, "id"), id)
    for id, file, row in staged.dropped():
        taking.found.note(Code.DELETED_UPSTREAM, DELETED(id=id), (file, row, "id"), id)
    if taking.seen and not staged.count and not staged.deletions:
        raise taking.nothing(NOTHING())
    uncounted = counted.nothing_of(fetched, taking.found)
    return replace(taking.reading(Said()), contacts=staged, needs=dict(taking.mapping.needs), uncounted=uncounted)


def _records(
    taking: base.Taking[ContactMapping], told: Instructions, parts: Parts, counted: Counted
) -> Iterator[Record | Deleted]:
    """The records of all parts, and what was deleted, in order."""
    for part, mapping in taking.parts(parts):
        reader = Reader(mapping, told.source or "", taking.found, lambda: told.key(CUSTOMERS()))
        rows = taken = 0
        for rows, row in enumerate(part.rows, 1):  # noqa: B007 — counted as they come
            if (record := reader.deletion(row) if row.gone else reader.read(row)) is not None:
                taken += 1
                yield record
        counted.taken[part.file] += taken
        counted.unread[part.file] += reader.unread
        counted.passed[part.file] += rows - taken - reader.unread
        taking.count(part, rows, {LABEL: reader.unread} if reader.unread else {})
