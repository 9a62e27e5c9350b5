"""How a rupture is told once it is gone, and when it is back: in the past, by the names and owners of then."""

import datetime

import pytest

from api.execute import Request
from graph.acts.triage import Noted
from graph.model.words import Triage
from tests.asking import asked
from tests.graph.tables import decide, say
from tests.graph.test_derived_upkeep import CALL, GAP, LOSS, SWITCH, feed_laid, find, step, worked

DMS = "dms:Fonds de dossiers"
FEED = {"system": "core", "objects": ["quote"]}
LANDSCAPE = {
    "departments": [{"key": "digital", "name": "Digital"}, {"key": "calls", "name": "Appels"}],
    "informationObjects": [{"key": "quote", "name": "Devis"}, {"key": "claim", "name": "Sinistre"}],
    "systems": [
        {"key": "cms", "name": "Site", "stores": ["quote", "claim"], "feeds": [FEED]},
        {"key": DMS, "name": "Archives", "stores": ["claim"]},
        {"key": "core", "name": "Gestion"},
        {"key": "crm", "name": "CRM"},
    ],
    "channels": [
        {"key": "web", "name": "Site web", "kind": "WEBSITE", "operatedBy": ["digital"], "runsOn": ["cms", DMS]},
        {"key": "phone", "name": "Téléphone", "kind": "PHONE", "operatedBy": ["calls"], "runsOn": ["crm"]},
        {"key": "email", "name": "E-mail", "kind": "EMAIL"},
    ],
    "personas": [
        {"key": "nadia", "name": "Nadia", "prefers": ["web"]},
        {"key": "omar", "name": "Omar", "prefers": ["web"]},
    ],
}  # fmt: skip
ASK = {"channel": "web", "needs": [], "produces": ["quote", "claim"]}


def journey(key, steps, personas=()):
    phases = [{"key": "p", "name": "P", "steps": steps}]
    return {"key": key, "title": f"Parcours {key}", "personas": list(personas), "phases": phases}


def every_kind():
    steps = [
        {"key": "ask", "text": "Je demande", "touchpoints": [ASK]},
        {"key": "call", "text": "J'appelle", "expectedOn": ["web", "phone"], "next": ["lost", "sign"], "touchpoints": [
            {"channel": "phone", "needs": ["quote", "claim"]},
            {"channel": "email", "missing": True, "name": "Accusé"},
            {"key": "silent", "channel": "email", "missing": True},
        ]},
        {"key": "lost", "text": "Je me perds", "expectedOn": ["email"], "next": []},
        {"key": "sign", "text": "Je signe", "outcome": "GOAL", "touchpoints": [{"channel": "web"}]},
    ]  # fmt: skip
    preferring = [
        {"key": "ask", "text": "Je demande", "touchpoints": [ASK]},
        {"key": "call", "text": "J'appelle", "touchpoints": [{"channel": "phone", "needs": []}]},
    ]
    one, two = journey("one", preferring, ["nadia"]), journey("two", preferring, ["nadia", "omar"])
    return {**LANDSCAPE, "journeys": [journey("j", steps), one, two]}


