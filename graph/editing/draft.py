"""What an act reads, and what it makes of it: who says what of each node that it touches, before and after."""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from functools import cached_property
from typing import Any

from graph.acts.acting import Acting
from graph.aliases import LABELS, Names
from graph.editing import wrong
from graph.editing.outcome import Note
from graph.editing.wrong import Wrong
from graph.held import Holdings
from graph.model import MODEL
from graph.nearest import MANY, hinted, nearest
from graph.said import EdgeType, Ref, Subgraph
from graph.saying import Saying
from graph.settling import pen, sequence, spared
from graph.settling.claims import Claims, Description, Ends
from graph.settling.declared import KNOWN
from graph.settling.ranks import Ranks
from graph.statement import EDITS
from graph.terms import named
from graph.wholes import WITHIN

PASSING = {("Journey", "status"), ("Opportunity", "ticket")}
"""What people say for now: it counts until a source describes the node again, and is held from nobody."""

NUMBER = re.compile(r"\d+")

KEYS = "MATCH (n:{label}) WHERE n.key STARTS WITH $above RETURN n.key LIMIT $most"

Edges = dict[EdgeType, dict[Ends, dict[str, Description]]]


class Draft:
    """The nodes that the changes of an act are about, as they stand and as they are to be, until it is settled."""

    def __init__(self, act: Acting, run: str, ranks: Ranks) -> None:
        self.act, self.run, self.ranks = act, run, ranks
        self.graph = Holdings(act.run)
        self.held = Subgraph()
        self.claims = Claims()
        self.was: dict[Ref, dict[str, Description]] = {}
        """What each source said of what is touched."""
        self.was_edges: Edges = {}
        """What each source said of where parts stand in what is touched."""
        self.maps: dict[str, sequence.Map] = {}
        self.was_maps: dict[str, sequence.Map] = {}
        self.fields: dict[Ref, dict[str | None, int]] = {}
        """The fields that are set, each by which change; None for that the node is there at all."""
        self.gone: dict[Ref, None] = {}
        self.first: dict[Ref, str] = {}
        """The runs that first brought what comes back."""
        self.notes: list[Note] = []
        self.orders: dict[Ref, int | None] = {}
        """The places that parts go back to, of journeys whose order nobody sets any more."""
        self._seen: set[Ref] = set()

    def look(self, refs: Iterable[Ref]) -> None:
        """Read those of the nodes that were not read yet, with the edges that leave them."""
        new = {ref for ref in refs if ref not in self._seen}
        if new:
            self._seen |= new
            part = self.graph.nodes(new)
            part.take(self.graph.edges_out(part.refs()))
            self.claims.read(part)
            self.held.take(part)

    def there(self, ref: Ref) -> bool:
        """Whether there is such a node, be it one that is only referred to."""
        self.look([ref])
        return ref in self.claims.nodes and ref not in self.gone

    @cached_property
    def names(self) -> Names:
        """What former keys stand for."""
        known: dict[str, dict[str, str]] = {}
        for label, key, aliases, *_ in self.graph.aliases(KNOWN):
            known.setdefault(label, {}).update({alias: key for alias in aliases if alias != key})
        return Names(known)

    @cached_property
    def removed(self) -> set[str]:
        """What people removed and others describe, as `Label:key`."""
        return {":".join(ref) for ref in spared.removed(self.act.run)}

    def today(self, ref: Ref) -> Ref:
        """The node that a key means, which may be a former one; the key as it is where nothing has it, nor had."""
        if self.there(ref) or ref[0] not in (*LABELS, *WITHIN):
            return ref
        now = (ref[0], self.names.key(*ref))
        return now if self.there(now) else ref

    def described(self, ref: Ref) -> bool:
        """Whether somebody describes the node."""
        self.look([ref])
        return bool(self.claims.nodes.get(ref))

    def demand(self, ref: Ref, field: str | None = None) -> None:
        """Wrong where there is no such node."""
        if not self.there(ref):
            raise self.missing(ref, wrong.NO_NODE, field)

    def missing(self, ref: Ref, words: Callable[..., Saying], field: str | None = None) -> Wrong:
        """What is wrong with a key that nothing has, with the one that is nearly it, where there is one."""
        return Wrong(hinted(words(node=named(*ref)), ref[1], self._beside(ref)), field, missing=True)

    def near(self, ref: Ref) -> str | None:
        """The key that stood ahead of the act and is nearly this one; not where they are but numbered otherwise."""
        label, key = ref
        stood = [each for each in self._beside(ref) if self.was.get((label, each), True)]
        return nearest(key, [each for each in stood if NUMBER.sub("", each) != NUMBER.sub("", key)])

    def _beside(self, ref: Ref) -> list[str]:
        """The keys of its label, of a part's in its journey: of so many that one could be meant."""
        label, key = ref
        above = f"{key.split('/')[0]}/" if label in WITHIN else ""
        rows = self.act.run(KEYS.replace("{label}", label), above=above, most=MANY + 1)
        held = dict.fromkeys([*(each for (each,) in rows), *(each for of, each in self.claims.nodes if of == label)])
        return [each for each in held if each.startswith(above) and (label, each) not in self.gone]

    def touch(self, ref: Ref) -> None:
        """Remember what is said of a node, which is about to be said otherwise."""
        self.look([ref])
        if ref not in self.was:
            self.claims.nodes.setdefault(ref, {})
            pen.gather(self.claims, ref)
            self.was[ref] = deepcopy(self.claims.nodes[ref])
            for type, edges in self.leaving(ref):
                self.was_edges.setdefault(type, {}).update(deepcopy(edges))

    def leaving(self, ref: Ref) -> Iterator[tuple[EdgeType, dict[Ends, dict[str, Description]]]]:
        """The edges that leave a node, but for what stands in what is said of it."""
        for type, edges in self.claims.edges.items():
            if type[0] == ref[0] and (found := {ends: each for ends, each in edges.items() if ends[0] == ref[1]}):
                yield type, found

    def mine(self, ref: Ref) -> Description:
        """What people say of a node, to be changed."""
        self.touch(ref)
        return self.claims.nodes[ref].setdefault(EDITS, {})

    def others(self, ref: Ref) -> list[str]:
        """The sources that describe a node, but for people."""
        self.look([ref])
        return [source for source in self.claims.nodes.get(ref, {}) if source != EDITS]

    def effective(self, ref: Ref) -> Description:
        """What counts of a node now."""
        self.look([ref])
        return self.claims.effective(ref, self.ranks)

    def set(self, ref: Ref, field: str, at: int, words: Description) -> None:
        """Have people say this of a node; None is unknown, and where nobody else speaks it is simply not said."""
        mine, others = self.mine(ref), self.others(ref)
        self.fields.setdefault(ref, {})[field] = at
        pen.hold(mine, words)
        for name, word in words.items():
            if word is None and (name in pen.SHARED or not others):
                mine.pop(name, None)
            else:
                mine[name] = word
        if (ref[0], field) in PASSING and others:
            mine[pen.RELEASED] = sorted({*mine.get(pen.RELEASED, ()), *words.keys() & mine.keys()})

    def place(self, type: EdgeType, ends: Ends) -> None:
        """Have people put a part where it is to stand, and nowhere else."""
        self.touch((type[0], ends[0]))
        self.stay((type[2], ends[1]))
        for start, end in list(self.claims.edges.get(type, ())):
            if end == ends[1]:
                self.touch((type[0], start))
                del self.claims.edges[type][start, end]
        self.claims.edges.setdefault(type, {})[ends] = {EDITS: {}}
        if "stated" in MODEL[type[0]].by_name:
            mine = self.mine((type[0], ends[0]))
            mine["stated"] = sorted({*mine.get("stated", ()), *pen.PARTS[type[0]]})

    def stay(self, part: Ref) -> None:
        """Have people hold the place of a part again, if it was given back."""
        if pen.RELEASED in self.claims.nodes.get(part, {}).get(EDITS, {}):
            pen.hold(self.mine(part), [pen.PLACE])

    def map(self, journey: str) -> sequence.Map:
        """The phases and steps of a journey in their order, to be changed."""
        if journey not in self.maps:
            self.look([("Journey", journey)])
            phases = self._ordered("Phase", [end for start, end in self._edges(sequence.PHASES) if start == journey])
            steps = list(self._edges(sequence.STEPS))
            self.look(("Step", step) for phase, step in steps if phase in phases)
            self.maps[journey] = [
                (phase, self._ordered("Step", [step for start, step in steps if start == phase])) for phase in phases
            ]
            self.was_maps[journey] = deepcopy(self.maps[journey])
        return self.maps[journey]

    def arrange(self, journey: str) -> None:
        """Have people's order of a journey's phases and steps count from now on."""
        mine = self.mine(("Journey", journey))
        mine[pen.ORDER] = sequence.written(self.maps[journey])
        pen.hold(mine, [pen.ORDER])

    def _edges(self, type: EdgeType) -> list[Ends]:
        return list(self.claims.edges.get(type, ()))

    def _ordered(self, label: str, keys: list[str]) -> list[str]:
        self.look((label, key) for key in keys)
        nodes: dict[str, Any] = self.held.nodes.get(label, {})
        return sorted(keys, key=lambda key: (nodes.get(key, {}).get("order", math.inf), key))
