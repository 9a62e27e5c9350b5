"""Keys of a journey's parts: they begin with the key of what they are part of, `journey/step/touchpoint`.

A touchpoint's own key may have slashes in it, where its channel's has.
"""

from graph.model import MODEL

WITHIN = {label: node.within for label, node in MODEL.items() if node.within}
"""The labels whose keys begin with the key of what they are within, and the label of that."""


def path(label: str) -> tuple[str, ...]:
    """The labels whose keys make up a key of this one, its own last."""
    return (*path(WITHIN[label]), label) if label in WITHIN else (label,)


DEPTHS = {label: len(path(label)) - 1 for label in WITHIN}
"""How many other keys stand before a part's own."""

MAPPED = tuple(label for label in MODEL if path(label)[0] == "Journey")
"""Journeys, and what has keys that begin with a journey's; each after what it is within."""

MADE = {label: node.made_of for label, node in MODEL.items() if node.made_of}
"""The labels whose keys are made of their whole's (`Label:key`) and of some properties, and these."""

LEAVING = {
    (r.target, r.type) for node in MODEL.values() for r in node.relations if r.owned and not r.outgoing and r.target
}
"""The labels of parts that an edge leaves to what they belong to, and its type."""


def cut(label: str, key: str) -> tuple[str, str]:
    """The key of what a node is part of, and its own key; the former is empty where it is no part."""
    *wholes, own = key.split("/", DEPTHS.get(label, 0))
    return "/".join(wholes), own


def inside(label: str, other: str) -> bool:
    """Whether both are of journeys: a reference from the one to the other then leaves the journey's key out."""
    return other in WITHIN and path(label)[0] == path(other)[0]
