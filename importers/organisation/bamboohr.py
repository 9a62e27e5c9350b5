"""BambooHR: the directory of employees, or a report of them, in JSON or XML."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.report import FileRead
from graph.saying import saying
from importers.kind import Fetched, Instructions, Kind, Reading
from importers.organisation import chart
from importers.organisation.chart_mapping import ChartColumns, ChartMapping
from importers.organisation.posts import Part, Row
from importers.reading.json_text import read_json
from importers.reading.marked import is_nothing
from importers.reading.pages import cells, line, objects
from importers.reading.parts import lacks_pages
from importers.reading.text import read_text
from importers.reading.xml_stream import Node, whole
from importers.rows.people import straight

NUMBERED = "supervisorId"
"""The employee number of the supervisor, though it is called an id; `supervisorEId` is one."""

COLUMNS = ChartMapping(
    columns=ChartColumns(
        key=["id", "employeeNumber"],
        role="named",
        title="jobTitle",
        department="department",
        departmentParent="division",
        reportsTo=["supervisorEId", "supervisorEid", NUMBERED, "reportsToId", "supervisor", "reportsTo"],
    ),
    pseudonymise=["supervisor", "reportsTo"],
)
"""A supervisor is named by id where the directory tells it, else by the number of an employee, else by name."""

LISTS = ("employees", "data", "rows")
NAMED = ("displayName", "fullName1", "fullName5", "name")

NO_NUMBER = saying(
    "{number!r} is nobody's employee number here: who the supervisor is stays unknown; "
    "a report with employeeNumber, or with supervisorEId, tells it",
    "{number!r} n'est le matricule de personne ici : le responsable reste inconnu ; "
    "un rapport avec employeeNumber, ou avec supervisorEId, le dit",
)
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
    told = [_employees(file) for file in files]
    everybody = [row.cells for rows in told for row in rows]
    ids = {str(each["employeeNumber"]): str(each["id"]) for each in everybody if each.get("employeeNumber")
           if each.get("id")}  # fmt: skip
    for place, (file, rows) in enumerate(zip(files, told, strict=True)):
        yield Part(place, file.files[0].name, (_row(row, ids, found) for row in rows), COLUMNS, count=len(rows))


def _employees(file: Fetched) -> list[Row]:
    name, content = file.files[0].name, file.content
    employees = list(_of_xml(content, name) if isinstance(content, Node) else _of_json(content, name))
    if not employees:
        raise BadInput(NOTHING(file=name))
    return employees


def _of_json(content: Any, name: str) -> Iterator[Row]:
    for each in objects(name, content, *LISTS):
        yield Row((name, line(each)), cells(each))


def _of_xml(root: Node, name: str) -> Iterator[Row]:
    for number, employee in enumerate(root.every("employee"), 1):
        cells: dict[str, str | None] = {"id": employee.attributes.get("id", "").strip() or None}
        for field in employee.every("field"):
            if (id := field.attributes.get("id")) and not is_nothing(value := field.text.strip()):
                cells[id] = value
        yield Row((name, number), cells)


def _row(row: Row, ids: Mapping[str, str], found: Tally) -> Row:
    """The row with the id of the supervisor whose number it tells, and with the name that supervisors are called by."""
    cells = dict(row.cells)
    given, family = cells.get("firstName"), cells.get("lastName")
    shown = next((cells[name] for name in NAMED if cells.get(name)), None)
    cells["named"] = f"{given} {family}" if given and family else straight(shown or "") or None
    for column in ("supervisor", "reportsTo"):
        cells[column] = straight(cells.get(column) or "") or None
    number = cells.pop(NUMBERED, None)
    if number and cells.get("id"):
        cells[NUMBERED] = ids.get(number)
        if number not in ids and not any(cells.get(name) for name in COLUMNS.columns.names("reportsTo")):
            found.note(Code.DANGLING_REFERENCE, NO_NUMBER(number=number), (*row.place, NUMBERED), number)
    elif number:
        cells[NUMBERED] = number
    return Row(row.place, cells, row.units, row.personal)


def transform(fetched: Sequence[Fetched], told: Instructions) -> Reading:
    """What the employees of one source say; some pages of a list are a part."""
    pages = [(file.files[0].name, file.content) for file in fetched if not file.problems]
    return chart.transform(fetched, told, parts, partly=lambda found: lacks_pages(pages, found, *LISTS))


KIND = Kind(
    name="bamboohr",
    description=both(
        "BambooHR: the directory of employees or a report of them, JSON or XML",
        "BambooHR : l'annuaire des salariés ou un rapport qui en est tiré, JSON ou XML",
    ),
    example="parcours import bamboohr directory.json --source bamboohr",
    suffixes=(".json", ".xml"),
    fetch=fetch,
    transform=transform,
    family=Family.ORGANISATION,
    together=True,
)
