"""What a run did and what it found: counts for each label, and problems."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from graph.problems import SHOWN, Problem
from graph.saying import Saying, saying


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

    def add(self, more: "Count") -> None:
        """Count these, too."""
        for kind, value in vars(more).items():
            setattr(self, kind, getattr(self, kind) + value)


def tallied(written: Mapping[str, Count]) -> dict[str, Any]:
    """What a run keeps of how much it wrote of each label and type."""
    counts = written.values()
    return {
        "created": sum(c.created for c in counts),
        "updated": sum(c.updated for c in counts),
        "removed": sum(c.removed for c in counts),
        "counts": [f"{n} +{c.created} ~{c.updated} -{c.removed} ={c.unchanged}" for n, c in written.items()],
    }


@dataclass(frozen=True)
class FileRead:
    """One file of a run: its name, the encoding it was read in, and its rows (a knowledge file's lines)."""

    name: str
    encoding: str
    rows: int


class Cause(StrEnum):
    """Why something that a source said counts for nothing, or counts no more."""

    UNREADABLE = "UNREADABLE"
    UNCOUNTED = "UNCOUNTED"
    DELETED_UPSTREAM = "DELETED_UPSTREAM"
    WITHDRAWN = "WITHDRAWN"


CAUSES = {
    Cause.UNREADABLE: saying("{what} that cannot be read", "{what} qu'on n'a pas pu lire"),
    Cause.UNCOUNTED: saying("{what} of files of which nothing counted", "{what} de fichiers dont rien n'a compté"),
    Cause.DELETED_UPSTREAM: saying("{what} deleted by the source", "{what} dont la source dit la suppression"),
    Cause.WITHDRAWN: saying("{what} that the source no longer has", "{what} que la source n'a plus"),
}


@dataclass(frozen=True)
class Loss:
    """How many things (`what` they are, counted) were read and count for nothing, or counted and do no more."""

    cause: Cause
    count: int
    what: Saying

    @property
    def said(self) -> Saying:
        """What was lost, and why."""
        return CAUSES[self.cause](what=self.what)


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
    losses: list[Loss] = field(default_factory=list)
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
        head: dict[str, Any] = {"source": self.source, "kind": self.kind, "run": self.run, "status": self.status}
        head["losses"] = _lost(self.losses)
        if self.reason:
            head["reason"] = str(self.reason)
        if self.unknown:
            head["unknown"] = str(self.unknown)
        return {**head, "files": files, "written": written, "problems": _grouped(self.problems)}


def _lost(losses: Sequence[Loss]) -> dict[str, Any]:
    reasons = [{"code": loss.cause, "count": loss.count, "message": str(loss.said)} for loss in losses]
    return {"count": sum(loss.count for loss in losses), "reasons": reasons}


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
