"""Edits from one end to the other, each as a front end sends it: by variables, with what was changed and no more."""

from collections import Counter

import pytest

from api.execute import Request
from api.rights import Role, Who
from tests.asking import asked
from tests.graph.tables import check_edges, check_nodes, dump, empty, graph_at, say
from tests.graph.test_derived_upkeep import CALL, SIGN, SWITCH, worked

EDIT = """mutation Edit($changes: [Change!]!, $expected: Int, $note: String, $dryRun: Boolean, $hold: Boolean) {
  edit(changes: $changes, expected: $expected, note: $note, dryRun: $dryRun, holdOrganisation: $hold) {
    edit { id by note }
    revision
    nodes { id key label __typename }
    consequences {
      appeared { key kind }
      resolved { key kind resolved { key } }
      handoffs { key before after handoff { status } }
      counts { appeared resolved handoffs }
    }
    problems { code message change field }
  }
}"""
UNDO = "mutation Undo($edit: ID!) {undo(edit: $edit) {edit {id by} revision nodes {id}}}"
HISTORY = "query History($id: ID!) {history(id: $id) {edges {node {id by note source {key}}}}}"
TOUCHPOINT = """query Touchpoint($key: String!) {
  touchpoint(key: $key) {
    name tags volume { low high } links { title url } uses { key } needs { key } handledBy { key }
    felt { persona { key } emotion }
  }
}"""
CHAT = {"channel": {"key": "chat", "name": "Chat", "kind": "CHAT"}}
PHONE, WEBSITE, BRANCH = f"{CALL}/phone", "home-quote/ask-quote/website", f"{SIGN}/branch"


@pytest.fixture
def loaded(gateway):
    say(gateway, worked(), source="test-worked")
    return gateway


@pytest.fixture
def sent(gateway):
    """Send an operation; gives the whole answer."""
    return lambda document, by="anna", **variables: asked(
        gateway.address, Request(document, variables, by=Who(by, Role.STEWARD))
    ).to_json()


@pytest.fixture
def edit(sent):
    """Have changes made; gives the payload."""

    def edit(*changes, **given):
        answer = sent(EDIT, changes=list(changes), **given)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]["edit"]

    return edit


@pytest.fixture
def refused(sent):
    """Have changes refused; gives the extensions of the error."""

    def refused(*changes, **given):
        (error,) = sent(EDIT, changes=list(changes), **given)["errors"]
        return error["extensions"]

    return refused


@pytest.fixture
def touchpoint(sent):
    return lambda key=PHONE: sent(TOUCHPOINT, key=key)["data"]["touchpoint"]


# --- what is new -----------------------------------------------------------------------------------------------------


def test_a_map_from_nothing_in_one_edit(gateway, edit):
    empty(gateway)
    found = edit(
        {"department": {"key": "digital", "name": "Direction du digital"}},
        {"channel": {"key": "website", "name": "Site", "kind": "WEBSITE", "operatedBy": ["digital"]}},
        {"channel": {"key": "phone", "name": "Téléphone", "kind": "PHONE"}},
        {"persona": {"key": "nadia", "name": "Nadia", "prefers": ["website"]}},
        {"journey": {"key": "quote", "title": "Un devis", "personas": ["nadia"], "status": "DRAFT"}},
        {"phase": {"key": "quote/before", "name": "Avant", "journey": "quote"}},
        {"phase": {"key": "quote/after", "name": "Après", "journey": "quote"}},
        {
            "step": {
                "key": "quote/ask",
                "text": "Je demande un devis",
                "phase": "quote/before",
                "expectedOn": ["website"],
            }
        },
        {"step": {"key": "quote/sign", "text": "Je signe", "journey": "quote", "outcome": "GOAL"}},
        {"step": {"key": "quote/compare", "text": "Je compare", "after": "quote/ask"}},
        {"touchpoint": {"step": "quote/ask", "channel": "website", "volume": {"low": 100, "high": 200}}},
        {"touchpoint": {"step": "quote/sign", "channel": "phone", "needs": []}},
        note="Atelier",
    )
    assert [node["id"] for node in found["nodes"]] == [
        "Department:digital", "Channel:website", "Channel:phone", "Persona:nadia", "Journey:quote",
        "Phase:quote/before", "Phase:quote/after", "Step:quote/ask", "Step:quote/sign", "Step:quote/compare",
        "Touchpoint:quote/ask/website", "Touchpoint:quote/sign/phone",
    ]  # fmt: skip
    assert (found["edit"]["by"], found["edit"]["note"]) == ("anna", "Atelier")
    assert check_nodes(gateway, "Step", ("order",)) == {("quote/ask", 1), ("quote/compare", 2), ("quote/sign", 3)}
    assert check_edges(gateway, "Phase", "HAS_STEP", "Step") == {
        ("quote/before", "quote/ask"), ("quote/before", "quote/compare"), ("quote/after", "quote/sign"),
    }  # fmt: skip
    assert check_edges(gateway, "Touchpoint", "HANDLED_BY", "Department", ("declared",)) == {
        ("quote/ask/website", "digital", False)
    }
    assert [each["after"] for each in found["consequences"]["handoffs"]] and found["consequences"]["counts"]["handoffs"]


