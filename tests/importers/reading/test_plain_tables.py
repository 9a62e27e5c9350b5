"""Tables as programs write them: merged cells, formulas, errors, padding, words for none, titles, directives."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from graph.errors import BadInput
from importers.reading import excel_scan, merged, ods_rows
from importers.reading.marked import NOTHING, is_nothing
from importers.reading.plain_cells import plain
from importers.reading.table import Table, read_tables
from tests.importers.journeys.maps import as_ods, ods_cell, ods_sheet, rows

Found = list[tuple[int, list[str]]]


def text(folder: Path, content: str, **said: Any) -> Table:
    file = folder / "staff.csv"
    file.write_text(content, encoding="utf-8", newline="")
    (table,) = read_tables(file, **said)
    return table


def book(folder: Path, lines: list[list[Any]], *ranges: str) -> Table:
    """The table of a workbook, with cells that are merged."""
    made = Workbook()
    for line in lines:
        made.worksheets[0].append(line)
    for each in ranges:
        made.worksheets[0].merge_cells(each)
    made.save(folder / "staff.xlsx")
    (table,) = read_tables(folder / "staff.xlsx")
    return table


def _change(path: Path, old: str, new: str) -> None:
    """The first sheet of a workbook as another program would have written it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode().replace("<v />", "<v></v>")
    assert old in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def problems(table: Table) -> list[tuple[str, int | None, Any, str | None]]:
    return [(each.code.value, *each.place[1:], each.value) for each in table.found.problems()]


UNITS = [["unit", "id", "site"], ["Sales", "1", "Lyon"], [None, "2", None], [None, "3", "Nice"], ["Law", "4", None]]


@pytest.mark.parametrize(
    ("lines", "ranges", "found"),
    [
        (UNITS, (), ["Sales 1 Lyon", " 2 ", " 3 Nice", "Law 4 "]),
        (UNITS, ("A2:A4",), ["Sales 1 Lyon", "Sales 2 ", "Sales 3 Nice", "Law 4 "]),
        (UNITS, ("A2:A4", "C2:C3"), ["Sales 1 Lyon", "Sales 2 Lyon", "Sales 3 Nice", "Law 4 "]),
        (UNITS, ("A1:A4",), [" 1 Lyon", " 2 ", " 3 Nice", "Law 4 "]),  # across the heading row
        ([["unit", "id", "site"], ["Sales", "1", None], [None, None, None]], ("A2:A3",), ["Sales 1 "]),
        ([["unit", "id", "site"], ["Our house"], ["Sales", "1"]], ("A2:C2",), ["Our house  ", "Sales 1 "]),
        ([["unit", "id", "site"], ["Sales", "1"]], ("B2:C2",), ["Sales 1 1"]),
    ],
)
def test_each_cell_of_merged_ones_holds_what_the_first_one_holds(
    tmp_path: Path, lines: list[list[Any]], ranges: tuple[str, ...], found: list[str]
) -> None:
    table = book(tmp_path, lines, *ranges)
    assert [" ".join(cells) for _, cells in table.rows()] == found
    assert [cells for _, cells in table.rows()] == [cells for _, cells in table.rows()]


def test_a_range_without_end_is_a_title(tmp_path: Path) -> None:
    table = book(tmp_path, [["a", "b"], ["Sales", "1"], ["Law", "2"], ["Web", "3"]], "A3:A4")
    _change(table.path, 'ref="A3:A4"', 'ref="A3:XFD1048576"')
    (table,) = read_tables(table.path)
    assert [cells for _, cells in table.rows()] == [["Sales", "1"], ["Law", "2"], ["", "3"]]


def test_titles_above_the_heading_row_may_be_merged(tmp_path: Path) -> None:
    lines: list[list[Any]] = [["Who works where"], [], ["unit", "id"], ["Sales", "1"], [None, "2"]]
    table = book(tmp_path, lines, "A1:B1", "A4:A5")
    assert (table.header, list(table.rows())) == (3, [(4, ["Sales", "1"]), (5, ["Sales", "2"])])


def test_more_merged_cells_than_a_table_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merged, "MOST", 2)
    with pytest.raises(BadInput, match="more than 2 merged cells: is this a table"):
        list(book(tmp_path, [["a", "b", "c"], ["1", "2", "3"]], "A2:C2").rows())


