"""Journey maps as people draw them, written into files of any program, and what comes of reading them."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import yaml

from graph.said import Said
from importers.gather import Gathered, gather
from importers.journeys.journey_table import suggest
from importers.kind import Instructions
from tests.importers.say import at_hand

Rows = list[list[str]]

MANIFEST = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">
{styles}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"""
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def rows(text: str) -> Rows:
    """A table: one row a line, the cells between bars, ⏎ for the end of a line within one."""
    lines = text.strip("\n").splitlines()
    return [[cell.strip().replace("⏎", "\n") for cell in line.split("|")] if line.strip() else [] for line in lines]


def as_csv(path: Path, table: Rows, delimiter: str = ",", encoding: str = "utf-8", end: str = "\n") -> Path:
    """A text with delimiters."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(table)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def as_xlsx(path: Path, *sheets: tuple[str, Rows], at: str = "A1", merged: Sequence[str] = (), **shape: Any) -> Path:
    """A workbook; the first sheet begins at a cell, and has merged ones. `shape` is what `act` does to it."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for place, (name, table) in enumerate(sheets):
        sheet = book.create_sheet(name)
        corner = sheet[at] if place == 0 else sheet["A1"]
        for down, row in enumerate(table):
            for across, text in enumerate(row):
                if text:
                    sheet.cell(corner.row + down, corner.column + across, figure(text))
        for each in merged if place == 0 else ():
            sheet.merge_cells(each)
    if act := shape.get("act"):
        act(book)
    book.save(path)
    return path


def figure(text: str) -> str | float:
    """What a program makes of what is typed into a cell."""
    return float(text) if text.replace(".", "", 1).removeprefix("-").isdigit() else text


def as_ods(path: Path, *sheets: tuple[str, str], styles: str = "") -> Path:
    """A spreadsheet of LibreOffice; its sheets as names and XML of rows."""
    tables = "".join(f"<table:table table:name={quoteattr(name)} {rest}" for name, rest in sheets)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr("content.xml", MANIFEST.format(styles=styles, tables=tables))
    return path


def ods_sheet(table: Rows, attributes: str = "", tail: str = "") -> str:
    """The XML of a sheet's rows."""
    lines = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in table)
    return f"{attributes}>{lines}{tail}</table:table>"


def ods_cell(text: str, attributes: str = "") -> str:
    """The XML of a cell."""
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n")) if text else ""
    return f"<table:table-cell {attributes}>{paragraphs}</table:table-cell>"


def as_page(path: Path, table: Rows, before: str = "", after: str = "") -> Path:
    """A pipe table in a page."""
    lines = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in table]
    rule = "|" + " --- |" * len(table[0])
    path.write_text("\n".join([before, lines[0], rule, *lines[1:], after]), encoding="utf-8")
    return path


@dataclass(frozen=True)
class Counts:
    """What a person counts in a map; `felt` the contacts of which the emotion is known."""

    journeys: int = 1
    phases: int = 0
    steps: int = 0
    touchpoints: int = 0
    channels: int = 0
    felt: int = 0


def counts(said: Said) -> Counts:
    """What a reading has of each; stubs are no channels, and what stands for no phase is none."""
    n = {label: len(nodes) for label, nodes in said.nodes.items()}
    phases = sum(phase.get("name") is not None for phase in said.nodes.get("Phase", {}).values())
    felt = {contact for contact, told in said.nodes.get("Touchpoint", {}).items() if told.get("emotion") is not None}
    felt |= {ends[0] for (_, name, _), edges in said.edges.items() if name == "FELT_BY" for ends in edges}
    return Counts(n["Journey"], phases, n["Step"], n.get("Touchpoint", 0), n.get("Channel", 0), len(felt))


def taken(*files: Path, mapping: Any, source: str | None = None, **told: Any) -> Gathered:
    """What the files say under a mapping: a text or a dictionary."""
    path = files[0].parent / "mapping-of-the-test.map"
    text = mapping if isinstance(mapping, str) else yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    (found,) = gather("journey-table", list(files), Instructions(source=source, mapping=path, **told))
    return found


def proposed(file: Path, **told: Any) -> tuple[str, Gathered]:
    """The mapping that is proposed for a file, and what the file says under it, as it is."""
    text = suggest([file], Instructions(**told))
    return text, taken(file, mapping=text, **told)


def whole(found: Gathered) -> Said:
    """What was read; nothing refused."""
    assert not found.refused, found.problems
    return at_hand(found.said)
