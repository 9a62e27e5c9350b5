"""Other keys for the same thing: what any source declares as an alias is read as the key that it stands for.

An alias of a journey or of a step stands for the beginning of its parts' keys, too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import orjson

from graph.derive.ruptures import IDENTITY
from graph.held import Holdings
from graph.model import MODEL
from graph.report import Code, Problem
from graph.said import Ref, Said, Whole
from graph.wholes import WITHIN, cut

LABELS = tuple(label for label, node in MODEL.items() if "aliases" in node.by_name)
"""The labels whose nodes can have aliases."""

KNOWN = f"""
MATCH (n:{"|".join(LABELS)}) WHERE n.aliases IS NOT NULL
RETURN labels(n)[0], n.key, n.aliases, n.sources, n.said ORDER BY n.key
"""

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
        if label == "Measure":
            measured, *rest = key.split("~")
            of, _, other = measured.partition(":")
            return "~".join((f"{of}:{self.key(of, other)}", *rest))
        if label in ("Handoff", "Rupture"):
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


@dataclass
class Declared:
    """The aliases that count for one run, and what contradicts them."""

    aliases: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, label: str, alias: str, key: str) -> None:
        """One alias; the first that is declared counts."""
        if alias != key:
            self.aliases.setdefault(label, {}).setdefault(alias, key)


def declared(graph: Holdings, whole: Whole, source: str, sweep: bool) -> Declared:
    """What counts when a source says this: the aliases that it declares now, and those that others have declared.

    Its own former ones count no more, but where it keeps silent on their node in a part of what it says; and those
    that say that what it took for one thing under the former key goes back to it.
    """
    found = Declared()
    for label, alias, key in _told(whole):
        found.add(label, alias, key)
    own = {(label, alias) for label, aliases in found.aliases.items() for alias in aliases}
    for label, key, by_source in _known(graph):
        for by, aliases in by_source.items():
            for alias in aliases:
                if by != source or not (sweep or whole.described(label, (key,))):
                    found.problems += _taken(found, whole, own, (label, alias), key)
                elif list(by_source) == [source] and _goes_back(whole, label, alias, key):
                    found.add(label, key, alias)
    return found


def _taken(found: Declared, whole: Whole, own: set[Ref], alias: Ref, key: str) -> Iterator[Problem]:
    """Add an alias of another source's, unless this one says otherwise; what it says then counts for it."""
    label, other = alias
    here = found.aliases.get(label, {}).get(other, key)
    if whole.described(label, (other, key)) == {other, key}:
        why = f"{label}:{other} is described beside {label}:{key}, of which another source says that it is the same"
        yield _contradicted(
            whole, alias, alias, f"{why}: they stay two; describe it once, or take the alias away there"
        )
    elif alias in own and here != key:
        why = f"the alias {other!r} stands for {label}:{here} here, and for {label}:{key} as another source says"
        yield _contradicted(whole, alias, (label, here), f"{why}; it can stand for one only")
    else:
        found.add(label, other, key)


def _contradicted(whole: Whole, alias: Ref, at: Ref, message: str) -> Problem:
    return Problem(Code.CONFLICTING_VALUE, message, next(whole.slices(), Said()).place(at), alias[1])


def _goes_back(whole: Whole, label: str, alias: str, key: str) -> bool:
    """Whether a node is described under a former key again, and no more under the one that came after it."""
    return whole.described(label, (alias, key)) == {alias}


def _told(whole: Whole) -> Iterator[tuple[str, str, str]]:
    """Label, alias and key of what is declared; sources that say more than fits into memory declare it first."""
    for said in whole.slices():
        if any(label in said.nodes for label in whole.streamed):
            return
        for label in LABELS:
            for key, properties in said.nodes.get(label, {}).items():
                for alias in properties.get("aliases") or ():
                    yield label, alias, key


def _known(graph: Holdings) -> Iterator[tuple[str, str, dict[str, Iterable[str]]]]:
    """Label, key and source → aliases, of what the graph holds."""
    for label, key, aliases, sources, said in graph.aliases(KNOWN):
        texts = [orjson.loads(text) for text in said] if said else [{"aliases": aliases}] * len(sources or ())
        yield label, key, {source: text.get("aliases", ()) for source, text in zip(sources or (), texts, strict=True)}
