"""Searching: accents, elisions, stems, beginnings, keys; what is shown of a find; pages; one statement."""

from typing import Any

import pytest

from api.execute import Request
from graph import schema
from graph.gateway import Gateway
from queries.search import LONGEST, MOST, SOUGHT
from tests.asking import asked
from tests.graph.tables import say

QUERY = """query ($text: String!, $types: [SearchType!], $first: Int, $after: String, $last: Int,
  $before: String) {
  search(text: $text, types: $types, first: $first, after: $after, last: $last, before: $before) {
    totalCount edges { cursor score excerpt node { id } } pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
} }"""

MADE = """
CREATE (:Step {key: 'elided', text: "Je passe à l'étape d’après"}), (:Step {key: 'plain', text: 'Une etape'}),
       (:Need {key: 'quote', name: 'Obtenir un devis'}), (:InformationObject {key: 'devis', name: 'Devis'}),
       (:Step {key: 'late', text: 'Je relance', expectation: 'Recevoir mon devis sans attendre'}),
       (:Journey {key: 'claims', title: 'Making claims', goal: 'Be paid <b>soon</b> & well', status: 'DRAFT'}),
       (:Persona {key: 'eve', name: 'Ève', expectations: ['Une réponse rapide', 'Un cœur'], tools: ['www.site.fr']}),
       (:System {key: 'crm', name: 'CRM', aliases: ['salesforce-2']}), (:System {key: 'gone', stub: true}),
       (:Evidence {key: 'said', kind: 'SURVEY', source: 'Entretien', quote: 'Lorsqu’elle appelle, c’est aujourd’hui'}),
       (:Handoff {key: 'devis~devis'}),
       (:Department {key: 'hr', name: 'Ressources', kind: 'SUPPORT', note: 'À revoir à la rentrée',
         tags: ['chantier-2027', 'Équipe pilote'], links: ['https://example.org/secret Organigramme']})
"""

FOUND = {
    "étape": {"elided", "plain"},
    "etape": {"elided", "plain"},
    "l'étape": {"elided", "plain"},
    "L’ÉTAPE": {"elided", "plain"},
    "d'étapes": {"elided", "plain"},
    "etap": {"elided", "plain"},
    "dev": {"quote", "devis", "late"},
    "obtenir devis": {"quote"},
    "le devis que l'on obtient": set(),
    "devis d'obtenir": {"quote"},
    "dev attendre": {"late"},
    "claim": {"claims"},
    "claimed": {"claims"},
    "reponses": {"eve"},
    "réponses rap": {"eve"},
    "etapes apres": {"elided"},
    "coeur": {"eve"},
    "cœur": {"eve"},
    "site": {"eve"},
    "eve": {"eve"},
    "Elle": {"said"},
    "aujourd'hui": {"said"},
    "salesforce": {"crm"},
    "gone": {"gone"},
    "  crm  ": {"crm"},
    "rentree": {"hr"},
    "chantier": {"hr"},
    "équipes pilotes": {"hr"},
    "organigramme": set(),
    "DRAFT": set(),
    "SUPPORT": set(),
    "survey": set(),
    "zzz": set(),
    "": set(),
    " ?! … ": set(),
    "un": {"plain", "quote", "eve"},
}

DEVIS = {"quote", "devis", "late"}
SYNTAX = {
    "devis)": DEVIS,
    "+devis -devis": DEVIS,
    '"devis': DEVIS,
    "devis*": DEVIS,
    "/devis/": DEVIS,
    "devis~devis": DEVIS,
    "{devis": DEVIS,
    "devis AND (rapide": set(),
    "devis OR rapide": set(),
    "devis -attendre": {"late"},
    "name:devis": set(),
    "goal:(b": set(),
    "devis~2": set(),
    "devis^2": set(),
    "de?is": set(),
    "[soon TO paid]": {"claims"},
    "\\": set(),
    "AND": set(),
    "NOT": set(),
}


@pytest.fixture(scope="module")
def store(gateway_address):
    """A store that is ready."""
    gateway = Gateway(gateway_address)
    gateway.command("MATCH (n) DETACH DELETE n")
    schema.prepare(gateway)
    yield gateway
    gateway.command("MATCH (n) DETACH DELETE n")
    gateway.close()


@pytest.fixture
def made(store):
    """A store with nodes made for it."""
    store.command("MATCH (n) WHERE NOT n:Graph DETACH DELETE n")
    store.command(MADE)
    return store


def run(gateway, document, sent=None, **variables):
    seen = [] if sent is None else sent
    return asked(gateway.address, Request(document, variables), lambda text, _: seen.append(text)).to_json()


def search(gateway, text, sent=None, **variables):
    answer = run(gateway, QUERY, sent, text=text, **variables)
    assert "errors" not in answer, answer["errors"]
    return answer["data"]["search"]


def ids(found):
    return [edge["node"]["id"] for edge in found["edges"]]


def keys(found):
    return {id_.partition(":")[2] for id_ in ids(found)}


def test_words_are_found_whatever_their_form(made):
    assert {text: keys(search(made, text)) for text in FOUND} == FOUND


def test_no_sign_means_anything_and_no_value_enters_the_text(made):
    sent: list[Any] = []
    assert {text: keys(search(made, text, sent)) for text in SYNTAX} == SYNTAX
    assert len({*sent}) == 1 and len(sent) == len(SYNTAX)


