"""What a slice of a statement changes: it is settled with what the graph holds, its trees and stubs put in order."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from graph import trees
from graph.changes import Changes, difference
from graph.derive.silos import COMPUTED
from graph.held import Holdings
from graph.nearest import hinted
from graph.problems import Code, Problem
from graph.report import Count
from graph.said import EdgeType, Ref, Said, Subgraph, Whole
from graph.saying import saying
from graph.settling import bare, differing, fields, parts, references, sequence
from graph.settling.claims import Settled, settle
from graph.settling.fields import Change
from graph.settling.marked import mark
from graph.settling.ranks import Ranks
from graph.terms import named, term

DANGLING = saying(
    "{one} {name} refers to {other} {key}, which nobody describes",
    "{one} {name} renvoie vers {other} {key}, que personne ne décrit",
)
OUTLIVES = saying(
    "{node} is described no more, and people edited it: it stays, as theirs; whoever wants it gone removes it",
    "{node} n'est plus décrit, mais a été modifié ici et reste, comme venant d'ici ; supprimez-le s'il est de trop",
)


@dataclass
class Slice:
    """The changes of a slice, and what was found on the way; `counts` by label and type.

    `told` goes through what changes in what is told, field by field, once.
    """

    changes: Changes
    wanted: Subgraph = field(default_factory=Subgraph)
    """What the slice is about, as it should be."""
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=dict)
    told: Iterable[Change] = ()


@dataclass
class Slices:
    """What one run changes, slice by slice: `source` says `whole`; what it no longer says is withdrawn if `sweep`.

    `claimed` are the labels that it described before.
    """

    graph: Holdings
    source: str
    whole: Whole
    claimed: Collection[str]
    run: str
    sweep: bool
    ranks: Ranks

    def each(self) -> Iterator[Slice]:
        """Slice after slice: what is said, then what is said no more of the labels that are streamed.

        A slice is settled when the one before is carried out.
        """
        there = self.graph.labels()
        small = [label for label in self.claimed if label not in self.whole.streamed]
        gone = {ref for label in small for page in self._withdrawn(label) for ref in page}
        for said in self.whole.slices():
            yield self._settled(said, gone, there)
            gone = set()
        for label in self.claimed if self.sweep else ():
            if label in self.whole.streamed:
                for page in self._withdrawn(label):
                    yield self._settled(Said(), page, there)

    def _withdrawn(self, label: str) -> Iterator[set[Ref]]:
        """What the source described and describes no more; without a sweep it stays, and is looked at all the same."""
        for keys in self.graph.keys(label, self.source):
            gone = set(keys) - self.whole.described(label, keys)
            if gone:
                yield {(label, key) for key in gone}

    def _settled(self, said: Said, gone: set[Ref], there: set[str]) -> Slice:
        same = self._unchanged(said, there)
        loose = self._loose(said)
        told = without(said, same) if same else said
        looked_up = {ref for ref in {*told.refs(), *gone} if ref[0] in there}
        held = self.graph.nodes(looked_up)
        held.take(self.graph.edges_out(looked_up))
        settled = settle(held, gone, told, self.source, self.run, self.sweep, self.ranks)
        settled.problems += differing.problems(self.graph, settled.differing, held, told)
        settled.problems += [_outlives(ref) for ref in settled.outlived]
        settled.problems += parts.keep(self.graph, held, settled.wanted, told, self.source)
        settled.problems += sequence.keep(self.graph, held, settled.wanted, told, self.source)
        settled.problems += trees.keep(self.graph, settled.wanted, told)
        settled.problems += self._stubs(said, settled, loose, there)
        bare.let_go(self.graph, held, settled, self._stays)
        changes = difference(held, settled.wanted)
        mark(changes, held, settled.wanted, self.run)
        counts = changes.counts(settled.wanted)
        for label, _ in same:
            counts.setdefault(label, Count()).unchanged += 1
        if same:
            for (start, type, _), edges in said.edges.items():
                same_edges = sum((start, one) in same for one, _ in edges)
                counts.setdefault(type, Count()).unchanged += same_edges
        field_by_field = fields.told(changes, held, settled.wanted)
        return Slice(changes, settled.wanted, settled.problems, counts, field_by_field)

    def _unchanged(self, said: Said, there: set[str]) -> set[Ref]:
        """What of a long statement is in the graph as it is said; a short one is settled as a whole."""
        if not any(label in there for label in said.nodes if label in self.whole.streamed):
            return set()
        alone = settle(Subgraph(), set(), said, self.source, "")
        return self.graph.unchanged(alone.wanted)

    def _loose(self, said: Said) -> set[Ref]:
        """What edges lead to and this source does not describe in any slice."""
        ends: dict[str, set[str]] = {}
        for (_, _, label), edges in said.edges.items():
            ends.setdefault(label, set()).update(key for _, key in edges)
        for label, key in references.within(said):
            ends.setdefault(label, set()).add(key)
        return {(label, key) for label, keys in ends.items() for key in keys - self.whole.described(label, keys)}

    def _stubs(self, said: Said, settled: Settled, loose: set[Ref], looked_up: set[str]) -> list[Problem]:
        """Put a stub where an edge leads and nothing is; say so of those that this source refers to.

        What a later slice describes is a stub until that one, which has to look it up then.
        """
        wanted = settled.wanted
        targets = {(type[2], key) for type, edges in wanted.edges.items() for _, key in edges}
        absent = {ref for ref in targets | references.within(wanted) if not wanted.has(ref)}
        there = self.graph.nodes(absent | {ref for ref in loose if not wanted.has(ref)})
        # What this source no longer describes and still refers to stands in `wanted`, and is a stub all the same.
        undescribed = (settled.bare & loose) | {
            ref for ref in loose if not wanted.has(ref) and self._nobody(there, ref) and not self._computed(ref)
        }
        for label, key in sorted(absent):
            if not there.has((label, key)):
                wanted.node(label, key, {"sources": [], "stub": True, "firstSeen": self.run})
                looked_up.add(label)
        return dangling(said, undescribed) if undescribed else []

    def _nobody(self, there: Subgraph, ref: Ref) -> bool:
        """Whether nobody will describe the node: it is no more than a stub, or only this source did."""
        held = there.nodes.get(ref[0], {}).get(ref[1])
        return held is None or bool(held.get("stub")) or (self.sweep and held.get("sources") == [self.source])

    def _computed(self, ref: Ref) -> bool:
        """Whether it is the silo that is called after a department of this source, which nobody need describe."""
        label, key = ref
        named = label == "Silo" and key.startswith(COMPUTED)
        return named and bool(self.whole.described("Department", [key.removeprefix(COMPUTED)]))

    def _stays(self, type: EdgeType, ends: tuple[str, str], carried: dict[str, list[str]]) -> bool:
        """Whether an edge from another slice's node stays: another source asserts it, or this one still does."""
        if not self.whole.streamed or carried["sources"] != [self.source]:
            return True
        if not self.sweep and not self.whole.described(type[0], ends[:1]):
            return True
        return self.whole.says(type, ends)


