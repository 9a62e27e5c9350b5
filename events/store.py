"""The event store: batches of records as Parquet files, only ever added.

A batch is named after the run that brought it, and is there whole or not at all. Of several records with one source
and id the one of the latest run counts; a tombstone (`withdrawn`) says that the source no longer has it. A file
`<run>.whole.parquet` stands for all batches up to that run, which compaction then takes away. A file that cannot be
read is passed over and known as `damaged`: whoever takes records away, or counts them, looks there.
"""

import contextlib
import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from io import BufferedIOBase
from pathlib import Path
from typing import Any, TypeVar, cast

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
from fsspec.implementations.local import LocalFileSystem

from events.batches import ASIDE, PARQUET, PART, WHOLE, Batches, run
from events.engine import Engine, Table, both, duckdb, nothing
from events.schema import STORED
from graph.errors import BadInput, ParcoursError, Refused, WrongUsage
from graph.saying import Saying, saying

ONE = ["source", "id"]
"""What tells a record from all others."""

NEAR = ["customer", "at"]
"""The order of the rows within a batch: who asks for some customers reads a part of the file."""

DAMAGE = (pa.ArrowException, OSError, ValueError)
"""What reading a damaged file raises."""

UNREACHABLE = saying(
    "the event store {place!r} cannot be reached: {detail}",
    "la base des contacts {place!r} est hors d'atteinte : {detail}",
)
UNREADABLE = saying(
    "the event store {place} cannot be read: {detail}", "la base des contacts {place} ne peut pas être lue : {detail}"
)
UNWRITABLE = saying(
    "the event store {place} cannot be written to: {detail}",
    "on ne peut pas écrire dans la base des contacts {place} : {detail}",
)
NO_BATCH = saying("it is no batch: it has no column {column}", "ce n'est pas un lot : il n'a pas de colonne {column}")
AWAY = saying("{path} cannot be had: {detail}", "{path} ne peut pas être obtenu : {detail}")
STAYS = saying("{path} cannot be removed: {detail}", "{path} ne peut pas être supprimé : {detail}")
DAMAGED = saying(
    "{path} is damaged ({why}): nothing is taken away; `parcours events check` says what to do",
    "{path} est endommagé ({why}) : rien n'est retiré ; `parcours events check` dit que faire",
)
READ_BACK = saying(
    "{path} read back damaged ({why}) and was taken away; all others stay: is the disk sound?",
    "{path}, relu, est endommagé ({why}) et a été retiré ; tous les autres restent : le disque est-il sain ?",
)

T = TypeVar("T")


