"""The rows of tables of contacts, by the names of their columns."""

from collections.abc import Collection, Iterator

from importers.contacts.rows import Row
from importers.reading.table import Table

AND = " + "
"""What stands between the names of columns that a mapping reads as one: Date + Time."""


def rows(table: Table, joined: Collection[str] = ()) -> Iterator[Row]:
    """The rows of a table, read when they are asked for; `joined` are names of columns that are read as one."""
    by_case = {column.casefold(): column for column in table.columns}
    together = {name: [by_case[part.casefold()] for part in several(name)] for name in joined}
    for number, cells in table.rows():
        told: dict[str, str | None] = dict(zip(table.columns, cells, strict=False))
        for name, columns in together.items():
            told[name] = " ".join(cell for column in columns if (cell := told[column]))
        yield Row((table.name, number), told)


def several(name: str) -> list[str]:
    """The columns that a name stands for."""
    return [part.strip() for part in name.split(AND)]


def joined(table: Table, names: Collection[str]) -> list[str]:
    """Those of the names that stand for several columns, all of which the table has."""
    there = {column.casefold() for column in table.columns}
    return [name for name in names if AND in name and {part.casefold() for part in several(name)} <= there]
