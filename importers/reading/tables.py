"""Files that hold tables, as `fetch` opens them."""

from collections.abc import Collection
from pathlib import Path

from graph.report import FileRead
from importers.kind import Fetched, Told
from importers.reading.table import read_tables


def fetch(path: Path, told: Told, header: Collection[str] = ()) -> Fetched:
    """Open one file; `header` are names of columns by which the row of column names is found."""
    tables = read_tables(path, told.encoding, told.delimiter, header)
    files = (FileRead(tables[0].name, tables[0].encoding, 0),)
    return Fetched(path, tables, None, tables[0].dated, files)
