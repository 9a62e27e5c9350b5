"""What a form about a node changes: the fields that stand otherwise than when it was made, and no others."""

from collections.abc import Mapping
from typing import Any

from graph.model import MODEL, Property, Relation
from pages.acting import Sent
from pages.describing.fields import APART, BEFORE, GIVEN, carries, fields
from pages.describing.naming import Meant
from pages.describing.values import HIGH, LOW, MORE, NONE, UNIT, WHOLE, value

PARTS = (WHOLE, LOW, HIGH, UNIT)
THEIRS = "theirs"
"""What a field is left as, of which somebody else said something meanwhile."""


def named(when: str, part: str, *path: str) -> str:
    """The name of a part of a field in a form: when it was filled in, which part, and of what."""
    return APART.join((when, part, *path))


def held(form: Sent, when: str, field: str) -> dict[str, list[str]]:
    """All that a form has of a field."""
    found = {}
    for name, values in form.fields.items():
        first, *rest = name.split(APART, 3)
        if first == when and rest[1:2] == [field]:
            said = [each for each in (one.replace("\r\n", "\n").strip() for one in values) if each]
            if said:
                found[name.removeprefix(when + APART)] = said
    return found


def changed(form: Sent, label: str) -> list[str]:
    """The fields that stand otherwise than when the form was made, and that are not left to what another said."""
    return [
        name
        for name in fields(label)
        if held(form, GIVEN, name) != held(form, BEFORE, name) and form.one(named("keep", name)) != THEIRS
    ]


def described(form: Sent, label: str, meant: Meant) -> dict[str, Any]:
    """What is said of a node: the input of its label, without its key. Wrong for what cannot be meant."""
    said: dict[str, Any] = {}
    for name in changed(form, label):
        declared = fields(label)[name]
        if isinstance(declared, Property):
            said[name] = _value(form, declared, name, meant, (name,))
        elif declared.many:
            said |= _several(form, declared, label, meant)
        else:
            typed = form.one(named(GIVEN, WHOLE, name))
            said[name] = _other(declared, typed, name, meant) if typed else None
    return said


def _value(form: Sent, declared: Property, field: str, meant: Meant, path: tuple[str, ...]) -> Any:
    given = {part: form.one(named(GIVEN, part, *path)) or "" for part in PARTS}
    return value(declared, given, field, lambda label, typed: meant.key(label, typed, field))


def _other(relation: Relation, typed: str, field: str, meant: Meant) -> str:
    """The key of what is meant; where any label may stand, it is an id."""
    return meant.key(relation.target, typed, field) if relation.target else typed


def _several(form: Sent, relation: Relation, label: str, meant: Meant) -> dict[str, Any]:
    """A relation to several: what comes to it and what goes, or that there are none, or that nobody knows."""
    name = relation.name
    kept = form.several(named(GIVEN, WHOLE, name))
    before = form.several(named(BEFORE, WHOLE, name))
    typed = [each.strip() for each in form.several(named(GIVEN, MORE, name)) if each.strip()]
    came = {_other(relation, each, name, meant): "" for each in typed}
    there = dict(zip(kept, kept, strict=True)) | came
    entries = {key: _entry(form, relation, key, of, meant) for key, of in there.items()}
    if not entries:
        return {name: [] if form.one(named(GIVEN, NONE, name)) or "stated" not in MODEL[label].by_name else None}
    if not before:
        return {name: list(entries.values())}
    added = [entry for key, entry in entries.items() if key not in before or _altered(form, relation, key)]
    gone = [key for key in before if key not in entries]
    return {f"{name}Altered": {part: keys for part, keys in (("add", added), ("remove", gone)) if keys}}


def _entry(form: Sent, relation: Relation, key: str, of: str, meant: Meant) -> Any:
    """One entry: its key, or that with what is said of the relation itself."""
    if not carries(relation):
        return key
    said: Mapping[str, Any] = {
        each: _value(form, declared, relation.name, meant, (relation.name, each, of))
        for each, declared in carries(relation).items()
    }
    return {relation.item or "key": key} | {each: one for each, one in said.items() if one not in (None, [])}


def _altered(form: Sent, relation: Relation, key: str) -> bool:
    def said(when: str) -> list[str | None]:
        return [form.one(named(when, part, relation.name, each, key)) for each in carries(relation) for part in PARTS]

    return said(GIVEN) != said(BEFORE)
