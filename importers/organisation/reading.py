"""From the files of one source to its chart: what all kinds of org charts have in common."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.errors import BadInput
from graph.problems import Code, Tally
from importers.errors import BadKnowledge, bad
from importers.kind import Fetched, Reading, Told
from importers.mapping import Narrowing, read_mapping
from importers.organisation.chart import Chart
from importers.organisation.mapping import SHIPPED, Mapping
from importers.organisation.rows import Reader, Row
from importers.pseudonym import pseudonym
from importers.reading.table import Table

EDGES = {"reportsTo": "REPORTS_TO", "department": "IN", "departmentParent": "PART_OF", "key": "key"}
"""Our columns, and the edges that lead to what stands in them."""


@dataclass
class Part:
    """Rows of one shape, and how they are read unless a mapping says otherwise.

    `columns` are those that a table has; without them any row may lack any column.
    """

    name: str
    rows: Iterator[Row]
    default: Mapping = field(default_factory=Mapping)
    columns: Sequence[str] | None = None
    table: Table | None = None
    """Where the rows come from, which may be several to one."""


Parts = Callable[[Fetched, Mapping, Tally], Iterator[Part]]
"""What a kind adds: the parts of a file."""


def transform(fetched: Sequence[Fetched], told: Told, parts: Parts, delta: bool = False) -> Reading:
    """What the files of one source say; BadKnowledge when one of them cannot be used."""
    problems = [problem for file in fetched for problem in file.problems]
    if problems:
        raise BadKnowledge(problems)
    found = Tally()
    mapping = read_mapping(told.mapping, Mapping(), SHIPPED)
    chart = Chart(told.source or "", mapping, found, _secret(told))
    unread: dict[str, int] = {}
    rows = [_take(file, mapping, parts, chart, found, unread, told) for file in fetched]
    chart.settle()
    if not chart.sizes():
        first = fetched[0].files[0].name if fetched and fetched[0].files else ""
        message = "nothing in it is a position or a department"
        raise BadKnowledge([bad(Code.BAD_VALUE, message, (first, None, None)), *found.problems()])
    return Reading(chart, found.problems(), tuple(rows), unread, delta)


def _take(
    file: Fetched, mapping: Mapping, parts: Parts, chart: Chart, found: Tally, unread: dict[str, int], told: Told
) -> int:
    """Take a file into the chart; how many rows it has."""
    count = 0
    for part in parts(file, mapping, found):
        reader = Reader(_narrowed(mapping, part), told.as_of or datetime.date.today(), found, chart.secret)
        columns = {EDGES[ours]: name for ours in EDGES if (name := reader.column(ours))}
        before = chart.rows
        chart.add(columns, (record for row in part.rows for record in reader.read(row)))
        count += part.table.count if part.table else chart.rows - before
        for label, missed in reader.unread.items():
            unread[label] = unread.get(label, 0) + missed
    return count


def _narrowed(mapping: Mapping, part: Part) -> Mapping:
    """The mapping with each column under the name that this table gives it; BadKnowledge when one is not there."""
    whole = mapping.over(part.default)
    if part.columns is None:
        return whole
    narrowing = Narrowing(mapping, part.name, part.columns)
    columns = narrowing.columns(whole, ("key",))
    names = narrowing.listed("names", whole.names, mapping.names)
    pseudonymise = narrowing.listed("pseudonymise", whole.pseudonymise, mapping.pseudonymise)
    narrowing.settled()
    return whole.model_copy(update={"columns": columns, "names": names, "pseudonymise": pseudonymise})


def _secret(told: Told) -> Callable[[str], str]:
    def secret(text: str) -> str:
        if told.secret is None:
            raise BadInput("a key would name a person, and there is no key to make pseudonyms with")
        return pseudonym(told.secret(), text)

    return secret
