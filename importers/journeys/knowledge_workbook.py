"""Knowledge workbooks: all that a knowledge file can tell, in Excel, a sheet for each kind of thing."""

import datetime
import html
import re
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from graph.errors import BadInput
from graph.gateway import Read
from graph.labels import folded
from graph.language import Language, both
from graph.pictures import NAME
from graph.problems import Code, Problem
from graph.report import FileRead
from graph.said import Subgraph
from graph.saying import saying
from importers.journeys.book.build import Building
from importers.journeys.book.guide import About
from importers.journeys.book.read import tables
from importers.journeys.book.sheets import GUIDE, by_name
from importers.journeys.export import told_in
from importers.journeys.knowledge import transform
from importers.journeys.pictures import NAMES, taken
from importers.journeys.untransform import document
from importers.kind import Exported, Fetched, Instructions, Kind
from importers.reading.cells import book
from importers.reading.excel import guarded
from importers.reading.text import STDIN

BEGINNING = 256 * 1024
"""How many bytes of what names the sheets are looked at."""

FEW = 3
"""How many of the sheets of such a workbook a file has at least."""

OTHER = saying(
    "{file} has no sheet of a knowledge workbook, such as Channels or Journeys: `parcours new workbook` writes an "
    "empty one; `parcours import org-csv {file}` reads positions and departments from a table, `parcours import "
    "contacts-csv {file}` contacts, `parcours import journey-table {file}` a journey map",
    "{file} n'a aucune feuille d'un classeur de connaissances, comme Canaux ou Parcours : `parcours new workbook` en "
    "écrit un vide ; `parcours import org-csv {file}` lit des postes et des directions dans un tableau, `parcours "
    "import contacts-csv {file}` des contacts ; `parcours import --list` donne tous les types",
)
MACROS = saying("its macros are not run, and left out", "ses macros ne sont pas exécutées ; elles sont ignorées")
REVISION = "MATCH (g:Graph {key: 'graph'}) RETURN g.revision"


def is_one(path: Path) -> bool:
    """Whether a file looks like one of ours, by the names of its sheets alone: it is not read for it."""
    try:
        titles = guarded(path.name, partial(_titles, path))
    except BadInput:
        return False
    named = {folded(html.unescape(title.decode("utf-8", "replace"))) for title in titles}
    return not named.isdisjoint(map(folded, GUIDE.values())) and len(named & by_name().keys()) >= FEW


def _titles(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as parts, parts.open("xl/workbook.xml") as part:
        return re.findall(rb'<(?:\w+:)?sheet\s[^>]*?name="([^"]+)"', part.read(BEGINNING))


def fetch(path: Path, told: Instructions) -> Fetched:
    """Open one workbook, and the pictures that it names; BadInput when it is none, or none of knowledge."""
    opened = book(path)
    found = tables(opened)
    if not found.ours:
        raise BadInput(OTHER(file=opened.name))
    read = Building(found).built()
    folder = Path() if path == STDIN else path.parent
    pictures, problems = taken(read, folder, told.pictures)
    if opened.macros:
        found.problems.append(Problem(Code.UNMAPPED_VALUE, MACROS(), (opened.name, None, None)))
    source = read.data.get("source")
    rows = sum(map(len, found.rows.values()))
    files = (FileRead(opened.name, "xlsx", rows),)
    return Fetched(path, read, source, opened.dated, files, (*found.problems, *problems), pictures)


def export(read: Read, journeys: Sequence[str] | None, language: Language) -> Exported:
    """A workbook with heads for who reads this language. What is told by one source alone names it."""
    from importers.journeys.book.write import workbook  # which takes along what styles a workbook

    found = told_in(read, journeys)
    rows = read(REVISION)
    about = About(
        source=None if journeys else _source(found),
        revision=rows[0][0] if rows else None,
        written=datetime.date.today(),
        journeys=journeys,
    )
    pictures = {
        node[name]
        for label, names in NAMES.items()
        for node in found.nodes.get(label, {}).values()
        for name in names
        if NAME.fullmatch(node.get(name) or "")
    }
    return Exported(workbook(document(found), about, language), tuple(sorted(pictures)), ".xlsx")


def _source(found: Subgraph) -> str | None:
    nodes = (node for some in found.nodes.values() for node in some.values())
    sources = {source for node in nodes for source in node.get("sources", ())}
    return sources.pop() if len(sources) == 1 else None


KIND = Kind(
    name="knowledge-workbook",
    description=both(
        "all that a knowledge file tells, in Excel: a sheet for each kind of thing",
        "tout ce que dit un fichier de connaissances, dans Excel : une feuille par sorte de chose",
    ),
    example="parcours import knowledge-workbook insurer.xlsx",
    suffixes=(".xlsx", ".xlsm"),
    fetch=fetch,
    transform=transform,
    export=export,
)
