"""What names stand for: keys, former keys, kinds, names whatever their case and accents; and what is near."""

from typing import Any

import neo4j
import pytest

from graph.errors import ParcoursError, WrongUsage
from graph.gateway import Gateway
from graph.language import Language
from queries.names import find
from queries.names.candidates import near
from queries.names.refusals import NoMatch
from queries.names.sought import feed, one, place
from tests.graph.tables import empty, say
from wording.problems import said

STEPS = [
    {"key": "ask", "text": "Je demande", "touchpoints": [{"channel": "web", "produces": ["quote"]}]},
    {"key": "call", "text": "J'appelle", "aliases": ["ring"], "touchpoints": [{"channel": "phone"}]},
]
TOLD = {
    "departments": [
        {"key": "digital", "name": "Direction du digital", "aliases": ["hr:5001", "PHONE"]},
        {"key": "nord", "name": "Ventes"},
        {"key": "sud", "name": "Ventes"},
        {"key": "call-centre", "name": "Centre de relation client"},
        {"key": "web", "name": "Équipe web"},
        {"key": "systems", "name": "IT"},
    ],
    "silos": [{"key": "marketing", "name": "Marketing"}, {"key": "crm", "name": "Le CRM"}],
    "channels": [
        {"key": "web", "name": "Site  web", "kind": "WEBSITE"},
        {"key": "phone", "name": "Téléphone", "kind": "PHONE", "aliases": ["hotline", 'odd:"key\\ / *']},
        {"key": "app", "name": "L’appli à cœur", "kind": "APP"},
        {"key": "marketing-mail", "name": "marketing", "kind": "EMAIL"},
    ],
    "systems": [
        {"key": "a:b", "name": "Cœur"},
        {"key": "a"},
        {"key": "b:c"},
        {"key": "c", "name": "CRM"},
        {"key": "core", "name": "Gestion des contrats"},
    ],
    "informationObjects": [{"key": "quote", "name": "Devis"}],
    "journeys": [
        {
            "key": "home",
            "title": "Assurer mon logement",
            "aliases": ["house"],
            "phases": [{"key": "p", "steps": STEPS}],
        },
        {"key": "home-future", "title": "Assurer mon logement, demain", "phases": []},
    ],
}


@pytest.fixture(scope="module")
def read(gateway_address):
    gateway = Gateway(gateway_address)
    empty(gateway)
    assert say(gateway, TOLD).status == "done"
    yield gateway.read
    gateway.command("MATCH (n) DETACH DELETE n")
    gateway.close()


@pytest.mark.parametrize(
    ("text", "field", "key"),
    [
        ("phone", "channel", "phone"),
        ("digital", "department", "digital"),
        ("home/ask", "step", "home/ask"),
        ("home/ask/web", "touchpoint", "home/ask/web"),
        ("hotline", "channel", "phone"),
        ("hr:5001", "department", "digital"),
        ('odd:"key\\ / *', "channel", "phone"),
        ("house/ring", "step", "home/call"),
        ("house/ring/phone", "touchpoint", "home/call/phone"),
        ("WEBSITE", "channelKind", "WEBSITE"),
        ("channelKind:PHONE", "channelKind", "PHONE"),
        ("site web", "channel", "web"),
        ("SITE   WEB", "channel", "web"),
        ("telephone", "channel", "phone"),
        ("l'appli a coeur", "channel", "app"),
        ("L’APPLI À CŒUR", "channel", "app"),
        ("le crm", "silo", "crm"),
        ("It", "department", "systems"),
        ("crm", "silo", "crm"),
        ("system:crm", "system", "c"),
        ("channel:site web", "channel", "web"),
        ("channel:web", "channel", "web"),
        ("canal:site web", "channel", "web"),
        ("department:PHONE", "department", "digital"),
        ("a:b", "system", "a:b"),
        ("marketing", "silo", "marketing"),
        ("channel:marketing", "channel", "marketing-mail"),
    ],
)
def test_a_place(read, text, field, key):
    """An exact key wins over a name."""
    ((found,),) = find(read, [place(text)])
    assert (found.field, found.key) == (field, key)


@pytest.mark.parametrize(
    ("label", "text", "key"),
    [
        ("Journey", "home", "home"),
        ("Journey", "house", "home"),
        ("Journey", "assurer MON logement", "home"),
        ("Journey", "journey:home", "home"),
        ("InformationObject", "devis", "quote"),
        ("Rupture", "SILENT_GAP~house/ring/phone", None),
    ],
)
def test_a_node(read, label, text, key):
    if key is None:
        with pytest.raises(NoMatch):
            find(read, [one(label, text)])
        return
    ((found,),) = find(read, [one(label, text)])
    assert found.key == key and found.node and found.node["key"] == key


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("a:core", ("a", "core")),
        ("a:b:core", ("a:b", "core")),
        ("cœur:gestion des contrats", ("a:b", "core")),
        ("Cœur:c", ("a:b", "c")),
    ],
)
def test_a_feed(read, text, keys):
    (found,) = find(read, [feed(text)])
    assert tuple(each.key for each in found) == keys


