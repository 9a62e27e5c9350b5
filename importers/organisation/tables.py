"""Tables of an org chart: their rows by the names of their columns, read when they are asked for."""

from collections.abc import Iterator

from importers.organisation.rows import Row
from importers.reading.table import Table


def rows(table: Table) -> Iterator[Row]:
    """The rows of a table."""
    columns = table.columns
    for number, cells in table.rows():
        yield Row((table.name, number), dict(zip(columns, cells, strict=False)))
