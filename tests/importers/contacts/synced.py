"""Contacts brought all the way: gathered, into an event store of the test, and mined into the graph."""

from pathlib import Path
from typing import Any

from events.store import EventStore
from events.sync import Contacts, Mining
from events.window import Window
from graph.gateway import Gateway
from graph.report import Report
from graph.run import apply
from graph.statement import Options
from importers.gather import Gathered
from parcours.events import contacts
from tests.importers.contacts.contacts import gathered

CALLS = {
    "columns": {"id": "id", "customer": "who", "at": "when", "channel": "via", "reason": "why", "case": "case"},
    "channels": {"web": "website", "tel": "phone", "app": "app"},
    "needs": {"quote": "get-a-quote"},
}
ALL = Options()
HEAD = "id,who,when,via,why,case\n"


def calls(folder: Path, *rows: str, name: str = "calls.csv") -> Path:
    """A table of contacts: a row `1 c1 01-30T12 web quote k1` each, `-` for nothing, in the year 2024."""
    path = folder / name
    lines = [row.split() for row in rows]
    cells = [[id, who, f"2024-{when}:00", *rest] for id, who, when, *rest in lines]
    path.write_text(HEAD + "".join(",".join("" if c == "-" else c for c in row) + "\n" for row in cells))
    return path


def sync(
    gateway: Gateway, store: EventStore, *files: Path, options: Options = ALL, kind: str = "contacts-csv",
    mapping: Any = CALLS, source: str = "crm", window: str = "P7D",
) -> Report:  # fmt: skip
    """Import files of contacts; the report."""
    found = gathered(kind, *files, mapping=mapping, source=source)
    assert not found.refused, found.problems
    return apply(gateway, found, options, beside=beside(store, found, window))


def beside(store: EventStore, found: Gathered, window: str = "P7D") -> Contacts:
    return contacts(Mining(store, Window(window)), found)
