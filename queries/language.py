"""The languages that people read answers in, and their ways to quote and to list."""

from collections.abc import Sequence

from graph.model import Word


class Language(Word):
    """A language that people read answers in."""

    EN = "EN", "English"
    FR = "FR", "French"


NO_BREAK = "\N{NO-BREAK SPACE}"


def quoted(text: str, language: Language) -> str:
    """Somebody's own words."""
    return f"“{text}”" if language is Language.EN else f"«{NO_BREAK}{text}{NO_BREAK}»"


def listed(names: Sequence[str], language: Language) -> str:
    """Names one after the other: `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    last = "and" if language is Language.EN else "et"
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
