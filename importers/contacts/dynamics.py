"""Dynamics 365: cases and activities, from OData answers and from the data.xml of a configuration migration."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.report import FileRead
from graph.saying import Saying, saying
from importers.contacts import records
from importers.contacts.contact_mapping import ContactColumns, ContactMapping
from importers.contacts.dynamics_xml import LOOKUP, Item, NoRecords, items
from importers.contacts.json_lines import read_any
from importers.contacts.rows import Gone, Part, Row
from importers.errors import BadKnowledge, bad
from importers.kind import Fetched, Instructions, Kind, Reading
from importers.reading import pages
from importers.reading.stream import stream, unpacked
from importers.reading.text import decode

MOST = 512 * 1024**2
"""The most bytes of JSON that are read: they are in memory at once."""

NUMBERS = {
    "4201": "appointment",
    "4202": "email",
    "4204": "fax",
    "4207": "letter",
    "4210": "phonecall",
    "4212": "task",
    "4214": "serviceappointment",
    "4216": "socialactivity",
}
"""The numbers of activities, where they are not named."""

INCIDENT, ANY = "incident", "activitypointer"
ENTITIES = (INCIDENT, ANY, *NUMBERS.values(), "chat", "msdyn_ocliveworkitem")
"""The entities that are contacts."""

SETS = {f"{name}s": name for name in ENTITIES} | {"faxes": "fax", "socialactivities": "socialactivity"}
"""The names under which OData gives them."""

LABEL = "@OData.Community.Display.V1.FormattedValue"
OPTIONS = {
    "caseorigincode": {"1": ("Phone", "Téléphone"), "2": ("Email", "Courrier électronique", "E-mail"), "3": ("Web",),
                       "2483": ("Facebook",), "3986": ("Twitter",), "700610000": ("IoT",)},
    "casetypecode": {"1": ("Question",), "2": ("Problem", "Problème"), "3": ("Request", "Demande")},
}  # fmt: skip
"""What the numbers of option sets mean as Dynamics comes; others stay numbers unless the answer brings labels."""

MEANT = ContactMapping(
    columns=ContactColumns(
        id=["activityid", "incidentid"],
        customer="customer",
        at=["actualstart", "senton", "scheduledstart", "createdon", "overriddencreatedon", "actualend"],
        channel="channel",
        reason="casetypecode",
        case="case",
        direction="directioncode",
        closedAt=["actualend", "resolvedon"],
        updatedAt="modifiedon",
    )
)
"""`customer`, `case` and `channel` are columns that no entity has. `createdon` of a migrated record is when it first
was created, `overriddencreatedon` when it was migrated."""

CUSTOMERS = ("_customerid_value", "customerid_contact.contactid", "customerid_account.accountid",
             "_primarycontactid_value", "_contactid_value", "_accountid_value")  # fmt: skip
PARTIES = ("contact", "account")
"""Where the customer of a case stands, and who of those that took part in an activity is one, contacts before all."""

ROLES = ("1", "5", "2", "6", "8")
"""Senders, required attendees, receivers, optional attendees, whom it regards: in this order."""

WAYS = dict.fromkeys(("true", "1"), "outgoing") | dict.fromkeys(("false", "0"), "incoming")
"""What `directioncode` says: whether the company began it."""

TOMBSTONES = ("id", "activityid", "incidentid", "@odata.id", "@id")
"""Where a tombstone says what was deleted."""

TOMBSTONE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)

LONG_JSON = saying(
    "{file} has more than {most:,} bytes of JSON, the most that is read: save it in pages",
    "{file} a plus de {most:,} octets de JSON, le maximum qui soit lu : enregistrez-le par pages",
)
NO_ANSWER = saying(
    "holds no records: save what GET /incidents or /phonecalls answers",
    "ne contient aucun enregistrement : enregistrez la réponse de GET /incidents ou /phonecalls",
)
DELETED = saying("deleted in Dynamics: left out", "supprimé dans Dynamics : ignoré")
OTHER_ROWS = saying("holds {entity} rows", "contient des lignes {entity}")
NO_RECORDS = saying("holds no records that Dynamics is known by", "ne contient aucun enregistrement propre à Dynamics")
NO_CONTACTS = saying(
    "{what}; cases and activities are contacts with customers",
    "{what} ; les contacts avec des clients sont les incidents et les activités",
)
LEFT_OUT = saying("{why}: left out ({count:,})", "{why} : ignoré ({count:,})")
NO_FIELD = saying(
    "no case or activity has the field {name!r}, which the mapping asks for",
    "aucun incident ni aucune activité n'a le champ {name!r}, que le mapping demande",
)


def fetch(path: Path, told: Instructions) -> Fetched:
    """Open one file, JSON or XML; BadInput when it is JSON of more than `MOST` bytes."""
    read = stream(path, told.encoding)
    files = (FileRead(read.name, read.encoding, 0),)
    with unpacked(read.data, read.name) as binary:
        head = binary.peek(64)[:64]
        if head.decode(read.encoding, "ignore").lstrip("\ufeff \r\n\t")[:1] == "<":
            return Fetched(path, partial(items, read, told.encoding), None, read.dated, files)
        data = binary.read(MOST + 1)
    if len(data) > MOST:
        raise BadInput(LONG_JSON(file=read.name, most=MOST))
    return Fetched(path, read_any(decode(data, read.encoding, read.name), read.name), None, read.dated, files)


def parts(files: Sequence[Fetched], mapping: ContactMapping, found: Tally) -> Iterator[Part]:
    """The cases and activities of all files; BadKnowledge when they hold nothing but other entities."""
    seen = _Seen(mapping, found)
    for number, file in enumerate(files):
        name = file.files[0].name
        told = file.content() if callable(file.content) else _items(file.content, name)
        yield Part(number, name, seen.rows(told, name), MEANT)
    seen.settled()


def _items(content: Any, name: str) -> Iterator[Item]:
    """The records of an answer, a list of them, or a single one; NoRecords when it is none of these."""
    told = content.get("@odata.context") if isinstance(content, dict) else None
    given = content.get("value", [content]) if isinstance(content, dict) else content
    records = pages.objects(name, given)
    if not records and given != []:
        raise NoRecords(NO_ANSWER())
    for each in records:
        parties = [pages.objects(name, each, key) for key in each if key.endswith("_activity_parties")]
        yield Item(_entity(each, told), pages.line(each), each, [*chain(*parties)])


def _entity(record: dict[str, Any], context: Any) -> str | None:
    """What a record is: as it says itself, as its answer says, else by the ids that it has."""
    kind = str(record.get("@odata.type") or "").rpartition(".")[2]
    entities = re.search(r"#(\w+)", str(record.get("@odata.context") or context or ""))
    told = kind or (SETS.get(entities[1], entities[1]) if entities else "")
    return told or (ANY if "activityid" in record else INCIDENT if "incidentid" in record else None)


class _Seen:
    """What is no contact, entity by entity, and which columns there are: told when all files are read."""

    def __init__(self, mapping: ContactMapping, found: Tally) -> None:
        self._mapping, self._found = mapping, found
        self._contacts = False
        self._columns: set[str] = set()
        self._others: dict[tuple[str, str | None], tuple[Saying | str, int, int]] = {}

    def rows(self, told: Iterable[Item], name: str) -> Iterator[Row]:
        """The rows of those that are contacts."""
        try:
            for item in told:
                if _is_deleted(item):
                    yield self._deleted(item, name)
                elif (entity := self._entity(item, name)) is not None:
                    cells, words = _cells(entity, item)
                    self._columns.update(cells, item.cells)
                    yield Row((name, item.line), cells, words=words)
        except NoRecords as error:
            self._others[name, None] = (error.said, 1, 0)

    def _deleted(self, item: Item, name: str) -> Row:
        """What a tombstone says was deleted: no case has the id of an activity, so that it may be either."""
        self._found.note(Code.DELETED_UPSTREAM, DELETED(), (name, item.line, "@removed"))
        self._contacts = True
        found = TOMBSTONE.search(" ".join(str(item.cells.get(name) or "") for name in TOMBSTONES))
        id = _guid(found[0]) if found else None
        return Row((name, item.line), {"activityid": id, "incidentid": id, "case": id}, gone=Gone.CASE)

    def _entity(self, item: Item, name: str) -> str | None:
        """What a contact is; None for what is none, which is noted."""
        code = str(item.cells.get("activitytypecode") or ANY)
        entity = NUMBERS.get(code, code.casefold()) if item.entity == ANY else item.entity
        if entity in ENTITIES:
            self._contacts = True
            return entity
        why = NO_CONTACTS(what=OTHER_ROWS(entity=entity) if entity else NO_RECORDS())
        _, line, count = self._others.get((name, entity), (why, item.line, 0))
        self._others[name, entity] = (why, line, count + 1)
        return None

    def settled(self) -> None:
        """BadKnowledge when nothing was a contact; otherwise a note of what was left out and what was missed."""
        if self._others and not self._contacts:
            others = ((name, why) for (name, _), (why, *_) in self._others.items())
            raise BadKnowledge([bad(Code.BAD_VALUE, why, (name, None, None)) for name, why in others])
        for (name, _), (why, line, count) in self._others.items():
            self._found.note(Code.UNMAPPED_VALUE, LEFT_OUT(why=why, count=count), (name, line, "entity"))
        for names in self._mapping.columns.asked() if self._columns else ():
            if not self._columns & set(names):
                self._found.note(Code.UNKNOWN_COLUMN, NO_FIELD(name=names[0]), ("", None, names[0]), names[0])


def _is_deleted(item: Item) -> bool:
    return "@removed" in item.cells or "$deletedEntity" in str(item.cells.get("@odata.context"))


def _cells(entity: str, item: Item) -> tuple[dict[str, str | None], dict[str, Sequence[str]]]:
    """The cells of a contact: numbers of options in words, ids as Dynamics writes them, who and what it is about.

    Beside them by which other words a mapping may name the options: their numbers, and the labels that they come with.
    """
    told = item.cells
    cells = {name: value for name, value in pages.cells(told).items() if not name.endswith(LABEL)}
    words: dict[str, Sequence[str]] = {}
    for name, value in told.items():
        if (option := _option(name, value, told.get(f"{name}{LABEL}"))) is not None:
            cells[name], *words[name] = option
    cells["directioncode"] = WAYS.get(_number(told.get("directioncode")), cells.get("directioncode"))
    for name in ("activityid", "incidentid"):
        cells[name] = _guid(cells.get(name))
    if entity == INCIDENT:
        words["channel"] = words.get("caseorigincode", ())
        about = {"channel": cells.get("caseorigincode"), "case": cells["incidentid"]}
        return cells | about | {"customer": _first(cells, CUSTOMERS)}, words
    label = told.get(f"activitytypecode{LABEL}")
    words["channel"] = [
        *(number for number, name in NUMBERS.items() if name == entity),
        *([str(label)] if label else ()),
    ]
    about = {"channel": entity, "case": _about(cells, INCIDENT), "customer": _customer(cells, item.parties)}
    return cells | about, words


def _option(name: str, value: Any, label: Any) -> list[str] | None:
    """An option in words, then by its number and what else it is called; None for what is no option."""
    number = _number(value)
    meant = OPTIONS.get(name, {}).get(number, ())
    if not number.lstrip("-").isdigit() or isinstance(value, bool):
        return None
    if isinstance(label, str) and label.strip():
        return [label.strip(), number, *meant]
    return [*meant, number] if meant else None


def _number(value: Any) -> str:
    return str(value if value is not None else "").strip().casefold()


def _guid(text: Any) -> str | None:
    """An id without braces, in small letters: case does not count in those of Dynamics."""
    return str(text).strip("{} ").casefold() if text else None


def _first(cells: dict[str, str | None], names: Iterable[str]) -> str | None:
    """The id in the first of these cells that has one."""
    return _guid(next(filter(None, map(cells.get, names)), None))


def _about(cells: dict[str, str | None], *entities: str) -> str | None:
    """What an activity is about, when it is one of these."""
    if cells.get(f"_regardingobjectid_value{LOOKUP}") in entities:
        return _first(cells, ["_regardingobjectid_value"])
    return _first(cells, (f"regardingobjectid_{entity}.{entity}id" for entity in entities))


def _customer(cells: dict[str, str | None], parties: Sequence[dict[str, Any]]) -> str | None:
    """The customer of an activity: whom it is about, else who took part."""
    if about := _about(cells, *PARTIES):
        return about
    took = {
        (str(party.get(f"_partyid_value{LOOKUP}")), str(party.get("participationtypemask"))): party
        for party in reversed(parties)
    }
    if first := next((took[who, role] for who in PARTIES for role in ROLES if (who, role) in took), None):
        return _guid(first.get("_partyid_value"))
    return _first(cells, ["_emailsender_value"]) if cells.get(f"_emailsender_value{LOOKUP}") in PARTIES else None


def _tells_of_changes(page: Mapping[str, Any]) -> bool:
    """Whether a page is of a change-tracking query, whichever of its pages it is."""
    return "@odata.deltaLink" in page or str(page.get("@odata.context", "")).endswith(("$delta", "$deletedEntity"))


def transform(fetched: Sequence[Fetched], told: Instructions) -> Reading:
    """What the files of one source say; the pages of a change-tracking query tell of changes only."""
    reading = records.transform(fetched, told, parts)
    partial = any(_tells_of_changes(file.content) for file in fetched if isinstance(file.content, dict))
    return replace(reading, partial=reading.partial or partial)


KIND = Kind(
    name="dynamics",
    description=both(
        "Dynamics 365: cases and activities, as OData answers or the data.xml of a configuration migration",
        "Dynamics 365 : incidents et activités, en réponses OData ou le data.xml d'une migration de configuration",
    ),
    example="parcours import dynamics incidents.json phonecalls.json --source dynamics",
    suffixes=(".json", ".jsonl", ".ndjson", ".xml"),
    fetch=fetch,
    transform=transform,
    family=Family.OBSERVED,
    together=True,
)
