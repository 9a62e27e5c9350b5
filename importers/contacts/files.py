"""Files of CRMs: tables or JSON, told apart by how they begin, and their rows by the names of their columns."""

import contextlib
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.problems import Tally
from graph.report import FileRead
from graph.saying import saying
from importers.contacts.json_lines import read_any
from importers.contacts.rows import Row
from importers.kind import Fetched, Instructions
from importers.reading.pages import cells, line
from importers.reading.stream import unpacked
from importers.reading.table import Table
from importers.reading.text import STDIN, guess, read_text
from importers.rows import tables
from importers.rows.tables import rows

SUFFIXES = (".csv", ".json", ".jsonl", ".ndjson")
"""What tables and JSON are called."""

MOST = 512 * 1024**2
"""The most bytes of JSON that are read: they are in memory at once."""

LONG_JSON = saying(
    "{file} has more than {most:,} bytes of JSON, the most that is read: export it as CSV",
    "{file} a plus de {most:,} octets de JSON, le maximum qui soit lu : exportez-le en CSV",
)


def fetch(path: Path, told: Instructions) -> Fetched:
    """Open one file, a table or JSON; BadInput when it is JSON of more than `MOST` bytes."""
    if not is_json(path):
        return tables.fetch(path, told)
    text = read_text(path, told.encoding, MOST) if path == STDIN or path.stat().st_size <= MOST else None
    if text is None or len(text.text) > MOST:
        raise BadInput(LONG_JSON(file=path, most=MOST))
    files = (FileRead(text.name, text.encoding, 0),)
    return Fetched(path, read_any(text.text, text.name), None, text.dated, files)


def is_json(path: Path) -> bool:
    """Whether a file begins as JSON does; one that cannot be looked into is left to who reads tables."""
    head = b""
    if path == STDIN:
        head = sys.stdin.buffer.peek(64)  # type: ignore[union-attr]  # a buffer that can be looked into
    elif path.is_file():
        with contextlib.suppress(OSError, EOFError, zlib.error), unpacked(path, str(path)) as binary:
            head = binary.peek(64)
    head = head[:64]
    return head.decode(guess(head), "ignore").lstrip("\ufeff \r\n\t")[:1] in ("{", "[")


@dataclass(frozen=True)
class Sheet:
    """One table of a file."""

    file: int
    name: str
    table: Table

    def has(self, *columns: str) -> bool:
        """Whether it has all of these columns."""
        return {*columns} <= {*self.table.columns}

    def rows(self) -> Iterator[Row]:
        """Its rows, read when they are asked for."""
        return rows(self.table, Row)


def sheets(number: int, file: Fetched, found: Tally) -> Iterator[Sheet]:
    """The tables of a file; none where it is JSON."""
    if isinstance(file.content, list) and file.content and isinstance(file.content[0], Table):
        for table in file.content:
            table.found = found
            yield Sheet(number, table.name, table)


def row(file: Fetched, given: Any, more: dict[str, str | None] | None = None) -> Row:
    """An object of JSON as a row: a path of names with points between them is a column."""
    return Row((file.files[0].name, line(given)), {**cells(given), **(more or {})})
