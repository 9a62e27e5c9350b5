"""Settling a draft and writing it, and noting the act once everything derived is right again."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph import revision, trees
from graph.acts.acting import Acting
from graph.changes import difference
from graph.derive import touched, upkeep
from graph.editing import conflicts, inverse, wrong
from graph.editing.consequent import Consequent
from graph.editing.draft import Draft
from graph.editing.inverse import Segment
from graph.editing.outcome import Note
from graph.editing.wrong import Wrong
from graph.held import Holdings
from graph.lengths import too_long
from graph.model import MODEL, Family
from graph.report import Count, tallied
from graph.run import new_run
from graph.said import Ref, Said, Subgraph
from graph.settling import bare, fields, moving, pen, rekeying, sequence, spared
from graph.settling.claims import Claims, Settled
from graph.settling.fields import Change
from graph.settling.marked import mark
from graph.settling.ranks import Ranks, ranks
from graph.statement import EDITS
from graph.terms import FieldName, named

REMOVED = """
MERGE (s:Source {key: $source}) SET s.name = $source, s.kind = $source
SET s.removed = [each IN coalesce(s.removed, []) WHERE NOT split(each, '\t')[1] IN $back] + $gone
"""


@dataclass
class Writing:
    """An act while it is written: what it has changed so far, and how it is taken back."""

    act: Acting
    run: str
    ranks: Ranks
    moved: Consequent = field(default_factory=Consequent)
    changes: list[Change] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=dict)
    concerned: set[Ref] = field(default_factory=set)
    gone: set[Ref] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)

    def draft(self) -> Draft:
        """A draft of what stands by now."""
        return Draft(self.act, self.run, self.ranks)

    def write(self, draft: Draft) -> None:
        """Settle what was drafted, and write it. Conflict where somebody else was there first."""
        conflicts.refuse(draft)
        held, settled = _settled(draft)
        _keep_trees(draft, settled.wanted)
        _keep_short(draft, settled.wanted)
        _number(draft, held, settled.wanted)
        bare.let_go(draft.graph, held, settled, lambda *_: True)
        changes = difference(held, settled.wanted)
        mark(changes, held, settled.wanted, self.run)
        self.changes += fields.told(changes, held, settled.wanted)
        for name, count in changes.counts(settled.wanted).items():
            self.counts.setdefault(name, Count()).add(count)
        if changes:
            self.concerned |= touched.changed(changes)
            self.moved.before(self.act.run, changes)
            changes.write(self.act.work)
            self.moved.note(changes)
            self.notes += [*draft.notes, *_newly_held(draft)]
            self.gone = (self.gone | {*draft.was}) - set(settled.wanted.refs())
            segment = inverse.of(draft, held, settled.wanted)
            self.segments.append(segment)
            if again := [name for name in segment.back if name in draft.removed]:
                self.let_back(again)
            if segment.gone:
                self.act.run(REMOVED, source=EDITS, gone=segment.gone, back=[])

    def move(self, moves: moving.Moves, renamed: list[list[str]]) -> None:
        """Bring nodes to other keys, with all that hangs on them."""
        rekeying.carry_out(self.act.work, moves)
        self.concerned |= moves.touched()
        self.segments.append(Segment(renamed=renamed))

    def let_back(self, names: list[str]) -> None:
        """Let sources describe again what people removed, by `Label:key`."""
        removed = {":".join(ref): sources for ref, sources in spared.removed(self.act.run).items()}
        entries = [f"{source}\t{name}" for name in names for source in sorted(removed.get(name, ()))]
        self.act.run(REMOVED, source=EDITS, gone=[], back=names)
        self.segments.append(Segment(let=entries))

    def keep_away(self, entries: list[str]) -> None:
        """Have what people removed stay away again."""
        self.act.run(REMOVED, source=EDITS, gone=entries, back=[])
        self.segments.append(Segment(kept=entries))

    def end(self, note: str | None) -> str | None:
        """Derive what follows, and note the act; its run, None where nothing had to be written."""
        if not self.segments:
            return None
        upkeep.after(self.act.work, self.concerned, self.run, upkeep.quiet, self.moved)
        known = {"note": note, "inverse": inverse.written(self.segments), **self.moved.properties()}
        self.act.log(self.changes, self.run, {**tallied(self.counts), **known})
        return self.run


def _newly_held(draft: Draft) -> Iterator[Note]:
    """Fields that come from people from now on, and came from a source before."""
    for ref, set_by in draft.fields.items():
        mine, was = draft.claims.nodes.get(ref, {}).get(EDITS, {}), draft.was.get(ref, {})
        before = {*was.get(EDITS, ())} - {*was.get(EDITS, {}).get(pen.RELEASED, ())}
        for name, at in set_by.items():
            free = mine.get(pen.RELEASED, ())
            held = [each for each in pen.words(ref[0], name) if each not in free] if name else []
            sources = [source for source, said in was.items() if source != EDITS and any(each in said for each in held)]
            if sources and any(each in mine and each not in before for each in held):
                said = wrong.HOLDS(node=named(*ref), field=FieldName(str(name)), source=", ".join(sources))
                yield Note("HELD", at, name, said)


def begun(act: Acting) -> Writing:
    """An act that has changed nothing yet."""
    return Writing(act, new_run(revision.last(act.work)), ranks(Holdings(act.run), EDITS, Family.DESIGN.name, EDITS))


def _settled(draft: Draft) -> tuple[Subgraph, Settled]:
    """What the graph holds of what is touched, and what it should hold."""
    refs, claims, held = list(draft.was), Claims(), Subgraph()
    for ref in refs:
        claims.nodes[ref] = draft.claims.nodes[ref]
        if draft.held.has(ref):
            held.nodes.setdefault(ref[0], {})[ref[1]] = draft.held.nodes[ref[0]][ref[1]]
    for into, edges_of in ((claims.edges, draft.claims.edges), (held.edges, draft.held.edges)):
        for type, edges in edges_of.items():
            here = {ends: each for ends, each in edges.items() if (type[0], ends[0]) in draft.was}
            into[type] = here
    settled = claims.settled(refs, held, draft.run, EDITS, draft.ranks)
    draft.claims.edges = claims.edges
    for (label, key), first in draft.first.items():
        if settled.wanted.has((label, key)):
            settled.wanted.nodes[label][key]["firstSeen"] = first
    return held, settled


def _keep_trees(draft: Draft, wanted: Subgraph) -> None:
    """Wrong, with the change and its field, for what would stand below itself."""
    before = {type: {*wanted.edges.get(type, ())} for type in trees.TREES}
    if problems := trees.keep(draft.graph, wanted, Said()):
        for label, name, end in trees.TREES:
            for start, _ in before[label, name, end] - wanted.edges.get((label, name, end), {}).keys():
                field = next(r.name for r in MODEL[label].said if r.type == name and r.tree)
                at = draft.fields.get((label, start), {}).get(field)
                raise Wrong(problems[0].said, field, at=at)  # type: ignore[arg-type]


def _keep_short(draft: Draft, wanted: Subgraph) -> None:
    """Wrong, with the change and its field, for a key or a text that no index could hold."""
    for ref in wanted.refs():
        one = Said({ref[0]: {ref[1]: wanted.nodes[ref[0]][ref[1]]}})
        if said := too_long(one):
            name = said.values["name"]
            of = draft.fields.get(ref, {})
            raise Wrong(said, name, at=of.get(name, of.get(None)))


def _number(draft: Draft, held: Subgraph, wanted: Subgraph) -> None:
    """Number the parts of journeys whose order has changed."""
    places: dict[Ref, int | None] = {}
    for journey, map in draft.maps.items():
        if map != draft.was_maps[journey]:
            places |= sequence.orders(map)
    places |= draft.orders
    for label in ("Phase", "Step"):  # what people say of a part says nothing of its place, which stays
        for key in wanted.nodes.get(label, {}):
            there = draft.held.nodes.get(label, {}).get(key)
            if there is not None and not there.get("stub"):
                places.setdefault((label, key), there.get("order"))
    for (label, key), place in places.items():
        there = draft.held.nodes.get(label, {}).get(key)
        if not wanted.has((label, key)):
            if there is None or there.get("order") == place:
                continue
            held.nodes.setdefault(label, {})[key] = there
            wanted.nodes.setdefault(label, {})[key] = dict(there)
        if place is None:
            wanted.nodes[label][key].pop("order", None)
        else:
            wanted.nodes[label][key]["order"] = place
