"""What is said of a node: which one is meant, or comes new, and field by field what differs from what stands."""

from collections.abc import Collection, Mapping
from typing import Any

from graph.carried import carried, left
from graph.editing import placing, values, wrong
from graph.editing.change import Altered, Describe
from graph.editing.draft import Draft
from graph.editing.outcome import Note
from graph.editing.wrong import Wrong
from graph.errors import Conflict
from graph.keys import fits
from graph.model import MODEL, Link, Property, Relation
from graph.nearest import HINT
from graph.said import Ref
from graph.saying import MEANT
from graph.settling import pen
from graph.settling.pen import LIST
from graph.terms import named, term
from graph.wholes import LEAVING, WITHIN, inside
from graph.wrong_values import BOTH, LOOPS, TWICE

TREE = {("Department", "partOf"), *(("Position", r.name) for r in MODEL["Position"].said)}
"""What an org chart consists of: nobody takes it from the chart by the way."""

NEAR = "NEAR"
"""The code of what is told of a new key that is nearly another."""

ASKED = 20
"""Among how many changes of an act new keys are looked at so: of more of them nobody has typed the keys."""

ENDS = (
    ("scaleMin", "scaleMax", True, wrong.SCALE),
    ("low", "high", False, wrong.ENDS),
    ("from", "to", False, wrong.DAYS),
)
"""The ends of a measure, whether they only go together and differ, and what is wrong where they do not fit."""


def describe(draft: Draft, at: int, change: Describe, hold_organisation: bool) -> Ref:
    """Have people say this of a node; gives the node. Wrong, with the field, for what cannot be said."""
    if change.label not in MODEL or not MODEL[change.label].told:
        raise Wrong(wrong.NO_LABEL(what=term(change.label).said()))
    ref, new = _which(draft, at, change)
    if new:
        _ask(draft, at, ref, change)
        _create(draft, at, ref, change)
    elif change.place:
        placing.replace(draft, at, ref, change.place)
    for name, given in change.fields.items():
        if name == MODEL[ref[0]].key_of and new:
            continue
        try:
            _set(draft, at, ref, name, given, new, hold_organisation)
        except Wrong as error:
            raise Wrong(error.saying, error.field or name, error.missing) from error
    if ref[0] == "Step" and {"next", "wait"} & change.fields.keys():
        _wait(draft, at, ref)
    if ref[0] == "Measure":
        _measured(draft, ref, change.fields)
    return ref


def _which(draft: Draft, at: int, change: Describe) -> tuple[Ref, bool]:
    """The node that is meant, and whether it is new."""
    label, key = change.label, change.key
    if key is None:
        return (label, placing.new_key(draft, change)), True
    ref = draft.today((label, key))
    there = draft.described(ref)
    if not change.upsert:
        draft.fields.setdefault(ref, {})[None] = at
        if there and (change.place or change.copy_of):
            called = draft.effective(ref).get(MODEL[label].called or "")
            stands = {"id": ":".join(ref), "field": None, "stands": called, "change": at}
            raise Conflict(wrong.THERE_ALREADY(node=named(*ref)), [stands])
    if there:
        return ref, False
    if label in placing.MEASURED:
        if (made := placing.new_key(draft, change)) != key:
            raise Wrong(wrong.MADE_KEY(key=made), "key")
    elif not fits(label, key):
        raise Wrong(wrong.NO_KEY(key=key, label=term(label).said()), "key")
    if (label in WITHIN or label in placing.MEASURED) and not (change.place or change.upsert):
        raise draft.missing(ref, wrong.NOT_THERE, "key")
    return ref, True


def _ask(draft: Draft, at: int, ref: Ref, change: Describe) -> None:
    """Ask whether another one was meant by a key that comes new, as a key mistyped does where no place is told."""
    told = change.key is None or change.place or change.upsert or change.copy_of is not None
    if not told and at < ASKED and not draft.there(ref) and (near := draft.near(ref)):
        draft.notes.append(Note(NEAR, at, "key", HINT(said=wrong.NEW(node=named(*ref)), hint=MEANT(near=near))))


