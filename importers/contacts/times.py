"""Moments, however a system writes them; a text that could be two moments is none until a mapping says which."""

import datetime
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from graph.problems import Code
from graph.saying import Saying, saying
from importers.contacts import zones

UTC = datetime.UTC
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
FIRST = datetime.date(1990, 1, 1)
"""Before this no system recorded a contact: what says so stands for a time that nobody knows."""

DAY = datetime.timedelta(days=1)
DAYS = datetime.datetime(1899, 12, 30)
"""The day that Excel's serial numbers are counted from."""

NUMBER = re.compile(r"(-?\d{1,19})(?:[.,](\d+))?(?:[eE]\+?(\d{1,2}))?$")
UNITS = ((11, 1), (14, 1_000), (17, 1_000_000), (20, 1_000_000_000))
"""Digits that a number of seconds, milliseconds, microseconds or nanoseconds since 1970 has fewer than, and how many
of them make a second."""

SHORTENED = 6
"""A number in powers of ten with fewer decimals than this has lost the time of day."""

CLOCK = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?"
WRITTEN = re.compile(
    rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}})(?:(?:[T ]\s*|,\s*){CLOCK}(?:\s*([AP]M))?\s*(Z|[+-]\d\d:?\d\d)?)?$"
)
"""ISO 8601 and its cousins, the year first; with the zones that are the most frequent."""

WEEK = re.compile(rf"(\d{{4}})-?W(\d{{2}})-?(\d)(?:[T ]{CLOCK})?$")
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(?:(\d\d)(?:[.,]?(\d{1,6}))?)?)?$")
"""A moment in digits alone: seconds, thousandths or millionths since 1970 of as many digits are before 1990."""

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january janvier janv", "feb february février févr fév", "mar march mars", "apr april avril avr",
         "may mai", "jun june juin", "jul july juillet juil", "aug august août", "sep september septembre sept",
         "oct october octobre", "nov november novembre", "dec december décembre déc"), 1)
    for name in names.split()
}  # fmt: skip
WORDED = re.compile(
    rf"(?:[^\W\d]+\.?,?\s+)?(?:(\d{{1,2}})[\s-]+([^\W\d]+)\.?|([^\W\d]+)\.?\s+(\d{{1,2}}),?)"
    rf"(?:[\s,-]+(\d{{4}}))?,?(?:\s+(?:at\s+|à\s+)?{CLOCK}(?:\s*([AP]M))?)?(?:\s+(\d{{4}}))?$"
)
"""A moment whose month is a word, as mails and logs have it: Mon, 04 Mar 2024 09:00:00; Mon Mar 4 09:00:00 2024."""

SPACES = re.compile(r"[\s\u00a0\u202f]+")
MERIDIEM = re.compile(r"(?<=\d)\s*([AaPp])\.?\s?[Mm](?:\.|\b)")

FORMATS = ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%d %b %Y", "%b %d %Y", "%b %d, %Y")
CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", " %H:%M:%S.%f", ", %H:%M", ", %I:%M %p")
"""How days and times of day are written that ISO 8601 does not know."""

BAD_TIME = saying(
    "{text!r} is no time: say how it is written with dates: ['%d/%m/%Y %H:%M']",
    "{text!r} n'est pas une date : indiquez son format avec dates: ['%d/%m/%Y %H:%M']",
)
WAYS = saying(
    "{text!r} is no time until the mapping says how it is written: dates: {ways}",
    "{text!r} n'est pas une date tant que le mapping n'indique pas son format : dates: {ways}",
)
EARLY = saying(
    "{text!r} stands for a time that nobody knows; where contacts are as old as that, say since: {day}",
    "{text!r} signale une date inconnue ; si des contacts sont aussi anciens, indiquez since: {day}",
)
LATE = saying("{text!r} lies after tomorrow: no contact does", "{text!r} est après demain : aucun contact ne l'est")
CUT_SHORT = saying(
    "{text!r} is a number that a spreadsheet cut short: give the column the format of a date, and export it again",
    "{text!r} est un nombre abrégé par un tableur : donnez à la colonne le format d'une date, et exportez-la à nouveau",
)
TWO_ZONES = saying(
    "{text!r} names a zone that is several: write +05:30 or Asia/Kolkata",
    "{text!r} indique un fuseau qui en désigne plusieurs : écrivez +05:30 ou Asia/Kolkata",
)
TWICE = saying(
    "{text!r} happens twice in {zone}, when summer time ends: the first is taken; an export in UTC tells which",
    "{text!r} existe deux fois en {zone}, à la fin de l'heure d'été : la première est retenue ; un export en UTC dit"
    " laquelle",
)
NEVER = saying(
    "{text!r} does not exist in {zone}, where summer time begins: it is read as an hour later",
    "{text!r} n'existe pas en {zone}, où l'heure d'été commence : l'heure suivante est retenue",
)


