"""What somebody asks for: the changes that an act consists of, in their order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.said import Ref


@dataclass(frozen=True)
class Altered:
    """A list of which some entries are added or taken away, and all others stay.

    `add` holds entries as a whole list does, `remove` keys, texts or URLs alone.
    """

    add: tuple[Any, ...] = ()
    remove: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a part is to stand, by keys: `into` which whole, right `after` or right `before` which part of its label.

    Into a whole alone is at its end; after or before alone is in the whole of that part.
    """

    into: str | None = None
    after: str | None = None
    before: str | None = None

    def __bool__(self) -> bool:
        return bool(self.into or self.after or self.before)


@dataclass(frozen=True)
class Describe:
    """What is to be said of a node, there or new; what `fields` leave out is left alone.

    By the names of the model: a property's value as the model has it (a `Word` by its name, a date, an interval as
    `{low, high}`, a link as `{title, url}`), None for what is to be unknown; a relation's key, or its list of keys, or
    of mappings with what edges carry, each with the key under the relation's `item` or, without one, under `key`.
    Without a key a node is new, and gets one; so it is where a `place` is told, unless `upsert`. A journey that begins
    as a `copy_of` another, by its key, is new, too: what `fields` leave out is as it is of that one.
    """

    label: str
    key: str | None
    fields: Mapping[str, Any]
    place: Place = Place()
    upsert: bool = False
    copy_of: str | None = None


@dataclass(frozen=True)
class Move:
    """A phase, a step or a touchpoint that is to stand elsewhere."""

    ref: Ref
    place: Place


@dataclass(frozen=True)
class Rename:
    """A node that is to have another key; of a part, its own alone or the whole. The former one becomes an alias."""

    ref: Ref
    key: str


@dataclass(frozen=True)
class Remove:
    """Nodes that are to go, with their parts; with `cascade` also the references to them from outside."""

    refs: tuple[Ref, ...]
    cascade: bool = False


Change = Describe | Move | Rename | Remove