@pytest.mark.parametrize(
    ("cell", "xml", "text", "found"),
    [
        ("=1+1", None, "", [("BAD_VALUE", 2, "b", None)]),
        ("=1+1", "<f>1+1</f><v>2</v>", "2", []),
        ("=1+1", "<f>1+1</f>", "", [("BAD_VALUE", 2, "b", None)]),
        ("=1+1", '<f t="shared" si="0"/>', "", [("BAD_VALUE", 2, "b", None)]),
        ("#REF!", None, "", [("BAD_VALUE", 2, "b", "#REF!")]),
        ("#NOM?", None, "", [("BAD_VALUE", 2, "b", "#NOM?")]),
        ("#N/A", None, "", []),
        ("#1", None, "#1", []),
    ],
)
def test_formulas_and_errors_in_a_workbook(
    tmp_path: Path, cell: str, xml: str | None, text: str, found: list[Any]
) -> None:
    table = book(tmp_path, [["a", "b", "c"], ["1", cell, "end"], ["2", "x", "end"]])
    if xml:
        _change(table.path, "<f>1+1</f><v></v>", xml)
        (table,) = read_tables(table.path)
    assert list(table.rows()) == [(2, ["1", text, "end"]), (3, ["2", "x", "end"])]
    assert problems(table) == found


def test_a_formula_that_gave_an_empty_text_is_none_without_a_value(tmp_path: Path) -> None:
    table = book(tmp_path, [["a", "b"], ["1", '=""']])
    _change(table.path, '<c r="B2"><f>""</f><v></v></c>', '<c r="B2" t="str"><f>""</f><v></v></c>')
    (table,) = read_tables(table.path)
    assert (list(table.rows()), problems(table)) == ([(2, ["1", ""])], [])


def test_errors_that_a_spreadsheet_saved_as_text(tmp_path: Path) -> None:
    table = text(tmp_path, "id,boss,,d\n1,#REF!,#NAME?,x\n2,#N/A,Err:508,#VALEUR!\n")
    assert list(table.rows()) == [(2, ["1", "", "", "x"]), (3, ["2", "", "", ""])]
    assert problems(table) == [
        ("BAD_VALUE", 2, "boss", "#REF!"),
        ("BAD_VALUE", 2, "C", "#NAME?"),
        ("BAD_VALUE", 3, "C", "Err:508"),
        ("BAD_VALUE", 3, "d", "#VALEUR!"),
    ]


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("\u00a0Anne\u00a0", "Anne"),
        ("\u200bAnne\ufeff", "Anne"),
        ("\u202fAnne \u200b ", "Anne"),
        ("A\u200bB", "A\u200bB"),
        ('="00056"', "00056"),
        ('=" 00056 "', "00056"),
        ('="say ""x"""', 'say "x"'),
        ("'00056", "00056"),
        ("'+33 1", "+33 1"),
        ("'=A1", "=A1"),
        ("'@anne", "@anne"),
        ("'00056'", "'00056'"),
        ("'t Hooft", "'t Hooft"),
        ("l'accueil", "l'accueil"),
        ("=A1", "=A1"),
    ],
)
def test_what_programs_write_around_a_cell(tmp_path: Path, cell: str, meant: str) -> None:
    assert plain(cell) == meant
    quoted = cell.replace('"', '""')
    many = "".join(f"{number},x\n" for number in range(200))
    table = text(tmp_path, f'"{quoted}",b\n{many}"{quoted}",x\n"x","{quoted}"\n')
    assert table.columns == [meant, "b"]
    assert [cells for _, cells in table.rows()][-2:] == [[meant, "x"], ["x", meant]]


@pytest.mark.parametrize("word", ["\\N", "\\n", "null", "NULL", "(null)", "NaN", "nan", "None", "#N/A", "#n/a", "-"])
def test_words_for_none_are_empty_in_any_table(tmp_path: Path, word: str) -> None:
    assert word in NOTHING and is_nothing(word) and is_nothing("") and not is_nothing("x")
    table = text(tmp_path, f"a,b\n1,{word}\n{word},\n{word}x,2\n")
    assert list(table.rows()) == [(2, ["1", ""]), (4, [f"{word}x", "2"])]
    assert problems(table) == [("EMPTY_ROW", 3, None, None)]


TABLE = "id,title,unit,boss\nA1,Head,Top,\nA2,Agent,Calls,A1\nA3,Agent,Calls,A1\n"