def _create(draft: Draft, at: int, ref: Ref, change: Describe) -> None:
    mine = draft.mine(ref)
    draft.gone.pop(ref, None)
    if "declared" in MODEL[ref[0]].by_name:
        mine["declared"] = True
    placing.put(draft, at, ref, change)
    if key_of := MODEL[ref[0]].key_of:
        given = change.fields.get(key_of)
        if given is None:
            raise Wrong(wrong.NO_CHANNEL(), key_of)
        try:
            _set(draft, at, ref, key_of, given, True, False)
        except Wrong as error:
            raise Wrong(error.saying, error.field or key_of, error.missing) from error


def _set(draft: Draft, at: int, ref: Ref, name: str, given: Any, new: bool, hold_organisation: bool) -> None:
    """Have people say this in a field, unless it stands there already."""
    label = ref[0]
    field = MODEL[label].by_name.get(name)
    if isinstance(field, Property) and field.told:
        if name in MODEL[label].made_of and not new:
            raise Wrong(wrong.MADE_OF())
        _property(draft, at, ref, field, given)
    elif isinstance(field, Relation) and field in MODEL[label].said and not field.owned:
        asked = not hold_organisation and (label, name) in TREE and draft.others(ref)
        _relation(draft, at, ref, field, given, asked or [])
    else:
        raise Wrong(wrong.NO_FIELD(what=term(label).said(), name=name))


def _relation(draft: Draft, at: int, ref: Ref, field: Relation, given: Any, asked: list[str]) -> None:
    """Have a relation lead elsewhere; Wrong where it does and its sources are to be asked of first."""
    if field.many:
        words = _entries(draft, ref, field, given)
        said: dict[str, Any] = {LIST + field.name: words}
        differs = words != _stands(draft, ref, field)
    else:
        target = _target(draft, ref, field, given)
        said = {f"->{field.type}": target}
        differs = target != draft.effective(ref).get(f"->{field.type}")
    if differs and (ref[0], field.type) in LEAVING:
        raise Wrong(wrong.MADE_OF())
    if differs and asked:
        raise Wrong(wrong.ORGANISATION(source=", ".join(asked)), "holdOrganisation")
    if differs:
        draft.set(ref, field.name, at, said)


def _stands(draft: Draft, ref: Ref, field: Relation) -> dict[str, Any] | None:
    draft.touch(ref)
    return pen.entries(draft.claims, ref, field.name)


def _property(draft: Draft, at: int, ref: Ref, property: Property, given: Any) -> None:
    effective = draft.effective(ref)
    if isinstance(given, Altered):
        words = {property.name: _altered(property, effective.get(property.name) or [], given)}
    else:
        words = values.stored(property, given)
    if property.required and None in words.values():
        raise Wrong(wrong.NOT_NULL())
    if all(effective.get(name) == word for name, word in words.items()):
        return
    if property.name == "aliases":
        words = _aliases(draft, ref, words["aliases"] or [])
    draft.set(ref, property.name, at, words)


def _altered(property: Property, stands: list[Any], given: Altered) -> list[Any]:
    added = values.stored(property, list(given.add))[property.name] if given.add else []
    gone = {values.of_link(each) if property.type is Link else each: each for each in given.remove}
    if property.type is not Link:  # the same URL is added with another title
        _not_both(gone, added)
    return [
        *(each for each in stands if (values.of_link(each) if property.type is Link else each) not in gone),
        *(each for each in added if each not in stands),
    ]


def _not_both(gone: Mapping[str, str], added: Collection[str]) -> None:
    for name, given in gone.items():
        if name in added:
            raise Wrong(BOTH(key=given))


def _aliases(draft: Draft, ref: Ref, aliases: list[str]) -> dict[str, Any]:
    """People add aliases to those that sources tell, which only these can take away."""
    by_source = {source: each.get("aliases") or () for source, each in draft.claims.nodes[ref].items()}
    for source in draft.others(ref):
        for alias in by_source.get(source, ()):
            if alias not in aliases:
                raise Wrong(wrong.ALIAS_SAID(key=alias, source=source))
    own = [alias for alias in aliases if not any(alias in by_source.get(source, ()) for source in draft.others(ref))]
    for alias in own:
        if draft.there((ref[0], alias)) or draft.today((ref[0], alias)) not in (ref, (ref[0], alias)):
            raise Wrong(wrong.ALIAS(key=alias))
        if not fits(ref[0], alias):
            raise Wrong(wrong.NO_KEY(key=alias, label=term(ref[0]).said()))
    return {"aliases": own or None}


