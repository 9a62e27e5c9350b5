"""Telephone numbers in one way of writing, E.164, whichever of their ways a system has for them."""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

SCIENTIFIC = re.compile(r"\d([.,]\d+)?[eE]\+?\d+$")
"""What a spreadsheet makes of a long number: its last digits are lost."""

NUMBER = re.compile(r"[+(\d][\d\s().\-/\u2010-\u2015]{3,}\d(\s*(?:ext\.?|x|p\.|poste|#)\s*\d+)?$", re.IGNORECASE)
"""What a telephone number is written in."""

KEYS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
SPELLED = frozenset(
    word.translate(KEYS)
    for word in ("anonymous", "restricted", "blocked", "unknown", "unavailable", "private", "withheld")
)
"""Words for a number that is withheld, as they are spelled on the keys of a telephone: +266696687 is ANONYMOUS."""


def withheld(text: str) -> bool:
    """Whether the digits of a number spell that it is withheld, or are nothing but noughts."""
    digits = "".join(filter(str.isdigit, text))
    return digits in SPELLED or digits.removeprefix("1") in SPELLED or (bool(digits) and not digits.strip("0"))


@lru_cache(maxsize=65_536)
def e164(text: str, country: str | None, certain: bool = True) -> str | None:
    """A number in E.164; None where nobody can tell which country it is of, or it is none.

    One that begins with `+` or 00 names its country; any other is one of `country`. `certain` takes those, too, that
    no country has given out.
    """
    if not (written := NUMBER.match(text)):
        return None
    text = text[: written.start(1)] if written[1] else text  # without the extension, which is nobody's
    if text.startswith("+"):
        return _parsed(text, None, certain) or (_plus(text) if certain else None)
    if country is not None:
        found = _parsed(text, country, False) or _parsed(_abroad(text), None, False)
        return found or (_parsed(text, country, True) or _parsed(_abroad(text), None, True) if certain else None)
    return _parsed(_abroad(text), None, certain) if len(_digits(text)) > 10 else None


@lru_cache(maxsize=65_536)
def of_country(text: str, country: str) -> str | None:
    """A number as this country has given it out and writes it, in E.164; None for anything else."""
    written = NUMBER.match(text)
    if written is None or text.startswith("+"):
        return e164(text, country) if written else None
    # With the nought, or the bracket, that numbers have within a country, one that it never gave out may be one.
    return _parsed(text[: written.start(1)] if written[1] else text, country, text[:1] in ("0", "("))


def _parsed(text: str, country: str | None, possible: bool) -> str | None:
    try:
        number = phonenumbers.parse(text, country)
    except NumberParseException:
        return None
    if phonenumbers.is_valid_number(number) or (possible and phonenumbers.is_possible_number(number)):
        return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return None


def _abroad(text: str) -> str:
    """A number whose country stands before it, with or without 00."""
    return _plus(text.removeprefix("00"))


def _plus(text: str) -> str:
    return f"+{_digits(text)}"


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
