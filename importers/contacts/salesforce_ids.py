"""What Salesforce's records are known by: ids, of 15 characters or the same with three more, and columns."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Cells
from functools import lru_cache
from typing import Any

from importers.reading import pages

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
"""What the three characters are made of: each tells which of five characters are capitals."""

WRITTEN = re.compile(r"[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?")

OBJECTS = {
    "001": "Account",
    "003": "Contact",
    "005": "User",
    "006": "Opportunity",
    "00E": "UserRole",
    "00G": "Group",
    "00Q": "Lead",
    "00T": "Task",
    "00U": "Event",
    "00k": "OpportunityLineItem",
    "00v": "CampaignMember",
    "01t": "Product2",
    "02s": "EmailMessage",
    "500": "Case",
    "501": "Solution",
    "701": "Campaign",
    "800": "Contract",
    "801": "Order",
}
"""The objects whose ids begin with these characters, in every organisation."""


KNOWN_BY: tuple[tuple[str, tuple[set[str], ...]], ...] = (
    ("Event", ({"whoid", "whatid"}, {"startdatetime", "enddatetime", "durationinminutes", "eventsubtype"})),
    ("Task", ({"whoid", "whatid"}, {"tasksubtype", "calltype", "priority", "status"})),
    ("Case", ({"casenumber", "origin"},)),
    ("User", ({"username"},)),
    ("Lead", ({"lastname"}, {"company"})),
    ("Contact", ({"lastname"},)),
)
"""ContactColumns, from each group of which a record of an object has one: where no id tells."""

Found = tuple[str | None, int, dict[str, str | None]]
"""Object, line and cells of a record."""


@lru_cache(maxsize=65_536)
def to18(text: str) -> str:
    """An id with its three characters, and in the case that they tell; what is no id stays as it is.

    Of each five characters the capitals are the bits of a number, the first character the lowest
    (Salesforce, "Convert 15 character IDs to 18 character IDs").
    """
    if not WRITTEN.fullmatch(text):
        return text
    if len(text) == 15:
        return text + _told(text)
    told = text[15:].upper()
    mended = _cased(text[:15], told)
    return mended + told if _told(mended) == told else text


def object_of(id: str) -> str | None:
    """The object that an id is of; None for one that is not known, and for what is no id."""
    known = to18(id)
    return OBJECTS.get(known[:3]) if WRITTEN.fullmatch(known) else None


@lru_cache(maxsize=65_536)
def plain(name: str) -> str:
    """A column's name however it is written: ContactId, contactid and contact_id are one."""
    return re.sub(r"[\s_]+", "", name).casefold()


def object_by(columns: Iterable[str], cells: Cells[str, Any]) -> str | None:
    """The object that a row is one of: by its id, else by the columns that it has."""
    by_plain = {plain(column): column for column in columns}
    known = object_of(str(cells.get(by_plain.get("id", "")) or ""))
    return known or next((name for name, groups in KNOWN_BY if all(group & set(by_plain) for group in groups)), None)


def records(given: Any, above: dict[str, str | None]) -> Iterator[Found]:
    """The records of an answer or a tree, those that are within others with the id of what they are in."""
    if not isinstance(given, dict):
        for each in given if isinstance(given, list) else ():
            yield from records(each, above)
        return
    for each in given.get("deletedRecords") or () if isinstance(given.get("deletedRecords"), list) else ():
        if isinstance(each, dict):  # the answer of getDeleted, which has ids and days alone
            cells = {"Id": each.get("id"), "IsDeleted": "true", "SystemModstamp": each.get("deletedDate")}
            yield object_by(cells, cells), pages.line(each), cells
    told = given.get("attributes")
    if not isinstance(told, dict) and not any(plain(name) == "id" for name in given):
        for value in given.values():
            yield from records(value, above)
        return
    within = {name: value for name, value in given.items() if isinstance(value, dict) and "records" in value}
    cells = above | pages.cells({name: value for name, value in given.items() if name not in within})
    object = cells.get("attributes.type") or object_by(given, cells)
    yield object, pages.line(given), cells
    id = cells.get("Id") or cells.get("attributes.referenceId")
    for each in within.values():
        yield from records(each, {f"{object}.Id": id} if object else {})


def _told(id: str) -> str:
    fives = (id[begin : begin + 5] for begin in range(0, 15, 5))
    return "".join(LETTERS[sum(char.isupper() << place for place, char in enumerate(five))] for five in fives)


def _cased(id: str, told: str) -> str:
    """The characters of an id in the case that the three tell."""
    bits = [LETTERS.find(letter) >> place & 1 for letter in told for place in range(5)]
    return "".join(char.upper() if bit else char.lower() for char, bit in zip(id, bits, strict=True))
