"""What reading a sheet row by row does not tell: which of its cells are merged, and whether formulas lack values."""

import re
from dataclasses import dataclass, field
from typing import IO

from graph.errors import BadInput
from importers.reading.grid import spots
from importers.reading.merged import MANY_MERGED, MOST, Range

CHUNK = 1024 * 1024
OVERLAP = 512
"""How many bytes of a chunk are looked at again with the next: no element that is sought is longer."""

_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*?\bref=["']([A-Za-z0-9:$]+)["']""")
_NO_VALUE = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^<>]*)?/>)\s*+"
    rb"(?:<(?:\w+:)?v\s*+/>|<(?:\w+:)?v\s*+>\s*+</(?:\w+:)?v>)?+\s*+</(?:\w+:)?c>"
)
"""The end of a cell that has a formula and nothing behind it, whatever prefix its program gives the elements."""


@dataclass
class Scan:
    """What the XML of a sheet says beside its rows."""

    merged: list[Range] = field(default_factory=list)
    uncalculated: bool = False
    """Whether the value of a formula may be missing."""


def scanned(file: IO[bytes], name: str) -> Scan:
    """Look through the XML of a sheet; BadInput where it merges more cells than any table has."""
    found, rest = Scan(), b""
    while chunk := file.read(CHUNK):
        text, end = rest + chunk, 0
        if not found.uncalculated and (b"<f" in text or b":f" in text):
            found.uncalculated = bool(_NO_VALUE.search(text))
        for match in _MERGED.finditer(text) if b"mergeCell" in text else ():
            end = match.end()
            if range_ := _range(match[1]):
                found.merged.append(range_)
        if len(found.merged) > MOST:
            raise BadInput(MANY_MERGED(file=name, most=MOST))
        rest = text[max(end, len(text) - OVERLAP) :]
    return found


def _range(ref: bytes) -> Range | None:
    """The cells that a reference names; nothing where it is none, or names one cell."""
    ends = list(spots(ref.decode("ascii")))
    if len(ends) != 2:
        return None
    rows, columns = zip(*ends, strict=True)
    return Range(min(rows), min(columns), max(rows), max(columns))
