"""Answers as workbooks and as columns for programs: what kind of value each cell has, and what stands above it."""

import csv
import datetime
import io
from typing import Any

from openpyxl import load_workbook

from graph.language import Language
from queries.catalogue import QUESTIONS
from queries.declare import fields
from queries.rests_on import RestsOn
from wording.sheets import lines, plain, written
from wording.workbook import About, workbook

ASKED = About("Qui ?", "parcours ask unowned", "Périmètre : Aujourd'hui")
IRRITANT = {
    "journey": {"key": "quote", "title": "=1+1"},
    "step": {"key": "quote/sign", "text": "- je signe"},
    "touchpoint": {"key": "quote/sign/web", "name": None, "step": {"text": "@moi"}, "channel": None},
    "value": -1.5,
    "volume": {"low": 3000.0, "high": 4000.0},
    "entering": None,
    "perEntry": 0.25,
}


def answer(*rows: dict[str, Any]) -> dict[str, Any]:
    rests = dict.fromkeys(fields(RestsOn), 0) | {"journeys": 3}
    return {"rows": list(rows), "totalCount": len(rows), "scope": {}, "restsOn": rests}


def sheets(id: str, *rows: dict[str, Any]) -> Any:
    found = answer(*rows) | {"scope": {"journeys": None}}
    return load_workbook(io.BytesIO(workbook(QUESTIONS[id], found, ASKED, Language.FR))).worksheets


def test_numbers_are_numbers_names_come_before_keys_and_nothing_is_a_formula():
    sheet, _ = sheets("irritants-by-reach", IRRITANT)
    told = {head.value: cell for head, cell in zip(*sheet.rows, strict=True)}
    assert {head: cell.value for head, cell in told.items()} == {
        "Parcours": "=1+1", "Étape": "- je signe", "Point de contact": "@moi", "Valeur": -1.5,
        "Contacts par an, au moins": 3000, "Contacts par an, au plus": 4000,
        "Entrées dans le parcours": "inconnu", "Contacts par entrée": 0.25,
        "Parcours (clé)": "quote", "Étape (clé)": "quote/sign", "Point de contact (clé)": "quote/sign/web",
    }  # fmt: skip
    assert told["Parcours"].data_type == "s" and told["Parcours"].quotePrefix and not told["Valeur"].quotePrefix
    assert told["Valeur"].data_type == "n" and told["Contacts par an, au plus"].number_format == "#,##0"
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:K2"


def test_a_list_of_records_has_a_line_for_each_and_days_are_days():
    point = {"step": IRRITANT["step"], "touchpoint": IRRITANT["touchpoint"], "rests": "EMOTION", "missing": False}
    row = {"journey": IRRITANT["journey"], "points": [point | {"value": -2.0}, point | {"value": None}], "steps": []}
    rest = dict.fromkeys(("peak", "peakAt", "end", "endAt", "remembered"))
    sheet, about = sheets("emotion-curve", row | rest)
    heads = [cell.value for cell in sheet[1]]
    assert [line[heads.index("Valeur")] for line in sheet.iter_rows(min_row=2, values_only=True)] == [-2, "inconnu"]
    assert heads[:3] == ["Parcours", "Étape", "Point de contact"]
    assert about["B3"].value.date() == datetime.date.today() and about["B3"].number_format == "dd/mm/yyyy"


def test_the_other_sheet_tells_what_was_asked_and_what_it_rests_on():
    sheet, about = sheets("unowned")
    told = [line[:2] for line in about.iter_rows(values_only=True)]
    assert told[:2] == [("Qui ?", None), ("Demandé", "parcours ask unowned")] and ("Parcours", 3) in told
    assert ("Aucun.", None) in told and (ASKED.scope, None) in told
    assert sheet.max_row == 1 and sheet.max_column == 9


def test_heads_for_programs_are_ways_into_the_json_answer():
    text = written(lines(QUESTIONS["irritants-by-reach"], answer(IRRITANT)))
    heads, line = csv.reader(io.StringIO(text, newline=""))
    assert lines(QUESTIONS["irritants-by-reach"], answer()) == [heads]
    assert dict(zip(heads, line, strict=True)) == {
        "journey.key": "quote", "journey.name": "'=1+1", "step.key": "quote/sign", "step.name": "'- je signe",
        "touchpoint.key": "quote/sign/web", "touchpoint.name": "'@moi", "value": "-1.5", "volume.low": "3000.0",
        "volume.high": "4000.0", "entering": "", "perEntry": "0.25",
    }  # fmt: skip


def test_no_text_is_a_formula_and_every_number_stays_one():
    assert [plain(text) for text in ("=a", "+a", "-a", "@a", "\ta", "\ra", "a=", "")] == [
        "'=a", "'+a", "'-a", "'@a", "'\ta", "'\ra", "a=", "",
    ]  # fmt: skip
    assert [plain(value) for value in (-1, -0.5, True, None)] == ["-1", "-0.5", "true", ""]
