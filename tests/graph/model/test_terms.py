"""What people call nodes."""

from graph.language import Language
from graph.model import MODEL
from graph.terms import TERMS


def test_there_are_words_for_every_label():
    assert list(TERMS) == sorted(TERMS, key=[*MODEL].index) and TERMS.keys() == MODEL.keys()
    assert all(words[language] for term in TERMS.values() for words in term[:2] for language in Language)
