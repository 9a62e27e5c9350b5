"""What a run read, put down as Parquet before anything is changed: it may be more than fits into memory."""

import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from operator import attrgetter
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from events.engine import Engine, Table, both, duckdb
from events.record import Deleted, Record, Unread
from events.schema import DELETED, FIELDS, STAGED, UNREAD
from events.span import Span

BATCH = 50_000
"""Records that are in memory at once."""

READ = attrgetter(*STAGED.names[:-1])
DELETIONS, MISSED = "deletions.parquet", "unread.parquet"


@dataclass(eq=False)
class Staged:
    """The records of one source, in a file that lives as long as this; `twice` when two of them have one id.

    `deletions` is how many contacts or cases the source says it deleted, `unread` how many it still has that could not
    be read; both lie in files of their own.
    """

    file: Path
    count: int
    twice: bool
    deletions: int = 0
    unread: int = 0
    made: bool = False
    """Whether its ids were made, of a case and the place of a contact in it: other files have the same."""

    def doubles(self) -> Iterator[tuple[str, str, int]]:
        """The records that do not count, since another with their id does: id, file and row of each, in order."""
        if self.twice:
            with duckdb() as engine:
                ranked = _ranked(engine.parquet(self.file))
                yield from _places(engine, ranked.filter(ranked.rank > 0))

    def dropped(self) -> Iterator[tuple[str, str, int]]:
        """The records that do not count, since they or their cases were deleted: id, file and row of each, in order."""
        if self.deletions and self.count:
            with duckdb() as engine:
                yield from _places(engine, self.of_deleted(engine, self._read(engine)))

    def keep(self, file: Path) -> Path:
        """Another file, to live as long as this."""
        return Path(shutil.move(file, self.file.with_name(file.name)))

    def records(self, engine: Engine) -> Table:
        """The records that count, one for each id; none that was deleted, or whose case was."""
        read = self._read(engine)
        if self.deletions:
            read = read.anti_join(self.of_deleted(engine, read).select("id"), "id")
        return read.select(*FIELDS)

    def of_deleted(self, engine: Engine, records: Table) -> Table:
        """Those of some records that the source says it deleted, or whose case it did; each once."""
        told = engine.kept(self._deleted(engine))
        ids, cases = (told.filter(told[name].notnull()).select(name).distinct() for name in ("id", "case"))
        return both([records.semi_join(ids, "id"), records.anti_join(ids, "id").semi_join(cases, "case")])

    def missed(self, engine: Engine) -> Table:
        """The ids of contacts that the source still has, and that could not be read."""
        return engine.parquet(self.file.with_name(MISSED)).distinct()

    def spans(self, engine: Engine) -> list[Span]:
        """From when to when the contacts of each file are; of files without one nothing is known."""
        read = engine.parquet(self.file)
        found = read.group_by("file").aggregate(first=read["at"].min(), last=read["at"].max())
        return [Span(row["first"], row["last"], row["file"]) for row in engine.rows(found.order_by("first", "file"))]

    def _read(self, engine: Engine) -> Table:
        """The records, one for each id."""
        read = engine.parquet(self.file)
        if not self.twice:
            return read
        ranked = _ranked(read)
        return ranked.filter(ranked["rank"] == 0).drop("rank")

    def _deleted(self, engine: Engine) -> Table:
        """The ids and cases that were deleted, but for those of which a record as new says that they are there."""
        told = engine.parquet(self.file.with_name(DELETIONS))
        read = self._read(engine)
        alive = read.select(alive=read.id, known=read.version)
        beside = told.left_join(alive, told.id == alive.alive)
        return beside.filter(beside.known.isnull() | (beside.version >= beside.known)).select("id", "case")


def stage(records: Iterable[Record | Deleted | Unread]) -> Staged:
    """Put records, what was deleted and what could not be read down as they come."""
    folder = Path(tempfile.mkdtemp(prefix="parcours-"))
    file = folder / "staged.parquet"
    places = count()
    with pq.ParquetWriter(file, STAGED, compression="zstd") as writer:
        deletions, unread = Aside(folder / DELETIONS, DELETED), Aside(folder / MISSED, UNREAD)
        coming = _records(records, deletions, unread)
        while batch := [(*READ(record), next(places)) for record in islice(coming, BATCH)]:
            writer.write_batch(_batch(batch, STAGED))
    for aside in (deletions, unread):
        aside.close()
    number = next(places)
    staged = Staged(file, number, number > 1 and _distinct(file) < number, deletions.count, unread.count)
    weakref.finalize(staged, shutil.rmtree, folder, ignore_errors=True)
    return staged


def _records(records: Iterable[Record | Deleted | Unread], deletions: "Aside", unread: "Aside") -> Iterator[Record]:
    """The records that are there; all else is put aside as it comes."""
    for each in records:
        if isinstance(each, Record):
            yield each
        else:
            (deletions if isinstance(each, Deleted) else unread).add(each)


class Aside:
    """A file of what is told beside records."""

    def __init__(self, file: Path, schema: pa.Schema) -> None:
        self.count = 0
        self._schema = schema
        self._writer = pq.ParquetWriter(file, schema, compression="zstd")
        self._waiting: list[tuple[str | None, ...]] = []

    def add(self, told: Deleted | Unread) -> None:
        """One more."""
        self.count += 1
        self._waiting.append(tuple(getattr(told, name) for name in self._schema.names))
        if len(self._waiting) == BATCH:
            self._put()

    def close(self) -> None:
        """Nothing more comes."""
        self._put()
        self._writer.close()

    def _put(self) -> None:
        if self._waiting:
            self._writer.write_batch(_batch(self._waiting, self._schema))
            self._waiting = []


def _batch(rows: Sequence[tuple[Any, ...]], schema: pa.Schema) -> pa.RecordBatch:
    columns = [pa.array(values, type) for values, type in zip(zip(*rows, strict=True), schema.types, strict=True)]
    return pa.record_batch(columns, schema=schema)


def _distinct(file: Path) -> int:
    with duckdb() as engine:
        ids = engine.parquet(file).id
        return int(engine.backend.to_pyarrow(ids.nunique()).as_py())


def _ranked(table: Table) -> Table:
    """0 for the record of an id that counts: the one of the greatest version, then the first that was read."""
    order = ibis.window(group_by="id", order_by=[ibis.desc("version"), "place"])
    return table.mutate(rank=ibis.row_number().over(order))


def _places(engine: Engine, rows: Table) -> Iterator[tuple[str, str, int]]:
    for batch in engine.batches(rows.order_by("place").select("id", "file", "row")):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