@pytest.mark.parametrize(
    ("above", "table", "header"),
    [
        ("", TABLE, 1),
        ("Who works where\n", TABLE, 2),
        ("Who works where,,,\n,,,\n", TABLE, 3),
        ("All posts,\nAs of,2026-10-01\nScope,House,With what is below,Yes\n\n", TABLE.replace("\n", ",fte\n", 1), 5),
        ("Our posts: all,of them\n\n", TABLE, 3),
        ("Made by,us,for all\n\n", TABLE, 3),
        ("# made by hand, on a Monday\n", TABLE, 2),
        ("// 12 posts, of 3 units\n# and more\n", TABLE, 3),
        ("Posts\n" * 60, TABLE, 61),
        ("Who works where\n", "id,name,name,unit\nA1,Ann,Lee,Top\nA2,Bo,Lee,Top\n", 2),
        ("", "id,title,,\nA1,Head,Top,B\nA2,Agent,Calls,C\n", 1),
        ("", "unit,,2024,2025\nCalls,x,high,low\nWeb,y,low,high\n", 1),
        ("", "name,,unit\nAnn,Lee,Calls\nBo,Ray,Web\n", 1),
        ("", "1,2,3\n4,5,6\n", 1),
        ("Totals\n", "1,2,3\n4,5,6\n", 1),
    ],
)
def test_the_row_of_column_names_below_titles(tmp_path: Path, above: str, table: str, header: int) -> None:
    found = text(tmp_path, above + table, delimiter=",")
    assert found.header == header
    assert [number for number, _ in found.rows()][:1] == [header + 1]


def test_names_that_are_sought_stand_far_below(tmp_path: Path) -> None:
    above = "".join(f"remark {number},of,those,above\n" for number in range(3_000))
    found = text(tmp_path, above + TABLE, sought=lambda cells: {"unit", "boss"} <= {*cells})
    assert (found.header, [cells[0] for _, cells in found.rows()]) == (3_001, ["A1", "A2", "A3"])


@pytest.mark.parametrize(
    ("above", "delimiter", "used"),
    [
        ("sep=;\n", None, ";"),
        ("\ufeffSEP=;\r\n", None, ";"),
        ('"sep=;"\n', None, ";"),
        ("sep=\t\n", None, "\t"),
        ("sep=\\t\n", None, "\t"),
        ("sep=:\n", None, ":"),
        ("sep=,\n", ";", ";"),
        ("#TYPE Selected.Directory.Person\n", None, ";"),
        ("\n#TYPE Selected.Directory.Person\nsep=;\n", None, ";"),
    ],
)
def test_what_other_programs_are_told_before_the_table(
    tmp_path: Path, above: str, delimiter: str | None, used: str
) -> None:
    table = text(tmp_path, above + TABLE.replace(",", used), delimiter=delimiter)
    assert (table.delimiter, table.columns) == (used, ["id", "title", "unit", "boss"])
    assert [number - table.header for number, _ in table.rows()] == [1, 2, 3]
    assert table.header == above.count("\n") + 1


def test_a_table_whose_only_column_is_called_sep(tmp_path: Path) -> None:
    table = text(tmp_path, "sep\nx\n")
    assert (table.columns, list(table.rows())) == (["sep"], [(2, ["x"])])


def sheet(*lines: str) -> str:
    return ">" + "".join(lines) + "</table:table>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ods(folder: Path, *lines: str, **said: Any) -> Table:
    (table,) = read_tables(as_ods(folder / "staff.ods", ("One", sheet(*lines)), **said))
    return table


def test_a_spreadsheet_of_libreoffice_is_a_table(tmp_path: Path) -> None:
    file = as_ods(
        tmp_path / "staff.ods",
        ("One", ods_sheet(rows("id | unit\nA1 | Top\n\nA2 | Calls"))),
        ("Off", ods_sheet(rows("x | y"), 'table:style-name="off"')),
        ("Two", ods_sheet(rows("Title\nid | boss\nA1 | A2"))),
        styles='<office:automatic-styles><style:style style:name="off"><style:table-properties '
        'table:display="false"/></style:style></office:automatic-styles>',
    )
    one, two = read_tables(file)
    assert (one.name, one.encoding, two.name) == (str(file), "ods", f"{file}[Two]")
    assert list(one.rows()) == list(one.rows()) == [(2, ["A1", "Top"]), (4, ["A2", "Calls"])]
    assert problems(one) == [("EMPTY_ROW", 3, None, None)]
    assert (two.columns, list(two.rows())) == (["id", "boss"], [(3, ["A1", "A2"])])


