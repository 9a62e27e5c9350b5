"""Where parts stand: in which whole, and, of phases and steps, at which place; and the keys of what is new."""

from collections.abc import Mapping
from typing import Any

from graph.editing import wrong
from graph.editing.change import Describe, Place
from graph.editing.draft import Draft
from graph.editing.wrong import Wrong
from graph.keys import free, spelt
from graph.model import MODEL
from graph.said import EdgeType, Ref
from graph.saying import together
from graph.settling import pen, sequence
from graph.terms import FieldName, named, term
from graph.wholes import MADE, WITHIN, cut

MEASURED = frozenset(MADE)
"""The labels whose keys are made of what they measure, and some of their properties."""

TO_MEASURE = tuple(label for label, node in MODEL.items() if "measures" in node.by_name)
"""The labels of what can be measured."""

LONGEST = 60
"""Letters of a key that is made of a text, at most."""

TOUCHPOINTS: EdgeType = ("Step", "HAS_TOUCHPOINT", "Touchpoint")


def called_key(label: str, text: str) -> str:
    """The key that is made of what a node is called, within what it stands in."""
    return spelt(text, label.casefold())[:LONGEST].rstrip("-")


def new_key(draft: Draft, change: Describe) -> str:
    """A key for a new node: made of what it is called, a touchpoint's of its channel's; the first that is free."""
    label, fields = change.label, change.fields
    if label in MEASURED:
        return _made(draft, change)
    if label == "Touchpoint":
        own = fields.get("channel")
        if not isinstance(own, str):
            raise Wrong(wrong.NO_CHANNEL(), "channel")
    else:
        text = str(fields.get(MODEL[label].called or "quote") or "").strip()
        if not text:
            _demand_something(label, fields)
        own = called_key(label, text) if text else label.casefold()
    above = f"{_whole(draft, label, change.place)[1]}/" if label in WITHIN else ""
    return _free(draft, label, above + own)


def _demand_something(label: str, fields: Mapping[str, Any]) -> None:
    """Wrong where what is new is called nothing; what is called nothing ever says at least something."""
    if called := MODEL[label].called:
        raise Wrong(wrong.NO_NAME(field=FieldName(called)), called)
    if not any(word not in (None, "", [], ()) for word in fields.values()):
        raise Wrong(wrong.NOTHING_SAID())


def put(draft: Draft, at: int, ref: Ref, change: Describe) -> None:
    """Give a new part its place; at the end of what its key says where nothing else is told."""
    label, place = ref[0], change.place
    if label in MEASURED:
        about = _about(draft, change)
        draft.set(ref, "about", at, {"->MEASURES": about})
    elif label in WITHIN:
        above = cut(label, ref[1])[0]
        if place and _whole(draft, label, place)[1] != above:
            raise Wrong(wrong.OTHER_JOURNEY(node=named(*ref)), "key")
        draft.demand((WITHIN[label], above), "key")
        if label == "Touchpoint":
            draft.place(TOUCHPOINTS, (above, ref[1]))
        else:
            _insert(draft, ref, above, place)
            draft.arrange(above)


def move(draft: Draft, at: int, ref: Ref, place: Place) -> None:
    """Have a phase or a step stand elsewhere in its journey; nothing where it stands there already."""
    draft.demand(ref)
    if ref[0] not in ("Phase", "Step"):
        raise Wrong(wrong.NOT_MOVED(node=named(*ref)))
    journey = cut(*ref)[0]
    before = [(phase, list(steps)) for phase, steps in draft.map(journey)]
    was = _phase_of(before, ref)
    _insert(draft, ref, journey, place)
    if draft.maps[journey] != before:
        field = "order" if _phase_of(draft.maps[journey], ref) == was else "phase"
        draft.arrange(journey)
        draft.touch(ref)
        draft.fields.setdefault(ref, {})[field] = at


def replace(draft: Draft, at: int, ref: Ref, place: Place) -> None:
    """Have a part that is there stand where it is told; a touchpoint stays at its step, whose key begins its own."""
    if ref[0] in ("Phase", "Step"):
        move(draft, at, ref, place)
    elif ref[0] not in WITHIN or _whole(draft, ref[0], place)[1] != cut(*ref)[0]:
        raise Wrong(wrong.NOT_MOVED(node=named(*ref)))


def take_out(draft: Draft, ref: Ref) -> None:
    """Take a phase or a step out of the order of its journey."""
    journey = cut(*ref)[0]
    map = draft.map(journey)
    draft.maps[journey] = [
        (phase, [step for step in steps if ("Step", step) != ref]) for phase, steps in map if ("Phase", phase) != ref
    ]
    if pen.ORDER in draft.effective(("Journey", journey)):
        draft.arrange(journey)


