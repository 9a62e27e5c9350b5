"""What people read for the values of closed lists."""

from collections.abc import Mapping
from functools import cache

from graph.labels import ALSO, LABELS
from graph.language import Language
from graph.model import Word
from queries.declare import Labelled
from queries.names.candidates import spelt


def label(word: Word, language: Language) -> str:
    """What people read for a value of a closed list."""
    told = word.label if isinstance(word, Labelled) else LABELS[type(word)][word.value]
    return told[language]


def named(kind: type[Word], text: str) -> Word | None:
    """The value of a list that somebody means by its code or by what it is called in any language; none, if none."""
    return _names(kind).get(_letters(text))


@cache
def _names(kind: type[Word]) -> Mapping[str, Word]:
    """A code comes before what another value is called."""
    called = {
        _letters(name): word
        for word in kind
        for name in (*ALSO.get(word, ()), *(label(word, language) for language in Language))
    }
    return called | {_letters(word.value): word for word in kind}


def _letters(text: str) -> str:
    return "".join(letter for letter in spelt(text) if letter.isalnum())
