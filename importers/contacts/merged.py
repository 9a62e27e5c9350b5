"""Accounts that were merged: a table of ids that became another, the old one and the new one."""

from collections.abc import Mapping
from pathlib import Path

from graph.errors import BadInput
from graph.problems import Code, Tally
from graph.saying import saying
from importers.errors import BadKnowledge, bad
from importers.reading.table import Table, read_tables

NO_TABLE = saying(
    "`merged` is to be a table of two columns, the old id and the new one: {why}",
    "`merged` doit être un tableau de deux colonnes, l'ancien identifiant et le nouveau : {why}",
)
ONE_COLUMN = saying("{file} has one column", "{file} n'a qu'une colonne")
TWO_ACCOUNTS = saying(
    "this account became two others: the first counts", "ce compte en est devenu deux autres : le premier compte"
)


def read(named: str | None, mapping: Path | None, found: Tally) -> Mapping[str, str]:
    """The new id of each old one; BadKnowledge when the table that a mapping names cannot be read.

    A path is one from the folder of the mapping.
    """
    if named is None:
        return {}
    path = (mapping.parent if mapping else Path()) / named
    try:
        table = read_tables(path)[0]
    except BadInput as error:
        raise BadKnowledge([bad(Code.BAD_VALUE, NO_TABLE(why=error.said), (named, None, None))]) from error
    if len(table.columns) < 2:
        raise BadKnowledge([bad(Code.BAD_VALUE, NO_TABLE(why=ONE_COLUMN(file=named)), (named, 1, None))])
    table.found = found
    return _became(table, found)


def _became(table: Table, found: Tally) -> dict[str, str]:
    became: dict[str, str] = {}
    if any(char.isdigit() or char == "@" for name in table.columns[:2] for char in name):  # a table without a header
        became[table.names[0]] = table.names[1]
    for row, (old, new, *_) in table.rows():
        if old and new and became.setdefault(old, new) != new:
            found.note(Code.CONFLICTING_VALUE, TWO_ACCOUNTS(), (table.name, row, table.columns[0]))
    return became
