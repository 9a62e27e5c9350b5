"""Carrying an act out: what it changes is settled, written and derived from, all within the act's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.acts.acting import Acting
from graph.acts.noting import noted
from graph.aliases import Names
from graph.editing import conflicts, copying, describing, inverse, placing, removing, renaming, undoing, wrong
from graph.editing.change import Change, Describe, Move, Remove, Rename
from graph.editing.draft import Draft
from graph.editing.inverse import Segment
from graph.editing.outcome import Outcome
from graph.editing.writing import begun
from graph.editing.wrong import Wrong
from graph.errors import BadInput, NotFound, UnknownNode, WrongChange
from graph.said import Ref
from graph.saying import saying
from graph.statement import EDITS

MOST = 500
"""Changes of one act at most."""

INVERSE = "MATCH (r:ImportRun {key: $run})-[:OF]->(:Source {key: $source}) RETURN r.inverse, r.by, r.revision"
NO_EDIT = saying(
    "{run!r} is no edit that can be taken back", "{run!r} n'est pas une modification que l'on puisse annuler"
)


def edit(act: Acting, changes: Sequence[Change], note: str | None = None, hold_organisation: bool = False) -> Outcome:
    """Carry the changes out in their order, all or none.

    WrongChange (a BadInput) with the place for what cannot be done, UnknownNode (a NotFound) for a key that nothing
    has; Conflict if somebody changed what this would change since the revision that the act expects, with what stands
    there.
    """
    if not changes:
        raise BadInput(wrong.NONE())
    if len(changes) > MOST:
        raise BadInput(wrong.TOO_MANY(many=len(changes), most=MOST))
    said = noted(note)
    writing = begun(act)
    draft = writing.draft()
    refs: list[Ref | None] = []
    for at, change in enumerate(changes):
        try:
            if isinstance(change, Rename):
                writing.write(draft)
                former, now = renaming.rename(writing, at, change)
                names = Names({now[0]: {former[1]: now[1]}})
                refs = [ref and (ref[0], names.key(*ref)) for ref in [*refs, now]]
                draft = writing.draft()
            elif isinstance(change, Describe) and change.copy_of is not None:
                writing.write(draft)  # an act copies what it has made so far
                draft = writing.draft()
                refs.append(copying.copy(draft, at, change))
            else:
                refs.append(_carried_out(draft, at, change, hold_organisation))
            if at == len(changes) - 1:
                writing.write(draft)
        except Wrong as error:
            conflicts.refuse(draft)  # it may be wrong because somebody was there first
            kind = UnknownNode if error.missing else WrongChange
            raise kind(error.saying, at if error.at is None else error.at, error.field) from error
    run = writing.end(said)
    left = tuple(None if ref is None or ref in writing.gone else ref for ref in refs)
    return Outcome(run, left, writing.moved.consequences(), tuple(writing.notes))


@dataclass(frozen=True)
class Past:
    """An act that was carried out: who did it, at which revision it left the graph, and what takes it back."""

    by: str | None
    revision: int | None
    segments: list[Segment]

    @property
    def labels(self) -> set[str]:
        """The labels of what it changed."""
        return {label for label, _ in self.refs}

    @property
    def refs(self) -> set[Ref]:
        """What it changed, by the keys of then."""
        changed = {name for segment in self.segments for name in segment.nodes}
        renamed = {(label, key) for segment in self.segments for label, *both in segment.renamed for key in both}
        return renamed | {(label, key) for label, _, key in (name.partition(":") for name in changed)}

    @property
    def released(self) -> bool:
        """Whether it gave pens back, but for those of nodes that it brought back or removed itself."""
        own = {name for each in self.segments for name in (*each.back, *each.first)}
        let = {entry.partition("\t")[2] for each in self.segments for entry in (*each.let, *each.kept)}
        return bool(let - own) or any(each.releases for each in self.segments)


def past(act: Acting, run: str) -> Past:
    """An act by its run. NotFound for a run that is no edit."""
    rows = act.run(INVERSE, run=run, source=EDITS)
    if not rows or rows[0][0] is None:
        raise NotFound(NO_EDIT(run=run))
    text, by, revision = rows[0]
    return Past(by, revision, inverse.read(text))


def undo(act: Acting, done: Past) -> Outcome:
    """Take an act back by its inverse, which can be taken back itself.

    Conflict, with the fields, where somebody went on from it.
    """
    writing = begun(act)
    refs: list[Ref] = []
    for segment in reversed(done.segments):
        refs += undoing.take_back(writing, segment, done.revision)
    own = writing.end(None)
    there = tuple(ref for ref in dict.fromkeys(refs) if ref not in writing.gone)
    return Outcome(own, there, writing.moved.consequences())


def _carried_out(draft: Draft, at: int, change: Describe | Move | Remove, hold_organisation: bool) -> Ref | None:
    if isinstance(change, Describe):
        return describing.describe(draft, at, change, hold_organisation)
    if isinstance(change, Move):
        ref = draft.today(change.ref)
        placing.move(draft, at, ref, change.place)
        return ref
    removing.remove(draft, at, tuple(map(draft.today, change.refs)), change.cascade, hold_organisation)
    return None
