"""Workbooks of Excel, sheet by sheet and row by row."""

import datetime
import io
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from graph.errors import BadInput, ParcoursError
from graph.saying import saying
from importers.reading.foreign import ARCHIVE, ZIP, begun, kind
from importers.reading.marked import ERRORS
from importers.reading.stream import unpacked
from importers.reading.text import TOO_LARGE, UNREADABLE

UNPACKED = 512 * 1024 * 1024
"""The most bytes that the parts of a workbook may unpack to."""

ROWS = 1_048_576
"""The most rows of a sheet, as Excel has it; a row number may say anything."""

BEGINNING = 4096
"""How many bytes of a part are looked at for what it declares."""

OTHER = saying(
    "{file} is {what}; save the table itself as .xlsx or CSV",
    "{file} est {what} ; enregistrez le tableau lui-même en .xlsx ou en CSV",
)
DAMAGED = saying("{file} is a damaged workbook: {detail}", "{file} est un classeur endommagé : {detail}")
DECLARES = saying("it declares entities", "il déclare des entités")
MANY_ROWS = saying("it has more than {most:,} rows", "il a plus de {most:,} lignes")
NO_WORKBOOK = saying(
    "{file} is a zip archive and no workbook; unpack it, and import what is in it",
    "{file} est une archive zip et non un classeur ; décompressez-la, puis importez ce qu'elle contient",
)
PACKED = saying(
    "{file} is a workbook or archive within gzip; unpack it, and import what is in it",
    "{file} est un classeur ou une archive dans un gzip ; décompressez-le, puis importez ce qu'il contient",
)

Records = Callable[[], Iterator[tuple[int, list[str]]]]


def is_workbook(path: Path, name: str, also: str | None = None) -> bool:
    """Whether the file is a workbook; BadInput when it is neither that nor text.

    An archive that has the part `also` is taken for one, too.
    """
    begins = _begins(path, name)
    if what := begun(begins):
        raise BadInput(OTHER(file=name, what=what()))
    if not begins.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(path) as parts:
            found = not {"xl/workbook.xml", also}.isdisjoint(parts.namelist())
            size = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BadInput(DAMAGED(file=name, detail=str(error))) from error
    if not found:
        what = kind(path.read_bytes())
        raise BadInput(NO_WORKBOOK(file=name) if what in (None, ARCHIVE) else OTHER(file=name, what=what()))
    if size > UNPACKED:
        raise BadInput(TOO_LARGE(file=name, most=UNPACKED))
    if guarded(name, lambda: _declares(path)):
        raise BadInput(DAMAGED(file=name, detail=DECLARES()))
    return True


def _declares(path: Path) -> bool:
    """Whether a part declares a type, and with it entities, which no office program does: XML readers differ there."""
    with zipfile.ZipFile(path) as parts:
        for part in parts.infolist():
            if part.filename.endswith((".xml", ".rels")):
                with parts.open(part) as file:
                    if b"<!DOCTYPE" in file.read(BEGINNING):
                        return True
    return False


def _begins(path: Path, name: str) -> bytes:
    """The first bytes, those within where the file is compressed."""
    try:
        with path.open("rb") as file, unpacked(path, name) as inner:
            begins = inner.peek(16)
            if begins.startswith(ZIP) and file.read(4) != ZIP:
                raise BadInput(PACKED(file=name))
    except (OSError, EOFError, zlib.error) as error:
        raise BadInput(UNREADABLE(file=name, detail=str(error))) from error
    return begins


def sheets(path: Path, name: str) -> Iterator[tuple[str, Records]]:
    """The visible sheets that hold anything, and their rows; BadInput when the workbook is damaged."""
    from openpyxl import load_workbook  # slow to import, and few files are workbooks

    content = io.BytesIO(path.read_bytes())  # by content, not by name; as a file it would have to be closed
    book = guarded(name, lambda: load_workbook(content, read_only=True, data_only=True, keep_links=False))
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            yield sheet.title, _reader(sheet, name)


def _reader(sheet: Any, name: str) -> Records:
    def records() -> Iterator[tuple[int, list[str]]]:
        sheet.reset_dimensions()  # some programs write that a sheet ends at A1
        rows = enumerate(sheet.iter_rows(values_only=True), 1)
        while (found := guarded(name, lambda: next(rows, None))) is not None:
            number, cells = found
            if number > ROWS:
                raise BadInput(DAMAGED(file=name, detail=MANY_ROWS(most=ROWS)))
            yield number, [text(cell) for cell in cells]

    return records


def guarded(name: str, act: Callable[[], Any]) -> Any:
    """What it gives; whatever openpyxl meets in a damaged or hostile workbook is a BadInput."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that openpyxl does not keep
            return act()
    except ParcoursError:
        raise
    except Exception as error:
        raise BadInput(DAMAGED(file=name, detail=error.__class__.__name__)) from error


def text(cell: Any) -> str:
    """What a cell holds, as people write it; nothing where its formula gave an error."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    written = str(cell)
    return "" if written in ERRORS else written
