"""What every cell of a workbook keeps to: a text stays a text, and none of it is lost."""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that programs would take for a formula."""

_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\\x00-\\x08\\x0b-\\x1f\\ufffe\\uffff]")
_ESCAPE = re.compile("_x(?:(005[Ff])_(?=x[0-9A-Fa-f]{4}_)|(00[01][0-9A-Fa-f]|[Ff]{3}[EeFf])_)")


def kept(cell: "Cell", value: Any) -> "Cell":
    """The cell with this value, of which no text becomes a formula, also when somebody edits it."""
    cell.value = escaped(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA)
    return cell


def put(sheet: "Worksheet", row: int, column: int, value: Any) -> "Cell":
    """The cell at this place of a sheet, with this value (see `kept`)."""
    cell: Any = sheet.cell(row, column)
    return kept(cell, value)


def escaped(text: str) -> str:
    """A text without the signs that no workbook can hold, each as Excel writes it: `_x000D_`."""
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text that stands so in a workbook."""
    return _ESCAPE.sub(lambda found: "_" if found[1] else chr(int(found[2], 16)), text)
