"""How each language writes: quotes, lists, numbers, days."""

import datetime
from collections.abc import Sequence

from graph.language import Language, both
from graph.steering import STEERING

NO_BREAK = "\N{NO-BREAK SPACE}"
QUOTED = both("“{}”", f"«{NO_BREAK}{{}}{NO_BREAK}»")
NO, YES = both("no", "non"), both("yes", "oui")
COLON = both(":", f"{NO_BREAK}:")
AND = both("and", "et")
THOUSANDS = both(",", "\N{NARROW NO-BREAK SPACE}")
POINT = both(".", ",")
FIRST = both("1", "1er")
MONTHS = both(
    "January February March April May June July August September October November December",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
)


def quoted(text: str, language: Language) -> str:
    """Somebody's own words."""
    return QUOTED[language].format(text)


def harmless(text: str) -> str:
    """Text for a terminal: the code point of each character that would steer it stands in its place."""
    return text if text.isprintable() else STEERING.sub(lambda found: f"U+{ord(found[0]):04X}", text)


def listed(names: Sequence[str], language: Language) -> str:
    """Names one after the other: `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {AND[language]} {names[-1]}"


def number(value: float, language: Language) -> str:
    """A number with at most two decimals, its thousands set apart."""
    whole, point, decimals = f"{round(value, 2):,}".removesuffix(".0").partition(".")
    return whole.replace(",", THOUSANDS[language]) + (point and POINT[language]) + decimals


def day(date: datetime.date, language: Language) -> str:
    """A day: `1 November 2026`, `1er novembre 2026`."""
    number = FIRST[language] if date.day == 1 else str(date.day)
    return f"{number} {MONTHS[language].split()[date.month - 1]} {date.year}"