def test_a_key_is_made_and_told(loaded, edit):
    channel, step = edit({"channel": {"name": "Chat en ligne"}}, {"step": {"text": "Je compare", "after": CALL}})[
        "nodes"
    ]
    assert channel["id"] == "Channel:chat-en-ligne" and step["id"].startswith("Step:home-quote/")


def test_what_is_there_already_is_in_the_way_unless_it_is_meant(loaded, edit, refused):
    new = {"key": "phone", "name": "Tél.", "kind": "PHONE"}
    step = {"key": CALL, "text": "J'appelle", "after": "home-quote/ask-quote"}
    assert refused({"step": step})["code"] == "CONFLICT" and graph_at(loaded) == (1, 1)
    assert edit({"channel": {**new, "upsert": True}})["nodes"][0]["label"] == "Tél."


# --- what is changed -------------------------------------------------------------------------------------------------


def test_left_out_null_and_none(loaded, edit, touchpoint):
    before = touchpoint()
    edit({"touchpoint": {"key": PHONE, "name": "Appel", "tags": ["été"], "volume": {"low": 5, "high": 6}}})
    now = touchpoint()
    assert now == {**before, "name": "Appel", "tags": ["été"], "volume": {"low": 5.0, "high": 6.0}}
    edit({"touchpoint": {"key": PHONE, "name": None, "volume": None, "tags": [], "uses": []}})
    assert touchpoint() == {**before, "name": None, "volume": None, "tags": [], "uses": []}
    assert loaded.read("MATCH (t:Touchpoint {key: $key}) RETURN 'uses' IN t.stated", key=PHONE) == [[True]]


def test_lists_are_altered(loaded, edit, touchpoint):
    edit({"touchpoint": {"key": PHONE, "uses": ["crm"], "tags": ["a", "b"]}})
    links = {"add": [{"title": "Motifs", "url": "https://example.org/calls"}]}
    altered = {"usesAltered": {"add": ["web-cms"], "remove": ["crm"]}, "tagsAltered": {"add": ["c"], "remove": ["a"]}}
    edit({"touchpoint": {"key": PHONE, **altered, "linksAltered": links}})
    now = touchpoint()
    assert ([each["key"] for each in now["uses"]], now["tags"]) == (["web-cms"], ["b", "c"])
    assert now["links"] == [{"title": "Motifs", "url": "https://example.org/calls"}]
    edit({"touchpoint": {"key": PHONE, "linksAltered": {"remove": ["https://example.org/calls"]}}})
    assert touchpoint()["links"] == []


def test_what_edges_carry(loaded, edit, touchpoint):
    edit({"persona": {"key": "leo", "name": "Léo", "upsert": True}})
    edit({"touchpoint": {"key": PHONE, "felt": [{"persona": "leo", "emotion": -2, "qualification": "IRRITANT"}]}})
    assert touchpoint()["felt"] == [{"persona": {"key": "leo"}, "emotion": -2.0}]


def test_the_same_again_writes_nothing(loaded, edit):
    edit({"touchpoint": {"key": PHONE, "name": "Appel"}})
    again = edit({"touchpoint": {"key": PHONE, "name": "Appel"}})
    assert (again["edit"], again["revision"]) == (None, 2) and again["nodes"][0]["key"] == PHONE


