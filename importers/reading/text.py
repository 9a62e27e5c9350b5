"""From bytes to text: gzip, encodings, and the date of a file."""

import codecs
import datetime
import io
import sys
import zlib
from dataclasses import dataclass
from gzip import GzipFile
from pathlib import Path

from graph.errors import BadInput
from graph.problems import Code
from graph.saying import saying
from importers.errors import BadKnowledge, bad
from importers.reading.foreign import WORKBOOK, kind

UNPACKED = 256 * 1024 * 1024
"""The most bytes that a compressed file may unpack to."""

STDIN = Path("-")
"""The name of standard input among paths."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, and the codec that reads and drops them; the longer ones before those that they begin with."""


LATIN = b"\x81\x8d\x8f\x90\x9d"
"""Bytes that Windows-1252 has no character for."""

NO_TEXT = saying(
    "the byte 0x{byte} is no {encoding} text; save the file as UTF-8, or say --encoding windows-1252",
    "l'octet 0x{byte} n'est pas du texte {encoding} ; enregistrez-le en UTF-8, ou indiquez --encoding windows-1252",
)
NO_ENCODING = saying(
    "{encoding!r} is no encoding for text; utf-8, utf-16 or windows-1252 are",
    "{encoding!r} n'est pas un encodage de texte ; utf-8, utf-16 ou windows-1252 en sont",
)
UNREADABLE = saying("{file} cannot be read: {detail}", "{file} ne peut pas être lu : {detail}")
DAMAGED_GZIP = saying("{file} is a damaged gzip file: {detail}", "{file} est un fichier gzip endommagé : {detail}")
TOO_LARGE = saying(
    "{file} unpacks to more than {most:,} bytes, the most that is read",
    "{file} dépasse une fois décompressé {most:,} octets, le maximum qui soit lu",
)
TABLE = saying(
    "{file} is {what}: `parcours import org-csv {file}` reads positions and departments from it, "
    "`parcours import contacts-csv {file}` contacts, `parcours import journey-table {file}` a journey map; "
    "`parcours import --list` names all kinds",
    "{file} est {what} : `parcours import org-csv {file}` y lit des postes et des directions, "
    "`parcours import contacts-csv {file}` des contacts ; `parcours import --list` donne tous les types",
)
"""Where a table stands that a kind does not read."""

BOOK = saying(
    "{file} is an Excel workbook: `parcours import knowledge-workbook {file}` reads one that Parcours wrote, "
    "`parcours import org-csv {file}` positions and departments, `parcours import contacts-csv {file}` contacts, "
    "`parcours import journey-table {file}` a journey map; `parcours import --list` names all kinds",
    "{file} est un classeur Excel : `parcours import knowledge-workbook {file}` en lit un que Parcours a écrit, "
    "`parcours import org-csv {file}` des postes et des directions, `parcours import contacts-csv {file}` des "
    "contacts ; `parcours import --list` donne tous les types",
)
"""The same of a workbook."""

OTHER = saying(
    "{file} is {what}, where text is expected; `parcours import --list` names what can be read",
    "{file} est {what}, alors qu'un texte est attendu ; `parcours import --list` dit ce qui peut être lu",
)


@dataclass(frozen=True)
class Text:
    """A file's text, the encoding it was in, and its date where it has one."""

    name: str
    text: str
    encoding: str
    dated: datetime.datetime | None = None


def read_text(path: Path, encoding: str | None = None, limit: int = UNPACKED) -> Text:
    """The text of a file or of standard input; BadInput when it cannot be read as text."""
    name = "<stdin>" if path == STDIN else str(path)
    try:
        data = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
        changed = None if path == STDIN else datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
    except OSError as error:
        raise BadInput(UNREADABLE(file=name, detail=error.strerror)) from error
    data = unpack(data, name, limit)
    if what := kind(data):
        raise BadInput(BOOK(file=name) if what is WORKBOOK else OTHER(file=name, what=what()))
    used = encoding or recognised(data)
    return Text(name, decode(data, used, name), used, changed)


def unpack(data: bytes, name: str, limit: int = UNPACKED) -> bytes:
    """What a gzip file holds; anything else as it is."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with GzipFile(fileobj=io.BytesIO(data)) as packed:
            unpacked = packed.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise BadInput(DAMAGED_GZIP(file=name, detail=str(error))) from error
    if len(unpacked) > limit:
        raise BadInput(TOO_LARGE(file=name, most=limit))
    return unpacked


def recognised(data: bytes) -> str:
    """The encoding: by mark or zero bytes, else UTF-8, else Windows-1252 or Latin-1.

    Of bytes that are mostly UTF-8 it is UTF-8: the few that are none are a fault, and have a place.
    """
    first = guess(data)
    if first != "utf-8":
        return first
    others = [char for char in data.decode("utf-8", "surrogateescape") if char > "\x7f"]
    wrong = [char for char in others if "\udc80" <= char <= "\udcff"]
    if len(others) - len(wrong) >= len(wrong):
        return "utf-8"
    return "latin-1" if any(byte in data for byte in LATIN) else "windows-1252"


def guess(data: bytes) -> str:
    """The encoding by byte order mark; without one UTF-16 by its zero bytes, else UTF-8."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    if len(data) > 1 and len(data) % 2 == 0 and (data[0] == 0) != (data[1] == 0):
        return "utf-16-be" if data[0] == 0 else "utf-16-le"
    return "utf-8"


def decode(data: bytes, encoding: str, name: str) -> str:
    """The text; BadInput names the place of the first byte that is none."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        place = (name, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        shown = data[error.start : error.start + 1].hex()
        said = NO_TEXT(byte=shown, encoding=encoding)
        raise BadKnowledge([bad(Code.ENCODING, said, place, f"0x{shown}")]) from error
    except (LookupError, ValueError) as error:
        raise BadInput(NO_ENCODING(encoding=encoding)) from error
