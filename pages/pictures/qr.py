"""An address as a QR code, for whoever stands before a sheet of paper, or a screen."""

import io
from functools import lru_cache
from itertools import groupby

import segno

from pages.pictures.marks import Box, Mark, Part, Picture
from pages.pictures.palette import Paint

QUIET = 4
"""How many modules around the code stay paper."""

SIDE = 480
"""How wide a code is that is a picture of its own."""


@lru_cache(maxsize=64)
def _matrix(address: str) -> tuple[bytearray, ...]:
    return segno.make_qr(address, error="m").matrix


def code(address: str, x: float, y: float, side: float) -> Part:
    """The code of the address, `side` wide with the paper around it; modules are whole tenths of a pixel."""
    matrix = _matrix(address)
    module = side / (len(matrix) + 2 * QUIET) * 10 // 1 / 10
    edge = (side - module * len(matrix)) / 2 * 10 // 1 / 10
    marks: list[Mark] = [Box(x, y, side, side, Paint.PAPER)]
    for row, modules in enumerate(matrix):
        column = 0
        for dark, run in groupby(modules):
            long = len(list(run))
            if dark:
                marks.append(Box(x + edge + column * module, y + edge + row * module, long * module, module, Paint.INK))
            column += long
    return Part(tuple(marks), {"address": address}, label=address)


def picture(address: str, title: str) -> Picture:
    """The code of the address as a picture of its own."""
    return Picture(SIDE, SIDE, title, address, (code(address, 0, 0, SIDE),))


def letters(address: str) -> str:
    """The code of the address for a terminal, two modules to a letter; its light ones are drawn."""
    lines = io.StringIO()
    segno.make_qr(address, error="m").terminal(lines, border=2, compact=True)
    return lines.getvalue()
