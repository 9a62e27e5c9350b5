"""Pictures that knowledge files name."""

from pathlib import Path

import pytest

from graph.pictures import LARGEST, NAME, picture
from graph.run import apply
from graph.statement import Options
from importers.gather import Gathered, gather
from importers.kind import Instructions
from tests.graph.tables import check_nodes
from tests.importers.say import at_hand

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff\xe0"
KNOWLEDGE = "parcours: 1\npersonas:\n  - key: nadia\n    portrait: {path}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with pictures of all sorts, one of them out of its reach."""
    (tmp_path / "here" / "faces").mkdir(parents=True)
    for name, content in {
        "here/nadia.png": PNG + b"nadia",
        "here/faces/omar.jpeg": JPEG + b"omar",
        "here/largest.png": PNG.ljust(LARGEST, b"."),
        "here/larger.png": PNG.ljust(LARGEST + 1, b"."),
        "here/drawing.png": b"<svg/>",
        "here/empty.png": b"",
        "out.png": PNG,
    }.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "here" / "link.png").symlink_to(tmp_path / "out.png")
    return tmp_path / "here"


def read(folder: Path, path: str) -> Gathered:
    """What a knowledge file says, in which a persona has this portrait."""
    (folder / "map.yaml").write_text(KNOWLEDGE.format(path=path), encoding="utf-8")
    (gathered,) = gather("knowledge", [folder / "map.yaml"], Instructions(pictures=folder.parent / "kept"))
    return gathered


@pytest.mark.parametrize("path", ["nadia.png", "./faces/../nadia.png", "faces/omar.jpeg", "largest.png"])
def test_a_picture_is_named_by_its_digest(folder: Path, path: str) -> None:
    gathered = read(folder, path)
    assert not gathered.problems and gathered.pictures
    ((name, content),) = gathered.pictures.contents.items()
    assert NAME.fullmatch(name) and content == (folder / path).read_bytes()
    assert at_hand(gathered.said).nodes["Persona"]["nadia"]["portrait"] == name


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("larger.png", "is larger than 64 KiB"),
        ("drawing.png", "is no PNG and no JPEG"),
        ("empty.png", "is no PNG and no JPEG"),
        ("absent.png", "is not there"),
        ("faces", "is not there"),
        ('"nadia.png\\0"', ""),
        (f"{'0' * 64}.png", "is not there"),
        ("../out.png", "is not in the folder"),
        ("link.png", "is not in the folder"),
        ("/etc/hostname", "is not in the folder"),
        (f"{'x' * 300}.png", "its name is too long"),
        ("[nadia.png]", "portrait"),
    ],
)
def test_any_other_is_refused_with_its_place(folder: Path, path: str, wrong: str) -> None:
    gathered = read(folder, path)
    assert gathered.refused and gathered.pictures is None
    assert {(wrong in each.message, each.place[1:]) for each in gathered.problems} == {(True, (4, 15))}


def test_pictures_are_kept_once_a_run_writes_and_named_as_they_are_from_then_on(gateway, folder: Path) -> None:
    kept = folder.parent / "kept"
    apply(gateway, read(folder, "nadia.png"), Options(dry_run=True))
    assert not kept.exists()
    report = apply(gateway, read(folder, "nadia.png"))
    ((name,),) = gateway.read("MATCH (p:Persona) RETURN p.portrait")
    assert report.status == "done" and picture(kept, name) == PNG + b"nadia"
    again = apply(gateway, read(folder, name))
    assert not again.problems and not any(count.updated for count in again.written.values())
    assert picture(kept, "../here/nadia.png") is None
    assert check_nodes(gateway, "Persona", ("portrait",)) == {("nadia", name)}
