"""BambooHR: the directory of employees, or a report of them, in JSON or XML."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.language import both
from graph.model import Family
from graph.problems import Tally
from graph.report import FileRead
from graph.saying import saying
from importers.kind import Fetched, Instructions, Kind
from importers.organisation import chart
from importers.organisation.chart_mapping import ChartColumns, ChartMapping
from importers.organisation.posts import Part, Row
from importers.reading import pages
from importers.reading.json_text import read_json
from importers.reading.text import read_text
from importers.reading.xml_stream import Node, whole

COLUMNS = ChartMapping(
    columns=ChartColumns(
        key=["id", "employeeNumber"],
        role="named",
        title="jobTitle",
        department="department",
        departmentParent="division",
        reportsTo=["supervisorEId", "supervisorEid", "supervisorId", "reportsToId", "supervisor", "reportsTo"],
    ),
    pseudonymise=["supervisor", "reportsTo"],
)
"""A supervisor is named by id where the directory tells it, else by name."""

NAMED = ("displayName", "fullName1", "fullName5", "name")

NOTHING = saying(
    "{file} holds no employees: save the directory, or a report, of BambooHR as JSON or XML",
    "{file} ne contient aucun employé : enregistrez l'annuaire, ou un rapport, de BambooHR en JSON ou en XML",
)


def fetch(path: Path, told: Instructions) -> Fetched:
    """Open one file of JSON or XML."""
    text = read_text(path, told.encoding)
    files = (FileRead(text.name, text.encoding, 0),)
    if text.text.lstrip("\ufeff \r\n\t")[:1] != "<":
        return Fetched(path, read_json(text.text, text.name), None, text.dated, files)
    return Fetched(path, whole(text.text.lstrip(), text.name), None, text.dated, files)


def parts(files: Sequence[Fetched], mapping: ChartMapping, found: Tally) -> Iterator[Part]:
    """The employees of each file; BadInput where there are none."""
    for number, file in enumerate(files):
        name, content = file.files[0].name, file.content
        employees = list(_of_xml(content, name) if isinstance(content, Node) else _of_json(content, name))
        if not employees:
            raise BadInput(NOTHING(file=name))
        yield Part(number, name, map(_row, employees), COLUMNS)


def _of_json(content: Any, name: str) -> Iterator[Row]:
    for each in pages.objects(name, content, "employees", "data", "rows"):
        yield Row((name, pages.line(each)), pages.cells(each))


def _of_xml(root: Node, name: str) -> Iterator[Row]:
    for number, employee in enumerate(root.every("employee"), 1):
        cells: dict[str, str | None] = {"id": employee.attributes.get("id", "").strip() or None}
        for field in employee.every("field"):
            if (id := field.attributes.get("id")) and (value := field.text.strip()):
                cells[id] = value
        yield Row((name, number), cells)


def _row(row: Row) -> Row:
    """The row with the name that supervisors are called by, which is looked up and not kept."""
    cells = dict(row.cells)
    given, family = cells.get("firstName"), cells.get("lastName")
    shown = next((cells[name] for name in NAMED if cells.get(name)), None)
    cells["named"] = f"{given} {family}" if given and family else _straight(shown)
    for column in ("supervisor", "reportsTo"):
        cells[column] = _straight(cells.get(column))
    return Row(row.place, cells, row.units, row.personal)


def _straight(name: str | None) -> str | None:
    """A name as it is spoken: `Byron, Ada` is Ada Byron."""
    family, comma, given = (name or "").partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma else name


KIND = Kind(
    name="bamboohr",
    description=both(
        "BambooHR: the directory of employees or a report of them, JSON or XML",
        "BambooHR : l'annuaire des salariés ou un rapport qui en est tiré, JSON ou XML",
    ),
    example="parcours import bamboohr directory.json --source bamboohr",
    suffixes=(".json", ".xml"),
    fetch=fetch,
    transform=partial(chart.transform, parts=parts),
    family=Family.ORGANISATION,
    together=True,
)
