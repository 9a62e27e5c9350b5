"""The inputs by which the map is edited, read off the model: one for each label that a source may describe."""

from functools import cache
from typing import Any

import strawberry

from api.editable import ALTERED, COPY, LABELS, carried, item, said, wholes
from api.schema.fields import ONE_OF, Field, choice, empty, fill, many
from api.schema.words import described, value_type
from graph.model import MODEL, Link, Property, Relation

SAID = "What is left out is left alone, null makes it unknown, [] says that there is none"
COPIED = (
    "The key of the journey that a new one begins as a copy of, with all its parts; what is said here counts instead. "
    "What was counted, paid and felt there is not copied, nor how far the map has come and who answers for it"
)

RangeInput = fill(
    empty("RangeInput"),
    "An interval; what is known exactly has the same number at both ends",
    [
        choice("low", float, "At least so much", required=True),
        choice("high", float, "At most so much", required=True),
    ],
    is_input=True,
)

LinkInput = fill(
    empty("LinkInput"),
    "Where more is to be read",
    [
        choice("title", str, "What it is called"),
        choice("url", str, "Where it leads: a web page or an e-mail address", required=True),
    ],
    is_input=True,
)

MoveInput = fill(
    empty("MoveInput"),
    "A phase or a step that is to stand elsewhere in its journey; no other changes",
    [
        choice("id", strawberry.ID, "Its id", required=True),
        choice("after", strawberry.ID, "Right after this one, in whatever this one is part of"),
        choice("before", strawberry.ID, "Right before this one"),
        choice("into", strawberry.ID, "What it becomes a part of: at the end, unless `after` or `before` say where"),
    ],
    is_input=True,
)

RenameInput = fill(
    empty("RenameInput"),
    "A node that is to have another key, and its parts with it; the former key goes on meaning it",
    [
        choice("id", strawberry.ID, "Its id", required=True),
        choice("key", str, "Its new key; of a part its own alone, or the whole", required=True),
    ],
    is_input=True,
)

RemoveInput = fill(
    empty("RemoveInput"),
    "Nodes that are to go, with their parts",
    [
        choice("ids", many(strawberry.ID), "Their ids", required=True),
        choice("cascade", bool, "Take references to them away, too: unless true, these are in the way of it"),
    ],
    is_input=True,
)


@cache
def altered(name: str, entry: Any, away: type, doc: str) -> type:
    """The input that adds entries to a list and takes some away."""
    fields = [
        choice("add", many(entry), "What comes in; what is there already stays, or is said anew"),
        choice("remove", many(away), f"What is taken away: {doc}"),
    ]
    return fill(empty(name), "A list of which some entries come or go, and all others stay", fields, is_input=True)


def entry(relation: Relation) -> type:
    """The input for one entry of a relation that says more than a key."""
    assert relation.edge and relation.target
    key = choice(item(relation), str, f"The key of the {relation.target}", required=True)
    told = (
        choice(p.name, many(_of_property(p)) if p.many else _of_property(p), described(p), p.required)
        for p in carried(relation)
    )
    return fill(empty(f"{relation.edge.name}Entry"), relation.edge.doc, [key, *told], is_input=True)


@cache
def change() -> type:
    """The input `Change`: one thing that is to be done."""
    fields = [
        *(
            choice(MODEL[label].singular, _input(label), f"Say something of a {label}, there or new")
            for label in LABELS
        ),
        choice("move", MoveInput, "Have a part stand elsewhere"),
        choice("rename", RenameInput, "Give a node another key"),
        choice("remove", RemoveInput, "Take nodes away"),
    ]
    return fill(
        empty("Change"),
        "One thing that is to be done: exactly one of these",
        fields,
        is_input=True,
        directives=[ONE_OF],
    )


def _input(label: str) -> type:
    fields = [
        choice("key", str, "Its key; unless given it is new, and gets one that is made from what it is called"),
        choice("upsert", bool, "Whether one that has this key is meant, if there is one, instead of being in the way"),
        *_place(label),
        *([choice(COPY, str, COPIED)] if label == "Journey" else []),
        *(each for declared in said(label).values() for each in _fields(declared)),
    ]
    return fill(empty(f"{label}Input"), f"{MODEL[label].doc} {SAID}", fields, is_input=True)


def _place(label: str) -> list[Field]:
    """Where a part stands that is new; nothing for what is no part."""
    into = wholes(label)
    if not into:
        return []
    nearest, *further = into
    docs = {nearest: f"The key of the {into[nearest]} of which it becomes the last part"}
    docs |= {name: f"The key of the {into[name]}, whose last {into[nearest]} it goes into" for name in further}
    return [
        *(choice(name, str, docs[name]) for name in into),
        choice("after", str, f"The key of the {label} right after which it is put"),
        choice("before", str, f"The key of the {label} right before which it is put"),
    ]


def _fields(declared: Property | Relation) -> list[Field]:
    """The field that says a property or a relation; of a list also the one that changes it."""
    inner = _of_property(declared) if isinstance(declared, Property) else _of_relation(declared)
    doc = described(declared) if isinstance(declared, Property) else f"{declared.doc}, {_by(declared)}"
    if not declared.many:
        return [choice(declared.name, inner, doc)]
    others = f"What comes to `{declared.name}` or goes, all else in it stays"
    return [
        choice(declared.name, many(inner), doc),
        choice(f"{declared.name}{ALTERED}", _altered(declared, inner), others),
    ]


def _by(relation: Relation) -> str:
    return "by key" if relation.target else "by id"


def _altered(declared: Property | Relation, inner: Any) -> type:
    if isinstance(declared, Relation) and carried(declared):
        assert declared.edge
        return altered(f"Altered{declared.edge.name}Entries", inner, str, "their keys")
    if inner is strawberry.ID:
        return altered("AlteredIds", inner, inner, "their ids")
    if inner is LinkInput:
        return altered("AlteredLinks", inner, str, "their URLs")
    assert inner is str, declared.name
    return altered("AlteredTexts", inner, str, "keys, or texts as they stand there")


def _of_property(declared: Property) -> Any:
    """The type of one value; a list has several of them."""
    if declared.interval:
        return RangeInput
    return LinkInput if declared.type is Link else value_type(declared.type)


def _of_relation(relation: Relation) -> Any:
    if carried(relation):
        return entry(relation)
    return str if relation.target else strawberry.ID
