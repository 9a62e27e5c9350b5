"""Where a click leads: parts of the map become links, by what they are."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pages.pictures.marks import Mark, Part, Picture

KINDS = {"touchpoint": "Touchpoint", "step": "Step", "rupture": "Rupture", "window": "Window"}
"""What leads somewhere, and the label of the node that it stands for; others say theirs in `data-node`.

A `Window` is no node but the map with that phase in full.
"""


def linked(picture: Picture, address: Callable[[str, str], str | None]) -> Picture:
    """The picture with links to where `address` says that a node, by label and key, has its page."""
    return replace(picture, marks=_linked(picture.marks, address))


def _linked(marks: Sequence[Mark], address: Callable[[str, str], str | None]) -> tuple[Mark, ...]:
    return tuple(_part(mark, address) if isinstance(mark, Part) else mark for mark in marks)


def _part(part: Part, address: Callable[[str, str], str | None]) -> Part:
    label, _, key = part.data.get("node", "").partition(":")
    for kind in (kind for kind in KINDS if kind in part.data):
        label, key = KINDS[kind], part.data[kind]
    href = address(label, key) if label else None
    return replace(part, marks=_linked(part.marks, address), href=href)
