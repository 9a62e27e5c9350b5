"""The sentence of each kind of rupture."""

import pytest

ENGLISH = {
    "CONTEXT_LOSS": (
        "“Devis”, given at “Je demande un devis en ligne” (Site web), is stored in Site, which feeds "
        "Core but not CRM, so it cannot be read at “J'appelle pour ajuster mon devis” (Téléphone)."
    ),
    "FORCED_SWITCH": (
        "After “Je demande un devis en ligne” (Site web) the customer has to change channel: “J'appelle "
        "pour ajuster mon devis” is expected on Site web but offered on Téléphone."
    ),
    "COVERAGE_GAP": (
        "“J'appelle pour ajuster mon devis” is expected on Site web, but it is only offered on Téléphone."
    ),
    "DEAD_END": "The journey stops at “Je signe en agence”: nothing follows, and no outcome is given.",
    "SILENT_GAP": (
        "At “J'appelle pour ajuster mon devis” the customer waits for “Accusé de réception” (E-mail), "
        "which does not come."
    ),
    "GONE": (
        "The journey stopped at “Je me perds”: nothing followed, and no outcome was given. "
        "[Resolved on 2 November 2026]"
    ),
    "ORPHAN": "At “Accusé” the customer waited for a contact, which did not come. [Resolved on 2 November 2026]",
}
FRENCH = {
    "CONTEXT_LOSS": (
        "L'information « Devis », recueillie à « Je demande un devis en ligne » (Site web), est "
        "enregistrée dans Site, qui alimente Core mais pas CRM : on ne peut pas la lire à « J'appelle "
        "pour ajuster mon devis » (Téléphone)."
    ),
    "FORCED_SWITCH": (
        "Après « Je demande un devis en ligne » (Site web), le client doit changer de canal : « "
        "J'appelle pour ajuster mon devis » est attendu sur Site web mais proposé sur Téléphone."
    ),
    "COVERAGE_GAP": (
        "« J'appelle pour ajuster mon devis » est attendu sur Site web, mais n'est proposé que sur Téléphone."
    ),
    "DEAD_END": "Le parcours s'arrête à « Je signe en agence » : rien ne suit et aucune issue n'est indiquée.",
    "SILENT_GAP": (
        "À « J'appelle pour ajuster mon devis », le client attend « Accusé de réception » (E-mail), qui ne vient pas."
    ),
}


@pytest.mark.parametrize(("key", "sentence"), ENGLISH.items())
def test_in_english(ask, key, sentence):
    assert ask("query ($k: String!) {rupture(key: $k) {explanation}}", k=key)["rupture"]["explanation"] == sentence


@pytest.mark.parametrize(("key", "sentence"), FRENCH.items())
def test_in_french(ask, key, sentence):
    query = (
        "query ($k: String!, $l: Language) {rupture(key: $k) {explanation(language: $l) en: explanation(language: EN)}}"
    )
    data = ask(query, k=key, l="FR")["rupture"]
    assert data["explanation"].replace("\N{NO-BREAK SPACE}", " ") == sentence and data["en"] == ENGLISH[key]


def test_many_explanations_in_one_statement(ask, statements):
    data = ask("{ruptures {edges {node {kind explanation witness {role}}}}}")["ruptures"]["edges"]
    assert len(data) == 5 and len(statements) == 1
