"""HubSpot: engagements and tickets, from table exports or as the API gives them (v1 and v3)."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from graph.errors import BadInput
from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.saying import saying
from importers.contacts import records, times
from importers.contacts.contact_mapping import ContactColumns, ContactMapping
from importers.contacts.files import SUFFIXES, Sheet, fetch, row, sheets
from importers.contacts.rows import Gone, Part, Row
from importers.kind import Fetched, Kind
from importers.reading.json_text import items
from importers.reading.pages import objects

MEANT = ContactMapping(
    columns=ContactColumns(
        id="contact", customer="customer", at="began", channel="channel", reason="reason", case="ticket",
        direction="direction", closedAt="ended",
        updatedAt=["_fivetran_synced", "properties.hs_lastmodifieddate", "updatedAt", "engagement.lastUpdated"],
    )
)  # fmt: skip

INTERNAL = ("NOTE", "TASK")
"""Engagements by which nobody is in contact with a customer."""

BEGUN = {"INCOMING_EMAIL": "customer", "EMAIL": "company", "INBOUND": "customer", "OUTBOUND": "company",
         "FORWARDED_EMAIL": "company"}  # fmt: skip
TRUE = ("true", "1")
ASSOCIATED = re.compile(r"(call|email|meeting|communication|note|task|postal_mail|ticket)_to_|_to_(ticket)\b")
"""What an object is, by the names of its associations: call_to_contact."""

TYPES = {
    "194": "call",
    "198": "email",
    "200": "meeting",
    "202": "note",
    "204": "task",
    "81": "communication",
    "16": "ticket",
}
"""The same by the numbers that HubSpot gives these associations with contacts."""

PERSONAL = frozenset(("email", "firstname", "lastname", "lifecyclestage", "merged_object_ids", "hs_merged_object_ids",
                      "calculated_merged_vids", "hs_calculated_merged_vids"))  # fmt: skip
"""Properties that contacts have."""

SOON = datetime.timedelta(minutes=2)
"""How near a ticket is to the call, mail or chat that opened it."""

SAME = {"EMAIL": ("EMAIL",), "PHONE": ("CALL",), "CALL": ("CALL",), "CHAT": ("COMMUNICATION", "CONVERSATION_SESSION")}
"""What opens a ticket, by the source that the ticket names."""

PREFIXES = ("", "property_hs_", "property_", "properties.hs_", "properties.", "engagement.", "metadata.")
"""What a name may begin with, in the tables and in both versions of the API."""

NOTHING = saying(
    "there are no engagements and no tickets here: export them, or save what the API answers",
    "il n'y a ici ni engagements ni tickets : exportez-les, ou enregistrez ce que répond l'API",
)
DELETED = saying("it was deleted: left out", "élément supprimé : ignoré")
NO_CONTACT = saying(
    "{kind}: nobody is in contact with a customer by it: left out",
    "{kind} ne met personne en contact avec un client : ignoré",
)
UNKNOWN = saying(
    "nothing tells what this object is: ask the API for its properties (hs_timestamp, hs_engagement_type), or for its"
    " associations with contacts: left out",
    "rien ne dit ce qu'est cet objet : demandez à l'API ses propriétés (hs_timestamp, hs_engagement_type), ou ses"
    " associations avec des contacts : ignoré",
)
OF_TICKET = saying(
    "the ticket {ticket} was opened by it, and is the same contact: left out",
    "le ticket {ticket} en est né, et c'est le même contact : ignoré",
)


@dataclass
class Known:
    """What the files tell of who is who: contacts and tickets of engagements, contacts of tickets, merged contacts."""

    read: times.Read
    """What reads moments, as the mapping has them written."""

    contacts: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    tickets: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    detailed: set[str] = field(default_factory=set)
    """The engagements of which a table of their own tells more."""
    opened: dict[str, tuple[datetime.datetime, str]] = field(default_factory=dict)
    """When each ticket was opened, and from what source."""
    _of_ticket: dict[str, list[str]] = field(default_factory=dict)

    def join(self, sort: str, id: str, contact: str) -> None:
        """A contact of an engagement or a ticket."""
        if contact:
            self.contacts.setdefault((sort, id), set()).add(contact)

    def customer(self, sort: str, id: str) -> str | None:
        """Whose it is: of several contacts, merged ones being one, the smallest, so that it is the same each time."""
        found = {self._whole(contact) for contact in self.contacts.get((sort, id), ())}
        return min(found, key=lambda contact: (len(contact), contact), default=None)

    def opens(self, each: Row, kind: str, ticket: str | None) -> bool:
        """Whether a ticket was made of an engagement: of the same sort, within `SOON` of it, and no answer to it."""
        opened, at = self.opened.get(ticket or ""), self.read(_began(each) or "").at
        near = bool(opened and at and abs(at - opened[0]) <= SOON and kind.endswith(SAME.get(opened[1], ())))
        return near and _begun(each, kind) != "company"

    def asked(self, ticket: str) -> str | None:
        """Whose a ticket is; of one that nobody is told of, whoever its engagements are with."""
        found = self.customer("ticket", ticket)
        if found is None and not self._of_ticket:
            for engagement, its in self.tickets.items():
                self._of_ticket.setdefault(its, []).append(engagement)
        several = (self.customer("engagement", each) for each in self._of_ticket.get(ticket, ()))
        return found or min(filter(None, several), key=lambda contact: (len(contact), contact), default=None)

    def _whole(self, contact: str) -> str:
        """The contact into which one was merged, and so on."""
        seen = set()
        while contact in self.merged and contact not in seen:
            seen.add(contact)
            contact = self.merged[contact]
        return contact


def parts(files: Sequence[Fetched], mapping: ContactMapping, found: Tally) -> Iterator[Part]:
    """The engagements and tickets of all files; BadInput when there are none."""
    tables = [sheet for number, file in enumerate(files) for sheet in sheets(number, file, found)]
    answers = [(number, file, list(_objects(file))) for number, file in enumerate(files)]
    known = Known(times.reader(mapping.timezone, mapping.dates, mapping.since))
    for sheet in tables:
        _look(sheet, known)
    for _, _, rows in answers:
        for sort, each in rows:
            _associations(sort, each, known)
    sorts = [_sort(sheet) for sheet in tables]
    told = {*sorts, *(sort for _, _, rows in answers for sort, _ in rows)}
    if not told & {"engagement", "detail", "ticket", "unknown"}:
        raise BadInput(NOTHING())
    known.opened = _opened(tables, answers, known.read)
    for sheet, kind in zip(tables, sorts, strict=True):
        if kind is not None:
            yield Part(sheet.file, sheet.name, _contacts(_all(kind, sheet), known, found), MEANT, table=sheet.table)
    for number, file, rows in answers:
        if rows:
            yield Part(number, file.files[0].name, _contacts(iter(rows), known, found), MEANT)


def _opened(
    tables: Sequence[Sheet], answers: Sequence[tuple[int, Fetched, list[tuple[str, Row]]]], read: times.Read
) -> dict[str, tuple[datetime.datetime, str]]:
    """When tickets were opened, and from what source."""
    rows = [each for sheet in tables if _sort(sheet) == "ticket" for each in sheet.rows()]
    rows += [each for _, _, told in answers for sort, each in told if sort == "ticket"]
    dated = ((_id(each), read(_value(each, "createdate") or "").at, _value(each, "source_type")) for each in rows)
    return {id: (at, source.upper()) for id, at, source in dated if at and source}


def _all(sort: str, sheet: Sheet) -> Iterator[tuple[str, Row]]:
    return ((sort, each) for each in sheet.rows())


def _sort(sheet: Sheet) -> str | None:
    """What the rows of a table are: engagements with what they were, engagements alone, tickets."""
    columns = {*sheet.table.columns}
    if "engagement_id" in columns and columns & {"property_hs_timestamp", "start_time", "property_hs_createdate"}:
        return "detail"
    if {"id", "type", "portal_id"} <= columns or {"id", "type", "timestamp", "active"} <= columns:
        return "engagement"
    return "ticket" if {"id", "property_hs_pipeline_stage", "property_createdate"} <= columns else None


def _look(sheet: Sheet, known: Known) -> None:
    for each in sheet.rows():
        cell = each.cells.get
        if sheet.has("engagement_id", "contact_id"):
            known.join("engagement", cell("engagement_id") or "", cell("contact_id") or "")
        elif sheet.has("ticket_id", "contact_id"):
            known.join("ticket", cell("ticket_id") or "", cell("contact_id") or "")
        elif sheet.has("ticket_id", "engagement_id"):
            known.tickets.setdefault(cell("engagement_id") or "", cell("ticket_id") or "")
        elif sheet.has("canonical_vid", "vid_to_merge"):
            known.merged[cell("vid_to_merge") or ""] = cell("canonical_vid") or ""
        elif _sort(sheet) == "detail":
            known.detailed.add(cell("engagement_id") or "")
        elif _sort(sheet) == "engagement":
            known.types[cell("id") or ""] = cell("type") or ""
        else:
            _merges(each, known)


def _merges(each: Row, known: Known) -> None:
    """The contacts that were merged into one: `a;b;c`, or `a:123;b:456` with moments."""
    for name in ("merged_object_ids", "calculated_merged_vids"):
        for other in (_value(each, name) or "").split(";"):
            former, id = other.partition(":")[0].strip(), _value(each, "id") or _value(each, "vid")
            if former and id and former != id:
                known.merged[former] = id


def _value(each: Row, name: str) -> str | None:
    for prefix in PREFIXES:
        for end in ("", ".value"):
            if value := each.cells.get(f"{prefix}{name}{end}"):
                return value
    return None


def _objects(file: Fetched) -> Iterator[tuple[str, Row]]:
    """The engagements, tickets and contacts of an answer, each with what it is."""
    content: Any = file.content
    alone = isinstance(content, dict) and ("engagement" in content or "properties" in content)
    several = objects(file.files[0].name, content, "results", "objects", "contacts", "engagements", "tickets")
    for each in several or ([content] if alone else []):
        yield _object(each), row(file, each, _also(file, each))


def _also(file: Fetched, each: dict[str, Any]) -> dict[str, str | None]:
    """All contacts of an object, of which a path of names leads to the first only."""
    joined = each.get("associations")
    joined = joined if isinstance(joined, dict) else {}
    ids = [*(items(joined.get("contactIds"))), *(items(joined.get("associatedVids")))]
    inner = joined.get("contacts")
    ids += [one.get("id") for one in objects(file.files[0].name, inner, "results")]
    return {"contacts": ";".join(str(id) for id in ids), "associated": _associated(joined)}


def _associated(joined: dict[str, Any]) -> str | None:
    """What an object is, by what its associations are called."""
    for held in joined.values():
        for one in items(held.get("results") if isinstance(held, dict) else None):
            told = one if isinstance(one, dict) else {}
            if found := ASSOCIATED.match(str(told.get("type"))):
                return found[1]
            if (kind := TYPES.get(str(told.get("associationTypeId") or told.get("typeId")))) is not None:
                return kind
    return None


def _object(each: dict[str, Any]) -> str:
    """What an object is: by its properties, else by its associations; `unknown` where neither tells."""
    properties = each.get("properties")
    names = set(properties) if isinstance(properties, dict) else set()
    if "engagement" in each or names & {"hs_timestamp", "hs_engagement_type", "hs_activity_type"}:
        return "detail"
    if names & {"hs_pipeline_stage", "hs_ticket_category", "hs_ticket_priority"}:
        return "ticket"
    joined = each.get("associations")
    if told := _associated(joined if isinstance(joined, dict) else {}):
        return "ticket" if told == "ticket" else "detail"
    return "unknown" if "hs_createdate" in names and not names & PERSONAL else "contact"


def _associations(sort: str, each: Row, known: Known) -> None:
    """Whose an engagement or a ticket of an answer is; of a contact, who was merged into it."""
    if sort == "contact":
        _merges(each, known)
        return
    id, what = _id(each), "ticket" if sort == "ticket" else "engagement"
    for contact in (each.cells.get("contacts") or "").split(";"):
        known.join(what, id, contact)
    for path in ("associations.ticketIds", "associations.tickets.results.id"):
        if ticket := each.cells.get(path):
            known.tickets.setdefault(id, ticket)


def _id(each: Row) -> str:
    return each.cells.get("engagement_id") or _value(each, "objectId") or _value(each, "id") or ""


def _contacts(pairs: Iterator[tuple[str, Row]], known: Known, found: Tally) -> Iterator[Row]:
    for sort, each in pairs:
        id = _id(each)
        gone = next((n for n in ("is_deleted", "isDeleted", "_fivetran_deleted", "archived") if _true(each, n)), None)
        if gone:
            found.note(Code.DELETED_UPSTREAM, DELETED(), (*each.place, gone), id)
            if sort != "contact":  # a person who was deleted was in contact all the same
                yield _deleted(each, sort, id)
        elif sort == "ticket":
            yield _ticket(each, id, known)
        elif sort == "unknown":
            found.note(Code.UNMAPPED_VALUE, UNKNOWN(), (*each.place, "properties"), id)
        elif sort == "detail" or (sort == "engagement" and id not in known.detailed):
            yield from _engagement(each, id, known, found)


def _true(each: Row, name: str) -> bool:
    return (each.cells.get(name) or "").casefold() in TRUE


def _deleted(each: Row, sort: str, id: str) -> Row:
    ticket = sort == "ticket"
    own = {"contact": f"ticket/{id}" if ticket and id else id or None, "ticket": id if ticket and id else None}
    return Row(each.place, {**each.cells, **own}, gone=Gone.CASE if ticket else Gone.CONTACT)


def _ticket(each: Row, id: str, known: Known) -> Row:
    made = {
        "contact": f"ticket/{id}" if id else None, "customer": known.asked(id), "ticket": id or None,
        "began": _value(each, "createdate") or each.cells.get("createdAt"), "channel": _value(each, "source_type"),
        "reason": _value(each, "ticket_category"), "ended": _value(each, "closed_date"), "direction": None,
    }  # fmt: skip
    return Row(each.place, {**each.cells, **made})


def _engagement(each: Row, id: str, known: Known, found: Tally) -> Iterator[Row]:
    kind = (known.types.get(id) or _value(each, "engagement_type") or _value(each, "type") or _likely(each)).upper()
    if kind in INTERNAL:
        found.note(Code.UNMAPPED_VALUE, NO_CONTACT(kind=kind), (*each.place, "type"), kind)
        return
    ticket = known.tickets.get(id)
    if known.opens(each, kind, ticket):
        found.note(Code.DUPLICATE_KEY, OF_TICKET(ticket=ticket), (*each.place, "id"), id)
        return
    made = {
        "contact": id or None, "customer": known.customer("engagement", id), "ticket": ticket,
        "began": _began(each),
        "channel": _value(each, "communication_channel_type") or kind or None,
        "direction": _begun(each, kind), "reason": None, "ended": _value(each, "end_time"),
    }  # fmt: skip
    yield Row(each.place, {**each.cells, **made})


def _begun(each: Row, kind: str) -> str | None:
    """Who began an engagement."""
    told = _value(each, "call_direction") or _value(each, "email_direction") or kind
    return BEGUN.get(told.upper())


def _began(each: Row) -> str | None:
    return (
        _value(each, "timestamp")
        or _value(each, "start_time")
        or _value(each, "createdate")
        or _value(each, "createdAt")
    )


def _likely(each: Row) -> str:
    """What an engagement was, by its associations, else by what only such ones have."""
    if told := each.cells.get("associated"):
        return told
    names = " ".join(each.cells)
    return next((kind for kind in ("meeting", "call", "email", "communication", "note", "task") if kind in names), "")


KIND = Kind(
    name="hubspot",
    description=both(
        "HubSpot: engagements and tickets, as tables or as the API answers them (v1, v3)",
        "HubSpot : échanges et tickets, en tableaux ou tels que l'API les donne (v1, v3)",
    ),
    example="parcours import hubspot engagements.json contacts.json --mapping hubspot.yaml --source hubspot",
    suffixes=SUFFIXES,
    fetch=fetch,
    transform=partial(records.transform, parts=parts),
    family=Family.OBSERVED,
    together=True,
)
