"""What a run did and what it found: counts for each label, and problems."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.problems import SHOWN, Problem
from graph.saying import Saying


@dataclass
class Count:
    """How many nodes or edges of one label or type were created, updated, removed, or found as they were said."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.created or self.updated or self.removed)


@dataclass(frozen=True)
class FileRead:
    """One file of a run: its name, the encoding it was read in, and its rows (a knowledge file's lines)."""

    name: str
    encoding: str
    rows: int


@dataclass
class Report:
    """One run, for people and machines.

    `status` is done, dry-run, refused or stopped; for the last two `reason` says why.
    """

    source: str
    kind: str
    run: str | None = None
    status: str = "done"
    reason: Saying | None = None
    files: list[FileRead] = field(default_factory=list)
    written: dict[str, Count] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unknown: Saying | None = None
    """What nobody knows yet of what was told, and whom to ask."""

    @property
    def changed(self) -> bool:
        """Whether the run wrote, or would write, anything."""
        return any(count.changed for count in self.written.values())

    def to_json(self) -> dict[str, Any]:
        """The report as the command line prints it."""
        written = {name: vars(count) for name, count in self.written.items()}
        files = [vars(file) for file in self.files]
        head = {"source": self.source, "kind": self.kind, "run": self.run, "status": self.status}
        if self.reason:
            head["reason"] = str(self.reason)
        if self.unknown:
            head["unknown"] = str(self.unknown)
        return {**head, "files": files, "written": written, "problems": _grouped(self.problems)}


def _grouped(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    groups: dict[tuple[str, str | None], list[Problem]] = {}
    for problem in problems:
        column = problem.place[2]
        groups.setdefault((problem.code, column if isinstance(column, str) else None), []).append(problem)
    return [_group(code, column, found) for (code, column), found in groups.items()]


def _group(code: str, column: str | None, found: list[Problem]) -> dict[str, Any]:
    shown = [
        {"file": p.place[0], "row": p.place[1], "value": p.value, "message": p.message}
        | ({"column": p.place[2]} if isinstance(p.place[2], int) else {})
        for p in found[:SHOWN]
    ]
    return {"code": code, "count": sum(p.count for p in found), "column": column, "shown": shown}
