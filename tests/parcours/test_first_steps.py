"""The first steps, in French, are true: the file grows as the page says, is imported, and asked what the page asks."""

import re
import shlex
import textwrap
from collections.abc import Iterator
from typing import Any

import yaml
from openpyxl import load_workbook

from tests.conftest import ROOT

FRAMES = re.compile(r"[\s─-╿]+")
"""What stands between the words of tables."""

PAGE = ROOT / "docs" / "fr" / "premiers-pas.md"


def steps() -> Iterator[list[tuple[str, str]]]:
    """The fenced blocks of each step, with what they are."""
    for step in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        yield re.findall(r"^```(\w*)\n(.*?)^```", step, re.MULTILINE | re.DOTALL)


def put(entries: list[Any], more: list[Any]) -> None:
    """What has a key that is there already takes its place, anything else comes last."""
    for entry in more:
        there = [place for place, each in enumerate(entries) if each["key"] == entry["key"]]
        entries[slice(there[0], there[0] + 1) if there else slice(len(entries), None)] = [entry]


def grow(document: dict[str, Any], fragment: str) -> None:
    """Add a fragment: lists of the file, or, where it is indented, steps."""
    if not fragment.startswith(" "):
        for name, said in yaml.safe_load(fragment).items():
            put(document.setdefault(name, []), said) if isinstance(said, list) else document.update({name: said})
        return
    phases = document["journeys"][0]["phases"]
    for step in yaml.safe_load(textwrap.dedent(fragment)):
        (home,) = [phase for phase in phases if step["key"] in [each["key"] for each in phase["steps"]]]
        put(home["steps"], [step])


def test_the_page_is_true(parcours, tmp_path):
    document: dict[str, Any] = {}
    for number, blocks in enumerate(steps(), 1):
        for fragment in [text for kind, text in blocks if kind == "yaml"]:
            grow(document, fragment)
        (tmp_path / "portable.yaml").write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
        printed = ""
        for line in (line for kind, text in blocks if kind == "" for line in text.splitlines()):
            done = parcours(*shlex.split(line)[1:], PARCOURS_LANG="fr", COLUMNS="400")
            assert done.returncode == 0, f"step {number}: {done.stderr}"
            assert "import" not in line or "[" not in done.stderr, f"step {number}: nothing is wrong with the file"
            printed += FRAMES.sub(" ", done.stdout)
        for shown in (line for kind, text in blocks if kind == "text" for line in text.splitlines()):
            assert " ".join(shown.split()) in printed, f"step {number}: {shown}"
    assert number == 10
    answer, about = load_workbook(tmp_path / "passages.xlsx").worksheets
    heads, *rows = answer.iter_rows(values_only=True)
    begin = {str(row[heads.index("De")]) for row in rows}
    assert any(place.startswith("Je compare les modèles sur le site") for place in begin)
    assert "parcours ask broken-handoffs --journey portable" in {cell.value for row in about for cell in row}
