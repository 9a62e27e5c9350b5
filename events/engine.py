"""Where expressions over contacts are computed: DuckDB in this process; Spark is in `events.spark`."""

import contextlib
import itertools
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
from fsspec.implementations.local import LocalFileSystem

MEMORY = "800MB"
"""What DuckDB keeps in memory before it goes on on disk."""

AT_ONCE = 1_000_000
"""Records that are mined at once."""

CHUNK = 100_000
"""Rows that leave an engine at once."""

Table = Any
"""An Ibis expression of a table. Ibis tells its types to no checker."""


class Engine:
    """An Ibis backend, for as long as a block lasts; what it keeps meanwhile lies in a folder."""

    def __init__(self, backend: Any, folder: Path) -> None:
        self.backend = backend
        self._files = (folder / f"{number}.parquet" for number in itertools.count())

    def file(self) -> Path:
        """A new file that lives as long as the engine."""
        return next(self._files)

    def url(self, filesystem: Any, path: str) -> str:
        """How the engine calls a file of a file system."""
        return path if isinstance(filesystem, LocalFileSystem) else filesystem.unstrip_protocol(path)

    def parquet(self, *files: str | Path) -> Table:
        """The rows of Parquet files."""
        return self.backend.read_parquet([str(file) for file in files])

    def kept(self, table: Table) -> Table:
        """The table, computed once however often it is asked for."""
        file = self.file()
        self.backend.to_parquet(table, file, compression="uncompressed")
        return self.parquet(file)

    def parts(self, rows: int) -> int:
        """In how many parts so many records are mined."""
        return min(256, 1 << max(0, (rows - 1) // AT_ONCE).bit_length())

    def batches(self, table: Table) -> Iterator[pa.RecordBatch]:
        """The rows of an expression, a batch at a time."""
        yield from self.backend.to_pyarrow_batches(table, chunk_size=CHUNK)

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """The rows of an expression, of which there are few."""
        found: list[dict[str, Any]] = self.backend.to_pyarrow(table).to_pylist()
        return found


@contextlib.contextmanager
def duckdb(filesystem: Any = None) -> Iterator[Engine]:
    """DuckDB in this process; `filesystem` (of fsspec) is where it reads what is no local file."""
    with tempfile.TemporaryDirectory(prefix="parcours-") as folder:
        backend = ibis.duckdb.connect(memory_limit=MEMORY, temp_directory=folder, preserve_insertion_order=False)
        backend.con.execute("SET TimeZone = 'UTC'")
        if filesystem is not None:
            backend.con.register_filesystem(filesystem)
        try:
            yield Engine(backend, Path(folder))
        finally:
            backend.disconnect()


def nothing(schema: pa.Schema) -> Table:
    """A table without rows."""
    return ibis.memtable(schema.empty_table())


def both(tables: Sequence[Table]) -> Table:
    """The rows of all tables."""
    return ibis.union(*tables) if len(tables) > 1 else tables[0]
