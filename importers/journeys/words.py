"""Values of closed lists as people write them: by code, or by what they are called in any language, case, accents."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from unicodedata import combining, normalize

from graph.labels import ALSO, LABELS
from graph.language import Language
from graph.model import Word
from graph.saying import MEANT, Saying
from graph.wrong_values import NONE_OF
from importers.invalid import HINT, closest


def code(words: type[Word], given: Any) -> Word | None:
    """The value that is meant; None when it is none of the list."""
    return _by_name(words).get(_folded(given)) if isinstance(given, str) else None


def none_of(words: type[Word], given: Any) -> Saying:
    """What to say of something that is no value of the list: the values by name and code, and the nearest."""
    known = Saying({each: ", ".join(_shown(word, each) for word in words) for each in Language}, {})
    close = closest(_folded(given), _by_name(words)) if isinstance(given, str) else None
    if close is None:
        return NONE_OF(known=known)
    nearest = Saying({each: _shown(_by_name(words)[close], each) for each in Language}, {})
    return HINT(said=NONE_OF(known=known), hint=MEANT(near=nearest))


@cache
def _by_name(words: type[Word]) -> Mapping[str, Word]:
    """The values by all their names; a code comes before what another is called."""
    named = {_folded(name): word for word in words for name in (*ALSO.get(word, ()), *_labels(word).values())}
    return named | {_folded(word.value): word for word in words}


def _labels(word: Word) -> Mapping[Language, str]:
    return LABELS.get(type(word), {}).get(word.value, {})


def _shown(word: Word, language: Language) -> str:
    label = _labels(word).get(language)
    return f"{label} ({word.value})" if label else word.value


def _folded(name: str) -> str:
    """The letters and digits of a name, without case and accents."""
    return "".join(char for char in normalize("NFKD", name.casefold()) if char.isalnum() and not combining(char))
