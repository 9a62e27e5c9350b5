"""What became of a node: the runs that changed it, the newest first."""

import pytest

from api.execute import Request
from graph.editing.change import Move, Place
from graph.model.words import Triage
from tests.asking import asked
from tests.graph.editing.acts import edit, say_of
from tests.graph.tables import decide, say
from tests.graph.test_derived_upkeep import GAP, LOSS, worked

HISTORY = """query History($id: ID!, $node: String!, $first: Int, $after: String) {
  history(id: $id, first: $first, after: $after) {
    totalCount
    pageInfo { endCursor hasNextPage }
    edges { node { by note changes(where: {node: {eq: $node}}) { edges { node { field after } } } } }
  }
}"""


@pytest.fixture
def loaded(gateway):
    say(gateway, worked(), source="test-worked")
    return gateway


def history(gateway, id, **page):
    return asked(gateway.address, Request(HISTORY, {"id": id, "node": id, **page})).to_json()


def test_the_newest_comes_first_page_by_page(loaded):
    for state in (Triage.PLANNED, Triage.IGNORED, Triage.ACCEPTED):
        decide(loaded, LOSS, state, by=state.name.lower())
    decide(loaded, GAP, Triage.ACCEPTED)
    first = history(loaded, f"Rupture:{LOSS}", first=2)["data"]["history"]
    assert first["totalCount"] == 3 and first["pageInfo"]["hasNextPage"]
    assert [edge["node"]["by"] for edge in first["edges"]] == ["accepted", "ignored"]
    (change,) = first["edges"][0]["node"]["changes"]["edges"]
    assert change["node"] == {"field": "triage", "after": "ACCEPTED"}
    rest = history(loaded, f"Rupture:{LOSS}", first=2, after=first["pageInfo"]["endCursor"])["data"]["history"]
    assert [edge["node"]["by"] for edge in rest["edges"]] == ["planned"] and not rest["pageInfo"]["hasNextPage"]


def test_imports_are_in_it_and_what_is_gone_has_one(loaded):
    document = worked()
    document["channels"] = [
        {**each, "name": "Tél."} if each["key"] == "phone" else each for each in document["channels"]
    ]
    say(loaded, document, source="test-worked")
    (newest, _) = history(loaded, "Channel:phone")["data"]["history"]["edges"]
    assert newest["node"]["changes"]["edges"] == [{"node": {"field": "name", "after": "Tél."}}]
    assert history(loaded, "Channel:nowhere")["data"]["history"]["totalCount"] == 0


def test_a_former_key_has_the_history_of_todays(loaded):
    document = worked()
    document["journeys"][0] |= {"key": "home", "aliases": ["home-quote"]}
    say(loaded, document, source="test-worked")
    former, now = (history(loaded, f"Step:{key}/sign")["data"]["history"] for key in ("home-quote", "home"))
    assert former["totalCount"] == now["totalCount"] >= 1


def test_only_ids_have_one(loaded):
    (error,) = history(loaded, "phone")["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT" and "id: 'phone' is not an id" in error["message"]


HELD = "query Held($id: ID!) { held(id: $id) { __typename field source said: says } }"


def test_what_people_hold_is_told_beside_what_sources_say(loaded):
    phone = "home-quote/call-to-adjust/phone"
    edit(
        loaded,
        say_of("Touchpoint", phone, emotion=1, uses=[], name="Appel"),
        say_of("Channel", "phone", name="Ligne", kind="CHAT"),
    )
    found = asked(loaded.address, Request(HELD, {"id": "Channel:phone"})).to_json()["data"]["held"]
    assert [(each["__typename"], each["field"], each["source"]) for each in found] == [
        ("Held", "name", "test-worked"), ("Held", "kind", "test-worked")
    ]  # fmt: skip
    told = {each["field"]: each["said"] for each in found}
    assert told["kind"] == "PHONE"
    told = asked(loaded.address, Request(HELD, {"id": f"Touchpoint:{phone}"})).to_json()["data"]["held"]
    assert {each["field"] for each in told} <= {"emotion", "uses", "name"}
    edit(
        loaded,
        say_of("Phase", None, Place(into="home-quote"), name="Ailleurs"),
        Move(("Step", "home-quote/sign"), Place(into="home-quote/ailleurs")),
    )
    for id_, field in (("Journey:home-quote", "order"), ("Step:home-quote/sign", "phase")):
        found = asked(loaded.address, Request(HELD, {"id": id_})).to_json()["data"]["held"]
        assert found == [{"__typename": "Held", "field": field, "source": "test-worked", "said": "null"}]
    for id_ in ("Channel:none", "Persona:nadia"):
        assert asked(loaded.address, Request(HELD, {"id": id_})).to_json()["data"] == {"held": []}
    assert asked(loaded.address, Request(HELD, {"id": "none"})).to_json()["errors"]
