"""Text is broken into lines that fit, whoever wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.font import EM, Weight, advances
from pages.pictures.text import EMOJI, plain, shortened, width, wrapped

SCRIPTS = "aé W'-\N{NO-BREAK SPACE}  \t\nœ漢字أهلاשלום👩‍👩‍👧🇫🇷👍🏽\u0301\u202e\u200d\x00"
HOSTILE = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(SCRIPTS)), max_size=300)


def test_widths():
    known = advances(Weight.REGULAR)
    assert width("Devis", 12) == pytest.approx(sum(known[c] for c in "Devis") / EM * 12)
    assert width("e\N{COMBINING ACUTE ACCENT}", 10) == width("e", 10)
    assert width("漢", 10) == 10 and width("👍", 10) == 10 * EMOJI
    assert width("Devis", 12, Weight.BOLD) > width("Devis", 12)


LINES = [
    ("Je compare les assureurs", 100, 2, ("Je compare les", "assureurs")),
    ("Je compare les assureurs", 100, 1, ("Je compare les…",)),
    ("Je passe à l'agence avec mon devis", 76, 2, ("Je passe à", "l'agence av…")),
    ("Anticonstitutionnellement", 60, 3, ("Anticonsti", "tutionnelle", "ment")),
    ("3\N{NARROW NO-BREAK SPACE}000 clients", 40, 2, ("3\N{NARROW NO-BREAK SPACE}000", "clients")),
    ("le prix ; les", 38, 3, ("le", "prix\N{NO-BREAK SPACE};", "les")),
    ("dit « oui »", 46, 2, ("dit", "«\N{NO-BREAK SPACE}oui\N{NO-BREAK SPACE}»")),
    ("  un \n mot ", 100, 3, ("un mot",)),
    ("", 100, 3, ()),
]


@pytest.mark.parametrize(("text", "room", "lines", "broken"), LINES)
def test_lines(text, room, lines, broken):
    assert wrapped(text, room, 12, lines) == broken


def test_what_a_reader_takes_for_one_character_stays_whole():
    family, flag, thumb = "👩‍👩‍👧", "🇫🇷", "👍🏽"
    assert wrapped(f"{family}{family}", 40, 10, 3) == (family, family) or width(family, 10) * 2 <= 40
    assert shortened(flag * 9, 60, 10).removesuffix("…") in {flag * n for n in range(9)}
    assert shortened(thumb * 9, 60, 10).removesuffix("…") in {thumb * n for n in range(9)}
    assert shortened("e\N{COMBINING DOUBLE ACUTE ACCENT}" * 40, 40, 10)[-2] != "e"


@given(HOSTILE, st.integers(60, 400), st.integers(1, 4), st.sampled_from(Weight))
def test_lines_fit(text, room, lines, weight):
    broken = wrapped(text, room, 12, lines, weight)
    assert len(broken) <= lines
    assert all(width(line, 12, weight) <= room or len(plain(line)) <= 12 for line in broken)
    told = "".join(broken).replace(" ", "")
    whole = plain(text).replace(" ", "")
    assert told == whole or (broken[-1].endswith("…") and whole.startswith(told[:-1].rstrip(",;:.")))


@given(HOSTILE)
def test_nothing_steers(text):
    assert not set(plain(text)) & set("\n\t\x00\u202e")
