"""Logs whose clock is not ours: those of simulations and textbooks begin in 1970 or 1980, every event of them."""

import datetime
from collections.abc import Iterator
from itertools import chain, islice

from graph.problems import Code, Tally
from graph.saying import saying
from importers.contacts import times
from importers.contacts.contact_mapping import ContactMapping
from importers.contacts.rows import Row

LOOKED = 200
"""How many events are looked at."""

SIMULATED = saying(
    "all events lie before 1990: their times are taken as they stand, as those of a simulation",
    "tous les événements sont d'avant 1990 : leurs dates sont prises telles quelles, comme celles d'une simulation",
)


def kept(
    rows: Iterator[Row], default: ContactMapping, mapping: ContactMapping, found: Tally
) -> tuple[ContactMapping, Iterator[Row]]:
    """How a log is read by its kind, and its rows: where it keeps its own clock, no moment is too early."""
    whole = mapping.over(default)
    names = whole.columns.names("at")
    read = times.reader(whole.timezone, whole.dates, datetime.date.min)
    head = list(islice(rows, LOOKED))
    dated = [(row, name, at) for row in head for name in names if (at := read(row.cells.get(name) or "").at)]
    if dated and "since" not in mapping.model_fields_set and all(at.date() < whole.since for *_, at in dated):
        row, name, _ = dated[0]
        found.note(Code.UNMAPPED_VALUE, SIMULATED(), (*row.place, name))
        default = default.model_copy(update={"since": datetime.date.min})
    return default, chain(head, rows)
