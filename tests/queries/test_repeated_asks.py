"""Where the customer has to give again what was given before."""

from tests.graph.tables import say
from tests.oracle.cases import a_document, at, step
from tests.queries.answers import rows

SYSTEMS = [
    {"key": "web-cms", "stores": ["quote"]},
    {"key": "crm", "stores": ["quote"]},
    {"key": "core", "stores": []},
]
CHANNELS = [
    {"key": "website", "kind": "WEBSITE", "runsOn": ["web-cms"]},
    {"key": "phone", "kind": "PHONE", "runsOn": ["crm"]},
    {"key": "branch", "kind": "STORE", "runsOn": ["core"]},
]


def asks(gateway, *steps, systems=SYSTEMS, **given):
    say(gateway, a_document(*steps, systems=systems, channels=CHANNELS, informationObjects=[{"key": "quote"}]))
    return [(row["from"], row["to"], row["object"]) for row in rows(gateway, "repeated-asks", **given)]


def giving(key, channel, **more):
    return step(key, at(channel, needs=[], produces=["quote"], **more))


WEB, PHONE, BRANCH = giving("a", "website"), giving("b", "phone"), giving("c", "branch")
QUIET = step("q", at("branch", needs=[]))


def test_given_again_where_it_cannot_be_read(gateway):
    assert asks(gateway, WEB, QUIET, PHONE) == [("j/a/website", "j/b/phone", "quote")]


def test_whoever_gives_it_in_between_is_asked_of(gateway):
    assert asks(gateway, WEB, PHONE, BRANCH) == [
        ("j/a/website", "j/b/phone", "quote"),
        ("j/b/phone", "j/c/branch", "quote"),
    ]


def test_a_feed_over_a_third_system_lets_it_be_read(gateway):
    fed = [
        {"key": "web-cms", "stores": ["quote"], "feeds": [{"system": "core", "objects": ["quote"]}]},
        {"key": "core", "stores": [], "feeds": [{"system": "crm", "objects": ["quote"]}]},
        {"key": "crm", "stores": []},
    ]
    assert asks(gateway, WEB, PHONE, systems=fed) == []


def test_a_feed_of_something_else_does_not(gateway):
    fed = [{**SYSTEMS[0], "feeds": [{"system": "crm", "objects": ["other"]}]}, *SYSTEMS[1:]]
    assert asks(gateway, WEB, PHONE, systems=fed) == [("j/a/website", "j/b/phone", "quote")]


def test_nobody_knows_where_it_is_stored_or_what_is_used(gateway):
    assert asks(gateway, WEB, PHONE, systems=[{"key": "web-cms", "stores": []}, *SYSTEMS[1:]]) == []
    assert asks(gateway, WEB, giving("b", "phone", uses=["nobody-knows"])) == []


def test_on_paper_everything_is_asked_again(gateway):
    asked = [("j/a/website", "j/b/phone", "quote")]
    assert asks(gateway, WEB, giving("b", "phone", uses=[])) == asked
    assert asks(gateway, giving("a", "website", uses=[]), giving("b", "phone")) == asked
    assert asks(gateway, giving("a", "website", uses=[]), giving("b", "phone", uses=["nobody-knows"])) == []


def test_a_contact_that_does_not_happen_asks_for_nothing(gateway):
    assert asks(gateway, WEB, giving("b", "phone", missing=True)) == []


def test_a_loop(gateway):
    there = step("a", at("website", needs=[], produces=["quote"]), next=["b"])
    back = step("b", at("phone", needs=[], produces=["quote"]), next=["a"])
    assert set(asks(gateway, there, back)) == {
        ("j/a/website", "j/b/phone", "quote"),
        ("j/b/phone", "j/a/website", "quote"),
    }


def test_only_what_evidence_supports(gateway):
    assert asks(gateway, WEB, PHONE, evidence=["SURVEY"]) == []
