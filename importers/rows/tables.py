"""Tables as rows, and what any table is read by: the mapping that was told, else one that comes with the product."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from graph.errors import BadInput
from graph.problems import Code, Tally
from graph.report import FileRead
from graph.saying import saying
from importers.kind import Fetched, Instructions
from importers.reading.heading import Heading
from importers.reading.table import Table, read_tables
from importers.rows.base import Part, R
from importers.rows.columns import M, RowMapping, fitting, read_mapping

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".ods")
"""What tables are called."""

NOBODY_SAID = saying(
    "{table}: nobody said what its columns mean, and no mapping that comes with the product fits;"
    " `parcours import {kind} {path} --suggest-mapping` writes a first one",
    "{table} : personne n'a dit ce que ses colonnes signifient, et aucun mapping fourni avec le produit ne convient ;"
    " `parcours import {kind} {path} --suggest-mapping` en écrit un premier",
)
OTHER_SHEET = saying(
    "this sheet has not the columns that are asked for: left out",
    "cette feuille n'a pas les colonnes demandées : ignorée",
)


def fetch(path: Path, told: Instructions, sought: Heading | None = None) -> Fetched:
    """Open one file; `sought` knows the row of column names where nobody says that it is the first."""
    tables = read_tables(path, told.encoding, told.delimiter, sought)
    files = (FileRead(tables[0].name, tables[0].encoding, 0),)
    return Fetched(path, tables, None, tables[0].dated, files)


def fetch_mapped(path: Path, told: Instructions, model: type[RowMapping]) -> Fetched:
    """Open one file; the columns that the mapping asks for, or those of a system that is known, may stand below other
    lines."""
    return fetch(path, told, partial(_fits, read_mapping(told.mapping, model)))


def rows(
    table: Table, row: Callable[[tuple[str, int], dict[str, str | None]], R], joined: dict[str, list[str]] | None = None
) -> Iterator[R]:
    """The rows of a table, read when they are asked for; `joined` are names under which columns are read as one."""
    for number, cells in table.rows():
        told: dict[str, str | None] = dict(zip(table.columns, cells, strict=False))
        for name, columns in joined.items() if joined else ():
            told[name] = " ".join(cell for column in columns if (cell := told[column]))
        yield row((table.name, number), told)


def parts(files: Sequence[Fetched], mapping: M, found: Tally, kind: str, row: type[R]) -> Iterator[Part[M, R]]:
    """The tables of all files: read as the mapping says, else as one that comes with the product and fits."""
    for number, file in enumerate(files):
        chosen = [table for table in file.content if _fits(mapping, table.columns)]
        for table in file.content if chosen else ():
            if table not in chosen:
                found.note(Code.UNMAPPED_VALUE, OTHER_SHEET(), (table.name, table.header, "sheet"), None)
        for table in chosen or file.content:
            table.found = found
            joined = _joined(table, mapping)
            columns = [*table.columns, *joined]
            yield Part(number, table.name, rows(table, row, joined), _default(table, mapping, kind), columns, table)


def _fits(mapping: RowMapping, columns: Sequence[str]) -> bool:
    """Whether there is a column for each that is asked for, or they are like the tables of a system that is known."""
    asked = mapping.sought()
    if not asked:
        return fitting(columns, type(mapping)) is not None
    by_case = _by_case(columns)
    return all(any(_those(by_case, mapping, name) for name in names) for names in asked)


def _joined(table: Table, mapping: RowMapping) -> dict[str, list[str]]:
    """The names asked for that stand for several columns of the table, and those."""
    by_case = _by_case(table.columns)
    names = (name for names in mapping.columns.asked() for name in names if len(mapping.several(name)) > 1)
    return {name: those for name in names if (those := _those(by_case, mapping, name))}


def _by_case(columns: Sequence[str]) -> dict[str, str]:
    return {column.casefold(): column for column in columns}


def _those(by_case: Mapping[str, str], mapping: RowMapping, name: str) -> list[str]:
    """The columns that a name stands for; none when the table has not all of them."""
    wanted = [part.casefold() for part in mapping.several(name)]
    return [by_case[part] for part in wanted] if by_case.keys() >= {*wanted} else []


def _default(table: Table, mapping: M, kind: str) -> M:
    model = type(mapping)
    if mapping.columns.model_fields_set:
        return model()
    shipped = fitting(table.columns, model)
    if shipped is None:
        raise BadInput(NOBODY_SAID(table=table.name, kind=kind, path=table.path))
    return shipped
