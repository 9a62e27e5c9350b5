"""The aliases that count for one run: what this source declares now, and what the others have declared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import orjson

from graph.aliases import LABELS
from graph.held import Holdings
from graph.problems import Code, Problem
from graph.said import Ref, Said, Whole
from graph.saying import Saying, saying
from graph.terms import named

KNOWN = f"""
MATCH (n:{"|".join(LABELS)}) WHERE n.aliases IS NOT NULL
RETURN labels(n)[0], n.key, n.aliases, n.sources, n.said ORDER BY n.key
"""

BESIDE = saying(
    "{node} is described beside {key!r}, of which another source says that it is the same: "
    "they stay two; describe it once, or take the alias away there",
    "{node} : {key!r} est la même chose selon une autre source, et les deux restent ; "
    "gardez une seule description, ou retirez l'alias de l'autre source",
)
TWO_MEANINGS = saying(
    "the alias {alias!r} stands for {node} here, and for {key!r} as another source says; it can stand for one only",
    "alias {alias!r} : ici {node}, mais {key!r} selon une autre source ; il ne peut avoir qu'un seul sens",
)


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
        yield _contradicted(whole, alias, alias, BESIDE(node=named(label, other), key=key))
    elif alias in own and here != key:
        said = TWO_MEANINGS(alias=other, node=named(label, here), key=key)
        yield _contradicted(whole, alias, (label, here), said)
    else:
        found.add(label, other, key)


def _contradicted(whole: Whole, alias: Ref, at: Ref, said: Saying) -> Problem:
    return Problem(Code.CONFLICTING_VALUE, said, next(whole.slices(), Said()).place(at), alias[1])


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
