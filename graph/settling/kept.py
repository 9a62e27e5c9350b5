"""What a run keeps of its changes: beside the run, each field with before and after, up to a number."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.gateway import Work
from graph.settling.fields import Change

MOST = 10_000
"""Changes that a run keeps; of more it knows the number."""

KEEP = """
MATCH (run:ImportRun {key: $run})
UNWIND $rows AS row
CREATE (run)-[:CHANGED]->(:FieldChange {key: row[0], node: row[1], field: row[2], before: row[3], after: row[4]})
"""


@dataclass
class Kept:
    """What one run of a command has kept so far, how many changes there were, and who signs it, if anybody does."""

    run: str
    command: str | None
    count: int = 0
    _written: int = 0
    _gone: list[Change] = field(default_factory=list)
    by: str | None = None

    def write(self, work: Work, changes: Iterable[Change]) -> None:
        """Keep these changes; that a node is gone is kept once it is."""
        here: list[Change] = []
        for change in changes:
            if self.count < MOST:
                (self._gone if change.gone else here).append(change)
            self.count += 1
        self._write(work, here)

    def write_gone(self, work: Work) -> None:
        """Keep which nodes are gone, now that they are."""
        self._write(work, self._gone)

    @property
    def left_out(self) -> int:
        """How many more changes there were than are kept."""
        return max(0, self.count - MOST)

    def _write(self, work: Work, changes: list[Change]) -> None:
        """Keys tell the order of the changes of a run."""
        rows = [
            [f"{self.run}~{number:05}", f"{change.ref[0]}:{change.ref[1]}", change.field, change.before, change.after]
            for number, change in enumerate(changes, self._written + 1)
        ]
        self._written += len(rows)
        work.write(KEEP, rows, run=self.run)
