"""Whatever edits are accepted: what is exported then can be imported, and is the same graph."""

import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.editing.change import Altered, Describe, Move, Place, Remove, Rename
from graph.errors import BadInput, Conflict, WrongChange
from graph.model import MODEL, Cost, Link, Picture, Property, Volume, Word
from importers.journeys.export import export_knowledge
from tests.graph.editing.acts import edit, say_of
from tests.graph.editing.test_edit import BARE, standing
from tests.graph.tables import RUN_KEYS, dump, empty, say
from tests.often import often
from tests.oracle.cases import a_document, at, step
from tests.oracle.documents import documents

RANDOM = settings(
    max_examples=often(12),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),  # to shrink what was drawn of what stood takes many minutes
)
LABELS = [label for label, node in MODEL.items() if node.told]
OWN = ("a", "b", "s1", "web", "p1", "x y", "", "j2")
VALUES = {
    str: ("", " ", "x", " y ", "a: b", "[z]", "P2D", "null"),
    int: (-1, 0, 3),
    float: (-3.5, -1, 0, 0.5, 1, 9),
    bool: (True, False),
    datetime.date: (datetime.date(2025, 1, 1), datetime.date(2026, 2, 3)),
    Volume: ([0, 5], [7, 7], {"low": 1, "high": 2}),
    Cost: ([0, 5], [7.5, 7.5]),
    Link: ({"url": "https://e.org", "title": "A: b"}, "https://f.org", {"url": "mailto:a@e.org"}),
    Picture: ("a.png",),
}


class Drawing:
    """Draws changes of what stands, right and wrong ones alike."""

    def __init__(self, data, gateway):
        self.data = data
        rows = gateway.read(
            "MATCH (n) WHERE coalesce(n.declared, true) UNWIND [l IN labels(n) WHERE l IN $labels] AS label "
            "RETURN label, n.key",
            labels=LABELS,
        )  # computed silos are those of nobody
        self.refs = sorted(map(tuple, rows))

    def one(self, *values):
        return self.data.draw(st.sampled_from(values))

    def few(self, draw, most=3):
        return [draw() for _ in range(self.data.draw(st.integers(0, most)))]

    def ref(self, label=None):
        return self.one(*[ref for ref in self.refs if label in (None, ref[0])] or [(label, "ghost")])

    def change(self):
        kind = self.one("describe", "describe", "describe", "describe", "new", "new", "remove", "rename", "move")
        if kind == "remove":
            return Remove(tuple(self.few(self.ref, 2)), cascade=self.one(True, True, False))
        if kind == "rename":
            return Rename(self.ref(), self.one(*OWN))
        if kind == "move":
            return Move(self.ref(self.one("Step", "Phase")), self.place(self.one("Step", "Phase")))
        label, key = self.ref()
        if kind == "new":
            label, key = self.one(*LABELS), self.one(None, None, "a", "web")
        names = [name for name, field in MODEL[label].by_name.items() if self.data.draw(st.integers(0, 5)) == 0]
        fields = {name: value for name in names for value in [self.value(MODEL[label].by_name[name])]}
        if kind == "new":
            fields |= self.needed(label)
        return Describe(label, key, fields, self.place(label) if kind == "new" else Place())

    def needed(self, label):
        wanted = {"Measure": ("name", "about"), "Touchpoint": ("channel",)}.get(label, (MODEL[label].called,))
        return {name: self.value(MODEL[label].by_name[name]) for name in wanted if name}

    def place(self, label):
        above = {"Phase": "Journey", "Step": "Phase", "Touchpoint": "Step"}.get(label)
        if above is None:
            return Place()
        if self.one(True, True, False):
            return Place(into=self.ref(above)[1])
        return Place(**{self.one("after", "before"): self.ref(label)[1]})

    def value(self, field):
        if isinstance(field, Property):
            return self.worth(field)
        if not field.many:
            return self.one(None, *[self.entry(field)] * 3)
        whole, added = self.few(lambda: self.entry(field)), self.few(lambda: self.entry(field))
        gone = tuple(
            each if isinstance(each, str) else each[field.item or "key"]
            for each in self.few(lambda: self.entry(field), 1)
        )
        return self.one(None, whole, whole, Altered(tuple(added), gone))

    def entry(self, field):
        label, key = self.ref(field.target)
        end = key if field.target else f"{label}:{key}"
        edge = field.edge.properties if field.edge else ()
        more = {p.name: self.worth(p) for p in edge if p.told and (p.required or self.one(True, False))}
        return {field.item or "key": end, **more} if more and field.many else end

    def worth(self, property):
        if property.refers:
            return [self.ref(property.refers)[1] for _ in range(self.one(0, 1, 2))]
        kind = property.type
        if property.name == "aliases":
            pool: list[Any] = [*OWN, "j1/s1", "j1/s9", "j1/s1/web", *(ref[1] for ref in self.refs[:20])]
        else:
            pool = [word.value for word in kind] if issubclass(kind, Word) else [*VALUES[kind]]
        pool = ["P2D"] if property.duration else pool
        return self.few(lambda: self.one(*pool)) if property.many else self.one(None, *pool)


