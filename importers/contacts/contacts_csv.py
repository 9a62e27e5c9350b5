"""Any table of contacts, CSV, Excel or JSON, read by a mapping; and a first mapping of one.

Columns are found by what they are called and by what stands in them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from graph.language import both
from graph.model import Family
from graph.problems import Tally
from importers.contacts import files, json_table, times
from importers.contacts.contact_mapping import AND, ContactColumns, ContactMapping
from importers.contacts.records import transform
from importers.contacts.rows import Part, Row
from importers.kind import Fetched, Instructions, Kind
from importers.reading.find import find
from importers.rows import first_mapping, tables
from importers.rows.columns import read_mapping

CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2})?( ?[AaPp][Mm])?$")

SUFFIXES = tuple(dict.fromkeys((*tables.SUFFIXES, *files.SUFFIXES)))

MOST = 40
"""How many values of a column are listed."""

WORDS = {
    "id": ("call id", "contact id", "interaction id", "event id", "ticket id", "record id", "conversation id",
           "request id", "message id", "id", "uuid", "sid", "numéro", "ticket number", "ticket", "case number",
           "identifiant"),
    "customer": ("customer id", "customer", "client id", "client", "account id", "caller id", "user id", "visitor id",
                 "requester id", "contact", "phone number", "caller", "email", "numéro client", "id client",
                 "member id", "case:customer", "customer number"),
    "at": ("timestamp", "time:timestamp", "start time", "call time", "created at", "created date", "created",
           "opened at", "date time", "datetime", "call timestamp", "started at", "start timestamp", "start date",
           "time", "date", "date heure", "horodatage", "date de création", "opened", "open date"),
    "channel": ("channel", "contact channel", "medium", "origin", "source", "communication channel", "via", "canal",
                "case:channel", "method", "contact type", "type"),
    "reason": ("reason", "contact reason", "call reason", "category", "topic", "subject category", "motif", "issue",
               "complaint type", "problem", "request type", "concept:name", "activity", "issue type"),
    "case": ("case id", "case:concept:name", "case", "ticket id", "session id", "conversation id", "dossier",
             "thread id", "incident id", "case number", "ticket", "request id"),
    "direction": ("direction", "call direction", "inbound outbound", "in out", "call type", "sens"),
    "department": ("department", "team", "queue", "group", "service", "skill", "business unit", "équipe",
                   "org:group", "assignment group"),
    "closedAt": ("closed at", "end time", "closed date", "resolved at", "ended at", "closed", "end timestamp",
                 "completed at", "date de clôture", "resolution date", "end date"),
    "updatedAt": ("updated at", "last modified date", "last modified", "modified at", "last update timestamp",
                  "last updated", "date updated", "system modstamp", "sys updated on", "modified", "updated"),
}  # fmt: skip
"""What columns are called where they stand for one of ours, the likeliest first."""

COPIES = ContactMapping(
    columns=ContactColumns(
        updatedAt=["updatedAt", "updated_at", "Updated At", "LastUpdateTimestamp", "LastModifiedDate", "last_modified",
                   "last_modified_date", "last_updated", "modified_at", "date_updated", "SystemModstamp",
                   "sys_updated_on"],
    )
)  # fmt: skip
"""By what columns the newest of several copies is known, unless a mapping says."""


def fetch(path: Path, told: Instructions) -> Fetched:
    """Open one file, a table or JSON; the columns that the mapping asks for tell which of its lists counts."""
    if not files.is_json(path):
        return tables.fetch_mapped(path, told, ContactMapping)
    read = files.fetch(path, told)
    asked = read_mapping(told.mapping, ContactMapping).columns.asked()
    return replace(read, content=[json_table.table(read, [name for names in asked for name in names])])


def parts(fetched: Sequence[Fetched], mapping: ContactMapping, found: Tally) -> Iterator[Part]:
    """The tables of all files; BadInput when nobody said what their columns mean."""
    for part in tables.parts(fetched, mapping, found, kind="contacts-csv", row=Row):
        yield replace(part, default=part.default.over(COPIES))


def suggest(paths: Sequence[Path], told: Instructions) -> str:
    """A mapping for these tables, as YAML to be read through; BadInput when none of them has rows."""
    first = find(paths, SUFFIXES)[0]
    given = json_table.table(files.fetch(first, told)) if files.is_json(first) else None
    table, values = first_mapping.values(paths, told, given)
    columns = _columns(values)
    shown, sought = ("channel", "direction", "at", "closedAt"), ("id", "at", "channel")
    lines = first_mapping.written(table, values, columns, ContactMapping(), shown=shown, sought=sought)
    lines += _times([cell for ours in ("at", "closedAt") if ours in columns for cell in values[columns[ours]]])
    for ours, name, key in (
        ("channel", "channels", "the-key-of-journeys"),
        ("department", "departments", "the-key-of-journeys"),
        ("reason", "needs", "the-key-of-a-need"),
    ):
        if ours in columns:
            lines += first_mapping.listed(name, values[columns[ours]], key, MOST, 60)
    return "\n".join(lines) + "\n"


def _columns(values: dict[str, list[str]]) -> dict[str, str]:
    """Our columns, and theirs; one of theirs stands for one of ours, but that a case may be told by its only row."""
    found: dict[str, str] = {}
    for ours, words in WORDS.items():
        fits: Callable[[str], bool] = {"id": _tells_apart(values), "at": _tells_when(values)}.get(ours, bool)
        taken = found.values()
        names = {first_mapping.plain(name): name for name in values if name not in taken and fits(name)}
        theirs = next((names[word] for word in words if word in names), None)
        if theirs is not None:
            found[ours] = theirs
    if "at" not in found:
        when = _tells_when(values)
        times_ = [name for name in values if name not in found.values() and when(name)]
        found |= {"at": times_[0]} if times_ else {}
    if clock := _clock(values, found):
        both = f"{found['at']}{AND}{clock}"
        values[both] = [" ".join(pair) for pair in zip(values[found["at"]], values[clock], strict=True)]
        found["at"] = both
    return {ours: found[ours] for ours in ContactColumns.model_fields if ours in found}


def _clock(values: dict[str, list[str]], found: dict[str, str]) -> str | None:
    """The column of the time of day, where days stand in one of their own."""
    days = values.get(found.get("at", ""), [])
    if not days or any(":" in day for day in days[:200]):
        return None
    free = (name for name in values if name not in found.values() and len(values[name]) == len(days))
    return next((name for name in free if all(CLOCK.match(cell) for cell in values[name][:200])), None)


def _tells_apart(values: dict[str, list[str]]) -> Callable[[str], bool]:
    return lambda name: bool(values[name]) and len(set(values[name])) >= 0.99 * len(values[name])


def _tells_when(values: dict[str, list[str]]) -> Callable[[str], bool]:
    def fits(name: str) -> bool:
        cells = values[name][:200]
        return bool(cells) and (_all_times(cells) or bool(times.ways(cells)))

    return fits


def _all_times(cells: Sequence[str]) -> bool:
    read = times.reader("UTC", ())
    return all(read(cell).at for cell in cells)


def _times(cells: Sequence[str]) -> list[str]:
    """How times are written; where two ways are possible, both, to choose from."""
    if not cells or _all_times(cells[:200]):
        return ["# timezone: Europe/Paris   # of times that name no zone; UTC unless said"]
    forms = times.ways(cells[:200])
    chosen = [f"dates: [{first_mapping.scalar(forms[0])}]"] if forms else []
    return [*chosen, *(f"# or dates: [{first_mapping.scalar(form)}]" for form in forms[1:]), "# timezone: Europe/Paris"]


KIND = Kind(
    name="contacts-csv",
    description=both(
        "any table of contacts, CSV, Excel or JSON, with a mapping of its columns",
        "tout tableau de contacts, CSV, Excel ou JSON, avec un mapping de ses colonnes",
    ),
    example="parcours import contacts-csv calls.csv --mapping calls.yaml --source telephony",
    suffixes=SUFFIXES,
    fetch=fetch,
    transform=partial(transform, parts=parts),
    family=Family.OBSERVED,
    suggest=suggest,
)