OFFICE = "office:value-type="


@pytest.mark.parametrize(
    ("cell", "found", "told"),
    [
        (ods_cell("1 001", f'{OFFICE}"float" office:value="1001"'), "1001", []),
        (ods_cell("50 %", f'{OFFICE}"percentage" office:value="0.5"'), "0.5", []),
        (ods_cell("01/10/26", f'{OFFICE}"date" office:date-value="2026-10-01"'), "2026-10-01", []),
        (ods_cell("x", f'{OFFICE}"date" office:date-value="2026-10-01T08:30:00"'), "2026-10-01 08:30:00", []),
        (ods_cell("soon", f'{OFFICE}"date" office:date-value="?"'), "soon", []),
        (ods_cell("VRAI", f'{OFFICE}"boolean" office:boolean-value="true"'), "VRAI", []),
        (ods_cell("", f'{OFFICE}"string" office:string-value="hidden words"'), "hidden words", []),
        (ods_cell("", f'table:formula="of:=1+1" {OFFICE}"float" office:value="2"'), "2", []),
        (ods_cell("", f'table:formula="of:=&quot;&quot;" {OFFICE}"string"'), "", []),
        (ods_cell("", 'table:formula="of:=1+1"'), "", [("BAD_VALUE", 2, "b", None)]),
        (ods_cell("#REF!", f'{OFFICE}"float" office:value="0"'), "", [("BAD_VALUE", 2, "b", "#REF!")]),
        (ods_cell("#N/A", ""), "", []),
    ],
)
def test_the_cells_of_a_spreadsheet_of_libreoffice(tmp_path: Path, cell: str, found: str, told: list[Any]) -> None:
    table = ods(tmp_path, row(ods_cell("a"), ods_cell("b")), row(ods_cell("1"), cell))
    assert (list(table.rows()), problems(table)) == ([(2, ["1", found])], told)


def test_what_is_repeated_or_merged_in_a_spreadsheet_of_libreoffice(tmp_path: Path) -> None:
    table = ods(
        tmp_path,
        row(*map(ods_cell, "abcd")),
        row(ods_cell("U", 'table:number-rows-spanned="3"'), ods_cell("1"), ods_cell("x", _times("columns", 2))),
        row("<table:covered-table-cell/>", ods_cell("2"), attributes=_times("rows", 2)),
        row(ods_cell("", _times("columns", 16_000)), attributes=_times("rows", 1_000_000)),
    )
    assert list(table.rows()) == [(2, ["U", "1", "x", "x"]), (3, ["U", "2", "", ""]), (4, ["U", "2", "", ""])]


def _times(what: str, n: int) -> str:
    return f'table:number-{what}-repeated="{n}"'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (row(ods_cell("x"), attributes=_times("rows", 2_000_000)), "more than 1,048,576 rows"),
        (row(ods_cell("x", _times("columns", 9_999_999))), "more than 16,384 columns"),
        (
            row(ods_cell("x", _times("columns", 60)), attributes=_times("rows", 2)),
            "the sheet One has more than 100 cells",
        ),
    ],
)
def test_what_says_that_it_is_repeated_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, said: str
) -> None:
    monkeypatch.setattr(ods_rows, "CELLS", 100)
    with pytest.raises(BadInput, match=said):
        list(ods(tmp_path, row(ods_cell("a"), ods_cell("b")), line).rows())


def test_a_document_of_libreoffice_that_is_no_spreadsheet(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "letter.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(BadInput, match="a document of LibreOffice and no spreadsheet: save the table itself"):
        read_tables(tmp_path / "letter.odt")


def test_a_sheet_is_looked_through_piece_by_piece() -> None:
    padding = b"<c/>" * 1000
    sheet = (
        padding + b'<c r="A1"><f>1</f></c>' + padding + b'<mergeCells><x:mergeCell ref="B2:A1"/><mergeCell ref="C1"/>'
    )
    for size in (7, 512, 513, 4_010, 10_000):
        file = io.BytesIO(sheet + b"</mergeCells>")
        found = excel_scan.scanned(_Slow(file, size), "f")  # type: ignore[arg-type]
        assert (found.merged, found.uncalculated) == ([merged.Range(1, 1, 2, 2)], True)


class _Slow:
    """A file that gives few bytes at once."""

    def __init__(self, file: io.BytesIO, size: int) -> None:
        self._file, self._size = file, size

    def read(self, _: int) -> bytes:
        return self._file.read(self._size)
