"""Other keys for the same thing: what any source declares as an alias is read as the key that it stands for.

An alias of a journey or of a step stands for the beginning of its parts' keys, too.
"""

from collections.abc import Mapping
from functools import cached_property

from graph.derive.ruptures import IDENTITY
from graph.model import MODEL
from graph.said import Ref
from graph.wholes import MADE, WITHIN, cut

LABELS = tuple(label for label, node in MODEL.items() if "aliases" in node.by_name)
"""The labels whose nodes can have aliases."""

DERIVED = ("Handoff", "Rupture")
"""The labels whose keys consist of those of other nodes."""

Aliases = Mapping[str, Mapping[str, str]]
"""Label → alias → key."""


class Names:
    """What keys stand for, by the aliases that somebody declared: `aliases` has none whose key is an alias itself."""

    def __init__(self, declared: Aliases) -> None:
        self.aliases: dict[str, dict[str, str]] = {}
        for label in (label for label in LABELS if label in declared):  # each after what it is within
            known = {self.whole(label, alias): self.whole(label, key) for alias, key in declared[label].items()}
            ends = {alias: _end(known, alias) for alias in known}
            self.aliases[label] = {alias: key for alias, key in ends.items() if key is not None and alias != key}

    def __bool__(self) -> bool:
        return any(self.aliases.values())

    def key(self, label: str, key: str) -> str:
        """The key that a key stands for; most stand for themselves."""
        whole = self.whole(label, key)
        return self.aliases.get(label, {}).get(whole, whole)

    def whole(self, label: str, key: str) -> str:
        """The key, the keys within it replaced: of what it is part of, of what it measures, of where it breaks."""
        if label in WITHIN:
            above, own = cut(label, key)
            return f"{self.key(WITHIN[label], above)}/{own}" if above else key
        if label in MADE:
            measured, *rest = key.split("~")
            of, _, other = measured.partition(":")
            return "~".join((f"{of}:{self.key(of, other)}", *rest))
        if label in DERIVED:
            return "~".join(self.key(*ref) if ref[0] else ref[1] for ref in identity(label, key))
        return key

    def spellings(self, label: str, key: str) -> list[str]:
        """All keys that stand for this one, itself among them; none where it stands for another."""
        found = []
        for one in (key, *self._others.get((label, key), ())):
            above, own = cut(label, one)
            wholes = self.spellings(WITHIN[label], above) if above else None
            found += [one] if wholes is None else [f"{whole}/{own}" for whole in wholes]
        return [each for each in found if self.key(label, each) == key]

    @cached_property
    def _others(self) -> dict[Ref, list[str]]:
        """The aliases of each key."""
        found: dict[Ref, list[str]] = {}
        for label, known in self.aliases.items():
            for alias, key in known.items():
                found.setdefault((label, key), []).append(alias)
        return found


def _end(known: Mapping[str, str], alias: str) -> str | None:
    """The key at the end of a chain of aliases; None where it goes in a circle."""
    passed = {alias}
    key = known[alias]
    while key in known:
        if key in passed:
            return None
        passed.add(key)
        key = known[key]
    return key


def identity(label: str, key: str) -> list[Ref]:
    """The nodes whose keys a hand-off's or a rupture's key consists of; the label of a rupture's kind is empty."""
    pieces = key.split("~")
    labels = ("Touchpoint", "Touchpoint") if label == "Handoff" else ("", *IDENTITY.get(pieces[0], ()))
    return [(of, piece) for of, piece in zip((*labels, *("",) * len(pieces)), pieces, strict=False)]
