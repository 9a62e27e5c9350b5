"""Files that are no text: what they are, by how they begin."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from graph.saying import Saying, saying

ZIP = b"PK\x03\x04"

OPEN_DOCUMENT = "content.xml"
"""The part that a document of LibreOffice has."""

WORKBOOK = saying("an Excel workbook", "un classeur Excel")
ARCHIVE = saying("a zip archive", "une archive zip")

BEGINS: dict[bytes, Callable[..., Saying]] = {
    b"\xd0\xcf\x11\xe0": saying("an Office file of before 2007", "un fichier Office d'avant 2007"),
    b"%PDF": saying("a PDF", "un PDF"),
    b"SQLite format 3\0": saying("a database", "une base de données"),
    b"PAR1\x15": saying("a Parquet file", "un fichier Parquet"),
    b"{\\rt": saying("an RTF document", "un document RTF"),
    b"\x89PNG": saying("a picture", "une image"),
    b"\xff\xd8\xff": saying("a picture", "une image"),
}
"""The first bytes of each, at most 16, but for archives."""

PARTS = {
    "xl/": WORKBOOK,
    "word/": saying("a Word document", "un document Word"),
    "ppt/": saying("a PowerPoint presentation", "une présentation PowerPoint"),
    OPEN_DOCUMENT: saying("a document of LibreOffice", "un document LibreOffice"),
}
"""What an archive is that has a part whose name begins so."""


def kind(data: bytes) -> Callable[..., Saying] | None:
    """What the bytes of a file are that are no text; None where they may be some."""
    return _within(data) if data.startswith(ZIP) else begun(data)


def begun(data: bytes) -> Callable[..., Saying] | None:
    """What a file is that begins so, archives apart; None where it may be text."""
    return next((said for begins, said in BEGINS.items() if data.startswith(begins)), None)


def _within(data: bytes) -> Callable[..., Saying]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ARCHIVE
    return next((said for begins, said in PARTS.items() if any(each.startswith(begins) for each in names)), ARCHIVE)


def is_open_document(path: Path) -> bool:
    """Whether a zip archive is a document of LibreOffice."""
    with zipfile.ZipFile(path) as archive:
        return OPEN_DOCUMENT in archive.namelist()
