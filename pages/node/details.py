"""What is told in full of a measure or of evidence, beside what it is about."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from graph.language import Language, both
from graph.model.words import EvidenceKind, Says
from wording.labels import label
from wording.writing import date, number

Row = Mapping[str, Any]
UNITS = {
    "contacts a year": both("contacts a year", "contacts par an"),
    "minutes": both("minutes", "minutes"),
    "hours": both("hours", "heures"),
    "days": both("days", "jours"),
    "weeks": both("weeks", "semaines"),
    "months": both("months", "mois"),
}
"""Units that we write ourselves, or that anybody would in English; others stand as their source has them."""
SCALE = both("from {} to {}", "de {} à {}")
PERIOD = both("{} to {}", "du {} au {}")
BETTER = {
    True: both("the higher, the better", "plus c'est élevé, mieux c'est"),
    False: both("the lower, the better", "moins c'est élevé, mieux c'est"),
}
AGAINST = both("≠ speaks against it", "≠ parle contre")


def measured(row: Row, language: Language) -> Iterator[str]:
    """A measure: the figure with its unit and interval, its scale and which end is good, its period and method."""
    figure = number(row["value"], language)
    if row["low"] is not None and row["high"] is not None:
        figure += f" [{number(row['low'], language)}–{number(row['high'], language)}]"
    yield f"{figure} {UNITS.get(row['unit'], {language: row['unit']})[language]}" if row["unit"] else figure
    if row["scaleMin"] is not None and row["scaleMax"] is not None:
        yield SCALE[language].format(*(number(row[end], language) for end in ("scaleMin", "scaleMax")))
        yield BETTER[row["higherIsBetter"] is not False][language]
    elif row["higherIsBetter"] is False:  # true is what it is where nobody said, and says nothing of mere counts
        yield BETTER[False][language]
    if row["from"] and row["to"]:
        yield PERIOD[language].format(*(_day(row[end], language) for end in ("from", "to")))
    if row["method"]:
        yield label(EvidenceKind[row["method"]], language)


def supporting(row: Row, language: Language) -> Iterator[str]:
    """Evidence: what it says of the customer's side, of how many, from when, and whether it speaks against."""
    if row["says"]:
        yield label(Says[row["says"]], language)
    if row["sampleSize"]:
        yield f"n = {number(row['sampleSize'], language)}"
    if row["date"]:
        yield _day(row["date"], language)
    if row["stance"] == "CONTRADICTS":
        yield AGAINST[language]


def _day(text: str, language: Language) -> str:
    return date(datetime.date.fromisoformat(text[:10]), language)


DETAILS = {"Measure": measured, "Evidence": supporting}
"""By the label of what is told."""