CENTRE = "did you mean call-centre (Centre de relation client)?"
WHICH = "is more than one thing; say which:"
REFUSED = [
    (place("web"), WrongUsage, f"'web' {WHICH} channel:web (Site  web), department:web (Équipe web)"),
    (place("ventes"), WrongUsage, f"'ventes' {WHICH} department:nord (Ventes), department:sud (Ventes)"),
    (place("PHONE"), WrongUsage, f"{WHICH} department:digital (Direction du digital), channelKind:PHONE"),
    (feed("a:b:c"), WrongUsage, "'a:b:c' is more than one feed: a → b:c, a:b → c"),
    (feed("core"), WrongUsage, "'core' is no feed: name its two systems, FROM:TO"),
    (feed("core:nowhere"), NoMatch, "there is no system 'nowhere'; `parcours list systems` names what there is"),
    (one("Department", "call-center"), NoMatch, f"there is no department 'call-center'; {CENTRE}"),
    (one("Department", "CALL"), NoMatch, f"there is no department 'CALL'; {CENTRE}"),
    (one("Department", "relation CLIENT"), NoMatch, CENTRE),
    (one("Journey", "asurer mon logment"), NoMatch, "did you mean home (Assurer mon logement), home-future"),
    (place("telefone"), NoMatch, "did you mean phone (Téléphone)?"),
    (place("channel:nowhere"), NoMatch, "there is no channel 'nowhere'; `parcours list channels` names what"),
    (place("channelKind:FAX"), NoMatch, "there is no kind of channel 'FAX'; there are WEBSITE, APP"),
    (place("step:home/asking"), NoMatch, "there is no step 'home/asking'; did you mean home/ask (Je demande)"),
    (place(""), NoMatch, "nothing is called ''"),
    (place('?"\\*'), NoMatch, "nothing is called"),
    (one("Rupture", "nowhere"), NoMatch, "'nowhere'; `parcours ask ruptures --format json` gives their keys"),
]


@pytest.mark.parametrize(("sought", "error", "message"), REFUSED, ids=lambda value: getattr(value, "text", ""))
def test_what_fits_two_things_or_none(read, sought, error, message):
    with pytest.raises(error) as refused:
        find(read, [sought])
    assert message in str(refused.value)


def test_it_is_said_in_french(read):
    told = []
    for sought in (one("Department", "CALL"), place("web"), place("nowhere")):
        with pytest.raises(ParcoursError) as refused:
            find(read, [sought])
        told.append(said(refused.value.said, Language.FR).replace("\u00a0", " "))
    assert told == [
        "direction introuvable : « CALL » ; vouliez-vous dire call-centre (Centre de relation client) ?",
        "« web » désigne plusieurs choses ; précisez : canal:web (Site  web), direction:web (Équipe web)",
        "rien ne s'appelle « nowhere » : ni canal, ni direction, ni silo, ni application, ni étape, ni point de "
        "contact, ni type de canal ; `parcours list canaux` dit ce qu'il y a",
    ]


def operators(address, statement, values):
    """The names of the operators of a plan."""
    auth = (address.username, address.password)
    with neo4j.GraphDatabase.driver(address.uri, auth=auth, notifications_min_severity="OFF") as driver:
        _, summary, _ = driver.execute_query("EXPLAIN " + statement, values)
    left: list[Any] = [summary.plan]
    found = set()
    while left:
        operator = left.pop()
        found.add(operator["operatorType"].partition("@")[0])
        left += operator.get("children", [])
    return found


def test_all_names_of_a_command_are_one_statement_that_scans_nothing(read, gateway_address):
    """However many there are, and of whatever kind; what is near is looked for by indexes, too."""
    asked = []

    def told(statement, **values):
        asked.append((statement, values))
        return read(statement, **values)

    sought = [place("site web"), place("home/ask"), one("Journey", "house"), feed("a:core")]
    found = [[each.key for each in meant] for meant in find(told, sought)]
    assert found == [["web"], ["home/ask"], ["home"], ["a", "core"]] and len(asked) == 1
    assert [each.label for each in near(told, "home/as", ["Step", "Channel"], 5)] == ["Step"]
    for statement, values in asked:
        assert not {each for each in operators(gateway_address, statement, values) if "Scan" in each}


def test_nothing_has_been_imported_yet(gateway):
    with pytest.raises(NoMatch, match="nothing has been imported yet"):
        find(gateway.read, [place("web")])


def test_a_department_is_meant_by_its_name_and_not_the_silo_that_was_computed_from_it():
    def rows(*_, **given):
        bearing = {"Department": "digital", "Silo": "unit:digital"}
        return [[label, {"key": key, "name": "Direction du digital"}, []] for label, key in bearing.items()]

    ((found,),) = find(rows, [place("direction du digital")])
    assert (found.field, found.key) == ("department", "digital")
    ((found,),) = find(rows, [place("silo:direction du digital")])
    assert (found.field, found.key) == ("silo", "unit:digital")
