"""What the forms of a map do that is drawn: an act made of what was filled in, and where its editor goes then."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from graph.editing.placing import called_key
from graph.errors import BadInput
from graph.keys import spelt, unique
from graph.model import MODEL
from graph.saying import saying
from pages.acting import Act, Sent, Wrong
from pages.describing.asking import PARTIAL, named
from pages.describing.fields import targets
from pages.describing.naming import Meant, Names, within
from pages.describing.sent import described
from pages.editing import lines
from pages.editing.adding import LANDSCAPE
from pages.editing.pasted import ASKS, pasted, tabbed
from pages.visitor import DIGITS, Visitor

Changes = list[dict[str, Any]]

UNCHANGED = saying("Nothing was changed.", "Rien n'a été modifié.")
UNKNOWN = saying("This page does nothing of the kind.", "Cette page ne fait rien de tel.")
NO_TEXT = saying("Say what the customer does.", "Dites ce que fait le client.")
NO_CHANNEL = saying("Say on which channel.", "Dites sur quel canal.")
WHERE = ("after", "before", "into")
EMOTIONS = ("-2", "-1", "0", "1", "2")

UNNAMED = ("seal", "expected", "verb", "do")
"""Fields that name nothing."""

CELLS = 5_000
"""Texts that are looked up by name at most."""

SHOWN = ("Step:", "Touchpoint:")
"""What is shown as new, by its id."""

NOTES = ("park", "unpark", "place")
"""What is done with notes: those of several people stand beside each other, whoever saw which."""

ON = ("wait", "outcome")
"""What is said of where a step leads: when it is split, of the second one."""

PARTS = """query parts($key: String!) {
  parts: journey(key: $key) { phases { key aliases } steps { key aliases text touchpoints { key label } } }
}"""
WAYS = """query ways($step: String!) {
  ways: step(key: $step) { stated wait outcome next { step { key } share condition wait kind } }
}"""


def asked(form: Sent) -> Sent:
    """A form with what the button brings along that was pressed."""
    brought = {name: (value,) for name, value in parse_qsl(form.one("do") or "", keep_blank_values=True)}
    return replace(form, fields={**form.fields, **brought})


def asks(form: Sent, visitor: Visitor) -> tuple[str, dict[str, Any]]:
    """What has to be known: what names stand for, and the parts of the journey that there are."""
    form = asked(form)
    verb, label = form.one("verb"), form.one("label") or ""
    wanted: list[str] = []
    if verb == "describe" and label in MODEL:
        wanted = [each for each in targets(label) if each not in PARTIAL]
    elif verb == "touch":
        wanted = ["Channel", "Department"]
    parts = [] if visitor.label else [PARTS]  # the page of a node is of no journey
    known: dict[str, Any] = {"key": visitor.key} if parts else {}
    if tabbed(form):
        parts = [*parts, ASKS]
    if verb == "split":
        parts, known = [*parts, WAYS], {**known, "step": form.one("step") or ""}
    if wanted or tabbed(form):
        known["named"] = typed(form)
    return "\n".join([*parts, *map(named, wanted)]), known


def typed(form: Sent) -> list[str]:
    """All that may name something, once each: what stands in a field, and in each cell of a table; and as a key."""
    texts = (text for name, values in form.fields.items() if name not in UNNAMED for text in values)
    cells = (cell for text in texts for row in (lines.rows(text) if "\t" in text else [[text]]) for cell in row)
    called = [*dict.fromkeys(cell.strip() for cell in cells if cell.strip())][:CELLS]
    keys = (called_key(label, text) for text in called for label in LANDSCAPE)
    return [*dict.fromkeys([*called, *keys])]


def known(data: Mapping[str, Any]) -> Names:
    """What nodes are called, and those of the journey itself."""
    parts = data.get("parts") or {"steps": ()}
    return Names.of(data, **within(parts["steps"]))


def variables(form: Sent, visitor: Visitor) -> dict[str, Any]:
    """The mutation's variables. BadInput for what cannot be meant."""
    form = asked(form)
    verb = form.one("verb") or ""
    if verb == "undo":
        return {"edit": form.one("edit") or ""}
    if verb == "release":
        return {"id": form.one("id") or "", "fields": form.several("field") or None}
    if verb not in DOING:
        raise BadInput(UNKNOWN())
    made, note = pasted(form, visitor) or (DOING[verb](form, visitor), None)
    if not made:
        raise BadInput(UNCHANGED())
    expected = "" if verb in NOTES else form.one("expected") or ""
    seen = {"expected": int(expected)} if expected.isdecimal() and len(expected) <= DIGITS else {}
    return {"changes": made, "note": note, "hold": form.one("hold") is not None} | seen


def operation(form: Sent) -> str:
    """Which mutation it is."""
    verb = asked(form).one("verb")
    return verb if verb in ("undo", "release") else "edit"


def _lines(form: Sent, visitor: Visitor) -> Changes:
    taken = lines.taken((form.known.get("parts") or {"phases": ()})["phases"])
    found = lines.read(form.one("line") or "", form.one("as") == "phase")
    return lines.changes(found, visitor.key, form.one("phase"), taken, visitor.language)[0]


def _park(form: Sent, visitor: Visitor) -> Changes:
    """Notes that have no place yet."""
    notes = [lines.BETWEEN.join(filter(None, (each.text, each.note))) for each in lines.read(form.one("line") or "")]
    return [{"journey": {"key": visitor.key, "parkedAltered": {"add": notes}}}]


def _unpark(form: Sent, visitor: Visitor) -> Changes:
    """Notes that are not to be kept."""
    return [{"journey": {"key": visitor.key, "parkedAltered": {"remove": list(form.several("note"))}}}]


