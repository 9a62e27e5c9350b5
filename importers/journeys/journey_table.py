"""Journey maps as tables: workbooks, CSV, pages of Markdown, what is pasted from a spreadsheet."""

from collections.abc import Sequence
from pathlib import Path

from graph.errors import BadInput
from graph.language import both
from graph.problems import Code, Problem
from graph.report import FileRead
from graph.saying import saying
from importers.errors import BadKnowledge, bad
from importers.journeys import own_table, table_strangers
from importers.journeys.check import Document
from importers.journeys.knowledge import told_of
from importers.journeys.table_document import Drawn, TableDrawing
from importers.journeys.table_export import export
from importers.journeys.table_lines import mapped
from importers.journeys.table_mapping import TableMapping
from importers.journeys.table_proposal import propose
from importers.journeys.table_titles import titled
from importers.journeys.table_written import written
from importers.kind import Fetched, Instructions, Kind, Reading
from importers.mapping import validated
from importers.reading.find import find
from importers.reading.sheets import Sheets, sheets

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".md", ".markdown")

NOBODY_SAID = saying(
    "nobody said what stands in the lanes of this table: `parcours import journey-table {file} --suggest-mapping` "
    "proposes a mapping",
    "personne n'a dit ce que contient ce tableau : `parcours import journey-table {file} --suggest-mapping` "
    "propose un mapping",
)
NO_MAP = saying(
    "no table of {file} looks like a journey map: none has two lanes called like stages, steps, touchpoints, "
    "channels, emotions or the like; a mapping can say what they are",
    "aucun tableau de {file} ne ressemble à une carte de parcours : aucun n'a deux lignes de contenu appelées étapes, "
    "points de contact, canaux, émotions ou autres ; un mapping peut dire ce qu'elles sont",
)


def fetch(path: Path, told: Instructions) -> Fetched:
    """Open one file; one that is plainly something else is refused with what would read it."""
    found = sheets(path, told.encoding, told.delimiter)
    table_strangers.refuse(found)
    rows = sum(len({row for row, _ in grid.cells}) for grid in found.grids)
    named = own_table.source(found.grids) if own_table.reads(found.grids) else None
    return Fetched(path, found, named, found.dated, (FileRead(found.name, found.encoding, rows),))


def transform(fetched: Sequence[Fetched], told: Instructions) -> Reading:
    """What the tables of one source say; BadKnowledge with all that is wrong with any of them."""
    mapping = None if told.mapping is None else validated(told.mapping, TableMapping)
    return told_of(*documents(fetched, mapping))


def documents(fetched: Sequence[Fetched], mapping: TableMapping | None) -> tuple[list[Document], list[Problem]]:
    """The tables as knowledge documents, and what was found in them; BadKnowledge where a mapping does not fit."""
    problems = [found for file in fetched for found in file.problems]
    drawn = Drawn()
    for file in fetched:
        if file.content:
            _draw(drawn, file, mapping)
            problems += [found for grid in file.content.grids for found in grid.found]
    return drawn.documents(), [*problems, *drawn.problems]


def _draw(drawn: Drawn, file: Fetched, mapping: TableMapping | None) -> None:
    found: Sheets = file.content
    if mapping:
        grids = found.grids
    elif own := own_table.reads(found.grids):
        grids, mapping = [own[0]], own[1]
    else:
        raise BadKnowledge([bad(Code.UNKNOWN_COLUMN, NOBODY_SAID(file=found.name), (found.name, None, None))])
    for table in mapped(grids, mapping):
        TableDrawing(drawn, table, titled(table.block, _stem(found))[0]).draw()


def _stem(found: Sheets) -> str:
    return Path(found.name).name.partition(".")[0]


def suggest(paths: Sequence[Path], told: Instructions) -> str:
    """A mapping for the first table that looks like a map, as YAML to be read through; BadInput when none does."""
    found = sheets(find(paths, SUFFIXES)[0], told.encoding, told.delimiter)
    table_strangers.refuse(found)
    proposal = propose(found.grids, _stem(found))
    if proposal is None:
        raise BadInput(NO_MAP(file=found.name))
    return written(proposal, found.name)


KIND = Kind(
    name="journey-table",
    description=both(
        "journey maps as tables, stages across or down: Excel, LibreOffice, CSV, Markdown, pasted; with a mapping",
        "des cartes de parcours en tableau, étapes en colonnes ou en lignes : Excel, LibreOffice, CSV, Markdown, "
        "copier-coller ; avec un mapping",
    ),
    example="parcours import journey-table map.xlsx --mapping map.yaml",
    suffixes=SUFFIXES,
    fetch=fetch,
    transform=transform,
    suggest=suggest,
    export=export,
)
