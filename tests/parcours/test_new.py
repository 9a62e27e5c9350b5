"""`parcours new`: what is written imports without a warning, and nothing is overwritten."""

import json

import pytest
from openpyxl import load_workbook

from graph.errors import WrongUsage
from importers.journeys.knowledge import parse, transform
from importers.kind import Fetched, Instructions
from importers.reading.text import read_text
from parcours.commands.new import journey
from tests.importers.say import at_hand
from wording.beginnings import JOURNEY


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_new_journey_is_read_without_a_warning_and_refers_to_nothing_else(tmp_path, lang, monkeypatch):
    monkeypatch.setenv("PARCOURS_LANG", lang)
    file = tmp_path / "j.yaml"
    journey(file)
    reading = transform([Fetched(file, parse(read_text(file)))], Instructions())
    assert not reading.problems
    said = at_hand(reading.said)
    for (_, _, label), edges in said.edges.items():
        assert {end for _, end in edges} <= said.nodes[label].keys(), label
    assert said.nodes["Journey"]


def test_a_file_that_is_there_is_not_overwritten(tmp_path):
    file = tmp_path / "j.yaml"
    file.write_text("mine")
    with pytest.raises(WrongUsage, match="is there already"):
        journey(file)
    assert file.read_text() == "mine"


def test_it_is_printed_where_no_file_is_named(capsys):
    journey(None)
    out, err = capsys.readouterr()
    assert (out in JOURNEY.values(), err) == (True, "")
    assert max(map(len, out.splitlines())) <= 120


@pytest.mark.parametrize(("lang", "sheet"), [("en", "Touchpoints"), ("fr", "Points de contact")])
def test_a_new_workbook_is_empty_in_the_readers_language_and_is_taken(parcours, gateway, tmp_path, lang, sheet):
    assert parcours("--lang", lang, "new", "workbook", "-o", "mine.xlsx").returncode == 0
    assert sheet in load_workbook(tmp_path / "mine.xlsx").sheetnames
    ran = parcours("import", "knowledge-workbook", "mine.xlsx", "--format", "json")
    report = json.loads(ran.stdout)
    assert (ran.returncode, report["status"], report["problems"], report["source"]) == (0, "done", [], "mine")
    assert parcours("new", "workbook", "-o", "mine.xlsx").returncode == 2
