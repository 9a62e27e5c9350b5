"""A first mapping of a table, as YAML to be read through: what all families of rows have in common."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from pathlib import Path

import yaml

from graph.errors import BadInput
from graph.saying import saying
from importers.kind import Instructions
from importers.reading.find import find
from importers.reading.table import Table, read_tables
from importers.rows.columns import RowMapping
from importers.rows.tables import SUFFIXES

ROWS = 20_000
"""How many rows are looked at."""

LOOKED = 200
"""How many values of a column are looked at one by one."""

NO_ROWS = saying("{table} has no rows below its column names", "{table} n'a aucune ligne sous les noms de ses colonnes")

Values = dict[str, list[str]]
"""What stands in each column of a table, but for empty cells."""


def values(paths: Sequence[Path], told: Instructions, given: Table | None = None) -> tuple[Table, Values]:
    """The first table of several columns, or the one `given`, and what stands in it; BadInput when it has no rows.

    A table of one column before the others may be a sheet of remarks.
    """
    tables = [given] if given else read_tables(find(paths, SUFFIXES)[0], told.encoding, told.delimiter)
    table = next((each for each in tables if len(each.columns) > 1), tables[0])
    rows = [cells for _, cells in islice(table.rows(), ROWS)]
    if not rows:
        raise BadInput(NO_ROWS(table=table.name))
    return table, {name: [row[n] for row in rows if row[n]] for n, name in enumerate(table.columns) if name}


def plain(name: str) -> str:
    """A column's name in small words: `EmployeeID`, employee_id and Employee-Id are one, In/Out is `in out`."""
    spaced = "".join(f" {c}" if c.isupper() and b.islower() else c for b, c in zip(f" {name}", name, strict=False))
    return " ".join(re.sub("[-_/]", " ", spaced).casefold().split())


def written(
    table: Table, there: Values, columns: dict[str, str], mapping: RowMapping, *,
    shown: Collection[str], sought: Collection[str] = (),
) -> list[str]:  # fmt: skip
    """The lines that say which column is which.

    Of ours in `shown` what stands there is shown; of those in `sought` it is told when no column is like them.
    """
    lines = [f"# A first mapping of {Path(table.name).name}: read it through, and correct it.", "columns:"]
    for ours in type(mapping.columns).model_fields:
        if theirs := columns.get(ours):
            cells = dict.fromkeys(there[theirs][:LOOKED]) if ours in shown else ()
            some = ", ".join(repr(cell[:40]) for cell in cells)[:80]
            lines.append(f"  {ours}: {scalar(theirs)}{f'   # {some}' if some else ''}")
        elif ours in sought:
            lines.append(f"# {ours}: none of the columns looks like it")
    read = {*columns.values(), *(part for name in columns.values() for part in mapping.several(name))}
    return [*lines, f"# not read: {', '.join(name for name in there if name not in read) or 'nothing'}"]


def listed(name: str, cells: Iterable[str], key: str, most: int, long: int | None = None) -> list[str]:
    """The lines of a list to be filled in: what stands in a column, the most frequent first, and what to say of it."""
    counts = Counter(cells).most_common()
    lines = [f"#  {scalar(value[:long])}: {key}   # {count} rows" for value, count in counts[:most]]
    more = [f"#  … and {len(counts) - most} more"] if len(counts) > most else []
    return [f"# {name}:", *lines, *more]


def scalar(text: str) -> str:
    """A text as it stands in YAML."""
    if not text.isprintable():
        return json.dumps(text)
    return yaml.safe_dump(text, allow_unicode=True, width=10_000).strip().removesuffix("...").strip()
