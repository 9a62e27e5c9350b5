"""The catalogue of labels knows every value of every closed list, in both languages."""

import pytest

from graph.labels import LABELS
from graph.language import Language
from graph.model import Word, words
from wording.labels import label

LISTS = [
    each for each in vars(words).values() if isinstance(each, type) and issubclass(each, Word) and each is not Word
]


@pytest.mark.parametrize("words_", LISTS, ids=lambda each: each.__name__)
def test_every_value_has_a_label(words_):
    assert set(LABELS[words_]) == {word.value for word in words_}
    assert all(label(word, language) for word in words_ for language in Language)
