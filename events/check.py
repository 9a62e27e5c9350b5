"""What is lost with the damaged files of an event store, as far as the files themselves and the graph can tell."""

import contextlib
from dataclasses import asdict, dataclass, field
from typing import Any

import pyarrow.parquet as pq

from events.batches import is_whole, named, run
from events.record import LABEL
from events.store import DAMAGE, EventStore
from events.sync import sources
from graph.gateway import Read
from graph.saying import Saying, saying
from graph.terms import FILES

COUNTED = "MATCH (r:ImportRun {key: $run}) RETURN toString(r.startedAt), [c IN r.counts WHERE c STARTS WITH $label][0]"

IMPORT = saying(
    "import {source} whole again (with --allow-shrink, if the report says that contacts outside of it stay):"
    " it then stands for this file, which is set aside",
    "réimportez {source} en entier (avec --allow-shrink, si le compte rendu dit que des contacts"
    " restent en dehors) : cela remplacera ce fichier, qui sera mis de côté",
)
MOVE = saying(
    "move the file elsewhere: what it stands for ({files}) is still there, and counts again; "
    "`parcours events mine` then tells the graph",
    "déplacez le fichier ailleurs : ce qu'il remplace ({files}) est encore là, et comptera de nouveau ; "
    "`parcours events mine` le dira ensuite au graphe",
)
MOVE_AND_IMPORT = saying(
    "move the file elsewhere and import whole again: {sources} (the first of them with --allow-shrink)",
    "déplacez le fichier ailleurs et réimportez en entier : {sources} (la première avec --allow-shrink)",
)
WHOSE = saying("the sources whose contacts it had", "les sources dont il avait les contacts")


@dataclass
class Lost:
    """A damaged file: what is wrong, and whose contacts it had, how many of them can still be read, of which days.

    `counts` is what its run wrote, as the graph knows it; `superseded` how many files are there still that a whole
    stands for, because it was damaged when they should have gone. What nobody knows is None.
    """

    file: str
    why: Saying | str
    run: str
    imported: str | None = None
    counts: str | None = None
    sources: list[str] = field(default_factory=list)
    rows: int | None = None
    readable: int | None = None
    first: str | None = None
    last: str | None = None
    superseded: int = 0

    @property
    def remedy(self) -> Saying:
        """What makes it good."""
        if len(self.sources) == 1 and not is_whole(self.file):
            return IMPORT(source=self.sources[0])
        if self.superseded:
            return MOVE(files=FILES(self.superseded))
        return MOVE_AND_IMPORT(sources=", ".join(self.sources) or WHOSE())

    def to_json(self) -> dict[str, Any]:
        """As the command line prints it."""
        return {**asdict(self), "why": str(self.why), "remedy": str(self.remedy)}


def check(store: EventStore, read: Read) -> list[Lost]:
    """Read every file to its end; what is lost with those that are damaged."""
    found = [Lost(path, why, run(named(path))) for path, why in store.examine().items()]
    for lost in found:
        lost.superseded = len(store.names().superseded) if is_whole(lost.file) else 0
        lost.sources = sorted(sources(read, lost.file))
        for imported, counts in read(COUNTED, run=lost.run, label=f"{LABEL} "):
            lost.imported, lost.counts = imported, None if is_whole(lost.file) else counts
        with contextlib.suppress(*DAMAGE), store.parquet(lost.file) as file:
            _look(lost, file)
    return found


def _look(lost: Lost, file: pq.ParquetFile) -> None:
    """What the file still tells of itself where its end, which says what it has, is there."""
    lost.rows, lost.readable = file.metadata.num_rows, 0
    column = file.schema_arrow.names.index("at")
    spans = []
    for number in range(file.num_row_groups):
        group = file.metadata.row_group(number)
        if (known := group.column(column).statistics) and known.has_min_max:
            spans += [known.min, known.max]
        with contextlib.suppress(*DAMAGE):
            lost.readable += file.read_row_group(number).num_rows
    if spans:
        lost.first, lost.last = (f"{moment:%Y-%m-%d}" for moment in (min(spans), max(spans)))
