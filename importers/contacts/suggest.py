"""A first mapping of a table of contacts: columns by what they are called and by what stands in them."""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import yaml

from graph.errors import BadInput
from importers.contacts import times
from importers.contacts.mapping import Columns
from importers.contacts.tables import AND, several
from importers.kind import Told
from importers.reading.find import find
from importers.reading.table import Table, read_tables

CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2})?( ?[AaPp][Mm])?$")

ROWS = 20_000
"""How many rows are looked at."""

MOST = 40
"""How many values of a column are listed."""

WORDS = {
    "id": ("call id", "contact id", "interaction id", "event id", "ticket id", "record id", "conversation id",
           "request id", "message id", "id", "uuid", "sid", "numéro", "ticket number", "case number", "identifiant"),
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
             "thread id", "incident id", "case number", "request id"),
    "direction": ("direction", "call direction", "inbound outbound", "call type", "sens"),
    "department": ("department", "team", "queue", "group", "service", "skill", "business unit", "équipe",
                   "org:group", "assignment group"),
    "closedAt": ("closed at", "end time", "closed date", "resolved at", "ended at", "closed", "end timestamp",
                 "completed at", "date de clôture", "resolution date", "end date"),
}  # fmt: skip
"""What columns are called where they stand for one of ours, the likeliest first."""

FORMATS = ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%d %b %Y", "%b %d %Y", "%b %d, %Y")
CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", " %H:%M:%S.%f", ", %H:%M", ", %I:%M %p")
"""How days and times of day are written that ISO 8601 does not know."""


def suggest(paths: Sequence[Path], told: Told) -> str:
    """A mapping for these tables, as YAML to be read through; BadInput when none of them has rows."""
    files = find(paths, (".csv", ".tsv", ".txt", ".xlsx"))
    table = read_tables(files[0], told.encoding, told.delimiter)[0]
    rows = [cells for _, cells in islice(table.rows(), ROWS)]
    if not rows:
        raise BadInput(f"{table.name} has no rows below its column names")
    values = {name: [row[place] for row in rows if row[place]] for place, name in enumerate(table.columns) if name}
    return _written(table, _columns(values), values)


def _columns(values: dict[str, list[str]]) -> dict[str, str]:
    """Our columns, and theirs; one of theirs stands for one of ours, but that a case may be told by its only row."""
    found: dict[str, str] = {}
    for ours, words in WORDS.items():
        fits: Callable[[str], bool] = {"id": _tells_apart(values), "at": _tells_when(values)}.get(ours, bool)
        taken = found.values()
        names = {_plain(name): name for name in values if name not in taken and fits(name)}
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
    return {ours: found[ours] for ours in Columns.model_fields if ours in found}


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
        return bool(cells) and (_all_times(cells, ()) or bool(_formats(cells)))

    return fits


def _all_times(cells: Sequence[str], formats: Sequence[str]) -> bool:
    read = times.reader("UTC", formats)
    return all(read(cell) is not None for cell in cells)


def _formats(cells: Sequence[str]) -> list[str]:
    """Ways to write times by which all of these can be read."""
    return [form for day in FORMATS for clock in CLOCKS if _all_times(cells[:200], (form := day + clock,))]


def _plain(name: str) -> str:
    spaced = "".join(f" {c}" if c.isupper() and b.islower() else c for b, c in zip(f" {name}", name, strict=False))
    return " ".join(spaced.replace("_", " ").replace("-", " ").casefold().split())


def _written(table: Table, columns: dict[str, str], values: dict[str, list[str]]) -> str:
    lines = [f"# A first mapping of {Path(table.name).name}: read it through, and correct it.", "columns:"]
    for ours in Columns.model_fields:
        if ours in columns:
            shown = _shown(values[columns[ours]]) if ours in ("channel", "direction", "at", "closedAt") else ""
            lines.append(f"  {ours}: {_scalar(columns[ours])}{f'   # {shown}' if shown else ''}")
        elif ours in ("id", "at", "channel"):
            lines.append(f"# {ours}: none of the columns looks like it")
    read = {part for name in columns.values() for part in several(name)}
    others = [name for name in values if name not in read and name not in columns.values()]
    lines.append(f"# not read: {', '.join(others) or 'nothing'}")
    lines += _times([cell for ours in ("at", "closedAt") if ours in columns for cell in values[columns[ours]]])
    for ours, listed, key in (
        ("channel", "channels", "the-key-of-journeys"),
        ("department", "departments", "the-key-of-journeys"),
        ("reason", "needs", "the-key-of-a-need"),
    ):
        if ours in columns:
            lines += _listed(listed, values[columns[ours]], key)
    return "\n".join(lines) + "\n"


def _times(cells: Sequence[str]) -> list[str]:
    """How times are written; where two ways are possible, both, to choose from."""
    if not cells or _all_times(cells[:200], ()):
        return ["# timezone: Europe/Paris   # of times that name no zone; UTC unless said"]
    forms = _formats(cells)
    chosen = [f"dates: [{_scalar(forms[0])}]"] if forms else []
    return [*chosen, *(f"# or dates: [{_scalar(form)}]" for form in forms[1:]), "# timezone: Europe/Paris"]


def _listed(name: str, cells: Sequence[str], key: str) -> list[str]:
    counts = Counter(cells).most_common()
    lines = [f"# {name}:", *(f"#  {_scalar(value[:60])}: {key}   # {count} rows" for value, count in counts[:MOST])]
    return [*lines, f"#  … and {len(counts) - MOST} more"] if len(counts) > MOST else lines


def _shown(cells: Sequence[str]) -> str:
    return ", ".join(repr(cell[:40]) for cell in dict.fromkeys(cells[:200]))[:80]


def _scalar(text: str) -> str:
    if not text.isprintable():
        return json.dumps(text)
    return yaml.safe_dump(text, allow_unicode=True, width=10_000).strip().removesuffix("...").strip()
