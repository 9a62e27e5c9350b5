"""What is said of a node as a form has it, in texts by their parts; and what is meant by what was filled in."""

import datetime
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from graph.model import Property
from graph.saying import saying
from pages.acting import Wrong
from pages.describing.fields import Kind, kind

Parts = Mapping[str, str]
"""What stands in the parts of a field: most have one, `v`; an interval has `low` and `high`, a duration a `unit`."""

WHOLE, LOW, HIGH, UNIT, MORE, NONE = "v", "low", "high", "unit", "add", "none"
UNITS = ("PT{}M", "PT{}H", "P{}D", "P{}W", "P{}M", "P{}Y")
"""The units that a duration is filled in with, as ISO 8601 writes them."""

NO_NUMBER = saying("{text!r} is no number.", "{text!r} n'est pas un nombre.")
NO_DAY = saying("{text!r} is no date; write it as 2026-12-31.", "{text!r} n'est pas une date ; écrivez 2026-12-31.")
LEAST = saying("{low} or more, please.", "{low} ou plus, s'il vous plaît.")
BOUNDS = saying("Between {low} and {high}, please.", "Entre {low} et {high}, s'il vous plaît.")
TURNED = saying("The first number is the larger one.", "Le premier nombre est le plus grand des deux.")


def text(value: float) -> str:
    """A number as a field of a form has it."""
    return str(int(value)) if value == int(value) else repr(float(value))


def parts(declared: Property, value: Any) -> dict[str, str]:
    """A value in the parts of its field; what nobody said has none."""
    if value in (None, []):
        return {}
    match kind(declared):
        case Kind.INTERVAL:
            return {LOW: text(value["low"]), HIGH: text(value["high"])}
        case Kind.DURATION:
            return _lasting(value)
        case Kind.LIST | Kind.NAMES:
            return {WHOLE: "\n".join(value)}
        case Kind.LINKS:
            return {WHOLE: "\n".join(" ".join(filter(None, (each["url"], _title(each)))) for each in value)}
        case Kind.YES:
            return {WHOLE: "true" if value else "false"}
        case Kind.NUMBER:
            return {WHOLE: text(value)}
        case Kind.DAY:
            return {WHOLE: value[:10]}
    return {WHOLE: str(value)}


def _title(link: Mapping[str, str | None]) -> str | None:
    return None if link["title"] == link["url"] else link["title"]


def _lasting(iso: str) -> dict[str, str]:
    for unit in UNITS:
        if found := re.fullmatch(unit.replace("{}", r"(\d+)"), iso):
            return {WHOLE: found[1], UNIT: unit}
    return {WHOLE: iso}


def value(declared: Property, given: Parts, field: str, key: Callable[[str, str], str]) -> Any:
    """What is meant by what was filled in; null for nothing. `key` finds what is meant by the name of a node.

    Wrong, at `field`, for what cannot be meant.
    """
    filled = {part: each.replace("\r\n", "\n").strip() for part, each in given.items() if each.strip()}
    if not filled or (WHOLE not in filled and kind(declared) is not Kind.INTERVAL):
        return [] if declared.many else None
    whole = filled.get(WHOLE, "")
    match kind(declared):
        case Kind.INTERVAL:
            return _interval(declared, filled, field)
        case Kind.NUMBER:
            return _number(declared, whole, field)
        case Kind.DURATION:
            return filled.get(UNIT, "{}").format(whole)
        case Kind.YES:
            return whole == "true"
        case Kind.DAY:
            return _day(whole, field)
        case Kind.LIST:
            return _lines(whole)
        case Kind.NAMES:
            return [key(declared.refers or "", each) for each in _lines(whole)]
        case Kind.LINKS:
            return [_link(each) for each in _lines(whole)]
    return whole


def _lines(whole: str) -> list[str]:
    return [each.strip() for each in whole.split("\n") if each.strip()]


def _link(line: str) -> dict[str, str]:
    url, _, title = line.partition(" ")
    return {"url": url, "title": title.strip() or url}


def _number(declared: Property, whole: str, field: str) -> float:
    try:
        found = float(re.sub(r"\s", "", whole).replace(",", ".").replace("\N{MINUS SIGN}", "-"))
    except ValueError:
        raise Wrong(NO_NUMBER(text=whole), field) from None
    if declared.between and not declared.between.low <= found <= declared.between.high:
        if declared.between.high == math.inf:
            raise Wrong(LEAST(low=text(declared.between.low)), field)
        raise Wrong(BOUNDS(low=text(declared.between.low), high=text(declared.between.high)), field)
    return int(found) if found == int(found) else found


def _interval(declared: Property, filled: Parts, field: str) -> dict[str, float]:
    """Two numbers; one alone is as good as both."""
    low, high = (_number(declared, filled.get(part) or next(iter(filled.values())), field) for part in (LOW, HIGH))
    if low > high:
        raise Wrong(TURNED(), field)
    return {"low": low, "high": high}


def _day(whole: str, field: str) -> str:
    try:
        return datetime.date.fromisoformat(whole).isoformat()
    except ValueError:
        raise Wrong(NO_DAY(text=whole), field) from None
