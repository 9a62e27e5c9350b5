"""The graph as a workbook and back, as somebody does it on the command line."""

import json

import pytest
from openpyxl import load_workbook

from tests.parcours.conftest import WORKED


def counts(ran):
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout)
    return {(each["created"], each["updated"], each["removed"]) for each in report["written"].values()}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_was_exported_is_taken_for_what_the_same_source_says(parcours, tmp_path, lang):
    parcours("import", WORKED)
    text = parcours("export").stdout
    assert parcours("--lang", lang, "export", "knowledge-workbook", "-o", "all.xlsx").returncode == 0
    again = parcours("import", "knowledge-workbook", "all.xlsx", "--format", "json")
    assert counts(again) == {(0, 0, 0)} and json.loads(again.stdout)["source"] == "test-worked"
    assert parcours("export").stdout == text

    book = load_workbook(tmp_path / "all.xlsx")
    steps = book["Steps" if lang == "en" else "Étapes"]
    steps["D2"] = "I ask elsewhere"
    book.save(tmp_path / "all.xlsx")
    assert counts(parcours("import", "knowledge-workbook", "all.xlsx", "--format", "json")) == {(0, 0, 0), (0, 1, 0)}
    assert counts(parcours("import", "knowledge-workbook", "all.xlsx", "--format", "json")) == {(0, 0, 0)}


def test_a_refused_workbook_changes_nothing_and_says_where(parcours, tmp_path):
    parcours("import", WORKED)
    text = parcours("export").stdout
    parcours("export", "knowledge-workbook", "-o", "all.xlsx")
    book = load_workbook(tmp_path / "all.xlsx")
    book["Touchpoints"]["H3"] = "sad"
    book.save(tmp_path / "all.xlsx")
    ran = parcours("--lang", "fr", "import", "knowledge-workbook", "all.xlsx")
    assert ran.returncode == 1 and "all.xlsx[Touchpoints]:3:emotion" in ran.stderr
    assert parcours("export").stdout == text


def test_one_journey_is_of_no_source_since_it_is_not_all_that_one_says(parcours, tmp_path):
    parcours("import", WORKED)
    parcours("export", "knowledge-workbook", "--journey", "home-quote", "-o", "one.xlsx")
    guide = {row[0]: row[1] for row in load_workbook(tmp_path / "one.xlsx")["Read me"].iter_rows(values_only=True)}
    assert (guide["Source"], guide["Only the journeys"], guide["Format"]) == (None, "home-quote", 1)
    assert isinstance(guide["Revision"], int)


def test_a_workbook_without_its_kind_is_told_it(parcours):
    parcours("new", "workbook", "-o", "mine.xlsx")
    ran = parcours("import", "mine.xlsx")
    assert ran.returncode == 1 and "parcours import knowledge-workbook mine.xlsx" in ran.stderr
