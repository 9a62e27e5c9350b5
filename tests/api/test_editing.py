"""Edits as they are asked for and told: what is refused before anything runs, and what payloads say."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from graphql import GraphQLObjectType

from api.execute import Request
from api.limits import Budget
from api.rights import Role, Who
from api.schema import schema
from graph.acts.acting import Signed, acting
from graph.acts.triage import triage
from graph.editing import edit as engine
from graph.editing.outcome import Consequences, HandoffChange, Note, Outcome
from graph.errors import Conflict, NotFound, UnknownNode, WrongChange
from graph.language import Language
from graph.model.words import Triage
from graph.saying import saying
from graph.settling.fields import Change
from tests.api.test_http import RESPONSE, Client
from tests.asking import asked
from tests.graph.tables import graph_at, say
from tests.graph.test_derived_upkeep import FIRST, GAP, LOSS, worked

EDIT = """mutation Edit($changes: [Change!]!, $expected: Int, $note: String, $dryRun: Boolean, $hold: Boolean) {
  edit(changes: $changes, expected: $expected, note: $note, dryRun: $dryRun, holdOrganisation: $hold) {
    edit { by note changes { edges { node { node field before after } } } }
    revision
    nodes { __typename id ... on Channel { name } }
    consequences {
      appeared(first: 1) { key kind } resolved { key }
      handoffs { key before after volume { low high } handoff { status } }
      counts { appeared resolved handoffs }
    }
    problems { code message change field }
  }
}"""
ANNA = Who("anna", Role.STEWARD)
CREATED = {"channel": {"key": "chat", "name": "Chat"}}


@pytest.fixture
def loaded(gateway):
    say(gateway, worked(), source="test-worked")
    return gateway


# --- what cannot be --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        (
            {"journey": {"reviewBy": "31/12/2026"}},
            "reviewBy",
            "« 31/12/2026 » n'est pas une date ; écrivez-la",
        ),
        ({"measure": {"about": "ask"}}, "about", "« ask » n'est pas un identifiant"),
        (
            {"channel": {"tags": [], "tagsAltered": {}}},
            "tagsAltered",
            "une liste se remplace ou se retouche",
        ),
        ({"step": {"phase": "j/a", "journey": "j"}}, "journey", "une partie n'a qu'une place"),
        ({"step": {"after": "j/a", "before": "j/b"}}, "before", "une partie n'a qu'une place"),
        ({"move": {"id": "Step:j/a"}}, None, "à quel endroit ? Dites after, before ou into"),
        ({"move": {"id": "Step:j/a", "after": "Step:j/b", "before": "Step:j/c"}}, "before", "une partie n'a"),
        (
            {"move": {"id": "Channel:web", "after": "Channel:x"}},
            "id",
            "« Channel:web » ne se déplace pas ;",
        ),
        (
            {"move": {"id": "Step:j/a", "into": "Step:j/b"}},
            "into",
            "« Step:j/b » n'est pas une place pour cela ;",
        ),
        ({"move": {"id": "Step:j/a", "after": "Phase:j/b"}}, "after", "« Phase:j/b » n'est pas une place"),
        ({"rename": {"id": "ask", "key": "x"}}, "id", "« ask » n'est pas un identifiant"),
        ({"remove": {"ids": ["Rupture:x"]}}, "ids", "« Rupture:x » ne se modifie pas"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(loaded, change, field, message):
    variables = {"changes": [CREATED, change]}
    answer = asked(loaded.address, Request(EDIT, variables, language=Language.FR, by=ANNA)).to_json()
    (error,) = answer["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "change": 1, "field": field}
    assert plain(error["message"])[: len(message)] == message and error["path"] == ["edit"]
    assert answer["data"] is None and graph_at(loaded) == (1, 1)


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("given", "code", "message"),
    [
        ({"by": None}, "FORBIDDEN", "Who is not known here only reads: sign in, or send an acces"),
        (
            {"changes": [{"channel": {"kind": "TELEX"}}]},
            "BAD_USER_INPUT",
            "Variable '$changes' got invalid value 'TELEX'",
        ),
        ({"changes": [{}]}, "BAD_USER_INPUT", "Variable '$changes' got invalid value {}"),
        ({"changes": [{**CREATED, "step": {}}]}, "BAD_USER_INPUT", "Variable '$changes' got invalid value"),
        ({"changes": [{"channel": None}]}, "BAD_USER_INPUT", "Variable '$changes' got invalid value None"),
        ({"changes": [{"rupture": {"key": "x"}}]}, "BAD_USER_INPUT", "Variable '$changes' got invalid value"),
    ],
)
def test_nothing_of_it_runs_then(loaded, given, code, message):
    by = given.pop("by", ANNA)
    answer = asked(loaded.address, Request(EDIT, {"changes": [CREATED], **given}, by=by)).to_json()
    (error,) = answer["errors"]
    assert (error["extensions"]["code"], error["message"][: len(message)]) == (code, message)
    assert answer.get("data") is None and graph_at(loaded) == (1, 1)


@pytest.mark.parametrize(
    ("error", "extensions"),
    [
        (WrongChange("no", 3, "kind"), {"code": "BAD_USER_INPUT", "change": 3, "field": "kind"}),
        (NotFound("no"), {"code": "NOT_FOUND"}),
        (UnknownNode("no", 0, "uses"), {"code": "NOT_FOUND", "change": 0, "field": "uses"}),
        (Conflict("no", [{"id": "Channel:web"}]), {"code": "CONFLICT", "conflicts": [{"id": "Channel:web"}]}),
    ],
)
def test_what_an_edit_meets_is_told_for_programs(loaded, monkeypatch, error, extensions):
    def meets(act, *_):
        act.run("CREATE (:Channel {key: 'half', firstSeen: 'x'})")
        raise error

    monkeypatch.setattr(engine, "edit", meets)
    answer = asked(loaded.address, Request(EDIT, {"changes": [CREATED]}, by=ANNA)).to_json()
    assert answer["errors"][0]["extensions"] == extensions and answer["data"] is None
    assert loaded.read("MATCH (c:Channel {key: 'half'}) RETURN c.key") == [] and graph_at(loaded) == (1, 1)


def test_an_operation_does_one_thing(loaded):
    twice = 'mutation {a: edit(changes: []) {revision} b: undo(edit: "ImportRun:x") {revision}}'
    (error,) = asked(loaded.address, Request(twice, by=ANNA)).to_json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT" and "an operation does one thing" in error["message"]


def test_over_get_nothing_is_edited(loaded):
    asks = {"query": "mutation {edit(changes: []) {revision}}"}
    answer = Client(loaded.address).request("GET", "/graphql", params=asks, headers={"accept": RESPONSE})
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_it_costs_what_a_client_may_spend(loaded):
    request = Request(EDIT, {"changes": [CREATED] * 10}, by=ANNA)
    (error,) = asked(loaded.address, request, budget=Budget(100)).to_json()["errors"]
    assert error["extensions"]["code"] in ("BUDGET_EXCEEDED", "LIMIT_EXCEEDED") and graph_at(loaded) == (1, 1)


# --- what is told of it ----------------------------------------------------------------------------------------------


HELD = saying("{who!r} says otherwise", "{who!r} dit autre chose")
OUTCOME = Outcome(
    None,
    (("Channel", "chat"), None, ("Step", "home-quote/sign"), ("Channel", "phone")),
    Consequences(
        appeared=(LOSS, GAP),
        handoffs=(HandoffChange(FIRST, "UNKNOWN", "BROKEN", (1.0, 2.0)), HandoffChange("gone", "SOUND", None, None)),
    ),
    (Note("HELD", 0, "name", HELD(who="RH")),),
)


@pytest.fixture
def carried_out(monkeypatch):
    """Stands in for what carries edits out: a channel is written, and told with whatever else there is to tell."""

    def carry_out(act, changes, note=None, hold=False):
        act.run("CREATE (:Channel {key: $key, name: 'Chat', firstSeen: 'x'})", key=changes[0].key)
        act.log([Change(("Channel", changes[0].key), None, None, "Chat")])
        ((run,),) = act.run(
            "MATCH (r:ImportRun) WITH r ORDER BY r.key DESC LIMIT 1 SET r.note = $note RETURN r.key", note=note
        )
        return replace(OUTCOME, run=run)

    monkeypatch.setattr(engine, "edit", carry_out)
    monkeypatch.setattr(
        engine, "past", lambda act, run: SimpleNamespace(run=run, by="anna", segments=[], labels=set(), released=False)
    )
    monkeypatch.setattr(engine, "undo", lambda act, done: replace(OUTCOME, run=done.run, refs=()))


def test_the_payload_is_read_in_the_transaction_that_wrote(loaded, carried_out):
    request = Request(EDIT, {"changes": [CREATED], "note": "Vu"}, language=Language.FR, by=ANNA)
    found = asked(loaded.address, request).to_json()["data"]["edit"]
    assert found["edit"] == {
        "by": "anna",
        "note": "Vu",
        "changes": {"edges": [{"node": {"node": "Channel:chat", "field": None, "before": None, "after": "Chat"}}]},
    }
    assert found["revision"] == 2 and graph_at(loaded) == (2, 2)
    assert found["nodes"] == [
        {"__typename": "Channel", "id": "Channel:chat", "name": "Chat"},
        None,
        {"__typename": "Step", "id": "Step:home-quote/sign"},
        {"__typename": "Channel", "id": "Channel:phone", "name": "Téléphone"},
    ]
    follows = found["consequences"]
    assert follows["appeared"] == [{"key": LOSS, "kind": "CONTEXT_LOSS"}] and follows["resolved"] == []
    assert follows["counts"] == {"appeared": 2, "resolved": 0, "handoffs": 2}
    first, gone = follows["handoffs"]
    assert first.pop("handoff")["status"] in ("BROKEN", "UNKNOWN", "SOUND")
    assert first == {"key": FIRST, "before": "UNKNOWN", "after": "BROKEN", "volume": {"low": 1.0, "high": 2.0}}
    assert gone == {"key": "gone", "before": "SOUND", "after": None, "volume": None, "handoff": None}
    (problem,) = found["problems"]
    assert plain(problem.pop("message")) == "« RH » dit autre chose"
    assert problem == {"code": "HELD", "change": 0, "field": "name"}


def test_what_is_only_tried_is_told_and_not_written(loaded, carried_out):
    found = asked(loaded.address, Request(EDIT, {"changes": [CREATED], "dryRun": True}, by=ANNA)).to_json()
    found = found["data"]["edit"]
    assert (found["edit"], found["revision"], found["nodes"][0]["id"]) == (None, 1, "Channel:chat")
    assert found["consequences"]["counts"]["appeared"] == 2 and found["problems"][0]["message"] == "'RH' says otherwise"
    assert graph_at(loaded) == (1, 1) and loaded.read("MATCH (c:Channel {key: 'chat'}) RETURN c.key") == []
    assert loaded.read("MATCH (r:ImportRun) RETURN count(r)") == [[1]]


def test_any_act_can_be_discarded(loaded):
    with acting(loaded, Signed("anna")) as act:
        triage(act, [LOSS], Triage.PLANNED)
        act.discard()
        assert act.run("MATCH (r:Rupture {key: $key}) RETURN r.triage", key=LOSS) == [["PLANNED"]]
    assert loaded.read("MATCH (r:Rupture {key: $key}) RETURN r.triage", key=LOSS) == [["OPEN"]]
    assert graph_at(loaded) == (1, 1)


def test_over_http_each_edit_is_made_and_none_is_answered_from_memory(loaded, carried_out):
    body = {"query": "mutation ($changes: [Change!]!) {edit(changes: $changes) {revision edit {by}}}"}
    told = []
    for key in ("chat", "fax"):
        variables = {"changes": [{"channel": {"key": key}}]}
        answer = Client(loaded.address).post("/graphql", json={**body, "variables": variables})
        assert answer.status_code == 200 and "etag" not in answer.headers
        told.append(answer.json()["data"]["edit"])
    assert told == [{"revision": 2, "edit": {"by": "local"}}, {"revision": 3, "edit": {"by": "local"}}]


UNDO = "mutation Undo($edit: ID!) {undo(edit: $edit) {edit {id} revision nodes {id} consequences {counts {handoffs}}}}"


def test_an_edit_is_taken_back_by_its_id(loaded, carried_out):
    asked(loaded.address, Request(EDIT, {"changes": [CREATED]}, by=ANNA))
    ((run,),) = loaded.read("MATCH (r:ImportRun {by: 'anna'}) RETURN r.key")
    answer = asked(loaded.address, Request(UNDO, {"edit": f"ImportRun:{run}"}, by=ANNA)).to_json()
    assert answer["data"]["undo"] == {
        "edit": {"id": f"ImportRun:{run}"}, "revision": 2, "nodes": [], "consequences": {"counts": {"handoffs": 2}},
    }  # fmt: skip
    (error,) = asked(loaded.address, Request(UNDO, {"edit": "Channel:phone"}, by=ANNA)).to_json()["errors"]
    assert error["message"] == "edit: 'Channel:phone' is not the id of an edit"


def test_how_many_consequences_are_listed_is_bounded(loaded, carried_out):
    document = EDIT.replace("first: 1", "first: 1001")
    (error,) = asked(loaded.address, Request(document, {"changes": [CREATED]}, by=ANNA)).to_json()["errors"]
    assert error["message"] == "first: 1001 is out of range; give a number from 0 to 1000"
    lists = schema().type_map["Consequences"]
    assert isinstance(lists, GraphQLObjectType)
    assert {name: field.args["first"].default_value for name, field in lists.fields.items() if field.args} == {
        "appeared": 100, "resolved": 100, "handoffs": 100,
    }  # fmt: skip
