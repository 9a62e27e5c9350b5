"""Answers in the form that is asked for, printed or written to a file. They are the golden ones: no store is asked."""

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from graph.errors import BadInput, WrongUsage
from graph.language import Language
from graph.model import Word
from parcours import printing
from parcours.asking import Asked
from parcours.output import as_json, give, say_more
from queries.catalogue import QUESTIONS
from queries.declare import Shown, fields
from tests.conftest import ROOT
from tests.demo.test_answers import GOLDEN, meant
from wording import tables
from wording.sheets import lines, written

WHEN = '"2026-11-28T10:00:00Z"'


def golden(id: str, language: Language = Language.FR) -> tuple[Asked, dict[str, Any]]:
    """A question as its example asks it, and what it is answered."""
    found = json.loads((GOLDEN / f"{id}.json").read_text(encoding="utf-8").replace('"RUN"', WHEN))
    return meant(QUESTIONS[id], language), found


def bare(record: type) -> dict[str, Any]:
    """A record of which nobody knows more than the keys of what it is about."""
    return {name: bare_value(shown) for name, shown in fields(record).items()}


def bare_value(shown: Shown) -> Any:
    if shown.record and isinstance(shown.type, type):
        return [bare(shown.type)] if shown.many else None if shown.optional else bare(shown.type)
    if shown.many or shown.optional:
        return [] if shown.many else None
    if shown.node:
        return {"key": "=1+1"} | (
            {"name": None, "step": None, "channel": None, "handledBy": []} if shown.type == "Touchpoint" else {}
        )
    if isinstance(shown.type, type) and issubclass(shown.type, Word):
        return next(iter(shown.type))
    return "=1+1" if shown.type is str else 1


@pytest.mark.parametrize("rows", [0, 2])
@pytest.mark.parametrize("id", QUESTIONS)
def test_where_nothing_is_known_there_is_an_answer_in_every_form(id, rows, tmp_path, capsys):
    asked = Asked(QUESTIONS[id], {}, Language.FR)
    question, file = asked.question, tmp_path / "answer.xlsx"
    rows = 0 if question.whole else rows  # an answer of parts is made of other answers, which are tried by themselves
    found = {"rows": [bare(question.row) for _ in range(rows)], "totalCount": rows, "parameters": {}, "scope": None}
    found |= {"summary": bare(question.summary)} if question.summary else {}
    for form in ("table", "csv", "xlsx"):
        printing.show(asked, found, form, file if form == "xlsx" else None, witness=False)
    assert "None" not in capsys.readouterr().out
    answer, _ = load_workbook(file).worksheets
    assert question.whole or answer.max_row == rows + 1
    assert all(cell.data_type != "f" for row in answer for cell in row)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("id", QUESTIONS)
def test_every_answer_is_a_workbook(id, language, tmp_path, capsys):
    asked, found = golden(id, language)
    file = tmp_path / "answer.xlsx"
    printing.show(asked, found, "xlsx", file, witness=False)
    assert str(file) in capsys.readouterr().err
    answer, about = load_workbook(file).worksheets
    heads = [cell.value for cell in answer[1]]
    assert len(set(heads)) == len(heads) and answer.max_row > len(found["rows"])
    assert about["A1"].value == asked.sentence
    assert {cell.data_type for sheet in (answer, about) for row in sheet for cell in row} <= {"s", "n", "d"}


def test_the_other_sheet_has_the_command_that_asks_it_again(tmp_path):
    printing.show(*golden("compare"), "xlsx", tmp_path / "a.xlsx", witness=False)
    _, about = load_workbook(tmp_path / "a.xlsx").worksheets
    assert about["B2"].value == "parcours ask compare --journey home-quote --journey home-quote-future"


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_what_is_written_is_what_would_be_printed(form, tmp_path, capsys):
    printing.show(*golden("unowned"), form, None, witness=False)
    printed = capsys.readouterr().out
    printing.show(*golden("unowned"), form, tmp_path / "answer", witness=False)
    assert (tmp_path / "answer").read_bytes().decode() == printed and printed.endswith("\n")


def test_columns_for_programs_are_the_same_in_every_language():
    told = [written(lines(QUESTIONS["ruptures"], golden("ruptures", each)[1])) for each in Language]
    found = [list(csv.reader(io.StringIO(each))) for each in told]
    assert found[0] == found[1] and found[0][0][:4] == ["key", "kind", "journey.key", "journey.name"]


def test_no_workbook_is_printed_on_a_terminal(monkeypatch, tmp_path):
    question = golden("unowned")[0].question
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(WrongUsage, match=r"-o unowned\.xlsx"):
        printing.form_of(question, "xlsx", None)
    assert printing.form_of(question, "xlsx", tmp_path / "a.xlsx") == "xlsx"
    assert printing.form_of(question, "csv", None) == "csv"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    assert printing.form_of(question, "xlsx", None) == "xlsx"


@pytest.mark.parametrize(
    ("form", "output", "found"),
    [
        (None, None, "table"), (None, "a.xlsx", "xlsx"), (None, "a.XLSX", "xlsx"), (None, "a.csv", "csv"),
        (None, "a.json", "json"), (None, "a.txt", "table"), (None, "a.md", "table"), (None, "a", "table"),
        ("json", "a.json", "json"), ("xlsx", "a", "xlsx"), ("csv", "a.tab", "csv"), ("json", None, "json"),
    ],
)  # fmt: skip
def test_the_ending_of_a_file_says_the_form_unless_it_is_asked_for(form, output, found):
    assert printing.form_of(QUESTIONS["unowned"], form, Path(output) if output else None) == found


