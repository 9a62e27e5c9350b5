"""Dynamics 365's configuration migration: the records of a data.xml, one by one, told as OData tells them."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.errors import BadInput
from graph.saying import saying
from importers.reading.stream import Stream
from importers.reading.xml_stream import Node, OtherRoot, Shape, pieces

MIGRATION: Shape = {"entities": {"entity": {"records": {}, "fields": {}, "m2mrelationships": {}}}}

LOOKUP = "@Microsoft.Dynamics.CRM.lookuplogicalname"
"""The end of the name under which stands what a lookup leads to."""

LONGEST = 100_000
"""The most characters of a value that is kept; longer ones are texts of people."""

LARGEST = 256 * 1024**2
"""The most characters of a record: mails have pictures and files in their texts."""

NO_DATA = saying(
    "is a schema without data: the records stand in data.xml",
    "est un schéma sans données : les enregistrements se trouvent dans data.xml",
)
NO_MIGRATION = saying(
    "is no configuration migration: the records stand in data.xml",
    "n'est pas une migration de configuration : les enregistrements se trouvent dans data.xml",
)


class NoRecords(BadInput):
    """A file that holds no records, whatever else it holds."""


@dataclass
class Item:
    """A record as OData tells it: `_customerid_value` is the customer's id; `parties` are who took part."""

    entity: str | None
    line: int
    cells: dict[str, Any] = field(default_factory=dict)
    parties: list[dict[str, Any]] = field(default_factory=list)


def items(read: Stream, encoding: str | None = None) -> Iterator[Item]:
    """The records of a file, one at a time; `encoding` when it is not the one that the file declares.

    BadKnowledge with the line where it is no XML; BadInput when it declares a document type or entities, or cannot be
    read; NoRecords when it is a schema or something else.
    """
    tags = set()
    with contextlib.suppress(OtherRoot):
        for node in pieces(read, MIGRATION, encoding, LARGEST):
            tags.add(node.tag)
            if node.tag == "record" and node.above and node.above.above:
                item = Item(node.above.above.attributes.get("name", "").casefold() or None, node.line)
                _fill(item, item.cells, node)
                yield item
    if "records" not in tags:
        raise NoRecords(NO_DATA() if "fields" in tags else NO_MIGRATION())


def _fill(item: Item, into: dict[str, Any], node: Node) -> None:
    """Put what stands in an element into a record, or into one of those that took part in it."""
    for each in node.children:
        if each.tag == "field":
            _put(into, each.attributes)
        if each.tag == "activitypointerrecords":
            item.parties.append({})
            _fill(item, item.parties[-1], each)
        else:
            _fill(item, into, each)


def _put(into: dict[str, Any], attributes: dict[str, str]) -> None:
    """A field; of what a lookup leads to the id and the entity, never the name."""
    name, value = attributes.get("name", "").casefold(), attributes.get("value", "").strip()
    if not name or not value or len(value) > LONGEST:
        return
    into[name] = value
    if "lookupentity" in attributes:
        into[f"_{name}_value"] = value
        into[f"_{name}_value{LOOKUP}"] = attributes["lookupentity"].casefold()
