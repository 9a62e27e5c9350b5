"""Problems in words."""

from typing import Any

from graph.french import PROPERTIES
from graph.language import Language
from graph.problems import Problem
from graph.saying import Saying
from graph.terms import FieldName
from wording.writing import NO, POINT, YES, listed, number, quoted


def line(problem: Problem, language: Language) -> str:
    """A problem as a line of a report: its place, and what is wrong there; programs are told its code."""
    return problem.line(said(problem.said, language))


def said(saying: Saying | str, language: Language) -> str:
    """What is to be said, to whoever reads this language."""
    if isinstance(saying, str) or language is Language.EN:  # English is what programs and logs are told, too
        return str(saying)
    values = {name: _written(value, language) for name, value in saying.values.items()}
    return saying.words[language].format(**values)


def _written(value: Any, language: Language) -> Any:
    if isinstance(value, Saying):
        return said(value, language)
    return _Value(PROPERTIES.get(value, value) if isinstance(value, FieldName) else value, language)


class _Value:
    """A value that a sentence quotes (`!r`), or a number as its language writes it (`:,` sets the thousands apart)."""

    def __init__(self, value: Any, language: Language) -> None:
        self._value, self._language = value, language

    def __repr__(self) -> str:
        if isinstance(self._value, bool):
            return (YES if self._value else NO)[self._language]
        if isinstance(self._value, list | tuple):
            return listed([repr(_Value(each, self._language)) for each in self._value], self._language)
        shown = (char if char.isprintable() else repr(char)[1:-1] for char in format(self))
        return quoted("".join(shown), self._language)

    def __format__(self, how: str) -> str:
        if how == ",":
            return number(self._value, self._language)
        written = format(self._value, how)
        return written.replace(".", POINT[self._language]) if isinstance(self._value, float) else written
