"""Sheets of any program: what stands where, and what is told of what is left out."""

import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from graph.errors import BadInput, ParcoursError
from importers.errors import BadKnowledge
from importers.reading.grid import Grid, Spot, letters, spots
from importers.reading.sheets import sheets
from tests.importers.journeys.maps import as_csv, as_ods, as_xlsx, ods_cell, ods_sheet, rows
from tests.often import often

Cells = dict[Spot, str]
TABLE = rows("Phase | Canal\nAvant | Téléphone")
CELLS: Cells = {(1, 1): "Phase", (1, 2): "Canal", (2, 1): "Avant", (2, 2): "Téléphone"}


def read(path: Path, content: bytes | str) -> Grid:
    """The first sheet of a file."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return sheets(path).grids[0]


def told(grid: Grid) -> list[tuple[str, int | None, Any]]:
    """What was found: code, row and column."""
    return [(found.code.value, *found.place[1:]) for found in grid.found]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_of_any_dialect(delimiter: str, encoding: str, end: str, tmp_path: Path) -> None:
    file = as_csv(tmp_path / "map.csv", [*TABLE, *TABLE], delimiter, encoding, end)
    more = {(row + 2, column): text for (row, column), text in CELLS.items()}
    assert sheets(file).grids[0].cells == CELLS | more


def test_a_text_that_is_packed(tmp_path: Path) -> None:
    assert read(tmp_path / "map.csv.gz", gzip.compress("Phase,Canal\nAvant,Téléphone".encode())).cells == CELLS


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('a;"b\nc";d', {(1, 1): "a", (1, 2): "b\nc", (1, 3): "d"}),
        ('a;"say ""x""";d', {(1, 1): "a", (1, 2): 'say "x"', (1, 3): "d"}),
        ("a;b\n\n\n;c", {(1, 1): "a", (1, 2): "b", (4, 2): "c"}),
        ("a;b;;;\n;;;;\nc;d;;;", {(1, 1): "a", (1, 2): "b", (3, 1): "c", (3, 2): "d"}),
        ("  a ;\u00a0b\u200b\nc\td ; e", {(1, 1): "a", (1, 2): "b", (2, 1): "c d", (2, 2): "e"}),
        ('a;"x\r\n\r\n  y "', {(1, 1): "a", (1, 2): "x\n\ny"}),
    ],
)
def test_cells_as_they_are_typed(text: str, cells: Cells, tmp_path: Path) -> None:
    assert read(tmp_path / "map.csv", text).cells == cells


def test_what_only_programs_write_for_none_is_none_and_words_are_words(tmp_path: Path) -> None:
    grid = read(tmp_path / "map.csv", "a;\\N;(null);b\n-;null;None;NaN\n#N/A;c;d;#REF!\n")
    assert grid.cells == {
        (1, 1): "a", (1, 4): "b", (2, 1): "-", (2, 2): "null", (2, 3): "None", (3, 2): "c", (3, 3): "d",
    }  # fmt: skip
    assert told(grid) == [("BAD_VALUE", 3, "D")]


def test_lines_within_a_cell_part_no_rows(tmp_path: Path) -> None:
    grid = read(tmp_path / "map.csv", 'a;"b\nc"\nd;e\n\nf;g\n')
    assert (list(grid.cells), grid.follows) == ([(1, 1), (1, 2), (3, 1), (3, 2), (5, 1), (5, 2)], {3: 1})


def test_what_is_pasted_from_a_spreadsheet(tmp_path: Path) -> None:
    assert read(tmp_path / "pasted.txt", "Phase\tCanal\nAvant\tTéléphone\n").cells == CELLS


@pytest.mark.parametrize("text", ["", "\n\n", " ; ; \n", "\ufeff"])
def test_what_holds_nothing_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no table in it"):
        read(tmp_path / "map.csv", text)


