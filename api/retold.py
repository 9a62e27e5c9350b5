"""What an edit did, as the changes by which somebody could say it: whoever may make these may take it back."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from api.editable import LABELS, wholes
from graph.editing.edit import Past
from graph.editing.inverse import Both, Segment
from graph.model import MODEL
from graph.settling import pen

FIELDS = {label: {word: name for name in MODEL[label].by_name for word in pen.words(label, name)} for label in LABELS}
"""By label, what descriptions call its fields → what changes call them."""


def changes(done: Past) -> Iterator[Mapping[str, Any]]:
    """What it said of each node, what it put where, and what it gave another key; nothing that gives pens back.

    A part that came is told as one that went is: whoever may remove it may take either back.
    """
    renamed = {f"{label}:{new}" for segment in done.segments for label, _, new in segment.renamed}
    return (change for segment in done.segments for change in _changes(segment, renamed))


def touchpoints(done: Past) -> tuple[list[str], list[str]]:
    """The keys of the touchpoints that it added or said things of, and of those that it removed."""
    refs = [name.split(":", 1) for segment in done.segments for name in segment.nodes]
    keys = [key for label, key in refs if label == "Touchpoint"]
    gone = {name.removeprefix("Touchpoint:") for segment in done.segments for name in segment.first}
    return [key for key in keys if key not in gone], [key for key in keys if key in gone]


def _changes(segment: Segment, renamed: Set[str]) -> Iterator[Mapping[str, Any]]:
    for label, old, new in segment.renamed:
        yield {"rename": {"id": f"{label}:{new}", "key": old}}
    came, went = {*segment.back}, {*segment.first}
    for name, by_source in segment.nodes.items():
        label, _, key = name.partition(":")
        if label not in FIELDS:  # what contacts tell, and nobody says: it lost what it led to
            continue
        if label == "Measure" and key.split("~", 1)[0] in came | went:
            continue  # it comes and goes with what it measures
        made = name in came and MODEL[label].within is None  # a change that makes such a one names no key
        if name in went or (name in came and not made):
            yield {"remove": {"ids": [name]}}
            continue
        for both_of in by_source.values():
            said = _said(label, both_of, kept=name in renamed)
            if said or made:
                yield {MODEL[label].singular: {**({} if made else {"key": key}), **said}}
    for _, _, label, start, end, _ in segment.edges:
        if f"{label}:{end}" not in came | went:
            yield {MODEL[label].singular: {"key": end, next(iter(wholes(label))): start}}
    for journey in segment.maps:
        yield {"journey": {"key": journey}}


def _said(label: str, both_of: Mapping[str, Both], kept: bool) -> Mapping[str, Any]:
    """What was said of a node, the last, by field; of a list of nodes their ids. Its former key is `kept` by itself.

    What is `stated` follows from it, and from parts that came.
    """
    found = {FIELDS[label].get(word, word): both[1][0] if both[1] else None for word, both in both_of.items() if word}
    return {
        name: list(value) if isinstance(value, Mapping) else value
        for name, value in found.items()
        if name != "stated" and not (kept and name == "aliases")
    }
