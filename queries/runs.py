"""What was imported and decided, command by command: a command may make several runs, of several sources."""

from dataclasses import dataclass
from typing import Any

from graph.gateway import Read
from graph.model.words import RunStatus

COMMANDS = """
MATCH (run:ImportRun)
WITH run, head(COLLECT { MATCH (run)-[:OF]->(source:Source) RETURN source }) AS source ORDER BY run.key
WITH coalesce(run.command, run.key) AS command, collect(run {
  .key, .by, source: source.key, kind: source.kind, .status, startedAt: toString(run.startedAt),
  finishedAt: toString(run.finishedAt), .created, .updated, .removed, .rupturesAppeared, .rupturesGone
}) AS runs
ORDER BY runs[-1].key DESC
WITH collect([command, runs]) AS commands
RETURN size(commands), commands[$skip..$skip + $first]
"""

COUNTED = ("created", "updated", "removed", "rupturesAppeared", "rupturesGone")
"""What runs count, and commands add up."""

TOLD = ("key", "source", "kind", "by", "status", "startedAt", "finishedAt", *COUNTED)
"""What is told of each run; what is null is unknown: a run that was cut off did not come to count."""


@dataclass(frozen=True)
class Command:
    """One command and its runs, in order."""

    id: str
    runs: list[dict[str, Any]]

    @property
    def status(self) -> RunStatus:
        """How it ended: as a whole only if each of its runs did."""
        found = {run["status"] for run in self.runs}
        return next(status for status in (RunStatus.STOPPED, RunStatus.RUNNING, RunStatus.DONE) if status in found)

    def total(self, name: str) -> int | None:
        """One of the counts over all its runs; unknown as soon as one of them is."""
        counts = [run[name] for run in self.runs]
        return None if None in counts else sum(counts)


def commands(read: Read, first: int, skip: int) -> tuple[int, list[Command]]:
    """How many commands there were, and some of them, the newest first."""
    ((total, found),) = read(COMMANDS, first=first, skip=skip)
    return total, [Command(id, runs) for id, runs in found]
