"""Values as an act tells them, checked, and as the store keeps them."""

import datetime
import math
import re
from collections.abc import Mapping
from typing import Any

from graph.editing import wrong
from graph.editing.wrong import Wrong
from graph.keys import DURATION, URL
from graph.model import Between, Link, Picture, Property, Word
from graph.saying import Saying
from graph.steering import steering
from graph.terms import FieldName
from graph.wrong_values import (
    BLANK,
    GIVEN,
    IN_FIELD,
    NEEDED,
    NEITHER,
    NO_DURATION,
    NO_NUMBER,
    NO_URL,
    NONE_NAMED,
    NONE_OF,
    NOT_WHOLE,
)


def stored(property: Property, given: Any) -> dict[str, Any]:
    """A property by the columns of the store; None in them for what is to be unknown. Wrong for what cannot be."""
    if given is None or (isinstance(given, str) and not given.strip()):
        return dict.fromkeys(property.columns)
    if property.interval:
        return dict(zip(property.columns, _interval(given), strict=True))
    if not property.many:
        return {property.name: _value(property, given)}
    if not isinstance(given, list | tuple):
        raise Wrong(wrong.NO_LIST())
    for each in given:
        if isinstance(each, str) and not each.strip():
            raise _wrong(each, BLANK())
    return {property.name: list(dict.fromkeys(_value(property, each) for each in given))}


def carried(properties: tuple[Property, ...], entry: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry tells of its edge; what is None is left out."""
    told: dict[str, Any] = {}
    for property in properties:
        if property.required and not entry.get(property.name):
            raise Wrong(IN_FIELD(field=FieldName(property.name), said=NONE_NAMED()))
        if property.told and property.name in entry:
            told |= {
                column: value for column, value in stored(property, entry[property.name]).items() if value is not None
            }
    return told


def of_link(text: str) -> str:
    """The URL of a link as the store keeps it."""
    return text.partition(" ")[0]


def _value(property: Property, given: Any) -> Any:
    kind = property.type
    if kind is Picture:
        raise Wrong(wrong.PICTURE())
    if kind is Link:
        return _link(given)
    if kind is bool:
        if not isinstance(given, bool):
            raise _wrong(given, NEITHER())
        return given
    if kind in (int, float):
        return _number(property, given)
    if kind is datetime.date:
        return _day(given)
    if issubclass(kind, Word):
        return _word(kind, given)
    return _text(property, given)


def _wrong(given: Any, needed: Saying) -> Wrong:
    """What is wrong with a value, as files and settings are told it."""
    return Wrong(GIVEN(given=given, needed=needed))


def _number(property: Property, given: Any) -> int | float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        raise _wrong(given, NO_NUMBER())
    if property.type is int and given != int(given):
        raise _wrong(given, NOT_WHOLE())
    if property.between and not property.between.low <= given <= property.between.high:
        raise Wrong(_beyond(given, property.between))
    return property.type(given)  # type: ignore[no-any-return]


def _beyond(given: float, between: Between) -> Saying:
    if between.high == math.inf:
        return GIVEN(given=given, needed=NEEDED["greater_than_equal"](ge=between.low))
    return wrong.BETWEEN(given=given, low=between.low, high=between.high)


def _interval(given: Any) -> tuple[float, float]:
    ends = [given.get("low"), given.get("high")] if isinstance(given, Mapping) else given
    low, high = ends if isinstance(ends, list | tuple) and len(ends) == 2 else (ends, ends)
    fine = all(isinstance(end, int | float) and not isinstance(end, bool) and math.isfinite(end) for end in (low, high))
    if not fine or not 0 <= low <= high:
        raise Wrong(wrong.NO_INTERVAL())
    return float(low), float(high)


def _day(given: Any) -> datetime.date:
    try:
        return given if isinstance(given, datetime.date) else datetime.date.fromisoformat(str(given))
    except ValueError as error:
        raise Wrong(wrong.NO_DAY(given=given)) from error


def _word(kind: type[Word], given: Any) -> str:
    try:
        return kind(given).value
    except ValueError as error:
        raise _wrong(given, NONE_OF(known=[word.value for word in kind])) from error


def _text(property: Property, given: Any) -> str:
    if not isinstance(given, str):
        raise Wrong(wrong.NO_TEXT(given=given))
    text = given.strip()
    if (said := steering(text)) is not None:
        raise Wrong(said)
    if property.duration and not DURATION.fullmatch(text):
        raise _wrong(text, NO_DURATION())
    return text


def _link(given: Any) -> str:
    url, title = (given, "") if isinstance(given, str) else (given.get("url"), given.get("title") or "")
    if not isinstance(url, str) or not re.fullmatch(URL, url):
        raise _wrong(url, NO_URL())
    if (said := steering(title)) is not None:
        raise Wrong(said)
    return " ".join([url, *title.split()])
