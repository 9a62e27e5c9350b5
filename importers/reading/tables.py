"""Files that hold tables, as `fetch` opens them."""

from collections.abc import Collection
from pathlib import Path

from graph.report import FileRead
from importers.kinds import Fetched, Options
from importers.reading.table import read_tables


def fetch(path: Path, options: Options, header: Collection[str] = ()) -> Fetched:
    """Open one file; `header` are names of columns by which the row of column names is found."""
    tables = read_tables(path, options.encoding, options.delimiter, header)
    files = (FileRead(tables[0].name, tables[0].encoding, 0),)
    return Fetched(path, tables, None, tables[0].dated, files)
