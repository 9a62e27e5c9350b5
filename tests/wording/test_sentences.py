"""Losses where no system is used, in words: nothing is said of what nobody has."""

import pytest

from graph.language import Language
from graph.model.words import RuptureKind
from queries.witness import Seen, Witness
from wording.sentences import explain

ASK = Seen("PRODUCED_AT", "j/s/web", step="Je demande", channel="Site")
OBJECT = Seen("OBJECT", "quote", "Devis")
CALL = Seen("NEEDED_AT", "j/t/phone", step="J'appelle", channel="Téléphone")
CMS, CRM = Seen("STORED_IN", "cms", "CMS"), Seen("USED_BY", "crm", "CRM")


@pytest.mark.parametrize(
    ("systems", "gone", "english", "french"),
    [
        (
            (CRM,), False,
            "is stored in no system, so it cannot be read at “J'appelle” (Téléphone).",
            "n'est enregistrée dans aucune application : on ne peut pas la lire à « J'appelle » (Téléphone).",
        ),
        (
            (CMS,), False,
            "is stored in CMS, and no system is used at “J'appelle” (Téléphone), so it cannot be read there.",
            "est enregistrée dans CMS, et aucune application n'est utilisée à « J'appelle » (Téléphone) : "
            "on ne peut pas l'y lire.",
        ),
        (
            (), True,
            "was stored in no system, and no system was used at “J'appelle” (Téléphone), so it could not be read "
            "there. [Resolved]",
            "n'était enregistrée dans aucune application, et aucune application n'était utilisée à « J'appelle » "
            "(Téléphone) : on ne pouvait pas l'y lire. [Résolue]",
        ),
    ],
)  # fmt: skip
def test_on_paper(systems, gone, english, french):
    lost = Witness(RuptureKind.CONTEXT_LOSS, "J'appelle", (ASK, OBJECT, *systems, CALL), gone=gone)
    given = "“Devis”, given at “Je demande” (Site), "
    assert explain(lost, Language.EN) == given + english
    told = "L'information « Devis », recueillie à « Je demande » (Site), " + french
    assert explain(lost, Language.FR).replace("\u00a0", " ").replace("\u202f", " ") == told
