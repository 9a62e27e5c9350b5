"""Edits: what an operation gives is made into the changes of an act, and what the act did into parameters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from api import own, retold
from api.compiler import ids
from api.compiler.context import Arguments
from api.describing import describe, identified, one_of_two
from api.editable import LABELS, wholes
from api.rights import EDIT, UNDO, Role, Who, demand
from graph.acts.acting import Acting
from graph.editing import edit as engine
from graph.editing import releasing
from graph.editing.change import Change, Move, Place, Remove, Rename
from graph.editing.outcome import HandoffChange, Note, Outcome
from graph.errors import BadInput, Forbidden, WrongChange
from graph.language import Language
from graph.model import MODEL, Family
from graph.said import Ref
from graph.saying import Saying, saying
from graph.terms import term
from graph.wholes import MAPPED
from queries.former import by_keys
from wording.problems import said

OTHERS = f"""{own.OWNS}
{by_keys("Touchpoint", "touchpoint", "named", "$keys")}
WITH owns, named, touchpoint WHERE NOT touchpoint.key STARTS WITH $within OR NOT EXISTS {{
  (touchpoint)-[:HANDLED_BY]->(:Department)-[:PART_OF*0..]->(own:Department) WHERE own IN owns
}}
RETURN named
"""
STEWARDS = {label for label, node in MODEL.items() if node.family is Family.ORGANISATION} | {
    "Channel", "InformationObject", "Need", "System"
}  # fmt: skip
"""The labels of landscape and organisation, which all maps share."""

NOT_YOURS = saying(
    "{key!r}: another department handles it; propose it to an author",
    "{key!r} : une autre direction le prend en charge ; proposez-le à un auteur",
)
NOT_TO_BE_YOURS = saying(
    "{key!r}: none of your departments would handle it; name one of them in handledBy, or propose it to an author",
    "{key!r} : aucune de vos directions ne le prendrait en charge ; nommez l'une d'elles dans handledBy, "
    "ou proposez-le à un auteur",
)

NO_EDIT = saying("edit: {id!r} is not the id of an edit", "edit : {id!r} n'est pas l'identifiant d'une modification")
NO_PART = saying(
    "{id!r} cannot be moved; phases and steps can", "{id!r} ne se déplace pas ; seules macro-étapes et étapes le font"
)
NOWHERE = saying("where to? Say after, before or into", "à quel endroit ? Dites after, before ou into")
NOT_THERE = saying(
    "{id!r} is no place for that; give the id of {right}",
    "{id!r} n'est pas une place pour cela ; donnez l'identifiant de {right}",
)
DERIVED = saying(
    "{id!r} is nothing that is edited; it is derived, or imported",
    "{id!r} ne se modifie pas ; c'est déduit, ou importé",
)
OR = saying("{one} or {other}", "{one} ou {other}")

Do = Callable[[Acting], dict[str, Any]]


def demanded(by: Who | None, given: Arguments) -> Who:
    """Who edits. Forbidden, with the role that would do, for whoever may not.

    Landscape and organisation are a steward's to change and remove; what is new of them comes with a map that needs it.
    Others may what is their own (see `api.own`); whose a touchpoint is, is looked at once the act has begun.
    """
    changes = given["changes"]
    steward = any(map(_is_a_stewards, changes))
    its = by is not None and all(own.edits(by, each) for each in changes)
    return demand(by, EDIT, steward, its, own.enough(by, changes))


def may(by: Who | None, *changes: Mapping[str, Any]) -> bool:
    """Whether somebody may make these changes, as far as that is known before the act begins."""
    try:
        demanded(by, {"changes": changes})
    except Forbidden:
        return False
    return True


def edit(given: Arguments, who: Who) -> Do:
    """What is to be done by an edit; it tells what it did. WrongChange for a change that cannot be meant.

    Forbidden for contributors where their departments, with all below, do not handle a touchpoint.
    """
    asked = [_change(own.meant(who, each, at), at) for at, each in enumerate(given["changes"])]
    note, dry, hold = given.get("note"), bool(given.get("dryRun")), bool(given.get("holdOrganisation"))

    def do(act: Acting) -> dict[str, Any]:
        changes = given["changes"]
        _refuse_others(act, [key for each in changes for key in own.touchpoints(each) or ()], who)
        stands = act.revision() if dry else None
        outcome = engine.edit(act, asked, note, hold)
        _refuse_elsewhere(act, outcome.run, who)
        added = [ref[1] for at, each in enumerate(changes) if own.adds(each) and (ref := outcome.refs[at])]
        _refuse_others(act, added, who, NOT_TO_BE_YOURS)
        if not dry:
            return _told(outcome)
        act.discard()
        return _told(outcome) | {"run": None, "stands": stands}

    return do


def undo(given: Arguments, who: Who) -> Do:
    """What is to be done to take an edit back. BadInput for what is no edit's id.

    Forbidden where it is somebody else's, and changed what is a steward's; for contributors and guests also where they
    could not say themselves what it said.
    """
    if ids.label(given["edit"]) != "ImportRun":
        raise BadInput(NO_EDIT(id=given["edit"]))
    run = ids.key(given["edit"])

    def do(act: Acting) -> dict[str, Any]:
        done = engine.past(act, run)
        mine, changes = done.by == who.name, list(retold.changes(done))
        steward = not mine and (done.released or not done.labels.isdisjoint(STEWARDS))
        demand(who, UNDO, steward, own=mine and not done.released and all(own.edits(who, each) for each in changes))
        there, gone = retold.touchpoints(done)
        _refuse_others(act, there, who)
        outcome = engine.undo(act, done)
        _refuse_elsewhere(act, outcome.run, who)
        _refuse_others(act, gone, who)
        return _told(outcome)

    return do


def _is_a_stewards(change: Mapping[str, Any]) -> bool:
    """Whether a change is one of the landscape or the organisation, as it is there."""
    ((name, each),) = change.items()
    if name in BY_SINGULAR:
        return BY_SINGULAR[name] in STEWARDS and each.get("key") is not None
    named = each["ids"] if name == "remove" else [each["id"]]
    return any(ids.label(one) in STEWARDS for one in named)


def _refuse_others(act: Acting, keys: Sequence[str], who: Who, words: Callable[..., Saying] = NOT_YOURS) -> None:
    """Forbidden where contributors speak for departments, and by now others handle one of these touchpoints.

    Of what is not there the act itself says so.
    """
    if not (departments := own.departments(who)):
        return
    within = f"{who.scope.journey}/" if who.scope else ""
    for (key,) in act.run(OTHERS, keys=list(keys), departments=list(departments), within=within):
        raise Forbidden(words(key=key), Role.AUTHOR)


def _refuse_elsewhere(act: Acting, run: str | None, who: Who) -> None:
    """Forbidden for guests where they changed another journey: as by a former key of its parts."""
    if run and who.scope:
        journeys = {key.split("/")[0] for label, key in engine.past(act, run).refs if label in MAPPED}
        if journeys - {who.scope.journey}:
            demand(who, EDIT)


def release(given: Arguments, who: Who) -> Do:
    """What is to be done to give the pen of a node back. WrongChange for an id of nothing that is edited."""
    ref = _ref(given["id"], 0, "id")
    return lambda act: _told(releasing.release(act, ref, given.get("fields")))


def _told(outcome: Outcome) -> dict[str, Any]:
    """What an act did, as its payload is read by it."""
    follows = outcome.consequences
    return {
        "run": outcome.run,
        "stands": None,
        "refs": [list(ref) if ref else None for ref in outcome.refs],
        "appeared": list(follows.appeared),
        "resolved": list(follows.resolved),
        "handoffs": [_handoff(each) for each in follows.handoffs],
        "problems": [_problem(each) for each in outcome.notes],
    }


def _handoff(change: HandoffChange) -> dict[str, Any]:
    volume = dict(zip(("low", "high"), change.volume, strict=True)) if change.volume else None
    return asdict(change) | {"volume": volume}


def _problem(note: Note) -> dict[str, Any]:
    message = {language.value: said(note.said, language) for language in Language}
    return {"code": note.code, "message": message, "change": note.at, "field": note.field}


def _change(given: Mapping[str, Any], at: int) -> Change:
    ((name, each),) = given.items()
    if name in BY_SINGULAR:
        return describe(BY_SINGULAR[name], each, at)
    return MAKING[name](each, at)


def _move(given: Mapping[str, Any], at: int) -> Move:
    label, key = _ref(given["id"], at, "id")
    if "order" not in MODEL[label].by_name:
        raise WrongChange(NO_PART(id=given["id"]), at, "id")
    one_of_two(given, ("after", "before"), at)
    place = Place(
        _there(given, "into", tuple(wholes(label).values()), at),
        _there(given, "after", (label,), at),
        _there(given, "before", (label,), at),
    )
    if not place:
        raise WrongChange(NOWHERE(), at)
    return Move((label, key), place)


def _there(given: Mapping[str, Any], field: str, right: tuple[str, ...], at: int) -> str | None:
    """The key of what stands where something is to go. WrongChange where that is of no right label."""
    if given.get(field) is None:
        return None
    label, key = _ref(given[field], at, field)
    if label not in right:
        first, *more = (term(each).any() for each in right)
        labels = OR(one=first, other=more[0]) if more else first
        raise WrongChange(NOT_THERE(id=given[field], right=labels), at, field)
    return key


def _rename(given: Mapping[str, Any], at: int) -> Rename:
    return Rename(_ref(given["id"], at, "id"), given["key"])


def _remove(given: Mapping[str, Any], at: int) -> Remove:
    return Remove(tuple(_ref(each, at, "ids") for each in given["ids"]), bool(given.get("cascade")))


def _ref(id_: str, at: int, field: str) -> Ref:
    """The node that an id means. WrongChange for what is no id, and for what nobody may edit."""
    label, key = ids.label(identified(id_, at, field)), ids.key(id_)
    if label not in LABELS:
        raise WrongChange(DERIVED(id=id_), at, field)
    return label, key


BY_SINGULAR = {MODEL[label].singular: label for label in LABELS}
"""The fields of `Change` that say something of a node, and the label that they say it of."""

MAKING: dict[str, Callable[[Mapping[str, Any], int], Change]] = {"move": _move, "rename": _rename, "remove": _remove}
"""The other fields of `Change`."""
