"""Quotes, lists, numbers and days, as each language writes them."""

import datetime

import pytest

from graph.language import Language
from wording.cells import cost
from wording.writing import amount, date, day, harmless, listed, number, quoted, signed

EN, FR = Language.EN, Language.FR


@pytest.mark.parametrize(
    ("write", "value", "english", "french"),
    [
        (quoted, "{web}", "“{web}”", "« {web} »"),
        (listed, [], "", ""),
        (listed, ["A"], "A", "A"),
        (listed, ["A", "B", "C"], "A, B and C", "A, B et C"),
        (number, 1234567, "1,234,567", "1 234 567"),
        (number, -1234.5, "−1,234.5", "−1 234,5"),
        (number, 0.126, "0.13", "0,13"),
        (number, 2.0, "2", "2"),
        (number, -0.001, "0", "0"),
        (amount, 4.5, "4.50", "4,50"),
        (amount, 12.0, "12", "12"),
        (amount, 1250.4, "1,250", "1 250"),
        (cost, {"low": 4.5, "high": 4.5, "currency": "EUR"}, "€4.50", "4,50 €"),
        (cost, {"low": 6, "high": 9, "currency": "CHF"}, "CHF 6–9", "6–9 CHF"),
        (cost, None, "unknown", "inconnu"),
        (signed, 1.5, "+1.5", "+1,5"),
        (signed, -2, "−2", "−2"),
        (signed, 0.0, "0", "0"),
        (date, datetime.date(2026, 3, 1), "2026-03-01", "01/03/2026"),
        (day, datetime.date(2026, 12, 1), "1 December 2026", "1er décembre 2026"),
        (day, datetime.date(2026, 1, 31), "31 January 2026", "31 janvier 2026"),
    ],
)
def test_each_language_writes_its_way(write, value, english, french):
    assert write(value, EN).replace("\u00a0", " ") == english
    assert write(value, FR).replace("\u00a0", " ").replace("\u202f", " ") == french


def test_what_steers_a_terminal_is_shown_by_its_code_point():
    assert harmless("a\x1b[31mb\tc\nd\r\n e\rf\u202eg\x9b") == "aU+001B[31mb\tc\nd\r\n eU+000DfU+202EgU+009B"
    assert harmless("«\xa0é…\u200b\xa0»") == "«\xa0é…\u200b\xa0»"
