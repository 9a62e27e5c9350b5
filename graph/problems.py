"""What is found in what a source says, with its place and what would be right."""

from dataclasses import dataclass, replace
from enum import StrEnum

from graph.said import Place
from graph.saying import Saying, saying

SHOWN = 10
"""How many problems of one code and column are shown; the rest are counted."""

AND_OTHERS = saying("and more", "et d'autres")


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
    OUTSIDE = "OUTSIDE"
    QUALITY = "QUALITY"
    HELD = "HELD"


@dataclass(frozen=True)
class Problem:
    """Something that a reader of the report should know. `fatal` ones refuse the run; one may stand for `count`.

    `same` tells it from others where its words do not, since names in them change.

    Two that say the same are equal; none can be hashed, since what is said holds its values in a mapping.
    """

    code: Code
    said: Saying | str
    place: Place = ("", None, None)
    value: str | None = None
    fatal: bool = False
    count: int = 1
    same: str | None = None

    @property
    def message(self) -> str:
        """What is said, in English."""
        return str(self.said)

    def line(self, message: str) -> str:
        """A line of a report: where it was found, and what is said of it."""
        file, row, column = self.place
        where = ":".join(str(part) for part in (file, row, column) if part not in ("", None))
        return f"{where}: {message}" if where else message

    def __str__(self) -> str:
        return f"{self.line(self.message)} [{self.code}]"


class Tally:
    """Problems as they are found, however many: of each code and column the first are kept, the others counted."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Code, int | str | None], list[Problem]] = {}

    def note(self, code: Code, said: Saying | str, place: Place, value: str | None = None) -> None:
        """Something found; a column that has a name says which problems belong together."""
        column = place[2] if isinstance(place[2], str) else None
        kept = self._kept.setdefault((code, column), [])
        if len(kept) < SHOWN:
            kept.append(Problem(code, said, place, value))
        elif len(kept) == SHOWN:
            kept.append(Problem(code, AND_OTHERS(), place))
        else:
            kept[SHOWN] = replace(kept[SHOWN], count=kept[SHOWN].count + 1)

    def take(self, other: "Tally") -> None:
        """What another one found, too."""
        for found in other.problems():
            for _ in range(found.count):
                self.note(found.code, found.said, found.place, found.value)

    def problems(self) -> list[Problem]:
        """What was found: the last of a group that goes beyond those shown stands for all that follow."""
        return [problem for kept in self._kept.values() for problem in kept]
