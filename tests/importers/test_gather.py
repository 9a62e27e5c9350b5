"""From the command line's files to one statement for each source."""

import gzip
import io
from pathlib import Path

import pytest

from graph.errors import BadInput, WrongUsage
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


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"there is no file .*nothing\.yaml"):
        gather("knowledge", [tmp_path / "nothing.yaml"])
    with pytest.raises(BadInput, match=r"holds no file that ends in \.yaml, \.yml, \.json"):
        gather("knowledge", [tmp_path])
    with pytest.raises(WrongUsage, match="there is no kind 'sap'; there are knowledge, mermaid"):
        gather("sap", [tmp_path])


def test_kinds_say_what_they_are() -> None:
    for name in kinds():
        assert kind(name).name == name
        assert kind(name).description
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
