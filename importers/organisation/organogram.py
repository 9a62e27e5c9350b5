"""Organograms of the United Kingdom's government: senior posts, and junior posts by grade, unit and senior post."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from graph.errors import BadInput
from graph.keys import unique
from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.saying import saying
from importers.kind import Fetched, Kind
from importers.organisation import chart
from importers.organisation.chart_mapping import ChartColumns, ChartMapping
from importers.organisation.posts import Part, Row, Unit
from importers.organisation.reader import amount, is_none
from importers.reading.table import Table
from importers.rows.tables import fetch, rows

LEVELS = ("Parent Department", "Organisation", "Unit")
"""The columns that name departments, from the top."""

SENIOR = ChartMapping(
    columns=ChartColumns(
        key="Post Unique Reference",
        title="Job Title",
        grade=["Grade", "Grade (or equivalent)"],
        headcount="FTE",
        vacant="Name",
        reportsTo="Reports to Senior Post",
    )
)
JUNIOR = ChartMapping(
    columns=ChartColumns(
        key="key",
        title="Generic Job Title",
        grade=["Grade", "Grade (or equivalent)"],
        headcount="Number of Posts in FTE",
        reportsTo="Reporting Senior Post",
    )
)
SENIOR_MARK, JUNIOR_MARK = "post unique reference", "reporting senior post"
BY = ("parent department", "organisation", JUNIOR_MARK, "unit", "grade", "grade (or equivalent)", "generic job title")
"""What makes junior posts one position; from the third on it is in their key."""

NOTHING = saying(
    "{file} is no organogram: senior posts have a column 'Post Unique Reference', junior ones 'Reporting Senior Post'",
    "{file} n'est pas un organogramme : les postes seniors ont une colonne « Post Unique Reference », les juniors une"
    " colonne « Reporting Senior Post »",
)
NO_NUMBER = saying(
    "{text!r} is no number of posts: how many there are of this post is unknown",
    "{text!r} n'est pas un nombre de postes : on ne sait pas combien il y en a",
)


def parts(files: Sequence[Fetched], mapping: ChartMapping, found: Tally) -> Iterator[Part]:
    """The posts of each file, senior or junior; BadInput when it holds neither."""
    for number, table in ((number, table) for number, file in enumerate(files) for table in file.content):
        table.found = found
        columns = {name.casefold(): name for name in table.columns}
        if SENIOR_MARK in columns:
            placed = (_placed(row, columns, mapping) for row in rows(table, Row))
            yield Part(number, table.name, placed, SENIOR, table.columns, table)
        elif JUNIOR_MARK in columns:
            posts = _junior(table, columns, mapping, found)
            yield Part(number, table.name, posts, JUNIOR, [*table.columns, "key"], table)
        else:
            raise BadInput(NOTHING(file=table.name))


def _placed(row: Row, columns: dict[str, str], mapping: ChartMapping) -> Row:
    """The row with its departments, from the top; equal names on the way are one."""
    units: list[Unit] = []
    for level in LEVELS:
        name = row.cells.get(columns.get(level.casefold(), ""))
        if not name or is_none(mapping, name) or (units and units[-1].name == name):
            continue
        above = units[-1].key if units else None
        units.append(Unit(f"{above}/{name}" if above else name, (*row.place, level), name, above))
    row.units = tuple(units)
    return row


@dataclass
class _Group:
    row: Row
    count: float | None = 0.0


def _junior(table: Table, columns: dict[str, str], mapping: ChartMapping, found: Tally) -> Iterator[Row]:
    """One row for each senior post, department, grade and title, with the sum of their posts."""
    counts = columns.get("number of posts in fte", "")
    by = [columns.get(name, "") for name in BY]
    groups: dict[tuple[str | None, ...], _Group] = {}
    for row in rows(table, Row):
        group = groups.setdefault(tuple(row.cells.get(name) for name in by), _Group(row))
        number = amount(row.cells.get(counts) or "")
        if number is None and row.cells.get(counts):
            found.note(Code.BAD_VALUE, NO_NUMBER(text=row.cells[counts]), (*row.place, counts), row.cells[counts])
        group.count = None if number is None or group.count is None else group.count + number
    taken: set[str] = set()
    for parts_, group in groups.items():
        key = unique("/".join(part for part in parts_[len(LEVELS) - 1 :] if part), taken)
        taken.add(key)
        count = None if group.count is None else str(round(group.count, 6))
        cells = {**group.row.cells, "key": key, counts: count}
        yield _placed(Row(group.row.place, cells), columns, mapping)


KIND = Kind(
    name="organogram",
    description=both(
        "organograms of the United Kingdom's government: senior and junior files together",
        "organigrammes du gouvernement du Royaume-Uni : fichiers « senior » et « junior » ensemble",
    ),
    example="parcours import organogram office-senior.csv office-junior.csv --source office",
    suffixes=(".csv", ".xlsx", ".ods"),
    fetch=fetch,
    transform=partial(chart.transform, parts=parts),
    family=Family.ORGANISATION,
    together=True,
)
