"""Moments, however a system writes them; a text that could be two moments is none until a mapping says which."""

import datetime
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

UTC = datetime.UTC
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
NUMBER = re.compile(r"-?\d{9,19}(\.\d+)?([eE]\+?\d+)?$")
UNITS = ((11, 1), (14, 1_000), (17, 1_000_000), (20, 1_000_000_000))
"""Digits that a number of seconds, milliseconds, microseconds or nanoseconds since 1970 has fewer than, and how many
of them make a second."""

WRITTEN = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$"
)
"""ISO 8601 and its cousins, the year first."""


def reader(timezone: str, formats: Sequence[str]) -> Callable[[str], datetime.datetime | None]:
    """What reads moments: in UTC, to the microsecond; None for what is no moment.

    A moment without a zone is one in `timezone`. `formats` (strptime's) come before ISO 8601 and seconds since 1970.
    """
    zone = ZoneInfo(timezone)

    @lru_cache(maxsize=65_536)
    def read(text: str) -> datetime.datetime | None:
        try:
            found = _by(formats, text) or _iso(text) or _number(text)
            if found is not None and found.tzinfo is None:
                found = found.replace(tzinfo=zone)
            return found.astimezone(UTC) if found is not None else None
        except (ValueError, OverflowError):
            return None

    return read


def _by(formats: Sequence[str], text: str) -> datetime.datetime | None:
    for format in formats:
        try:
            return datetime.datetime.strptime(text, format)
        except ValueError:
            continue
    return None


def _iso(text: str) -> datetime.datetime | None:
    found = WRITTEN.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    return datetime.datetime(
        int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), micro, _zone(zone)
    )


def _zone(text: str | None) -> datetime.tzinfo | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    away = datetime.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return datetime.timezone(-away if text[0] == "-" else away)


def _number(text: str) -> datetime.datetime | None:
    """Seconds since 1970, or thousandths, millionths or milliardths of them: their digits tell which."""
    if not NUMBER.match(text):
        return None
    whole, _, fraction = text.lower().partition("e")[0].partition(".") if "e" not in text.lower() else _plain(text)
    per = next(per for digits, per in UNITS if len(whole.lstrip("-")) < digits)
    micros = int(whole) * 1_000_000 // per
    if per == 1 and fraction:
        micros += int(fraction[:6].ljust(6, "0"))
    return EPOCH + datetime.timedelta(microseconds=micros)


def _plain(text: str) -> tuple[str, str, str]:
    return f"{float(text):.6f}".partition(".")
