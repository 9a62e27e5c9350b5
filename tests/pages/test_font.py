"""The vendored font: two weights, with its licence, light enough, and its advances as the table says."""

import pytest
from fontTools.ttLib import TTFont

from pages.font import EM, FOLDER, Weight, advances

FRENCH = "àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛÜŸŒÆ«»’…–−×€→↗★✓✗≥%\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize("weight", Weight)
def test_the_table_agrees_with_the_font(weight):
    font = TTFont(FOLDER / f"{weight.file}.ttf")
    assert font["head"].unitsPerEm == EM
    assert advances(weight) == {chr(c): font["hmtx"][glyph][0] for c, glyph in font.getBestCmap().items()}
    assert font["OS/2"].usWeightClass == weight.value


@pytest.mark.parametrize("weight", Weight)
def test_a_width_is_the_sum_of_advances(weight):
    """Kerning and ligatures would make it another one."""
    font = TTFont(FOLDER / f"{weight.file}.ttf")
    tables = (font[name].table.FeatureList.FeatureRecord for name in ("GPOS", "GSUB"))
    features = {record.FeatureTag for records in tables for record in records}
    assert features <= {"ccmp", "locl", "mark", "mkmk", "tnum"}


@pytest.mark.parametrize("weight", Weight)
def test_browsers_get_what_pictures_are_drawn_with(weight):
    one, other = (TTFont(FOLDER / f"{weight.file}.{suffix}") for suffix in ("ttf", "woff2"))
    assert one.getBestCmap() == other.getBestCmap()
    assert one["hmtx"].metrics == other["hmtx"].metrics


def test_it_is_light_and_free():
    assert sum(path.stat().st_size for path in FOLDER.glob("*.woff2")) <= 150 * 1024
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text(encoding="utf-8")


def test_it_has_what_french_is_written_with():
    assert set(FRENCH) <= advances(Weight.REGULAR).keys() & advances(Weight.BOLD).keys()
