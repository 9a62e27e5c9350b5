"""How long something takes, in words."""

import re

from graph.language import Language, both

PARTS = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
UNITS = (
    both("year years", "an ans"),
    both("month months", "mois mois"),
    both("week weeks", "semaine semaines"),
    both("day days", "jour jours"),
    both("h h", "h h"),
    both("min min", "min min"),
    both("s s", "s s"),
)
DAYS = (365, 30, 7, 1, 1 / 24, 1 / 1440, 1 / 86400)
"""How many days each unit is, about."""


def duration(iso: str, language: Language) -> str:
    """An ISO 8601 duration in words: `3 days`, `1 jour 12 h`; as it is where it is written in another way."""
    counts = _counts(iso)
    if counts is None:
        return iso
    said = (f"{n} {unit[language].split()[n > 1]}" for n, unit in zip(counts, UNITS, strict=True) if n)
    return "\N{NO-BREAK SPACE}".join(said).replace(" ", "\N{NO-BREAK SPACE}") or iso


def days(iso: str) -> float | None:
    """About how many days a duration is; null for one that is written in another way."""
    counts = _counts(iso)
    return None if counts is None else sum(n * each for n, each in zip(counts, DAYS, strict=True))


def _counts(iso: str) -> list[int] | None:
    found = PARTS.fullmatch(iso)
    return [int(each or 0) for each in found.groups()] if found and any(found.groups()) else None
