"""Giving a node another key: its parts, and all that hangs on them, go with it; the former key stays as an alias."""

from graph.aliases import LABELS, Names
from graph.editing import wrong
from graph.editing.change import Rename
from graph.editing.writing import Writing
from graph.editing.wrong import Wrong
from graph.errors import Conflict
from graph.keys import fits
from graph.said import Ref, Said
from graph.settling import moving
from graph.statement import EDITS
from graph.terms import named, term
from graph.wholes import MAPPED, WITHIN, cut


def rename(writing: Writing, at: int, change: Rename) -> tuple[Ref, Ref]:
    """Bring a node to its new key; gives it by both. Wrong for a key that cannot be, or is another one's."""
    draft = writing.draft()
    former = label, old = draft.today(change.ref)
    draft.demand(former)
    if label in WITHIN and not draft.described(former):  # it stands nowhere, and renamed it would be nowhere still
        raise Wrong(wrong.NO_NODE(node=named(*former)), missing=True)
    if label not in LABELS:
        raise Wrong(wrong.NO_RENAMING(node=named(label, old)))
    above = cut(label, old)[0]
    new = f"{above}/{change.key}" if above and not change.key.startswith(f"{above}/") else change.key
    if new == old:
        return former, former
    if not fits(label, new):
        raise Wrong(wrong.NO_KEY(key=new, label=term(label).said()), "key")
    if draft.there((label, new)):
        raise Wrong(wrong.THERE_ALREADY(node=named(label, new)), "key")
    if (now := draft.today((label, new))) not in ((label, new), former):
        raise Wrong(wrong.FORMER_KEY(key=new, node=named(*now)), "key")
    carry_out(writing, label, old, new)
    draft = writing.draft()
    aliases = draft.mine((label, new)).get("aliases") or []
    kept = [alias for alias in aliases if alias != new]
    draft.set((label, new), "aliases", at, {"aliases": [*kept, old]})
    writing.write(draft)
    return former, (label, new)


def carry_out(writing: Writing, label: str, old: str, new: str) -> None:
    """Bring a node and its parts from one key to the other."""
    names = Names({label: {old: new}})
    labels = dict.fromkeys((label, *MAPPED))
    moves = moving.find(writing.act.run, names, Said(), EDITS, sweep=False, labels=labels)
    if not any((each.label, each.old, each.new, each.taken) == (label, old, new, False) for each in moves.all):
        raise Conflict(wrong.THERE_ALREADY(node=named(label, new)), [{"id": f"{label}:{new}", "field": None}])
    writing.move(moves, [[label, old, new]])
