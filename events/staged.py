"""What a run read, put down as Parquet before anything is changed: it may be more than fits into memory."""

import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from operator import attrgetter
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from events.engine import Engine, Table, duckdb
from events.record import Record
from events.schema import FIELDS, STAGED

BATCH = 50_000
"""Records that are in memory at once."""

READ = attrgetter(*STAGED.names[:-1])


@dataclass(eq=False)
class Staged:
    """The records of one source, in a file that lives as long as this; `twice` when two of them have one id."""

    file: Path
    count: int
    twice: bool

    def doubles(self) -> Iterator[tuple[str, str, int]]:
        """The records that do not count, since another with their id does: id, file and row of each, in order."""
        if self.twice:
            with duckdb() as engine:
                ranked = _ranked(engine.parquet(self.file))
                rows = ranked.filter(ranked.rank > 0).order_by("place").select("id", "file", "row")
                for batch in engine.batches(rows):
                    yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    def keep(self, file: Path) -> Path:
        """Another file, to live as long as this."""
        return Path(shutil.move(file, self.file.with_name(file.name)))

    def records(self, engine: Engine) -> Table:
        """The records that count, one for each id."""
        read = engine.parquet(self.file)
        if self.twice:
            read = _ranked(read).filter(ibis._.rank == 0)
        return read.select(*FIELDS)


def stage(records: Iterable[Record]) -> Staged:
    """Put records down as they come."""
    folder = Path(tempfile.mkdtemp(prefix="parcours-"))
    file = folder / "staged.parquet"
    places = count()
    with pq.ParquetWriter(file, STAGED, compression="zstd") as writer:
        coming = iter(records)
        while batch := [(*READ(record), next(places)) for record in islice(coming, BATCH)]:
            columns = [
                pa.array(values, type) for values, type in zip(zip(*batch, strict=True), STAGED.types, strict=True)
            ]
            writer.write_batch(pa.record_batch(columns, schema=STAGED))
    number = next(places)
    staged = Staged(file, number, number > 1 and _distinct(file) < number)
    weakref.finalize(staged, shutil.rmtree, folder, ignore_errors=True)
    return staged


def _distinct(file: Path) -> int:
    with duckdb() as engine:
        ids = engine.parquet(file).id
        return int(engine.backend.to_pyarrow(ids.nunique()).as_py())


def _ranked(table: Table) -> Table:
    """0 for the record of an id that counts: the one of the greatest version, then the first that was read."""
    order = ibis.window(group_by="id", order_by=[ibis.desc("version"), "place"])
    return table.mutate(rank=ibis.row_number().over(order))
