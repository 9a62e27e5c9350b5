"""Questions as sentences."""

import re
from collections.abc import Mapping
from typing import Any

from graph.language import Language
from queries.declare import Question

PLACES = re.compile(r"(?:\{\w+\})+")
"""Places that stand together are for things of which one is given."""

FLAG = re.compile(r"\w+")


def title(question: Question, language: Language) -> str:
    """The question as a sentence, whatever is given with it."""
    return PLACES.sub("…", question.sentence[language])


def asked(question: Question, given: Mapping[str, Any], language: Language) -> str:
    """The question as a sentence, with what was given (by the flags of parameters) in its places."""
    absent = {p.flag: p.otherwise[language] for p in question.parameters if p.otherwise}

    def place(found: re.Match[str]) -> str:
        flags = FLAG.findall(found[0])
        told = [word for flag in flags for word in _words(given.get(flag))]
        return ", ".join(told) or absent.get(flags[0], "…")

    return PLACES.sub(place, question.sentence[language])


def _words(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
