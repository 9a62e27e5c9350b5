"""Intercom: conversations and the comments within them, from table exports or as the API gives them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from graph.errors import BadInput
from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.saying import saying
from importers.contacts import records
from importers.contacts.contact_mapping import ContactColumns, ContactMapping
from importers.contacts.files import SUFFIXES, Sheet, fetch, row, sheets
from importers.contacts.rows import Gone, Part, Row
from importers.kind import Fetched, Kind
from importers.reading.pages import objects

MEANT = ContactMapping(
    columns=ContactColumns(
        id="contact", customer="customer", at="created_at", channel=["source_type", "source.type"], case="conversation",
        direction="began", department="department", closedAt="statistics.last_close_at",
        updatedAt=["updated_at", "_fivetran_start"],
    )
)  # fmt: skip
CUSTOMERS = ("user", "lead", "contact", "visitor")
INTERNAL = "note"
"""How the types of parts begin that only the company reads."""

BEGAN = {"customer_initiated": "customer", "operator_initiated": "company", "admin_initiated": "company",
         "automated": "company", "campaigns_initiated": "company"}  # fmt: skip
"""Who began a conversation, by the way in which it was delivered."""

GONE = ("false", "0")
NO_WORDS = re.compile(r"<(?!img|iframe|video)[^>]*>|&nbsp;|\s", re.IGNORECASE)
"""What says nothing in a text as HTML."""

DELETIONS = ("deleted", "is_deleted", "_fivetran_deleted")
"""The columns in which it stands that something was deleted."""

DELETED = saying("deleted in Intercom: left out", "supprimé dans Intercom : ignoré")
NOTHING = saying(
    "there are no conversations here: export conversation_history, or save what the API answers",
    "il n'y a ici aucune conversation : exportez conversation_history, ou enregistrez ce que répond l'API",
)
NO_CONTACT = saying(
    "{what}: nobody is in contact with anybody by it: left out",
    "{what} ne met personne en contact : ignoré",
)


@dataclass
class Known:
    """What the files tell of conversations beside themselves: whose they are, and on which channel."""

    customers: dict[str, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)


def parts(files: Sequence[Fetched], mapping: ContactMapping, found: Tally) -> Iterator[Part]:
    """The conversations and comments of all files; BadInput when there are none."""
    tables = [sheet for number, file in enumerate(files) for sheet in sheets(number, file, found)]
    known = Known()
    for sheet in tables:
        _look(sheet, known)
    several = [part for sheet in tables if (part := _of_table(sheet, known, found))]
    for number, file in enumerate(files):
        several += [Part(number, file.files[0].name, _of_answer(file, found), MEANT)] if _conversations(file) else []
    if not several:
        raise BadInput(NOTHING())
    yield from several


def _look(sheet: Sheet, known: Known) -> None:
    if sheet.has("conversation_id", "contact_id"):
        for each in sheet.rows():
            if (each.cells.get("_fivetran_active") or "").casefold() not in GONE:
                known.customers.setdefault(str(each.cells["conversation_id"]), str(each.cells["contact_id"]))
    elif sheet.has("id", "source_type"):
        for each in sheet.rows():
            known.channels[str(each.cells["id"])] = each.cells["source_type"] or ""
            if each.cells.get("source_author_type") in CUSTOMERS and each.cells.get("source_author_id"):
                known.customers.setdefault(str(each.cells["id"]), str(each.cells["source_author_id"]))
    elif sheet.has("id", "name") and not sheet.has("email"):
        known.teams |= {str(each.cells["id"]): each.cells["name"] or "" for each in sheet.rows()}


def _of_table(sheet: Sheet, known: Known, found: Tally) -> Part | None:
    if sheet.has("id", "source_type"):
        rows = (_conversation(each, known, found) for each in sheet.rows())
    elif sheet.has("id", "conversation_id", "part_type"):
        rows = (made for each in sheet.rows() if (made := _comment(each, known, found)))
    else:
        return None
    return Part(sheet.file, sheet.name, (each for each in rows), MEANT, table=sheet.table)


def _conversation(each: Row, known: Known, found: Tally) -> Row:
    cells = each.cells
    id = cells.get("id")
    made = {
        "contact": id, "conversation": id, "customer": known.customers.get(id or ""),
        "began": BEGAN.get(cells.get("source_delivered_as") or cells.get("source.delivered_as") or ""),
        "department": known.teams.get(cells.get("team_assignee_id") or ""),
    }  # fmt: skip
    return Row(each.place, {**cells, **made}, _version(each), gone=Gone.CASE if _is_deleted(each, found) else None)


def _is_deleted(each: Row, found: Tally) -> bool:
    """Whether a system says that it deleted what the row tells of; it is noted."""
    column = next((name for name in DELETIONS if (each.cells.get(name) or "").casefold() == "true"), None)
    if column is not None:
        found.note(Code.DELETED_UPSTREAM, DELETED(), (*each.place, column), "true")
    return column is not None


def _comment(each: Row, known: Known, found: Tally) -> Row | None:
    cells = each.cells
    what = cells.get("part_type") or ""
    told = what == "comment" or _says(cells)  # whatever it did beside: close, assign, open again
    if _is_bot(cells):
        what, told = "bot", False
    if not told or what.startswith(INTERNAL):
        found.note(Code.UNMAPPED_VALUE, NO_CONTACT(what=what), (*each.place, "part_type"), what)
        return None
    case = cells.get("conversation_id") or ""
    by_customer = cells.get("author_type") in CUSTOMERS
    made = {
        "contact": f"part/{cells.get('id')}", "conversation": case or None,
        "customer": known.customers.get(case) or (cells.get("author_id") if by_customer else None),
        "source_type": known.channels.get(case), "began": "customer" if by_customer else "company",
    }  # fmt: skip
    return Row(each.place, {**cells, **made}, _version(each), gone=Gone.CONTACT if _is_deleted(each, found) else None)


def _says(cells: Mapping[str, str | None]) -> bool:
    """Whether a part carries a message: a text, a picture or a file."""
    return bool(NO_WORDS.sub("", cells.get("body") or "") or cells.get("attachments.url"))


def _is_bot(cells: Mapping[str, str | None]) -> bool:
    """Whether a program wrote it, in its own name or in that of an agent."""
    return cells.get("author_type") == "bot" or "true" in (
        cells.get("author.from_ai_agent"),
        cells.get("from_ai_agent"),
    )


def _version(each: Row) -> str:
    """Which row of a history counts before all: the one that is active."""
    return str(int((each.cells.get("_fivetran_active") or "").casefold() not in GONE))


def _conversations(file: Fetched) -> list[Any]:
    content = file.content
    alone = isinstance(content, dict) and content.get("type") == "conversation"
    return objects(file.files[0].name, content, "conversations", "data") or ([content] if alone else [])


def _of_answer(file: Fetched, found: Tally) -> Iterator[Row]:
    for each in _conversations(file):
        known = Known()
        whole = row(file, each)
        id = whole.cells.get("id") or ""
        known.channels[id] = whole.cells.get("source.type") or ""
        customer = whole.cells.get("contacts.contacts.id")
        if customer is None and whole.cells.get("source.author.type") in CUSTOMERS:
            customer = whole.cells.get("source.author.id")
        known.customers |= {id: customer} if customer else {}
        yield _conversation(whole, known, found)
        inner = each.get("conversation_parts")
        for part in objects(file.files[0].name, inner, "conversation_parts"):
            told = row(file, part)
            more = {"conversation_id": id, "author_type": told.cells.get("author.type"),
                    "author_id": told.cells.get("author.id")}  # fmt: skip
            if made := _comment(Row(told.place, {**told.cells, **more}), known, found):
                yield made


KIND = Kind(
    name="intercom",
    description=both(
        "Intercom: conversations and the comments within them, as tables or as the API answers them",
        "Intercom : conversations et leurs messages, en tableaux ou tels que l'API les donne",
    ),
    example="parcours import intercom conversations.json --mapping intercom.yaml --source intercom",
    suffixes=SUFFIXES,
    fetch=fetch,
    transform=partial(records.transform, parts=parts),
    family=Family.OBSERVED,
    together=True,
)
