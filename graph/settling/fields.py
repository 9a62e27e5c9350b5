"""What changes in what is told, field by field, with before and after.

Text is told as it is, everything else as JSON; a relation by the keys that it leads to, with what its edges carry.
Parts are no field of their whole: that a step stands in another phase is told of the step. What is mined is counted
anew each time, and not told.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from graph.changes import Changes
from graph.held import DESCRIBED
from graph.model import MODEL, Relation
from graph.relations import OF_TYPE, telling
from graph.said import Ref, Subgraph
from graph.settling.marked import carried
from graph.settling.parts import OWNED
from graph.settling.places import WHOLES, elsewhere
from graph.wholes import cut

FIELDS = {label: {c: p for p in node.properties if p.told for c in p.columns} for label, node in DESCRIBED.items()}
"""Label → column of the store → the property that a source tells; none of what is mined."""

Fields = dict[Ref, dict[str, Relation]]
"""Relations by node and name."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after; without a field, what a node was called that is gone, or is called that came."""

    ref: Ref
    field: str | None
    before: str | None
    after: str | None

    @property
    def gone(self) -> bool:
        """Whether it tells of a node that is gone."""
        return self.field is None and self.after is None


def told(changes: Changes, held: Subgraph, wanted: Subgraph) -> Iterator[Change]:
    """What is gone first, then what stays and changes, then what came."""
    gone, came = _gone(changes, held), _came(changes)
    passing = {*gone, *came}
    called = Names(held)
    yield from (Change(ref, None, called(ref), None) for ref in gone)
    yield from (change for change in _properties(changes, held, wanted) if change.ref not in passing)
    yield from _relations(held, wanted, _touched(changes, held, wanted, passing))
    yield from (
        Change(ref, name, _text(before), _text(after))
        for ref, name, before, after in elsewhere(held, wanted)
        if ref not in passing
    )
    called = Names(wanted)
    yield from (Change(ref, None, None, called(ref)) for ref in came)


class Names:
    """What nodes are called; one without a name by its whole, and what tells it from other parts."""

    def __init__(self, part: Subgraph) -> None:
        self._nodes = part.nodes
        self._wholes: dict[Ref, Ref] = {
            (end, one): (start, whole)
            for start, type, end in OWNED
            for whole, one in part.edges.get((start, type, end), ())
        }

    def __call__(self, ref: Ref) -> str:
        """What the node is called; its key where nothing else is known."""
        label, key = ref
        node = self._nodes.get(label, {}).get(key, {})
        name = node.get(MODEL[label].called or "")
        if not name and ref in self._wholes:
            return f"{self(self._wholes[ref])} ({cut(label, key)[1]})"
        return str(name or key)


def _gone(changes: Changes, held: Subgraph) -> list[Ref]:
    """What was described before and is not any more: deleted, or a stub from now on."""
    gone = [
        (label, key)
        for label, keys in changes.deleted.items()
        for key in keys
        if FIELDS[label] and not held.nodes[label][key].get("stub")
    ]
    return gone + [ref for ref, row in _changed(changes) if row.get("stub")]


def _came(changes: Changes) -> list[Ref]:
    """What is described from now on: created, or no more than a stub before."""
    came = [
        (label, row["key"])
        for label, rows in changes.created.items()
        for row in rows
        if FIELDS[label] and not row.get("stub")
    ]
    return came + [ref for ref, row in _changed(changes) if "stub" in row and not row["stub"]]


def _changed(changes: Changes) -> Iterator[tuple[Ref, Mapping[str, Any]]]:
    """The nodes that stay and change, with the columns that do."""
    for group in (changes.updated, changes.released):
        for label, rows in group.items():
            yield from (((label, row["key"]), row) for row in rows if FIELDS[label])


def _properties(changes: Changes, held: Subgraph, wanted: Subgraph) -> Iterator[Change]:
    for (label, key), row in _changed(changes):
        before, after = held.nodes[label][key], wanted.nodes[label][key]
        for property in {p.name: p for column, p in FIELDS[label].items() if column in row}.values():
            was, now = ([each.get(column) for column in property.columns] for each in (before, after))
            yield Change((label, key), property.name, _joined(was), _joined(now))


def _joined(ends: list[Any]) -> str | None:
    """A property as text, the two ends of a volume as one list."""
    return _text(ends[0] if len(ends) == 1 else None if None in ends else ends)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _touched(changes: Changes, held: Subgraph, wanted: Subgraph, passing: set[Ref]) -> Fields:
    """The relations that edges change of, and those that are said to be none now, or no more."""
    fields: Fields = {}
    for group in (changes.linked, changes.relinked, changes.unlinked):
        for (label, type, _), links in group.items():
            if FIELDS[label] and (label, type) not in WHOLES:
                for ref in {(label, link[0]) for link in links} - passing:
                    fields.setdefault(ref, {}).update({each.name: each for each in OF_TYPE[label, type]})
    for (label, key), row in _changed(changes):
        if "stated" in row and (label, key) not in passing:
            was, now = (set(part.nodes[label][key].get("stated") or ()) for part in (held, wanted))
            for each in DESCRIBED[label].said:
                if each.told in was ^ now and not each.owned:
                    fields.setdefault((label, key), {})[each.name] = each
    return fields


def _relations(held: Subgraph, wanted: Subgraph, fields: Fields) -> Iterator[Change]:
    before, after = _lists(held, fields), _lists(wanted, fields)
    for ref, relations in fields.items():
        for name, relation in relations.items():
            was, now = _ends(held, ref, relation, before), _ends(wanted, ref, relation, after)
            if was != now:
                yield Change(ref, name, was, now)


def _lists(part: Subgraph, fields: Fields) -> dict[tuple[Ref, str], list[Any]]:
    """By node and relation: the keys at the other end, each with what its edge carries, if anything."""
    found: dict[tuple[Ref, str], list[Any]] = {}
    if not fields:
        return found
    for (label, type, target), edges in part.edges.items():
        for (start, end), edge in edges.items():
            told = telling(label, type, edge)
            if told.name in fields.get((label, start), ()):
                key = end if told.target else f"{target}:{end}"
                more = {name: value for name, value in carried(edge).items() if told.many and name not in told.constant}
                found.setdefault(((label, start), told.name), []).append({"key": key, **more} if more else key)
    return found


def _ends(part: Subgraph, ref: Ref, relation: Relation, lists: dict[tuple[Ref, str], list[Any]]) -> str | None:
    """A relation as text; an empty list where it is said to be none, null where nobody says anything."""
    ends = sorted(lists.get((ref, relation.name), ()), key=lambda end: end if isinstance(end, str) else end["key"])
    if not relation.many:
        return ends[0] if ends else None
    stated = part.nodes.get(ref[0], {}).get(ref[1], {}).get("stated") or ()
    return _text(ends) if ends or relation.told in stated else None
