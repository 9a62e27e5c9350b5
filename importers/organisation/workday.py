"""Workday, as a folder of the tables that a warehouse sync writes: organisations, positions, who holds which when."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.saying import saying
from importers.kind import Fetched, Instructions, Kind, Reading
from importers.organisation import chart
from importers.organisation.chart_mapping import ChartColumns, ChartMapping
from importers.organisation.posts import Part, Row
from importers.reading.table import Table
from importers.rows.tables import fetch, rows

ORGANISATIONS = {"id", "name", "superior_organization_id"}
POSITIONS = {"id", "supervisory_organization_id"}
HELD = {"position_id", "worker_id", "business_title"}
PLACED = {"position_id", "worker_id", "organization_id"}
"""The columns by which each of the tables is known."""

BEGINS, ENDS = "_fivetran_start", "_fivetran_end"

OTHER_TABLE = saying(
    "this table holds no organisations, positions or holders of positions: left out",
    "ce tableau ne contient ni organisations, ni postes, ni titulaires de postes : ignoré",
)
DELETED = saying("deleted upstream: left out", "supprimé en amont : ignoré")
INACTIVE = saying("an inactive organisation: left out", "une organisation inactive : ignorée")
OTHER_TYPE = saying(
    "an organisation of the type {kind!r} is no department: left out",
    "une organisation du type {kind!r} n'est pas une direction : ignorée",
)
FROM = saying("{position}: held from {begins}, not on {day}", "{position} : occupé à partir du {begins}, pas le {day}")
UNTIL = saying("{position}: held until {ends}, not on {day}", "{position} : occupé jusqu'au {ends}, pas le {day}")

UNITS = ChartMapping(
    columns=ChartColumns(department="id", departmentName="name", departmentParent="superior_organization_id")
)
POSTS = ChartMapping(
    columns=ChartColumns(
        key="position_id",
        role="worker_id",
        title="title",
        grade="management_level_code",
        headcount="working_fte",
        vacant="vacant",
        department="organization",
        reportsTo="manager",
    )
)


@dataclass
class Tables:
    """What the files of one source hold, table by table."""

    organisations: list[Row] = field(default_factory=list)
    positions: dict[str, Row] = field(default_factory=dict)
    held: list[Row] = field(default_factory=list)
    placed: dict[str, list[Row]] = field(default_factory=dict)


def transform(fetched: Sequence[Fetched], told: Instructions) -> Reading:
    """What the tables of one source say together: they are joined when the last of them is read."""
    counts: list[int] = []
    day = told.as_of or datetime.date.today()

    def parts(files: Sequence[Fetched], mapping: ChartMapping, found: Tally) -> Iterator[Part]:
        tables = Tables()
        for file in files:
            (table, *_) = file.content
            table.found = found
            counts.append(_sort(table, tables, found))
        yield from _joined(tables, files, day, found)

    return replace(chart.transform(fetched, told, parts), rows=tuple(counts))


def _sort(table: Table, into: Tables, found: Tally) -> int:
    """Put the rows of a table where they belong; how many it has."""
    columns, count = set(table.columns), 0
    if not any(known <= columns for known in (ORGANISATIONS, POSITIONS, HELD, PLACED)):
        found.note(Code.UNMAPPED_VALUE, OTHER_TABLE(), (table.name, 1, "table"), None)
        return sum(1 for _ in rows(table, Row))
    for row in rows(table, Row):
        count += 1
        if (row.cells.get("_fivetran_deleted") or "").lower() == "true":
            found.note(Code.DELETED_UPSTREAM, DELETED(), (*row.place, "_fivetran_deleted"), "true")
        elif columns >= ORGANISATIONS:
            into.organisations.append(row)
        elif columns >= POSITIONS:
            into.positions.setdefault(row.cells.get("id") or "", row)
        elif columns >= HELD:
            into.held.append(row)
        else:
            into.placed.setdefault(row.cells.get("position_id") or "", []).append(row)
    return count


def _joined(tables: Tables, files: Sequence[Fetched], day: datetime.date, found: Tally) -> Iterator[Part]:
    last, name = len(files) - 1, files[-1].files[0].name
    organisations = [row for row in tables.organisations if _counts(row, found)]
    yield Part(last, name, iter(organisations), UNITS)
    yield Part(last, name, _posts(tables, organisations, day, found), POSTS)


def _counts(row: Row, found: Tally) -> bool:
    """Whether an organisation is part of the tree: an active one, of supervisors and those who report to them."""
    kind = row.cells.get("type")
    if (row.cells.get("inactive") or "").lower() == "true":
        found.note(Code.DELETED_UPSTREAM, INACTIVE(), (*row.place, "inactive"), "true")
        return False
    if kind and kind.upper() != "SUPERVISORY":
        found.note(Code.UNMAPPED_VALUE, OTHER_TYPE(kind=kind), (*row.place, "type"), kind)
        return False
    return True


def _posts(tables: Tables, organisations: Sequence[Row], day: datetime.date, found: Tally) -> Iterator[Row]:
    """A row for each position and who holds it that day; one that is told and that nobody holds is vacant."""
    by_code = {row.cells.get(name) or "": row for row in organisations for name in ("organization_code", "id")}
    held: dict[str, list[Row]] = {}
    for row in tables.held:
        if not _holds(row, day, found):
            continue
        held.setdefault(row.cells.get("position_id") or "", []).append(row)
    for key in dict.fromkeys([*tables.positions, *held]):
        position = tables.positions.get(key)
        for holder in held.get(key, [None]):
            yield _post(key, position, holder, tables.placed.get(key, ()), by_code)


def _holds(row: Row, day: datetime.date, found: Tally) -> bool:
    """Whether somebody holds a position on a day; rows of other days are noted."""
    begins, ends = (POSTS.day(row.cells.get(name) or "") for name in (BEGINS, ENDS))
    position = row.cells.get("position_id")
    if begins and begins > day:
        said = FROM(position=position, begins=begins, day=day)
        found.note(Code.DELETED_UPSTREAM, said, (*row.place, BEGINS), str(begins))
        return False
    if ends and ends < day:
        said = UNTIL(position=position, ends=ends, day=day)
        found.note(Code.DELETED_UPSTREAM, said, (*row.place, ENDS), str(ends))
        return False
    return True


def _post(key: str, position: Row | None, holder: Row | None, placed: Sequence[Row], by_code: dict[str, Row]) -> Row:
    first = position or holder
    assert first is not None
    told = position.cells if position else {}
    cells = {**told, **(holder.cells if holder else {}), "position_id": key}
    organisation = _organisation(told.get("supervisory_organization_id"), placed, by_code)
    known = by_code.get(organisation or "")
    cells["organization"] = (known.cells.get("id") if known else None) or organisation
    cells["manager"] = known.cells.get("manager_id") if known else None
    cells["title"] = told.get("job_posting_title") or cells.get("business_title")
    cells["worker_id"] = cells.get("worker_id") or told.get("worker_for_filled_position_id")
    cells["vacant"] = None if cells["worker_id"] else "true"
    if cells["manager"] in (cells["worker_id"], key):
        cells["manager"] = None  # the manager's own line leads out of the organisation, to whom it does not say
    return Row(first.place, cells)


def _organisation(supervisory: str | None, placed: Sequence[Row], by_code: dict[str, Row]) -> str | None:
    if supervisory:
        return supervisory
    named = (row.cells.get("organization_id") for row in placed)
    return next((name for name in named if name in by_code), None)


KIND = Kind(
    name="workday",
    description=both(
        "Workday: the tables of organisations, positions and their holders, in one folder",
        "Workday : les tableaux des organisations, des postes et de leurs titulaires, dans un dossier",
    ),
    example="parcours import workday workday/ --source workday",
    suffixes=(".csv", ".xlsx", ".ods"),
    fetch=fetch,
    transform=transform,
    family=Family.ORGANISATION,
    together=True,
)
