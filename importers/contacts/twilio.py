"""Twilio: calls and messages, from table exports or as the API gives them."""

from collections.abc import Iterator, Sequence
from email.utils import parsedate_to_datetime
from functools import partial

from graph.errors import BadInput
from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.saying import saying
from importers.contacts import records
from importers.contacts.contact_mapping import ContactColumns, ContactMapping
from importers.contacts.files import fetch, row, sheets
from importers.contacts.records import Part, Row
from importers.kind import Fetched, Kind
from importers.reading.pages import objects

MEANT = ContactMapping(
    columns=ContactColumns(
        id=["id", "sid", "call_sid", "message_sid"],
        customer="customer",
        at="began",
        channel="channel",
        direction="direction",
        closedAt="ended",
    )
)
CALL, MESSAGE = "call", "sms"
BEGAN = {CALL: ("start_time", "created_at", "date_created"), MESSAGE: ("date_sent", "created_at", "date_created")}
"""When each began, by the columns that may tell."""

LEG = "outbound-dial"
"""The direction of the part of a call by which it is put through to somebody of the company."""

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


def parts(files: Sequence[Fetched], mapping: ContactMapping, found: Tally) -> Iterator[Part]:
    """The calls and messages of all files; BadInput when there are none."""
    several = [each for number, file in enumerate(files) for each in _parts(number, file, found)]
    if not several:
        raise BadInput(NOTHING())
    yield from several


def _parts(number: int, file: Fetched, found: Tally) -> Iterator[Part]:
    for sheet in sheets(number, file, found):
        channel = _channel({_plain(name) for name in sheet.table.columns})
        if channel is None:
            found.note(Code.UNMAPPED_VALUE, NEITHER(), (sheet.name, sheet.table.header, "table"), None)
        else:
            yield Part(number, sheet.name, _contacts(sheet.rows(), channel, found), MEANT, table=sheet.table)
    if isinstance(file.content, dict):
        for name, channel in (("calls", CALL), ("messages", MESSAGE)):
            if isinstance(file.content.get(name), list):
                rows = (row(file, each) for each in objects(file.files[0].name, file.content, name))
                yield Part(number, file.files[0].name, _contacts(rows, channel, found), MEANT)


def _channel(columns: set[str]) -> str | None:
    if not {"from", "to", "direction"} <= columns:
        return None
    return MESSAGE if columns & {"date_sent", "num_segments", "body"} else CALL


def _plain(name: str) -> str:
    return name.casefold().replace(" ", "_")


def _contacts(rows: Iterator[Row], channel: str, found: Tally) -> Iterator[Row]:
    for each in rows:
        cells = {_plain(name): value for name, value in each.cells.items()}
        direction = (cells.get("direction") or "").casefold()
        parent = cells.get("parent_call_id") or cells.get("parent_call_sid")
        if direction == LEG and parent:
            found.note(Code.DUPLICATE_KEY, PUT_THROUGH(), (*each.place, "direction"), parent)
            continue
        outer = cells.get("from") if direction == "inbound" else cells.get("to")
        made = {
            "customer": _party(outer),
            "channel": _called(channel, outer),
            "began": next((_moment(value) for name in BEGAN[channel] if (value := cells.get(name))), None),
            "ended": _moment(cells.get("end_time")),
        }
        yield Row(each.place, {**cells, **each.cells, **made})


def _party(text: str | None) -> str | None:
    """A telephone number in one way of writing; any other address as it is."""
    number = (text or "").rpartition(":")[2]
    digits = "".join(char for char in number if char.isdigit())
    return digits if len(digits) > 4 and not any(char.isalpha() for char in number) else number or None


def _called(channel: str, party: str | None) -> str:
    """The channel, or the service of others that the address names: whatsapp:+33…"""
    scheme, found, _ = (party or "").partition(":")
    return scheme if found and scheme not in ("sip", "client", "tel") else channel


def _moment(text: str | None) -> str | None:
    """A time as the API writes it (RFC 2822) in ISO 8601; any other as it is."""
    try:
        return parsedate_to_datetime(text).isoformat() if text and text[:1].isalpha() else text
    except ValueError:
        return text


KIND = Kind(
    name="twilio",
    description=both(
        "Twilio: calls and messages, as tables or as the API answers them",
        "Twilio : appels et messages, en tableaux ou tels que l'API les donne",
    ),
    example="parcours import twilio calls.csv messages.csv --mapping twilio.yaml --source telephony",
    suffixes=(".csv", ".json"),
    fetch=fetch,
    transform=partial(records.transform, parts=parts),
    family=Family.OBSERVED,
    together=True,
)
