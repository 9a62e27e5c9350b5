"""What the inputs of edits hold, read off the model, and what they mean to whoever carries an edit out."""

import datetime
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, get_named_type

import api.editing
from api.editable import ALTERED, COPY, LABELS, carried, item, said, wholes
from api.execute import Request, prepared
from api.rights import Role, Who
from api.schema import schema
from graph.editing import edit as engine
from graph.editing.change import Altered, Describe, Move, Place, Remove, Rename
from graph.editing.outcome import Outcome
from graph.model import MODEL, Property
from tests.api.test_editing import CREATED, EDIT

NO_ACT: Any = None
"""Nothing is done here."""


@pytest.fixture
def meant(monkeypatch):
    """What the changes of an operation mean to whoever carries them out."""

    def meant(changes, **given):
        taken: list[Any] = []

        def carry_out(act, *how):
            taken.extend(how)
            return Outcome(None, (None,) * len(how[0]))

        monkeypatch.setattr(engine, "edit", carry_out)
        plan, variables = prepared(Request(EDIT, {"changes": changes, **given}))
        assert plan.act
        api.editing.edit(plan.act.field.arguments(variables.values), Who("anna", Role.AUTHOR))(NO_ACT)
        return taken if given else taken[0]

    return meant


# --- the inputs ------------------------------------------------------------------------------------------------------


def fields(name):
    type_ = schema().type_map[name]
    assert isinstance(type_, GraphQLInputObjectType)
    return {name: str(field.type) for name, field in type_.fields.items()}


def test_a_change_is_one_of_every_label_that_a_source_may_describe():
    names = [MODEL[label].singular for label in LABELS]
    assert list(fields("Change")) == [*names, "move", "rename", "remove"]
    assert vars(schema().type_map["Change"])["is_one_of"]
    assert {"Journey", "Step", "Measure", "Evidence"} < {*LABELS} and not {"Rupture", "Flow", "Source"} & {*LABELS}


@pytest.mark.parametrize("label", LABELS)
def test_an_input_has_what_is_said_of_its_label_and_no_more(label):
    """Whoever adds a property to the model adds it here."""
    found = fields(f"{label}Input")
    lists = {f"{name}{ALTERED}" for name, each in said(label).items() if each.many}
    placed = {*wholes(label), "after", "before"} if wholes(label) else set()
    own = {COPY} if label == "Journey" else set()
    assert {*found} == {"key", "upsert", *own, *placed, *said(label), *lists}
    assert len(found) == 2 + len(own) + len(placed) + len(said(label)) + len(
        lists
    )  # nothing is called as something else is
    assert not any(type_.endswith("!") for type_ in found.values())
    assert {p.name for p in MODEL[label].properties if p.told} <= {*found}
    assert {r.name for r in MODEL[label].said if r.told and not r.owned} <= {*found}


def test_what_inputs_look_like():
    step, touchpoint = fields("StepInput"), fields("TouchpointInput")
    assert list(step)[:6] == ["key", "upsert", "phase", "journey", "after", "before"]
    assert (step["outcome"], step["need"], step["next"]) == ("Outcome", "String", "[TransitionEntry!]")
    assert (step["nextAltered"], step["tagsAltered"]) == ("AlteredTransitionEntries", "AlteredTexts")
    assert (touchpoint["volume"], touchpoint["links"]) == ("RangeInput", "[LinkInput!]")
    assert (touchpoint["uses"], touchpoint["usesAltered"]) == ("[String!]", "AlteredTexts")
    assert fields("FeedEntry") == {"system": "String!", "objects": "[String!]!", "delay": "String"}
    assert fields("MeasureInput")["about"] == "ID" and fields("EvidenceInput")["about"] == "[ID!]"
    assert "phases" not in fields("JourneyInput") and "touchpoints" not in step


# --- what they mean --------------------------------------------------------------------------------------------------


SAMPLES = {"Int": 1, "Float": 0.5, "Boolean": True, "ID": "Step:home-quote/sign"}


def sample(type_):
    """A value for an input, as a client would send it."""
    named = get_named_type(type_)
    one: Any = SAMPLES.get(named.name, "2026-12-31")
    if isinstance(named, GraphQLInputObjectType):
        one = {name: sample(field.type) for name, field in named.fields.items()}
    elif isinstance(named, GraphQLEnumType):
        one = next(iter(named.values))
    return [one] if "[" in str(type_) else one


@pytest.mark.parametrize("label", LABELS)
def test_everything_that_can_be_said_is_said_by_the_names_of_the_model(meant, label):
    type_ = schema().type_map[f"{label}Input"]
    assert isinstance(type_, GraphQLInputObjectType)
    given = {name: sample(type_.fields[name].type) for name in said(label)}
    (found,) = meant([{MODEL[label].singular: given}])
    assert (found.label, found.key, found.place, found.upsert) == (label, None, Place(), False)
    assert list(found.fields) == list(said(label))
    for name, declared in said(label).items():
        one = found.fields[name][0] if declared.many else found.fields[name]
        if not isinstance(declared, Property):
            keys = {item(declared), *(p.name for p in carried(declared))}
            assert {*one} == keys if carried(declared) else isinstance(one, str)
        elif declared.interval:
            assert one == {"low": 0.5, "high": 0.5}
        else:
            assert type(one) in (str, int, float, bool, dict, datetime.date), name


