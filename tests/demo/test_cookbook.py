"""The cookbook: every operation of it runs on the demo, and gives the result that is shown."""

import json
import os
import re
from pathlib import Path

import pytest

from api.execute import Request
from tests.asking import asked

DOCS = Path(__file__).parent.parent.parent / "docs"
FOLDER = DOCS / "cookbook"
OPERATIONS = sorted(FOLDER.glob("*.graphql"))


def bare(value):
    """Whether there is nothing in an answer but nulls and empty lists."""
    if isinstance(value, dict | list):
        return all(map(bare, value.values() if isinstance(value, dict) else value))
    return value is None or value == 0


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda path: path.stem)
def test_an_operation_of_the_cookbook(insurer, operation):
    given = operation.with_suffix(".variables.json")
    variables = json.loads(given.read_text(encoding="utf-8")) if given.exists() else {}
    answer = asked(insurer.address, Request(operation.read_text(encoding="utf-8"), variables)).to_json()
    assert "errors" not in answer
    assert not any(map(bare, answer["data"].values())), "each field should have an answer on the demo"
    text, golden = json.dumps(answer, ensure_ascii=False, indent=1) + "\n", operation.with_suffix(".result.json")
    if os.environ.get("PARCOURS_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_the_cookbook_lists_them():
    listed = re.findall(r"\(cookbook/([\w-]+)\.graphql\)", (DOCS / "cookbook.md").read_text(encoding="utf-8"))
    assert sorted(listed) == [path.stem for path in OPERATIONS] and len(listed) >= 20
    known = {path.with_suffix(end) for path in OPERATIONS for end in (".graphql", ".variables.json", ".result.json")}
    assert {*FOLDER.iterdir()} <= known