def _outlives(ref: Ref) -> Problem:
    return Problem(Code.HELD, OUTLIVES(node=named(*ref)), value=ref[1])


def without(said: Said, refs: set[Ref]) -> Said:
    """What is said of all other nodes."""
    rest = Said(places=said.places, columns=said.columns, silent=said.silent, amends=said.amends)
    for label, nodes in said.nodes.items():
        rest.nodes[label] = {key: told for key, told in nodes.items() if (label, key) not in refs}
    for type, edges in said.edges.items():
        rest.edges[type] = {ends: told for ends, told in edges.items() if (type[0], ends[0]) not in refs}
    return rest


def dangling(said: Said, undescribed: set[Ref]) -> list[Problem]:
    """What refers to a node that nobody describes; one node by its name, the other by its key."""
    names = fields.Names(said)

    def problem(start: Ref, end: Ref, type: str | None = None) -> Problem:
        one, other = term(start[0]).the(), term(end[0]).the()
        found = DANGLING(one=one, name=names(start), other=other, key=end[1])
        found = hinted(found, end[1], [key for key in said.nodes.get(end[0], ()) if key != end[1]])
        return Problem(Code.DANGLING_REFERENCE, found, said.place(start, type), end[1])

    edges = [
        problem((start, one), (label, key), type)
        for (start, type, label), ends in said.edges.items()
        for one, key in ends
        if (label, key) in undescribed
    ]
    return edges + [problem(one, end) for one, end in references.pairs(said) if end in undescribed]
