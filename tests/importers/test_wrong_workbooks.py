"""What is wrong with a workbook is told with its sheet, row and column; what is no knowledge workbook, by its kind."""

import contextlib
import gzip
import io
import itertools
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from graph.errors import BadInput
from graph.language import Language
from importers.gather import gather
from importers.journeys import knowledge_workbook
from importers.reading import cells, excel
from tests.importers.books import changed, made, read, saved, told

TEXT = """\
parcours: 1
departments: [{key: a, name: A}, {key: b, name: B, partOf: a}]
channels: [{key: web, name: Site, measures: [{name: NPS, value: 3}]}, {key: phone}]
systems: [{key: crm, feeds: [{system: core, objects: [quote]}]}]
journeys:
  - key: home
    phases:
      - key: before
        steps:
          - key: ask
            touchpoints: [{channel: web, volume: [1, 2], felt: {nadia: {emotion: 1}}}]
            next: [{step: sign, share: 0.5}]
          - {key: sign, touchpoints: []}
"""

WRONG: dict[str, tuple[tuple[str, str | tuple[int, int], Any], tuple[str, str, int | None, Any], str]] = {
    "no such value": (("Channels", "C2", "WEBSIT"), ("BAD_VALUE", "Channels", 2, "kind"), "Website (WEBSITE)"),
    "no number": (("Touchpoints", "H2", "0,8"), ("BAD_VALUE", "Touchpoints", 2, "emotion"), "write 0.8"),
    "beyond": (("Touchpoints", "H2", 3), ("BAD_VALUE", "Touchpoints", 2, "emotion"), "emotion: 3"),
    "low above high": (("Touchpoints", "K2", 9), ("BAD_VALUE", "Touchpoints", 2, "volume, at most"), "is no volume"),
    "only the high end": (("Touchpoints", "K2", None), ("BAD_VALUE", "Touchpoints", 2, "volume, at most"), "no volume"),
    "no key": (("Departments", "A3", None), ("MISSING_KEY", "Departments", 3, "name"), "needs a field 'key'"),
    "a key twice": (("Departments", "A3", "a"), ("DUPLICATE_KEY", "Departments", 3, "key"), "first in line 2"),
    "a circle": (("Departments", "E2", "b"), ("CYCLE", "Departments", 2, "part of"), "a → b → a"),
    "no such journey": (("Phases", "A2", "hom"), ("DANGLING_REFERENCE", "Phases", 2, "journey"), "mean 'home'?"),
    "no such phase": (("Steps", "B2", "x"), ("DANGLING_REFERENCE", "Steps", 2, "phase"), "no row describes phase"),
    "of nothing": (("Steps", "A3", None), ("MISSING_KEY", "Steps", 3, "phase"), "does not say what it belongs to"),
    "no such step": (("Steps - next", "C2", "sing"), ("DANGLING_REFERENCE", "Steps - next", 2, "next"), "'sign'"),
    "to nothing": (("Steps - next", "C2", None), ("MISSING_KEY", "Steps - next", 2, "journey"), "to what it leads"),
    "a share": (("Steps - next", "D2", 40), ("BAD_VALUE", "Steps - next", 2, "share"), "share: 40"),
    "no objects": (("Systems - feeds", "C2", None), ("BAD_VALUE", "Systems - feeds", 2, "system"), "'objects'"),
    "no label": (("Measures", "A2", "Chanel:web"), ("DANGLING_REFERENCE", "Measures", 2, "of"), "belongs to"),
    "none and some": (("Steps", "J2", "none"), ("CONFLICTING_VALUE", "Steps - next", 2, "journey"), "column 'next'"),
    "parts for none": (("Steps", "R2", "some"), ("BAD_VALUE", "Steps", 2, "touchpoints"), "is no list"),
    "an error": (("Channels", "B2", "#REF!"), ("BAD_VALUE", "Channels", 2, "name"), "the error #REF!"),
    "a head": (("Channels", "C1", "kindd"), ("UNKNOWN_COLUMN", "Channels", 1, "kindd"), "did you mean 'kind'?"),
    "a head twice": (("Channels", "C1", "Nom"), ("DUPLICATE_KEY", "Channels", 1, "Nom"), "is there twice"),
    "steering": (("Channels", "B2", "a\x85b"), ("BAD_VALUE", "Channels", 2, "name"), "U+0085"),
    "another version": (("Read me", "B2", 2), ("BAD_VALUE", "Read me", 2, None), "no version"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_it_is_told_where_and_what_would_be_right(name: str) -> None:
    (sheet, at, value), place, said = WRONG[name]

    def spoil(book: Any) -> None:
        book[sheet][at] = value

    found = read(changed(made(TEXT), spoil))
    assert found.refused
    assert place in told(found), found.problems
    assert said in next(
        problem.message for problem, each in zip(found.problems, told(found), strict=True) if each == place
    )


def test_what_is_somebodys_own_is_told_and_left_out() -> None:
    def add(book: Any) -> None:
        book.create_sheet("To do")["A1"] = "call Paul"
        book.create_sheet("Sheet1")
        book["Channels"]["Z1"], book["Channels"]["Z2"] = "seen by", "Paul"
        book["Channels"]["AB2"] = "?"
        book["Channels"].sheet_state = "hidden"
        book["Channels"].insert_rows(2, 3)
        book["Channels"].insert_rows(1)

    found = read(changed(made(TEXT), add))
    assert not found.refused
    assert told(found) == [
        ("UNKNOWN_COLUMN", "Channels", 2, "seen by"),
        ("UNKNOWN_COLUMN", "Channels", 6, 28),
        ("UNKNOWN_COLUMN", "", None, None),
    ]
    assert found.said.sizes()["Channel"] == 2


def test_a_sheet_whose_name_is_misspelt_refuses_the_file() -> None:
    def rename(book: Any) -> None:
        book["Channels"].title = "Chanels"

    found = read(changed(made(TEXT), rename))
    assert found.refused and found.problems[0].message == "no sheet is called 'Chanels'; did you mean 'Channels'?"


def _table(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    return saved(book)


def _zipped(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def _with(content: bytes, part: str, change: Callable[[bytes], bytes], added: str | None = None) -> bytes:
    """The workbook with one part changed, or one more."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
        if added:
            new.writestr(added, b"macro")
    return file.getvalue()


CHANNELS = "xl/worksheets/sheet8.xml"
BOMB = b'<!DOCTYPE x [<!ENTITY e "boo">]><worksheet '

FILES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is a text or a table in text, and no workbook"),
    "text": (b"parcours: 1\n", "and no workbook"),
    "a document": (_zipped(**{"word/document.xml": "<x/>"}), "is a Word document, and no workbook"),
    "an archive": (_zipped(readme="x"), "is a zip archive and no workbook"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + bytes(600), "an Office file of before 2007"),
    "a PDF": (b"%PDF-1.7\n", "is a PDF, and no workbook"),
    "packed": (gzip.compress(_zipped(**{"xl/workbook.xml": "<x/>"})), "within gzip"),
    "an org chart": (_table(("id", "title", "boss"), (1, "Chief", None)), "`parcours import org-csv"),
    "an empty workbook": (_table(), "`parcours new workbook` writes an empty one"),
    "cut off": (made(TEXT)[:5000], "is a damaged workbook"),
    "no parts": (_zipped(**{"xl/workbook.xml": "<workbook/>"}), "is a damaged workbook"),
    "entities": (
        _with(made(TEXT), CHANNELS, lambda part: part.replace(b"<worksheet ", BOMB)),
        "workbook: it declares entities",
    ),
    "no XML": (_with(made(TEXT), CHANNELS, lambda part: part[:900]), "is a damaged workbook"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_none_is_refused_with_its_reason(name: str) -> None:
    content, said = FILES[name]
    found = read(content)
    assert found.refused and not found.said.sizes()
    (problem,) = found.problems
    assert said in problem.message, problem.message


def test_a_workbook_damaged_at_random_is_read_or_refused() -> None:
    content, draw = made(TEXT), random.Random(7)
    for _ in range(30):
        place = draw.randrange(len(content))
        read(content[:place] + draw.randbytes(3) + content[place + 3 :])
        read(content[:place])


def test_whichever_byte_is_damaged_a_workbook_is_refused_or_none(tmp_path: Path) -> None:
    content, file = _zipped(**{"xl/workbook.xml": "<workbook/>", "mimetype": "x"}), tmp_path / "damaged.xlsx"
    for place, changed_by in itertools.product(range(len(content)), (0x01, 0x40, 0xFF)):
        file.write_bytes(content[:place] + bytes([content[place] ^ changed_by]) + content[place + 1 :])
        assert not knowledge_workbook.is_one(file)
        with contextlib.suppress(BadInput):
            excel.is_workbook(file, file.name)


def test_one_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "UNPACKED", 10_000)
    assert "unpacks to more than 10,000 bytes" in read(made(TEXT)).problems[0].message


def test_a_sheet_of_more_cells_than_anybody_fills_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "CELLS", 100)
    far = _with(made(TEXT), CHANNELS, lambda part: part.replace(b'<c r="B3"', b'<c r="XFD3"', 1))
    assert "has more than 100 cells" in read(far).problems[0].message


def test_macros_are_not_run_and_it_is_said() -> None:
    found = read(_with(made(TEXT), "", bytes, "xl/vbaProject.bin"), "book.xlsm")
    assert not found.refused and told(found) == [("UNMAPPED_VALUE", "", None, None)]
    assert "macros are not run" in found.problems[0].message


def test_formulas_count_by_what_they_gave() -> None:
    """An empty text is a value, as of =IF(A1="","",A1); a program that calculates nothing leaves none."""
    given = {
        b'<c r="B3" t="str"><f>"S"&amp;"ite"</f><v>Site</v></c>': "Site",
        b'<c r="B3" t="str"><f>""</f><v></v></c>': None,
        b'<c r="B3"><f>1+1</f><v>2</v></c>': "2",
    }
    for formula, meant in given.items():
        content = _with(made(TEXT), CHANNELS, lambda part, with_=formula: _formula(part, with_))  # type: ignore[misc]
        found = read(content)
        assert not found.refused, found.problems
        assert found.said.nodes["Channel"]["web"].get("name") == meant  # type: ignore[attr-defined]


def _formula(part: bytes, formula: bytes) -> bytes:
    start = part.index(b'<c r="B3"')
    end = part.index(b"</c>", start) + 4
    return part[:start] + formula + part[end:]


def test_a_workbook_where_a_knowledge_file_is_expected_is_told_its_kind(tmp_path: Any) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(made(TEXT, Language.FR))
    (found,) = gather("knowledge", [file])
    assert f"`parcours import knowledge-workbook {file}` reads one that Parcours wrote" in found.problems[0].message