class Moment(NamedTuple):
    """A moment in UTC, None where a text tells of none; and what is to be said of it, if anything, under which code."""

    at: datetime.datetime | None
    said: Saying | None = None
    code: Code = Code.BAD_VALUE


Read = Callable[[str], Moment]
"""From a text to the moment that it tells of."""


def reader(timezone: str, formats: Sequence[str], since: datetime.date = FIRST) -> Read:
    """What reads moments, to the microsecond; those before `since` and after tomorrow are none.

    A moment without a zone is one in `timezone`. `formats` (strptime's) come before all others.
    """
    earliest = datetime.datetime.combine(since, datetime.time(), UTC)
    zone = UTC if timezone == "UTC" else ZoneInfo(timezone)
    latest = datetime.datetime.now(UTC) + DAY

    @lru_cache(maxsize=65_536)
    def read(text: str) -> Moment:
        try:
            found = _found(formats, text)
        except (ValueError, OverflowError):
            found = None
        if found is None:
            return _none(text)
        here = found if found.tzinfo else found.replace(tzinfo=zone)
        try:
            moment = here if here.tzinfo is UTC else here.astimezone(UTC)
        except OverflowError:  # at the ends of the calendar
            moment = found.replace(tzinfo=UTC)
        if moment < earliest:
            return Moment(None, EARLY(text=text[:40], day=found.date().isoformat()))
        if moment > latest:
            return Moment(None, LATE(text=text[:40]))
        return Moment(moment) if found.tzinfo or zone is UTC else _local(text, found, zone, moment)

    return read


def _local(text: str, found: datetime.datetime, zone: datetime.tzinfo, moment: datetime.datetime) -> Moment:
    """A local time, which at the ends of summer time is two moments or none."""
    other = found.replace(tzinfo=zone, fold=1).utcoffset()
    first = found.replace(tzinfo=zone).utcoffset()
    if first == other or first is None or other is None:
        return Moment(moment)
    if first > other:
        return Moment(moment, TWICE(text=text[:40], zone=str(zone)), Code.CONFLICTING_VALUE)
    return Moment(moment, NEVER(text=text[:40], zone=str(zone)))


def _none(text: str) -> Moment:
    """What is no moment, and what would be right."""
    shown = text[:40]
    number = NUMBER.match(text)
    if number and number[3] and len(number[2] or "") < SHORTENED:
        return Moment(None, CUT_SHORT(text=shown))
    if zones.ambiguous(text):
        return Moment(None, TWO_ZONES(text=shown))
    fit = ways([text])
    return Moment(None, WAYS(text=shown, ways=fit) if fit else BAD_TIME(text=shown))


def ways(texts: Sequence[str]) -> list[str]:
    """The formats by which all of these can be read, of those that are usual."""
    plain = [zones.parted(_plain(text))[0] for text in texts]
    return [form for day in FORMATS for clock in CLOCKS if all(map(_fits(form := day + clock), plain))]


def _fits(form: str) -> Callable[[str], bool]:
    return lambda text: _by((form,), text) is not None


def _plain(text: str) -> str:
    """A text with single spaces, and AM and PM as strptime reads them."""
    if text.isascii() and not text[-1:].isalpha() and text[-1:] != "." and "  " not in text:
        return text
    return MERIDIEM.sub(lambda found: f" {found[1].upper()}M", SPACES.sub(" ", text).strip())


