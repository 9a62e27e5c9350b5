"""What can be said of each label in an edit, read off the model; the inputs and what is made of them start here."""

from functools import cache

from graph.model import MODEL, One, Property, Relation

LABELS = tuple(label for label, node in MODEL.items() if node.told)
"""The labels that a source may describe, and so may people."""

ALTERED = "Altered"
"""How the field ends that changes a list, where the field without it replaces the list."""

COPY = "copyOf"
"""The field by which a journey begins as a copy of another."""


@cache
def said(label: str) -> dict[str, Property | Relation]:
    """By name what is said of a label: its told properties, and the relations that its own description states.

    Parts are said each by itself, and derived ones by nobody.
    """
    node = MODEL[label]
    stated = (r for r in node.said if not r.owned and (r.target is None or MODEL[r.target].told))
    return {p.name: p for p in node.properties if p.told} | {r.name: r for r in stated}


@cache
def wholes(label: str) -> dict[str, str]:
    """What a part of this label may be put into: the relations that lead there, and the labels; the nearest first."""
    if MODEL[label].within is None:
        return {}
    upwards = (r for r in MODEL[label].relations if r.shape is One and not r.outgoing and not r.joined)
    return {r.name: r.target for r in sorted(upwards, key=lambda r: len(r.path)) if r.target}


def carried(relation: Relation) -> tuple[Property, ...]:
    """What can be said of each entry of a relation, beside the key that it leads to."""
    return tuple(p for p in relation.edge.properties if p.told) if relation.edge and relation.many else ()


def item(relation: Relation) -> str:
    """The field of an entry that has the key."""
    return relation.item or "key"
