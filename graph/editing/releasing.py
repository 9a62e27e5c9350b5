"""Giving the pen back: what people said of a node counts until a source describes it again."""

from collections.abc import Iterator, Sequence

from graph.acts.acting import Acting
from graph.editing import inverse, wrong
from graph.editing.draft import Draft
from graph.editing.inverse import Segment
from graph.editing.outcome import Note, Outcome
from graph.editing.writing import Writing, begun
from graph.errors import NotFound, WrongChange
from graph.language import Told
from graph.model import MODEL, Relation
from graph.said import Ref
from graph.saying import Saying
from graph.settling import pen, spared
from graph.settling.beside import ORDER, PLACED
from graph.settling.parts import OWNED
from graph.statement import EDITS
from graph.terms import ROLES, FieldName, named, term

RELEASED = "RELEASED"
"""The code of what is told of a field that was given back."""

REMOVING = """
MATCH (r:ImportRun)-[:OF]->(:Source {key: $source}) WHERE r.inverse CONTAINS $entry
RETURN r.inverse ORDER BY r.key DESC
"""


def release(act: Acting, ref: Ref, fields: Sequence[str] | None = None) -> Outcome:
    """Give the pen of a node's fields back, of all that people hold where none is named; removed, it may come back.

    What people said stands until the next import that describes the node; the notes tell of each field from whom it
    comes then. NotFound for a node that is neither there nor removed, WrongChange for a field that people do not hold.
    """
    writing = begun(act)
    draft = writing.draft()
    if not draft.described(ref):
        return _let_back(writing, ref, fields)
    held = _held(draft, ref)
    given = list(held if fields is None else dict.fromkeys(fields))
    for field in given:
        if field not in held:
            raise _not_held(ref, field, list(held))
    if given:
        writing.notes += [Note(RELEASED, 0, field, _coming(draft, ref, field, held[field])) for field in given]
        pen.let_go(draft.mine(ref), [name for field in given for name in held[field]])
        writing.write(draft)
    return Outcome(writing.end(None), (ref,), notes=tuple(writing.notes))


def _held(draft: Draft, ref: Ref) -> dict[str, tuple[str, ...]]:
    """The fields that people hold, by the names of the model, and as descriptions name them."""
    label, mine = ref[0], draft.claims.nodes[ref].get(EDITS, {})
    properties = [p.name for p in MODEL[label].properties if p.told and p.name not in pen.SHARED]
    relations = [r.name for r in MODEL[label].said if r.told and not r.owned]
    every = {name: pen.words(label, name) for name in (*properties, *relations)}
    held = {name: told for name, told in every.items() if any(each in mine for each in told)}
    if pen.ORDER in mine:
        held[ORDER] = (pen.ORDER,)
    if label in PLACED and _placed(draft, ref):
        held[PLACED[label]] = (pen.PLACE,)
    return held


def _placed(draft: Draft, ref: Ref) -> bool:
    """Whether people put a part where it stands."""
    entering = draft.graph.edges_in([ref]).edges
    return any(EDITS in carried["sources"] for type in OWNED for carried in entering.get(type, {}).values())


def _not_held(ref: Ref, field: str, held: Sequence[str]) -> WrongChange:
    if not held:
        return WrongChange(wrong.NOTHING_HELD(node=named(*ref), field=field), 0, field)
    return WrongChange(wrong.NOT_HELD(node=named(*ref), field=field, held=", ".join(sorted(held))), 0, field)


def _coming(draft: Draft, ref: Ref, field: str, names: tuple[str, ...]) -> Saying:
    """From whom a field comes once it is described again: those who speak of it, else all who describe the node."""
    descriptions = draft.claims.nodes[ref]
    others = draft.others(ref)
    sources = [source for source in others if any(name in descriptions[source] for name in names)] or others
    if not sources:
        return wrong.STANDS(node=named(*ref), field=_called(ref, field))
    return wrong.COMES_FROM(node=named(*ref), field=_called(ref, field), source=", ".join(sources))


def _called(ref: Ref, field: str) -> Saying | FieldName:
    """A field by what people call it."""
    declared = MODEL[ref[0]].by_name.get(field)
    if field == PLACED.get(ref[0]):
        return term("Phase").said()
    role: Told | None = ROLES.get(declared.type or "") if isinstance(declared, Relation) else None
    return Saying(role, {}) if role else FieldName(field)


def _let_back(writing: Writing, ref: Ref, fields: Sequence[str] | None) -> Outcome:
    """Let sources bring back what people removed, with the parts that went with it."""
    removed = spared.removed(writing.act.run)
    if ref not in removed:
        raise NotFound(wrong.NO_NODE(node=named(*ref)))
    if fields:
        raise _not_held(ref, fields[0], ())
    going = [each for each in _gone_with(writing.act, ref) if each in removed]
    writing.let_back([":".join(each) for each in going])
    back = wrong.COMES_BACK(node=named(*ref), source=", ".join(sorted(removed[ref])))
    return Outcome(writing.end(None), (None,), notes=(Note(RELEASED, 0, None, back),))


def _gone_with(act: Acting, ref: Ref) -> list[Ref]:
    """A node that was removed, and the parts that went with it."""
    entry = rf"\t{':'.join(ref)}" + '"'
    for (text,) in act.run(REMOVING, source=EDITS, entry=entry):
        for segment in inverse.read(text):
            gone = dict.fromkeys(inverse.removed(segment))
            if ref in gone:
                return [ref, *_parts(segment, ref, [each for each in gone if each != ref])]
    return [ref]


def _parts(segment: Segment, ref: Ref, gone: list[Ref]) -> Iterator[Ref]:
    """Those that stood in a node, or measured it, and went in the same act."""
    standing = {(label, end) for start, _, label, whole, end, _ in segment.edges if (start, whole) == ref}
    for part in gone:
        if part in standing or part[1].startswith(f"{':'.join(ref)}~"):
            yield part
            yield from _parts(segment, part, [each for each in gone if each != part])
