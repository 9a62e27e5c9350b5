"""What the card of a node says: of every label, in both languages, wherever the node stands."""

import pytest

from graph.model import MODEL

LABELS = {
    "Journey:home-quote": "Assurer mon logement",
    "Phase:home-quote/after": "Après",
    "Step:home-quote/a-sign": "Je signe en agence",
    "Touchpoint:home-quote/a-sign/branch": "Je signe en agence (Agence)",
    "Touchpoint:home-quote/call-to-adjust/email": "Accusé de réception (E-mail)",
    "Channel:phone": "Téléphone",
    "Persona:nadia": "Nadia",
    "Need:get-a-quote": "Obtenir un devis",
    "InformationObject:quote": "Devis",
    "System:crm": "CRM",
    "Opportunity:share-quotes": "Ouvrir les devis",
    "Department:digital": "Direction du digital",
    "Department:network": "network",
    "Position:helper": "Appui",
    "Silo:sales": "Vente",
    "Measure:Touchpoint:home-quote/call-to-adjust/phone~CSAT~": "CSAT",
    "Evidence:survey-2025": "Enquête",
    "Source:demo": "demo",
    "Handoff:home-quote/call-to-adjust/phone~home-quote/a-sign/branch": (
        "J'appelle pour ajuster mon devis (Téléphone) → Je signe en agence (Agence)"
    ),
}
TRANSLATED = {
    "Rupture:CONTEXT_LOSS": (
        "Lost context · Devis · J'appelle pour ajuster mon devis",
        "Contexte perdu · Devis · J'appelle pour ajuster mon devis",
    ),
    "Rupture:FORCED_SWITCH": (
        "Forced switch · Site web · J'appelle pour ajuster mon devis",
        "Changement de canal subi · Site web · J'appelle pour ajuster mon devis",
    ),
    "Rupture:DEAD_END": ("Dead end · Je signe en agence", "Impasse · Je signe en agence"),
    "Rupture:GONE": ("Dead end · Je me perdais", "Impasse · Je me perdais"),
    "Rupture:ORPHAN": ("Silence", "Silence"),
    "Evidence:talk": ("Interview", "Entretien"),
    "Evidence:bare": ("bare", "bare"),
    "ImportRun:run-1": ("demo 2026-11-01 09:30", "demo 01/11/2026 09:30"),
    "ImportRun:bare": ("bare", "bare"),
    "Flow:in": ("elsewhere → Site web · devis · January 2026", "ailleurs → Site web · devis · janvier 2026"),
    "Flow:on": ("Site web → Téléphone · January 2026", "Site web → Téléphone · janvier 2026"),
    "Route:web": ("Site web → fax → Site web · November 2026", "Site web → fax → Site web · novembre 2026"),
    "Route:rest": ("other routes · devis · November 2026", "autres chemins · devis · novembre 2026"),
    "FieldChange:title": ("step 'a/b' · title", "étape « a/b » · titre"),
    "FieldChange:node": ("step 'a/b'", "étape « a/b »"),
}
MORE = """
MATCH (website:Channel {key: 'website'}), (phone:Channel {key: 'phone'}), (gone:Rupture {key: 'GONE'})
SET gone.stepText = '["home-quote/lost","Je me perdais"]'
CREATE (:Flow {key: 'in', reason: 'devis', month: '2026-01'})-[:TO]->(website),
  (on:Flow {key: 'on', month: '2026-01'})-[:FROM]->(website), (on)-[:TO]->(phone),
  (:Route {key: 'web', channels: ['website', 'fax', 'website'], month: '2026-11'}),
  (:Route {key: 'rest', channels: [], rest: true, reason: 'devis', month: '2026-11'}),
  (:Evidence {key: 'talk', kind: 'INTERVIEW'}), (:Evidence {key: 'bare'}), (:ImportRun {key: 'bare'}),
  (:FieldChange {key: 'title', node: 'Step:a/b', field: 'title'}), (:FieldChange {key: 'node', node: 'Step:a/b'})
"""
CARDS = "id en: label(language: EN) fr: label(language: FR)"
EVERYTHING = {**{id: (said, said) for id, said in LABELS.items()}, **TRANSLATED}


@pytest.fixture(scope="module", autouse=True)
def more(landscape):
    landscape.command(MORE)


@pytest.fixture(autouse=True)
def in_utc(monkeypatch):
    import time

    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


def plain(card):
    return card["en"], card["fr"].replace("\N{NO-BREAK SPACE}", " ")


def test_every_label_has_one():
    assert {id.partition(":")[0] for id in EVERYTHING} == set(MODEL)


@pytest.mark.parametrize("id", EVERYTHING)
def test_of_a_node_by_its_id(ask, statements, id):
    assert plain(ask(f"query ($id: ID!) {{ node(id: $id) {{ {CARDS} }} }}", id=id)["node"]) == EVERYTHING[id]
    assert len(statements) == 1


def test_of_many_at_once(ask, statements):
    found = ask(f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ {CARDS} }} }}", ids=[*EVERYTHING])["nodes"]
    assert {card["id"]: plain(card) for card in found} == EVERYTHING
    assert len(statements) == 1


def test_where_any_node_may_stand(ask, statements):
    witness = ask(
        f"""{{ rupture(key: "FORCED_SWITCH") {{ witness {{ node {{
            {CARDS} ... on Channel {{ kind own: label }} ... on Touchpoint {{ key }} }} }} }} }}"""
    )["rupture"]["witness"]
    assert [each["node"]["en"] for each in witness] == [
        "Je demande un devis en ligne (Site web)",
        "Site web",
        "J'appelle pour ajuster mon devis (Téléphone)",
    ]
    assert witness[1]["node"]["own"] == "Site web" and len(statements) == 1
    found = ask(f'{{ search(text: "appelle") {{ edges {{ node {{ {CARDS} __typename }} }} }} }}')["search"]["edges"]
    assert [each["node"]["fr"] for each in found] == ["J'appelle pour ajuster mon devis"]


def test_in_the_language_of_the_reader(landscape):
    from api.execute import Request
    from graph.language import Language
    from tests.asking import asked

    request = Request('{ rupture(key: "DEAD_END") { label } }', language=Language.FR)
    assert asked(landscape.address, request).data == {"rupture": {"label": "Impasse · Je signe en agence"}}