ENGLISH = {
    "CONTEXT_LOSS~j/ask/web~j/call/phone~quote": (
        "“Devis”, given at “Je demande” (Site web), was stored in Site, which fed Gestion but not CRM, so it could not "
        "be read at “J'appelle” (Téléphone)."
    ),
    "CONTEXT_LOSS~j/ask/web~j/call/phone~claim": (
        "“Sinistre”, given at “Je demande” (Site web), was stored in Site and Archives, which did not feed CRM, so it "
        "could not be read at “J'appelle” (Téléphone)."
    ),
    "FORCED_SWITCH~j/ask/web~j/call/phone": (
        "After “Je demande” (Site web) the customer had to change channel: “J'appelle” was expected on Site web but "
        "offered on Téléphone."
    ),
    "FORCED_SWITCH~one/ask/web~one/call/phone": (
        "After “Je demande” (Site web) the customer had to change channel: Nadia preferred Site web, but “J'appelle” "
        "was offered on Téléphone."
    ),
    "FORCED_SWITCH~two/ask/web~two/call/phone": (
        "After “Je demande” (Site web) the customer had to change channel: Nadia and Omar preferred Site web, but "
        "“J'appelle” was offered on Téléphone."
    ),
    "COVERAGE_GAP~j/call~web": "“J'appelle” was expected on Site web, but it was only offered on Téléphone.",
    "COVERAGE_GAP~j/lost~email": "“Je me perds” was expected on E-mail, but it was not offered on any channel.",
    "DEAD_END~j/lost": "The journey stopped at “Je me perds”: nothing followed, and no outcome was given.",
    "SILENT_GAP~j/call/email": "At “J'appelle” the customer waited for “Accusé” (E-mail), which did not come.",
    "SILENT_GAP~j/call/silent": "At “J'appelle” the customer waited for a contact (E-mail), which did not come.",
}
FRENCH = {
    "CONTEXT_LOSS~j/ask/web~j/call/phone~quote": (
        "L'information « Devis », recueillie à « Je demande » (Site web), était enregistrée dans Site, qui alimentait "
        "Gestion mais pas CRM : on ne pouvait pas la lire à « J'appelle » (Téléphone)."
    ),
    "CONTEXT_LOSS~j/ask/web~j/call/phone~claim": (
        "L'information « Sinistre », recueillie à « Je demande » (Site web), était enregistrée dans Site et Archives, "
        "qui n'alimentaient pas CRM : on ne pouvait pas la lire à « J'appelle » (Téléphone)."
    ),
    "FORCED_SWITCH~j/ask/web~j/call/phone": (
        "Après « Je demande » (Site web), le client devait changer de canal : « J'appelle » était attendu sur Site web "
        "mais proposé sur Téléphone."
    ),
    "FORCED_SWITCH~one/ask/web~one/call/phone": (
        "Après « Je demande » (Site web), le client devait changer de canal : Nadia préférait Site web, mais "
        "« J'appelle » était proposé sur Téléphone."
    ),
    "FORCED_SWITCH~two/ask/web~two/call/phone": (
        "Après « Je demande » (Site web), le client devait changer de canal : Nadia et Omar préféraient Site web, mais "
        "« J'appelle » était proposé sur Téléphone."
    ),
    "COVERAGE_GAP~j/call~web": "« J'appelle » était attendu sur Site web, mais n'était proposé que sur Téléphone.",
    "COVERAGE_GAP~j/lost~email": "« Je me perds » était attendu sur E-mail, mais n'était proposé sur aucun canal.",
    "DEAD_END~j/lost": ("Le parcours s'arrêtait à « Je me perds » : rien ne suivait et aucune issue n'était indiquée."),
    "SILENT_GAP~j/call/email": "À « J'appelle », le client attendait « Accusé » (E-mail), qui ne venait pas.",
    "SILENT_GAP~j/call/silent": "À « J'appelle », le client attendait un contact (E-mail), qui ne venait pas.",
}
QUERY = """
{ ruptures(resolved: true, perspectives: null) { edges { node {
    key en: explanation(language: EN) fr: explanation(language: FR)
    lastSeen { journey { key name } step { key name } owners { key name } witness { role node { name } } }
} } } }
"""


def ask(gateway, document):
    answer = asked(gateway.address, Request(document)).to_json()
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def told(gateway):
    """All ruptures by key, as the API tells them, with plain spaces."""
    found = {edge["node"]["key"]: edge["node"] for edge in ask(gateway, QUERY)["ruptures"]["edges"]}
    return {key: row | {"fr": row["fr"].replace("\N{NO-BREAK SPACE}", " ")} for key, row in found.items()}


