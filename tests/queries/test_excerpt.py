"""Excerpts: which text, which piece of it, and that it can stand in a page."""

import pytest

from queries.search.excerpt import WIDTH, excerpt

LONG = f"{'avant ' * 60}le devis {'ensuite ' * 60}".strip()


def test_the_text_with_the_most_words_is_shown():
    texts = ["Devis", None, ["en ligne", "Devis en ligne"], ""]
    assert excerpt(texts, ["devis", "ligne"]) == "<mark>Devis</mark> en <mark>ligne</mark>"


def test_a_long_text_is_cut_between_words_around_the_first_find():
    shown = excerpt([LONG], ["devis"])
    assert shown is not None
    plain = shown.replace("<mark>", "").replace("</mark>", "").removeprefix("… ").removesuffix(" …")
    assert shown.startswith("… avant") and shown.endswith("ensuite …") and "le <mark>devis</mark> ensuite" in shown
    assert WIDTH - 20 < len(plain) <= WIDTH and f" {plain} " in f" {LONG} "


@pytest.mark.parametrize("text", ["x" * 500, "devis " + "x" * 500, "x" * 500 + " devis", " " * 300 + "devis"])
def test_a_text_without_gaps_is_cut_somewhere(text):
    shown = excerpt([text], ["devis"])
    assert shown is not None
    assert ("<mark>devis</mark>" in shown) == ("devis" in text) and len(shown) < WIDTH + 30


def test_what_was_not_found_is_not_marked():
    assert excerpt(["Une réponse"], ["zzz"]) == "Une réponse" and excerpt([None, []], ["zzz"]) is None


@pytest.mark.parametrize(
    ("text", "word", "marked"),
    [
        ("Insured", "insuring", True),
        ("Réclamations", "reclamation", True),
        ("Portail", "port", True),
        ("Port", "portail", False),
        ("prime", "prix", False),
        ("Cœur", "coeur", True),
        ("e\u0301tape", "etape", True),
    ],
)
def test_forms_of_a_word_are_marked(text, word, marked):
    assert excerpt([text], [word]) == (f"<mark>{text}</mark>" if marked else text)


def test_nothing_of_a_text_is_markup():
    assert excerpt(["<b>a & <mark>devis</mark>"], ["devis"]) == (
        "&lt;b&gt;a &amp; &lt;mark&gt;<mark>devis</mark>&lt;/mark&gt;"
    )
