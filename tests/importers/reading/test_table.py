"""Tables of every dialect: encodings, delimiters, headers, damaged rows, workbooks, and what is refused."""

import codecs
import contextlib
import csv
import datetime
import gzip
import io
import itertools
import os
import tempfile
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from graph.errors import BadInput, WrongUsage
from importers.errors import BadKnowledge
from importers.reading import excel
from importers.reading.heading import Heading
from importers.reading.marked import ERRORS, is_nothing
from importers.reading.stream import unpacked
from importers.reading.table import Table, read_tables
from tests.often import often

SAMPLES = Path(__file__).parents[4] / "shared" / "data"

Noted = list[tuple[str, int | None, Any]]


def read(tmp_path: Path, data: bytes | str, **said: Any) -> Table:
    file = tmp_path / "f.csv"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    (table,) = read_tables(file, **said)
    return table


def named(*names: str) -> Heading | None:
    """Column names by which the row of them is known, in any case."""
    wanted = {name.casefold().strip() for name in names}
    return (lambda cells: wanted <= {cell.casefold() for cell in cells}) if wanted else None


def rows(table: Table) -> list[tuple[int, list[str]]]:
    found = list(table.rows())
    assert all(len(cells) == len(table.columns) for _, cells in found)
    return found


def noted(table: Table) -> Noted:
    return [(problem.code.value, problem.place[1], problem.place[2]) for problem in table.found.problems()]


def refused(tmp_path: Path, data: bytes | str, **said: Any) -> tuple[str, int | None, str]:
    """The code, row and message of what a file is refused for."""
    with pytest.raises(BadKnowledge) as caught:
        rows(read(tmp_path, data, **said))
    problem = caught.value.problems[0]
    assert problem.place[0] == str(tmp_path / "f.csv")
    return problem.code.value, problem.place[1], problem.message


@pytest.mark.parametrize(
    ("data", "encoding", "cell"),
    [
        ("a\nZoé".encode(), "utf-8", "Zoé"),
        ("a\nZoé".encode("utf-8-sig"), "utf-8-sig", "Zoé"),
        ("a\nZoé".encode("utf-16"), "utf-16", "Zoé"),
        ("a\nZoé".encode("utf-32"), "utf-32", "Zoé"),
        ("a\nZoé".encode("utf-16-le"), "utf-16-le", "Zoé"),
        ("a\nZoé".encode("utf-16-be"), "utf-16-be", "Zoé"),
        ("a\nZoé €\n".encode("cp1252"), "windows-1252", "Zoé €"),
        ("a\nZoé \x81\n".encode("latin-1"), "latin-1", "Zoé \x81"),
    ],
)
def test_the_encoding_is_recognised(tmp_path: Path, data: bytes, encoding: str, cell: str) -> None:
    table = read(tmp_path, data)
    assert (table.encoding, table.columns, rows(table), noted(table)) == (encoding, ["a"], [(2, [cell])], [])


def test_a_file_may_end_in_the_first_byte_of_a_sequence(tmp_path: Path) -> None:
    table = read(tmp_path, "a\ncafé".encode("latin-1"))
    assert (table.encoding, rows(table)) == ("windows-1252", [(2, ["café"])])


