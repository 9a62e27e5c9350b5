"""Answers in the form that is asked for, printed or written to a file. They are the golden ones: no store is asked."""

import csv
import io
import json
import sys
from typing import Any

import pytest
from openpyxl import load_workbook

from graph.errors import BadInput, WrongUsage
from graph.language import Language
from graph.model import Word
from parcours import printing
from parcours.asking import Asked
from queries.catalogue import QUESTIONS
from queries.declare import Shown, fields
from tests.demo.test_answers import GOLDEN, meant

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
    found = {"rows": [bare(question.row) for _ in range(rows)], "totalCount": rows, "parameters": {}, "scope": None}
    found |= {"summary": bare(question.summary)} if question.summary else {}
    for form in ("table", "csv", "xlsx"):
        printing.show(asked, found, form, file if form == "xlsx" else None, witness=False)
    assert "None" not in capsys.readouterr().out
    answer, _ = load_workbook(file).worksheets
    assert answer.max_row == rows + 1 and all(cell.data_type != "f" for row in answer for cell in row)


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
    sheets = [list(csv.reader(io.StringIO(printing._csv(*golden("ruptures", each))))) for each in Language]
    assert sheets[0] == sheets[1] and sheets[0][0][:4] == ["key", "kind", "journey.key", "journey.name"]


def test_no_workbook_is_printed_on_a_terminal(monkeypatch, tmp_path):
    question = golden("unowned")[0].question
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(WrongUsage, match=r"-o unowned\.xlsx"):
        printing.refuse_binary(question, "xlsx", None)
    printing.refuse_binary(question, "xlsx", tmp_path / "a.xlsx")
    printing.refuse_binary(question, "csv", None)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    printing.refuse_binary(question, "xlsx", None)


def test_a_file_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(BadInput, match="cannot be written"):
        printing.show(*golden("unowned"), "csv", tmp_path / "nowhere" / "a.csv", witness=False)
