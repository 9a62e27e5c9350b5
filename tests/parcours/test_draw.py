"""`parcours draw`: the map of a journey as a file."""

import pytest
from defusedxml.ElementTree import fromstring

from tests.parcours.conftest import WORKED


def test_a_map_is_drawn(parcours, tmp_path):
    parcours("import", WORKED)
    done = parcours("draw", "journey", "home-quote", "-o", "map.svg", "--lang", "fr")
    assert (done.returncode, done.stdout) == (0, "") and "Écrit" in done.stderr
    text = (tmp_path / "map.svg").read_text(encoding="utf-8")
    drawn = fromstring(text)
    assert drawn.get("lang") == "fr" and "Assurer mon logement" in drawn.findtext("{*}title", "")
    assert {each.get("data-step") for each in drawn.iter()} >= {"home-quote/ask-quote", "home-quote/sign"}
    assert "href" not in text and "var(" not in text, "it stands alone"
    by_name = parcours("draw", "journey", "Assurer mon logement", "-o", "same.svg", "--lang", "fr")
    assert by_name.returncode == 0 and (tmp_path / "same.svg").read_text(encoding="utf-8") == text
    assert parcours("draw", "journey", "home-quote", "--print", "a3", "-o", "MAP.PNG").returncode == 0
    assert (tmp_path / "MAP.PNG").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("home-quote", "-o", "map.pdf"), "end the name in .svg or .png"),
        (("home-quot", "-o", "map.svg"), "home-quote"),
        (("home-quote", "-o", "map.svg", "--show", "everything"), "choose one of"),
        (("home-quote", "-o", "map.svg", "--mine", "digitl"), "digital"),
    ],
)
def test_what_cannot_be_drawn_is_told(parcours, tmp_path, words, said):
    parcours("import", WORKED)
    done = parcours("draw", "journey", *words)
    assert done.returncode != 0 and said in done.stderr and "Traceback" not in done.stderr
    assert not list(tmp_path.glob("map.*"))
