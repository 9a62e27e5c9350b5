"""How answers look to a French reader in 80 columns, kept as golden files; and that any width does.

They are drawn from the golden answers. `PARCOURS_GOLDEN=write` writes them anew.
"""

import json
import os
import re
import time
from pathlib import Path

import pytest

from graph.language import Language
from parcours.answers import render
from queries.catalogue import QUESTIONS
from tests.demo.test_answers import GOLDEN, meant

TABLES = Path(__file__).parent / "tables"
FEW = 3
"""So many rows show how the others look."""
NUMBER = re.compile(r"\d+(?:\N{NARROW NO-BREAK SPACE}\d{3})+")


@pytest.fixture
def drawn(monkeypatch):
    """A golden answer in words, as wide as a terminal."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()

    def drawn(question, language, columns):
        text = (GOLDEN / f"{question.id}.json").read_text(encoding="utf-8").replace('"RUN"', '"2026-11-28T10:00:00Z"')
        found = json.loads(text)
        found["rows"] = found["rows"][:FEW]
        monkeypatch.setenv("COLUMNS", str(columns))
        return render(meant(question, language), found) + "\n"

    yield drawn
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_it_looks_like_this(drawn, question):
    text, golden = drawn(question, Language.FR, 80), TABLES / f"{question.id}.txt"
    if os.environ.get("PARCOURS_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_any_width_does(drawn, question):
    numbers = sorted(NUMBER.findall(drawn(question, Language.FR, 1000)))
    for columns in (60, 200):
        text = drawn(question, Language.FR, columns)
        assert max(map(len, text.splitlines())) <= columns and sorted(NUMBER.findall(text)) == numbers
