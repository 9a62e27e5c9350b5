"""From the command line's files to one statement for each source."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import BadInput, WrongUsage
from graph.language import Language
from importers.gather import gather, kind, kinds
from importers.kind import Instructions
from tests.importers.say import at_hand

NONE = Instructions()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "below").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "one.yaml").write_text("parcours: 1\nneeds: [{key: a}]")
    (tmp_path / "two.yml").write_text("parcours: 1\nsource: shared\nneeds: [{key: b}]")
    (tmp_path / "below" / "three.json").write_text('{"parcours": 1, "source": "shared", "needs": [{"key": "c"}]}')
    (tmp_path / "below" / "four.yaml.gz").write_bytes(gzip.compress("parcours: 1\nneeds: [{key: d}]".encode("utf-16")))
    (tmp_path / ".hidden" / "five.yaml").write_text("nonsense")
    (tmp_path / "notes.txt").write_text("nonsense")
    return tmp_path


def needs(path: Path, options: Instructions = NONE) -> dict[str, list[str]]:
    found = gather("knowledge", [path], options)
    return {one.source: list(at_hand(one.said).nodes.get("Need", {})) for one in found}


def test_a_folder_is_read_with_all_below_it(folder: Path) -> None:
    assert needs(folder) == {"four": ["d"], "shared": ["c", "b"], "one": ["a"]}
    found = {one.source: one for one in gather("knowledge", [folder])}
    assert [file.encoding for file in found["four"].files] == ["utf-16"]
    assert found["shared"].path == str(folder)
    assert found["one"].path == str(folder / "one.yaml")
    assert (found["shared"].named, found["one"].named) == (True, False)
    assert found["one"].dated is not None
    assert found["one"].files[0].rows == 2


def test_a_file_is_in_one_place_however_it_is_called(folder: Path) -> None:
    (found,) = gather("knowledge", [folder / "below" / ".." / "one.yaml"])
    assert found.path == str(folder / "one.yaml")


def test_a_source_named_by_hand_holds_all_files(folder: Path) -> None:
    assert needs(folder, Instructions(source="mine")) == {"mine": ["d", "c", "a", "b"]}


def test_globs_and_files_named_twice(folder: Path) -> None:
    assert needs(folder / "*.y*ml") == {"one": ["a"], "shared": ["b"]}
    paths = [folder / "one.yaml", folder / "one.yaml", folder / "*.yaml"]
    assert len(gather("knowledge", paths)) == 1


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(b'{"parcours": 1, "needs": [{"key": "x"}, {"key": "x"}]}')

    monkeypatch.setattr("sys.stdin", Input)
    (found,) = gather("knowledge", [Path("-")])
    assert (found.source, found.path, found.dated, found.refused) == ("stdin", "-", None, True)
    assert found.problems[0].place == ("<stdin>", 1, 49)


def test_a_refused_file_refuses_its_source_only(folder: Path) -> None:
    (folder / "broken.yaml").write_text("parcours: 1\nsource: shared\nneeds: [{key: b}")
    (folder / "worse.yaml").write_text("parcours: 1\nneds: []")
    found = {one.source: one for one in gather("knowledge", [folder])}
    assert {source: one.refused for source, one in found.items()} == {
        "four": False,
        "shared": True,
        "one": False,
        "worse": True,
    }
    assert not at_hand(found["shared"].said).nodes
    assert {problem.place[0] for problem in found["shared"].problems} == {str(folder / "broken.yaml")}


def test_two_files_of_one_name_need_a_source(folder: Path) -> None:
    (folder / "below" / "one.yaml").write_text("parcours: 1")
    found = {one.source: one for one in gather("knowledge", [folder])}
    assert found["one"].refused
    assert "would all be the source 'one'" in found["one"].problems[0].message


def test_files_of_several_drives_lie_nowhere_in_common(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(paths: list[str]) -> str:
        raise ValueError("Paths don't have the same drive")

    monkeypatch.setattr("importers.gather.commonpath", refuse)
    (found,) = gather("knowledge", [folder], Instructions(source="ours"))
    assert found.path == ""


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"there is no file .*nothing\.yaml"):
        gather("knowledge", [tmp_path / "nothing.yaml"])
    with pytest.raises(BadInput, match=r"holds no file that ends in \.yaml, \.yml, \.json"):
        gather("knowledge", [tmp_path])
    with pytest.raises(WrongUsage, match="there is no kind 'sap'; there are journey-table, knowledge, "):
        gather("sap", [tmp_path])


def test_kinds_say_what_they_are() -> None:
    for name in kinds():
        assert kind(name).name == name
        assert all(kind(name).description[language] for language in Language)
        assert name == "knowledge" or kind(name).example.startswith(f"parcours import {name} ")


def test_a_file_that_only_its_name_puts_to_a_source_refuses_it(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("parcours: 1\nsource: b\nneeds: [{key: a}]")
    (tmp_path / "b.yaml").write_text("parcours: 1\nneedz: []")
    (found,) = gather("knowledge", [tmp_path])
    assert (found.source, found.refused, found.named) == ("b", True, False)
    assert "would all be the source 'b'" in str(found.problems[0])


@pytest.mark.parametrize(
    ("kind", "text"), [("msgraph", '{"value": [%s]}'), ("bamboohr", "[%s]"), ("scim", '{"Resources": [%s]}')]
)
def test_what_is_no_object_in_a_list_of_objects_refuses_the_file(tmp_path: Path, kind: str, text: str) -> None:
    file = tmp_path / "f.json"
    file.write_text(text % '{"id": "a"},\n5,\n"x"')
    (found,) = gather(kind, [file], Instructions(secret=lambda: b"secret"))
    assert [problem.place for problem in found.problems] == [(str(file), 2, 1), (str(file), 3, 1)]
    assert "each entry of this list is an object in { }" in found.problems[0].message


CALLS = "id,who,when,via\n1,c\x1b,2024-04-01,{}\n"
ASKED = "columns: {id: id, customer: who, at: when, channel: via}"
POSTS = "columns: {key: id, title: title}"


@pytest.mark.parametrize(
    ("kind", "name", "text", "mapping", "place"),
    [
        ("knowledge", "f.yaml", 'parcours: 1\nneeds: [{key: a, name: "x{}"}]', None, (2, 24)),
        ("knowledge", "f.json", '{"parcours": 1, "evidence": [{"key": "a{}"}]}', None, (1, 38)),
        ("mermaid", "f.mmd", "journey\n  title x\n  section y\n    Do{} it: 5: Me\n", None, (4, 1)),
        ("org-csv", "f.csv", "id,title\n1,a{}\n", POSTS, (2, "title")),
        ("msgraph", "f.json", '{"value": [\n{"id": "a", "jobTitle": "a{}"}]}', None, (2, "jobTitle")),
        ("contacts-csv", "f.csv", CALLS, ASKED, (2, "via")),
    ],
)
@pytest.mark.parametrize("sign", ["\x1b", "\x7f", "\x9b", "\u202e", "\u2066"])
def test_what_steers_a_terminal_is_refused(
    tmp_path: Path, kind: str, name: str, text: str, mapping: str | None, place: tuple[int, Any], sign: str
) -> None:
    file, told = tmp_path / name, tmp_path / "told.mapping"
    json_text = json.dumps(sign)[1:-1] if name.endswith((".yaml", ".json")) else sign
    file.write_text(text.replace("{}", json_text), encoding="utf-8")
    told.write_text(mapping or "")
    instructions = Instructions(mapping=told if mapping else None, secret=lambda: b"secret")
    (found,) = gather(kind, [file], instructions)
    (problem,) = [each for each in found.problems if "steers terminals" in each.message]
    assert problem.fatal and f"U+{ord(sign):04X}" in problem.message
    assert problem.place == (str(file), *place)
