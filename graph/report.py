"""What a run did and what it found: counts per label, and problems with their place."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from graph.said import Place

SHOWN = 10
"""How many problems of one code and column are shown; the rest are counted."""


class Code(StrEnum):
    """What can be found in what a source says."""

    MISSING_KEY = "MISSING_KEY"
    DUPLICATE_KEY = "DUPLICATE_KEY"
    DANGLING_REFERENCE = "DANGLING_REFERENCE"
    SELF_REFERENCE = "SELF_REFERENCE"
    CYCLE = "CYCLE"
    CASE_MISMATCH = "CASE_MISMATCH"
    BAD_VALUE = "BAD_VALUE"
    UNMAPPED_VALUE = "UNMAPPED_VALUE"
    UNKNOWN_COLUMN = "UNKNOWN_COLUMN"
    EMPTY_ROW = "EMPTY_ROW"
    WITHHELD = "WITHHELD"
    ENCODING = "ENCODING"
    DELETED_UPSTREAM = "DELETED_UPSTREAM"
    CONFLICTING_VALUE = "CONFLICTING_VALUE"
    RENAMED = "RENAMED"
    DAMAGED = "DAMAGED"


@dataclass(frozen=True)
class Problem:
    """Something that a reader of the report should know. `fatal` ones refuse the run; one may stand for `count`."""

    code: Code
    message: str
    place: Place = ("", None, None)
    value: str | None = None
    fatal: bool = False
    count: int = 1

    def __str__(self) -> str:
        file, row, column = self.place
        where = ":".join(str(part) for part in (file, row, column) if part not in ("", None))
        return f"{where}: {self.message} [{self.code}]" if where else f"{self.message} [{self.code}]"


class Tally:
    """Problems as they are found, however many: of each code and column the first are kept, the others counted."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Code, int | str | None], list[Problem]] = {}

    def note(self, code: Code, message: str, place: Place, value: str | None = None) -> None:
        """Something found; a column that has a name says which problems belong together."""
        column = place[2] if isinstance(place[2], str) else None
        kept = self._kept.setdefault((code, column), [])
        if len(kept) < SHOWN:
            kept.append(Problem(code, message, place, value))
        elif len(kept) == SHOWN:
            kept.append(Problem(code, "and more", place))
        else:
            kept[SHOWN] = replace(kept[SHOWN], count=kept[SHOWN].count + 1)

    def take(self, other: "Tally") -> None:
        """What another one found, too."""
        for found in other.problems():
            for _ in range(found.count):
                self.note(found.code, found.message, found.place, found.value)

    def problems(self) -> list[Problem]:
        """What was found: the last of a group that goes beyond those shown stands for all that follow."""
        return [problem for kept in self._kept.values() for problem in kept]


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
    reason: str | None = None
    files: list[FileRead] = field(default_factory=list)
    written: dict[str, Count] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

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
            head["reason"] = self.reason
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
