"""Any table of contacts, CSV or Excel, read by a mapping."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from graph.errors import BadInput
from graph.model import Family
from graph.problems import Code, Tally
from importers.contacts import reading
from importers.contacts.mapping import SHIPPED, Mapping
from importers.contacts.reading import Part
from importers.contacts.suggest import suggest
from importers.contacts.tables import joined, rows, several
from importers.kind import Fetched, Kind, Told
from importers.mapping import fitting, read_mapping
from importers.reading.table import Table
from importers.reading.tables import fetch as fetch_table


def fetch(path: Path, told: Told) -> Fetched:
    """Open one file; its columns may stand below other lines."""
    asked = read_mapping(told.mapping, Mapping(), SHIPPED).columns.asked()
    names = [names[0] for names in asked if len(names) == 1]
    return fetch_table(path, told, [part for name in names for part in several(name)])


def parts(files: Sequence[Fetched], mapping: Mapping, found: Tally) -> Iterator[Part]:
    """The tables of all files: read as the mapping says, else as one that comes with the product and fits."""
    for number, file in enumerate(files):
        chosen = [table for table in file.content if _fits(table, mapping)]
        for table in file.content if chosen else ():
            if table not in chosen:
                message = "this sheet has not the columns that are asked for: left out"
                found.note(Code.UNMAPPED_VALUE, message, (table.name, table.header, "sheet"), None)
        for table in chosen or file.content:
            table.found = found
            more = joined(table, [name for names in mapping.columns.asked() for name in names])
            columns = [*table.columns, *more]
            yield Part(number, table.name, rows(table, more), _default(table, mapping), columns, table)


def _default(table: Table, mapping: Mapping) -> Mapping:
    if mapping.columns.model_fields_set:
        return Mapping()
    shipped = fitting(table.columns, Mapping, SHIPPED)
    if shipped is None:
        raise BadInput(
            f"{table.name}: nobody said what its columns mean, and no mapping that comes with the product fits;"
            f" `parcours import contacts-csv {table.path} --suggest-mapping` writes a first one"
        )
    return shipped


def _fits(table: Table, mapping: Mapping) -> bool:
    """Whether a sheet has a column for each that is asked for, or is like the tables of a system that is known."""
    there = {name.casefold() for name in table.columns}
    asked = mapping.columns.asked()
    if not asked:
        return fitting(table.columns, Mapping, SHIPPED) is not None
    return all(any({part.casefold() for part in several(name)} <= there for name in names) for names in asked)


KIND = Kind(
    name="contacts-csv",
    description="any table of contacts, CSV or Excel, with a mapping of its columns",
    example="parcours import contacts-csv calls.csv --mapping calls.yaml --source telephony",
    suffixes=(".csv", ".tsv", ".txt", ".xlsx"),
    fetch=fetch,
    transform=partial(reading.transform, parts=parts),
    family=Family.OBSERVED,
    suggest=suggest,
)
