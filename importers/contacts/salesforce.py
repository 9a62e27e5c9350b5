"""Salesforce: cases, tasks and events, from exports as tables, answers of the REST API and sObject trees."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Cells
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.saying import Saying, saying
from importers.contacts.contact_mapping import ContactColumns, ContactMapping
from importers.contacts.files import SUFFIXES, fetch
from importers.contacts.records import transform
from importers.contacts.rows import Gone, Part, Row
from importers.contacts.salesforce_ids import object_by, object_of, plain, records, to18
from importers.errors import BadKnowledge, bad
from importers.kind import Fetched, Kind
from importers.reading.table import Table
from importers.rows.columns import Narrowing
from importers.rows.tables import rows

CASE, CHANNEL = "CaseId", "Channel"
"""ContactColumns that no object has: the case that an activity is about, and the word for what an activity is."""

ID = ["Id", "attributes.referenceId"]


def _activity(at: list[str], ended: str, direction: str | None = None) -> ContactMapping:
    who = ["WhoId", "Who.Id", "Contact.Id", "AccountId", "Account.Id"]
    told = ContactColumns(id=ID, customer=who, at=at, channel=CHANNEL, case=CASE, direction=direction, closedAt=ended)
    return ContactMapping(columns=told)


MEANT = {
    "Case": ContactMapping(
        columns=ContactColumns(
            id=ID,
            customer=["ContactId", "Contact.Id", "AccountId", "Account.Id"],
            at="CreatedDate",
            channel="Origin",
            reason=["Reason", "Type"],
            case=CASE,
            closedAt="ClosedDate",
        )
    ),
    "Task": _activity(["CreatedDate", "ActivityDate"], "CompletedDateTime", "CallType"),
    "Event": _activity(["StartDateTime", "ActivityDateTime", "ActivityDate", "CreatedDate"], "EndDateTime"),
}
"""The objects that are contacts, and what their columns mean."""

GONE = {"IsDeleted": ("true", "1"), "_fivetran_deleted": ("true", "1"), "_fivetran_active": ("false", "0")}
"""ContactColumns, and the values that say that a row is no more."""

VERSION = ("_fivetran_start", "SystemModstamp", "LastModifiedDate")
ALSO = (*GONE, *VERSION, "WhatId", "What.Id", "Case.Id", "Type", "TaskSubtype", "EventSubtype")
"""ContactColumns that are read whatever a mapping says."""

OTHER_ROWS = saying("holds {object} rows", "contient des lignes {object}")
NO_RECORDS = saying(
    "holds no records that Salesforce is known by", "ne contient aucun enregistrement propre à Salesforce"
)
NO_CONTACTS = saying(
    "{what}; Case, Task and Event are contacts with customers",
    "{what} ; les contacts avec des clients sont Case, Task et Event",
)
LEFT_OUT = saying("{why}: left out", "{why} : ignoré")
NOT_ACTIVE = saying("an older version, or deleted: left out", "une version antérieure, ou supprimée : ignorée")
DELETED = saying("deleted in Salesforce: left out", "supprimé dans Salesforce : ignoré")


@dataclass(frozen=True)
class Sheet:
    """The rows of one object in one file; the object None when nobody knows which."""

    file: int
    name: str
    object: str | None
    rows: Iterable[Row]
    line: int = 1
    table: Table | None = None

    def refused(self) -> Saying:
        """Why these are no contacts."""
        return NO_CONTACTS(what=OTHER_ROWS(object=self.object) if self.object else NO_RECORDS())


def parts(files: Sequence[Fetched], mapping: ContactMapping, found: Tally) -> Iterator[Part]:
    """The cases, tasks and events of all files; BadKnowledge when there is nothing but other objects."""
    sheets = [sheet for number, file in enumerate(files) for sheet in _sheets(number, file, found)]
    chosen = [sheet for sheet in sheets if sheet.object in MEANT]
    others = [sheet for sheet in sheets if sheet.object not in MEANT]
    if others and not chosen:
        raise BadKnowledge([bad(Code.BAD_VALUE, each.refused(), (each.name, None, None)) for each in others])
    for sheet in others:
        said = LEFT_OUT(why=sheet.refused())
        found.note(Code.UNMAPPED_VALUE, said, (sheet.name, sheet.line, "object"), sheet.object)
    taken = Taken(mapping)
    taken.check(chosen)
    for sheet in chosen:
        default = MEANT[str(sheet.object)].model_copy(update={"pseudonymise": taken.hidden})
        yield Part(sheet.file, sheet.name, _contacts(sheet, taken, found), default, None, sheet.table)


def _sheets(number: int, file: Fetched, found: Tally) -> Iterator[Sheet]:
    if isinstance(file.content, list) and file.content and isinstance(file.content[0], Table):
        for table in file.content:
            table.found = found
            first = next(rows(table, Row), None)
            object = object_by(table.columns, first.cells if first else {})
            yield Sheet(number, table.name, object, rows(table, Row), table.header, table)
        return
    name, by_object = file.files[0].name, dict[str | None, list[Row]]()
    for object, line, cells in records(file.content, {}):
        by_object.setdefault(object, []).append(Row((name, line), cells))
    for object, held in by_object.items():
        yield Sheet(number, name, object, held, held[0].place[1])
    if not by_object and not _is_answer(file.content):
        yield Sheet(number, name, None, ())


def _is_answer(content: Any) -> bool:
    """Whether JSON without records is an answer that has none."""
    lists = (content.get(name) for name in ("records", "value", "sobjects")) if isinstance(content, dict) else [content]
    return any(isinstance(each, list) and not each for each in lists)


class Taken:
    """The columns that are read, under the names by which they are asked for."""

    def __init__(self, mapping: ContactMapping) -> None:
        lists = [each.columns.asked() for each in (mapping, *MEANT.values())]
        used = [name for asked in lists for names in asked for name in names]
        self._mapping = mapping
        self._asked = tuple(dict.fromkeys((*used, *mapping.only, *ALSO)))
        hidden = {plain(name) for name in mapping.pseudonymise}
        self.hidden = [name for name in self._asked if plain(name) in hidden]
        self._names = lru_cache(maxsize=1024)(self._named)

    def check(self, sheets: Sequence[Sheet]) -> None:
        """BadKnowledge when a mapping names a column that no table has; JSON may leave out what is empty."""
        if not sheets or not all(sheet.table for sheet in sheets):
            return
        there = [column for sheet in sheets if sheet.table for column in sheet.table.columns]
        asked = (*self._asked, *self._mapping.pseudonymise)
        known = {plain(column) for column in (*there, CASE, CHANNEL)}
        narrowing = Narrowing(self._mapping, sheets[0].name, [*there, *(n for n in asked if plain(n) in known)])
        narrowing.columns(self._mapping)
        for field, names in (("only", list(self._mapping.only)), ("pseudonymise", self._mapping.pseudonymise)):
            narrowing.listed(field, names, names)
        narrowing.settled()

    def of(self, row: Row) -> tuple[dict[str, str | None], dict[str, str]]:
        """The cells of a row, ids with all their characters; and the names that the file has for them."""
        names = self._names(tuple(row.cells))
        return {ours: _whole(ours, row.cells[theirs]) for ours, theirs in names.items()}, names

    def _named(self, columns: tuple[str, ...]) -> dict[str, str]:
        by_plain = {plain(column): column for column in reversed(columns)} | {column: column for column in columns}
        found = {name: by_plain.get(name) or by_plain.get(plain(name)) for name in self._asked}
        return {ours: theirs for ours, theirs in found.items() if theirs}


def _whole(name: str, value: str | None) -> str | None:
    """A cell; of a reference within a tree the name, of an id all 18 characters."""
    return to18(value.removeprefix("@")) if value and plain(name).endswith("id") else value


def _contacts(sheet: Sheet, taken: Taken, found: Tally) -> Iterator[Row]:
    for row in sheet.rows:
        cells, names = taken.of(row)
        version = next((str(cells[name]) for name in VERSION if cells.get(name)), "")
        cells.setdefault(CASE, _case(sheet.object, cells))
        if sheet.object != "Case":
            cells.setdefault(CHANNEL, _channel(str(sheet.object), cells))
        gone = next((name for name, values in GONE.items() if (cells.get(name) or "").casefold() in values), None)
        if gone is None:
            yield Row(row.place, cells, version)
            continue
        former = gone == "_fivetran_active"
        found.note(Code.DELETED_UPSTREAM, NOT_ACTIVE() if former else DELETED(), (*row.place, names[gone]), cells[gone])
        if version or not former:  # of a version without a date nobody knows whether it is the last
            yield Row(row.place, cells, version, gone=Gone.CASE if sheet.object == "Case" else Gone.CONTACT)


def _case(object: str | None, cells: Cells[str, str | None]) -> str | None:
    """The case that a case is, or that an activity is about."""
    if object == "Case":
        return cells.get("Id") or cells.get("attributes.referenceId")
    about = cells.get("WhatId") or cells.get("What.Id")
    return about if about and object_of(about) == "Case" else cells.get("Case.Id")


def _channel(object: str, cells: Cells[str, str | None]) -> str:
    """What an activity is: its subtype where that says more than that it is a task or an event, else its type."""
    subtype = cells.get(f"{object}Subtype")
    return subtype if subtype and subtype != object else cells.get("Type") or object


KIND = Kind(
    name="salesforce",
    description=both(
        "Salesforce: cases, tasks and events, as exported tables, REST answers or sObject trees",
        "Salesforce : requêtes, tâches et événements, en tableaux exportés, réponses REST ou arbres d'sObjects",
    ),
    example="parcours import salesforce Case.csv Task.csv --source salesforce",
    suffixes=(*SUFFIXES, ".tsv", ".xlsx"),
    fetch=fetch,
    transform=partial(transform, parts=parts),
    family=Family.OBSERVED,
    together=True,
)
