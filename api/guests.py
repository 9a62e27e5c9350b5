"""What is a guest's own to do: acts about the journey that they are invited to, all of which its keys tell."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.compiler import ids
from api.editable import ALTERED, COPY, LABELS, wholes
from api.rights import Role, Scope, Who
from graph.aliases import DERIVED, identity
from graph.model import MODEL
from graph.model.words import EvidenceKind
from graph.wholes import MAPPED

DESCRIBED = {MODEL[label].singular: label for label in LABELS if label in MAPPED}
"""The fields of `Change` that say something of a journey or its parts, and the label that they say it of."""

REMARK = "evidence"
"""The field of `Change` by which customers remark."""

FORMER = {"aliases", f"aliases{ALTERED}"}
"""What would have keys of others stand for something in the journey."""


def edits(who: Who, changes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether all changes are a guest's own: contributors' in their journey, customers' remarks about it."""
    if who.scope is None:
        return False
    if who.scope.remarks:
        return all(_remarks(each, who.scope) for each in changes)
    return who.role is Role.CONTRIBUTOR and all(_changes(each, who.scope) for each in changes)


def triages(who: Who, ruptures: Sequence[str]) -> bool:
    """Whether all these ruptures, by their ids, break the journey of a guest who decides there."""
    scope = who.scope
    return scope is not None and who.role is Role.CONTRIBUTOR and all(_within(each, scope) for each in ruptures)


def signed(who: Who, change: Mapping[str, Any]) -> Mapping[str, Any]:
    """A change as this one may mean it: what customers remark was said by customers."""
    if who.scope is None or not who.scope.remarks:
        return change
    return {REMARK: {**change[REMARK], "kind": EvidenceKind.CUSTOMER_COCREATION}}


def _remarks(change: Mapping[str, Any], scope: Scope) -> bool:
    """Whether it is new evidence, about nothing but the journey."""
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


def _within(id_: str, scope: Scope) -> bool:
    """Whether an id is that of the journey, of a part, or of what is derived from its parts alone."""
    label, key = ids.label(id_), ids.key(id_)
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
