"""From the files of one source to its chart: what all kinds of org charts have in common."""

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from graph.errors import BadInput
from graph.report import Code, Problem, Tally
from importers.errors import BadKnowledge, bad
from importers.journeys.wording import closest
from importers.kinds import Fetched, Options, Reading
from importers.organisation.chart import Chart
from importers.organisation.mapping import Columns, Mapping, read_mapping
from importers.organisation.pseudonym import pseudonym
from importers.organisation.rows import Reader, Row
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


def transform(fetched: Sequence[Fetched], options: Options, parts: Parts, delta: bool = False) -> Reading:
    """What the files of one source say; BadKnowledge when one of them cannot be used."""
    problems = [problem for file in fetched for problem in file.problems]
    if problems:
        raise BadKnowledge(problems)
    found = Tally()
    mapping = read_mapping(options.mapping, Mapping())
    chart = Chart(options.source or "", mapping, found, _secret(options))
    unread: dict[str, int] = {}
    rows = [_take(file, mapping, parts, chart, found, unread, options) for file in fetched]
    chart.settle()
    if not chart.sizes():
        first = fetched[0].files[0].name if fetched and fetched[0].files else ""
        message = "nothing in it is a position or a department"
        raise BadKnowledge([bad(Code.BAD_VALUE, message, (first, None, None)), *found.problems()])
    return Reading(chart, found.problems(), tuple(rows), unread, delta)


def _take(
    file: Fetched, mapping: Mapping, parts: Parts, chart: Chart, found: Tally, unread: dict[str, int], options: Options
) -> int:
    """Take a file into the chart; how many rows it has."""
    count = 0
    for part in parts(file, mapping, found):
        reader = Reader(_narrowed(mapping, part), options.as_of or datetime.date.today(), found, chart.secret)
        columns = {EDGES[ours]: name for ours in EDGES if (name := reader.column(ours))}
        before = chart.rows
        chart.add(part.name, columns, (record for row in part.rows for record in reader.read(row)))
        count += part.table.count if part.table else chart.rows - before
        for label, missed in reader.unread.items():
            unread[label] = unread.get(label, 0) + missed
    return count


def _narrowed(mapping: Mapping, part: Part) -> Mapping:
    """The mapping with each column under the name that this table gives it; BadKnowledge when one is not there."""
    whole = mapping.over(part.default)
    if part.columns is None:
        return whole
    by_case = {name.casefold().strip(): name for name in reversed(part.columns) if name}
    told = mapping.columns.model_fields_set
    columns, problems = {}, []
    for ours in Columns.model_fields:
        wanted = whole.columns.names(ours)
        there = [by_case[name.casefold().strip()] for name in wanted if name.casefold().strip() in by_case]
        columns[ours] = there[:1] or None
        if wanted and not there and (ours in told or ours == "key"):
            problems.append(_missing(part, ours, wanted[0], by_case.values()))
    for name in (*whole.names, *whole.pseudonymise):
        if name.casefold().strip() not in by_case and name in (*mapping.names, *mapping.pseudonymise):
            problems.append(_missing(part, "names" if name in whole.names else "pseudonymise", name, by_case.values()))
    if problems:
        raise BadKnowledge(problems)
    kept = {n: [by_case.get(x.casefold().strip(), x) for x in getattr(whole, n)] for n in ("names", "pseudonymise")}
    return whole.model_copy(update={"columns": Columns(**columns), **kept})


def _missing(part: Part, ours: str, name: str, there: Collection[str]) -> Problem:
    close = closest(name, there)
    hint = f"did you mean {close!r}?" if close else f"it has {', '.join(map(repr, list(there)[:30]))}"
    message = f"the table has no column {name!r}, which {ours} is to be read from; {hint}"
    return bad(Code.UNKNOWN_COLUMN, message, (part.name, 1, None), name)


def _secret(options: Options) -> Callable[[str], str]:
    def secret(text: str) -> str:
        if options.secret is None:
            raise BadInput("a key would name a person, and there is no key to make pseudonyms with")
        return pseudonym(options.secret(), text)

    return secret
