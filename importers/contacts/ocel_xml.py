"""Object-centric event logs as XML: OCEL 1.0 and 2.0. Objects may follow events, so the file is read twice."""

import sys
from collections.abc import Iterator

from graph.errors import BadInput
from graph.saying import saying
from importers.contacts.ocel_log import NO_LOG, Event, Log, text
from importers.reading.stream import Stream
from importers.reading.xml_stream import Node, Shape, pieces

LOG: Shape = {"log": {"events": {}, "objects": {}, "event-types": {}}}

XES = saying("{file} is XES: import it as xes", "{file} est du XES : importez-le comme xes")


def log(read: Stream, encoding: str | None = None) -> Log:
    """What a file holds; BadKnowledge with the line when it is no XML, BadInput when it is no such log."""
    types: dict[str, str] = {}
    declared: dict[tuple[str, str], str] = {}
    held = set()
    for node in pieces(read, LOG, encoding):
        held.add(node.tag if node.within == "log" else "")
        if node.within == "objects":
            said = _said(node)
            if (id := said.get("id")) and (type := said.get("type")):
                types[id] = sys.intern(type)
        elif node.within == "event-types":
            declared.update(_declared(node))
    if "trace" in held:
        raise BadInput(XES(file=read.name))
    if not held >= {"events", "objects"}:
        raise BadInput(NO_LOG(file=read.name))
    events = (_event(node, declared) for node in pieces(read, LOG, encoding) if node.within == "events")
    return Log(types, events)


def _declared(node: Node) -> Iterator[tuple[tuple[str, str], str]]:
    """The types of the attributes of a type of event."""
    for each in _within(node, "attributes"):
        yield (node.attributes.get("name", ""), each.attributes.get("name", "")), each.attributes.get("type", "")


def _said(node: Node) -> dict[str, str | None]:
    """What an event or object says of itself: in 2.0 as attributes of the element, in 1.0 as elements."""
    said = {name: text(value) for name, value in node.attributes.items()}
    for each in node.children:
        if "value" in each.attributes:
            name = each.attributes.get("key", "").removeprefix("ocel:")
            said.setdefault(name, text(each.attributes["value"]))
    return said


def _event(node: Node, declared: dict[tuple[str, str], str]) -> Event:
    said = _said(node)
    type = said.get("type") or said.get("activity")
    attributes = dict(_attributes(node, type or "", declared))
    return Event(node.line, said.get("id"), type, said.get("time") or said.get("timestamp"), attributes, _objects(node))


def _attributes(node: Node, type: str, declared: dict[tuple[str, str], str]) -> Iterator[tuple[str, str | None]]:
    for each in _within(node, "vmap"):
        yield each.attributes.get("key", ""), text(each.attributes.get("value"), each.tag)
    for each in _within(node, "attributes"):
        name = each.attributes.get("name", "")
        yield name, text(each.text, declared.get((type, name), ""))


def _objects(node: Node) -> list[str]:
    related = [each.attributes.get("value") for each in _within(node, "omap")]
    related += [each.attributes.get("object-id") for each in _within(node, "objects")]
    return [said for id in related if (said := text(id))]


def _within(node: Node, name: str) -> Iterator[Node]:
    """What stands in a list of this key, or in an element of this name."""
    for each in node.children:
        if name in (each.tag, each.attributes.get("key", "").removeprefix("ocel:")):
            yield from each.children