def _target(draft: Draft, ref: Ref, field: Relation, given: Any) -> str | None:
    """The one node that a relation leads to, as `Label:key`."""
    if given is None or given == "":
        if field.required:
            raise Wrong(wrong.NOT_NULL())
        return None
    label, key = named_by(draft, ref, field, given)
    return f"{label}:{key}"


def named_by(draft: Draft, ref: Ref, field: Relation, given: Any) -> Ref:
    """The node that a key names, within a journey with or without that of the journey. Wrong where there is none."""
    if not isinstance(given, str):
        raise Wrong(wrong.NO_TEXT(given=given))
    if field.target is None:
        label, _, key = given.partition(":")
        target = draft.today((label, key))
        if label not in MODEL or not MODEL[label].told:
            raise Wrong(wrong.NO_NODE(node=named("Step", given) if ":" not in given else given))
    else:
        within = inside(ref[0], field.target)
        target = _of_journey(draft, ref, field.target, given) if within else draft.today((field.target, given))
    draft.demand(target)
    if target == ref and not field.loops:
        raise Wrong(LOOPS(node=named(*ref)))
    return target


def _of_journey(draft: Draft, ref: Ref, label: str, key: str) -> Ref:
    """A part of the same journey, by its key with or without that of the journey. Wrong for one of another."""
    journey = ref[1].split("/")[0]
    whole, own = draft.today((label, key)), draft.today((label, f"{journey}/{key}"))
    if draft.there(own) or not draft.there(whole):
        return own
    if not whole[1].startswith(f"{journey}/"):
        raise Wrong(wrong.NOT_OF_JOURNEY(journey=journey, node=named(label, key)))
    return whole


def _entries(draft: Draft, ref: Ref, field: Relation, given: Any) -> dict[str, Any] | None:
    """What a list is to be: `Label:key` → what the edge carries; None for what is to be unknown."""
    if given is None:
        return None
    if isinstance(given, Altered):
        stands = dict(_stands(draft, ref, field) or {})
        gone = {":".join(named_by(draft, ref, field, each)): each for each in given.remove}
        stands = {target: each for target, each in stands.items() if target not in gone}
        added = _listed(draft, ref, field, list(given.add), beside=len(stands))
        _not_both(gone, added)
        return left(field, stands | added)
    if not isinstance(given, list | tuple):
        raise Wrong(wrong.NO_LIST())
    return _listed(draft, ref, field, list(given))


def _listed(draft: Draft, ref: Ref, field: Relation, given: list[Any], beside: int = 0) -> dict[str, Any]:
    item = field.item or "key"
    found: dict[str, Any] = {}
    for entry in given:
        told: Mapping[str, Any] = {item: entry} if isinstance(entry, str) else entry
        if not isinstance(told, Mapping) or not isinstance(told.get(item), str):
            raise Wrong(wrong.NO_ENTRY(item=item))
        target = ":".join(named_by(draft, ref, field, told[item]))
        if target in found and field.item:
            raise Wrong(TWICE(key=told[item]))
        properties = field.edge.properties if field.edge else ()
        more = values.carried(properties, told)
        for property in properties:
            for key in more.get(property.name, ()) if property.refers else ():
                draft.demand((property.refers or "", key))
        first, only = not found and not beside, len(given) + beside == 1
        found[target] = carried(field, more, first=first, only=only)
    return found


def _measured(draft: Draft, ref: Ref, fields: Mapping[str, Any]) -> None:
    """Wrong where what is said of a measure makes ends of it that are none, as a file could not say them."""
    stands = draft.effective(ref)
    for first, last, apart, needed in ENDS:
        known = [each for each in (stands.get(first), stands.get(last)) if each is not None]
        ordered = known == sorted(known) and not (apart and len({*known}) == 1)
        if not ordered and {first, last} & fields.keys():
            raise Wrong(needed(), last if last in fields else first)


def _wait(draft: Draft, at: int, ref: Ref) -> None:
    """Where ways are told, the wait of a step is that of each way that has none of its own."""
    ways, wait = _stands(draft, ref, MODEL["Step"].by_name["next"]), draft.effective(ref).get("wait")  # type: ignore[arg-type]
    if ways is not None and wait is not None:
        told = {to: {**each, "wait": each.get("wait", wait)} for to, each in ways.items()}
        draft.set(ref, "next", at, {f"{LIST}next": told})
        draft.set(ref, "wait", at, {"wait": None})
