"""Any table of positions or departments, CSV or Excel, read by a mapping."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.errors import BadInput
from graph.model import Family
from graph.report import Code, FileRead, Tally
from importers.kinds import Fetched, Kind, Options, Reading
from importers.organisation import reading
from importers.organisation.mapping import Columns, Mapping, fitting, read_mapping
from importers.organisation.reading import Part
from importers.organisation.rows import Row
from importers.organisation.suggest import suggest
from importers.reading.table import Table, read_tables


def fetch(path: Path, options: Options) -> Fetched:
    """Open one file; its rows are read later, one after another."""
    mapping = read_mapping(options.mapping, Mapping())
    asked = [mapping.columns.names(ours) for ours in Columns.model_fields]
    tables = read_tables(path, options.encoding, options.delimiter, [names[0] for names in asked if len(names) == 1])
    files = (FileRead(tables[0].name, tables[0].encoding, 0),)
    return Fetched(path, tables, None, tables[0].dated, files)


def rows(table: Table) -> Iterator[Row]:
    """The rows of a table."""
    columns = table.columns
    for number, cells in table.rows():
        yield Row((table.name, number), dict(zip(columns, cells, strict=False)))


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
            shipped = fitting(table.columns)
            if shipped is None:
                raise BadInput(
                    f"{table.name}: nobody said what its columns mean, and no mapping that comes with the product fits;"
                    f" `parcours import org-csv {table.path} --suggest-mapping` writes a first one"
                )
            default = read_mapping(shipped, default)
        yield Part(table.name, rows(table), default, table.columns, table)


def _fits(table: Table, mapping: Mapping) -> bool:
    """Whether a sheet has a column for each that is asked for, or is like the tables of a system that is known."""
    there = {name.casefold() for name in table.columns}
    asked = [mapping.columns.names(ours) for ours in Columns.model_fields]
    told = [names for names in asked if names]
    if not told:
        return fitting(table.columns) is not None
    return all(there & {name.casefold().strip() for name in names} for names in told)


def transform(fetched: Sequence[Fetched], options: Options) -> Reading:
    """What the tables of one source say."""
    return reading.transform(fetched, options, parts)


KIND = Kind(
    name="org-csv",
    description="any table of positions or departments, CSV or Excel, with a mapping of its columns",
    example="parcours import org-csv staff.csv --mapping staff.yaml --source hr",
    suffixes=(".csv", ".tsv", ".txt", ".xlsx"),
    fetch=fetch,
    transform=transform,
    family=Family.ORGANISATION,
    suggest=suggest,
)
