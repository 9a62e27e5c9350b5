"""Twilio: calls and messages, from table exports or as the API gives them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from graph.errors import BadInput
from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.saying import saying
from importers.contacts import records
from importers.contacts.contact_mapping import ContactColumns, ContactMapping
from importers.contacts.files import SUFFIXES, fetch, row, sheets
from importers.contacts.rows import Part, Row
from importers.contacts.twilio_legs import Legs, address, inward
from importers.kind import Fetched, Kind
from importers.reading.pages import objects
from importers.reading.table import Table
from importers.rows import first_mapping

MEANT = ContactMapping(
    columns=ContactColumns(
        id=["id", "sid", "call_sid", "message_sid"],
        customer="customer",
        at="began",
        channel="channel",
        direction="way",
        closedAt="end_time",
        updatedAt=["date_updated", "updated_at"],
    ),
    numbers=["customer"],
)
CALL, MESSAGE = "call", "sms"
BEGAN = {
    CALL: ("start_time", "start_date", "started_at", "created_at", "date_created", "created_date", "date"),
    MESSAGE: ("date_sent", "sent_date", "created_at", "date_created", "created_date", "date"),
}
"""When each began, by the columns that may tell."""

MESSAGES = frozenset(("date_sent", "sent_date", "num_segments", "body", "num_media"))
"""Columns that messages have and calls have not."""

NOTHING = saying(
    "there are no calls and no messages here: export these tables, or save what the API answers",
    "il n'y a ici ni appels ni messages : exportez ces tableaux, ou enregistrez ce que répond l'API",
)
NEITHER = saying(
    "this table tells of no calls and no messages: left out",
    "ce tableau ne contient ni appels ni messages : ignoré",
)
PUT_THROUGH = saying(
    "a part of another call, by which it was put through: left out",
    "segment d'un autre appel, issu d'un transfert : ignoré",
)


NO_TIME = saying(
    "no column tells when this was: say columns: {{at: …}}; there are {columns}",
    "aucune colonne ne dit quand c'était : indiquez columns: {{at: …}} ; il y a {columns}",
)
COMPANY = saying(
    "both ends of it are the company's own: the contact stays, of nobody",
    "les deux bouts sont à l'entreprise : le contact est gardé, sans client",
)


@dataclass(frozen=True)
class Lot:
    """The calls or the messages of one file."""

    file: int
    name: str
    channel: str
    rows: Callable[[], Iterable[Row]]
    """They are read twice."""
    table: Table | None = None


def parts(files: Sequence[Fetched], mapping: ContactMapping, found: Tally) -> Iterator[Part]:
    """The calls and messages of all files; BadInput when there are none, or nobody knows when they were."""
    lots = [lot for number, file in enumerate(files) for lot in _lots(number, file, found)]
    if not lots:
        raise BadInput(NOTHING())
    country = mapping.country
    legs = Legs(each for own in mapping.nobody for each in (own, address(own), address(own, country)) if each)
    for lot in lots:
        if lot.table and mapping.columns.at is None:
            _timed(lot.table, lot.channel)
        for each in lot.rows():
            legs.look(_told(each, country))
    for lot in lots:
        yield Part(lot.file, lot.name, _contacts(lot, legs, country, found), MEANT, table=lot.table)


def _lots(number: int, file: Fetched, found: Tally) -> Iterator[Lot]:
    for sheet in sheets(number, file, found):
        columns = {_plain(name) for name in sheet.table.columns}
        if {"from", "to", "direction"} <= columns:
            yield Lot(number, sheet.name, MESSAGE if columns & MESSAGES else CALL, sheet.rows, sheet.table)
        else:
            found.note(Code.UNMAPPED_VALUE, NEITHER(), (sheet.name, sheet.table.header, "table"), None)
    for channel, several in _answer(file).items():
        if several:
            yield Lot(number, file.files[0].name, channel, partial(map, partial(row, file), several))


def _answer(file: Fetched) -> dict[str, list[Any]]:
    """The calls and messages of an answer, or of a list of some."""
    name, content = file.files[0].name, file.content
    if isinstance(content, dict):
        return {CALL: objects(name, content, "calls"), MESSAGE: objects(name, content, "messages")}
    told = [] if sheets_of(content) else objects(name, content)
    several = [each for each in told if {"from", "to", "direction"} <= {*each}]
    messages = [each for each in several if MESSAGES & {*each}]
    return {CALL: [each for each in several if each not in messages], MESSAGE: messages}


def sheets_of(content: Any) -> bool:
    """Whether the content of a file is tables."""
    return isinstance(content, list) and any(isinstance(each, Table) for each in content)


def _timed(table: Table, channel: str) -> None:
    """BadInput when no column of a table tells when things were."""
    if not {_plain(name) for name in table.columns} & {*BEGAN[channel]}:
        raise BadInput(NO_TIME(columns=", ".join(map(repr, filter(None, table.columns)))))


def _told(each: Row, country: str | None) -> dict[str, str | None]:
    """The cells of a row under the plain names of their columns; of who spoke, each in one way of writing."""
    cells = {_plain(name): value for name, value in each.cells.items()}
    return cells | {end: address(cells.get(end), country) for end in ("from", "to")}


@cache
def _plain(name: str) -> str:
    return first_mapping.plain(name).replace(" ", "_")


def _contacts(lot: Lot, legs: Legs, country: str | None, found: Tally) -> Iterator[Row]:
    for each in lot.rows():
        cells = _told(each, country)
        if (parent := legs.within(cells)) or legs.forwarded(cells):
            found.note(Code.DUPLICATE_KEY, PUT_THROUGH(), (*each.place, "direction"), parent)
            continue
        outer, incoming = legs.outer(cells)
        if outer in legs.own:
            found.note(Code.WITHHELD, COMPANY(), (*each.place, "from" if inward(cells) else "to"))
            outer = None
        made = {
            "customer": outer,
            "channel": _called(lot.channel, outer),
            "began": next((value for name in BEGAN[lot.channel] if (value := cells.get(name))), None),
            "way": None if incoming is None else "inbound" if incoming else "outbound",
        }
        yield Row(each.place, {**cells, **each.cells, **made})


def _called(channel: str, party: str | None) -> str:
    """The channel, or the service of others that the address names: whatsapp:+33…"""
    scheme, found, _ = (party or "").partition(":")
    return scheme if found and scheme not in ("sip", "client", "tel") else channel


KIND = Kind(
    name="twilio",
    description=both(
        "Twilio: calls and messages, as tables or as the API answers them",
        "Twilio : appels et messages, en tableaux ou tels que l'API les donne",
    ),
    example="parcours import twilio calls.csv messages.csv --mapping twilio.yaml --source telephony",
    suffixes=SUFFIXES,
    fetch=fetch,
    transform=partial(records.transform, parts=parts),
    family=Family.OBSERVED,
    together=True,
)