def on(gateway, run, moment):
    """Have a run begin at this moment."""
    gateway.command("MATCH (r:ImportRun {key: $run}) SET r.startedAt = datetime($moment)", run=run, moment=moment)


@pytest.fixture
def resolved(gateway):
    """Every kind of rupture, gone with its journey on the first of November."""
    say(gateway, every_kind())
    assert {key for key, row in told(gateway).items() if "[" not in row["en"]} == ENGLISH.keys()
    on(gateway, say(gateway, LANDSCAPE, allow_shrink=True).run, "2026-11-01T23:30:00Z")
    return gateway


def test_every_kind_is_told_in_the_past_in_both_languages(resolved):
    found = told(resolved)
    assert {key: row["en"] for key, row in found.items()} == {
        key: f"{sentence} [Resolved on 1 November 2026]" for key, sentence in ENGLISH.items()
    }
    assert {key: row["fr"] for key, row in found.items()} == {
        key: f"{sentence} [Résolue le 1er novembre 2026]" for key, sentence in FRENCH.items()
    }


def test_what_is_renamed_or_handed_over_afterwards_is_told_as_it_was(gateway):
    """All that the rupture was about is still there, by other names and with other owners."""
    say(gateway, worked())
    gone = worked()
    feed_laid(gone)
    on(gateway, say(gateway, gone).run, "2026-11-28T09:00:00Z")
    before = told(gateway)[LOSS]
    for label in ("departments", "systems", "channels", "informationObjects"):
        for each in gone[label]:
            each["name"] += " (autre)"
    gone["journeys"][0]["title"] = "Autrement"
    step(gone, "call-to-adjust")["text"] = "Je téléphone"
    find(gone["channels"], "phone")["operatedBy"] = ["network"]
    say(gateway, gone)
    found = told(gateway)
    assert found[LOSS] == before
    assert before["en"].endswith(
        "fed Gestion but not CRM, so it could not be read at “J'appelle pour ajuster mon devis” (Téléphone). "
        "[Resolved on 28 November 2026]"
    )
    assert before["lastSeen"] == {
        "journey": {"key": "home-quote", "name": "Assurer mon logement"},
        "step": {"key": CALL, "name": "J'appelle pour ajuster mon devis"},
        "owners": [
            {"key": "digital", "name": "Direction du digital"},
            {"key": "call-centre", "name": "Centre de relation client"},
        ],
        "witness": [
            {"role": "PRODUCED_AT", "node": {"name": "Je demande un devis en ligne (Site web)"}},
            {"role": "OBJECT", "node": {"name": "Devis"}},
            {"role": "STORED_IN", "node": {"name": "Site"}},
            {"role": "FED_TO", "node": {"name": "Gestion"}},
            {"role": "USED_BY", "node": {"name": "CRM"}},
            {"role": "NEEDED_AT", "node": {"name": "J'appelle pour ajuster mon devis (Téléphone)"}},
        ],
    }
    assert "“Je téléphone”" in found[SWITCH]["en"]  # which is still there
    assert [each["key"] for each in found[SWITCH]["lastSeen"]["owners"]] == ["digital", "network"]
    assert [each["key"] for each in found[GAP]["lastSeen"]["owners"]] == ["network"]  # it has no ends


def test_what_is_renamed_by_the_run_that_resolves_is_told_as_it_was(gateway):
    say(gateway, worked())
    gone = worked()
    feed_laid(gone)
    find(gone["channels"], "phone")["name"] = "Appel"
    say(gateway, gone)
    assert "(Téléphone). [Resolved on " in told(gateway)[LOSS]["en"]
    assert "offered on Appel." in told(gateway)[SWITCH]["en"]


