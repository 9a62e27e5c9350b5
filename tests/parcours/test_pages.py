"""`parcours pages`: every page as a file, in a folder or an archive that is there as a whole or not at all."""

import zipfile

import pytest

from graph.errors import BadInput
from parcours.away import MARK, putting
from tests.parcours.conftest import WORKED


def test_pages_are_put_into_a_folder_and_an_archive(parcours, tmp_path):
    parcours("import", WORKED)
    done = parcours("pages", "-o", "there", "--lang", "fr")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "Écrit" in done.stderr
    names = {file.relative_to(tmp_path / "there").as_posix() for file in (tmp_path / "there").rglob("*.*")}
    assert {"index.html", "journeys/home-quote.html", "assets/style.css", MARK} <= names
    assert 'lang="fr"' in (tmp_path / "there" / "index.html").read_text("utf-8")
    assert (tmp_path / "there" / "index.html").stat().st_mode & 0o777 == 0o644, "others may read it"
    assert parcours("pages", "-o", "there.zip", "--lang", "fr", "--journey", "Assurer mon logement").returncode == 0
    with zipfile.ZipFile(tmp_path / "there.zip") as archive:
        assert set(archive.namelist()) == names
        assert archive.read("journeys/home-quote.html").count(b"data-matter") > 0


def test_a_journey_that_there_is_not_leaves_nothing(parcours, tmp_path):
    parcours("import", WORKED)
    done = parcours("pages", "-o", "there", "--journey", "home-quot")
    assert done.returncode != 0 and "home-quote" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "there").exists() and [each.name for each in tmp_path.iterdir()] in ([], ["home"])


@pytest.mark.parametrize("name", ["there", "there.zip"])
def test_what_was_put_is_replaced_as_a_whole(tmp_path, name):
    for content in (b"1", b"2"):
        with putting(tmp_path / name) as put:
            put("a/b.html", content)
    with pytest.raises(RuntimeError, match="half"), putting(tmp_path / name) as put:
        put("a/b.html", b"3")
        raise RuntimeError("half")
    if name == "there":
        assert (tmp_path / name / "a" / "b.html").read_bytes() == b"2"
        assert (tmp_path / name / MARK).read_text() == "a/b.html\n"
    else:
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert archive.read("a/b.html") == b"2"
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_what_others_put_there_is_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    (tmp_path / "file").write_text("no folder")
    for name in ("mine", "file"):
        with pytest.raises(BadInput, match="name an empty folder, or a new one"), putting(tmp_path / name) as put:
            put("index.html", b"")
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"
    (tmp_path / "empty").mkdir()
    with putting(tmp_path / "empty") as put:
        put("index.html", b"")
    with pytest.raises(BadInput, match="cannot be written"), putting(tmp_path / "no" / "such" / "x.zip") as put:
        put("index.html", b"")
