"""From documents that were checked to what their source says: pure, and read off the model."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from graph.aliases import Names
from graph.carried import carried
from graph.model import MODEL, Link, Property, Relation, Volume, Word
from graph.rounding import rounded
from graph.said import Place, Said
from graph.wholes import inside
from importers.journeys import told
from importers.journeys.parts import Part, entries, parts, whole
from importers.journeys.words import code

Placed = Callable[[tuple[str | int, ...]], Place]
"""Where in its file a path of a document stands."""


def transform(data: Any, place: Placed, names: Names, said: Said | None = None) -> Said:
    """What one document says, added to `said` when several files speak for one source."""
    said = said or Said()
    found = list(parts(data, names))
    orders = _orders(found)
    for part in found:
        said.node(part.label, part.key, {**_properties(part, names), **orders.get(part.path, {})})
        said.places[part.label, part.key] = place(part.path)
        _attach(said, part)
        for relation in told.references(part.label):
            _relate(said, part, relation, names)
    return said


def _orders(found: Iterable[Part]) -> dict[tuple[str | int, ...], dict[str, int]]:
    """The place of each phase and step in its journey, from 1."""
    counts: dict[tuple[str, str], int] = {}
    orders = {}
    for part in found:
        if "order" in MODEL[part.label].by_name:
            counted = part.label, part.journey.key
            counts[counted] = counts.get(counted, 0) + 1
            orders[part.path] = {"order": counts[counted]}
    return orders


def _properties(part: Part, names: Names) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for property in told.properties(part.label):
        properties |= stored(property, part.item)
    if part.get("scale") is not None:
        properties |= zip(told.SCALE, map(float, part.item["scale"]), strict=True)
    if "stated" in MODEL[part.label].by_name:
        fields = (relation.told for relation in told.relations(part.label))
        properties["stated"] = sorted(field for field in fields if field and part.get(field) is not None)
    if "aliases" in properties:
        former = [names.whole(part.label, whole(part, alias)) for alias in properties["aliases"]]
        properties["aliases"] = [key for key in dict.fromkeys(former) if key != part.key]
    if "declared" in MODEL[part.label].by_name:
        properties["declared"] = True
    if part.get("next") is not None:  # then it is the wait of each way that has none of its own
        properties.pop("wait", None)
    return properties


def stored(property: Property, item: Mapping[str, Any]) -> dict[str, Any]:
    """A property as the store keeps it: intervals as two numbers, volumes a year, days as days."""
    given = item.get(property.name)
    if given is None:
        return {}
    if property.interval:
        times = told.PER_YEAR[item.get("per") or "year"] if property.type is Volume else 1
        ends = given if isinstance(given, list) else [given, given]
        yearly = [float(end) if times == 1 else rounded(end * times) for end in ends]
        return dict(zip(property.columns, yearly, strict=True))
    return {property.name: [_value(property, one) for one in given] if property.many else _value(property, given)}


def _value(property: Property, given: Any) -> Any:
    if property.type is datetime.date:
        return datetime.date.fromisoformat(given)
    if property.type is Link:
        url, title = (given, "") if isinstance(given, str) else (given["url"], given.get("title") or "")
        return " ".join([url, *title.split()])
    if issubclass(property.type, Word):
        found = code(property.type, given)
        assert found is not None, "it was checked"
        return found.value
    return float(given) if property.type is float else given


def _attach(said: Said, part: Part) -> None:
    """The edge between a part and what it is part of."""
    if part.above and part.by:
        ends = (part.above.label, part.above.key), (part.label, part.key)
        (one, start), (other, end) = ends if part.by.outgoing else reversed(ends)
        said.edge((one, part.by.type, other), (start, end))


def _relate(said: Said, part: Part, relation: Relation, names: Names) -> None:
    assert relation.told
    given = part.get(relation.told)
    if given is None:
        return
    listed = entries(given, relation)
    for place, (written, entry) in enumerate(listed):
        label, key = target(part, relation, written, names)
        more = _told(relation, entry, names)
        properties = carried(relation, more, first=place == 0, only=len(listed) == 1, wait=part.get("wait"))
        said.edge((part.label, relation.type, label), (part.key, key), properties)


def target(part: Part, relation: Relation, written: str, names: Names) -> tuple[str, str]:
    """The node that an entry refers to."""
    label, key = (relation.target, written) if relation.target else written.split(":", 1)
    if relation.target and inside(part.label, label):
        key = f"{part.journey.key}/{key}"
    return label, names.key(label, key)


def _told(relation: Relation, entry: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """What an entry tells of its edge."""
    found: dict[str, Any] = {}
    for property in told.edge_properties(relation):
        found |= stored(property, entry)
        if property.refers and property.name in found:
            found[property.name] = [names.key(property.refers, key) for key in found[property.name]]
    return found
