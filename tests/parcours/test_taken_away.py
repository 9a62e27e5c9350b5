"""`parcours export xlsx` and `pptx`: what the page of a journey is taken away as."""

import io

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from tests.pages.files.test_template import MACROS, firm, typed
from tests.parcours.conftest import WORKED


def test_a_workbook_and_slides_are_written_and_slides_on_the_firms_template(parcours, tmp_path):
    parcours("import", WORKED)
    (tmp_path / "firm.potx").write_bytes(firm())
    address = {"PARCOURS_ADDRESS": "https://parcours.example.org"}
    assert parcours("export", "xlsx", "--journey", "home-quote", "-o", "a.xlsx", "--lang", "fr").returncode == 0
    assert load_workbook(tmp_path / "a.xlsx").sheetnames[0] == "Carte"
    for name, words, changed in (
        ("plain", (), {}),
        ("firm", ("--template", "firm.potx"), {}),
        ("set", (), {"PARCOURS_SLIDES": "firm.potx"}),
    ):
        done = parcours("export", "pptx", "--journey", "home-quote", "-o", f"{name}.pptx", *words, **address, **changed)
        assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "set.pptx").read_bytes() == (tmp_path / "firm.pptx").read_bytes()
    theirs, ours = (Presentation(str(tmp_path / f"{name}.pptx")) for name in ("firm", "plain"))
    assert theirs.slide_width is not None and ours.slide_width is not None and theirs.slide_width < ours.slide_width
    notes = ours.slides[0].notes_slide.notes_text_frame
    assert notes is not None and "https://parcours.example.org/journeys/home-quote" in notes.text


def test_they_are_listed_with_the_kinds_that_are_imported(parcours):
    listed = parcours("export", "--list", "--lang", "fr").stdout
    assert "le classeur d'un parcours (XLSX)" in listed and "(PPTX)" in listed


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("pptx", "--journey", "home-quote", "--template", "none.pptx"), 2, "none.pptx"),
        (("pptx", "--journey", "home-quote", "--template", "macros.pptm"), 1, "macros"),
        (("xlsx", "--journey", "home-quote", "--template", "macros.pptm"), 2, "--template"),
        (("pptx",), 2, "--journey"),
    ],
)
def test_what_cannot_be_written_is_told(parcours, tmp_path, words, status, said):
    parcours("import", WORKED)
    (tmp_path / "macros.pptm").write_bytes(firm(edit=lambda name, content: typed(name, content, MACROS)))
    made = tmp_path / f"made.{words[0]}"
    done = parcours("export", *words, "-o", made)
    assert done.returncode == status and said in done.stderr and "Traceback" not in done.stderr
    assert not made.exists()


def test_what_is_written_is_a_file_of_its_kind(parcours, tmp_path):
    parcours("import", WORKED)
    parcours("export", "pptx", "--journey", "home-quote", "-o", "a.pptx")
    parcours("export", "pptx", "--journey", "home-quote", "-o", "b.pptx")
    assert (tmp_path / "a.pptx").read_bytes() == (tmp_path / "b.pptx").read_bytes()
    assert len(Presentation(io.BytesIO((tmp_path / "a.pptx").read_bytes())).slides) == 5
