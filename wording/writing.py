"""How each language writes: quotes, lists, numbers, days and dates."""

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
PER_CENT = both("%", "\N{NARROW NO-BREAK SPACE}%")
WHOLE = 100
"""From which sum on money is told without cents."""
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}
MINUS = "\N{MINUS SIGN}"
DATE = both("%Y-%m-%d", "%d/%m/%Y")
MONTHS = both(
    "January February March April May June July August September October November December",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
)


def quoted(text: str, language: Language) -> str:
    """Somebody's own words."""
    return QUOTED[language].format(text)


def beginning(text: str, most: int) -> str:
    """So many characters of a text, and that there is more of it where there is."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def harmless(text: str) -> str:
    """Text for a terminal: the code point of each character that would steer it stands in its place."""
    return text if text.isprintable() else STEERING.sub(lambda found: f"U+{ord(found[0]):04X}", text)


def listed(names: Sequence[str], language: Language) -> str:
    """Names one after the other: `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {AND[language]} {names[-1]}"


def number(value: float, language: Language) -> str:
    """A number with at most two decimals, its thousands set apart; what is below zero has a minus, not a hyphen."""
    rounded = round(value, 2) + 0  # nothing is not below zero
    whole, point, decimals = f"{rounded:,}".removesuffix(".0").partition(".")
    return whole.replace(",", THOUSANDS[language]).replace("-", MINUS) + (point and POINT[language]) + decimals


def amount(value: float, language: Language) -> str:
    """A sum of money: with cents below a hundred, unless there are none: `4.50`, `12`, `1,250`."""
    whole = value >= WHOLE or value == round(value)
    return number(round(value), language) if whole else f"{value:.2f}".replace(".", POINT[language])


def money(amount: str, currency: str, language: Language) -> str:
    """A sum with its currency: `€12`, `CHF 12`; `12 €`, `12 CHF`."""
    sign = SIGNS.get(currency)
    before = sign or currency + NO_BREAK
    return both(f"{before}{amount}", f"{amount}{NO_BREAK}{sign or currency}")[language]


def between(low: float, high: float, language: Language) -> str:
    """An interval of whole numbers: `3,000–4,000`, or one number where both ends are the same."""
    told, end = (number(round(each), language) for each in (low, high))
    return told if told == end else f"{told}–{end}"


def percent(written: str, language: Language) -> str:
    """A number, or several, in percent."""
    return written + PER_CENT[language]


def signed(value: float, language: Language) -> str:
    """A number that tells a direction: what is above zero has its sign, too."""
    return ("+" if round(value, 2) > 0 else "") + number(value, language)


def day(date: datetime.date, language: Language) -> str:
    """A day: `1 November 2026`, `1er novembre 2026`."""
    number = FIRST[language] if date.day == 1 else str(date.day)
    return f"{number} {MONTHS[language].split()[date.month - 1]} {date.year}"


def month(text: str, language: Language) -> str:
    """A month, given as `2026-11`: `November 2026`, `novembre 2026`."""
    year, _, number = text.partition("-")
    return f"{MONTHS[language].split()[int(number) - 1]} {year}"


def date(day: datetime.date, language: Language) -> str:
    """A day as it stands in tables: `2026-11-01`, `01/11/2026`."""
    return day.strftime(DATE[language])
