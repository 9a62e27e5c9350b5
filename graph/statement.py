"""What one source says in one run, and how the run is to take it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from graph.held import Holdings
from graph.model import Family
from graph.pictures import Pictures
from graph.problems import Problem
from graph.report import Cause, FileRead, Loss, Report
from graph.said import Whole
from graph.saying import Saying, counting
from graph.terms import ROWS, term

CORRECT = counting(
    "1 problem to correct", "{n:,} problems to correct", "1 problème à corriger", "{n:,} problèmes à corriger"
)


EDITS = "edits"
"""The source that says what people do here, and its kind; nothing that is imported is called so."""


OWN = ("knowledge", "knowledge-workbook")
"""The kinds of the product's own files, which say what they mean in its own words."""


@dataclass(frozen=True)
class Statement:
    """What one source says, read and checked: `named` when a person named the source, not its file.

    `family` says what its kind tells of, `unread` how many of each label were seen and could not be read.
    """

    source: str
    kind: str
    said: Whole
    files: tuple[FileRead, ...] = ()
    problems: tuple[Problem, ...] = ()
    dated: datetime.datetime | None = None
    path: str | None = None
    named: bool = True
    family: str = Family.DESIGN.name
    unread: Mapping[str, int] = field(default_factory=dict)
    uncounted: int = 0
    """Rows that could be read, of files of which nothing counted."""
    needs: Mapping[str, str] = field(default_factory=dict)
    """Reasons of contacts, and the key of the need that each stands for."""
    pictures: Pictures | None = None
    batches: tuple[str, ...] | None = None
    """The batches of the event store that it was mined from; None for what was not."""

    @property
    def refused(self) -> bool:
        """Whether something has to be corrected before any of it may be written."""
        return any(problem.fatal for problem in self.problems)

    @property
    def losses(self) -> list[Loss]:
        """What of its files counts for nothing."""
        lost = [Loss(Cause.UNREADABLE, n, term(label).counted(n)) for label, n in self.unread.items() if n]
        return [*lost, *([Loss(Cause.UNCOUNTED, self.uncounted, ROWS(self.uncounted))] if self.uncounted else [])]

    def refusal(self) -> Report:
        """What is reported of it where it is refused: no run takes place."""
        problems = list(self.problems)
        return Report(
            self.source, self.kind, None, "refused", CORRECT(len(problems)), list(self.files), problems=problems
        )


@dataclass(frozen=True)
class Options:
    """How to run: `sweep` withdraws what the source no longer says; the two `allow_` lift a guard.

    `command` is what the run is part of (see `new_command`); a run that is part of nothing else has one of its own.
    `by` signs it; null for whoever runs a command.
    """

    dry_run: bool = False
    sweep: bool = True
    allow_shrink: bool = False
    allow_older: bool = False
    command: str | None = None
    by: str | None = None


class Beside(Protocol):
    """What a source says that is not kept in the graph, and what the graph is told because of it."""

    def runs(self) -> Iterable[str]:
        """The keys of the runs that wrote beside the graph, whichever graph it was."""

    def stopped(self, graph: Holdings, options: Options) -> Saying | None:
        """Why nothing of it may be written; null when it may."""

    def write(self, graph: Holdings, run: str, options: Options, report: Report) -> None:
        """Write it, or in a dry run only find out what would be; the report tells what is written, lost and found."""

    def follows(self, graph: Holdings) -> Statement | Problem:
        """What the graph is told, now that it is written, or why it is told nothing."""
