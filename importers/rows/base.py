"""What all families of rows stand on: a row, a part of a file as rows of one shape, and the parts of a source."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from graph.problems import Code, Tally
from graph.said import Place, Whole
from graph.saying import Saying
from graph.steering import steering
from importers.errors import BadKnowledge, bad
from importers.kind import Fetched, Instructions, Reading
from importers.rows.columns import M, read_mapping

if TYPE_CHECKING:
    from importers.reading.table import Table  # which takes Excel's along, that not all rows need


@dataclass(slots=True)
class Row:
    """What a file says in one row, by the names of its columns; what of it is not there is unknown.

    A family of rows that knows more of each inherits from it, with a default for all that no table tells.
    """

    place: tuple[str, int]
    cells: Mapping[str, str | None]


def sound(text: str, place: Place) -> str:
    """The text of a cell; BadKnowledge with the place when it would steer a terminal."""
    if (said := steering(text)) is not None:
        raise BadKnowledge([bad(Code.BAD_VALUE, said, place)])
    return text


R = TypeVar("R", bound=Row)


@dataclass
class Part(Generic[M, R]):
    """Rows of one shape, and how they are read unless a mapping says otherwise.

    `columns` are those that a table has; without them any row may lack any column, and of several names of a column
    the first counts of which the row has a value.
    """

    file: int
    """Which of the files they stand in, from 0."""
    name: str
    rows: Iterator[R]
    default: M
    columns: Sequence[str] | None = None
    table: "Table | None" = None
    """Where the rows come from, which may be several to one."""


Parts = Callable[[Sequence[Fetched], M, Tally], Iterator[Part[M, R]]]
"""What a kind adds: the parts of all files of a source."""


class Taking(Generic[M]):
    """The files of one source as rows under one mapping; BadKnowledge when one of them is refused."""

    def __init__(self, fetched: Sequence[Fetched], told: Instructions, model: type[M]) -> None:
        problems = [problem for file in fetched for problem in file.problems]
        if problems:
            raise BadKnowledge(problems)
        self.mapping = read_mapping(told.mapping, model)
        self.found = Tally()
        self.seen = 0
        """How many rows were read, of whatever file."""
        self._fetched = fetched
        self._rows = [0] * len(fetched)
        self._unread: dict[str, int] = {}

    def parts(self, parts: Parts[M, R]) -> Iterator[tuple[Part[M, R], M]]:
        """The parts of all files, each with its mapping; BadKnowledge when a table has not the columns asked for."""
        for part in parts(self._fetched, self.mapping, self.found):
            if part.columns is None:
                yield part, self.mapping.over(part.default)
            else:
                yield part, self.mapping.narrowed(part.default, part.name, part.columns)

    def count(self, part: Part[M, R], rows: int, unread: Mapping[str, int]) -> None:
        """A part is read: how many rows it had, and how many of each label could not be read."""
        self.seen += rows
        self._rows[part.file] += part.table.count if part.table else rows
        for label, missed in unread.items():
            self._unread[label] = self._unread.get(label, 0) + missed

    def reading(self, said: Whole) -> Reading:
        """What the source says, once everything is read."""
        return Reading(said, self.found.problems(), tuple(self._rows), self._unread, partial=self.mapping.incremental)

    def nothing(self, said: Saying) -> BadKnowledge:
        """What refuses files in which nothing is."""
        first = self._fetched[0].files[0].name if self._fetched and self._fetched[0].files else ""
        return BadKnowledge([bad(Code.BAD_VALUE, said, (first, None, None)), *self.found.problems()])
