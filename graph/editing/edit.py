"""Carrying an act out: what it changes is settled, written and derived from, all within the act's transaction."""

from collections.abc import Sequence

from graph.acts.acting import Acting
from graph.aliases import Names
from graph.editing import conflicts, describing, inverse, placing, removing, renaming, undoing, wrong
from graph.editing.change import Change, Describe, Move, Remove, Rename
from graph.editing.draft import Draft
from graph.editing.outcome import Outcome
from graph.editing.writing import begun
from graph.editing.wrong import Wrong
from graph.errors import BadInput, NotFound, UnknownNode, WrongChange
from graph.said import Ref
from graph.saying import saying
from graph.settling import pen
from graph.statement import EDITS
from graph.steering import steering

MOST = 500
"""Changes of one act at most."""

LONGEST = 2000
"""Characters of a note at most."""

INVERSE = "MATCH (r:ImportRun {key: $run})-[:OF]->(:Source {key: $source}) RETURN r.inverse, r.by"
NO_EDIT = saying(
    "{run!r} is no edit that can be taken back", "{run!r} n'est pas une modification que l'on puisse annuler"
)


def edit(act: Acting, changes: Sequence[Change], note: str | None = None, hold_organisation: bool = False) -> Outcome:
    """Carry the changes out in their order, all or none.

    WrongChange (a BadInput) with the place for what cannot be done, UnknownNode (a NotFound) for a key that nothing
    has; Conflict if somebody changed what this would change since the revision that the act expects, with what stands
    there.
    """
    note = _checked(changes, note)
    writing = begun(act)
    draft = writing.draft()
    refs: list[Ref | None] = []
    for at, change in enumerate(changes):
        try:
            if isinstance(change, Rename):
                writing.write(draft)
                former = writing.draft().today(change.ref)
                renamed = renaming.rename(writing, at, Rename(former, change.key))
                names = Names({renamed[0]: {former[1]: renamed[1]}})
                refs = [ref and (ref[0], names.key(*ref)) for ref in [*refs, renamed]]
                draft = writing.draft()
            else:
                refs.append(_carried_out(draft, at, change, hold_organisation))
            if at == len(changes) - 1:
                writing.write(draft)
        except Wrong as error:
            conflicts.refuse(draft)  # it may be wrong because somebody was there first
            kind = UnknownNode if error.missing else WrongChange
            raise kind(error.saying, at, error.field) from error
    run = writing.end(note)
    left = tuple(None if ref is None or ref in writing.gone else ref for ref in refs)
    return Outcome(run, left, writing.moved.consequences(), tuple(writing.notes))


def undo(act: Acting, run: str) -> Outcome:
    """Take an act back by its inverse, which can be taken back itself.

    NotFound for a run that is no edit; Conflict, with the fields, where somebody went on from it.
    """
    text, _ = _noted(act, run)
    writing = begun(act)
    refs: list[Ref] = []
    for segment in reversed(inverse.read(text)):
        refs += undoing.take_back(writing, segment)
    own = writing.end(None)
    there = tuple(ref for ref in dict.fromkeys(refs) if ref not in writing.gone)
    return Outcome(own, there, writing.moved.consequences())


def whose(act: Acting, run: str) -> tuple[str | None, set[str], bool]:
    """Who did an act, the labels of what it changed, and whether it gave pens back.

    NotFound for a run that is no edit.
    """
    text, by = _noted(act, run)
    segments = inverse.read(text)
    labels = {name.partition(":")[0] for segment in segments for name in segment.nodes}
    labels |= {label for segment in segments for label, _, _ in segment.renamed}
    released = any(each.let or each.kept or _released(each) for each in segments)
    return by, labels, released


def _released(segment: inverse.Segment) -> bool:
    fields = (field for by_source in segment.nodes.values() for both_of in by_source.values() for field in both_of)
    return pen.RELEASED in fields


def _noted(act: Acting, run: str) -> tuple[str, str | None]:
    """What takes an act back, and who did it."""
    rows = act.run(INVERSE, run=run, source=EDITS)
    if not rows or rows[0][0] is None:
        raise NotFound(NO_EDIT(run=run))
    text, by = rows[0]
    return text, by


def _checked(changes: Sequence[Change], note: str | None) -> str | None:
    """The note without what stands around it. BadInput for one that cannot be, and for too many changes or none."""
    if not changes:
        raise BadInput(wrong.NONE())
    if len(changes) > MOST:
        raise BadInput(wrong.TOO_MANY(many=len(changes), most=MOST))
    note = (note or "").strip()
    if len(note) > LONGEST:
        raise BadInput(wrong.LONG_NOTE(length=len(note), most=LONGEST))
    if (said := steering(note)) is not None:
        raise BadInput(wrong.IN_NOTE(said=said))
    return note or None


def _carried_out(draft: Draft, at: int, change: Describe | Move | Remove, hold_organisation: bool) -> Ref | None:
    if isinstance(change, Describe):
        return describing.describe(draft, at, change, hold_organisation)
    if isinstance(change, Move):
        ref = draft.today(change.ref)
        placing.move(draft, at, ref, change.place)
        return ref
    removing.remove(draft, at, tuple(map(draft.today, change.refs)), change.cascade)
    return None
