"""Workbooks of Excel, sheet by sheet and row by row."""

import datetime
import io
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from graph.errors import BadInput, ParcoursError
from graph.saying import saying
from importers.reading.excel_scan import Scan, scanned
from importers.reading.foreign import ARCHIVE, ZIP, begun, kind
from importers.reading.marked import UNCALCULATED
from importers.reading.merged import Range
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
"""Row numbers and cells, from the start each time."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, whatever program wrote it, to be read row by row."""

    title: str
    records: Records
    merged: Sequence[Range]


def is_workbook(path: Path, name: str, also: str | None = None) -> bool:
    """Whether the file is a workbook; BadInput when it is neither that nor text.

    An archive that has the part `also` is taken for one, too.
    """
    begins = _begins(path, name)
    if what := begun(begins):
        raise BadInput(OTHER(file=name, what=what()))
    if not begins.startswith(ZIP):
        return False
    parts = guarded(name, partial(_parts, path))
    if {"xl/workbook.xml", also}.isdisjoint(part.filename for part in parts):
        what = kind(path.read_bytes())
        raise BadInput(NO_WORKBOOK(file=name) if what in (None, ARCHIVE) else OTHER(file=name, what=what()))
    if sum(part.file_size for part in parts) > UNPACKED:
        raise BadInput(TOO_LARGE(file=name, most=UNPACKED))
    if guarded(name, lambda: _declares(path)):
        raise BadInput(DAMAGED(file=name, detail=DECLARES()))
    return True


def _parts(path: Path) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(path) as archive:
        return archive.infolist()


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


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """The visible sheets, and their rows; BadInput when the workbook is damaged."""
    content = path.read_bytes()
    book = _opened(content, name, data_only=True)
    for place, sheet in enumerate(book.worksheets):
        if sheet.sheet_state == "visible":
            scan = guarded(name, partial(_scanned, sheet, name))
            formulas = _opened(content, name, data_only=False).worksheets[place] if scan.uncalculated else None
            yield Sheet(sheet.title, _reader(sheet, formulas, name), scan.merged)


def _opened(content: bytes, name: str, *, data_only: bool) -> Any:
    from openpyxl import load_workbook  # slow to import, and few files are workbooks

    file = io.BytesIO(content)  # by content, not by name; as a file it would have to be closed
    return guarded(name, lambda: load_workbook(file, read_only=True, data_only=data_only, keep_links=False))


def _scanned(sheet: Any, name: str) -> Scan:
    with sheet._get_source() as file:  # the part that the workbook says this sheet is
        return scanned(file, name)


def _reader(sheet: Any, formulas: Any, name: str) -> Records:
    """The rows of a sheet; with `formulas`, those whose value is missing stand there as UNCALCULATED."""

    def records() -> Iterator[tuple[int, list[str]]]:
        rows = enumerate(_calculated(sheet, formulas) if formulas else _values(sheet), 1)
        while (found := guarded(name, lambda: next(rows, None))) is not None:
            number, cells = found
            if number > ROWS:
                raise BadInput(DAMAGED(file=name, detail=MANY_ROWS(most=ROWS)))
            yield number, [text(cell) for cell in cells]

    return records


def _values(sheet: Any) -> Iterator[Iterable[Any]]:
    sheet.reset_dimensions()  # some programs write that a sheet ends at A1
    yield from sheet.iter_rows(values_only=True)


def _calculated(sheet: Any, formulas: Any) -> Iterator[Iterable[Any]]:
    """The values of a sheet beside the same sheet with its formulas: one without a value is known by that alone."""
    sheet.reset_dimensions()
    formulas.reset_dimensions()
    for cells, told in zip(sheet.iter_rows(), formulas.iter_rows(), strict=True):
        yield [
            UNCALCULATED if formula.data_type == "f" and cell.value is None and cell.data_type != "str" else cell.value
            for cell, formula in zip(cells, told, strict=True)
        ]


def guarded(name: str, act: Callable[[], Any]) -> Any:
    """What it gives; whatever zipfile or openpyxl meets in a damaged or hostile workbook is a BadInput."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that openpyxl does not keep
            return act()
    except ParcoursError:
        raise
    except Exception as error:
        raise BadInput(DAMAGED(file=name, detail=error.__class__.__name__)) from error


def text(cell: Any) -> str:
    """What a cell holds, as people write it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    return str(cell)
