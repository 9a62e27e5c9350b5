"""Zendesk: tickets with their comments, chats and calls, from table exports or as the API gives them."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from graph.errors import BadInput
from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.saying import saying
from importers.contacts import records, times
from importers.contacts.contact_mapping import ContactColumns, ContactMapping
from importers.contacts.files import Sheet, fetch, row, sheets
from importers.contacts.records import Gone, Part, Row
from importers.kind import Fetched, Kind
from importers.reading.pages import objects

MEANT = ContactMapping(
    columns=ContactColumns(
        id="contact", customer="customer", at="began", channel="channel", reason="type", case="ticket",
        direction="direction", department="department", closedAt=["solved_at", "metric_set.solved_at"],
    )
)  # fmt: skip

TABLES = {
    "tickets": ("id", "requester_id", "status"),
    "comments": ("id", "ticket_id", "public"),
    "events": ("chat_id", "created_at", "actor_id"),
    "chats": ("chat_id", "ticket_id"),
    "calls": ("id", "ticket_id", "direction"),
    "users": ("id", "role", "email"),
    "groups": ("id", "name"),
}
"""What tables are known by; the first that fits."""

AGENTS = ("agent", "admin")
SAME = datetime.timedelta(seconds=2)
"""How soon after a ticket its first comment comes, which is the ticket's own text."""

NOBODY = ("", "-1", "0")

NOTHING = saying(
    "there are no tickets, comments, chats or calls here: export them, or save what the API answers",
    "il n'y a ici ni tickets, ni commentaires, ni chats, ni appels : exportez-les, ou enregistrez ce que répond l'API",
)
NO_CONTACTS = saying("this table tells of no contacts: left out", "ce tableau ne contient aucun contact : ignoré")
DELETED = saying("a ticket that was deleted: left out", "un ticket supprimé : ignoré")
STRANGER = saying(
    "its requester is none of the users who are told: the ticket stays",
    "son demandeur ne figure pas parmi les utilisateurs décrits : le ticket est gardé",
)
INTERNAL = saying(
    "a note within the company, by which nobody is in contact with a customer: left out",
    "une note interne, qui ne met personne en contact avec un client : ignorée",
)
OF_DELETED = saying("its ticket was deleted: left out", "son ticket a été supprimé : ignoré")
OWN_TEXT = saying(
    "the first comment of a ticket is the ticket itself: left out",
    "le premier commentaire d'un ticket est le ticket lui-même : ignoré",
)


@dataclass
class Ticket:
    """What others need to know of a ticket."""

    requester: str | None
    channel: str | None
    created: str | None
    deleted: bool


@dataclass
class Known:
    """What the files tell of tickets, users and groups, by their ids; `users` is None when nobody tells of them."""

    tickets: dict[str, Ticket] = field(default_factory=dict)
    users: set[str] | None = None
    agents: set[str] = field(default_factory=set)
    groups: dict[str, str] = field(default_factory=dict)
    began: dict[str, str] = field(default_factory=dict)
    """When each chat began."""


@dataclass
class Lot:
    """Rows of one sort in one file."""

    sort: str
    file: int
    name: str
    rows: Sequence[Row] | Sheet

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows.rows() if isinstance(self.rows, Sheet) else self.rows)


def parts(files: Sequence[Fetched], mapping: ContactMapping, found: Tally) -> Iterator[Part]:
    """The tickets, comments, chats and calls of all files; BadInput when there are none."""
    told = [each for number, file in enumerate(files) for each in _told(number, file, found)]
    known = Known()
    for each in told:
        _look(each, known)
    contacts = [each for each in told if each.sort in MADE]
    if not contacts:
        raise BadInput(NOTHING())
    for each in contacts:
        made = partial(MADE[each.sort], known=known, found=found)
        rows = (contact for given in each for contact in made(given))
        table = each.rows.table if isinstance(each.rows, Sheet) else None
        yield Part(each.file, each.name, rows, MEANT, table=table)


def _told(number: int, file: Fetched, found: Tally) -> Iterator[Lot]:
    for sheet in sheets(number, file, found):
        sort = next((sort for sort, columns in TABLES.items() if sheet.has(*columns)), None)
        if sort is None:
            found.note(Code.UNMAPPED_VALUE, NO_CONTACTS(), (sheet.name, sheet.table.header, "table"), None)
        else:
            yield Lot(sort, number, sheet.name, sheet)
    if sort_rows := _answer(file):
        for sort, rows in sort_rows.items():
            yield Lot(sort, number, file.files[0].name, rows)


def _answer(file: Fetched) -> dict[str, list[Row]]:
    """The objects of JSON by sort, comments within tickets among them."""
    content: Any = file.content
    if isinstance(content, list):
        content = {"tickets": content} if any(isinstance(each, dict) for each in content) else {}
    if not isinstance(content, dict):
        return {}
    if isinstance(content.get("ticket"), dict):
        content = {**content, "tickets": [content["ticket"]]}
    name = file.files[0].name
    made = {sort: [row(file, each) for each in objects(name, content, sort)] for sort in TABLES if sort in content}
    for ticket in objects(name, content, "tickets"):
        inner = objects(name, ticket, "comments")
        id: dict[str, str | None] = {"ticket_id": str(ticket.get("id"))}
        made.setdefault("comments", []).extend(row(file, each, id) for each in inner)
    return {sort: rows for sort, rows in made.items() if rows or sort in ("tickets",)}