def test_a_quote_that_is_not_closed_has_its_place(tmp_path: Path) -> None:
    with pytest.raises(BadKnowledge) as refused:
        read(tmp_path / "map.csv", 'a;b\nc;"d\ne;f\n')
    assert refused.value.problems[0].place[1] == 2


# Pages


PAGE = """# Hotel

Some | text with a bar.

## Guests ##

| Stage | Emotion `x` |
|:------|------:|
| **In** | a \\| b<br/>c |
| [Out](http://x) | |

```
| no | table |
|----|-------|
| in | code  |
```

Plain | heads
--- | ---
one | two
"""


def test_tables_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(PAGE)
    guests, plain = sheets(tmp_path / "page.md").grids
    assert (guests.sheet, plain.sheet) == ("Guests", "Guests")
    assert guests.cells == {
        (7, 1): "Stage", (7, 2): "Emotion x", (9, 1): "In", (9, 2): "a | b\nc", (10, 1): "Out",
    }  # fmt: skip
    assert plain.cells == {(18, 1): "Plain", (18, 2): "heads", (20, 1): "one", (20, 2): "two"}


def test_a_table_within_code_alone_is_none(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("```\n| a | b |\n|---|---|\n| c | d |\n```\n")
    assert len(sheets(tmp_path / "page.md").grids) == 1  # read as lines of text, which no mapping fits


# Workbooks


def book(path: Path, act: Any, table: Any = TABLE, **how: Any) -> Grid:
    """The first sheet of a workbook to which something was done."""
    return sheets(as_xlsx(path / "map.xlsx", ("Map", table), act=act, **how)).grids[0]


def test_a_table_that_begins_anywhere(tmp_path: Path) -> None:
    grid = book(tmp_path, None, at="B4")
    assert grid.cells == {(row + 3, column + 1): text for (row, column), text in CELLS.items()}


def test_merged_cells_hold_what_the_first_holds(tmp_path: Path) -> None:
    grid = book(tmp_path, None, rows("A | | B\nc | d | e"), merged=["A1:B1", "C1:C2"])
    assert grid.cells == {(1, 1): "A", (1, 2): "A", (1, 3): "B", (2, 1): "c", (2, 2): "d", (2, 3): "B"}
    assert grid.merged[1, 2] == (1, 1)


def test_cells_merged_with_hidden_ones(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book["Map"].column_dimensions["A"].hidden = True
        book["Map"].column_dimensions["D"].hidden = True

    grid = book(tmp_path, hide, rows("A | | | B\nc | d | e | f"), merged=["A1:C1"])
    assert grid.cells == {(1, 2): "A", (1, 3): "A", (2, 2): "d", (2, 3): "e"}


@pytest.mark.parametrize("filled", [True, False])
def test_a_whole_sheet_merged_into_one_cell_ends(filled: bool, tmp_path: Path) -> None:
    file = as_xlsx(tmp_path / "map.xlsx", ("Map", [["", ""], ["x" if filled else "", "y"]]))
    with zipfile.ZipFile(file) as parts:
        content = {name: parts.read(name) for name in parts.namelist()}
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A2:XFC1048576"/></mergeCells>'
    content["xl/worksheets/sheet1.xml"] = content["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", merged)
    file.write_bytes(zipped(content))
    with pytest.raises(BadInput):
        sheets(file)


def test_what_is_hidden_is_told(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        sheet = book["Map"]
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        book.create_sheet("Secret")["A1"] = "x"
        book["Secret"].sheet_state = "veryHidden"

    grid = book(tmp_path, hide)
    assert grid.cells == {(1, 1): "Phase"}
    assert told(grid) == [("UNMAPPED_VALUE", 2, None), ("UNMAPPED_VALUE", None, "B")]
    secret = sheets(tmp_path / "map.xlsx").grids[1]
    assert (secret.cells, told(secret)) == ({}, [("UNMAPPED_VALUE", None, "sheet")])


def test_cells_that_hold_errors_are_told(tmp_path: Path) -> None:
    grid = book(tmp_path, lambda book: book["Map"].__setitem__("B2", "#REF!"))
    assert (2, 2) not in grid.cells
    assert told(grid) == [("BAD_VALUE", 2, "B")]


def test_a_formula_without_a_value_refuses_the_file(tmp_path: Path) -> None:
    grid = book(tmp_path, lambda book: book["Map"].__setitem__("B2", "=A2"))
    (found,) = grid.found
    assert (found.fatal, found.place[1:]) == (True, (2, "B"))


def test_comments_are_counted(tmp_path: Path) -> None:
    def comment(book: Any) -> None:
        for name in ("A1", "B2"):
            book["Map"][name].comment = Comment("why?", "me")

    assert told(book(tmp_path, comment)) == [("UNMAPPED_VALUE", None, None)]
    assert "2 comments" in sheets(tmp_path / "map.xlsx").grids[0].found[0].message


def test_macros_are_told_and_never_run(tmp_path: Path) -> None:
    file = as_xlsx(tmp_path / "map.xlsm", ("Map", TABLE))
    with zipfile.ZipFile(file, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"\0")
    grid = sheets(file).grids[0]
    assert grid.cells == CELLS
    assert "macros" in grid.found[0].message


def test_a_sheet_of_22000_blank_rows(tmp_path: Path) -> None:
    grid = book(tmp_path, lambda book: book["Map"].__setitem__("A22000", " "))
    assert grid.cells == CELLS
    assert grid.found == []


def test_figures_as_they_are_seen(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        for name, value in {"A3": 4.0, "B3": 0.5, "A4": True, "B4": 12000}.items():
            book["Map"][name] = value

    grid = book(tmp_path, fill)
    assert [grid.cells[spot] for spot in ((3, 1), (3, 2), (4, 1), (4, 2))] == ["4", "0.5", "true", "12000"]


def test_a_share_is_read_as_it_is_seen(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book["Map"]["A3"] = 0.8
        book["Map"]["A3"].number_format = "0%"

    assert book(tmp_path, fill).cells[3, 1] == "80 %"


# LibreOffice


HIDDEN = """<style:style style:name="h" style:family="table">
<style:table-properties table:display="false"/></style:style>
"""


def test_sheets_of_libreoffice(tmp_path: Path) -> None:
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    file = as_ods(
        tmp_path / "map.ods",
        (
            "Map",
            ods_sheet(TABLE, tail="</table:table>").replace("</table:table></table:table>", f"{empty}</table:table>"),
        ),
        ("Secret", ods_sheet(TABLE, 'table:style-name="h"')),
        styles=f"<office:automatic-styles>{HIDDEN}</office:automatic-styles>",
    )
    grid, secret = sheets(file).grids
    assert grid.cells == CELLS
    assert (secret.cells, told(secret)) == ({}, [("UNMAPPED_VALUE", None, "sheet")])


def ods_rows(path: Path, *lines: str) -> Grid:
    """The sheet that rows of XML make."""
    return sheets(as_ods(path / "map.ods", ("Map", f">{''.join(lines)}</table:table>"))).grids[0]


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def test_repeated_and_merged_cells_of_libreoffice(tmp_path: Path) -> None:
    span = 'table:number-rows-spanned="2" table:number-columns-spanned="2"'
    grid = ods_rows(
        tmp_path,
        row(ods_cell("A", span), "<table:covered-table-cell/>", ods_cell("B", 'table:number-columns-repeated="2"')),
        row('<table:covered-table-cell table:number-columns-repeated="2"/>', ods_cell("c")),
        row(ods_cell("d"), attributes='table:number-rows-repeated="2"'),
    )
    expected = {(1, 1): "A", (1, 2): "A", (2, 1): "A", (2, 2): "A", (1, 3): "B", (1, 4): "B", (2, 3): "c"}
    assert grid.cells == expected | {(3, 1): "d", (4, 1): "d"}


def test_what_libreoffice_hides_or_cannot_compute(tmp_path: Path) -> None:
    column = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    grid = ods_rows(
        tmp_path,
        column,
        row(ods_cell("Phase"), ods_cell("hidden"), ods_cell("Canal")),
        row(ods_cell("x"), attributes='table:visibility="collapse"'),
        row(ods_cell("#REF!"), "", ods_cell("")),
    )
    assert grid.cells == {(1, 1): "Phase", (1, 3): "Canal"}
    assert sorted(told(grid), key=str) == sorted(
        [("UNMAPPED_VALUE", 2, None), ("BAD_VALUE", 3, "A"), ("UNMAPPED_VALUE", None, "B")], key=str
    )


def test_texts_and_figures_of_libreoffice(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>why?</text:p></office:annotation>"
    grid = ods_rows(
        tmp_path,
        row(
            '<table:table-cell office:value-type="float" office:value="4.5"><text:p>4,5</text:p></table:table-cell>',
            '<table:table-cell office:value-type="percentage" office:value="0.8"><text:p>80 %</text:p>'
            "</table:table-cell>",
            f"<table:table-cell>{note}<text:p>a<text:line-break/>b<text:s text:c='2'/><text:span>c</text:span></text:p>"
            "<text:p>d</text:p></table:table-cell>",
        ),
    )
    assert grid.cells == {(1, 1): "4.5", (1, 2): "80 %", (1, 3): "a\nb c\nd"}
    assert "1 comment" in grid.found[0].message


# What is none of these


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def workbook() -> bytes:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return file.getvalue()


BOMB = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.5\n%", "is a PDF"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "an Office file of before 2007"),
        (zipped({"word/document.xml": b"<w/>"}), "is a Word document"),
        (zipped({"content.xml": b"<x/>", "mimetype": b"application/vnd.oasis.opendocument.text"}), "no spreadsheet"),
        (zipped({"content.xml": b"<x", "mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "damaged"),
        (zipped({"content.xml": BOMB, "mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "damaged"),
        (zipped({"content.xml": b"<x/>"}), "damaged"),
        (workbook()[:2000], "damaged"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "damaged"),
        (zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * 60_000_000}), "unpacks to more than"),
        (zipped({"content.xml": b" " * 70_000_000, "mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
         "unpacks to more than"),
        (b"a,b,c\n" * 70_000, "more than 200,000 cells"),
    ],
    ids=["pdf", "xls", "docx", "odt", "cut-ods", "entity", "no-mimetype", "cut-xlsx", "empty-xlsx", "xlsx-bomb",
         "ods-bomb", "long-csv"],
)  # fmt: skip
def test_what_is_no_sheet_is_named(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=message):
        read(tmp_path / "map.any", content)


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b", b"a,b\n", b"\xff\xfe"]))
@settings(max_examples=often(100), deadline=None)
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes, begins: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(begins + content)
    try:
        assert sheets(file).grids[0].cells
    except ParcoursError as error:
        assert str(error)


@given(st.integers(1, 60), st.integers(0, 400))
@settings(max_examples=often(30), deadline=None)
def test_a_damaged_workbook_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, at: int, byte: int) -> None:
    whole = bytearray(zipped({"xl/workbook.xml": b"<x/>"}) if byte > 255 else workbook())
    whole[len(whole) * at // 61] ^= byte % 255 + 1
    file = tmp_path_factory.getbasetemp() / "any.xlsx"
    file.write_bytes(whole)
    try:
        sheets(file)
    except ParcoursError as error:
        assert str(error)


# Places


def test_places() -> None:
    assert [letters(column) for column in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert list(spots("b4:$K$40")) == [(4, 2), (40, 11)]
    assert list(spots("AA1")) == [(1, 27)]
    assert list(spots("4B")) == list(spots("B0")) == list(spots("")) == []
