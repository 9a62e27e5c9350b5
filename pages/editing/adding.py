"""What is said of one journey, as an act that adds it to another: behind what stands there, in the words of forms."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from api.editable import ALTERED, carried, item, said
from graph.keys import unique
from graph.language import Language, both
from graph.model import MODEL, Property, Relation
from graph.relations import telling
from graph.said import Ref, Said
from graph.settling.pen import OWNED
from graph.wholes import cut
from importers.journeys.aims import AIMS, UNMAPPED, Takes
from pages.describing.naming import Meant, Names
from pages.editing.lines import FIRST
from pages.editing.lines import taken as taken_

Values = dict[str, Any]

LANDSCAPE = ("Department", "InformationObject", "Channel", "Persona", "Need", "System")
"""What maps name; an application comes after the information that it stores."""

BESIDE = ("Evidence", "Opportunity")
"""What is said of steps from elsewhere."""

CHANNEL = both("Channel to be told", "Canal à préciser")
"""Where a touchpoint stands of which nobody said on which channel it happens."""

TOLD = " ".join(
    aim.field for aim in AIMS.values() if aim.of == "Journey" and aim.takes is not Takes.KEYS and aim.field != "key"
)
"""What a table may say of the journey itself, beside whose it is."""
STANDS = f"""query stands($key: String!) {{
  stands: journey(key: $key) {{
    {TOLD} personas {{ key }} phases {{ key name aliases }} steps {{ key aliases }}
  }}
}}"""
"""Asks for what has to be known of the journey."""


class Adding:
    """Makes the act: `changes`, and `left`, what is not taken: the journey says something else there, or whoever acts
    may not say it of the landscape.

    `stands` is the journey as it is, `phase` the one that it is drawn on, `edits` tells what whoever adds may change.
    """

    def __init__(
        self, added: Said, key: str, stands: Mapping[str, Any], names: Names, language: Language,
        edits: Callable[..., bool],
    ) -> None:  # fmt: skip
        self._added, self._key, self._stands, self._names, self._language = added, key, stands, names, language
        self._meant, self._edits = Meant(names, edits), edits
        self._keys: dict[Ref, str] = dict.fromkeys((("Journey", each) for each in added.nodes["Journey"]), key)
        self._within: dict[Ref, list[Ref]] = {}
        self._ends: dict[tuple[Ref, str], list[tuple[Ref, Mapping[str, Any]]]] = {}
        self._later: list[Values] = []
        self.left: list[str] = []
        for (label, type, target), edges in added.edges.items():
            for (start, end), told in edges.items():
                if (label, type) in OWNED:
                    self._within.setdefault((label, start), []).append((target, end))
                else:
                    name = telling(label, type, told).name
                    self._ends.setdefault(((label, start), name), []).append(((target, end), told))

    def changes(self, phase: str | None) -> list[Values]:
        """All that is added, behind the phase that is drawn on; that one goes on where the first has its name."""
        for label in LANDSCAPE:
            for key in self._added.nodes.get(label, {}):
                self._name((label, key))
        drawn = [*self._journey(), *self._phases(phase), *self._beside()]
        return [*self._meant.changes, *drawn, *self._later]

    def _name(self, ref: Ref) -> None:
        """Find what something is that maps name, by its name or its key; or have it made, with what is said of it."""
        label, called = ref[0], MODEL[ref[0]].called or "name"
        told = self._fields(ref)
        name = told.pop(called, None) or ref[1]
        there = self._names.key(label, name) or self._names.key(label, ref[1])
        made = len(self._meant.changes)
        self._keys[ref] = there or self._meant.key(label, name, "line")
        if len(self._meant.changes) > made:
            self._meant.changes[-1][MODEL[label].singular] |= told
        elif lists := {f"{name}{ALTERED}": {"add": each} for name, each in told.items() if isinstance(each, list)}:
            change = {MODEL[label].singular: {"key": self._keys[ref], **lists}}
            if self._edits(**change):
                self._later.append(change)
            else:
                self.left += [f"{name}: {', '.join(self._shown(each['add']))}" for each in lists.values()]

    def _shown(self, entries: Sequence[Any]) -> Iterator[str]:
        """What entries of a list lead to, as the table calls it."""
        keys = {key: ref[1] for ref, key in self._keys.items()}
        return (str(keys.get(each, each)) for each in entries)

    def _journey(self) -> Iterator[Values]:
        """What the journey does not say itself yet."""
        there = {each["key"] for each in self._stands["personas"]}
        for ref in self._parts("Journey"):
            told = self._fields(ref)
            personas = [each for each in told.pop("personas", ()) if each not in there]
            told.pop("title", None)  # it has one, or is to get one by hand
            self.left += [str(value) for name, value in told.items() if self._stands[name] not in (None, value)]
            new = {name: value for name, value in told.items() if self._stands[name] is None}
            if personas:
                new[f"personas{ALTERED}"] = {"add": personas}
            if new:
                yield {"journey": {"key": self._key, **new}}

    def _phases(self, phase: str | None) -> Iterator[Values]:
        """The phases in their order, each with its steps and what happens at them."""
        known = {each["key"]: each["name"] for each in self._stands["phases"]}
        taken = taken_(self._stands["phases"])
        steps = taken_(self._stands["steps"])
        for place, ref in enumerate(self._parts("Phase")):
            told = self._fields(ref)
            if not place and phase in known and _goes_on(told, known[phase]):
                self.left += [str(value) for name, value in told.items() if name != "name"]
            else:
                where = {"after": phase} if phase else {"journey": self._key}
                phase = self._new(ref, taken)
                yield {"phase": {"key": phase, "name": FIRST[self._language], **told, **where}}
            for step in self._within.get(ref, ()):
                key = self._new(step, steps)
                yield {"step": {"key": key, **self._fields(step), "phase": phase}}
                yield from ({"touchpoint": {**self._fields(each), "step": key}} for each in self._within.get(step, ()))

    def _parts(self, label: str) -> list[Ref]:
        return [(label, key) for key in self._added.nodes.get(label, {})]

    def _new(self, ref: Ref, taken: set[str]) -> str:
        """A key for a part that is new."""
        key = unique(f"{self._key}/{cut(*ref)[1]}", taken)
        taken.add(key)
        self._keys[ref] = key
        return key

    def _beside(self) -> Iterator[Values]:
        for label in BESIDE:
            yield from ({MODEL[label].singular: self._fields(ref)} for ref in self._parts(label))

    def _fields(self, ref: Ref) -> Values:
        """What is said of a node, as an input has it."""
        told, node = dict[str, Any](), self._added.nodes[ref[0]][ref[1]]
        for name, declared in said(ref[0]).items():
            if isinstance(declared, Property):
                told[name] = _value(declared, node)
            elif ends := self._ends.get((ref, name)):
                entries = [self._entry(declared, *each) for each in ends]
                told[name] = entries if declared.many else entries[0]
            elif declared.many and declared.told in node.get("stated", ()):
                told[name] = []  # somebody knows that there are none
        return {name: value for name, value in told.items() if value is not None}

    def _entry(self, relation: Relation, end: Ref, told: Mapping[str, Any]) -> Any:
        key = self._end(end)
        if relation.target is None:
            return f"{end[0]}:{key}"
        if not carried(relation):
            return key
        more = {each.name: _value(each, told) for each in carried(relation)}
        return {item(relation): key} | {name: value for name, value in more.items() if value is not None}

    def _end(self, ref: Ref) -> str:
        """The key that something has from now on."""
        if ref == ("Channel", UNMAPPED) and ref not in self._keys:
            self._keys[ref] = self._names.key(*ref) or self._meant.key("Channel", CHANNEL[self._language], "line")
        return self._keys.get(ref, ref[1])


def _goes_on(told: Values, name: str | None) -> bool:
    """Whether a phase is the one of this name: it is called so, or nothing."""
    return "name" not in told or told["name"].casefold() == (name or "").casefold()


def _value(declared: Property, stored: Mapping[str, Any]) -> Any:
    """A property as an input has it; None for what is not said."""
    values = [stored.get(column) for column in declared.columns]
    if None in values:
        return None
    return dict(zip(("low", "high"), values, strict=True)) if declared.interval else values[0]
