"""Values of closed lists as people write them: by code, or by what they are called in any language, case, accents."""

from typing import Any

from graph.labels import by_name, called, folded
from graph.language import Language
from graph.model import Word
from graph.saying import MEANT, Saying
from graph.wrong_values import NONE_OF
from importers.invalid import HINT, closest


def code(words: type[Word], given: Any) -> Word | None:
    """The value that is meant; None when it is none of the list."""
    return by_name(words).get(folded(given)) if isinstance(given, str) else None


def none_of(words: type[Word], given: Any) -> Saying:
    """What to say of something that is no value of the list: the values by name and code, and the nearest."""
    known = Saying({each: ", ".join(_shown(word, each) for word in words) for each in Language}, {})
    close = closest(folded(given), by_name(words)) if isinstance(given, str) else None
    if close is None:
        return NONE_OF(known=known)
    nearest = Saying({each: _shown(by_name(words)[close], each) for each in Language}, {})
    return HINT(said=NONE_OF(known=known), hint=MEANT(near=nearest))


def _shown(word: Word, language: Language) -> str:
    label = called(word).get(language)
    return f"{label} ({word.value})" if label else word.value