def _look(told: Lot, known: Known) -> None:
    if told.sort == "users":
        known.users = known.users or set()
    for each in told if told.sort in ("tickets", "users", "groups", "events") else ():
        cells = each.cells
        id = cells.get("id") or ""
        if told.sort == "tickets":
            known.tickets[id] = Ticket(_requester(each), _via(each), cells.get("created_at"), _deleted(each))
        elif told.sort == "groups":
            known.groups[id] = cells.get("name") or id
        elif told.sort == "events":
            chat, at = cells.get("chat_id") or "", cells.get("created_at") or ""
            known.began[chat] = min(known.began.get(chat, at), at)
        else:
            assert known.users is not None
            known.users.add(id)
            known.agents |= {id} if cells.get("role") in AGENTS else set()


def _requester(each: Row) -> str | None:
    requester = each.cells.get("requester_id") or ""
    return None if requester in NOBODY else requester


def _via(each: Row) -> str | None:
    return each.cells.get("via_channel") or each.cells.get("via.channel")


def _deleted(each: Row) -> bool:
    gone = (each.cells.get("status") or "").casefold() == "deleted"
    return gone or (each.cells.get("_fivetran_deleted") or "").casefold() == "true"


def _ticket(each: Row, known: Known, found: Tally) -> Iterator[Row]:
    cells, id = each.cells, each.cells.get("id")
    if _deleted(each):
        found.note(Code.DELETED_UPSTREAM, DELETED(), (*each.place, "status"), id)
        yield replace(_made(each, id, None, None, None, id, None, known), gone=Gone.CASE)
        return
    requester = _requester(each)
    if requester and known.users is not None and requester not in known.users:
        found.note(Code.DANGLING_REFERENCE, STRANGER(), (*each.place, "requester_id"), id)
    submitter = cells.get("submitter_id")
    begun = "company" if submitter in known.agents and submitter != requester else None
    if begun is None and requester and known.users is not None and requester in known.users - known.agents:
        begun = "customer"
    yield _made(each, id, requester, cells.get("created_at"), _via(each), id, begun, known)


def _comment(each: Row, known: Known, found: Tally) -> Iterator[Row]:
    cells, case = each.cells, each.cells.get("ticket_id")
    author = cells.get("user_id") or cells.get("author_id")
    at = cells.get("created") or cells.get("created_at")
    ticket = known.tickets.get(case or "")
    if (cells.get("public") or "true").casefold() == "false":
        found.note(Code.UNMAPPED_VALUE, INTERNAL(), (*each.place, "public"), "false")
    elif ticket and ticket.deleted:
        found.note(Code.DELETED_UPSTREAM, OF_DELETED(), (*each.place, "ticket_id"), case)
    elif ticket and author == ticket.requester and _together(ticket.created, at):
        found.note(Code.DUPLICATE_KEY, OWN_TEXT(), (*each.place, "id"), cells.get("id"))
    else:
        customer = ticket.requester if ticket else None if author in known.agents else author
        begun = "company" if author in known.agents else "customer" if author and author == customer else None
        channel = _via(each) or _medium(each) or (ticket.channel if ticket else None)
        yield _made(each, f"comment/{cells.get('id')}", customer, at, channel, case, begun, known)


def _medium(each: Row) -> str | None:
    flags = {"voice_comment": "voice", "facebook_comment": "facebook", "tweet": "twitter"}
    return next((name for flag, name in flags.items() if (each.cells.get(flag) or "").casefold() == "true"), None)


_read = times.reader("UTC", ())


def _together(one: str | None, other: str | None) -> bool:
    first, second = _read(one or ""), _read(other or "")
    return first is not None and second is not None and abs(second - first) <= SAME


def _chat(each: Row, known: Known, found: Tally) -> Iterator[Row]:
    cells, case = each.cells, each.cells.get("ticket_id")
    id = cells.get("chat_id") or cells.get("id") or ""
    ticket = known.tickets.get(case or "")
    customer = (ticket.requester if ticket else None) or cells.get("visitor_id") or cells.get("visitor.id")
    at = known.began.get(id) or cells.get("timestamp") or cells.get("session.start_date") or cells.get("created_at")
    yield _made(each, f"chat/{id}", customer, at, cells.get("channel") or "chat", case, None, known)


def _call(each: Row, known: Known, found: Tally) -> Iterator[Row]:
    cells, case = each.cells, each.cells.get("ticket_id")
    ticket = known.tickets.get(case or "")
    customer = cells.get("customer_id") or (ticket.requester if ticket else None)
    at = cells.get("created_at")
    yield _made(each, f"call/{cells.get('id')}", customer, at, "voice", case, cells.get("direction"), known)


def _made(
    each: Row, id: str | None, customer: str | None, at: str | None, channel: str | None, case: str | None,
    direction: str | None, known: Known,
) -> Row:  # fmt: skip
    group = each.cells.get("group_id") or each.cells.get("department_name")
    made = {
        "contact": id, "customer": customer, "began": at, "channel": channel, "ticket": case, "direction": direction,
        "department": known.groups.get(group or "", group),
    }  # fmt: skip
    version = each.cells.get("updated_at") or each.cells.get("_fivetran_start") or ""
    return Row(each.place, {**each.cells, **made}, version)


MADE = {"tickets": _ticket, "comments": _comment, "chats": _chat, "calls": _call}
"""What makes contacts of rows, by their sort."""

KIND = Kind(
    name="zendesk",
    description=both(
        "Zendesk: tickets with comments, chats and calls, as tables or as the API answers them",
        "Zendesk : tickets avec commentaires, chats et appels, en tableaux ou tels que l'API les donne",
    ),
    example="parcours import zendesk tickets.json users.json --mapping zendesk.yaml --source zendesk",
    suffixes=(".csv", ".json"),
    fetch=fetch,
    transform=partial(records.transform, parts=parts),
    family=Family.OBSERVED,
    together=True,
)
