"""Problems in words."""

from typing import Any

from graph.language import Language
from graph.problems import Problem
from graph.saying import Saying
from wording.writing import number, quoted


def line(problem: Problem, language: Language) -> str:
    """A problem as a line of a report: its place, what is wrong there, its code."""
    return problem.line(said(problem.said, language))


def said(saying: Saying | str, language: Language) -> str:
    """What is to be said, to whoever reads this language."""
    if isinstance(saying, str) or language is Language.EN:  # English is what programs and logs are told, too
        return str(saying)
    values = {name: _written(value, language) for name, value in saying.values.items()}
    return saying.words[language].format(**values)


def _written(value: Any, language: Language) -> Any:
    return said(value, language) if isinstance(value, Saying) else _Value(value, language)


class _Value:
    """A text or a number that a sentence quotes (`!r`), or whose thousands it sets apart (`:,`)."""

    def __init__(self, value: Any, language: Language) -> None:
        self._value, self._language = value, language

    def __repr__(self) -> str:
        shown = (char if char.isprintable() else repr(char)[1:-1] for char in str(self._value))
        return quoted("".join(shown), self._language)

    def __format__(self, how: str) -> str:
        return number(self._value, self._language) if how == "," else format(self._value, how)
