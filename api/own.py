"""What is somebody's own to do, whatever their role: acts about what they are asked about, all of which its keys tell.

Guests act on the journey that they are invited to, contributors say what happens at touchpoints, and both remark.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from api.compiler import ids
from api.editable import ALTERED, COPY, LABELS, wholes
from api.rights import ROLES, Enough, Role, Scope, Who
from graph.aliases import DERIVED, identity
from graph.errors import WrongChange
from graph.model import MODEL
from graph.model.words import EvidenceKind
from graph.saying import saying
from graph.wholes import MAPPED
from queries.former import by_keys

DESCRIBED = {MODEL[label].singular: label for label in LABELS if label in MAPPED}
"""The fields of `Change` that say something of a journey or its parts, and the label that they say it of."""

REMARK = "evidence"
"""The field of `Change` by which somebody remarks."""

FORMER = {"aliases", f"aliases{ALTERED}"}
"""What would have keys of others stand for something in the journey."""

AT = {"step", "channel"}
"""What says of a touchpoint where it stands."""

PLACED = {"after", "before", "upsert", *FORMER}
"""What says of one that it stands beside others, or is another."""

CONTRIBUTOR = Who("", Role.CONTRIBUTOR, ("",))
"""One with an account, who speaks for some department."""

OWNS = f"""{by_keys("Department", "own", "named", "$departments")}
WITH collect(own) AS owns"""
"""The clauses that bind the departments for which somebody speaks, by keys of theirs that may be former ones."""

THE_LANES = saying(
    "contributor (of the department that handles the touchpoint)",
    "contributeur (de la direction qui prend en charge le point de contact)",
)
ANOTHER_KIND = saying(
    "what you remark is of the kind {kind}: leave the kind out, or ask an author",
    "ce que vous remarquez est du type {kind}\N{NO-BREAK SPACE}: ne donnez pas de type, ou demandez à un auteur",
)


def does(who: Who) -> bool:
    """Whether there is anything that somebody may do only because it is their own."""
    return who.role is Role.CONTRIBUTOR or (who.scope is not None and who.scope.remarks)


def departments(by: Who | None) -> tuple[str, ...]:
    """The departments of whose touchpoints alone somebody may say things; none where that does not matter."""
    return by.departments if by and by.role is Role.CONTRIBUTOR else ()


def edits(who: Who, change: Mapping[str, Any]) -> bool:
    """Whether a change is somebody's own: a remark, or what contributors say, guests in their journey alone.

    Who speaks for departments says things of touchpoints, adds and removes them; whether these handle them, is looked
    at within the act: of those that are there before it, of new ones once they are written.
    """
    scope = who.scope
    if _remarks(change, scope):
        return does(who)
    if who.role is not Role.CONTRIBUTOR or (scope and not _changes(change, scope)):
        return False
    return touchpoints(change) is not None if who.departments else scope is not None


def enough(by: Who | None, changes: Sequence[Mapping[str, Any]]) -> Enough | None:
    """That an account as contributor would do, where these changes are such a one's own; null for contributors."""
    known = by is not None and by.scope is None and by.role is Role.CONTRIBUTOR
    if known or not all(edits(CONTRIBUTOR, each) for each in changes):
        return None
    lanes = any(touchpoints(each) is not None for each in changes)
    return Enough(Role.CONTRIBUTOR, (THE_LANES if lanes else ROLES[Role.CONTRIBUTOR])())


def triages(who: Who, ruptures: Sequence[str]) -> bool:
    """Whether all these ruptures, by their ids, break the journey of a guest who decides there."""
    scope = who.scope
    return scope is not None and who.role is Role.CONTRIBUTOR and all(_within(each, scope) for each in ruptures)


def touchpoints(change: Mapping[str, Any]) -> Sequence[str] | None:
    """The keys of the touchpoints that a change says things of or removes, and does nothing else; null for any other.

    One that is to be added has none yet.
    """
    ((name, given),) = change.items()
    if name == "remove" and not given.get("cascade") and all(ids.label(each) == "Touchpoint" for each in given["ids"]):
        return [ids.key(each) for each in given["ids"]]
    if name != "touchpoint" or PLACED & given.keys():
        return None
    if given.get("key") is None:
        return () if given.get("step") is not None else None
    return None if AT & given.keys() else (given["key"],)


def adds(change: Mapping[str, Any]) -> bool:
    """Whether a change adds a touchpoint, and does nothing else."""
    return "touchpoint" in change and touchpoints(change) == ()


def kind(who: Who) -> EvidenceKind:
    """What sort of evidence it is that somebody remarks."""
    customer = who.scope is not None and who.scope.remarks
    return EvidenceKind.CUSTOMER_COCREATION if customer else EvidenceKind.STAFF_COCREATION


def meant(who: Who, change: Mapping[str, Any], at: int) -> Mapping[str, Any]:
    """A change as this one may mean it: what customers remark was said by customers, what contributors do by staff.

    WrongChange where it says something else of itself.
    """
    if REMARK not in change or who.role.may(Role.AUTHOR):
        return change
    its = kind(who)
    if change[REMARK].get("kind") not in (None, its):
        raise WrongChange(ANOTHER_KIND(kind=its), at, "kind")
    return {REMARK: {**change[REMARK], "kind": its}}


def _remarks(change: Mapping[str, Any], scope: Scope | None) -> bool:
    """Whether it is new evidence, about nothing but maps, of guests about nothing but their journey."""
    ((name, given),) = change.items()
    if name != REMARK or {"key", f"about{ALTERED}", *FORMER} & given.keys():
        return False
    about = given.get("about") or ()
    return bool(about) and all(_within(each, scope) for each in about)


def _changes(change: Mapping[str, Any], scope: Scope) -> bool:
    """Whether a change touches nothing but the journey; it stays what it is called, and stays there."""
    ((name, given),) = change.items()
    if name in DESCRIBED:
        return _describes(DESCRIBED[name], given, scope)
    if name == "move":
        places = (given.get(each) for each in ("into", "after", "before"))
        return _part(given["id"], scope) and all(_within(each, scope) for each in places if each is not None)
    if name == "rename":
        return _part(given["id"], scope)
    return name == "remove" and all(_part(each, scope) for each in given["ids"])


def _describes(label: str, given: Mapping[str, Any], scope: Scope) -> bool:
    """Whether it says something of the journey, of one of its parts, or of one that is to stand among them."""
    if FORMER & given.keys():
        return False
    if label == "Journey":
        return given.get("key") == scope.journey and COPY not in given
    own = [given[name] for name in ("key", "after", "before") if given.get(name) is not None]
    above = [given[name] for name in wholes(label) if given.get(name) is not None]
    return bool([*own, *above]) and all(_below(key, scope) for key in own) and all(_inside(key, scope) for key in above)


def _within(id_: str, scope: Scope | None) -> bool:
    """Whether an id is that of a journey, of a part, or of what is derived from parts alone; in scope, of this one."""
    label, key = ids.label(id_), ids.key(id_)
    if scope is None:
        return label in MAPPED or label in DERIVED
    if label in DERIVED:
        parts = [each for of, each in identity(label, key) if of in MAPPED]
        return bool(parts) and all(_below(each, scope) for each in parts)
    return key == scope.journey if label == "Journey" else _part(id_, scope)


def _part(id_: str, scope: Scope) -> bool:
    label = ids.label(id_)
    return label in MAPPED and label != "Journey" and _below(ids.key(id_), scope)


def _inside(key: str, scope: Scope) -> bool:
    return key == scope.journey or _below(key, scope)


def _below(key: str, scope: Scope) -> bool:
    return key.startswith(f"{scope.journey}/")
