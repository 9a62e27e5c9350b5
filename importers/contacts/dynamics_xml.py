"""Dynamics 365's configuration migration: the records of a data.xml, one by one, told as OData tells them."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from graph.errors import BadInput
from graph.problems import Code
from importers.errors import BadKnowledge, bad
from importers.reading.stream import CHUNK, Stream, unpacked

LOOKUP = "@Microsoft.Dynamics.CRM.lookuplogicalname"
"""The end of the name under which stands what a lookup leads to."""

LONGEST = 100_000
"""The most characters of a value that is kept; longer ones are texts of people."""


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
    target = _Target()
    parser = DefusedXMLParser(target=target, forbid_dtd=True, encoding=encoding)
    target.parser = parser.parser
    try:
        with unpacked(read.data, read.name) as binary:
            while chunk := binary.read(CHUNK):
                parser.feed(chunk)
                yield from target.drained()
        parser.close()
    except DefusedXmlException as error:
        raise BadInput(f"{read.name} declares entities or a document type, which are not read") from error
    except ParseError as error:
        raise BadKnowledge(
            [bad(Code.BAD_VALUE, f"this is no XML: {error.msg}", (read.name, *error.position))]
        ) from error
    except (OSError, EOFError, zlib.error, LookupError, ValueError) as error:
        raise BadInput(f"{read.name} cannot be read to its end: {error}") from error
    if not target.held:
        what = "is a schema without data" if target.schema else "is no configuration migration"
        raise NoRecords(f"{what}: the records stand in data.xml")


class _Target:
    """Puts records together as their elements are read."""

    def __init__(self) -> None:
        self.parser: Any = None
        self.held = self.schema = False
        self._entity: str | None = None
        self._item: Item | None = None
        self._into: dict[str, Any] = {}
        self._done: list[Item] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "entity":
            self._entity = attributes.get("name", "").casefold() or None
        elif tag in ("records", "fields"):
            self.held, self.schema = self.held or tag == "records", self.schema or tag == "fields"
        elif tag == "record":
            self._item = Item(self._entity, self.parser.CurrentLineNumber)
            self._into = self._item.cells
        elif tag == "activitypointerrecords" and self._item:
            self._into = {}
            self._item.parties.append(self._into)
        elif tag == "field":
            self._put(attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "record" and self._item:
            self._done.append(self._item)
            self._item, self._into = None, {}
        elif tag == "activitypointerrecords" and self._item:
            self._into = self._item.cells

    def close(self) -> None:
        """The file ends."""

    def drained(self) -> Iterator[Item]:
        """The records that are whole."""
        done, self._done = self._done, []
        return iter(done)

    def _put(self, attributes: dict[str, str]) -> None:
        """A field; of what a lookup leads to the id and the entity, never the name."""
        name, value = attributes.get("name", "").casefold(), attributes.get("value", "").strip()
        if self._item is None or not name or not value or len(value) > LONGEST:
            return
        self._into[name] = value
        if "lookupentity" in attributes:
            self._into[f"_{name}_value"] = value
            self._into[f"_{name}_value{LOOKUP}"] = attributes["lookupentity"].casefold()