def test_the_node_with_this_key_comes_first_then_what_is_called_so(made):
    found = search(made, "devis")
    assert ids(found) == ["InformationObject:devis", "Step:late", "Need:quote"]
    scores = [edge["score"] for edge in found["edges"]]
    assert scores[0] == 1 and scores == sorted(scores, reverse=True) and scores[-1] > 0
    whole, begun = search(made, "rapide")["edges"][0], search(made, "rapid")["edges"][0]
    assert whole["score"] > begun["score"]


def test_only_the_types_asked_for(made):
    assert ids(search(made, "devis", types=["NEED", "STEP"])) == ["Step:late", "Need:quote"]
    assert ids(search(made, "devis", types=[])) == ids(search(made, "crm", types=["NEED"])) == []
    (error,) = run(made, QUERY, text="devis", types=["HANDOFF"])["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


EXCERPTS = {
    "etapes apres": "Je passe à l'<mark>étape</mark> d’<mark>après</mark>",
    "soon paid": "Be <mark>paid</mark> &lt;b&gt;<mark>soon</mark>&lt;/b&gt; &amp; well",
    "expectation rapide": None,
    "reponse": "Une <mark>réponse</mark> rapide",
    "attendre": "Recevoir mon devis sans <mark>attendre</mark>",
    "claims": "Making <mark>claims</mark>",
    "gone": None,
    "hr": "Ressources",
}


def test_an_excerpt_shows_what_was_found(made):
    found = {text: next((e["excerpt"] for e in search(made, text)["edges"]), None) for text in EXCERPTS}
    assert found == EXCERPTS


def test_pages_follow_each_other_while_nodes_come(made):
    for n in range(20):
        made.command("CREATE (:Step {key: $key, text: 'Je signe ' + $more})", key=f"s{n:02}", more="x" * (n % 4))
    whole = search(made, "signe", first=1000)
    assert whole["totalCount"] == 20 and not whole["pageInfo"]["hasNextPage"]
    found: list[str] = []
    after = None
    while True:
        page = search(made, "signe", first=3, after=after)
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        found, after = found + ids(page), page["pageInfo"]["endCursor"]
        made.command(
            "CREATE (:Need {key: randomUUID(), name: 'Signe'}) CREATE (:Need {key: randomUUID(), name: 'Autre'})"
        )
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert found == ids(whole)


def test_pages_from_the_end(made):
    for n in range(7):
        made.command("CREATE (:Step {key: $key, text: 'Je paie ' + $more})", key=f"p{n}", more="x" * (n % 3))
    whole, before = ids(search(made, "paie", first=100)), None
    found: list[str] = []
    while True:
        page = search(made, "paie", last=3, before=before)
        assert page["pageInfo"]["hasNextPage"] is (before is not None)
        found, before = ids(page) + found, page["pageInfo"]["startCursor"]
        if not page["pageInfo"]["hasPreviousPage"]:
            break
    assert found == whole


def test_a_text_that_changed_is_found_by_its_new_words(store):
    def channels(*named):
        say(store, {"channels": [{"key": key, "name": name} for key, name in named]}, source="channels")

    channels(("shop", "Boutique"), ("van", "Camionnette"))
    assert (keys(search(store, "boutiques")), keys(search(store, "camion"))) == ({"shop"}, {"van"})
    channels(("shop", "Magasin"))
    assert not keys(search(store, "boutique")) and not keys(search(store, "camion"))
    assert keys(search(store, "magasins")) == {"shop"}


def test_an_empty_store(store):
    store.command("MATCH (n) WHERE NOT n:Graph DETACH DELETE n")
    found = search(store, "devis")
    assert found == {
        "totalCount": 0, "edges": [],
        "pageInfo": {"hasNextPage": False, "hasPreviousPage": False, "endCursor": None, "startCursor": None},
    }  # fmt: skip


TELLING = [f"{letter}{n}" for n in range(10) for letter in "abcdefghijklmnopqrst"]


def test_a_long_text_is_found_by_its_longest_words(made):
    made.command("CREATE (:Evidence {key: 'long', source: 'x', quote: $quote})", quote=" ".join(TELLING))
    assert keys(search(made, " ".join(TELLING))) == {"long"} and len(TELLING) == MOST > SOUGHT
    assert keys(search(made, "a" * LONGEST)) == set()


@pytest.mark.parametrize(
    "given",
    [
        {"text": " ".join([*TELLING, "z"])},
        {"text": "a" * (LONGEST + 1)},
        {"first": -1},
        {"first": 1001},
        {"after": "x"},
    ],
)
def test_what_cannot_be_is_bad_input(made, given):
    (error,) = run(made, QUERY, **({"text": "devis"} | given))["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT" and next(iter(given)) in error["message"]


def test_anything_can_be_selected_of_a_find_in_one_statement(made):
    sent: list[Any] = []
    answer = run(
        made,
        """{ a: search(text: "devis", first: 1) { __typename n: edges { __typename node { key ... on InformationObject {
             name neededAt { totalCount } } } e: excerpt } edges { node { __typename } } }
             b: search(text: "devis") { totalCount } need(key: "quote") { name } }""",
        sent,
    )
    node = {"key": "devis", "name": "Devis", "neededAt": {"totalCount": 0}}
    assert len(sent) == 1 and answer["data"] == {
        "a": {
            "__typename": "SearchConnection",
            "n": [{"__typename": "SearchEdge", "node": node, "e": "<mark>Devis</mark>"}],
            "edges": [{"node": {"__typename": "InformationObject"}}],
        },
        "b": {"totalCount": 3},
        "need": {"name": "Obtenir un devis"},
    }
