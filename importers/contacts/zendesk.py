"""Zendesk: tickets with their comments, chats and calls, from table exports or as the API gives them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
from importers.contacts.zendesk_known import LOOKED_AT, NOBODY, VOICE, Known, is_deleted, is_voice, requester, true, via
from importers.kind import Fetched, Kind
from importers.reading.pages import objects

MEANT = ContactMapping(
    columns=ContactColumns(
        id="contact", customer="customer", at="began", channel="channel", reason="type", case="ticket",
        direction="direction", department="department", closedAt=["solved_at", "metric_set.solved_at"],
        updatedAt=["updated_at", "_fivetran_start"],
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

CALLED = {"ticket_comments": "comments", "side_conversations": "side"}
"""What lists are called beside the names of tables."""

DELETED_TICKETS = "deleted_tickets"
"""The list of tickets that the API keeps for a while after they were deleted."""

OTHER = "\0other"
"""What is none of these, under a name that no system gives a list."""

SIDE = "side_conversation"
"""The channel of what the company writes to others beside a ticket."""

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
    "the comment that opens a ticket is the ticket itself: left out",
    "le commentaire qui ouvre un ticket est le ticket lui-même : ignoré",
)
OF_CALL = saying(
    "the comment of a call that stands here, too: left out", "le commentaire d'un appel qui figure ici aussi : ignoré"
)
OF_TICKET = saying(
    "the ticket {ticket} was opened by it, and is the same contact: left out",
    "le ticket {ticket} en est né, et c'est le même contact : ignoré",
)
BESIDE = saying(
    "a side conversation, by which no customer is in contact: left out",
    "une conversation annexe, qui ne met aucun client en contact : ignorée",
)
MACHINE = saying("written by no person: left out", "écrit par un automate : ignoré")
AGENT = saying(
    "an agent is no customer: the contact stays, of nobody",
    "un agent n'est pas un client : le contact est gardé, sans client",
)


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
    read = times.reader(mapping.timezone, mapping.dates, mapping.since)
    known = Known(mapping.columns.names("reason") or ["type"], read)
    for sort in LOOKED_AT:
        known.look(sort, (each for lot in told if lot.sort == sort for each in lot))
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
        if (sort := _sort(sheet.table.columns)) is None:
            found.note(Code.UNMAPPED_VALUE, NO_CONTACTS(), (sheet.name, sheet.table.header, "table"), None)
        else:
            yield Lot(sort, number, sheet.name, sheet)
    for sort, rows in _answer(file).items():
        if sort in TABLES:
            yield Lot(sort, number, file.files[0].name, rows)
        for each in rows if sort not in TABLES else ():
            found.note(Code.UNMAPPED_VALUE, BESIDE() if sort == "side" else NO_CONTACTS(), (*each.place, sort))


def _sort(columns: Sequence[str]) -> str | None:
    """What has these columns."""
    return next((sort for sort, names in TABLES.items() if {*names} <= {*columns}), None)


def _answer(file: Fetched) -> dict[str, list[Row]]:
    """The objects of JSON by sort, comments within tickets among them."""
    content: Any = file.content
    name = file.files[0].name
    if isinstance(content, list):
        content = _sorted(objects(name, content)) if any(isinstance(each, dict) for each in content) else {}
    if not isinstance(content, dict):
        return {}
    if isinstance(content.get("ticket"), dict):
        content = {**content, "tickets": [content["ticket"]]}
    if _sort([*content]) == "tickets":
        content = {"tickets": [content]}
    lists = {CALLED.get(sort, sort): objects(name, content, sort) for sort in (*TABLES, *CALLED) if sort in content}
    if OTHER in content:
        lists[OTHER] = content[OTHER]
    made = {sort: [row(file, each) for each in held] for sort, held in lists.items()}
    gone = [row(file, each, {"status": "deleted"}) for each in objects(name, content, DELETED_TICKETS)]
    if gone:
        made["tickets"] = [*made.get("tickets", ()), *gone]
    for ticket in lists.get("tickets", ()):
        inner = objects(name, ticket, "comments")
        id: dict[str, str | None] = {"ticket_id": str(ticket.get("id"))}
        made.setdefault("comments", []).extend(row(file, each, id) for each in inner)
    return {sort: rows for sort, rows in made.items() if rows or sort == "tickets"}


def _sorted(several: list[Any]) -> dict[str, list[Any]]:
    """The objects of a list, which may hold some of each sort."""
    found: dict[str, list[Any]] = {}
    for each in several:
        found.setdefault(_sort([*each]) or ("tickets" if "ticket_id" not in each else OTHER), []).append(each)
    return found


def _ticket(each: Row, known: Known, found: Tally) -> Iterator[Row]:
    cells, id = each.cells, each.cells.get("id")
    if is_deleted(each) or known.tickets[id or ""].deleted:
        found.note(Code.DELETED_UPSTREAM, DELETED(), (*each.place, "status"), id)
        yield replace(_made(each, id, None, None, None, id, None, known), gone=Gone.CASE)
        return
    if via(each) == SIDE:
        found.note(Code.UNMAPPED_VALUE, BESIDE(), (*each.place, "via"), SIDE)
        return
    customer = requester(each)
    if customer and known.users is not None and customer not in known.users:
        found.note(Code.DANGLING_REFERENCE, STRANGER(), (*each.place, "requester_id"), id)
    if customer in known.agents:
        found.note(Code.WITHHELD, AGENT(), (*each.place, "requester_id"))
        customer = None
    opened = known.opened_by(id)
    at = opened.at if opened and opened.at else cells.get("created_at")
    begun = (opened.direction if opened else None) or _begun(each, customer, known)
    yield _made(each, id, customer, at, via(each), id, begun, known)


def _begun(each: Row, customer: str | None, known: Known) -> str | None:
    """Who began a ticket; that an agent writes down what a caller says tells nothing."""
    if via(each) in VOICE:
        way = each.cells.get("via.source.rel") or each.cells.get("via_source_rel")
        return "inbound" if way == "voicemail" else way if way in ("inbound", "outbound") else None
    submitter = each.cells.get("submitter_id")
    if submitter in known.agents and submitter != customer:
        return "company"
    return "customer" if customer and known.users is not None and customer in known.users - known.agents else None


def _comment(each: Row, known: Known, found: Tally) -> Iterator[Row]:
    cells, case = each.cells, each.cells.get("ticket_id")
    author = cells.get("user_id") or cells.get("author_id")
    ticket = known.tickets.get(case or "")
    channel = via(each) or ("voice" if is_voice(each) else _medium(each))
    if (cells.get("public") or "true").casefold() == "false":
        found.note(Code.UNMAPPED_VALUE, INTERNAL(), (*each.place, "public"), "false")
    elif ticket and ticket.deleted:
        found.note(Code.DELETED_UPSTREAM, OF_DELETED(), (*each.place, "ticket_id"), case)
    elif SIDE in (channel, ticket and ticket.channel):
        found.note(Code.UNMAPPED_VALUE, BESIDE(), (*each.place, "via"), SIDE)
    elif author in NOBODY:
        found.note(Code.UNMAPPED_VALUE, MACHINE(), (*each.place, "author_id"), author)
    elif known.opens(each):
        found.note(Code.DUPLICATE_KEY, OWN_TEXT(), (*each.place, "id"), cells.get("id"))
    elif is_voice(each) and known.of_call(each):
        found.note(Code.DUPLICATE_KEY, OF_CALL(), (*each.place, "id"), cells.get("id"))
    else:
        # Of a comment alone, without its ticket and without users, nobody knows whether an agent wrote it.
        stranger = known.users is None or author in known.agents
        customer = ticket.requester if ticket else None if stranger else author
        begun = "company" if author in known.agents else "customer" if author and author == customer else None
        at = cells.get("created") or cells.get("created_at")
        channel = channel or (ticket.channel if ticket else None)
        yield _made(each, f"comment/{cells.get('id')}", customer, at, channel, case, begun, known)


def _medium(each: Row) -> str | None:
    flags = {"facebook_comment": "facebook", "tweet": "twitter"}
    return next((name for flag, name in flags.items() if true(each, flag)), None)


def _chat(each: Row, known: Known, found: Tally) -> Iterator[Row]:
    cells = each.cells
    id = cells.get("chat_id") or cells.get("id") or ""
    visitor = cells.get("visitor_id") or cells.get("visitor.id")
    at = known.began.get(id) or cells.get("timestamp") or cells.get("session.start_date") or cells.get("created_at")
    yield from _exchange(each, f"chat/{id}", None, visitor, at, cells.get("channel") or "chat", None, known, found)


def _call(each: Row, known: Known, found: Tally) -> Iterator[Row]:
    cells, id = each.cells, f"call/{each.cells.get('id')}"
    at, way = cells.get("created_at"), cells.get("direction")
    yield from _exchange(each, id, cells.get("customer_id"), None, at, "voice", way, known, found)


def _exchange(
    each: Row, id: str, caller: str | None, visitor: str | None, at: str | None, channel: str, way: str | None,
    known: Known, found: Tally,
) -> Iterator[Row]:  # fmt: skip
    """A call or a chat, unless a ticket stands for it."""
    case = each.cells.get("ticket_id")
    ticket = known.tickets.get(case or "")
    opened = known.opened_by(case)
    if opened and opened.id == id:
        found.note(Code.DUPLICATE_KEY, OF_TICKET(ticket=case), (*each.place, "id"), each.cells.get("id"))
    else:
        customer = caller or (ticket.requester if ticket else None) or visitor
        customer = None if customer in known.agents else customer
        yield _made(each, id, customer, at, channel, case, way, known)


def _made(
    each: Row, id: str | None, customer: str | None, at: str | None, channel: str | None, case: str | None,
    direction: str | None, known: Known,
) -> Row:  # fmt: skip
    group = each.cells.get("group_id") or each.cells.get("department_name")
    made = {
        "contact": id, "customer": customer, "began": at, "channel": channel, "ticket": case, "direction": direction,
        "department": known.groups.get(group or "", group),
    }  # fmt: skip
    cells = each.cells if id == case else known.with_reason(each.cells, case)
    return Row(each.place, {**cells, **made})


MADE = {"tickets": _ticket, "comments": _comment, "chats": _chat, "calls": _call}
"""What makes contacts of rows, by their sort."""

KIND = Kind(
    name="zendesk",
    description=both(
        "Zendesk: tickets with comments, chats and calls, as tables or as the API answers them",
        "Zendesk : tickets avec commentaires, chats et appels, en tableaux ou tels que l'API les donne",
    ),
    example="parcours import zendesk tickets.json users.json --mapping zendesk.yaml --source zendesk",
    suffixes=SUFFIXES,
    fetch=fetch,
    transform=partial(records.transform, parts=parts),
    family=Family.OBSERVED,
    together=True,
)
