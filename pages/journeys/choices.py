"""What of an address chooses among journeys: filters, the order, the place in the list."""

from collections.abc import Callable, Mapping
from typing import Any

from graph.errors import BadInput
from graph.language import Told, both
from graph.model import Word
from graph.model.words import JourneyStatus, Perspective, Sector, Stage
from pages.visitor import NOT_ONE, Visitor

Filter = dict[str, Any]
SHOWN = 100
"""Journeys on a page."""

WORDS: Mapping[str, type[Word]] = {
    "perspective": Perspective, "stage": Stage, "status": JourneyStatus, "sector": Sector,
}  # fmt: skip
KEYS = ("persona", "channel", "silo")
FILTERS = (*WORDS, *KEYS)
"""The filters, by their names in an address."""

CALLED: Mapping[str, Told] = {
    "perspective": both("Map of", "Carte"),
    "stage": both("Stage", "Moment"),
    "persona": both("Customer", "Client"),
    "channel": both("Channel", "Canal"),
    "silo": both("Silo", "Silo"),
    "status": both("State of the map", "État de la carte"),
    "sector": both("Business", "Marché"),
}

MEANS: Mapping[str, Callable[[str], Filter]] = {
    "perspective": lambda value: {"perspective": {"eq": value}},
    "status": lambda value: {"status": {"eq": value}},
    "sector": lambda value: {"sector": {"eq": value}},
    "stage": lambda value: {"phases": {"some": {"stage": {"eq": value}}}},
    "persona": lambda value: {"personas": {"some": {"key": {"eq": value}}}},
    "channel": lambda value: _touching({"channel": {"key": {"eq": value}}}),
    "silo": lambda value: _touching({"handledBy": {"some": {"silo": {"key": {"eq": value}}}}}),
}
"""What a filter asks of a journey."""

ORDERS: Mapping[str, Filter] = {
    "title": {"title": "ASC"},
    "-title": {"title": "DESC"},
    "status": {"status": "ASC"},
    "-status": {"status": "DESC"},
    "steps": {"steps": {"count": "ASC"}},
    "-steps": {"steps": {"count": "DESC"}},
    "handoffs": {"handoffs": {"count": "ASC"}},
    "-handoffs": {"handoffs": {"count": "DESC"}},
    "ruptures": {"ruptures": {"count": "ASC"}},
    "-ruptures": {"ruptures": {"count": "DESC"}},
}
"""The orders, by their names in an address; a minus turns one round. What breaks most comes first unless said."""

CURRENT: Filter = {"OR": [{"status": {"ne": "ARCHIVED"}}, {"status": {"isNull": True}}]}


def _touching(touchpoint: Filter) -> Filter:
    return {"steps": {"some": {"touchpoints": {"some": touchpoint}}}}


def chosen(visitor: Visitor) -> dict[str, str]:
    """The filters that are set. BadInput for a value that there is not."""
    words = {name: visitor.word(name, kind) for name, kind in WORDS.items()}
    keys = {name: visitor.one(name) for name in KEYS}
    return {name: str(value) for name, value in (words | keys).items() if value}


def order(visitor: Visitor) -> str:
    """The name of the order. BadInput for one that there is not."""
    named = visitor.one("order") or "-ruptures"
    if named not in ORDERS:
        raise BadInput(NOT_ONE(name="order", value=named, all=", ".join(ORDERS)))
    return named


def variables(visitor: Visitor) -> dict[str, Any]:
    """What the operations are given: archived journeys are asked for by name."""
    filters = chosen(visitor)
    archived = visitor.one("archived") == "1" or filters.get("status") == "ARCHIVED"
    where = [MEANS[name](value) for name, value in filters.items()] + ([] if archived else [CURRENT])
    place = {"after": visitor.one("after"), "first": SHOWN}
    if before := visitor.one("before"):
        place = {"before": before, "last": SHOWN}
    return {"where": {"AND": where} if where else {}, "orderBy": [ORDERS[order(visitor)], {"title": "ASC"}], **place}
