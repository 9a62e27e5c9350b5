"""Any table of positions or departments, CSV or Excel, read by a mapping."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from graph.errors import BadInput
from graph.model import Family
from graph.problems import Code, Tally
from importers.kind import Fetched, Kind, Told
from importers.mapping import fitting, read_mapping
from importers.organisation import reading, tables
from importers.organisation.mapping import SHIPPED, Mapping
from importers.organisation.reading import Part
from importers.organisation.suggest import suggest
from importers.reading.table import Table
from importers.reading.tables import fetch as fetch_table


def fetch(path: Path, told: Told) -> Fetched:
    """Open one file; its columns may stand below other lines."""
    asked = read_mapping(told.mapping, Mapping(), SHIPPED).columns.asked()
    return fetch_table(path, told, [names[0] for names in asked if len(names) == 1])


def parts(file: Fetched, mapping: Mapping, found: Tally) -> Iterator[Part]:
    """The tables of a file: read as the mapping says, else as one that comes with the product and fits."""
    chosen = [table for table in file.content if _fits(table, mapping)]
    for table in file.content if chosen else ():
        if table not in chosen:
            message = "this sheet has not the columns that are asked for: left out"
            found.note(Code.UNMAPPED_VALUE, message, (table.name, table.header, "sheet"), None)
    for table in chosen or file.content:
        table.found = found
        default = Mapping()
        if not mapping.columns.model_fields_set:
            shipped = fitting(table.columns, Mapping, SHIPPED)
            if shipped is None:
                raise BadInput(
                    f"{table.name}: nobody said what its columns mean, and no mapping that comes with the product fits;"
                    f" `parcours import org-csv {table.path} --suggest-mapping` writes a first one"
                )
            default = shipped
        yield Part(table.name, tables.rows(table), default, table.columns, table)


def _fits(table: Table, mapping: Mapping) -> bool:
    """Whether a sheet has a column for each that is asked for, or is like the tables of a system that is known."""
    there = {name.casefold() for name in table.columns}
    asked = mapping.columns.asked()
    if not asked:
        return fitting(table.columns, Mapping, SHIPPED) is not None
    return all(there & {name.casefold().strip() for name in names} for names in asked)


KIND = Kind(
    name="org-csv",
    description="any table of positions or departments, CSV or Excel, with a mapping of its columns",
    example="parcours import org-csv staff.csv --mapping staff.yaml --source hr",
    suffixes=(".csv", ".tsv", ".txt", ".xlsx"),
    fetch=fetch,
    transform=partial(reading.transform, parts=parts),
    family=Family.ORGANISATION,
    suggest=suggest,
)
