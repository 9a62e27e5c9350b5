"""The languages that people read answers in, and their ways to quote and to list."""

import datetime
from collections.abc import Sequence

from graph.model import Word


class Language(Word):
    """A language that people read answers in."""

    EN = "EN", "English"
    FR = "FR", "French"


NO_BREAK = "\N{NO-BREAK SPACE}"

MONTHS = {
    Language.EN: (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    Language.FR: (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
}  # fmt: skip


def quoted(text: str, language: Language) -> str:
    """Somebody's own words."""
    return f"“{text}”" if language is Language.EN else f"«{NO_BREAK}{text}{NO_BREAK}»"


def listed(names: Sequence[str], language: Language) -> str:
    """Names one after the other: `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    last = "and" if language is Language.EN else "et"
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def day(date: datetime.date, language: Language) -> str:
    """A day as people write it: `1 November 2026`, `1er novembre 2026`."""
    number = "1er" if date.day == 1 and language is Language.FR else str(date.day)
    return f"{number} {MONTHS[language][date.month - 1]} {date.year}"