class EventStore:
    """A folder, or a place in an object store, that holds batches; `damaged`: which cannot be read, and why.

    `room` is called before so many bytes are written to a folder, and may object.
    """

    def __init__(self, place: str | Path, room: Callable[[Path, int], None] = lambda folder, size: None) -> None:
        self.place = str(place)
        self._room = room
        self.damaged: dict[str, Saying | str] = {}
        try:
            self._files, self._root = fsspec.core.url_to_fs(self.place)
        except (ValueError, ImportError, OSError) as error:
            raise WrongUsage(UNREACHABLE(place=self.place, detail=str(error))) from error

    def names(self) -> Batches:
        """What lies there. BadInput when the place cannot be read."""
        try:
            return Batches([path.rsplit("/", 1)[-1] for path in self._files.ls(self._root, detail=False)])
        except FileNotFoundError:
            return Batches([])
        except OSError as error:
            raise BadInput(UNREADABLE(place=self.place, detail=str(error))) from error

    def batches(self) -> list[str]:
        """The files that count, oldest first. BadInput when the place cannot be read."""
        return [self.path(name) for name in self.names().counting]

    def path(self, name: str) -> str:
        """The file of a batch."""
        return f"{self._root}/{name}{PARQUET}"

    def readable(self) -> list[str]:
        """The files that count and can be read; a glance at each finds those whose end is missing."""
        counting = self.batches()
        for path in counting:
            if path not in self.damaged:
                self._note(path, lambda file: None)
        return [path for path in counting if path not in self.damaged]

    def examine(self, names: Iterable[str] | None = None) -> dict[str, Saying | str]:
        """Read every row of these batches, else of all that count; which of them are damaged, and why."""
        paths = self.batches() if names is None else [self.path(name) for name in names]
        for path in paths:
            self._note(path, _walk)
        return {path: self.damaged[path] for path in paths if path in self.damaged}

    def _note(self, path: str, look: Callable[[pq.ParquetFile], None]) -> None:
        """Look at a file, and note what is wrong with it. BadInput when it cannot be had: that is no damage."""
        try:
            with self.parquet(path) as file:
                look(file)
        except DAMAGE as error:
            away = isinstance(error, TimeoutError | ConnectionError)  # of an object store, they have no number
            if away or (isinstance(error, OSError) and error.errno not in (None, errno.EIO)):
                raise BadInput(AWAY(path=path, detail=str(error) or type(error).__name__)) from error
            ours = next((each for each in error.args if isinstance(each, Saying)), None)
            self.damaged[path] = ours or (str(error).splitlines() or [type(error).__name__])[0]

    @contextlib.contextmanager
    def parquet(self, path: str) -> Iterator[pq.ParquetFile]:
        """A file, open. One of `DAMAGE` when it is damaged, or no batch."""
        with self._files.open(path, "rb") as opened:
            file = pq.ParquetFile(opened, page_checksum_verification=True)
            if missing := [name for name in STORED.names if name not in file.schema_arrow.names]:
                raise ValueError(NO_BATCH(column=missing[0]))
            yield file

    def size(self) -> int:
        """How many rows the batches have, about as many as there are records."""
        return sum(self._rows(path) for path in self.readable())

    def _rows(self, path: str) -> int:
        with self.parquet(path) as file:
            return int(file.metadata.num_rows)

    def engine(self) -> Any:
        """An engine in this process that reads these batches."""
        return duckdb(None if isinstance(self._files, LocalFileSystem) else self._files)

    def reading(
        self,
        compute: Callable[[Engine], T],
        engine: "Callable[[EventStore], AbstractContextManager[Engine]] | None" = None,
    ) -> T:
        """What is computed from the batches; once more, without those that turn out to be damaged, when it fails."""
        while True:
            try:
                with (engine or EventStore.engine)(self) as used:
                    return compute(used)
            except ParcoursError:
                raise
            except Exception:  # each engine has errors of its own
                known = {*self.damaged}
                if not self.examine().keys() - known:
                    raise

    def records(self, engine: Engine, *beside: Path) -> Table:
        """The records that count, with the run of each; `beside` are batches that are not yet in the store.

        Ids are told apart within each file, so that a record of the oldest counts unless a later file has it too.
        """
        files: list[str | Path] = [*(engine.url(self._files, path) for path in self.readable()), *beside]
        if not files:
            return nothing(STORED)
        oldest, *later = (engine.parquet(file) for file in files)
        counting = _counting(engine, oldest, both(later)) if later else oldest
        return counting.filter(~counting.withdrawn)

    def opened(self, path: str) -> BufferedIOBase:
        """One of the batches, as it stands. BadInput when it cannot be read."""
        try:
            return cast(BufferedIOBase, self._files.open(path, "rb"))
        except OSError as error:
            raise BadInput(UNREADABLE(place=self.place, detail=str(error))) from error

    def append(self, run: str, batch: Path) -> None:
        """Add a batch, whole or not at all. BadInput when the place cannot be written to."""
        self._put(batch, run)

    def compact(self) -> int:
        """Put all batches into one file, without what no longer counts; the number of files that went.

        What that file stands for goes once it has been read back. Refused when a file is damaged: all stay. BadInput
        when the new one reads back damaged: it goes itself.
        """
        self.tidy()
        former = self.names().counting
        if len(former) < 2:
            return 0
        for path, why in self.examine().items():
            raise Refused(DAMAGED(path=path, why=why))
        name = f"{run(former[-1])}{WHOLE}"
        with self.engine() as engine:
            self._put(write(engine, self.records(engine)), name)
        self.tidy()
        if (path := self.path(name)) in self.damaged:
            self._remove(path)
            why = self.damaged.pop(path)
            raise BadInput(READ_BACK(path=path, why=why))
        return len(former)

    def tidy(self) -> int:
        """Take away what a compaction left that was cut off, and files that are half written; how many they were.

        Whoever has the right to write may do so. Where what stands for others is damaged they stay. BadInput when the
        place cannot be written to.
        """
        found = self.names()
        left = [f"{self._root}/{file}" for file in found.unfinished]
        if found.superseded and not self.examine(found.counting[:1]):
            left += map(self.path, found.superseded)
        for path in left:
            self._remove(path)
        return len(left)

    def _remove(self, path: str) -> None:
        try:
            with contextlib.suppress(FileNotFoundError):
                self._files.rm(path)
        except OSError as error:
            raise BadInput(STAYS(path=path, detail=str(error))) from error

    def set_aside(self, path: str) -> None:
        """Nothing reads a damaged file any more, which stays beside the others under a name of its own."""
        self._files.mv(path, f"{path}{ASIDE}")
        self.damaged.pop(path, None)

    def _put(self, file: Path, name: str) -> None:
        passing = f"{self._root}/.{name}{PARQUET}{PART}"
        try:
            if isinstance(self._files, LocalFileSystem):
                self._room(Path(self._root), file.stat().st_size)
            self._files.makedirs(self._root, exist_ok=True)
            self._files.put_file(str(file), passing)
            if isinstance(self._files, LocalFileSystem):
                with Path(passing).open("r+b") as written:  # what is only read cannot be made to last everywhere
                    os.fsync(written.fileno())
            self._files.mv(passing, self.path(name))
        except OSError as error:
            raise BadInput(UNWRITABLE(place=self.place, detail=str(error))) from error


def write(engine: Engine, table: Table) -> Path:
    """Put the rows of a batch into a file that lives as long as the engine, in the order of batches."""
    file = engine.file()
    with pq.ParquetWriter(file, STORED, compression="zstd", write_page_checksum=True) as writer:
        for batch in engine.batches(table.select(*STORED.names).order_by(NEAR)):
            writer.write_batch(_cast(batch))
    return file


def _walk(file: pq.ParquetFile) -> None:
    for batch in file.iter_batches():
        batch.validate(full=True)


def _counting(engine: Engine, oldest: Table, later: Table) -> Table:
    """The rows of the latest run of each record."""
    last = engine.kept(later.group_by(ONE).aggregate(latest=later.run.max()))
    same = [later.source == last.source, later.id == last.id, later.run == last.latest]
    return both([oldest.anti_join(last, ONE), later.semi_join(last, same)])


def _cast(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [column.cast(field.type) for column, field in zip(batch.columns, STORED, strict=True)]
    return pa.record_batch(columns, schema=STORED)
