"""From the files of one source to its contacts: what all kinds of them have in common."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from events.record import LABEL, Record
from graph.errors import BadInput
from graph.problems import Code, Tally
from graph.said import Said
from importers.contacts.mapping import SHIPPED, Mapping
from importers.contacts.rows import Reader, Row
from importers.errors import BadKnowledge, bad
from importers.kind import Fetched, Reading, Told
from importers.mapping import Narrowing, read_mapping
from importers.reading.table import Table


@dataclass
class Part:
    """Rows of one shape, and how they are read unless a mapping says otherwise.

    `columns` are those that a table has; without them any row may lack any column, and of several names of a column
    the first counts of which the row has a value.
    """

    file: int
    """Which of the files they stand in, from 0."""
    name: str
    rows: Iterator[Row]
    default: Mapping = field(default_factory=Mapping)
    columns: Sequence[str] | None = None
    table: Table | None = None


Parts = Callable[[Sequence[Fetched], Mapping, Tally], Iterator[Part]]
"""What a kind adds: the parts of all files of a source."""


def transform(fetched: Sequence[Fetched], told: Told, parts: Parts, delta: bool = False) -> Reading:
    """What the files of one source say; BadKnowledge when one of them cannot be used."""
    from events.staged import stage  # which takes Arrow along, that no other import needs

    problems = [problem for file in fetched for problem in file.problems]
    if problems:
        raise BadKnowledge(problems)
    taking = _Taking(read_mapping(told.mapping, Mapping(), SHIPPED), told, len(fetched))
    staged = stage(taking.records(parts(fetched, taking.mapping, taking.found)))
    for id, file, row in staged.doubles():
        taking.found.note(Code.DUPLICATE_KEY, f"{id!r} stands here again: left out", (file, row, "id"), id)
    if not staged.count and not taking.empty:
        first = fetched[0].files[0].name if fetched and fetched[0].files else ""
        raise BadKnowledge([bad(Code.BAD_VALUE, NOTHING, (first, None, None)), *taking.found.problems()])
    unread = {LABEL: taking.unread} if taking.unread else {}
    needs = dict(taking.mapping.needs)
    return Reading(Said(), taking.found.problems(), tuple(taking.rows), unread, delta, staged, needs)


NOTHING = "nothing in it is a contact that can be read"


class _Taking:
    """The records of all parts, in order; how many rows each file has, and how many could not be read."""

    def __init__(self, mapping: Mapping, told: Told, files: int) -> None:
        self.mapping = mapping
        self.found = Tally()
        self.rows = [0] * files
        self.unread = 0
        self.empty = True
        self._told = told

    def records(self, parts: Iterator[Part]) -> Iterator[Record]:
        for part in parts:
            reader = Reader(_narrowed(self.mapping, part), self._told.source or "", self.found, self._secret)
            count = 0
            for row in part.rows:
                count += 1
                if (record := reader.read(row)) is not None:
                    yield record
            self.rows[part.file] += part.table.count if part.table else count
            self.unread += reader.unread
            self.empty = self.empty and not count

    def _secret(self) -> bytes:
        if self._told.secret is None:
            raise BadInput("customers stand here, and there is no key to make pseudonyms with")
        return self._told.secret()


def _narrowed(mapping: Mapping, part: Part) -> Mapping:
    """The mapping with each column under the name that this table gives it; BadKnowledge when one is not there."""
    whole = mapping.over(part.default)
    if part.columns is None:
        return whole
    narrowing = Narrowing(mapping, part.name, part.columns)
    columns = narrowing.columns(whole, ("at",))
    hidden = narrowing.listed("pseudonymise", whole.pseudonymise, mapping.pseudonymise)
    only = dict(zip(narrowing.listed("only", list(whole.only), list(mapping.only)), whole.only.values(), strict=True))
    narrowing.settled()
    return whole.model_copy(update={"columns": columns, "pseudonymise": hidden, "only": only})
