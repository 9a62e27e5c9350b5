"""What the files of Zendesk tell of one another: tickets and users, and which of them are one and the same event."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from importers.contacts import times
from importers.contacts.rows import Row

AGENTS = ("agent", "admin")
NOBODY = ("-1", "0")
VOICE = ("voice", "phone", "api_voice", "phone_call_inbound", "phone_call_outbound", "voicemail")
CHAT = ("chat", "messaging", "native_messaging", "whatsapp", "line", "web_messaging", "web_widget_chat")
"""The channels of tickets that calls and chats open."""

SPOKEN = ("voicecomment", "tpevoicecomment")
"""The types of comments that calls leave."""

SOON = datetime.timedelta(minutes=1)
"""How soon after a ticket the comment comes that is its own text."""

NEAR = datetime.timedelta(hours=1)
"""How near a ticket is to the call or chat that opened it, and a comment to the end of its call."""

LOOKED_AT = ("users", "groups", "tickets", "events", "calls", "chats", "comments")
"""What others need to be known, in this order."""


@dataclass
class Ticket:
    """What others need to know of a ticket."""

    requester: str | None
    channel: str | None
    created: datetime.datetime | None
    changed: datetime.datetime | None
    deleted: bool
    reason: Mapping[str, str]
    """What its reason stands in, by the column."""


@dataclass
class Exchange:
    """A call or a chat, by the id of its contact."""

    id: str
    at: str | None
    moment: datetime.datetime | None
    lasts: datetime.timedelta
    direction: str | None = None


class Known:
    """What the files tell of tickets, users and groups, by their ids; `users` is None when nobody tells of them."""

    def __init__(self, reasons: Sequence[str], read: times.Read) -> None:
        self._read = read
        self.tickets: dict[str, Ticket] = {}
        self.users: set[str] | None = None
        self.agents: set[str] = set()
        self.groups: dict[str, str] = {}
        self.began: dict[str, str] = {}
        """When each chat began."""
        self._reasons = reasons
        self._calls: set[str] = set()
        self._of_ticket: dict[str, list[Exchange]] = {}
        self._first: dict[str, tuple[datetime.datetime, str, bool]] = {}
        """The first public comment of each ticket: when, which, and whether it is of a call or chat."""

    def look(self, sort: str, rows: Iterable[Row]) -> None:
        """What rows of one sort tell."""
        for each in rows:
            cells, id = each.cells, each.cells.get("id") or ""
            if sort == "users":
                self.users = self.users if self.users is not None else set()
                self.users.add(id)
                self.agents |= {id} if cells.get("role") in AGENTS else set()
            elif sort == "groups":
                self.groups[id] = cells.get("name") or id
            elif sort == "tickets":
                self._ticket(each, id)
            elif sort == "events":
                chat, at = cells.get("chat_id") or "", cells.get("created_at") or ""
                self.began[chat] = min(self.began.get(chat, at), at)
            elif sort == "comments":
                self._comment(each)
            else:
                self._exchange(each, sort)

    def _ticket(self, each: Row, id: str) -> None:
        """A ticket; of several copies the newest."""
        cells = each.cells
        told = {name: value for name in self._reasons if (value := cells.get(name))}
        changed = self._read(cells.get("updated_at") or cells.get("_fivetran_start") or "").at
        known = self.tickets.get(id)
        if known is None or known.changed is None or changed is None or changed >= known.changed:
            created = self._read(cells.get("created_at") or "").at
            self.tickets[id] = Ticket(requester(each), via(each), created, changed, is_deleted(each), told)

    def _exchange(self, each: Row, sort: str) -> None:
        """A call or a chat, with its ticket."""
        cells = each.cells
        id = (cells.get("chat_id") if sort == "chats" else None) or cells.get("id") or ""
        at = self.began.get(id) or cells.get("timestamp") or cells.get("session.start_date") or cells.get("created_at")
        if sort == "calls":
            self._calls.add(id)
        seconds = cells.get("duration") or ""
        lasts = datetime.timedelta(seconds=int(seconds) if seconds.isdecimal() and len(seconds) < 7 else 0)
        told = Exchange(f"{sort.removesuffix('s')}/{id}", at, self._read(at or "").at, lasts, cells.get("direction"))
        if ticket := cells.get("ticket_id"):
            self._of_ticket.setdefault(ticket, []).append(told)

    def _comment(self, each: Row) -> None:
        at = self._read(each.cells.get("created") or each.cells.get("created_at") or "").at
        ticket = each.cells.get("ticket_id")
        if at and ticket and (each.cells.get("public") or "true").casefold() != "false":
            told = (at, each.cells.get("id") or "", is_voice(each) or via(each) in CHAT)
            self._first[ticket] = min(self._first.get(ticket, told), told)

    def opened_by(self, ticket: str | None) -> Exchange | None:
        """The call or chat that a ticket stands for: the first of one that came by such a channel, if it is near."""
        told = self.tickets.get(ticket or "")
        several = self._of_ticket.get(ticket or "")
        if told is None or told.created is None or not several:
            return None
        sort = "call/" if told.channel in VOICE else "chat/" if told.channel in CHAT else None
        fit = [each for each in several if each.moment and sort and each.id.startswith(sort)]
        first = min(fit, key=lambda each: (each.moment, each.id), default=None)
        if first is None or first.moment is None or abs(told.created - first.moment) > NEAR + first.lasts:
            return None
        return first

    def opens(self, comment: Row) -> bool:
        """Whether a comment is the first of its ticket, and came with it: at once, or as what was said on the line."""
        ticket = self.tickets.get(comment.cells.get("ticket_id") or "")
        first = self._first.get(comment.cells.get("ticket_id") or "")
        if ticket is None or ticket.created is None or first is None or first[1] != (comment.cells.get("id") or ""):
            return False
        spoken = first[2] and ticket.channel in (*VOICE, *CHAT)
        return abs(first[0] - ticket.created) <= (NEAR if spoken else SOON)

    def of_call(self, comment: Row) -> bool:
        """Whether the call of a comment stands in the files, too."""
        if call := comment.cells.get("data.call_id") or comment.cells.get("call_id"):
            return call in self._calls
        at = self._read(comment.cells.get("created") or comment.cells.get("created_at") or "").at
        several = self._of_ticket.get(comment.cells.get("ticket_id") or "", ())
        return at is not None and any(
            each.id.startswith("call/") and each.moment and each.moment <= at <= each.moment + each.lasts + NEAR
            for each in several
        )

    def with_reason(self, cells: Mapping[str, str | None], ticket: str | None) -> dict[str, str | None]:
        """The cells of a part of a ticket, with the ticket's reason: the type of a comment is none."""
        told = self.tickets.get(ticket or "")
        own = {name: value for name, value in cells.items() if name != "type"}
        return {**(told.reason if told else {}), **{name: value for name, value in own.items() if value}}


def requester(each: Row) -> str | None:
    """Whose a ticket is."""
    asked = each.cells.get("requester_id")
    return None if asked in NOBODY else asked or None


def via(each: Row) -> str | None:
    """The channel of a ticket or a comment."""
    return each.cells.get("via_channel") or each.cells.get("via.channel")


def is_deleted(each: Row) -> bool:
    """Whether a ticket is no more."""
    return (each.cells.get("status") or "").casefold() == "deleted" or true(each, "_fivetran_deleted")


def is_voice(each: Row) -> bool:
    """Whether a comment is what a call left."""
    kind = (each.cells.get("type") or "").casefold()
    return kind in SPOKEN or true(each, "voice_comment") or via(each) in VOICE


def true(each: Row, flag: str) -> bool:
    """Whether a flag is set."""
    return (each.cells.get(flag) or "").casefold() == "true"
