"""What a document describes, node by node, with the keys that the nodes have in the graph.

It takes a document as it was read, right or wrong, and passes over what is not of the right shape: so that all that is
wrong with a file can be told at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.aliases import LABELS, Names
from graph.model import Relation
from graph.wholes import DEPTHS, MADE, WITHIN, cut
from importers.journeys import told
from importers.journeys.told import TOP


@dataclass(frozen=True)
class Part:
    """A node that a document describes: its key in the graph, what is told of it, where, and what it is part of."""

    label: str
    key: str
    item: Mapping[str, Any]
    path: tuple[str | int, ...]
    above: "Part | None" = None
    by: Relation | None = None

    @property
    def journey(self) -> "Part":
        """The journey that it is part of, or itself where it is part of nothing."""
        return self.above.journey if self.above else self

    def get(self, name: str) -> Any:
        """What is told in a field; None where nothing is."""
        return self.item.get(name)


def parts(data: Any, names: Names) -> Iterator[Part]:
    """All described nodes, each before its own parts, in the order of the file within each label."""
    for label, name in TOP.items():
        for place, item in _items(data, name):
            yield from _part(label, item, (name, place), None, None, names)


def _part(
    label: str, item: Any, path: tuple[str | int, ...], above: Part | None, by: Relation | None, names: Names
) -> Iterator[Part]:
    key = _key(label, item, above, names)
    if key is None:
        return
    part = Part(label, key, item, path, above, by)
    yield part
    for relation in told.parts(label):
        assert relation.told and relation.target
        for place, child in _items(item, relation.told):
            yield from _part(relation.target, child, (*path, relation.told, place), part, relation, names)


def _items(data: Any, name: str) -> Iterator[tuple[int, Any]]:
    listed = data.get(name) if isinstance(data, dict) else None
    for place, item in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(item, dict):
            yield place, item


def _key(label: str, item: Mapping[str, Any], above: Part | None, names: Names) -> str | None:
    """The key in the graph: qualified by what it is within, a step's not by its phase; a measure's is made."""
    if label in MADE and above:
        first, *others = map(item.get, MADE[label])
        pieces = (f"{above.label}:{above.key}", first, *(other or "" for other in others))
        return "~".join(map(str, pieces)) if isinstance(first, str) else None
    own = item.get("key")
    if own is None and (like := told.key_of(label)):
        given = item.get(like.told or "")
        own = names.key(like.target or "", given) if isinstance(given, str) else None
    if not isinstance(own, str):
        return None
    while above and above.label != WITHIN.get(label):
        above = above.above
    return f"{above.key}/{own}" if above else own


def other_keys(data: Any, names: Names) -> Iterator[tuple[Part, str, tuple[str | int, ...]]]:
    """Each alias that a document gives, as a whole key of the graph: whose it is, and its path."""
    for part in parts(data, names):
        listed = part.get("aliases") if part.label in LABELS else None
        for nth, alias in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(alias, str):
                yield part, whole(part, alias), (*part.path, "aliases", nth)


def whole(part: Part, alias: str) -> str:
    """An alias as a key of the graph: a part's is its own former key, or all of it with what it is part of."""
    if alias.count("/") >= DEPTHS.get(part.label, 0):
        return alias
    return f"{cut(part.label, part.key)[0]}/{alias}"


def entries(given: Any, relation: Relation) -> list[tuple[str, dict[str, Any]]]:
    """Key and properties of each entry of a relation, whichever way it is written."""
    if relation.by_key:
        return [(k, v) for k, v in given.items() if isinstance(v, dict)] if isinstance(given, dict) else []
    found: list[tuple[str, dict[str, Any]]] = []
    for entry in given if isinstance(given, list) else [given]:
        if isinstance(entry, str):
            found.append((entry, {}))
        elif isinstance(entry, dict) and relation.item and isinstance(entry.get(relation.item), str):
            found.append((entry[relation.item], entry))
    return found