def _place(form: Sent, visitor: Visitor) -> Changes:
    """A note is a step from now on: where it was dropped, else at the end of the phase that is drawn on."""
    note = form.one("note") or ""
    beside = any(form.one(each) for each in ("after", "before"))
    noted = replace(form, fields={**form.fields, "line": (note,), "text": (note,)})
    return [*(_beside if beside else _lines)(noted, visitor), *_unpark(form, visitor)]


def _split(form: Sent, visitor: Visitor) -> Changes:
    """One step becomes two: where it led, the second leads; what happens at it stays at the first."""
    key, first, second = form.one("step") or "", form.one("first"), form.one("second")
    if not (first and second):
        raise Wrong(NO_TEXT(), "second" if first else "first")
    steps = (form.known.get("parts") or {"steps": ()})["steps"]
    new = unique(f"{visitor.key}/{spelt(second, 'step')}", lines.taken(steps))
    ways = form.known["ways"] or {"stated": (), **dict.fromkeys(ON)}
    on = {name: ways[name] for name in ON if ways[name] is not None}
    former: dict[str, Any] = {"key": key, "text": first, **dict.fromkeys(on)}
    if "next" in ways["stated"]:
        on["next"] = [{**each, "step": each["step"]["key"]} for each in ways["next"]]
        former["next"] = [{"step": new}]
    return [{"step": {"key": new, "text": second, "after": key, **on}}, {"step": former}]


def _describe(form: Sent, visitor: Visitor) -> Changes:
    """What was changed in the form about a node, there or new; what it names that is not there comes before."""
    label, key = form.one("label") or "", form.one("key")
    if label not in MODEL or not MODEL[label].told:
        raise BadInput(UNKNOWN())
    meant = Meant(known(form.known), visitor.edits)
    said = described(form, label, meant)
    if not said:
        return []
    about = form.one("about")
    if about and not key:
        said = {("addresses" if label == "Opportunity" else "about"): [about]} | said
    return [*meant.changes, {MODEL[label].singular: ({"key": key} if key else {}) | said}]


def _beside(form: Sent, visitor: Visitor) -> Changes:
    text = form.one("text")
    if not text:
        raise Wrong(NO_TEXT(), "text")
    where = next((each for each in ("before", "after") if form.one(each)), "after")
    return [{"step": {"text": text, where: form.one(where)}}]


def _move(form: Sent, visitor: Visitor) -> Changes:
    id_ = form.one("id") or ""
    label = id_.partition(":")[0]
    place = {each: form.one(each) for each in WHERE if form.one(each)}
    into = {each: key if each == "into" else f"{label}:{key}" for each, key in place.items()}
    return [{"move": {"id": id_, **into}}]


def _remove(form: Sent, visitor: Visitor) -> Changes:
    return [{"remove": {"ids": [form.one("id") or ""], "cascade": bool(form.one("cascade"))}}]


def _touch(form: Sent, visitor: Visitor) -> Changes:
    """A touchpoint on a channel that is there, or that is made by its name."""
    meant = Meant(known(form.known), visitor.edits)
    channel = form.one("on") or (form.one("channel") and meant.key("Channel", form.one("channel") or "", "channel"))
    if not channel:
        raise Wrong(NO_CHANNEL(), "channel")
    said: dict[str, Any] = {"step": form.one("step"), "channel": channel}
    if form.one("emotion") in EMOTIONS:
        said["emotion"] = int(form.one("emotion") or "")
    if form.one("missing"):
        said["missing"] = True
    if department := form.one("department"):
        said["handledBy"] = [meant.key("Department", department, "department")]
    return [*meant.changes, {"touchpoint": said}]


DOING: Mapping[str, Callable[[Sent, Visitor], Changes]] = {
    "lines": _lines, "park": _park, "unpark": _unpark, "place": _place, "split": _split, "describe": _describe,
    "beside": _beside, "move": _move, "remove": _remove, "touch": _touch,
}  # fmt: skip
"""What can be asked for, by the verb that a form brings."""


def tells(data: Mapping[str, Any], form: Sent) -> dict[str, str | None]:
    """What an address says of the act that leads there: the revision that it left, 0 for none, and whether it undid.

    2 is an act that is done again.
    """
    acted = data["acted"]
    done = str(acted["revision"]) if acted["edit"] else "0"
    undid = "2" if asked(form).one("again") else "1"
    return {"done": done, "undone": undid if operation(form) == "undo" else None}


def then(data: dict[str, Any], form: Sent, visitor: Visitor) -> str:
    """Back to the map, which tells what was done; what is new is shown, the phase that is drawn on stays."""
    form, beside = asked(form), tells(data, form)
    ids = [each["id"] for each in data["acted"]["nodes"] if each]
    if form.one("verb") == "lines":
        phases = [each for each in ids if each.startswith("Phase:")]
        beside["phase"] = phases[-1].removeprefix("Phase:") if phases else form.one("phase")
    if form.one("verb") in ("lines", "beside", "touch") and ids:
        beside["new"] = next((each for each in reversed(ids) if each.startswith(SHOWN)), ids[-1])
    if form.one("verb") in ("place", "split"):
        beside["new"] = next(each for each in ids if each.startswith("Step:"))
    if form.one("verb") == "remove" and visitor.one("at") == form.one("id"):
        beside["at"] = None
    if form.one("verb") == "describe" and visitor.one("add"):
        beside |= {"add": None, "about": None, "at": visitor.one("about")}
    return visitor.links.here(**beside) + "#done"


ACT = Act(Path(__file__).parent / "act.graphql", variables, then, operation, asks)