def but_measures(lines):
    """What stands, without that a node is said to have measures: those that it has tell it."""
    return {line.replace("'measures', ", "").replace("'measures'", "") for line in lines}


def exported_comes_back(gateway, file, done=()):
    """Export what stands, import it into nothing: it is the same."""
    before, text = standing(gateway, BARE), export_knowledge(gateway.read)
    file.write_text(text, encoding="utf-8")
    empty(gateway)
    say(gateway, file)
    after = standing(gateway, BARE)
    after, before = but_measures(after), but_measures(before)
    assert after == before, (done, sorted(before - after), sorted(after - before))


@RANDOM
@given(documents(), st.data())
def test_what_edits_say_is_exported_and_comes_back(gateway, tmp_path, document, data):
    empty(gateway)
    say(gateway, document)
    done = []
    for _ in range(data.draw(st.integers(1, 8))):
        change = Drawing(data, gateway).change()
        try:
            edit(gateway, change, hold_organisation=True)
            done.append(change)
        except (BadInput, Conflict):
            pass
    exported_comes_back(gateway, tmp_path / "exported.yaml", done)


LAST = step("u", at("phone"), at("branch"), text="Je signe")
MAP = a_document(
    step("s", at("website", leadsTo=[{"to": "u/phone"}, {"to": "u/branch"}]), text="Je demande"), LAST,
    positions=[{"key": "head", "in": ["digital", "network"]}],
)  # fmt: skip
OTHER = {
    "key": "k",
    "phases": [{"key": "p", "steps": [step("v", at("website"), text="Je déclare")]}],
}
MAPS = {**MAP, "journeys": [*MAP["journeys"], OTHER]}


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        (say_of("Step", "j/s", next=[{"step": "k/v"}]), "next", "the journey 'j' has no step 'k/v'"),
        (
            say_of("Touchpoint", "j/s/website", leadsTo=[{"to": "k/v/website"}]),
            "leadsTo",
            "no touchpoint 'k/v/website'",
        ),
        (say_of("Step", "j/s", next=Altered(add=({"step": "k/v"},))), "next", "a part of its own journey"),
        (Remove((("Channel", "phone"),), cascade=True), "ids", "before touchpoint 'j/u/phone'"),
        (Remove((("Channel", "phone"), ("Channel", "branch")), cascade=True), "ids", "cannot be without it"),
        (Remove(()), "ids", "none is named"),
    ],
)
def test_what_no_file_can_say_is_refused(gateway, change, field, words):
    say(gateway, MAPS)
    before = dump(gateway)
    with pytest.raises(WrongChange) as refused:
        edit(gateway, change)
    assert refused.value.field == field and words in str(refused.value)
    assert dump(gateway) == before


@pytest.mark.parametrize(
    "change",
    [
        Remove((("Channel", "phone"), ("Touchpoint", "j/u/phone")), cascade=True),
        Remove((("Department", "digital"),), cascade=True),
        say_of("Touchpoint", "j/s/website", leadsTo=Altered(remove=("u/branch",))),
        say_of("Position", "head", departments=Altered(remove=("digital",))),
        say_of("Step", "j/s", next=[], wait="P2D"),
    ],
)
def test_what_is_left_is_as_if_nobody_had_told_the_rest(gateway, tmp_path, change):
    say(gateway, MAPS)
    edit(gateway, change, hold_organisation=True)
    edited = standing(gateway, RUN_KEYS)
    assert not say(gateway, MAPS).changed and standing(gateway, RUN_KEYS) == edited
    exported_comes_back(gateway, tmp_path / "exported.yaml", [change])
