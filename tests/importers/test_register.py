"""Which kinds there are, where they are found, and that a command imports no more than its own."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from graph.errors import BadInput, WrongUsage
from importers.gather import FOLDERS, gather, kind, kinds
from importers.kind import Instructions
from tests.conftest import ROOT

STEPS = "tests.importers.steps_csv"
TABLES = ["duckdb", "ibis", "openpyxl", "pyarrow", "events.staged"]
CHART = "id,title,boss\n1,Chief,\n2,Lead,1\n"
MAPPING = "columns: {key: id, title: title, reportsTo: boss}\n"


def test_every_kind_is_found_under_the_name_of_its_file() -> None:
    for folder in FOLDERS:
        for file in (ROOT / "importers" / folder).glob("*.py"):
            module = import_module(f"importers.{folder}.{file.stem}")
            assert (file.stem.replace("_", "-") in kinds()) == hasattr(module, "KIND"), file
    assert [kind(name).name for name in kinds()] == kinds()


def _shipped(folder: Path, points: str) -> None:
    """A package of others in a folder, with these entry points."""
    package = folder / "theirs-1.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1\n")
    (package / "entry_points.txt").write_text(f"[parcours.kinds]\n{points}")


def test_others_ship_kinds_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file is all that a kind takes, and all that a further family of tables takes."""
    _shipped(tmp_path, "".join(f"{name} = tests.importers.steps_csv:KIND\n" for name in ("steps-csv", "knowledge")))
    with pytest.raises(WrongUsage, match="there is no kind 'steps-csv'; there are journey-table"):
        kind("steps-csv")
    monkeypatch.syspath_prepend(tmp_path)
    assert kinds().count("knowledge") == 1 and kinds()[-1] == "steps-csv"
    assert kind("steps-csv").name == "steps-csv" and kind("knowledge").name == "knowledge"  # ours comes first
    (tmp_path / "claim.csv").write_text("What,Where,When\nI tell,phone,Report\nI send,web,Report\nI wait,,Wait\n")
    mapping = "columns: {phase: When, step: what, actor: Where}\nchannels: {phone: phone, web: website}\n"
    (tmp_path / "claim.map").write_text(mapping)
    (found,) = gather("steps-csv", [tmp_path / "claim.csv"], Instructions(mapping=tmp_path / "claim.map"))
    assert not found.refused, found.problems
    assert found.said.sizes() == {"Journey": 1, "Phase": 2, "Step": 3, "Touchpoint": 3}
    assert (found.source, found.kind, found.files[0].rows) == ("claim", "steps-csv", 3)
    assert [(problem.code, problem.place[1:]) for problem in found.problems] == [("UNMAPPED_VALUE", (4, "actors"))]
    (tmp_path / "claim.map").write_text("columns: {phase: When, step: Wat}\n")
    (found,) = gather("steps-csv", [tmp_path / "claim.csv"], Instructions(mapping=tmp_path / "claim.map"))
    assert "did you mean 'What'?" in found.problems[0].message


@pytest.mark.parametrize(
    "value", ["tests.importers.steps_csv:StepMapping", "tests.importers.steps_csv:KIN", "nowhere:KIND"]
)
def test_an_entry_point_that_gives_no_kind_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    _shipped(tmp_path, f"theirs = {value}\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(BadInput, match=f"the entry point theirs = {value} gives no kind"):
        kind("theirs")


@pytest.mark.parametrize(
    ("name", "file", "text", "unused"),
    [
        ("knowledge", "a.yaml", "parcours: 1\nneeds: [{key: x}]", ["importers.organisation", "importers.rows"]),
        ("org-csv", "a.csv", CHART, ["importers.contacts"]),
        ("scim", "a.json", '{"userName": "ada", "title": "Chief"}', ["importers.contacts", "importers.reading.table"]),
    ],
)
def test_a_command_imports_nothing_that_it_does_not_use(
    tmp_path: Path, name: str, file: str, text: str, unused: list[str]
) -> None:
    (tmp_path / file).write_text(text)
    (tmp_path / "m.map").write_text(MAPPING)
    mapping = "" if name == "knowledge" else ", mapping=Path('m.map')" if name == "org-csv" else ""
    lines = [
        "import sys, parcours.commands.importing",
        "from pathlib import Path",
        "from importers.gather import gather",
        "from importers.kind import Instructions",
        f"(found,) = gather({name!r}, [Path({file!r})], Instructions(source='s'{mapping}, secret=lambda: b'x' * 32))",
        "assert not found.refused, found.problems",
        "print(*sys.modules)",
    ]
    command = [sys.executable, "-c", "\n".join(lines)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)
    assert not {*TABLES, *unused} & {*done.stdout.split()}
