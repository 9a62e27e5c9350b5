"""The event store: batches of records as Parquet files, only ever added.

A batch is named after the run that brought it, and is there whole or not at all. Of several records with one source
and id the one of the latest run counts; a tombstone (`withdrawn`) says that the source no longer has it. A file
`<run>.whole.parquet` stands for all batches up to that run, which compaction then takes away.
"""

from pathlib import Path
from typing import IO, Any, cast

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
from fsspec.implementations.local import LocalFileSystem

from events.engine import Engine, Table, both, duckdb, nothing
from events.schema import STORED
from graph.errors import BadInput, WrongUsage

WHOLE = ".whole.parquet"
ONE = ["source", "id"]
"""What tells a record from all others."""

NEAR = ["customer", "at"]
"""The order of the rows within a batch: who asks for some customers reads a part of the file."""


class EventStore:
    """A folder, or a place in an object store, that holds batches."""

    def __init__(self, place: str | Path) -> None:
        self.place = str(place)
        try:
            self._files, self._root = fsspec.core.url_to_fs(self.place)
        except (ValueError, ImportError, OSError) as error:
            raise WrongUsage(f"the event store {self.place!r} cannot be reached: {error}") from error

    def batches(self) -> list[str]:
        """The files that count, oldest first. BadInput when the place cannot be read."""
        try:
            names = sorted(path.rsplit("/", 1)[-1] for path in self._files.glob(f"{self._root}/*.parquet"))
        except OSError as error:
            raise BadInput(f"the event store {self.place} cannot be read: {error}") from error
        whole = max((name for name in names if name.endswith(WHOLE)), key=_run, default=None)
        return [f"{self._root}/{name}" for name in names if whole is None or name == whole or _run(name) > _run(whole)]

    def size(self) -> int:
        """How many rows the batches have, about as many as there are records."""
        return sum(self._rows(path) for path in self.batches())

    def _rows(self, path: str) -> int:
        with self._files.open(path, "rb") as file:
            return int(pq.ParquetFile(file).metadata.num_rows)

    def engine(self) -> Any:
        """An engine in this process that reads these batches."""
        return duckdb(None if isinstance(self._files, LocalFileSystem) else self._files)

    def records(self, engine: Engine, *beside: Path) -> Table:
        """The records that count, with the run of each; `beside` are batches that are not yet in the store.

        Ids are told apart within each file, so that a record of the oldest counts unless a later file has it too.
        """
        files: list[str | Path] = [*(engine.url(self._files, path) for path in self.batches()), *beside]
        if not files:
            return nothing(STORED)
        oldest, *later = (engine.parquet(file) for file in files)
        counting = _counting(engine, oldest, both(later)) if later else oldest
        return counting.filter(~counting.withdrawn)

    def opened(self, path: str) -> IO[bytes]:
        """One of the batches, as it stands. BadInput when it cannot be read."""
        try:
            return cast(IO[bytes], self._files.open(path, "rb"))
        except OSError as error:
            raise BadInput(f"the event store {self.place} cannot be read: {error}") from error

    def append(self, run: str, batch: Path) -> None:
        """Add a batch, whole or not at all. BadInput when the place cannot be written to."""
        self._put(batch, f"{run}.parquet")

    def compact(self) -> int:
        """Put all batches into one file, without what no longer counts; the number of files that went."""
        former = self.batches()
        if len(former) < 2:
            return 0
        with self.engine() as engine:
            whole = write(engine, self.records(engine))
            self._put(whole, f"{_run(former[-1].rsplit('/', 1)[-1])}{WHOLE}")
        for path in former:
            self._files.rm(path)
        return len(former)

    def _put(self, file: Path, name: str) -> None:
        passing = f"{self._root}/.{name}.part"
        try:
            self._files.makedirs(self._root, exist_ok=True)
            self._files.put_file(str(file), passing)
            self._files.mv(passing, f"{self._root}/{name}")
        except OSError as error:
            raise BadInput(f"the event store {self.place} cannot be written to: {error}") from error


def write(engine: Engine, table: Table) -> Path:
    """Put the rows of a batch into a file that lives as long as the engine, in the order of batches."""
    file = engine.file()
    with pq.ParquetWriter(file, STORED, compression="zstd") as writer:
        for batch in engine.batches(table.select(*STORED.names).order_by(NEAR)):
            writer.write_batch(_cast(batch))
    return file


def _counting(engine: Engine, oldest: Table, later: Table) -> Table:
    """The rows of the latest run of each record."""
    last = engine.kept(later.group_by(ONE).aggregate(latest=later.run.max()))
    same = [later.source == last.source, later.id == last.id, later.run == last.latest]
    return both([oldest.anti_join(last, ONE), later.semi_join(last, same)])


def _cast(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [column.cast(field.type) for column, field in zip(batch.columns, STORED, strict=True)]
    return pa.record_batch(columns, schema=STORED)


def _run(name: str) -> str:
    """The run that a file is named after."""
    return name.removesuffix(WHOLE).removesuffix(".parquet")