def _found(formats: Sequence[str], text: str) -> datetime.datetime | None:
    """The moment of a text; ValueError or None where it is none."""
    if not formats and (found := _usual(text)) is not None:
        return found
    told = _plain(text)
    if (found := _by(formats, told) or _usual(told) or _iso(told)) is not None:
        return found
    rest, zone = zones.parted(told)
    found = (zone and (_by(formats, rest) or _iso(rest))) or _week(rest) or _digits(rest) or _worded(rest)
    return found.replace(tzinfo=zone) if found is not None and zone is not None else found


def _by(formats: Sequence[str], text: str) -> datetime.datetime | None:
    for format in formats:
        try:
            return datetime.datetime.strptime(text, format)
        except ValueError:
            continue
    return None


def _usual(text: str) -> datetime.datetime | None:
    """ISO 8601 as most systems write it, which Python reads faster than anything else here does."""
    if text[4:5] != "-" or text[10:11] not in ("T", " ", ""):
        return None
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        return None


def _iso(text: str) -> datetime.datetime | None:
    found = WRITTEN.match(text)
    if found is None:
        return None
    year, month, day, *clock, half, zone = found.groups()
    at = _at(int(year), int(month), int(day), *_whole(clock, half))
    return at.replace(tzinfo=zones.named(zone)) if zone else at


def _week(text: str) -> datetime.datetime | None:
    found = WEEK.match(text)
    if found is None:
        return None
    year, week, number, *clock = found.groups()
    day = datetime.date.fromisocalendar(int(year), int(week), int(number))
    return _at(day.year, day.month, day.day, *clock)


def _whole(clock: list[str | None], half: str | None) -> list[str | None]:
    """A time of day by twenty-four hours; `half` is AM or PM."""
    if half is None or clock[0] is None:
        return clock
    if not 1 <= int(clock[0]) <= 12:
        raise ValueError(clock[0])
    return [str(int(clock[0]) % 12 + 12 * (half == "PM")), *clock[1:]]


def _at(
    year: int, month: int, day: int,
    hour: str | None, minute: str | None = None, second: str | None = None, part: str | None = None,
) -> datetime.datetime:  # fmt: skip
    """A time of a day; 24:00 is the end of it."""
    if hour == "24" and not int(f"{minute or 0}{second or 0}{part or 0}"):
        return datetime.datetime(year, month, day) + DAY
    micros = int(part[:6].ljust(6, "0")) if part else 0
    return datetime.datetime(year, month, day, int(hour or 0), int(minute or 0), int(second or 0), micros)


def _digits(text: str) -> datetime.datetime | None:
    """A moment in digits alone, an Excel serial number, or what has passed since 1970: their digits tell which."""
    if found := COMPACT.match(text):
        year, month, day, *clock = found.groups()
        return _at(int(year), int(month), int(day), *clock)
    number = NUMBER.match(text)
    if number is None or (number[3] and len(number[2] or "") < SHORTENED):
        return None
    whole, part = number[1], number[2] or ""
    if number[3]:
        whole, part = whole + part[: int(number[3])].ljust(int(number[3]), "0"), part[int(number[3]) :]
    if len(whole) == 5:
        return _serial(whole, part)
    if len(whole.lstrip("-")) < 9:
        return None
    per = next((per for digits, per in UNITS if len(whole.lstrip("-")) < digits), None)
    if per is None:
        return None
    micros = int(whole) * 1_000_000 // per
    if per == 1 and part:
        micros += int(part[:6].ljust(6, "0"))
    return EPOCH + datetime.timedelta(microseconds=micros)


def _serial(days: str, part: str) -> datetime.datetime:
    """The moment of an Excel serial number, days with the time of day as a fraction: to the millisecond."""
    millis = round(int(part or 0) * 86_400_000 / 10 ** len(part))
    return DAYS + datetime.timedelta(days=int(days), milliseconds=millis)


def _worded(text: str) -> datetime.datetime | None:
    found = WORDED.match(text)
    if found is None:
        return None
    before, one, other, after, year, *clock, half, late = found.groups()
    month = MONTHS.get((one or other).casefold())
    if month is None or not (year or late):
        return None
    return _at(int(year or late), month, int(before or after), *_whole(clock, half))