def test_bytes_among_utf_8_are_read_as_windows_1252_and_told(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\néè,Noël\n".encode() + b"Andr\xe9,1\n")
    assert rows(table) == [(2, ["éè", "Noël"]), (3, ["André", "1"])]
    assert noted(table) == [("ENCODING", 3, None)]


def test_bytes_in_the_column_names_are_read_as_windows_1252_too(tmp_path: Path) -> None:
    table = read(tmp_path, b"pr\xe9nom,b\n" + "éèà,1\n".encode() + b"pr\xe9nom,b\n")
    assert (table.columns, rows(table)) == (["prénom", "b"], [(2, ["éèà", "1"])])
    assert noted(table) == [("ENCODING", 1, None), ("ENCODING", 3, None), ("DUPLICATE_KEY", 3, None)]


def test_the_encoding_that_is_said_is_used(tmp_path: Path) -> None:
    assert rows(read(tmp_path, "a\nZoé".encode("cp850"), encoding="cp850")) == [(2, ["Zoé"])]


def test_bytes_that_are_none_of_the_encoding_said_refuse_the_file(tmp_path: Path) -> None:
    code, _, message = refused(tmp_path, b"a\n\xff\n", encoding="utf-8")
    assert code == "ENCODING" and "utf-8" in message


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"a\n" + b"1\n" * 50 + b"\xff\n", "utf-8"),
        (b"a\r\n" + b"1\r\n" * 50 + b"\xff\r\n", "utf-8"),
        (b"a\r" + b"1\r" * 50 + b"\xff\r", "utf-8"),
        (("a\r\n" + "1\r\n" * 50).encode("utf-16-le") + b"\0\xdc\n\0", "utf-16-le"),
        (("a\n" + "1\n" * 50).encode("utf-16-be") + b"\0", "utf-16-be"),
    ],
)
def test_the_row_that_cannot_be_decoded_is_named(tmp_path: Path, data: bytes, encoding: str) -> None:
    assert refused(tmp_path, data, encoding=encoding)[:2] == ("ENCODING", 52)


@pytest.mark.parametrize("encoding", ["nope", "hex", "rot13", "a\0b"])
def test_an_unknown_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(BadInput, match="is no encoding for text"):
        read(tmp_path, "a\n1", encoding=encoding)


@pytest.mark.parametrize(
    ("text", "delimiter", "columns"),
    [
        ("a,b\n1,2", ",", ["a", "b"]),
        ("a;b\n1;2", ";", ["a", "b"]),
        ("a\tb\n1\t2", "\t", ["a", "b"]),
        ("a|b\n1|2", "|", ["a", "b"]),
        ("a;b;c\n1,5;2,5;3,5", ";", ["a", "b", "c"]),
        ("name;note\nx;a, b, c, d, e, f", ";", ["name", "note"]),
        ("name,note\nx,a; b; c; d; e; f", ",", ["name", "note"]),
        ("title, of a list\n\na;b;c\n1;2;3\n1;2;3", ";", ["a", "b", "c"]),
        ('a;b\n1;"x,\ny,\nz,"', ";", ["a", "b"]),
        ("a,b,c\n1,2\n1,2,3\n1", ",", ["a", "b", "c"]),
        ("a,b\n1,2,3,4", ",", ["a", "b"]),
        ("a,b,c\n1\n2\n3\n4", ",", ["a", "b", "c"]),
        ("note\nhello\na, b", ";", ["note"]),
        ("one\ntwo\nthree", ",", ["one"]),
        ("note\nhello\nSalut, toi\nwell\nso", ";", ["note"]),
        ("a,b", ",", ["a", "b"]),
    ],
)
def test_the_delimiter_is_recognised(tmp_path: Path, text: str, delimiter: str, columns: list[str]) -> None:
    table = read(tmp_path, text)
    assert (table.delimiter, table.columns) == (delimiter, columns)


@pytest.mark.parametrize(("said", "used"), [(";", ";"), ("\\t", "\t"), ("tab", "\t"), ("TAB", "\t"), (":", ":")])
def test_the_delimiter_that_is_said_is_used(tmp_path: Path, said: str, used: str) -> None:
    table = read(tmp_path, f"a,b{used}c\n1,2{used}3", delimiter=said)
    assert (table.delimiter, table.columns, rows(table)) == (used, ["a,b", "c"], [(2, ["1,2", "3"])])


@pytest.mark.parametrize("said", ["", ",,", "comma", '"', "\n", "\r", "\0"])
def test_a_delimiter_is_one_character_that_parts_cells(tmp_path: Path, said: str) -> None:
    with pytest.raises(WrongUsage, match="--delimiter"):
        read(tmp_path, "a,b", delimiter=said)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_end_in_any_way_and_are_numbered_by_the_line_they_begin_on(tmp_path: Path, end: str) -> None:
    table = read(tmp_path, end.join(["a,b", '1,"x', 'y"', "2,z", "", "3,w"]))
    assert rows(table) == [(2, ["1", f"x{end}y"]), (4, ["2", "z"]), (6, ["3", "w"])]
    assert noted(table) == [("EMPTY_ROW", 5, None)]