@pytest.mark.parametrize("label", LABELS)
def test_null_is_not_what_is_left_out(meant, label):
    nothing, unknown = meant(
        [{MODEL[label].singular: {"key": "k"}}, {MODEL[label].singular: dict.fromkeys(said(label))}]
    )
    assert nothing == Describe(label, "k", {}) and unknown == Describe(label, None, dict.fromkeys(said(label)))


def test_values_are_those_of_the_model(meant):
    journey, touchpoint, system, measure = meant(
        [
            {"journey": {"key": "j", "reviewBy": "2026-12-31", "status": "DRAFT", "personas": [], "upsert": True}},
            {
                "touchpoint": {
                    "step": "j/ask", "volume": {"low": 1, "high": 2}, "links": [{"url": "https://example.org"}],
                    "leadsTo": [{"to": "j/sign/branch", "volume": {"low": 1, "high": 1}, "kind": None}],
                    "channel": "phone",
                }
            },
            {"system": {"key": "crm", "feedsAltered": {"add": [{"system": "core", "objects": ["quote"]}]}}},
            {"measure": {"about": "Step:j/ask", "name": "NPS", "from": "2026-01-01"}},
        ]
    )  # fmt: skip
    day = datetime.date(2026, 12, 31)
    assert journey == Describe("Journey", "j", {"reviewBy": day, "status": "DRAFT", "personas": []}, upsert=True)
    assert type(journey.fields["status"]) is str
    assert touchpoint == Describe(
        "Touchpoint",
        None,
        {
            "volume": {"low": 1.0, "high": 2.0},
            "links": [{"url": "https://example.org"}],
            "channel": "phone",
            "leadsTo": [{"to": "j/sign/branch", "volume": {"low": 1.0, "high": 1.0}, "kind": None}],
        },
        Place("j/ask"),
    )
    assert system.fields == {"feeds": Altered(({"system": "core", "objects": ["quote"]},))}
    assert measure.fields == {"name": "NPS", "from": datetime.date(2026, 1, 1), "about": "Step:j/ask"}


def test_a_journey_begins_as_a_copy_of_another(meant):
    (copy,) = meant([{"journey": {"copyOf": "j", "title": "Tomorrow"}}])
    assert copy == Describe("Journey", None, {"title": "Tomorrow"}, copy_of="j")


def test_lists_are_replaced_or_altered(meant):
    altered = {"usesAltered": {"add": ["crm"], "remove": ["cms"]}, "tagsAltered": {"remove": ["old"]}}
    links = {"linksAltered": {"add": [{"title": "T", "url": "https://a.example"}], "remove": ["https://b.example"]}}
    (found,) = meant([{"touchpoint": {"key": "j/a/web", **altered, **links, "needs": ["quote"], "feltAltered": None}}])
    assert found.fields == {
        "uses": Altered(("crm",), ("cms",)),
        "tags": Altered((), ("old",)),
        "links": Altered(({"title": "T", "url": "https://a.example"},), ("https://b.example",)),
        "needs": ["quote"],
    }


def test_parts_say_where_they_stand(meant):
    assert [
        each.place
        for each in meant(
            [
                {"phase": {"journey": "j", "after": "j/first"}},
                {"step": {"phase": "j/first"}},
                {"step": {"journey": "j", "before": None}},
                {"step": {"before": "j/ask"}},
                {"touchpoint": {"step": "j/ask", "before": "j/ask/web"}},
            ]
        )
    ] == [
        Place("j", after="j/first"),
        Place("j/first"),
        Place("j"),
        Place(before="j/ask"),
        Place("j/ask", before="j/ask/web"),
    ]


def test_moves_renames_and_removals_go_by_id(meant):
    assert meant(
        [
            {"move": {"id": "Step:j/ask", "into": "Phase:j/second", "before": "Step:j/sign"}},
            {"move": {"id": "Step:j/ask", "into": "Journey:j"}},
            {"rename": {"id": "Journey:j", "key": "quote"}},
            {"remove": {"ids": ["Channel:fax", "Step:j/ask"], "cascade": True}},
            {"remove": {"ids": []}},
        ]
    ) == [
        Move(("Step", "j/ask"), Place("j/second", before="j/sign")),
        Move(("Step", "j/ask"), Place("j")),
        Rename(("Journey", "j"), "quote"),
        Remove((("Channel", "fax"), ("Step", "j/ask")), cascade=True),
        Remove(()),
    ]


def test_what_is_said_of_an_edit_as_a_whole(meant):
    assert meant([CREATED], note="Vu avec Ana", hold=True)[1:] == ["Vu avec Ana", True]
    assert meant([CREATED], note=None, hold=None)[1:] == [None, False]


def test_one_plan_serves_all_edits():
    """What is written does not change what is read of it."""
    structures = {
        prepared(Request(EDIT, {"changes": changes}))[1].structure
        for changes in ([], [CREATED], [{"step": {"text": None}}, {"remove": {"ids": ["Step:a/b"]}}])
    }
    assert len(structures) == 1
    plan, variables = prepared(Request(EDIT, {"changes": [CREATED] * 3}))
    alone, one = prepared(Request(EDIT, {"changes": [CREATED]}))
    costs = [p.cost(p.parameters(v.values)) for p, v in ((plan, variables), (alone, one))]
    assert costs[0] - costs[1] == 2 * 202  # carried out, found, and read
