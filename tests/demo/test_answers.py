"""What the demo answers to every question, kept in golden files: `PARCOURS_GOLDEN=write` writes them anew."""

import json
import os
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

import demo
from graph.language import Language
from parcours.answers import render
from parcours.asking import Asked, answer, looked_up
from queries.catalogue import QUESTIONS
from tests.importers.say import at_hand
from wording.sheets import lines

GOLDEN = Path(__file__).parent / "golden"
RUN = re.compile(r"\d{8}T\d{6}\.\d{6}Z-[0-9a-f]{6}|\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}[:.\dZ+]*")


def given(question):
    """The arguments of a question's example, by the flags of its parameters."""
    words = shlex.split(question.example)
    found: dict[str, Any] = {}
    many = {p.flag for p in question.parameters if p.many}
    for flag, value in zip(words[::2], words[1::2], strict=True):
        name = flag.removeprefix("--")
        if name in many:
            found.setdefault(name, []).append(value)
        else:
            found[name] = value.upper() if name == "by" else value
    return found


def meant(question, language):
    """The example of a question, its names looked up in the demo's files: no store is needed."""

    def read(_, keys, labels, **given):
        nodes = at_hand(demo.statement(Language.FR).said).nodes
        return [
            [label, {"key": key, **nodes[label][key]}, []] for label in labels for key in keys if key in nodes[label]
        ]

    return looked_up(read, question, given(question), language)


def told(found):
    """An answer as it stands in a golden file."""
    return RUN.sub("RUN", json.dumps(found, ensure_ascii=False, indent=1)) + "\n"


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_the_demo_answers(insurer, question, monkeypatch):
    monkeypatch.setenv("COLUMNS", "1000")
    asked = looked_up(insurer.read, question, given(question), Language.FR, first=25)
    found = answer(insurer, asked)
    assert found["rows"], "the example of a question should have an answer on the demo"
    text = told(found)
    golden = GOLDEN / f"{question.id}.json"
    if os.environ.get("PARCOURS_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    heads, *rows = lines(question, found)
    assert rows and all(len(row) == len(heads) for row in rows)
    for language in Language:
        shown = render(Asked(question, asked.given, language), found)
        assert "None" not in shown.replace("None from customers", "") and "{" not in shown