@pytest.mark.parametrize(
    ("text", "wanted", "columns", "first"),
    [
        ("a,b\n1,2", (), ["a", "b"], 2),
        (" a , b \n 1,2 ", (), ["a", "b"], 2),
        ("\n\n,\na,b\n1,2", (), ["a", "b"], 5),
        ("\n" * 50 + "a,b\n1,2", (), ["a", "b"], 52),
        ("List of posts,\n\nID,Name\n1,2", ("id", " NAME "), ["ID", "Name"], 4),
        ("List of posts,\n\nID,Name\n1,2", ("id", "boss"), ["ID", "Name"], 4),
        ("a,b,,\n1,2,,", (), ["a", "b"], 2),
        ("a,,b\n1,2,3", (), ["a", "", "b"], 2),
        ("a,a,b,a\n1,2,3,4", (), ["a", "a (2)", "b", "a (3)"], 2),
        ("a (3),a,a,a (2)\n1,2,3,4", (), ["a (3)", "a", "a (4)", "a (2)"], 2),
        ("a,a (x),a\n1,2,3", (), ["a", "a (x)", "a (2)"], 2),
        (",,a\n1,2,3", (), ["", "", "a"], 2),
    ],
)
def test_the_column_names(tmp_path: Path, text: str, wanted: tuple[str, ...], columns: list[str], first: int) -> None:
    table = read(tmp_path, text, sought=named(*wanted))
    assert table.columns == columns
    assert rows(table)[0][0] == first


@pytest.mark.parametrize("data", ["", "\n\n\n", " , \n,\n", ";;\n", "\ufeff\n", '""\n'])
def test_an_empty_file_is_refused(tmp_path: Path, data: str) -> None:
    with pytest.raises(BadInput, match="is empty; a table begins with a row of column names"):
        read(tmp_path, data)


@pytest.mark.parametrize(
    ("text", "found", "problems"),
    [
        ("a,b\n1\n", [(2, ["1", ""])], []),
        ("a,b\n1,2,,\n", [(2, ["1", "2"])], []),
        ("a,b\n1,2,3\n", [(2, ["1", "2"])], [("BAD_VALUE", 2, None)]),
        ("a,b\na,b\n1,2\n", [(3, ["1", "2"])], [("DUPLICATE_KEY", 2, None)]),
        ("a,b\na,b,,\n1,2\n", [(3, ["1", "2"])], [("DUPLICATE_KEY", 2, None)]),
        ("a,a\na,a\n1,2\n", [(3, ["1", "2"])], [("DUPLICATE_KEY", 2, None)]),
        ("a,b\n,\n1,2\n", [(3, ["1", "2"])], [("EMPTY_ROW", 2, None)]),
        ("a,b\n1,x\0\n", [(2, ["1", "x"])], [("BAD_VALUE", 2, "b")]),
        ("a,b\n1, x \0\n", [(2, ["1", "x"])], [("BAD_VALUE", 2, "b")]),
        ("a,b\n1,x\x01y\x7f\n", [(2, ["1", "x\x01y\x7f"])], []),
        ('a,b\n1,5" pipe\n', [(2, ["1", '5" pipe'])], []),
        ('a,b\n1,"say ""x"""\n', [(2, ["1", 'say "x"'])], []),
    ],
)
def test_rows(tmp_path: Path, text: str, found: list[Any], problems: Noted) -> None:
    table = read(tmp_path, text, delimiter=",")
    assert (rows(table), noted(table)) == (found, problems)