def test_what_cannot_be_carried_out_is_told_with_its_place(loaded, refused):
    found = refused(CHAT, {"touchpoint": {"key": PHONE, "emotion": 9}})
    assert found == {"code": "BAD_USER_INPUT", "change": 1, "field": "emotion"}
    assert refused({"move": {"id": "Step:home-quote/nowhere", "after": f"Step:{CALL}"}})["code"] == "NOT_FOUND"
    assert graph_at(loaded) == (1, 1) and "chat" not in check_nodes(loaded, "Channel")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"changes": [CHAT] * 501}, "changes: 501 are too many; 500 are the most"),
        ({"note": "é" * 2001}, "note: 2,001 characters are too many; 2,000 are the most"),
        ({"note": "vu\x1b[2J"}, "note: the character U+001B"),
    ],
)
def test_there_are_limits(loaded, sent, given, message):
    (error,) = sent(EDIT, **{"changes": [CHAT], **given})["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT" and error["message"].startswith(message)
    assert graph_at(loaded) == (1, 1)


def test_what_is_only_tried_tells_what_would_follow(loaded, edit):
    before = dump(loaded)
    change = {"touchpoint": {"step": CALL, "channel": "website"}}
    tried = edit(change, dryRun=True)
    assert tried["edit"] is None and tried["revision"] == 1
    assert SWITCH in {each["key"] for each in tried["consequences"]["resolved"]}
    assert dump(loaded) == before and graph_at(loaded) == (1, 1)
    done = edit(change)
    assert done["consequences"]["counts"] == tried["consequences"]["counts"] and graph_at(loaded) == (2, 2)
    assert {each["key"] for each in done["consequences"]["resolved"]} >= {SWITCH}


def test_a_run_keeps_how_many_hand_offs_hold_since_then_or_are_broken(loaded, edit):
    counted = "MATCH (r:ImportRun) RETURN r.handoffsSound, r.handoffsBroken ORDER BY r.key DESC LIMIT 1"
    changes = (
        {"touchpoint": {"key": PHONE, "needs": []}},  # nothing is lost that nobody needs
        {"touchpoint": {"step": CALL, "channel": "website"}},  # and nobody has to change channels
    )
    found = edit(*changes)
    turned = Counter(each["after"] for each in found["consequences"]["handoffs"] if each["before"] and each["after"])
    assert turned["SOUND"] and loaded.read(counted) == [[turned["SOUND"], turned["BROKEN"]]]
    edit({"touchpoint": {"key": PHONE, "needs": ["quote"]}})
    ((_, broken),) = loaded.read(counted)
    assert broken


def test_conflicts_are_told_field_by_field(loaded, edit, refused):
    edit({"touchpoint": {"key": PHONE, "name": "Appel", "device": "mobile"}}, by="bo")
    found = refused({"touchpoint": {"key": PHONE, "name": "Coup de fil", "impact": 0.5}}, expected=1)
    (stands,) = found["conflicts"]
    assert found["code"] == "CONFLICT" and stands.pop("at")
    assert stands == {
        "id": f"Touchpoint:{PHONE}", "field": "name", "stands": "Appel", "by": "bo", "revision": 2, "change": 0,
    }  # fmt: skip
    assert graph_at(loaded) == (2, 2)
    assert edit({"touchpoint": {"key": PHONE, "impact": 0.5}}, expected=1)["revision"] == 3  # merges
    assert edit({"touchpoint": {"key": PHONE, "name": "Coup de fil"}}, expected=3)["revision"] == 4


@pytest.mark.parametrize("expected", [-1, 2, 99_999])
def test_a_revision_that_the_graph_never_had_is_expected_in_vain(loaded, refused, expected):
    before = dump(loaded)
    for dry in (False, True):
        found = refused({"touchpoint": {"key": PHONE, "name": "Appel"}}, expected=expected, dryRun=dry)
        assert found == {"code": "BAD_USER_INPUT"} and dump(loaded) == before


# --- where things stand, what they are called, what goes -------------------------------------------------------------


def test_a_step_moves(loaded, edit):
    (moved,) = edit({"move": {"id": f"Step:{SIGN}", "before": f"Step:{CALL}"}})["nodes"]
    assert moved["id"] == f"Step:{SIGN}"
    order = loaded.read("MATCH (s:Step) WHERE s.key STARTS WITH 'home-quote/' RETURN s.key ORDER BY s.order")
    assert [key for (key,) in order].index(SIGN) < [key for (key,) in order].index(CALL)


def test_a_journey_is_renamed_with_its_parts(loaded, edit, sent):
    edit({"touchpoint": {"key": PHONE, "name": "Appel"}})
    (renamed,) = edit({"rename": {"id": "Journey:home-quote", "key": "home"}})["nodes"]
    assert renamed["id"] == "Journey:home" and PHONE.replace("home-quote", "home") in check_nodes(loaded, "Touchpoint")
    former = sent("query ($key: String!) {journey(key: $key) {key aliases}}", key="home-quote")["data"]["journey"]
    assert former == {"key": "home", "aliases": ["home-quote"]}
    assert len(sent(HISTORY, id=f"Touchpoint:{PHONE}")["data"]["history"]["edges"]) >= 2


def test_a_journey_is_copied(loaded, edit, refused, sent):
    said = {"copyOf": "home-quote", "title": "Demain", "perspective": "FUTURE", "alternativeTo": "home-quote"}
    tried = edit({"journey": said}, dryRun=True)
    done = edit({"journey": said})
    assert [each["id"] for each in done["nodes"]] == ["Journey:demain"]
    assert done["consequences"]["counts"]["appeared"] > 0
    assert done["consequences"]["counts"] == tried["consequences"]["counts"]
    copied = PHONE.replace("home-quote", "demain")
    assert sent(TOUCHPOINT, key=PHONE)["data"]["touchpoint"]["volume"]
    told = sent(TOUCHPOINT, key=copied)["data"]["touchpoint"]
    assert told["needs"] == [{"key": "quote"}] and told["volume"] is None and told["felt"] == []
    assert refused({"journey": {"copyOf": "nowhere"}}) == {"code": "NOT_FOUND", "change": 0, "field": "copyOf"}
    assert refused({"journey": {"copyOf": "home-quote", "key": "demain"}})["code"] == "CONFLICT"


def test_what_is_referred_to_stays_unless_references_go_along(loaded, edit, refused):
    remove = {"ids": ["Channel:phone"]}
    assert refused({"remove": remove})["code"] == "BAD_USER_INPUT" and "phone" in check_nodes(loaded, "Channel")
    touchpoints = check_nodes(loaded, "Touchpoint")
    edit({"remove": {"ids": [f"Touchpoint:{PHONE}"]}})
    assert check_nodes(loaded, "Touchpoint") == touchpoints - {PHONE}
    (gone,) = edit({"remove": {"ids": ["Department:call-centre"], "cascade": True}}, hold=True)["nodes"]
    assert gone is None


# --- what became of it -----------------------------------------------------------------------------------------------


def test_an_edit_is_undone(loaded, edit, sent, touchpoint):
    before = touchpoint()
    made = edit({"touchpoint": {"key": PHONE, "name": "Appel", "uses": []}}, note="Essai")["edit"]
    undone = sent(UNDO, edit=made["id"])["data"]["undo"]
    assert touchpoint() == before and undone["revision"] == 3 and undone["edit"]["id"] != made["id"]
    edit({"touchpoint": {"key": PHONE, "name": "Coup de fil"}}, by="bo")
    again = edit({"touchpoint": {"key": PHONE, "name": "Appel"}})["edit"]
    edit({"touchpoint": {"key": PHONE, "name": "Ligne"}}, by="bo")
    (error,) = sent(UNDO, edit=again["id"])["errors"]
    assert error["extensions"]["code"] == "CONFLICT" and touchpoint()["name"] == "Ligne"
    (error,) = sent(UNDO, edit="ImportRun:nowhere")["errors"]
    assert error["extensions"]["code"] == "NOT_FOUND"


def test_the_history_of_a_node_begins_with_the_newest(loaded, edit, sent):
    edit({"touchpoint": {"key": PHONE, "name": "Appel"}}, note="Un")
    edit({"touchpoint": {"key": PHONE, "name": "Coup de fil"}}, by="bo", note="Deux")
    edit({"touchpoint": {"key": WEBSITE, "name": "Ailleurs"}})
    runs = [edge["node"] for edge in sent(HISTORY, id=f"Touchpoint:{PHONE}")["data"]["history"]["edges"]]
    assert [(run["by"], run["note"], run["source"]["key"]) for run in runs] == [
        ("bo", "Deux", "edits"), ("anna", "Un", "edits"), (None, None, "test-worked"),
    ]  # fmt: skip
