"""Zones of time at the end of a moment: offsets, abbreviations, and names as Europe/Paris."""

import datetime
import re
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

HOURS = {
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "AWST": 8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
"""Hours ahead of UTC of the abbreviations that mean one zone, those of North America as mail has them (RFC 5322)."""

SEVERAL = frozenset(("IST", "AST", "ADT", "SST", "GST", "ECT", "PYT", "WST"))
"""Abbreviations that mean different zones in different countries."""

OFFSET = r"[+-]\d{2}(?::?\d{2})?"
ENDS = re.compile(
    rf"(?<=[\d.M])\s*(?P<name>Z|z|(?:UTC|GMT)?\s?{OFFSET}|(?:UTC|GMT)[+-]\d|[A-Z]{{2,4}}|[A-Z][A-Za-z_]+/[A-Za-z_/+-]+)?"
    rf"\s*(?:\[(?P<named>[A-Za-z_/+-]+)\]|\([^()]*\))?(?P<year>\s\d{{4}})?$"
)
"""What may stand at the end of a moment: the zone, its name in brackets as Java and JavaScript add it, a late year."""

LAST = re.compile(r"\b([A-Z]{2,4})$")


def parted(text: str) -> tuple[str, datetime.tzinfo | None]:
    """A moment without its zone, and that; the text as it is and None where it names none."""
    if text[-1:].isdigit() and ":" not in text:  # a day or a number
        return text, None
    found = ENDS.search(text)
    if found is None or not (found["name"] or found["named"]):
        return text, None
    zone = named(found["name"] or found["named"])
    return (text[: found.start()] + (found["year"] or ""), zone) if zone else (text, None)


def ambiguous(text: str) -> bool:
    """Whether the zone of a moment is the abbreviation of several."""
    found = LAST.search(text)
    return found is not None and found[1] in SEVERAL


@cache
def named(name: str) -> datetime.tzinfo | None:
    """The zone of this name, abbreviation or offset; None when there is none."""
    if name.upper() in HOURS:
        return datetime.timezone(datetime.timedelta(hours=HOURS[name.upper()]))
    offset = name.removeprefix("UTC").removeprefix("GMT").strip()
    if offset[:1] in ("+", "-"):
        digits = offset[1:].replace(":", "").zfill(2).ljust(4, "0")
        if not digits.isdecimal() or int(digits[:2]) > 23:
            return None
        away = datetime.timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]) % 60)
        return datetime.timezone(-away if offset[0] == "-" else away)
    try:
        return ZoneInfo(name) if "/" in name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