def test_a_row_with_too_many_cells_says_how_many(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\n1,2,3,4\n")
    rows(table)
    assert "4 cells where there are 2 columns" in table.found.problems()[0].message


def test_rows_can_be_read_again_and_are_told_of_once(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\n1,2\n,\n3,4\n5,6,7\n")
    list(itertools.islice(table.rows(), 2))
    assert rows(table) == rows(table)
    assert noted(table) == [("EMPTY_ROW", 3, None), ("BAD_VALUE", 5, None)]
    assert table.count == 4


def test_empty_rows_at_the_end_are_counted(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\n1,2\n" + ",\n" * 22_000)
    assert rows(table) == [(2, ["1", "2"])]
    assert sum(problem.count for problem in table.found.problems()) == 22_000


LONG = 1_000_001


@pytest.mark.parametrize(
    ("text", "row", "said"),
    [
        ("a,b\n1,2\n" + "x" * LONG, 3, "the line is longer than 1,000,000"),
        ("x" * LONG, 1, "the line is longer than 1,000,000"),
        ('a,b\n1,2\n3,"' + "x\n" * LONG, 3, "a row is longer than 1,000,000"),
        ('a,b\n1,2\n"\n' + '","\n' * 300_000, 3, "a row is longer than 1,000,000"),
        ('a,b\n1,2\n3,"x\n4,y\n5,z\n', 3, "not closed"),
    ],
)
def test_what_has_no_end_is_refused_where_it_begins(tmp_path: Path, text: str, row: int, said: str) -> None:
    code, at, message = refused(tmp_path, text)
    assert (code, at) == ("BAD_VALUE", row) and said in message


def test_a_table_larger_than_memory_is_read_in_little(tmp_path: Path) -> None:
    line = b"some name,another name,an unit of some name,Lyon\n"
    (tmp_path / "f.csv.gz").write_bytes(gzip.compress(b"a,b,c,d\n" + line * 400_000))
    tracemalloc.start()
    try:
        (table,) = read_tables(tmp_path / "f.csv.gz")
        assert sum(1 for _ in itertools.islice(table.rows(), 50_000)) == 50_000
        assert tracemalloc.get_traced_memory()[1] < 15_000_000
    finally:
        tracemalloc.stop()


def test_a_compressed_table(tmp_path: Path) -> None:
    table = read(tmp_path, gzip.compress(b"a,b\n1,2\n"))
    assert rows(table) == rows(table) == [(2, ["1", "2"])]


@pytest.mark.parametrize("said", [None, "utf-8"])
@pytest.mark.parametrize("cut", [2, 10, 15, -9, -4])
def test_a_damaged_compressed_table_is_refused(tmp_path: Path, cut: int, said: str | None) -> None:
    packed = gzip.compress(b"a,b\n" + os.urandom(500).hex().encode())
    with pytest.raises(BadInput, match="cannot be read"):
        rows(read(tmp_path, packed[:cut], encoding=said))


def test_what_unpacks_to_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "f.csv.gz"
    file.write_bytes(gzip.compress(b"a,b\n" * 1000))
    with pytest.raises(BadInput, match="unpacks to more than 1,000 bytes"), unpacked(file, "f", 1000) as binary:
        binary.read()
    with unpacked(file, "f", 4000) as binary:
        assert len(binary.read()) == 4000


def test_the_date_and_name_are_those_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text("a\n1")
    os.utime(file, (0, 86_400))
    (table,) = read_tables(file)
    assert (table.name, table.path) == (str(file), file)
    assert table.dated == datetime.datetime(1970, 1, 2, tzinfo=datetime.UTC)


def test_standard_input_can_be_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a,b\n1,2\n,\n")))
    (table,) = read_tables(Path("-"))
    assert (table.name, table.dated) == ("<stdin>", None)
    assert rows(table) == rows(table) == [(2, ["1", "2"])]
    assert table.found.problems()[0].place == ("<stdin>", 3, None)


def _zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("name", ["f.csv", "f.xlsx"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1"), "before 2007; save the table itself as .xlsx or CSV"),
        (b"%PDF-1.7\n", "a PDF"),
        (_zipped(readme="x"), "no workbook"),
        (b"PK\x03\x04 and no more", "damaged workbook"),
        (gzip.compress(b"%PDF-1.7\n"), "a PDF"),
        (gzip.compress(_zipped(readme="x")), "within gzip"),
    ],
)
def test_what_is_plainly_something_else_is_refused(tmp_path: Path, data: bytes, said: str, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadInput, match=said) as caught:
        read_tables(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.csv", tmp_path):
        with pytest.raises(BadInput, match="cannot be read"):
            read_tables(path)


def _book(*sheets: tuple[str, list[list[Any]]], hidden: str = "") -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for title, lines in sheets:
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden" if title == hidden else "visible"
        for line in lines:
            sheet.append(line)
    book.save(out)
    return out.getvalue()


def _changed(book: bytes, part: str, change: tuple[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                assert change[0].encode() in text
                text = text.replace(change[0].encode(), change[1].encode())
            new.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("x", "x"),
        (" x ", "x"),
        (None, ""),
        (12, "12"),
        (12.0, "12"),
        (12.5, "12.5"),
        (1e20, "1e+20"),
        (True, "true"),
        (False, "false"),
        ("#VIP", "#VIP"),
        ("#REFERENCE", "#REFERENCE"),
        (datetime.datetime(2024, 3, 31), "2024-03-31"),
        (datetime.date(2024, 3, 31), "2024-03-31"),
        (datetime.datetime(2024, 3, 31, 14, 5), "2024-03-31 14:05:00"),
    ],
)
def test_the_cells_of_a_workbook(tmp_path: Path, cell: Any, text: str) -> None:
    table = read(tmp_path, _book(("One", [["a", "b"], [cell, "end"]])))
    assert (table.encoding, table.delimiter) == ("xlsx", None)
    assert rows(table) == rows(table) == [(2, [text, "end"])]


def test_the_sheets_of_a_workbook(tmp_path: Path) -> None:
    lines: list[list[Any]] = [["a", "b"], [1, 2]]
    book = _book(("One", lines), ("Two", [[], ["Title"], ["a", "b"], [3, 4]]), ("Off", lines), ("No", []), hidden="Off")
    (tmp_path / "f.csv").write_bytes(book)
    one, two = read_tables(tmp_path / "f.csv", sought=named("A", "B"))
    assert (one.name, two.name) == (str(tmp_path / "f.csv"), f"{tmp_path / 'f.csv'}[Two]")
    assert (rows(one), rows(two)) == ([(2, ["1", "2"])], [(4, ["3", "4"])])


def test_a_workbook_on_standard_input_is_named_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, said in ((_zipped(readme="x"), "<stdin> is a zip archive"), (b"%PDF-1.7", "<stdin> is a PDF")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        with pytest.raises(BadInput, match=said):
            read_tables(Path("-"))


def test_a_sheet_that_says_it_ends_at_its_first_cell_is_read_whole(tmp_path: Path) -> None:
    change = ('ref="A1:B2"', 'ref="A1"')
    table = read(tmp_path, _changed(_book(("One", [["a", "b"], [1, 2]])), "xl/worksheets/sheet1.xml", change))
    assert (table.columns, rows(table)) == (["a", "b"], [(2, ["1", "2"])])


BOMB = '<!DOCTYPE x [<!ENTITY e "boo">]><worksheet '


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/worksheets/sheet1.xml", ("<worksheet ", BOMB)),
        ("xl/worksheets/sheet1.xml", ("</sheetData>", "")),
        ("xl/worksheets/sheet1.xml", ('<row r="2"', '<row r="99999999"')),
        ("xl/worksheets/sheet1.xml", ('r="A2"', 'r="?"')),
        ("xl/workbook.xml", ("<sheets>", "<sheets")),
        ("xl/workbook.xml", ("<workbook ", '<!DOCTYPE x [<!ENTITY e "boo">]><workbook ')),
    ],
)
def test_a_damaged_or_hostile_workbook_is_refused(tmp_path: Path, part: str, change: tuple[str, str]) -> None:
    book = _changed(_book(("One", [["a", "b"], [1, 2]])), part, change)
    with pytest.raises(BadInput, match="damaged workbook"):
        rows(read(tmp_path, book))


def test_a_workbook_without_one_of_its_parts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="damaged workbook"):
        read(tmp_path, _zipped(**{"xl/workbook.xml": "<workbook/>"}))


def test_a_workbook_that_unpacks_to_more_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "UNPACKED", 1000)
    with pytest.raises(BadInput, match="unpacks to more than 1,000 bytes"):
        read(tmp_path, _book(("One", [["a"]])))


def test_a_workbook_without_column_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no sheet with a row of column names"):
        read(tmp_path, _book(("One", [])))


@contextlib.contextmanager
def _file(data: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "f"
        file.write_bytes(data)
        yield file


CELLS = st.text(st.characters(codec="cp1252", exclude_characters="\0'=", exclude_categories=["Cs"]), max_size=8)


def meant(cell: str) -> str:
    """What a cell says, of which no program guards anything."""
    return "" if is_nothing(cell.strip()) or cell.strip() in ERRORS else cell.strip()


@settings(deadline=None)
@given(
    lines=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "windows-1252"]),
    dialect=st.sampled_from(["excel", "unix"]),
)
def test_what_is_written_comes_back(lines: list[list[str]], delimiter: str, encoding: str, dialect: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, dialect, delimiter=delimiter)
    writer.writerows([["a", "b", "c"], *lines])
    trimmed = [[meant(cell) for cell in line] for line in lines]
    with _file(out.getvalue().encode(encoding)) as file:
        (table,) = read_tables(file, encoding=encoding, delimiter=delimiter)
        found = [cells for _, cells in table.rows()]
    assert found == [line for line in trimmed if any(line) and line != ["a", "b", "c"]]


