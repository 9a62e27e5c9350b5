"""The pen given back over the API, as front ends send it; and maps that files alone write."""

from dataclasses import replace

import pytest

from api.execute import Request
from api.profile import DEVELOPMENT
from api.rights import Role, Who
from graph.language import Language
from tests.api.test_http import Client
from tests.asking import asked
from tests.graph.tables import check_nodes, graph_at, say
from tests.graph.test_derived_upkeep import worked

EDIT = "mutation ($changes: [Change!]!) {edit(changes: $changes) {edit {id} revision problems {code field message}}}"
RELEASE = """mutation ($id: ID!, $fields: [String!]) {
  release(id: $id, fields: $fields) {
    edit { id by } revision nodes { id } consequences { counts { handoffs } }
    problems { code change field message }
  }
}"""
UNDO = "mutation ($edit: ID!) {undo(edit: $edit) {edit {id} revision}}"
PHONE = "Channel:phone"
NAMED = {"channel": {"key": "phone", "name": "Ligne directe"}}


@pytest.fixture
def loaded(gateway):
    say(gateway, worked(), source="test-worked")
    return gateway


@pytest.fixture
def sent(loaded):
    """Send an operation; gives the whole answer."""
    return lambda document, by="anna", language=Language.EN, profile=DEVELOPMENT, **variables: asked(
        loaded.address,
        Request(document, variables, by=by and Who(by, Role.STEWARD), language=language),
        profile=profile,
    ).to_json()


def name(gateway):
    return dict(check_nodes(gateway, "Channel", ("name",)))["phone"]


def test_a_field_is_given_back_and_comes_from_the_file_again(loaded, sent):
    sent(EDIT, changes=[NAMED])
    told = sent(RELEASE, id=PHONE)["data"]["release"]
    assert told.pop("edit")["by"] == "anna" and told == {
        "revision": 3,
        "nodes": [{"id": PHONE}],
        "consequences": {"counts": {"handoffs": 0}},
        "problems": [
            {
                "code": "RELEASED",
                "change": 0,
                "field": "name",
                "message": "channel 'phone', name: given back; it stands until test-worked is imported again, and comes"
                " from there then",
            }
        ],
    }
    assert name(loaded) == "Ligne directe"
    say(loaded, worked(), source="test-worked")
    assert name(loaded) == "Téléphone"


def test_it_is_told_in_french_and_taken_back(loaded, sent):
    sent(EDIT, changes=[NAMED])
    told = sent(RELEASE, id=PHONE, fields=["name"], language=Language.FR)["data"]["release"]
    assert told["problems"][0]["message"].replace("\N{NO-BREAK SPACE}", " ") == (
        "canal « phone », nom : rendu ; cela reste jusqu'au prochain import de test-worked, et viendra alors de là"
    )
    assert sent(UNDO, edit=told["edit"]["id"])["data"]["undo"]["revision"] == 4
    say(loaded, worked(), source="test-worked")
    assert name(loaded) == "Ligne directe"


def test_nothing_is_written_where_nothing_is_held(loaded, sent):
    told = sent(RELEASE, id=PHONE)["data"]["release"]
    assert (told["edit"], told["revision"], told["problems"]) == (None, 1, []) and graph_at(loaded) == (1, 1)


@pytest.mark.parametrize(
    ("given", "extensions", "message"),
    [
        ({"id": "phone"}, {"code": "BAD_USER_INPUT", "change": 0, "field": "id"}, "'phone' is not a"),
        ({"id": "Rupture:x"}, {"code": "BAD_USER_INPUT", "change": 0, "field": "id"}, "'Rupture:x' is nothing that"),
        ({"id": "Channel:none"}, {"code": "NOT_FOUND"}, "there is no channel 'none'"),
        (
            {"id": PHONE, "fields": ["kind"]},
            {"code": "BAD_USER_INPUT", "change": 0, "field": "kind"},
            "channel 'phone': nobody holds 'kind'; held are name",
        ),
        ({"id": PHONE, "by": None}, {"code": "FORBIDDEN", "role": "steward"}, "Who is not known here only reads"),
    ],
)
def test_what_cannot_be_given_back(loaded, sent, given, extensions, message):
    sent(EDIT, changes=[NAMED])
    answer = sent(RELEASE, **given)
    (error,) = answer["errors"]
    assert error["extensions"] == extensions and error["message"][: len(message)] == message
    assert answer.get("data") is None and graph_at(loaded) == (2, 2)


def test_over_http(loaded, sent):
    sent(EDIT, changes=[NAMED])
    client = Client(loaded.address)
    answer = client.post("/graphql", json={"query": RELEASE, "variables": {"id": PHONE, "fields": ["name"]}})
    told = answer.json()["data"]["release"]
    assert answer.status_code == 200 and told["edit"]["by"] == "local" and told["problems"][0]["field"] == "name"
    assert answer.json()["extensions"]["cost"] < 1000


# --- a map that files alone write ------------------------------------------------------------------------------------

BY_FILES = replace(DEVELOPMENT, edits=False)


@pytest.mark.parametrize(
    ("document", "variables"),
    [(EDIT, {"changes": [NAMED]}), (UNDO, {"edit": "ImportRun:none"}), (RELEASE, {"id": PHONE})],
)
def test_it_is_not_edited_here(loaded, sent, document, variables):
    for language, message in (
        (Language.EN, "This map is written by files alone: change it there, and import them (PARCOURS_EDITS=off)"),
        (
            Language.FR,
            "Cette carte n'est écrite que par des fichiers : modifiez-la là-bas, puis importez-les"
            " (PARCOURS_EDITS=off)",
        ),
    ):
        answer = sent(document, profile=BY_FILES, language=language, **variables)
        (error,) = answer["errors"]
        assert error["extensions"]["code"] == "FORBIDDEN" and "data" not in answer
        assert error["message"].replace("\N{NO-BREAK SPACE}", " ") == message
    assert graph_at(loaded) == (1, 1) and name(loaded) == "Téléphone"


def test_it_is_not_edited_over_http_and_decided_about_all_the_same(loaded):
    client = Client(loaded.address, profile=BY_FILES)
    answer = client.post("/graphql", json={"query": EDIT, "variables": {"changes": [NAMED]}})
    assert answer.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    ((key,), *_) = loaded.read("MATCH (r:Rupture) RETURN r.key ORDER BY r.key")
    decided = f'mutation {{triage(ruptures: ["Rupture:{key}"], to: PLANNED) {{changed}}}}'
    assert client.post("/graphql", json={"query": decided}).json()["data"] == {"triage": {"changed": True}}
