"""Which fields a form about a node has, and what sort of field each is: read off the model."""

import datetime
from enum import Enum
from functools import cache

from api.editable import carried, said
from graph.model import MODEL, Family, Link, Picture, Property, Relation, Word

APART = "."
"""Stands between the parts of a name in a form; names of the model have none."""

GIVEN, BEFORE = "f", "was"
"""What the names of fields begin with: of what is filled in, and of what stood there when the form was made."""


class Kind(Enum):
    """What a field is filled in as."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    WORD = "word"
    YES = "yes"
    DAY = "day"
    INTERVAL = "interval"
    DURATION = "duration"
    LIST = "list"
    LINKS = "links"
    NAMES = "names"
    ONE = "one"
    MANY = "many"


def kind(declared: Property | Relation) -> Kind:
    """What something declared is filled in as."""
    if isinstance(declared, Relation):
        return Kind.MANY if declared.many else Kind.ONE
    if declared.many:
        return Kind.NAMES if declared.refers else Kind.LINKS if declared.type is Link else Kind.LIST
    if declared.interval:
        return Kind.INTERVAL
    if declared.duration:
        return Kind.DURATION
    if issubclass(declared.type, Word):
        return Kind.WORD
    known = {bool: Kind.YES, int: Kind.NUMBER, float: Kind.NUMBER, datetime.date: Kind.DAY}
    return known.get(declared.type) or (Kind.TEXT if declared.search else Kind.LINE)


def heading(label: str) -> str | None:
    """The property that tells one from another: what it is called, or what was said."""
    return MODEL[label].called or ("quote" if "quote" in MODEL[label].by_name else None)


@cache
def fields(label: str, only: tuple[str, ...] = ()) -> dict[str, Property | Relation]:
    """What can be said of a node of this label: what it is called first, then its properties, then its relations.

    What it was called before is none of that, nor is a picture. Only some fields, where they are named.
    """
    called = heading(label)
    shown = (
        each
        for each in said(label).values()
        if isinstance(each, Relation) or (each.shown and each.type is not Picture and each.name != "aliases")
    )
    shown = (each for each in shown if not only or each.name in only)
    return {each.name: each for each in sorted(shown, key=lambda each: (each.name != called, _beside(each.name)))}


def _beside(name: str) -> bool:
    """What may be said of anything stands at the end."""
    return name in ("note", "links", "tags")


def carries(relation: Relation) -> dict[str, Property]:
    """What is said of a relation itself, entry by entry: only where the API shows it."""
    return {each.name: each for each in carried(relation) if each.shown} if relation.edge and relation.edge.ends else {}


def silent(label: str, relation: Relation) -> bool:
    """Whether it is told apart that there are none from that nobody said: of what remembers what was stated."""
    return relation.many and "stated" in MODEL[label].by_name


@cache
def makes(label: str) -> bool:
    """Whether a name that nothing has yet makes a node: of what maps speak of, and a department, but no post."""
    node = MODEL[label]
    maps = node.family is Family.DESIGN and node.within is None and label not in ("Journey", "Opportunity")
    return maps or label == "Department"


def targets(label: str, only: tuple[str, ...] = ()) -> list[str]:
    """The labels of what its relations, or some of them, and what these carry, lead to."""
    found = [each.target for each in fields(label, only).values() if isinstance(each, Relation)]
    for each in fields(label, only).values():
        if isinstance(each, Relation):
            found += [one.refers for one in carries(each).values()]
    return list(dict.fromkeys(each for each in found if each))