WORDS = st.text("abcéÉ 19-", min_size=1, max_size=8).filter(lambda word: bool(word.strip()))


@settings(deadline=None)
@given(
    lines=st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=30),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "windows-1252"]),
)
def test_what_is_written_is_recognised(lines: list[list[str]], delimiter: str, encoding: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["x", "y", "z"], *lines])
    with _file(out.getvalue().encode(encoding)) as file:
        (table,) = read_tables(file)
        assert (table.delimiter, table.columns) == (delimiter, ["x", "y", "z"])
        told = [[meant(cell) for cell in line] for line in lines]
        assert [cells for _, cells in table.rows()] == [line for line in told if any(line)]


HEADS = st.sampled_from([b"", b"a,b\n1,2\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"\x1f\x8b", b"PK\x03\x04", b"a\0"])


@settings(deadline=None, max_examples=often(200))
@given(head=HEADS, data=st.binary(max_size=200), packed=st.booleans())
def test_no_bytes_whatever_end_in_anything_but_tables_or_a_refusal(head: bytes, data: bytes, packed: bool) -> None:
    made = gzip.compress(head + data) if packed else head + data
    with _file(made) as file, contextlib.suppress(BadInput):
        for table in read_tables(file):
            assert all(len(cells) == len(table.columns) for _, cells in table.rows())


def test_real_tables_are_read() -> None:
    if not SAMPLES.is_dir():
        pytest.skip(f"{SAMPLES} is not there")
    read_in = [table for file in sorted(SAMPLES.rglob("*.csv")) for table in read_tables(file)]
    assert len(read_in) > 100
    assert all(table.columns for table in read_in)
    assert sum(1 for table in read_in for _ in table.rows()) > 9_000


def test_a_quote_within_a_cell_is_a_quote(tmp_path):
    path = tmp_path / "quotes.csv"
    path.write_text('a,b,c\n1,x,y\n2,5" pipe,"one\ntwo"\n3,x,y\n', encoding="utf-8")
    (table,) = read_tables(path)
    assert [cells for _, cells in table.rows()][1:] == [["2", '5" pipe', "one\ntwo"], ["3", "x", "y"]]