def _insert(draft: Draft, ref: Ref, journey: str, place: Place) -> None:
    """Put a phase or a step where it is told, out of where it stands."""
    label, key = ref
    for name in ("after", "before"):
        if getattr(place, name) == key:
            raise Wrong(wrong.BESIDE_ITSELF(node=named(*ref)), name)
    map = draft.map(journey)
    if label == "Phase":
        standing = next((each for each in map if each[0] == key), (key, []))
        phases = [each for each in map if each[0] != key]
        phases.insert(_at(draft, label, [phase for phase, _ in phases], place), standing)
        draft.maps[journey] = phases
        if _is_new(draft, sequence.PHASES, (journey, key)):
            draft.place(sequence.PHASES, (journey, key))
    else:
        phase = _phase(draft, journey, place) or _phase_of(map, ref) or _last(draft, journey)
        for _, steps in map:
            if key in steps:
                steps.remove(key)
        steps = next(steps for each, steps in map if each == phase)
        steps.insert(_at(draft, label, steps, place), key)
        if _is_new(draft, sequence.STEPS, (phase, key)):
            draft.place(sequence.STEPS, (phase, key))


def _is_new(draft: Draft, type: EdgeType, ends: tuple[str, str]) -> bool:
    """Whether a part does not stand in this whole yet."""
    return ends not in draft.claims.edges.get(type, {})


def _at(draft: Draft, label: str, keys: list[str], place: Place) -> int:
    """The place among these, from 0."""
    for beside, more, name in ((place.after, 1, "after"), (place.before, 0, "before")):
        if beside is not None:
            if beside not in keys:
                draft.demand((label, beside), name)
                if place.into and place.into.split("/")[0] == beside.split("/")[0]:
                    raise Wrong(wrong.NOT_IN(node=named(label, beside), whole=named("Phase", place.into)), name)
                raise Wrong(wrong.OTHER_JOURNEY(node=named(label, beside)), name)
            return keys.index(beside) + more
    return len(keys)


def _phase(draft: Draft, journey: str, place: Place) -> str | None:
    """The phase that a step is told to stand in; None where it is not told."""
    map = draft.map(journey)
    if place.into is not None and place.into != journey:
        if all(phase != place.into for phase, _ in map):
            draft.demand(("Phase", place.into), "phase")
            raise Wrong(wrong.OTHER_JOURNEY(node=named("Phase", place.into)), "phase")
        return place.into
    if (beside := place.after or place.before) is not None:
        return _phase_of(map, ("Step", beside))
    return None


def _last(draft: Draft, journey: str) -> str:
    map = draft.map(journey)
    if not map:
        raise Wrong(wrong.NO_PHASE(node=named("Journey", journey)), "phase")
    return map[-1][0]


def _phase_of(map: sequence.Map, ref: Ref) -> str | None:
    return next((phase for phase, steps in map if ref == ("Step", ref[1]) and ref[1] in steps), None)


def _whole(draft: Draft, label: str, place: Place) -> Ref:
    """What a new part's key begins with."""
    above = WITHIN[label]
    if label == "Touchpoint":
        ref = (above, place.into or cut(label, place.after or place.before or "")[0])
    else:
        ref = (above, (place.into or place.after or place.before or "").split("/", 1)[0])
    if not ref[1]:
        raise Wrong(wrong.NO_PLACE(label=term(label).said()))
    draft.demand(ref, above.casefold())
    return ref


def _about(draft: Draft, change: Describe) -> str | None:
    """What a measure is about, as `Label:key`."""
    about = change.fields.get("about") or change.place.into or (change.key and change.key.split("~", 1)[0])
    if about is None:
        return None
    label, _, key = str(about).partition(":")
    if label not in TO_MEASURE:
        labels = together([term(each).said() for each in TO_MEASURE])
        raise Wrong(wrong.NOT_MEASURED(node=about, labels=labels), "about")
    ref = draft.today((label, key))
    draft.demand(ref, "about")
    return ":".join(ref)


def _made(draft: Draft, change: Describe) -> str:
    about = _about(draft, change)
    if about is None:
        raise Wrong(wrong.NO_PLACE(label=term(change.label).said()), "about")
    pieces = [str(change.fields.get(name) or "").strip() for name in MADE[change.label]]
    if not pieces[0]:
        raise Wrong(wrong.NOT_NULL(), MADE[change.label][0])
    return "~".join((about, *pieces))


def _free(draft: Draft, label: str, key: str) -> str:
    def taken(found: str) -> bool:
        ref = (label, found)
        return draft.there(ref) or draft.today(ref) != ref or f"{label}:{found}" in draft.removed

    return free(key, taken)
