"""A page in other forms: its picture as SVG and PNG, its tables as CSV and XLSX, its answer as JSON."""

from collections.abc import Iterable, Sequence

import orjson

from graph.errors import BadInput
from graph.language import Language
from graph.saying import saying
from pages.pictures.png import png
from pages.pictures.svg import svg
from pages.telling import Cell, Data, Link, Table, Told
from wording.cells import UNKNOWN
from wording.sheets import written

MEDIA = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""The forms, and what a browser is told that they are."""

NOT_A_FORM = saying("`as={form}`: this page can be had as {all}", "`as={form}` : cette page existe en {all}")


def offered(told: Told) -> list[str]:
    """The forms that a page can be had in."""
    return [*(("svg", "png") if told.picture else ()), *(("csv", "xlsx") if told.tables else ()), "json"]


def as_form(form: str, told: Told, data: Data, language: Language) -> bytes:
    """The page in a form. BadInput for one that it does not have."""
    if form not in offered(told):
        raise BadInput(NOT_A_FORM(form=form, all=", ".join(offered(told))))
    if form == "json":
        return orjson.dumps({"data": data}, option=orjson.OPT_INDENT_2)
    if form == "csv":
        return written(lines(told.tables[0], language)).encode()
    if form == "xlsx":
        from wording.workbook import tables  # which takes openpyxl along, that few pages are asked for

        return tables([(each.caption, [*lines(each, language)]) for each in told.tables], language)
    assert told.picture
    return svg(told.picture).encode() if form == "svg" else png(told.picture)


def lines(table: Table, language: Language) -> Iterable[Sequence[str | float]]:
    """A table as lines: heads, then rows, words alone."""
    yield table.heads
    for row in table.rows:
        yield [plain(cell, language) for cell in row]


def plain(cell: Cell, language: Language) -> str | float:
    """A cell without where it leads; what nobody knows is told so."""
    if cell is None:
        return UNKNOWN[language]
    return cell.words if isinstance(cell, Link) else cell