@pytest.mark.parametrize(
    ("form", "output", "right"),
    [("xlsx", "m.v2.csv", "m.v2.xlsx"), ("table", "m.xlsx", "m.txt"), ("csv", "m.JSON", "m.csv")],
)
def test_a_form_that_the_ending_contradicts_is_refused_with_what_would_do(form, output, right):
    with pytest.raises(WrongUsage, match=f"-o {re.escape(right)}, or --format {output[-4:].strip('.').lower()}"):
        printing.form_of(QUESTIONS["unowned"], form, Path(output))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("id", QUESTIONS)
def test_keys_stand_on_the_right_of_a_workbook_folded_away(id, language, tmp_path):
    printing.show(*golden(id, language), "xlsx", tmp_path / "a.xlsx", witness=False)
    answer, _ = load_workbook(tmp_path / "a.xlsx").worksheets
    hidden = [column in folded(answer) for column in range(1, answer.max_column + 1)]
    assert hidden == sorted(hidden) and not hidden[0]
    read = [cell for row in answer for cell, away in zip(row, hidden, strict=True) if not away]
    assert not [cell.value for cell in read if re.search(r"~|\((key|clé)\)|\b(Key|Clé)$|T\d\d:\d\d", str(cell.value))]


def folded(sheet: Any) -> set[int]:
    """The columns that are hidden and grouped, by number."""
    away = [each for each in sheet.column_dimensions.values() if each.hidden and each.outline_level == 1]
    return {column for each in away for column in range(each.min, each.max + 1)}


@pytest.mark.parametrize("id", ["broken-handoffs", "ruptures"])
def test_a_workbook_begins_as_the_table_on_the_terminal_does(id, tmp_path):
    asked, found = golden(id)
    printing.show(asked, found, "xlsx", tmp_path / "a.xlsx", witness=False)
    answer, _ = load_workbook(tmp_path / "a.xlsx").worksheets
    (drawing,) = tables.drawings(asked.question, found["rows"], Language.FR)
    told = [place for place in range(len(drawing.heads)) if place not in drawing.numbers]
    assert "Responsables" in drawing.heads
    for drawn, row in zip([drawing.heads, *drawing.rows], answer.iter_rows(values_only=True), strict=True):
        assert [drawn[place] for place in told] == list(row[: len(told)])


def test_what_nobody_knows_is_said_so_in_a_workbook(tmp_path):
    asked, found = golden("common-manager")
    found["rows"][0] |= {"commonDepartment": None, "distance": None, "heads": []}
    printing.show(asked, found, "xlsx", tmp_path / "a.xlsx", witness=False)
    answer, _ = load_workbook(tmp_path / "a.xlsx").worksheets
    heads, row = answer.iter_rows(values_only=True)
    assert dict(zip(heads, row, strict=True)) == {
        "Direction": "Équipe du site", "Et": "Centre de relation client", "Sous": "inconnu", "Échelons": "inconnu",
        "Direction (clé)": "web-team", "Et (clé)": "call-centre",
    }  # fmt: skip


def test_where_no_contact_was_seen_nothing_is_unknown_about_any(tmp_path):
    asked, found = golden("broken-handoffs")
    for row in found["rows"]:
        row["observed"] = None
    printing.show(asked, found, "xlsx", tmp_path / "a.xlsx", witness=False)
    assert not [
        cell.value for cell in load_workbook(tmp_path / "a.xlsx").worksheets[0][1] if "Observé" in str(cell.value)
    ]


def test_a_workbook_says_who_made_it_and_in_which_language(tmp_path):
    printing.show(*golden("moments-of-truth"), "xlsx", tmp_path / "a.xlsx", witness=False)
    book = load_workbook(tmp_path / "a.xlsx")
    assert (book.properties.creator, book.properties.language) == ("Parcours", "fr")
    formats = {cell.number_format for row in book.worksheets[0] for cell in row if cell.data_type == "n"}
    assert formats - {"General"} == {"#,##0", "#,##0.##"}


def test_a_file_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(BadInput, match="cannot be written"):
        printing.show(*golden("unowned"), "csv", tmp_path / "nowhere" / "a.csv", witness=False)


STEERS = "a\x1b[2Jb\x7f\x9b\u202ec\u2066"


def test_nothing_that_is_printed_steers_a_terminal(capsys):
    give(STEERS)
    assert capsys.readouterr().out == "aU+001B[2JbU+007FU+009BU+202EcU+2066\n"
    text = as_json({"note": STEERS, "é": ["\n", 1]})
    assert text.isprintable() and "é" in text and json.loads(text) == {"note": STEERS, "é": ["\n", 1]}


@pytest.mark.parametrize("shown, of, skip, said", [(1, 2, 0, "1 of 2; --skip 1 "), (1, 2, 1, ""), (0, 0, 5, "")])
def test_how_the_rest_is_had(shown, of, skip, said, capsys):
    say_more(shown, of, skip)
    told = capsys.readouterr().err
    assert told.startswith(said) and bool(told) == bool(said)


@pytest.mark.parametrize(
    "means, where",
    [
        (r"(?<![\w.])print\(", {"parcours/output.py", "parcours/opening.py", "parcours/cli.py"}),
        (r"\bcsv\.writer\(", {"wording/sheets.py"}),
        (r"\bConsole\(", {"parcours/screen.py", "parcours/progress.py"}),
    ],
)
def test_there_is_one_way_out(means, where):
    """What guards all that is printed, and all cells, is passed by nothing."""
    files = [file for room in ("parcours", "wording") for file in (ROOT / room).rglob("*.py")]
    found = {file.relative_to(ROOT).as_posix() for file in files if re.search(means, file.read_text(encoding="utf-8"))}
    assert found == where
