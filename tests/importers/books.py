"""Knowledge workbooks for tests: written of a document, changed as somebody would in Excel, read."""

import io
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from graph.language import Language
from importers.gather import Gathered, gather
from importers.journeys.book.guide import About
from importers.journeys.book.write import workbook
from importers.journeys.untransform import document
from tests.importers.say import said


@cache
def made(text: str = "parcours: 1", language: Language = Language.EN, source: str | None = "test") -> bytes:
    """The workbook of a knowledge file."""
    return workbook(document(said(text)), About(source), language)


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook after somebody changed something in it."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The file of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(content: bytes, name: str = "book.xlsx") -> Gathered:
    """What the kind makes of a file with this content, called by its name alone."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(content)
        (found,) = gather("knowledge-workbook", [file])
    return found


def told(found: Gathered) -> list[tuple[str, str, int | None, int | str | None]]:
    """Code, sheet, row and column of each problem."""
    files = (each.place[0] for each in found.problems)
    sheets = [file.rpartition("[")[2].rstrip("]") if file.endswith("]") else "" for file in files]
    return [(str(each.code), sheet, *each.place[1:]) for each, sheet in zip(found.problems, sheets, strict=True)]