def test_what_comes_back_is_told_in_the_present_by_the_names_of_now(gateway):
    first = worked()
    say(gateway, first)
    gone = worked()
    feed_laid(gone)
    say(gateway, gone)
    find(first["channels"], "phone")["name"] = "Appel"
    on(gateway, say(gateway, first).run, "2027-03-02T09:00:00Z")
    back = told(gateway)[LOSS]
    assert back["en"].endswith(
        "it cannot be read at “J'appelle pour ajuster mon devis” (Appel). [Came back on 2 March 2027]"
    )
    assert back["fr"].endswith("« J'appelle pour ajuster mon devis » (Appel). [Revenue le 2 mars 2027]")
    assert "[" not in told(gateway)[SWITCH]["en"]  # which was never gone
    on(gateway, say(gateway, gone).run, "2027-04-01T09:00:00Z")
    assert told(gateway)[LOSS]["en"].endswith("(Appel). [Resolved on 1 April 2027]")


def test_a_run_that_is_not_known_is_dated_by_its_key(resolved):
    resolved.command("MATCH (r:Rupture) SET r.resolved = '20251224T101500.000000Z-abcdef'")
    assert all(row["en"].endswith("[Resolved on 24 December 2025]") for row in told(resolved).values())
    resolved.command("MATCH (r:Rupture) SET r.resolved = 'repair'")
    assert all(row["fr"].endswith(" [Résolue]") for row in told(resolved).values())


FORMER = [
    "PRODUCED_AT Touchpoint:home-quote/ask-quote/website Je demandais",
    "OBJECT InformationObject:quote Le devis",
    "STORED_IN System:web-cms L'ancien site",
    "FED_TO System:core Core",
    "USED_BY System:crm CRM",
    "NEEDED_AT Touchpoint:home-quote/gone/phone J'appelais",
]


def test_what_was_resolved_when_less_was_remembered_is_told_as_far_as_it_goes(gateway):
    """Names of then where there are any; places by what is still there, else by the one text that was kept of them."""
    say(gateway, worked())
    gone = worked()
    feed_laid(gone)
    on(gateway, say(gateway, gone).run, "2026-11-28T09:00:00Z")
    gateway.command(
        "MATCH (r:Rupture {key: $key}) SET r.witnessText = $text REMOVE r.journeyText, r.stepText, r.ownersText",
        key=LOSS, text=FORMER,
    )  # fmt: skip
    found = told(gateway)[LOSS]
    assert found["en"] == (
        "“Le devis”, given at “Je demande un devis en ligne” (Site web), was stored in L'ancien site, which fed Core "
        "but not CRM, so it could not be read at “J'appelais”. [Resolved on 28 November 2026]"
    )
    assert (found["lastSeen"]["journey"], found["lastSeen"]["step"], found["lastSeen"]["owners"]) == (None, None, [])


def test_what_was_decided_is_asked_for_and_filtered_by(gateway):
    say(gateway, worked())
    said = Noted(note="Vu en comité", owner="digital", due=datetime.date(2027, 6, 1))
    decide(gateway, GAP, Triage.PLANNED, said, by="anna")
    decide(gateway, LOSS, Triage.OPEN, {"owner": "network"})
    fields = "key triage triageNote triageOwner { key name } triageDue triagedBy"
    where = '{triageOwner: {key: {eq: "digital"}}, triageDue: {lt: "2027-07-01"}, triageNote: {contains: "comité"}}'
    found = ask(gateway, f"{{ ruptures(where: {where}) {{ edges {{ node {{ {fields} triagedAt }} }} }} }}")
    (node,) = (edge["node"] for edge in found["ruptures"]["edges"])
    assert node.pop("triagedAt").endswith("Z")
    assert node == {
        "key": GAP,
        "triage": "PLANNED",
        "triageNote": "Vu en comité",
        "triageOwner": {"key": "digital", "name": "Direction du digital"},
        "triageDue": "2027-06-01",
        "triagedBy": "anna",
    }
    found = ask(gateway, "{ ruptures(where: {triagedAt: {isNull: true}}) { edges { node { key } } } }")
    assert [edge["node"]["key"] for edge in found["ruptures"]["edges"]] == [SWITCH]
